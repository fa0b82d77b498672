package jacobi.backend.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
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
    private static final int MAJOR = 0;
    private static final int MINOR = 1;
    private static final int NOT_INITIALIZED = 1;

    private final MethodHandle multiply;
    private final MemorySegment handle;
    private final MemorySegment one;
    private final MemorySegment zero;
    private final int compute32;
    private final String name;

    /**
     * Starts it on a stream.
     *
     * @param file   where it is, for its name
     * @param stream the driver's own pointer
     * @throws CudaException if it does not start
     */
    Cublas(SymbolLookup library, Path file, long stream) throws Throwable {
        MethodHandle create = Libraries.function(library, "cublasCreate_v2", ADDRESS);
        MethodHandle setStream = Libraries.function(library, "cublasSetStream_v2", ADDRESS, ADDRESS);
        MethodHandle property = Libraries.function(library, "cublasGetProperty", JAVA_INT, ADDRESS);
        multiply = Libraries.function(library, "cublasGemmStridedBatchedEx", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS,
                ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT);
        Arena arena = Arena.global();
        // One as a double and, behind it, as a float; zero is the same bytes in both.
        one = arena.allocate(16);
        one.set(ValueLayout.JAVA_DOUBLE, 0, 1.0);
        one.set(ValueLayout.JAVA_FLOAT, 8, 1.0f);
        zero = arena.allocate(16);
        MemorySegment place = arena.allocate(ADDRESS);
        check("cublasGetProperty", (int) property.invokeExact(MAJOR, place));
        int major = place.get(JAVA_INT, 0);
        check("cublasGetProperty", (int) property.invokeExact(MINOR, place));
        int minor = place.get(JAVA_INT, 0);
        check("cublasCreate", (int) create.invokeExact(place));
        handle = place.get(ADDRESS, 0);
        check("cublasSetStream", (int) setStream.invokeExact(handle, MemorySegment.ofAddress(stream)));
        String precision = precision();
        compute32 = switch (precision) {
            case "tf32" -> COMPUTE_32_FAST_TF32;
            case "bf16" -> COMPUTE_32_FAST_BF16;
            default -> COMPUTE_32;
        };
        name = "cuBLAS " + major + "." + minor + " (" + file + ")"
                + (compute32 == COMPUTE_32 ? "" : ", inputs rounded to " + precision);
    }

    /** {@return what inputs of products may be rounded to: float32 if they may not, tf32 or bf16} */
    static String precision() {
        String precision = System.getProperty("jacobi.cuda.matmul", "").toLowerCase(Locale.ROOT);
        return precision.equals("tf32") || precision.equals("bf16") ? precision : "float32";
    }

    private static void check(String call, int status) {
        if (status != 0) {
            throw new CudaException(0, "cuBLAS's " + call + " failed with status " + status
                    + (status == NOT_INITIALIZED ? ": there is no GPU, or its driver is too old for this version" : ""));
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
