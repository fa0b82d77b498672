package jacobi.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** NVIDIA's libraries for one GPU, looked for when they are first needed. What is not there, kernels do. */
final class Libraries {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private final Gpu gpu;
    private Loaded<Blas> blas;
    private Loaded<Cudnn> cudnn;

    Libraries(Gpu gpu) {
        this.gpu = gpu;
    }

    /**
     * A library, or why there is none.
     *
     * @param library null if there is none
     * @param problem what to tell the user then
     */
    record Loaded<T>(T library, String problem) {
    }

    /** Starts a library that has been opened. */
    interface Starter<T> {
        /** Fails in any way if it is not what was expected, or does not start. */
        T start(SymbolLookup library, Path file) throws Throwable;
    }

    /**
     * {@return the first of some libraries that starts, or what is wrong with the first}
     *
     * @param product the name that users know
     * @param files   where it may be
     * @param advice  what to do where there are no files
     */
    static <T> Loaded<T> first(String product, List<Path> files, String advice, Starter<T> starter) {
        String problem = null;
        for (Path file : files) {
            try {
                openNeeded(file);
                return new Loaded<>(starter.start(SymbolLookup.libraryLookup(file, Arena.global()), file), null);
            } catch (Throwable e) {
                // One for another driver, or a part of a broken installation; the next may do, and the kernels always do.
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal;
                }
                problem = problem != null ? problem : product + " is at " + file + " but does not start: " + e.getMessage();
            }
        }
        return new Loaded<>(null, problem != null ? problem : product + " is not found; " + advice);
    }

    /** Opens the library that cuBLAS calls, which Windows would not look for beside it. */
    private static void openNeeded(Path file) {
        Path light = file.resolveSibling(file.getFileName().toString().replace("cublas", "cublasLt"));
        if (!light.equals(file) && Files.exists(light)) {
            SymbolLookup.libraryLookup(light, Arena.global());
        }
    }

    /** {@return a function that returns a status} */
    static MethodHandle function(SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    /** {@return the library of matrix products, or null} */
    synchronized Blas blas() {
        if (blas == null) {
            gpu.enter();
            long stream = gpu.driver.pointer(gpu.stream);
            blas = off(stream) ? new Loaded<>(null, "jacobi.cuda.libraries=off")
                    : first("cuBLAS", NvidiaLibraries.find("cublas", System::getenv, WINDOWS),
                    "pip install nvidia-cublas-cu12, or set CUDA_PATH", (library, file) -> new Cublas(library, file, stream));
        }
        return blas.library();
    }

    /** {@return the library of convolutions, or null} */
    synchronized Cudnn cudnn() {
        if (cudnn == null) {
            // It calls cuBLAS, and then finds the one that is in use.
            blas();
            long stream = gpu.driver.pointer(gpu.stream);
            cudnn = off(stream) ? new Loaded<>(null, "jacobi.cuda.libraries=off")
                    : first("cuDNN", NvidiaLibraries.find("cudnn", System::getenv, WINDOWS),
                    "pip install nvidia-cudnn-cu12, or set CUDA_PATH", (library, file) -> new Cudnn(library, file, gpu, stream));
        }
        return cudnn.library();
    }

    /** Whether they are switched off, or the stream is not one of a GPU. */
    private static boolean off(long stream) {
        return stream == 0 || System.getProperty("jacobi.cuda.libraries", "on").equals("off");
    }

    /** Takes another library: for tests. */
    synchronized void blas(Loaded<Blas> other) {
        blas = other;
    }

    /** Takes another library: for tests. */
    synchronized void cudnn(Loaded<Cudnn> other) {
        cudnn = other;
    }

    /** {@return what computes, and why no library does} */
    synchronized String report() {
        Blas products = blas();
        Cudnn convolutions = cudnn();
        return "matrix products by " + (products != null ? products.name()
                : "kernels of Jacobi, which are slower (" + blas.problem() + ")") + ", convolutions by "
                + (convolutions != null ? convolutions.name() : "matrix products (" + cudnn.problem() + ")");
    }
}
