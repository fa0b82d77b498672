package jacobi.backend;

import static jacobi.backend.Layout.doubles;
import static jacobi.backend.Layout.out;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements by their indices, and in order. */
interface IndexContract extends Contract {
    private static NDArray index(Backend backend, int bound, Shape shape) {
        Rng rng = new Rng(11);
        long[] values = new long[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rng.integer(bound);
        }
        return backend.fromHost(values, shape);
    }

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void gathersAndScatters(Layout layout) {
        for (int axis = 0; axis < layout.shape().rank(); axis++) {
            int length = layout.shape().dim(axis);
            if (length == 0) {
                continue;
            }
            int along = axis;
            Shape longer = layout.shape().withDim(axis, 6);
            for (DType type : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT64)) {
                compare(layout, type, type, longer, 0, (backend, in, out) ->
                        backend.gather(in, along, index(backend, length, longer), out));
                compare(layout, type, type, longer, 1e-4, (backend, in, out) ->
                        backend.scatterAdd(in, along, index(backend, 6, layout.shape()), out));
                compare(layout, type, type, longer, 0, (backend, in, out) ->
                        backend.indexSelect(in, along, index(backend, length, Shape.of(6)), out));
                compare(layout, type, type, longer, 1e-4, (backend, in, out) ->
                        backend.indexAdd(in, along, index(backend, 6, Shape.of(length)), out));
            }
        }
    }

    /** By the op itself, or when the program next waits for the device. */
    private void assertRefused(Runnable op) {
        assertThrows(IndexOutOfBoundsException.class, () -> {
            op.run();
            backend().synchronize();
        });
    }

    @Test
    default void indicesOutsideAreAnError() {
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

    @ParameterizedTest
    @MethodSource("jacobi.backend.Layout#layouts")
    default void sortsAlongAnAxis(Layout layout) {
        if (!backend().sorts()) {
            NDArray in = layout.on(backend(), DType.FLOAT32, 1);
            assertThrows(UnsupportedOperationException.class, () -> backend().argSort(false, in, 0, in));
            return;
        }
        for (int axis = 0; axis < layout.shape().rank() && layout.shape().size() < 10_000; axis++) {
            int length = layout.shape().dim(axis);
            int inner = Arrays.stream(layout.shape().dims(), axis + 1, layout.shape().rank()).reduce(1, (a, b) -> a * b);
            for (DType type : DType.values()) {
                NDArray in = layout.on(backend(), type, 5);
                double[] values = doubles(in);
                for (int count : new int[] {length, (length + 1) / 2}) {
                    NDArray up = out(backend(), DType.INT64, layout.shape().withDim(axis, count), count < length);
                    backend().argSort(false, in, axis, up);
                    assertArrayEquals(sorted(values, length, inner, count, false), (long[]) backend().toHost(up));
                    NDArray down = out(backend(), DType.INT64, layout.shape().withDim(axis, count), count < length);
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
}
