package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.backend.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How products are asked of a library with columns where we have rows; and where that library is looked for. */
class BlasProductsTest {
    private final CudaBackend backend = new CudaBackend(new EmulatedDriver(), 0);

    /** What the library's header and manual promise, in plain loops over the memory of the emulated device. */
    private final class Columns {
        static final long STREAM = 0x5000;
        static final long HANDLE = 0x7000;
        final StandIn functions = new StandIn(this, "cublas");
        int calls;
        int compute;
        int status;

        Blas start() {
            try {
                return new Cublas(functions, Path.of("libcublas.so.12"), STREAM);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        int cublasGetProperty(int which, MemorySegment value) {
            value.reinterpret(4).set(ValueLayout.JAVA_INT, 0, new int[] {12, 9, 3}[which]);
            return 0;
        }

        int cublasCreate_v2(MemorySegment handle) {
            handle.reinterpret(8).set(ValueLayout.JAVA_LONG, 0, HANDLE);
            return status;
        }

        int cublasSetStream_v2(MemorySegment handle, MemorySegment stream) {
            assertEquals(HANDLE, handle.address());
            assertEquals(STREAM, stream.address());
            return 0;
        }

        int cublasGemmStridedBatchedEx(MemorySegment handle, int transposeA, int transposeB, int m, int n, int k,
                MemorySegment alpha, MemorySegment a, int typeA, int lda, long strideA, MemorySegment b, int typeB, int ldb,
                long strideB, MemorySegment beta, MemorySegment c, int typeC, int ldc, long strideC, int batches, int compute,
                int algorithm) {
            calls++;
            this.compute = compute;
            assertEquals(HANDLE, handle.address());
            boolean wide = typeA == 1;
            assertEquals(List.of(typeA, typeA, -1), List.of(typeB, typeC, algorithm));
            assertEquals(wide, compute == 70);
            assertEquals(1, wide ? alpha.reinterpret(8).get(ValueLayout.JAVA_DOUBLE, 0)
                    : alpha.reinterpret(4).get(ValueLayout.JAVA_FLOAT, 0));
            assertEquals(0, wide ? beta.reinterpret(8).get(ValueLayout.JAVA_DOUBLE, 0)
                    : beta.reinterpret(4).get(ValueLayout.JAVA_FLOAT, 0));
            assertTrue(lda >= Math.max(1, transposeA == 1 ? k : m), "lda " + lda);
            assertTrue(ldb >= Math.max(1, transposeB == 1 ? n : k), "ldb " + ldb);
            assertTrue(ldc >= Math.max(1, m), "ldc " + ldc);
            for (int batch = 0; batch < batches; batch++) {
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        double sum = 0;
                        for (int p = 0; p < k; p++) {
                            long left = batch * strideA + (transposeA == 1 ? p + (long) i * lda : i + (long) p * lda);
                            long right = batch * strideB + (transposeB == 1 ? j + (long) p * ldb : p + (long) j * ldb);
                            sum += read(wide, a.address(), left) * read(wide, b.address(), right);
                        }
                        write(wide, c.address(), batch * strideC + i + (long) j * ldc, sum);
                    }
                }
            }
            return 0;
        }

        private double read(boolean wide, long address, long index) {
            if (wide) {
                double[] one = {0};
                backend.gpu.staging.download(address + 8 * index, 8, one);
                return one[0];
            }
            float[] one = {0};
            backend.gpu.staging.download(address + 4 * index, 4, one);
            return one[0];
        }

        private void write(boolean wide, long address, long index, double value) {
            backend.gpu.staging.upload(wide ? new double[] {value} : new float[] {(float) value}, wide ? 8 : 4,
                    address + (wide ? 8 : 4) * index);
        }
    }

    private NDArray numbers(DType type, long seed, int... dims) {
        Rng rng = new Rng(seed);
        double[] values = new double[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rng.normal();
        }
        NDArray wide = backend.fromHost(values, Shape.of(dims));
        NDArray a = backend.empty(type, Shape.of(dims));
        backend.copy(wide, a);
        return a;
    }

