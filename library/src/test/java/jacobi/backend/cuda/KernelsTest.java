package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.backend.Backend;
import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import jacobi.backend.Reduction;
import jacobi.backend.cpu.CpuBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the contract of backends does not reach: columns that several blocks share, kernels that large arrays choose, odd
 * sizes around those of tiles, and special numbers. The processor says what is right.
 */
class KernelsTest {
    private static final CudaBackend GPU = new CudaBackend(new EmulatedDriver(true), 0);
    private static final CpuBackend CPU = CpuBackend.INSTANCE;

    private interface Primitive {
        void run(Backend backend, NDArray out);
    }

    /** Runs a primitive on both; the results are the same, twice. */
    private static void compare(DType type, Shape shape, double tolerance, Primitive primitive) {
        NDArray expected = CPU.allocate(type, shape);
        primitive.run(CPU, expected);
        NDArray actual = GPU.allocate(type, shape);
        primitive.run(GPU, actual);
        NDArray again = GPU.allocate(type, shape);
        primitive.run(GPU, again);
        double[] e = doubles(expected);
        double[] a = doubles(actual);
        assertArrayEquals(a, doubles(again), "not the same twice");
        for (int i = 0; i < e.length; i++) {
            if (Double.doubleToLongBits(e[i]) != Double.doubleToLongBits(a[i])) {
                assertEquals(e[i], a[i], tolerance * Math.max(1, Math.abs(e[i])), "element " + i + " of " + e.length);
                assertTrue(tolerance > 0 || e[i] != 0, "the sign of 0 at " + i);
            }
        }
    }

    private static double[] doubles(NDArray a) {
        return switch (a.backend().toHost(a)) {
            case double[] d -> d;
            case long[] l -> Arrays.stream(l).asDoubleStream().toArray();
            case int[] n -> Arrays.stream(n).asDoubleStream().toArray();
            case float[] f -> {
                double[] d = new double[f.length];
                Arrays.setAll(d, i -> f[i]);
                yield d;
            }
            case boolean[] b -> {
                double[] d = new double[b.length];
                Arrays.setAll(d, i -> b[i] ? 1 : 0);
                yield d;
            }
            default -> throw new AssertionError();
        };
    }

