package jacobi.ops;

import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.Backend;

/**
 * Distinct values.
 *
 * @param values  in increasing order; every NaN is a value of its own
 * @param inverse for each element, which value it is, int64
 * @param counts  how often each value occurs, int64
 */
public record Unique(Tensor values, Tensor inverse, Tensor counts) {
    /** The distinct slices along an axis, found by sorting by each element in turn, the first one last. */
    static Unique of(Tensor x, int axis) {
        int count = x.size(axis);
        int width = count == 0 ? 0 : x.size() / count;
        long[] keys = Ordering.keys(x.transpose(0, axis));
        KeySort rows = new KeySort(count, null);
        for (int column = width - 1; column >= 0; column--) {
            Interruption.poll("unique");
            rows.reload(keys, column, width);
            rows.sort();
        }
        int[] order = rows.order;
        boolean floating = x.dtype().isFloating();
        boolean[] hasNaN = new boolean[count];
        if (floating && count > 0) {
            boolean[] nan = x.transpose(0, axis).ne(x.transpose(0, axis)).reshape(count, width).any(1).toBooleans();
            System.arraycopy(nan, 0, hasNaN, 0, count);
        }
        long[] inverse = new long[count];
        long[] first = new long[count];
        long[] counts = new long[count];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || hasNaN[order[i]] || !same(keys, order[i] * width, order[i - 1] * width, width)) {
                first[distinct++] = order[i];
            }
            inverse[order[i]] = distinct - 1;
            counts[distinct - 1]++;
        }
        Backend backend = x.array().backend();
        Tensor chosen = Tensor.of(backend.fromHost(java.util.Arrays.copyOf(first, distinct), Shape.of(distinct)));
        return new Unique(x.indexSelect(axis, chosen), Tensor.of(backend.fromHost(inverse, Shape.of(count))),
                Tensor.of(backend.fromHost(java.util.Arrays.copyOf(counts, distinct), Shape.of(distinct))));
    }

    private static boolean same(long[] keys, int a, int b, int width) {
        for (int i = 0; i < width; i++) {
            if (keys[a + i] != keys[b + i]) {
                return false;
            }
        }
        return true;
    }
}