    /** The axes before the last two as they are, these two the other way round. */
    private static NDArray turned(NDArray a) {
        int rank = a.shape().rank();
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i == rank - 1 ? rank - 2 : i == rank - 2 ? rank - 1 : i;
        }
        return Layouts.permuted(a, order);
    }

    private void check(NDArray a, NDArray b, int... dims) {
        NDArray expected = backend.allocate(a.dtype(), Shape.of(dims));
        MatrixProducts.run(backend.gpu, a, b, expected);
        Columns library = new Columns();
        NDArray actual = backend.allocate(a.dtype(), Shape.of(dims));
        assertTrue(BlasProducts.run(library.start(), a, b, actual));
        library.functions.check();
        assertEquals(1, library.calls);
        if (a.dtype() == DType.FLOAT64) {
            assertArrayEquals((double[]) backend.toHost(expected), (double[]) backend.toHost(actual), 1e-12);
        } else {
            assertArrayEquals((float[]) backend.toHost(expected), (float[]) backend.toHost(actual), 1e-5f);
        }
    }

    @Test
    void everyLayoutOfTheOperands() {
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            NDArray a = numbers(type, 1, 3, 4);
            NDArray b = numbers(type, 2, 4, 5);
            NDArray turnedA = turned(numbers(type, 3, 4, 3));
            NDArray turnedB = turned(numbers(type, 4, 5, 4));
            NDArray wide = numbers(type, 5, 6, 20);
            NDArray partA = wide.view(Shape.of(3, 4), new int[] {20, 1}, 7);
            NDArray everySecond = wide.view(Shape.of(3, 4), new int[] {20, 2}, 3);
            NDArray stretched = numbers(type, 6, 4).view(Shape.of(3, 4), new int[] {0, 1}, 0);
            NDArray backwards = a.view(Shape.of(3, 4), new int[] {-4, 1}, 8);
            for (NDArray left : List.of(a, turnedA, partA, everySecond, stretched, backwards)) {
                check(left, b, 3, 5);
                check(left, turnedB, 3, 5);
            }
            check(numbers(type, 7, 1, 4), b, 1, 5);
            check(a, numbers(type, 8, 4, 1), 3, 1);
            check(numbers(type, 9, 3, 1), numbers(type, 10, 1, 5), 3, 5);
            check(numbers(type, 9, 1, 1), numbers(type, 10, 1, 1), 1, 1);
        }
    }

    @Test
    void batches() {
        NDArray a = numbers(DType.FLOAT32, 1, 2, 3, 4, 5);
        NDArray b = numbers(DType.FLOAT32, 2, 2, 3, 5, 2);
        check(a, b, 2, 3, 4, 2);
        check(turned(numbers(DType.FLOAT32, 3, 2, 3, 5, 4)), b, 2, 3, 4, 2);
        // One matrix for all, one for each of the first axis, and the batches in another order.
        check(a, numbers(DType.FLOAT32, 4, 5, 2).broadcastTo(Shape.of(2, 3, 5, 2)), 2, 3, 4, 2);
        check(a, numbers(DType.FLOAT32, 4, 2, 1, 5, 2).broadcastTo(Shape.of(2, 3, 5, 2)), 2, 3, 4, 2);
        check(Layouts.permuted(numbers(DType.FLOAT32, 5, 3, 2, 4, 5), new int[] {1, 0, 2, 3}), b, 2, 3, 4, 2);
    }

    @Test
    void wholeNumbersAndProductsOfNothingAreNotForIt() {
        Columns library = new Columns();
        NDArray a = backend.fromHost(new long[] {1, 2}, Shape.of(1, 2));
        NDArray b = backend.fromHost(new long[] {3, 4}, Shape.of(2, 1));
        Blas blas = library.start();
        assertEquals(false, BlasProducts.run(blas, a, b, backend.allocate(DType.INT64, Shape.of(1, 1))));
        assertEquals(false, BlasProducts.run(blas, backend.allocate(DType.FLOAT32, Shape.of(2, 0)),
                backend.allocate(DType.FLOAT32, Shape.of(0, 3)), backend.allocate(DType.FLOAT32, Shape.of(2, 3))));
        assertEquals(0, library.calls);
    }

    @Test
    void theBackendAsksTheLibraryWhereThereIsOne() {
        Columns library = new Columns();
        backend.gpu.libraries.blas(new Libraries.Loaded<>(library.start(), null));
        NDArray out = backend.allocate(DType.FLOAT32, Shape.of(3, 5));
        backend.matmul(numbers(DType.FLOAT32, 1, 3, 4), numbers(DType.FLOAT32, 2, 4, 5), out);
        assertEquals(1, library.calls);
        assertEquals(68, library.compute, "exact");
        assertEquals("emulated, matrix products by cuBLAS 12.9 (libcublas.so.12), convolutions by matrix products "
                + "(jacobi.cuda.libraries=off)", backend.report());
    }

    @Test
    void roundedInputsAreASetting() {
        NDArray a = numbers(DType.FLOAT32, 1, 3, 4);
        NDArray b = numbers(DType.FLOAT32, 2, 4, 5);
        Map.of("tf32", 77, "bf16", 75, "float32", 68).forEach((setting, compute) -> {
            System.setProperty("jacobi.cuda.matmul", setting);
            try {
                Columns library = new Columns();
                BlasProducts.run(library.start(), a, b, backend.allocate(DType.FLOAT32, Shape.of(3, 5)));
                assertEquals(compute, library.compute);
            } finally {
                System.clearProperty("jacobi.cuda.matmul");
            }
        });
    }

    @Test
    void theNewestVersionIsFoundWhereItMayBe(@TempDir Path folder) throws IOException {
        Path toolkit = Files.createDirectories(folder.resolve("cuda/lib64"));
        Path python = Files.createDirectories(folder.resolve("venv/lib/python3.11/site-packages/nvidia/cublas/lib"));
        Path path = Files.createDirectories(folder.resolve("libs"));
        Files.createFile(toolkit.resolve("libcublas.so.12"));
        Files.createFile(toolkit.resolve("libcublas.so"));
        Files.createFile(toolkit.resolve("libcublasLt.so.15"));
        Files.createFile(python.resolve("libcublas.so.13"));
        Files.createFile(path.resolve("libcublas.so.11"));
        Path inUse = Files.createDirectories(folder.resolve("env/lib/python3.12/site-packages/nvidia/cu13/lib"));
        Files.createFile(inUse.resolve("libcublas.so.14"));
        Path bin = Files.createDirectories(folder.resolve("env/bin"));
        assertTrue(Files.createFile(bin.resolve("python3")).toFile().setExecutable(true));
        Map<String, String> variables = Map.of("PATH", "/nothing:" + bin, "CUDA_PATH", folder.resolve("cuda").toString(),
                "LD_LIBRARY_PATH", path + ":" + folder.resolve("nothing"), "VIRTUAL_ENV", folder.resolve("venv").toString());
        List<Path> found = NvidiaLibraries.find("cublas", variables::get, false);
        List<Path> ours = found.stream().filter(file -> file.startsWith(folder)).toList();
        assertEquals(List.of(inUse.resolve("libcublas.so.14"), python.resolve("libcublas.so.13"), toolkit.resolve("libcublas.so.12"),
                path.resolve("libcublas.so.11")), ours);
        Files.createFile(path.resolve("cublas64_12.dll"));
        assertEquals(List.of(path.resolve("cublas64_12.dll")), NvidiaLibraries.inFolders("cublas", List.of(path), true));
    }

    @Test
    void theReportSaysWhyThereIsNoLibrary(@TempDir Path folder) {
        Libraries.Starter<Blas> starter = (functions, file) -> {
            Columns library = new Columns();
            library.status = 1;
            return library.start();
        };
        assertEquals("cuBLAS is not found; look for it", Libraries.first("cuBLAS", List.of(), "look for it", starter).problem());
        Path broken = folder.resolve("libcublas.so.12");
        backend.gpu.libraries.blas(Libraries.first("cuBLAS", List.of(broken), "", starter));
        assertEquals("emulated, matrix products by kernels of Jacobi, which are slower (cuBLAS is at " + broken
                + " but does not start: Cannot open library: " + broken + "), convolutions by matrix products "
                + "(jacobi.cuda.libraries=off)", backend.report());
        Columns library = new Columns();
        library.status = 1;
        assertEquals("cuBLAS's cublasCreate failed with status 1: there is no GPU, or its driver is too old for this version",
                assertThrows(CudaException.class, () -> new Cublas(library.functions, broken, Columns.STREAM)).getMessage());
    }

    /** Where one is installed: it opens, has the functions, and without a GPU it says so. */
    @Test
    void theInstalledLibraryStartsOrSaysWhyNot() {
        List<Path> files = NvidiaLibraries.find("cublas", System::getenv, System.getProperty("os.name").startsWith("Windows"));
        assumeFalse(files.isEmpty(), "cuBLAS is not installed");
        for (Path file : files) {
            Libraries.Loaded<Blas> loaded = Libraries.first("cuBLAS", List.of(file), "", (library, path) -> new Cublas(library, path, 0));
            assertTrue(loaded.library() != null ? loaded.library().name().matches("cuBLAS \\d+\\.\\d+ .*")
                    : loaded.problem().contains("cublasCreate failed with status"), loaded.toString());
        }
    }
}
