package jacobi.notebook;

import jacobi.Device;
import jacobi.Tensors;
import jacobi.autograd.Trace;
import jacobi.backend.cpu.OneDnn;
import jacobi.backend.cpu.Threads;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.RowsDisplay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is told to Jacobi once, and what it says about itself: the magics {@code %jacobi}, {@code %device}, {@code %seed},
 * {@code %threads} and {@code %anomaly} as methods. Statically imported in a notebook and in JShell.
 */
public final class Settings {
    private Settings() {
    }

    /** Shows versions, the device and why it was chosen, threads, the native library, memory and the Java machine. */
    public static void jacobi() {
        Map<String, String> lines = new LinkedHashMap<>();
        String version = Settings.class.getPackage().getImplementationVersion();
        Runtime runtime = Runtime.getRuntime();
        lines.put("Jacobi", version == null ? "from classes, without a version" : version);
        lines.put("device", where());
        lines.put("threads", Threads.count() + " of " + runtime.availableProcessors() + " processors");
        lines.put("oneDNN", OneDnn.status().replace(System.getProperty("user.home"), "~"));
        lines.put("memory", String.format(Locale.ROOT, "%.0f MB used, %.0f MB at most",
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6, runtime.maxMemory() / 1e6));
        lines.put("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        lines.put("host", Hosts.host().name());
        lines.put("anomaly", Trace.isOn() ? "on" : "off");
        List<List<String>> rows = new ArrayList<>();
        lines.forEach((name, value) -> rows.add(List.of(name, value)));
        Hosts.show(new RowsDisplay(List.of(), rows));
    }

    /** Shows where new tensors are and ops run. */
    public static void device() {
        Hosts.show(() -> where());
    }

    private static String where() {
        return Device.report();
    }

    /**
     * Says where new tensors are and ops run.
     *
     * @param name {@code cpu}, {@code cuda} (the first GPU), {@code cuda:1}, or {@code auto} for the first GPU if there is one
     * @throws IllegalArgumentException if there is no such device
     */
    public static void device(String name) {
        if (name.strip().equalsIgnoreCase("auto")) {
            List<Device> all = Device.available();
            Device.use(all.get(Math.min(1, all.size() - 1)));
        } else {
            try {
                Device.use(Device.of(name));
            } catch (IllegalStateException e) {
                throw new IllegalArgumentException("device: " + e.getMessage(), e);
            }
        }
        device();
    }

    /** Starts the common random numbers anew: what follows depends on the seed alone. */
    public static void seed(long seed) {
        Tensors.manualSeed(seed);
    }

    /** Shows how many threads share the work of one op. */
    public static void threads() {
        Hosts.show(() -> "threads: " + Threads.count());
    }

    /**
     * Says how many threads share the work of one op; results do not depend on it.
     *
     * @throws IllegalArgumentException if it is less than 1, or far too many
     */
    public static void threads(int count) {
        Threads.setCount(count);
        threads();
    }

    /**
     * Switches on, or off, that the first op that makes NaN out of numbers stops the computation, and that each op keeps
     * the line it stands in; see {@link Trace}.
     */
    public static void anomaly(boolean on) {
        Trace.on(on);
        Hosts.show(() -> "anomaly: " + (on ? "on; each op costs a microsecond more" : "off"));
    }
}
