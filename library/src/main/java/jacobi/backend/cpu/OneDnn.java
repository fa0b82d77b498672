package jacobi.backend.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * oneDNN's matrix product, called in place on heap arrays. The library works on the calling thread alone: how work is
 * split is up to {@link Threads}. Where it cannot be used, {@link #status} says why and plain Java takes its place.
 * The system property {@code jacobi.native} or the environment variable {@code JACOBI_NATIVE}, set to {@code off},
 * leaves it out; set to {@code on}, it is used even where the JVM then prints a warning about native access, and on
 * processors for which it has no tuned product.
 */
public final class OneDnn {
    private static final String FALLBACK = "; matrix products run in plain Java";
    private static final String STATUS;
    private static final MethodHandle SGEMM;
    private static final MethodHandle SET_OMP_THREADS;

    /** Present on a thread for which OpenMP has been told to stay on it. */
    private static final ThreadLocal<Boolean> HELD = new ThreadLocal<>();

    static {
        MethodHandle sgemm = null;
        MethodHandle setThreads = null;
        String status;
        try {
            status = obstacle();
            if (status == null) {
                var library = load();
                var linker = Linker.nativeLinker();
                setThreads = linker.downcallHandle(library.openMp.findOrThrow("omp_set_num_threads"),
                    FunctionDescriptor.ofVoid(JAVA_INT));
                // Heap arrays can be passed to critical calls alone; these must be short, which Gemm sees to.
                sgemm = linker.downcallHandle(library.oneDnn.findOrThrow("dnnl_sgemm"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_BYTE, JAVA_BYTE, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                        JAVA_FLOAT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_FLOAT, ADDRESS, JAVA_LONG),
                    Linker.Option.critical(true));
                status = "oneDNN " + version(linker, library.oneDnn) + " for float32 matrix products, from "
                    + library.folder;
            }
        } catch (Exception | LinkageError e) {
            sgemm = null;
            status = "oneDNN does not load (" + e.getMessage() + ")" + FALLBACK;
        }
        STATUS = status;
        SGEMM = sgemm;
        SET_OMP_THREADS = setThreads;
    }

    private OneDnn() {
    }

    /** {@return one sentence: whether oneDNN is used, from where, and if not, why and what to do} */
    public static String status() {
        return STATUS;
    }

    /** {@return whether {@link #sgemm} can be called} */
    static boolean available() {
        return SGEMM != null;
    }

    /**
     * C = op(A) op(B) + beta C, row-major, on the calling thread. Arguments have been checked.
     *
     * @return whether it was done; if not, C is as it was
     */
    static boolean sgemm(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                         float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc) {
        try {
            holdOpenMp();
            int error = (int) SGEMM.invokeExact((byte) (transA ? 'T' : 'N'), (byte) (transB ? 'T' : 'N'),
                (long) m, (long) n, (long) k, 1f, from(a, aOffset), (long) lda, from(b, bOffset), (long) ldb, beta,
                from(c, cOffset), (long) ldc);
            return error == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("dnnl_sgemm", e);
        }
    }

    private static MemorySegment from(float[] array, int offset) {
        return MemorySegment.ofArray(array).asSlice(4L * offset);
    }

    /**
     * OpenMP's number of threads is a setting of each calling thread. Virtual threads share the threads below them,
     * so for them it is set each time.
     */
    private static void holdOpenMp() throws Throwable {
        if (HELD.get() == null) {
            SET_OMP_THREADS.invokeExact(1);
            if (!Thread.currentThread().isVirtual()) {
                HELD.set(true);
            }
        }
    }

    /** {@return why oneDNN is not even tried, or null} */
    private static String obstacle() {
        String asked = System.getProperty("jacobi.native", System.getenv("JACOBI_NATIVE"));
        if ("off".equalsIgnoreCase(asked)) {
            return "oneDNN is switched off by jacobi.native or JACOBI_NATIVE" + FALLBACK;
        }
        if (!OneDnn.class.getModule().isNativeAccessEnabled() && !"on".equalsIgnoreCase(asked)) {
            return "oneDNN is left out, because this JVM was started without --enable-native-access=ALL-UNNAMED"
                + FALLBACK;
        }
        if (!NativeLibraries.platform().endsWith("x86_64") && !"on".equalsIgnoreCase(asked)) {
            // Elsewhere oneDNN's product is its C++ reference, which C2 can match.
            return "oneDNN has no product tuned for " + NativeLibraries.platform() + FALLBACK;
        }
        return null;
    }

    /** The loaded library and where OpenMP's functions are found. */
    private record Library(Path folder, SymbolLookup oneDnn, SymbolLookup openMp) {
    }

    private static Library load() throws Exception {
        String platform = NativeLibraries.platform();
        boolean windows = platform.startsWith("windows");
        List<String> names = windows ? List.of("dnnl.dll")
            : platform.startsWith("macosx") ? List.of("libdnnl.3.dylib", "libomp.dylib", "libiomp5.dylib")
            : List.of("libdnnl.so.3", "libgomp.so.1");
        var resources = new ArrayList<URL>();
        for (String name : names) {
            URL resource = resource("org/bytedeco/dnnl/" + platform + "/" + name);
            if (resource != null) {
                resources.add(resource);
            } else if (resources.isEmpty()) {
                throw new IllegalStateException("no " + name + " for " + platform + " on the class path");
            }
        }
        Path folder = NativeLibraries.unpack(NativeLibraries.cache(), "onednn-" + platform, resources);
        // On macOS a library finds the one it needs only when that one is loaded already; on Linux it finds the one
        // beside it, or the system's where that is loaded already. Its own handle leads to the one it really uses.
        for (String name : names.subList(1, names.size())) {
            if (platform.startsWith("macosx") && folder.resolve(name).toFile().exists()) {
                SymbolLookup.libraryLookup(folder.resolve(name), Arena.global());
            }
        }
        var oneDnn = SymbolLookup.libraryLookup(folder.resolve(names.getFirst()), Arena.global());
        return new Library(folder, oneDnn, windows ? SymbolLookup.libraryLookup("vcomp140", Arena.global()) : oneDnn);
    }

    private static URL resource(String path) {
        URL found = OneDnn.class.getClassLoader().getResource(path);
        var context = Thread.currentThread().getContextClassLoader();
        return found == null && context != null ? context.getResource(path) : found;
    }

    /** Reads the first three fields of {@code dnnl_version_t}. */
    private static String version(Linker linker, SymbolLookup library) {
        try {
            var version = (MemorySegment) linker.downcallHandle(library.findOrThrow("dnnl_version"),
                FunctionDescriptor.of(ADDRESS)).invokeExact();
            var fields = version.reinterpret(12);
            return fields.get(JAVA_INT, 0) + "." + fields.get(JAVA_INT, 4) + "." + fields.get(JAVA_INT, 8);
        } catch (Throwable e) {
            throw new IllegalStateException("dnnl_version cannot be called", e);
        }
    }
}