    /** Few different whole numbers, so that there are equals everywhere; {@code special} adds NaN, infinities, both zeros. */
    private static NDArray numbers(Backend backend, DType type, Shape shape, boolean special) {
        Rng rng = new Rng(shape.size() + type.ordinal());
        double[] values = new double[shape.size()];
        double[] rare = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, -0.0};
        for (int i = 0; i < values.length; i++) {
            values[i] = rng.integer(9) - 4;
            if (special && type.isFloating() && rng.integer(50) == 0) {
                values[i] = rare[rng.integer(rare.length)];
            }
        }
        NDArray doubles = CPU.fromHost(values, shape);
        NDArray converted = CPU.allocate(type, shape);
        CPU.copy(doubles, converted);
        return backend.fromHost(CPU.toHost(converted), shape);
    }

    private static DType combined(Reduction reduction, DType type) {
        boolean keeps = type.isFloating() || reduction == Reduction.MAX || reduction == Reduction.MIN;
        return keeps ? type : DType.INT64;
    }

    @ParameterizedTest
    @CsvSource({"1, 9001, 1", "3, 257, 1", "1, 4099, 3", "5, 129, 7", "2, 33, 301", "1, 3, 1000", "300, 2, 1", "1, 1, 1"})
    void reducesAndFindsExtremes(int outer, int length, int inner) {
        Shape shape = Shape.of(outer, length, inner);
        for (DType type : DType.values()) {
            for (boolean special : new boolean[] {false, true}) {
                for (Reduction reduction : Reduction.values()) {
                    compare(combined(reduction, type), Shape.of(outer, inner), 1e-12, (backend, out) ->
                            backend.reduce(reduction, numbers(backend, type, shape, special), new int[] {1}, out));
                }
                for (boolean largest : new boolean[] {false, true}) {
                    compare(DType.INT64, Shape.of(outer, 1, inner), 0, (backend, out) ->
                            backend.argReduce(largest, numbers(backend, type, shape, special), 1, out));
                }
            }
        }
    }

    @Test
    void reducesSeveralAxesOfAnyOrder() {
        Shape shape = Shape.of(3, 5, 2, 70);
        for (int[] axes : new int[][] {{0, 2}, {0, 3}, {1, 3}, {0, 1, 2, 3}, {0, 2, 3}}) {
            int[] kept = java.util.stream.IntStream.range(0, 4).filter(axis -> Arrays.binarySearch(axes, axis) < 0)
                    .map(axis -> new int[] {2, 70, 3, 5}[axis]).toArray();
            for (Reduction reduction : List.of(Reduction.SUM, Reduction.MAX)) {
                compare(DType.FLOAT64, Shape.of(kept), 1e-12, (backend, out) -> {
                    NDArray in = numbers(backend, DType.FLOAT64, shape, false);
                    backend.reduce(reduction, in.view(Shape.of(2, 70, 3, 5), new int[] {70, 1, 700, 140}, 0), axes, out);
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 9001, 1", "3, 1025, 1", "2, 4500, 3", "1, 20000, 1", "1, 130, 4100", "70, 65, 1", "2, 64, 9"})
    void scans(int outer, int length, int inner) {
        Shape shape = Shape.of(outer, length, inner);
        boolean large = shape.size() > 100_000;
        for (DType type : large ? List.of(DType.FLOAT32, DType.INT32) : List.of(DType.values())) {
            for (Reduction reduction : large ? List.of(Reduction.SUM) : List.of(Reduction.values())) {
                compare(combined(reduction, type), shape, 1e-12, (backend, out) -> backend.scan(reduction,
                        reduction == Reduction.SUM, numbers(backend, type, shape, reduction != Reduction.PROD), 1, out));
            }
            compare(DType.INT64, shape, 0, (backend, out) ->
                    backend.argScan(true, numbers(backend, type, shape, false), 1, out));
            compare(DType.INT64, shape, 0, (backend, out) ->
                    backend.argScan(false, numbers(backend, type, shape, true), 1, out));
        }
    }

    private static NDArray index(Backend backend, int bound, Shape shape) {
        Rng rng = new Rng(bound);
        long[] values = new long[shape.size()];
        Arrays.setAll(values, i -> rng.integer(bound));
        return backend.fromHost(values, shape);
    }

    /** Floats of any size: their sums tell the order in which they were added. */
    private static NDArray uneven(Backend backend, DType type, Shape shape) {
        Rng rng = new Rng(5);
        double[] values = new double[shape.size()];
        Arrays.setAll(values, i -> rng.normal() * Math.pow(2, rng.integer(20)));
        NDArray converted = CPU.allocate(type, shape);
        CPU.copy(CPU.fromHost(values, shape), converted);
        return backend.fromHost(CPU.toHost(converted), shape);
    }

    @ParameterizedTest
    @CsvSource({"1, 3000, 1, 7", "2, 2500, 3, 300", "1, 1100, 65, 11", "3, 2, 500, 4", "1, 40, 1, 1000", "900, 5, 3, 5"})
    void addsInTheDocumentedOrder(int outer, int count, int inner, int length) {
        Shape in = Shape.of(outer, count, inner);
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
            compare(type, Shape.of(outer, length, inner), 0, (backend, out) -> backend.scatterAdd(
                    uneven(backend, type, in), 1, index(backend, length, in), out));
            compare(type, Shape.of(outer, length, inner), 0, (backend, out) -> backend.indexAdd(
                    uneven(backend, type, in), 1, index(backend, length, Shape.of(count)), out));
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void movesSlicesThatLieAnywhere(DType type) {
        for (int inner : new int[] {1, 2, 3, 4, 7, 8, 12, 16, 32}) {
            for (int offset : new int[] {0, 1, 2, 4, 16}) {
                compare(type, Shape.of(2, 9, inner), 0, (backend, out) -> {
                    NDArray memory = numbers(backend, type, Shape.of(offset + 2 * 5 * inner), true);
                    NDArray in = memory.view(Shape.of(2, 5, inner), new int[] {5 * inner, inner, 1}, offset);
                    backend.indexSelect(in, 1, index(backend, 5, Shape.of(9)), out);
                });
            }
        }
    }

    @Test
    void indexesPartsOfArrays() {
        compare(DType.FLOAT32, Shape.of(3, 4, 2), 0, (backend, out) -> backend.gather(
                numbers(backend, DType.FLOAT32, Shape.of(5, 6, 3), true), 1, index(backend, 6, Shape.of(3, 4, 2)), out));
        compare(DType.FLOAT32, Shape.of(5, 6, 3), 0, (backend, out) -> backend.scatterAdd(
                uneven(backend, DType.FLOAT32, Shape.of(3, 40, 2)), 1, index(backend, 6, Shape.of(3, 40, 2)), out));
    }

    @Test
    void anIndexOutOfRangeIsToldAndLeftOut() {
        for (int count : new int[] {3, 2000}) {
            for (long wrong : new long[] {-1, 4, Long.MIN_VALUE, 1L << 32}) {
                long[] places = new long[count];
                places[1] = wrong;
                float[] ones = new float[count];
                Arrays.fill(ones, 1);
                NDArray index = GPU.fromHost(places, Shape.of(count));
                NDArray in = GPU.fromHost(ones, Shape.of(count));
                NDArray out = GPU.allocate(DType.FLOAT32, Shape.of(4));
                for (Runnable op : List.<Runnable>of(() -> GPU.indexAdd(in, 0, index, out),
                        () -> GPU.scatterAdd(in, 0, index, out))) {
                    op.run();
                    String message = assertThrows(IndexOutOfBoundsException.class, () -> GPU.toHost(out)).getMessage();
                    assertTrue(message.contains(wrong + ",") && message.contains("0 to 3"), message);
                }
                assertArrayEquals(new double[] {2 * (count - 1), 0, 0, 0}, doubles(out));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 1, 700", "0, 5, 2, 1", "16, 17, 33, 31", "16, 1, 40, 16", "64, 65, 70, 33", "64, 1, 1, 17", "64, 130, 3, 5"})
    void multipliesByEachKernel(int size, int m, int n, int k) {
        for (DType type : DType.values()) {
            if (type == DType.BOOL || size == 64 && !type.isFloating()) {
                continue;
            }
            compare(type, Shape.of(2, m, n), 0, (backend, out) -> {
                NDArray a = numbers(backend, type, Shape.of(k, m), false).view(Shape.of(2, m, k), new int[] {0, 1, m}, 0);
                NDArray b = numbers(backend, type, Shape.of(2, k, n), false);
                if (backend == GPU) {
                    MatrixProducts.run(GPU.gpu, a, b, out, size);
                } else {
                    backend.matmul(a, b, out);
                }
            });
        }
    }

    @Test
    void batchesOfManyAxesAreMultiplied() {
        compare(DType.FLOAT32, Shape.of(2, 3, 2, 3, 2, 4, 5), 0, (backend, out) -> {
            NDArray a = numbers(backend, DType.FLOAT32, Shape.of(3, 3, 2, 4, 6), false)
                    .view(Shape.of(2, 3, 2, 3, 2, 4, 6), new int[] {0, 144, 0, 48, 24, 6, 1}, 0);
            NDArray b = numbers(backend, DType.FLOAT32, Shape.of(2, 2, 6, 5), false)
                    .view(Shape.of(2, 3, 2, 3, 2, 6, 5), new int[] {60, 0, 30, 0, 0, 5, 1}, 0);
            backend.matmul(a, b, out);
        });
    }

    @Test
    void sumsProductsOfFewOutputs() {
        for (int outputs : new int[] {1, 3, 300}) {
            int sums = 30_000 / outputs;
            for (boolean sumsFirst : new boolean[] {false, true}) {
                Shape shape = sumsFirst ? Shape.of(sums, outputs) : Shape.of(outputs, sums);
                int[] strides = sumsFirst ? new int[] {0, 1} : new int[] {1, 0};
                compare(DType.FLOAT32, Shape.of(outputs), 0, (backend, out) -> backend.addProducts(
                        numbers(backend, DType.FLOAT32, shape, false), numbers(backend, DType.FLOAT32, shape, false),
                        out.view(shape, strides, 0)));
            }
        }
    }

    @Test
    void sumsProductsWhereAxesAreAlikeTurnedOrMany() {
        Shape twins = Shape.of(4, 4);
        compare(DType.FLOAT64, Shape.of(7), 0, (backend, out) -> {
            NDArray two = numbers(backend, DType.FLOAT64, Shape.of(1), false).broadcastTo(twins);
            backend.addProducts(two, two, out.view(twins, new int[] {1, 1}, 0));
        });
        compare(DType.FLOAT64, Shape.of(9), 0, (backend, out) -> backend.addProducts(
                numbers(backend, DType.FLOAT64, Shape.of(3, 4), false), numbers(backend, DType.FLOAT64, Shape.of(3, 4), false),
                out.view(Shape.of(3, 4), new int[] {-2, -1}, 8)));
        Shape many = Shape.of(2, 1, 3, 2, 2, 2, 2, 2, 2, 2);
        compare(DType.FLOAT32, Shape.of(2, 3), 0, (backend, out) -> backend.addProducts(
                numbers(backend, DType.FLOAT32, Shape.of(2, 3, 1, 2, 2, 2, 2, 2, 2, 2), false)
                        .view(many, new int[] {1, 0, 128, 2, 4, 8, 16, 32, 64, 0}, 0),
                numbers(backend, DType.FLOAT32, many, false), out.view(many, new int[] {3, 0, 1, 0, 0, 0, 0, 0, 0, 0}, 0)));
    }

    @Test
    void windowsMetBeforeAreOnTheDevice() {
        EmulatedDriver driver = new EmulatedDriver(true);
        CudaBackend backend = new CudaBackend(driver, 0);
        NDArray in = backend.fromHost(new float[] {1, 4, 2, 3}, Shape.of(4));
        NDArray out = backend.fromHost(new long[2], Shape.of(2));
        Ranges[] windows = {new Ranges(new int[] {0, 2}, new int[] {2, 4}, 1)};
        backend.argMaxOfWindows(in, windows, out);
        // A captured step may not bring numbers from the program.
        backend.gpu.note(() -> backend.argMaxOfWindows(in, windows, out)).again();
        assertArrayEquals(new double[] {1, 3}, doubles(out));
        NDArray sums = backend.fromHost(new float[2], Shape.of(2));
        backend.gpu.note(() -> backend.reduceWindows(Reduction.SUM, in, windows, sums)).again();
        assertArrayEquals(new double[] {5, 5}, doubles(sums));
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void windowsOfSpecialNumbers(Reduction reduction) {
        float nan = Float.NaN;
        float inf = Float.POSITIVE_INFINITY;
        float[] in = {0f, -0f, -0f, 0f, -0f, -0f, nan, 1, 1, nan, inf, -inf, -inf, -inf, inf, inf, 1e38f, 1e38f, -3e38f, 3e38f};
        Ranges[] windows = {new Ranges(new int[10], new int[10], 1)};
        for (int i = 0; i < 10; i++) {
            windows[0].from()[i] = 2 * i;
            windows[0].to()[i] = 2 * i + 2;
        }
        // A sum of negative zeros may be either zero.
        compare(DType.FLOAT32, Shape.of(10), reduction == Reduction.SUM ? 1e-30 : 0,
                (backend, out) -> backend.reduceWindows(reduction, backend.fromHost(in, Shape.of(20)), windows, out));
    }
}
