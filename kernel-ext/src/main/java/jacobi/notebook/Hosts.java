package jacobi.notebook;

import jacobi.Hints;
import jacobi.data.Progress;
import jacobi.notebook.host.IJavaHost;
import jacobi.notebook.host.JShellHost;
import java.util.UUID;

/** The host that Jacobi runs in: JShell, or a plain program, unless a kernel says otherwise. */
public final class Hosts {
    private static volatile Host host;

    private Hosts() {
    }

    /** {@return the host} */
    public static Host host() {
        Host known = host;
        return known != null ? known : fallback();
    }

    /** Shows something below the cell that runs now. */
    public static void show(Display display) {
        host().show("jacobi-" + UUID.randomUUID(), display, true);
    }

    private static synchronized Host fallback() {
        if (host == null) {
            Host kernel = IJavaHost.install();
            host = kernel != null ? kernel : new JShellHost();
            listen(host);
        }
        return host;
    }

    /** Has a host show the progress of loops over data sets, and hints. */
    public static void listen(Host host) {
        Progress.listen(new ProgressBars(host));
        Hints.listen(hint -> {
            if (host.cell() != null) {
                host.show("hint-" + UUID.randomUUID(), Displays.hint(hint), true);
            }
        });
    }

    /**
     * Says that the running cell does not end well, so that the list of runs can tell; for a kernel's adapter.
     *
     * @param how {@code stopped}, or {@code failed: } with a sentence
     */
    public static void cellEnded(String how) {
        LiveChart.outcome(host().cell(), how);
    }

    /** Makes loops over data sets tell how far they are, from the first one on; JShell's start-up file calls this. */
    public static void start() {
        host();
    }

    /**
     * Gets ready for the first chart in the background, some time from now; for a kernel's adapter, which knows that
     * somebody may want one.
     */
    public static void warmUp(int afterMillis) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(afterMillis);
                LiveChart.warmUp();
            } catch (InterruptedException | RuntimeException | LinkageError e) {
                System.getLogger("jacobi").log(System.Logger.Level.DEBUG, "the first chart is going to tell", e);
            }
        }, "jacobi-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Sets the host; for a kernel's adapter, before anything is shown. */
    public static synchronized void host(Host newHost) {
        host = newHost;
    }
}
