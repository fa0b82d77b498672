package jacobi.backend.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * cuBLAS, whichever version is installed, by its C interface. Nothing of it is bundled; where it is not found, kernels of
 * the library take its place.
 *
 * <p>float32 products are exact by default. The system property {@code jacobi.cuda.matmul} allows tensor cores on rounded
 * inputs: {@code tf32} (10 bits of mantissa) or {@code bf16} (7 bits); sums stay float32.
 */
final class Cublas implements Blas {
    private static final int REAL_32 = 0;
    private static final int REAL_64 = 1;
    private static final int COMPUTE_32 = 68;
    private static final int COMPUTE_64 = 70;
    private static final int COMPUTE_32_FAST_BF16 = 75;
    private static final int COMPUTE_32_FAST_TF32 = 77;
    private static final int DEFAULT_ALGORITHM = -1;

    private final MethodHandle multiply;
    private final MemorySegment handle;
    private final MemorySegment one;
    private final MemorySegment zero;
    private final int compute32;
    private final String name;

    private Cublas(SymbolLookup library, Path file, long stream) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle create = linker.downcallHandle(library.findOrThrow("cublasCreate_v2"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS));
        MethodHandle setStream = linker.downcallHandle(library.findOrThrow("cublasSetStream_v2"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        MethodHandle version = linker.downcallHandle(library.findOrThrow("cublasGetVersion_v2"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        multiply = linker.downcallHandle(library.findOrThrow("cublasGemmStridedBatchedEx"), FunctionDescriptor.of(JAVA_INT,
                ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS,
                ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS,
                ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
        Arena arena = Arena.global();
        // Doubles and floats of one and zero: as float they are read from the first four bytes.
        one = arena.allocate(16);
        one.set(ValueLayout.JAVA_DOUBLE, 0, 1.0);
        one.set(ValueLayout.JAVA_FLOAT, 8, 1.0f);
        zero = arena.allocate(16);
        MemorySegment place = arena.allocate(ADDRESS);
        check("cublasCreate", (int) create.invokeExact(place));
        handle = place.get(ADDRESS, 0);
        check("cublasSetStream", (int) setStream.invokeExact(handle, MemorySegment.ofAddress(stream)));
        MemorySegment number = arena.allocate(JAVA_INT);
        check("cublasGetVersion", (int) version.invokeExact(handle, number));
        int v = number.get(JAVA_INT, 0);
        String precision = System.getProperty("jacobi.cuda.matmul", "float32").toLowerCase(Locale.ROOT);
        compute32 = switch (precision) {
            case "tf32" -> COMPUTE_32_FAST_TF32;
            case "bf16" -> COMPUTE_32_FAST_BF16;
            default -> COMPUTE_32;
        };
        name = "cuBLAS " + v / 10000 + "." + v / 100 % 100 + " (" + file + ")"
                + (compute32 == COMPUTE_32 ? "" : ", inputs rounded to " + precision);
    }

    /**
     * {@return cuBLAS on a stream, or null where it is not found or does not start}
     *
     * @param files  where it may be; the first that works is taken
     * @param stream the driver's own pointer
     */
    static Blas load(List<Path> files, long stream) {
        for (Path file : files) {
            try {
                return new Cublas(SymbolLookup.libraryLookup(file, Arena.global()), file, stream);
            } catch (Throwable e) {
                // One for another driver, or a part of a broken installation; the next may do, and the kernels always do.
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal;
                }
            }
        }
        return null;
    }

    private static void check(String call, int status) {
        if (status != 0) {
            throw new CudaException(0, "cuBLAS's " + call + " failed with status " + status);
        }
    }

    @Override
    public void multiply(boolean wide, boolean transposeA, boolean transposeB, int m, int n, int k, long a, int lda,
            long strideA, long b, int ldb, long strideB, long c, int ldc, long strideC, int batches) {
        int type = wide ? REAL_64 : REAL_32;
        MemorySegment alpha = wide ? one : one.asSlice(8);
        int status;
        try {
            status = (int) multiply.invokeExact(handle, transposeA ? 1 : 0, transposeB ? 1 : 0, m, n, k, alpha,
                    MemorySegment.ofAddress(a), type, lda, strideA, MemorySegment.ofAddress(b), type, ldb, strideB, zero,
                    MemorySegment.ofAddress(c), type, ldc, strideC, batches, wide ? COMPUTE_64 : compute32, DEFAULT_ALGORITHM);
        } catch (Throwable e) {
            throw new CudaException("cuBLAS cannot be called", e);
        }
        check("product of [" + n + ", " + k + "] and [" + k + ", " + m + "]", status);
    }

    @Override
    public String name() {
        return name;
    }
}
