package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.Backend;
import jacobi.backend.cpu.Pieces;

/**
 * Distinct values.
 *
 * @param values  in increasing order; every NaN is a value of its own
 * @param inverse for each element, which value it is, int64
 * @param counts  how often each value occurs, int64
 */
public record Unique(Tensor values, Tensor inverse, Tensor counts) {
    /** So many times as many numbers may be counted as there are: sorting takes longer. */
    private static final long CLOSE = 4;

    /** The distinct slices along an axis, found by sorting by each element in turn, the first one last. */
    static Unique of(Tensor x, int axis) {
        int count = x.size(axis);
        int width = count == 0 ? 0 : x.size() / count;
        if (x.rank() == 1 && count > 0 && x.dtype() == DType.INT64) {
            Unique counted = counted((long[]) x.array().backend().peek(x.array()), count, x.array().backend());
            if (counted != null) {
                return counted;
            }
        }
        Sorted rows = width == 1 ? numbers(x, count) : rows(x.movedim(axis, 0), count, width);
        long[] inverse = new long[count];
        long[] first = new long[count];
        long[] counts = new long[count];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            poll(i);
            int row = rows.order[i];
            if (!rows.repeats[i]) {
                first[distinct++] = row;
            }
            inverse[row] = distinct - 1;
            counts[distinct - 1]++;
        }
        Backend backend = x.array().backend();
        Tensor chosen = Tensor.of(backend.fromHost(java.util.Arrays.copyOf(first, distinct), Shape.of(distinct)));
        return new Unique(x.indexSelect(axis, chosen), Tensor.of(backend.fromHost(inverse, Shape.of(count))),
                Tensor.of(backend.fromHost(java.util.Arrays.copyOf(counts, distinct), Shape.of(distinct))));
    }

    /** By counting, if the numbers lie close enough together; else null. */
    private static Unique counted(long[] a, int count, Backend backend) {
        long smallest = a[0], largest = a[0];
        for (int i = 1; i < count; i++) {
            poll(i);
            smallest = Math.min(smallest, a[i]);
            largest = Math.max(largest, a[i]);
        }
        long range = largest - smallest;
        if (range < 0 || range >= CLOSE * count) {
            return null;
        }
        int[] often = new int[(int) range + 1];
        long first = smallest;
        Pieces.forEach("unique", count, (from, to) -> {
            for (int i = from; i < to; i++) {
                often[(int) (a[i] - first)]++;
            }
        });
        int distinct = 0;
        for (int i = 0; i < often.length; i++) {
            poll(i);
            distinct += often[i] > 0 ? 1 : 0;
        }
        long[] values = new long[distinct];
        long[] counts = new long[distinct];
        int next = 0;
        for (int i = 0; i < often.length; i++) {
            poll(i);
            if (often[i] > 0) {
                values[next] = smallest + i;
                counts[next] = often[i];
                often[i] = next++;
            }
        }
        long[] inverse = new long[count];
        Pieces.forEach("unique", count, (from, to) -> {
            for (int i = from; i < to; i++) {
                inverse[i] = often[(int) (a[i] - first)];
            }
        });
        return new Unique(Tensor.of(backend.adopt(values, Shape.of(distinct))), Tensor.of(backend.adopt(inverse, Shape.of(count))),
                Tensor.of(backend.adopt(counts, Shape.of(distinct))));
    }

    /**
     * Rows in order.
     *
     * @param order   their numbers
     * @param repeats whether each is the same as the one before it in this order
     */
    private record Sorted(int[] order, boolean[] repeats) {
    }

    private static Sorted numbers(Tensor x, int count) {
        LineSort sort = new LineSort(count, false, Ordering.nan(x.dtype()));
        sort.load(x.array().backend().peek(x.array()), 0, 1).sort();
        Sorted sorted = new Sorted(new int[count], new boolean[count]);
        for (int i = 0; i < count; i++) {
            poll(i);
            sorted.order[i] = sort.sortedAt(i);
            sorted.repeats[i] = i > 0 && sort.equalsPrevious(i) && !sort.isNaN(i);
        }
        return sorted;
    }

    private static Sorted rows(Tensor x, int count, int width) {
        long[] keys = Ordering.keys(x);
        long nan = Ordering.nan(x.dtype());
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            poll(i);
            order[i] = i;
        }
        LineSort sort = new LineSort(count, false, 0);
        long[] column = new long[count];
        for (int c = width - 1; c >= 0; c--) {
            for (int i = 0; i < count; i++) {
                poll(i);
                column[i] = keys[order[i] * width + c];
            }
            sort.load(column, 0, 1).sort();
            int[] next = new int[count];
            for (int i = 0; i < count; i++) {
                poll(i);
                next[i] = order[sort.sortedAt(i)];
            }
            order = next;
        }
        Sorted sorted = new Sorted(order, new boolean[count]);
        for (int i = 1; i < count; i++) {
            poll(i);
            sorted.repeats[i] = same(keys, order[i] * width, order[i - 1] * width, width, nan);
        }
        return sorted;
    }

    private static void poll(int i) {
        Pieces.poll("unique", i);
    }

    private static boolean same(long[] keys, int a, int b, int width, long nan) {
        for (int i = 0; i < width; i++) {
            if (keys[a + i] != keys[b + i] || nan != 0 && keys[a + i] == nan) {
                return false;
            }
        }
        return true;
    }
}
