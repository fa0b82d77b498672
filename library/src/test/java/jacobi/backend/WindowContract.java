package jacobi.backend;

import static jacobi.backend.Layout.assertSame;
import static jacobi.backend.Layout.doubles;
import static jacobi.backend.Layout.numbers;
import static jacobi.backend.Layout.out;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import jacobi.DType;
import jacobi.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows that slide along axes, and products added where they overlap. */
interface WindowContract extends Contract {
    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void findsTheFirstLargestElementOfWindows(Layout layout) {
        int rank = layout.shape().rank();
        if (layout.shape().size() == 0) {
            return;
        }
        for (int axes = 1; axes <= Math.min(3, rank); axes++) {
            Ranges[] windows = new Ranges[axes];
            Shape shape = layout.shape();
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
    default void combinesWindowsOfAllSizes() {
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
    default void windowsKnowEqualsZerosInfinitiesAndNaN() {
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
    @MethodSource("jacobi.backend.Layout#layouts")
    default void addsProducts(Layout layout) {
        for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
            double tolerance = type == DType.FLOAT32 ? 1e-5 : 1e-12;
            compare(layout, type, type, layout.shape(), tolerance, (backend, in, out) -> {
                backend.addProducts(in, layout.on(backend, type, 8), out);
                backend.addProducts(backend.fromHost(numbers(type, 1, 9), Shape.SCALAR).broadcastTo(layout.shape()), in, out);
            });
            if (layout.shape().size() > 1_000) {
                continue;
            }
            // Sums along any axes of the result.
            for (int mask = 0; mask < 1 << layout.shape().rank(); mask++) {
                int bits = mask;
                Shape kept = layout.shape();
                for (int axis = 0; axis < layout.shape().rank(); axis++) {
                    kept = (bits >> axis & 1) != 0 && layout.shape().dim(axis) > 0 ? kept.withDim(axis, 1) : kept;
                }
                compare(layout, type, type, kept, tolerance, (backend, in, out) ->
                        backend.addProducts(in, layout.on(backend, type, 8), out.broadcastTo(layout.shape())));
            }
        }
    }

    @Test
    default void addsProductsWhereWindowsOverlap() {
        for (int[] size : new int[][] {{2, 3, 7, 5}, {1, 1, 40, 3}, {5, 40, 9, 8}}) {
            int n = size[0], c = size[1], length = size[2], kernel = size[3];
            for (int stride = 1; stride <= 3; stride++) {
                int outputs = (length - kernel % length) / stride;
                Shape shape = Shape.of(n, c, kernel, outputs);
                int reach = (outputs - 1) * stride + kernel;
                int[] strides = {c * reach, reach, 1, stride};
                for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                    List<NDArray> results = Stream.of(ORACLE, backend()).map(backend -> {
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
}
