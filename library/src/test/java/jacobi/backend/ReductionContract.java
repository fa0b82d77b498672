package jacobi.backend;

import static jacobi.backend.Layout.out;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.DType;
import jacobi.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions and scans, and the places of extremes. */
interface ReductionContract extends Contract {
    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void reducesAlongAnyAxes(Layout layout) {
        int rank = layout.shape().rank();
        for (int mask = 1; mask < 1 << rank; mask++) {
            int bits = mask;
            int[] axes = IntStream.range(0, rank).filter(axis -> (bits >> axis & 1) != 0).toArray();
            int[] dims = IntStream.range(0, rank).filter(axis -> (bits >> axis & 1) == 0)
                    .map(axis -> layout.shape().dim(axis)).toArray();
            boolean empty = Arrays.stream(axes).anyMatch(axis -> layout.shape().dim(axis) == 0);
            for (Reduction reduction : Reduction.values()) {
                if (reduction == Reduction.PROD && layout.shape().size() > 100) {
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
    default void reductionsPassNaNOn() {
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
    default void sumsOfFloatsAreExactToTheLastBit() {
        float[] values = new float[3_000_000];
        Arrays.fill(values, 0.1f);
        NDArray out = backend().allocate(DType.FLOAT32, Shape.SCALAR);
        backend().reduce(Reduction.SUM, backend().fromHost(values, Shape.of(values.length)), new int[] {0}, out);
        assertEquals((float) (values.length * (double) 0.1f), (float) backend().item(out, 0));
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void findsTheFirstExtremeAlongAnAxis(Layout layout) {
        for (int axis = 0; axis < layout.shape().rank(); axis++) {
            if (layout.shape().dim(axis) == 0) {
                continue;
            }
            int along = axis;
            for (DType type : DType.values()) {
                for (boolean largest : new boolean[] {false, true}) {
                    compare(layout, type, DType.INT64, layout.shape().withDim(axis, 1), 0,
                            (backend, in, out) -> backend.argReduce(largest, in, along, out));
                }
            }
        }
    }

    @Test
    default void theFirstNaNIsTheExtreme() {
        NDArray in = backend().fromHost(new double[] {1, Double.NaN, 7, Double.NaN}, Shape.of(4));
        NDArray out = backend().allocate(DType.INT64, Shape.of(1));
        backend().argReduce(true, in, 0, out);
        assertEquals(1, backend().item(out, 0));
        backend().argReduce(false, in, 0, out);
        assertEquals(1, backend().item(out, 0));
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void scansAlongAnAxis(Layout layout) {
        if (layout.shape().size() > 1_000) {
            return;
        }
        for (int axis = 0; axis < layout.shape().rank(); axis++) {
            int along = axis;
            for (Reduction reduction : Reduction.values()) {
                boolean keepsType = reduction == Reduction.MAX || reduction == Reduction.MIN;
                if (reduction == Reduction.PROD && layout.shape().size() > 100) {
                    continue;
                }
                for (DType type : DType.values()) {
                    DType out = type.isFloating() || keepsType ? type : DType.INT64;
                    for (boolean backwards : new boolean[] {false, true}) {
                        compare(layout, type, out, layout.shape(), type == DType.FLOAT32 ? 1e-6 : 1e-11, (backend, in, target) ->
                                backend.scan(reduction, backwards, in, along, target));
                    }
                }
            }
        }
    }

    @Test
    default void scansPassNaNOn() {
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

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void findsTheExtremesSoFar(Layout layout) {
        if (layout.shape().size() > 10_000) {
            return;
        }
        for (int axis = 0; axis < layout.shape().rank(); axis++) {
            int along = axis;
            for (DType type : DType.values()) {
                for (boolean largest : new boolean[] {false, true}) {
                    compare(layout, type, DType.INT64, layout.shape(), 0,
                            (backend, in, out) -> backend.argScan(largest, in, along, out));
                }
            }
        }
    }

    @Test
    default void aNaNStaysTheExtremeSoFar() {
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
}
