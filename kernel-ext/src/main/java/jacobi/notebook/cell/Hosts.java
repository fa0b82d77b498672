package jacobi.notebook.cell;

import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import jacobi.notebook.display.Display;

/** The host that Jacobi runs in: JShell, or a plain program, unless a kernel says otherwise. */
public final class Hosts {
    private static final List<BiConsumer<Object, String>> ENDINGS = new CopyOnWriteArrayList<>();

    private static volatile Host host;

    private Hosts() {
    }

    /** Finds the host where no kernel has set one; a service, since the adapters stand above all that uses them. */
    public interface Finder {
        /** {@return the host, which is ready to show things} */
        Host find();
    }

    /** {@return the host} */
    public static Host host() {
        Host known = host;
        return known != null ? known : found();
    }

    private static synchronized Host found() {
        if (host == null) {
            host = ServiceLoader.load(Finder.class, Hosts.class.getClassLoader()).findFirst().orElseThrow(() ->
                    new IllegalStateException("Jacobi's jar is not complete: META-INF/services names no " + Finder.class.getName()))
                    .find();
        }
        return host;
    }

    /** Shows something below the cell that runs now. */
    public static void show(Display display) {
        host().show("jacobi-" + UUID.randomUUID(), display, true);
    }

    /** Has something told of each cell that does not end well: the cell, and how it ends. */
    public static void onEnding(BiConsumer<Object, String> listener) {
        ENDINGS.add(listener);
    }

    /**
     * Says that the running cell does not end well, so that the list of runs can tell; for a kernel's adapter.
     *
     * @param how {@code stopped}, or {@code failed: } with a sentence
     */
    public static void cellEnded(String how) {
        Object cell = host().cell();
        ENDINGS.forEach(listener -> listener.accept(cell, how));
    }

    /** Makes loops over data sets tell how far they are, from the first one on; JShell's start-up file calls this. */
    public static void start() {
        host();
    }

    /** Sets the host; for a kernel's adapter, before anything is shown. */
    public static synchronized void host(Host newHost) {
        host = newHost;
    }
}
