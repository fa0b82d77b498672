package jacobi.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Var;
import jacobi.random.Saved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every backend promises. A backend's test inherits this class and says which backend it is about; each
 * primitive is compared with {@link ReferenceBackend} on arrays of every layout: row-major, transposed, reversed,
 * with gaps, stretched, of one number, and empty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract {
    private static final Var X = new Var(0, "x");
    private static final Var Y = new Var(1, "y");
    private final ReferenceBackend oracle = new ReferenceBackend();

    /** {@return the backend that is tested} */
    public abstract Backend backend();

    /** A view of some memory, by the same numbers on any backend. */
    record Layout(String name, int[] memory, Shape shape, int[] strides, int offset) {
        NDArray on(Backend backend, DType dtype, long seed) {
            return backend.fromHost(numbers(dtype, Shape.of(memory).size(), seed), Shape.of(memory)).view(shape, strides, offset);
        }

        @Override
        public String toString() {
            return name + " " + shape;
        }
    }

    static Object numbers(DType dtype, int n, long seed) {
        Rng rng = new Rng(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = dtype.isFloating() ? rng.uniform() * 4 - 2 : rng.integer(9) - 4;
        }
        return switch (dtype) {
            case FLOAT64 -> values;
            case FLOAT32 -> {
                float[] floats = new float[n];
                for (int i = 0; i < n; i++) {
                    floats[i] = (float) values[i];
                }
                yield floats;
            }
            case INT64 -> Arrays.stream(values).mapToLong(v -> (long) v).toArray();
            case INT32 -> Arrays.stream(values).mapToInt(v -> (int) v).toArray();
            case BOOL -> {
                boolean[] booleans = new boolean[n];
                for (int i = 0; i < n; i++) {
                    booleans[i] = values[i] > 0;
                }
                yield booleans;
            }
        };
    }

    private static Layout rowMajor(int... dims) {
        return new Layout("row-major", dims, Shape.of(dims), Shape.of(dims).rowMajorStrides(), 0);
    }

    static List<Layout> matrices() {
        return List.of(rowMajor(3, 4), rowMajor(1, 1), rowMajor(0, 4), rowMajor(4, 0), rowMajor(70, 130),
                new Layout("transposed", new int[] {4, 3}, Shape.of(3, 4), new int[] {1, 3}, 0),
                new Layout("reversed", new int[] {3, 4}, Shape.of(3, 4), new int[] {-4, -1}, 11),
                new Layout("with gaps", new int[] {6, 8}, Shape.of(3, 4), new int[] {16, 2}, 5),
                new Layout("one row stretched", new int[] {4}, Shape.of(3, 4), new int[] {0, 1}, 0),
                new Layout("one column stretched", new int[] {3}, Shape.of(3, 4), new int[] {1, 0}, 0),
                new Layout("one number stretched", new int[] {}, Shape.of(3, 4), new int[] {0, 0}, 0),
                new Layout("large transposed", new int[] {130, 70}, Shape.of(70, 130), new int[] {1, 70}, 0));
    }

    static Stream<Layout> layouts() {
        return Stream.concat(matrices().stream(), Stream.of(rowMajor(), rowMajor(7), rowMajor(2, 3, 4),
                rowMajor(2, 1, 3, 2), rowMajor(100_001),
                new Layout("permuted", new int[] {2, 3, 4}, Shape.of(4, 2, 3), new int[] {1, 12, 4}, 0),
                new Layout("a middle part", new int[] {4, 5, 6}, Shape.of(2, 3, 2), new int[] {30, 6, 2}, 37)));
    }

    private interface Primitive {
        void run(Backend backend, NDArray in, NDArray out);
    }

    /** Runs a primitive here and on the oracle, into row-major memory and into memory with gaps, and compares. */
    private void compare(Layout layout, DType type, DType outType, Shape outShape, double tolerance, Primitive primitive) {
        for (boolean gaps : new boolean[] {false, true}) {
            NDArray expected = out(oracle, outType, outShape, gaps);
            primitive.run(oracle, layout.on(oracle, type, 5), expected);
            NDArray actual = out(backend(), outType, outShape, gaps);
            primitive.run(backend(), layout.on(backend(), type, 5), actual);
            assertSame(expected, actual, tolerance);
        }
    }

    private static NDArray out(Backend backend, DType type, Shape shape, boolean gaps) {
        if (!gaps) {
            return backend.allocate(type, shape);
        }
        int[] strides = shape.rowMajorStrides().clone();
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] *= 2;
        }
        return backend.allocate(type, Shape.of(2 * shape.size() + 3)).view(shape, strides, 3);
    }

    private static void assertSame(NDArray expected, NDArray actual, double tolerance) {
        double[] e = doubles(expected);
        double[] a = doubles(actual);
        assertEquals(e.length, a.length);
        for (int i = 0; i < e.length; i++) {
            assertEquals(e[i], a[i], tolerance * Math.max(1, Math.abs(e[i])), "element " + i + " of " + e.length);
        }
    }

    private static double[] doubles(NDArray a) {
        return switch (a.backend().toHost(a)) {
            case double[] d -> d;
            case float[] f -> {
                double[] d = new double[f.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = f[i];
                }
                yield d;
            }
            case long[] l -> Arrays.stream(l).asDoubleStream().toArray();
            case int[] n -> Arrays.stream(n).asDoubleStream().toArray();
            case boolean[] b -> {
                double[] d = new double[b.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = b[i] ? 1 : 0;
                }
                yield d;
            }
            default -> throw new AssertionError();
        };
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsViewsInRowMajorOrder(Layout layout) {
        for (DType type : DType.values()) {
            NDArray expected = layout.on(oracle, type, 1);
            NDArray actual = layout.on(backend(), type, 1);
            assertEquals(type, actual.dtype());
            assertSame(expected, actual, 0);
            for (int i = 0; i < Math.min(50, layout.shape.size()); i++) {
                assertEquals(oracle.item(expected, i), backend().item(actual, i));
            }
        }
    }

    @Test
    void newMemoryIsZero() {
        for (DType type : DType.values()) {
            assertArrayEquals(new double[6], doubles(backend().allocate(type, Shape.of(2, 3))));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void copiesAndConverts(Layout layout) {
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                compare(layout, from, to, layout.shape, 0, Backend::copy);
            }
        }
    }

    static List<ScalarFunction> formulas() {
        return List.of(new ScalarFunction("square", 1, X.mul(X)),
                new ScalarFunction("polynomial", 1, X.mul(X).mul(new jacobi.expr.Const(3)).sub(X)),
                new ScalarFunction("step", 1, Exprs.gt(X, 0)));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void appliesFormulas(Layout layout) {
        for (ScalarFunction f : formulas()) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
                compare(layout, type, type, layout.shape, 1e-6, (backend, in, out) -> backend.elementwise(f, out, in));
            }
            compare(layout, DType.FLOAT32, DType.BOOL, layout.shape, 0, (backend, in, out) -> backend.elementwise(f, out, in));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void broadcastsInputs(Layout layout) {
        Expr formula = X.sub(Y.mul(X));
        ScalarFunction f = new ScalarFunction("mix", 2, formula);
        Shape shape = layout.shape;
        List<Shape> others = new java.util.ArrayList<>(List.of(Shape.SCALAR, shape));
        if (shape.rank() > 0) {
            others.add(Shape.of(shape.dim(-1)));
            others.add(shape.withDim(shape.rank() - 1, 1));
        }
        for (Shape other : others) {
            compare(layout, DType.FLOAT32, DType.FLOAT32, shape, 1e-6, (backend, in, out) -> backend.elementwise(f, out, in,
                    backend.fromHost(numbers(DType.FLOAT64, other.size(), 9), other)));
            compare(layout, DType.INT32, DType.FLOAT64, shape, 1e-12, (backend, in, out) -> backend.elementwise(f, out,
                    backend.fromHost(numbers(DType.FLOAT64, other.size(), 9), other), in));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void updatesInPlace(Layout layout) {
        if (Arrays.stream(layout.strides).anyMatch(stride -> stride == 0)) {
            return;
        }
        ScalarFunction f = new ScalarFunction("momentum", 2, X.mul(new jacobi.expr.Const(0.5)).add(Y));
        NDArray expected = layout.on(oracle, DType.FLOAT32, 3);
        oracle.elementwise(f, expected, expected, layout.on(oracle, DType.FLOAT32, 4));
        NDArray actual = layout.on(backend(), DType.FLOAT32, 3);
        backend().elementwise(f, actual, actual, layout.on(backend(), DType.FLOAT32, 4));
        assertSame(expected, actual, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void reducesAlongAnyAxes(Layout layout) {
        int rank = layout.shape.rank();
        for (int mask = 1; mask < 1 << rank; mask++) {
            int bits = mask;
            int[] axes = java.util.stream.IntStream.range(0, rank).filter(axis -> (bits >> axis & 1) != 0).toArray();
            int[] dims = java.util.stream.IntStream.range(0, rank).filter(axis -> (bits >> axis & 1) == 0)
                    .map(axis -> layout.shape.dim(axis)).toArray();
            boolean empty = Arrays.stream(axes).anyMatch(axis -> layout.shape.dim(axis) == 0);
            for (Reduction reduction : Reduction.values()) {
                if (reduction == Reduction.PROD && layout.shape.size() > 100) {
                    continue;
                }
                for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
                    DType out = type.isFloating() || reduction == Reduction.MAX || reduction == Reduction.MIN ? type : DType.INT64;
                    if (empty && (reduction == Reduction.MAX || reduction == Reduction.MIN)) {
                        continue;
                    }
                    compare(layout, type, out, Shape.of(dims), type == DType.FLOAT32 ? 1e-6 : 1e-11,
                            (backend, in, target) -> backend.reduce(reduction, in, axes, target));
                }
            }
            compare(layout, DType.BOOL, DType.INT64, Shape.of(dims), 0,
                    (backend, in, target) -> backend.reduce(Reduction.SUM, in, axes, target));
            compare(layout, DType.BOOL, DType.BOOL, Shape.of(dims), 0,
                    (backend, in, target) -> backend.reduce(Reduction.MIN, in, axes, target));
        }
    }

    @Test
    void reductionsPassNaNOn() {
        for (Reduction reduction : Reduction.values()) {
            for (int at : new int[] {0, 1, 57, 99}) {
                float[] values = new float[100];
                values[at] = Float.NaN;
                NDArray out = backend().allocate(DType.FLOAT32, Shape.SCALAR);
                backend().reduce(reduction, backend().fromHost(values, Shape.of(100)), new int[] {0}, out);
                assertTrue(Double.isNaN(backend().item(out, 0)), reduction + " with NaN at " + at);
                NDArray column = backend().allocate(DType.FLOAT32, Shape.of(1));
                backend().reduce(reduction, backend().fromHost(values, Shape.of(100, 1)), new int[] {0}, column);
                assertTrue(Double.isNaN(backend().item(column, 0)), reduction + " down a column with NaN at " + at);
            }
        }
    }

    @Test
    void sumsOfFloatsAreExactToTheLastBit() {
        float[] values = new float[3_000_000];
        Arrays.fill(values, 0.1f);
        NDArray out = backend().allocate(DType.FLOAT32, Shape.SCALAR);
        backend().reduce(Reduction.SUM, backend().fromHost(values, Shape.of(values.length)), new int[] {0}, out);
        assertEquals((float) (values.length * (double) 0.1f), (float) backend().item(out, 0));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void findsTheFirstExtremeAlongAnAxis(Layout layout) {
        for (int axis = 0; axis < layout.shape.rank(); axis++) {
            if (layout.shape.dim(axis) == 0) {
                continue;
            }
            int along = axis;
            for (DType type : DType.values()) {
                for (boolean largest : new boolean[] {false, true}) {
                    compare(layout, type, DType.INT64, layout.shape.withDim(axis, 1), 0,
                            (backend, in, out) -> backend.argReduce(largest, in, along, out));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void scansAlongAnAxis(Layout layout) {
        if (layout.shape.size() > 1_000) {
            return;
        }
        for (int axis = 0; axis < layout.shape.rank(); axis++) {
            int along = axis;
            for (Reduction reduction : Reduction.values()) {
                boolean keepsType = reduction == Reduction.MAX || reduction == Reduction.MIN;
                if (reduction == Reduction.PROD && layout.shape.size() > 100) {
                    continue;
                }
                for (DType type : DType.values()) {
                    DType out = type.isFloating() || keepsType ? type : DType.INT64;
                    for (boolean backwards : new boolean[] {false, true}) {
                        compare(layout, type, out, layout.shape, type == DType.FLOAT32 ? 1e-6 : 1e-11, (backend, in, target) ->
                                backend.scan(reduction, backwards, in, along, target));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void findsTheExtremesSoFar(Layout layout) {
        if (layout.shape.size() > 10_000) {
            return;
        }
        for (int axis = 0; axis < layout.shape.rank(); axis++) {
            int along = axis;
            for (DType type : DType.values()) {
                for (boolean largest : new boolean[] {false, true}) {
                    compare(layout, type, DType.INT64, layout.shape, 0,
                            (backend, in, out) -> backend.argScan(largest, in, along, out));
                }
            }
        }
    }

    @Test
    void aNaNStaysTheExtremeSoFar() {
        for (int inner : new int[] {1, 9}) {
            double[] column = {1, Double.NaN, 7, Double.NaN, 9};
            double[] values = new double[5 * inner];
            for (int i = 0; i < values.length; i++) {
                values[i] = column[i / inner];
            }
            NDArray in = backend().fromHost(values, Shape.of(5, inner));
            NDArray out = backend().allocate(DType.INT64, in.shape());
            for (boolean largest : new boolean[] {false, true}) {
                backend().argScan(largest, in, 0, out);
                for (int k = 0; k < 5; k++) {
                    assertEquals(new int[] {0, 1, 1, 3, 3}[k], backend().item(out, k * inner + inner - 1));
                }
            }
        }
    }

    @Test
    void scansPassNaNOn() {
        for (Reduction reduction : Reduction.values()) {
            for (int inner : new int[] {1, 2}) {
                float[] values = new float[6];
                values[2 * inner] = Float.NaN;
                NDArray out = backend().allocate(DType.FLOAT32, Shape.of(6 / inner, inner));
                backend().scan(reduction, false, backend().fromHost(values, out.shape()), 0, out);
                assertEquals(0, backend().item(out, inner), reduction + " before NaN");
                assertTrue(Double.isNaN(backend().item(out, 6 - inner)), reduction + " after NaN");
            }
        }
    }

    @Test
    void theFirstNaNIsTheExtreme() {
        NDArray in = backend().fromHost(new double[] {1, Double.NaN, 7, Double.NaN}, Shape.of(4));
        NDArray out = backend().allocate(DType.INT64, Shape.of(1));
        backend().argReduce(true, in, 0, out);
        assertEquals(1, backend().item(out, 0));
        backend().argReduce(false, in, 0, out);
        assertEquals(1, backend().item(out, 0));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void findsTheFirstLargestElementOfWindows(Layout layout) {
        int rank = layout.shape.rank();
        if (layout.shape.size() == 0) {
            return;
        }
        for (int axes = 1; axes <= Math.min(3, rank); axes++) {
            Ranges[] windows = new Ranges[axes];
            Shape shape = layout.shape;
            for (int i = 0; i < axes; i++) {
                int axis = rank - axes + i;
                int length = shape.dim(axis);
                // One element, all of them, every other one.
                windows[i] = new Ranges(new int[] {length - 1, 0, length / 2, 0}, new int[] {length, length, length, 1}, 1 + i);
                shape = shape.withDim(axis, 4);
            }
            Shape outputs = shape;
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                compare(layout, type, DType.INT64, outputs, 0, (backend, in, out) -> backend.argMaxOfWindows(in, windows, out));
                for (Reduction reduction : Reduction.values()) {
                    compare(layout, type, type, outputs, type == DType.FLOAT32 ? 1e-5 : 1e-12,
                            (backend, in, out) -> backend.reduceWindows(reduction, in, windows, out));
                }
            }
        }
    }

    @Test
    void combinesWindowsOfAllSizes() {
        Shape shape = Shape.of(2, 3, 4, 5, 7);
        Layout dense = new Layout("dense", shape.dims(), shape, shape.rowMajorStrides(), 0);
        for (int[] sizes : new int[][] {{1, 2, 2}, {2, 1, 2}, {1, 2, 3}, {1, 1, 1}, {2, 2, 4}, {1, 2, 2}}) {
            for (int stride = 1; stride <= 3; stride++) {
                for (int step = 1; step <= 2; step++) {
                    Ranges[] windows = new Ranges[3];
                    Shape outputs = shape;
                    for (int i = 0; i < 3; i++) {
                        windows[i] = sliding(shape.dim(2 + i), sizes[i], stride, step);
                        outputs = outputs.withDim(2 + i, windows[i].count());
                    }
                    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                        for (Reduction reduction : Reduction.values()) {
                            compare(dense, type, type, outputs, type == DType.FLOAT32 ? 1e-5 : 1e-12,
                                    (backend, in, out) -> backend.reduceWindows(reduction, in, windows, out));
                        }
                    }
                }
            }
        }
    }

    /** Windows of which those at the start see one element less, if there is more than one. */
    private static Ranges sliding(int length, int size, int stride, int step) {
        int outputs = Math.max(1, (length - 1 - (size - 1) * step) / stride + 1);
        int[] from = new int[outputs];
        int[] to = new int[outputs];
        for (int o = 0; o < outputs; o++) {
            to[o] = Math.min(length, o * stride + (size - 1) * step + 1);
            from[o] = o == 0 && size > 2 ? step : o * stride;
        }
        return new Ranges(from, to, step);
    }

    @Test
    void windowsKnowEqualsZerosInfinitiesAndNaN() {
        double[][] rows = {{1, 3, 3}, {-0.0, 0, -1}, {0, -0.0, -0.0}, {-1, -2, -1}, {2, Double.NaN, Double.POSITIVE_INFINITY},
            {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, -Float.MAX_VALUE}, {Double.NaN, 1, Double.NaN},
            {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, {Double.POSITIVE_INFINITY, 1, 5},
            {-Double.MIN_VALUE, -1, -3}, {1e-30, 1e-31, -1e30}};
        double[] expected = {1, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0};
        double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        float[] floats = new float[all.length];
        for (int i = 0; i < all.length; i++) {
            // A NaN with its sign set is no smaller.
            floats[i] = all[i] != all[i] ? Float.intBitsToFloat(0xffc00001) : (float) all[i];
        }
        for (Object data : new Object[] {all, floats}) {
            NDArray out = backend().allocate(DType.INT64, Shape.of(rows.length, 1));
            backend().argMaxOfWindows(backend().fromHost(data, Shape.of(rows.length, 3)),
                    new Ranges[] {new Ranges(new int[] {0}, new int[] {3}, 1)}, out);
            assertArrayEquals(expected, doubles(out));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void addsProducts(Layout layout) {
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
            double tolerance = type == DType.FLOAT32 ? 1e-5 : 1e-12;
            compare(layout, type, type, layout.shape, tolerance, (backend, in, out) -> {
                backend.addProducts(in, layout.on(backend, type, 8), out);
                backend.addProducts(backend.fromHost(numbers(type, 1, 9), Shape.SCALAR).broadcastTo(layout.shape), in, out);
            });
            if (layout.shape.size() > 1_000) {
                continue;
            }
            // Sums along any axes of the result.
            for (int mask = 0; mask < 1 << layout.shape.rank(); mask++) {
                int bits = mask;
                Shape kept = layout.shape;
                for (int axis = 0; axis < layout.shape.rank(); axis++) {
                    kept = (bits >> axis & 1) != 0 && layout.shape.dim(axis) > 0 ? kept.withDim(axis, 1) : kept;
                }
                compare(layout, type, type, kept, tolerance, (backend, in, out) ->
                        backend.addProducts(in, layout.on(backend, type, 8), out.broadcastTo(layout.shape)));
            }
        }
    }

    @Test
    void addsProductsWhereWindowsOverlap() {
        for (int[] size : new int[][] {{2, 3, 7, 5}, {1, 1, 40, 3}, {5, 40, 9, 8}}) {
            int n = size[0], c = size[1], length = size[2], kernel = size[3];
            for (int stride = 1; stride <= 3; stride++) {
                int outputs = (length - kernel % length) / stride;
                Shape shape = Shape.of(n, c, kernel, outputs);
                int reach = (outputs - 1) * stride + kernel;
                int[] strides = {c * reach, reach, 1, stride};
                for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                    List<NDArray> results = Stream.of(oracle, backend()).map(backend -> {
                        NDArray sums = backend.allocate(type, Shape.of(n, c, reach));
                        NDArray weights = backend.fromHost(numbers(type, c * kernel, 2), Shape.of(c, kernel, 1));
                        backend.addProducts(backend.fromHost(numbers(type, shape.size(), 1), shape),
                                weights.broadcastTo(shape), sums.view(shape, strides, 0));
                        return sums;
                    }).toList();
                    assertSame(results.get(0), results.get(1), type == DType.FLOAT32 ? 1e-5 : 1e-12);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void multipliesMatrices(Layout layout) {
        int m = layout.shape.dim(0);
        int k = layout.shape.dim(1);
        for (Layout right : List.of(rowMajor(k, 5), rowMajor(k, 1), rowMajor(k, 0),
                new Layout("transposed", new int[] {65, k}, Shape.of(k, 65), new int[] {1, k}, 0),
                new Layout("with gaps", new int[] {k, 20}, Shape.of(k, 7), new int[] {20, 2}, k == 0 ? 0 : 3))) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
                compare(layout, type, type, Shape.of(m, right.shape.dim(1)), type == DType.FLOAT32 ? 2e-5 : 1e-12,
                        (backend, in, out) -> backend.matmul(in, right.on(backend, type, 6), out));
            }
        }
    }

    static List<Layout> batches() {
        return List.of(rowMajor(2, 3, 4), rowMajor(3, 2, 5, 4), rowMajor(0, 3, 4), rowMajor(2, 0, 4), rowMajor(2, 3, 0),
                rowMajor(300, 16, 17), rowMajor(2, 130, 140),
                new Layout("nothing, far away", new int[] {0}, Shape.of(2, 3, 0), new int[] {9, 2, 1}, 7),
                new Layout("transposed", new int[] {2, 4, 3}, Shape.of(2, 3, 4), new int[] {12, 1, 3}, 0),
                new Layout("batches last", new int[] {3, 4, 2}, Shape.of(2, 3, 4), new int[] {1, 8, 2}, 0),
                new Layout("heads between", new int[] {2, 3, 2, 4}, Shape.of(2, 2, 3, 4), new int[] {24, 4, 8, 1}, 0),
                new Layout("stretched batches", new int[] {3, 4}, Shape.of(2, 5, 3, 4), new int[] {0, 0, 4, 1}, 0),
                new Layout("stretched, with gaps", new int[] {2, 6, 8}, Shape.of(2, 5, 3, 4), new int[] {48, 0, 16, 2}, 1),
                new Layout("reversed", new int[] {2, 3, 4}, Shape.of(2, 3, 4), new int[] {-12, -4, -1}, 23));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void multipliesBatchesOfMatrices(Layout layout) {
        int rank = layout.shape.rank();
        int k = layout.shape.dim(-1);
        int n = k > 100 ? 150 : 5;
        int[] dims = layout.shape.withDim(rank - 2, k).withDim(rank - 1, n).dims();
        int[] swapped = dims.clone();
        swapped[rank - 2] = n;
        swapped[rank - 1] = k;
        int[] strides = Shape.of(swapped).rowMajorStrides().clone();
        strides[rank - 2] = 1;
        strides[rank - 1] = Math.max(k, 1);
        int[] stretched = Shape.of(k, n).rowMajorStrides();
        int[] common = new int[rank];
        System.arraycopy(stretched, 0, common, rank - 2, 2);
        for (Layout right : List.of(rowMajor(dims), new Layout("transposed", swapped, Shape.of(dims), strides, 0),
                new Layout("one for all", new int[] {k, n}, Shape.of(dims), common, 0))) {
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
                compare(layout, type, type, layout.shape.withDim(rank - 1, n), type == DType.FLOAT32 ? 2e-5 : 1e-12,
                        (backend, in, out) -> backend.matmul(in, right.on(backend, type, 6), out));
            }
        }
    }

    private static NDArray index(Backend backend, int bound, Shape shape) {
        Rng rng = new Rng(11);
        long[] values = new long[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rng.integer(bound);
        }
        return backend.fromHost(values, shape);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void gathersAndScatters(Layout layout) {
        for (int axis = 0; axis < layout.shape.rank(); axis++) {
            int length = layout.shape.dim(axis);
            if (length == 0) {
                continue;
            }
            int along = axis;
            Shape longer = layout.shape.withDim(axis, 6);
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT64)) {
                compare(layout, type, type, longer, 0, (backend, in, out) ->
                        backend.gather(in, along, index(backend, length, longer), out));
                compare(layout, type, type, longer, 1e-4, (backend, in, out) ->
                        backend.scatterAdd(in, along, index(backend, 6, layout.shape), out));
                compare(layout, type, type, longer, 0, (backend, in, out) ->
                        backend.indexSelect(in, along, index(backend, length, Shape.of(6)), out));
                compare(layout, type, type, longer, 1e-4, (backend, in, out) ->
                        backend.indexAdd(in, along, index(backend, 6, Shape.of(length)), out));
            }
        }
    }

    /** By the op itself, or when the program next waits for the device. */
    @ParameterizedTest
    @MethodSource("layouts")
    void sortsAlongAnAxis(Layout layout) {
        if (!backend().sorts()) {
            NDArray in = layout.on(backend(), DType.FLOAT32, 1);
            assertThrows(UnsupportedOperationException.class, () -> backend().argSort(false, in, 0, in));
            return;
        }
        for (int axis = 0; axis < layout.shape.rank() && layout.shape.size() < 10_000; axis++) {
            int length = layout.shape.dim(axis);
            int inner = Arrays.stream(layout.shape.dims(), axis + 1, layout.shape.rank()).reduce(1, (a, b) -> a * b);
            for (DType type : DType.values()) {
                NDArray in = layout.on(backend(), type, 5);
                double[] values = doubles(backend().toHost(in));
                for (int count : new int[] {length, (length + 1) / 2}) {
                    NDArray up = out(backend(), DType.INT64, layout.shape.withDim(axis, count), count < length);
                    backend().argSort(false, in, axis, up);
                    assertArrayEquals(sorted(values, length, inner, count, false), (long[]) backend().toHost(up));
                    NDArray down = out(backend(), DType.INT64, layout.shape.withDim(axis, count), count < length);
                    backend().argSort(true, in, axis, down);
                    assertArrayEquals(sorted(values, length, inner, count, true), (long[]) backend().toHost(down));
                }
            }
        }
    }

    private static long[] sorted(double[] values, int length, int inner, int count, boolean descending) {
        long[] places = new long[length == 0 ? 0 : values.length / length * count];
        for (int line = 0; line * length < values.length; line++) {
            int from = line / inner * length * inner + line % inner;
            Comparator<Integer> order = Comparator.comparingDouble(k -> values[from + k * inner]);
            Integer[] all = IntStream.range(0, length).boxed().toArray(Integer[]::new);
            Arrays.sort(all, descending ? order.reversed() : order);
            for (int k = 0; k < count; k++) {
                places[(line / inner * count + k) * inner + line % inner] = all[k];
            }
        }
        return places;
    }

    @Test
    void drawsTheNumbersOfRng() {
        Draws draws = backend().draws();
        for (int n : draws == null ? new int[0] : new int[] {0, 1, 77, 300}) {
            for (long position : new long[] {0, 5, 1L << 33}) {
                for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                    NDArray[] out = new NDArray[3];
                    Arrays.setAll(out, i -> out(backend(), type, Shape.of(n), i == n % 3));
                    draws.uniform(42, position, -1, 3, out[0]);
                    draws.normal(42, position, 2, 0.5, out[1]);
                    NDArray p = backend().fromHost(numbers(type, 1, n), Shape.of(1)).broadcastTo(Shape.of(n));
                    draws.bernoulli(42, position, p, out[2]);
                    double[][] expected = new double[3][n];
                    double chance = n == 0 ? 0 : backend().item(p, 0);
                    for (int i = 0; i < n; i++) {
                        expected[2][i] = new Rng(42).restore(at(position + i)).uniform() < chance ? 1 : 0;
                    }
                    if (type == DType.FLOAT64) {
                        new Rng(42).restore(at(position)).fillUniform(expected[0], -1, 3);
                        new Rng(42).restore(at(position)).fillNormal(expected[1], 2, 0.5);
                    } else {
                        float[] floats = new float[n];
                        new Rng(42).restore(at(position)).fillUniform(floats, -1, 3);
                        expected[0] = doubles(floats);
                        new Rng(42).restore(at(position)).fillNormal(floats, 2, 0.5);
                        expected[1] = doubles(floats);
                    }
                    for (int i = 0; i < out.length; i++) {
                        assertArrayEquals(expected[i], doubles(backend().toHost(out[i])));
                    }
                }
            }
        }
    }

    private static double[] doubles(Object numbers) {
        double[] values = new double[java.lang.reflect.Array.getLength(numbers)];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers instanceof boolean[] truths ? truths[i] ? 1 : 0
                    : java.lang.reflect.Array.getDouble(numbers, i);
        }
        return values;
    }

    private static Saved at(long position) {
        return new Saved("philox", List.of(42L, position));
    }

    private void assertRefused(Runnable op) {
        assertThrows(IndexOutOfBoundsException.class, () -> {
            op.run();
            backend().synchronize();
        });
    }

    @Test
    void indicesOutsideAreAnError() {
        NDArray in = backend().fromHost(new float[6], Shape.of(2, 3));
        for (long wrong : new long[] {-1, 2, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32}) {
            NDArray index = backend().fromHost(new long[] {0, 1, wrong}, Shape.of(1, 3));
            NDArray row = backend().allocate(DType.FLOAT32, Shape.of(1, 3));
            assertRefused(() -> backend().gather(in, 0, index, row));
            NDArray target = backend().allocate(DType.FLOAT32, Shape.of(2, 3));
            assertRefused(() -> backend().scatterAdd(row, 0, index, target));
            NDArray three = backend().fromHost(new long[] {0, 1, wrong}, Shape.of(3));
            NDArray rows = backend().allocate(DType.FLOAT32, Shape.of(3, 3));
            assertRefused(() -> backend().indexSelect(in, 0, three, rows));
            assertRefused(() -> backend().indexAdd(rows, 0, three, target));
            assertArrayEquals(new double[6], doubles(target), "nothing has been added");
        }
    }
}
