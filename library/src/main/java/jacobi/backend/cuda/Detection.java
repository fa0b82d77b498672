package jacobi.backend.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Which GPUs there are, and why not where there are none.
 *
 * @param backends one for each GPU, in the driver's order; nothing is done with a GPU before its backend is asked for
 * @param report   one line about what was found, or the reason why nothing was
 */
public record Detection(List<Supplier<CudaBackend>> backends, String report) {
    /** The first CUDA whose drivers accept the version that our PTX says. */
    static final int OLDEST = 12000;
    private static final String SWITCHED_OFF = "switched off, by jacobi.device=cpu or JACOBI_DEVICE=cpu";
    private static final String NO_NODES = "no NVIDIA GPU: the system shows no device of its driver";
    private static volatile Detection pretended;

    /** {@return what is known about this machine} Found once, when first asked for. */
    public static Detection ofThisMachine() {
        Detection other = pretended;
        return other != null ? other : Once.FOUND;
    }

    /** Makes the whole library believe in other devices, until it is told null: for tests. */
    static void pretend(Detection other) {
        pretended = other;
    }

    private static final class Once {
        static final Detection FOUND = find();

        /** Where there is nothing to find, without a lambda: the first one of a process takes longer than all else here. */
        private static Detection find() {
            String asked = asked();
            return asked.equals("cpu") ? none(SWITCHED_OFF) : hasNodes() ? of(asked, () -> true, Detection::installed) : none(NO_NODES);
        }
    }

    /** What the user says about devices: the system property {@code jacobi.device}, else the variable JACOBI_DEVICE. */
    public static String asked() {
        String property = System.getProperty("jacobi.device");
        String variable = property != null ? property : System.getenv("JACOBI_DEVICE");
        return variable == null || variable.isBlank() ? "auto" : variable.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the system shows a GPU: a glance at the file system, before any library is loaded. */
    interface Nodes {
        boolean exist();
    }

    private static boolean hasNodes() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String root = System.getenv("SystemRoot");
            return root != null && Files.exists(Path.of(root, "System32", "nvcuda.dll"));
        }
        return system.startsWith("linux") && (Files.exists(Path.of("/dev/nvidiactl")) || Files.exists(Path.of("/dev/dxg")));
    }

    /** In a method of its own class, so that JCuda is loaded when it is called and not before. */
    private static Driver installed() {
        return Installed.driver();
    }

    private static final class Installed {
        static Driver driver() {
            return new NativeDriver();
        }
    }

    /**
     * Looks for GPUs.
     *
     * @param asked  {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:1}
     * @param nodes  whether it is worth loading a driver
     * @param driver loads and starts it; may fail in any way
     */
    static Detection of(String asked, Nodes nodes, Supplier<Driver> driver) {
        if (asked.equals("cpu")) {
            return none(SWITCHED_OFF);
        }
        if (!nodes.exist()) {
            return none(NO_NODES);
        }
        try {
            return found(driver.get());
        } catch (UnsatisfiedLinkError e) {
            return none("an NVIDIA GPU may be there, but the driver's library does not load: " + firstLine(e));
        } catch (CudaException e) {
            return none("an NVIDIA GPU may be there, but its driver does not start: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            return none("an NVIDIA GPU may be there, but it cannot be used: " + firstLine(e));
        }
    }

    private static Detection found(Driver driver) {
        int version = driver.version();
        String served = "CUDA " + version / 1000 + "." + version % 1000 / 10;
        if (version < OLDEST) {
            return none("the NVIDIA driver is too old: it serves " + served + ", and 12.0 is needed; update the driver");
        }
        int count = driver.deviceCount();
        if (count == 0) {
            return none("the NVIDIA driver is there (" + served + ") but shows no GPU; is CUDA_VISIBLE_DEVICES set?");
        }
        List<Supplier<CudaBackend>> backends = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            DeviceProperties properties = driver.properties(i);
            if (properties.major() < 6) {
                names.add("cuda:" + i + " is " + properties.name() + ", too old (compute capability " + properties.major() + "."
                        + properties.minor() + ", 6.0 is needed)");
                backends.add(() -> {
                    throw new CudaException(0, properties.name() + " is too old: its compute capability is "
                            + properties.major() + "." + properties.minor() + ", and 6.0 is needed");
                });
                continue;
            }
            names.add("cuda:" + i + " is " + properties.name() + " with " + properties.bytes() / 1_000_000_000 + " GB");
            backends.add(new Lazy(() -> new CudaBackend(driver, index)));
        }
        return new Detection(backends, String.join(", ", names) + "; the driver serves " + served);
    }

    /** Makes a backend when it is first asked for. */
    private static final class Lazy implements Supplier<CudaBackend> {
        private final Supplier<CudaBackend> maker;
        private CudaBackend made;

        Lazy(Supplier<CudaBackend> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized CudaBackend get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }

    private static Detection none(String reason) {
        return new Detection(List.of(), reason);
    }

    /** JCuda's messages have stack traces in them. */
    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        for (String line : message.split("\n")) {
            int name = Math.max(line.indexOf("libcuda.so"), line.indexOf("nvcuda.dll"));
            if (name >= 0) {
                return line.substring(name).strip();
            }
        }
        return message.lines().findFirst().orElse("").strip();
    }
}
