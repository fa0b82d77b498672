package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;

/**
 * Sorting on the host: every element has a key, a long whose order is that of the elements. NaN counts as larger than
 * any number, and -0 equals 0, as in PyTorch.
 */
final class Ordering {
    private static final long NAN = Double.doubleToLongBits(Double.NaN);
    private static final long NAN_OF_FLOATS = Float.floatToIntBits(Float.NaN) + (1L << 31);

    private Ordering() {
    }

    /** A key for each element, in row-major order. */
    static long[] keys(Tensor x) {
        long[] keys = new long[x.size()];
        switch (x.array().backend().toHost(x.array())) {
            case float[] a -> {
                for (int i = 0; i < keys.length; i++) {
                    int bits = Float.floatToIntBits(a[i] + 0f);
                    keys[i] = (bits ^ bits >> 31 & Integer.MAX_VALUE) + (1L << 31);
                }
            }
            case double[] a -> {
                for (int i = 0; i < keys.length; i++) {
                    long bits = Double.doubleToLongBits(a[i] + 0.0);
                    keys[i] = bits ^ bits >> 63 & Long.MAX_VALUE;
                }
            }
            case int[] a -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = a[i] + (1L << 31);
                }
            }
            case long[] a -> System.arraycopy(a, 0, keys, 0, keys.length);
            case boolean[] a -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = a[i] ? 1 : 0;
                }
            }
            default -> throw new AssertionError(x.dtype());
        }
        return keys;
    }

    /** What is taken from the sorted elements of a line. */
    interface Choice {
        /**
         * @param line   sorted
         * @param chosen where the line's choices go, as positions before sorting
         */
        void of(KeySort line, long[] chosen);
    }

    /** Sorts every line along an axis and chooses some of its elements: their indices, with the axis of this length. */
    static Tensor choose(String op, Tensor x, int axis, boolean descending, int length, Choice choice) {
        long[] keys = keys(x);
        Lines lines = new Lines(x.shape(), axis);
        Shape shape = x.shape().withDim(axis, length);
        long[] all = new long[shape.size()];
        if (all.length > 0) {
            KeySort line = new KeySort(lines.length, nan(x.dtype()));
            long[] chosen = new long[length];
            lines.forEach(op, (start, stride) -> {
                line.load(keys, start, stride, descending);
                line.sort();
                choice.of(line, chosen);
                int to = start / (lines.length * stride) * length * stride + start % stride;
                for (int k = 0; k < length; k++) {
                    all[to + k * stride] = chosen[k];
                }
            });
        }
        return Tensor.of(x.array().backend().fromHost(all, shape));
    }

    /** The key of NaN; one that no element has for whole numbers, of which only int64 use all keys. */
    private static Long nan(DType type) {
        return switch (type) {
            case FLOAT32 -> NAN_OF_FLOATS;
            case FLOAT64 -> NAN;
            default -> null;
        };
    }

    /** The first {@code length} of a line in order. */
    static Tensor first(String op, Tensor x, int axis, boolean descending, int length) {
        return choose(op, x, axis, descending, length, (line, chosen) -> {
            for (int k = 0; k < chosen.length; k++) {
                chosen[k] = line.order[k];
            }
        });
    }

    /** The elements at indices along an axis; the axis goes if it has length 1 and is not to be kept. */
    static ValuesAndIndices at(Tensor x, int axis, Tensor indices, boolean keepDims) {
        Tensor values = x.gather(axis, indices);
        return keepDims ? new ValuesAndIndices(values, indices)
                : new ValuesAndIndices(values.squeeze(axis), indices.squeeze(axis));
    }

    /** The lower one of the two middle elements; NaN if there is one, unless those are left out. */
    static Tensor median(String op, Tensor x, int axis, boolean withoutNaN, boolean keepDims) {
        int normal = x.shape().normalizeAxis(op, axis);
        Axes.requireElements(op, x.shape(), new int[] {normal});
        Tensor index = choose(op, x, normal, false, 1, (line, chosen) -> {
            int numbers = line.numbers();
            boolean isNaN = numbers == 0 || !withoutNaN && numbers < line.order.length;
            chosen[0] = line.order[isNaN ? numbers : (numbers - 1) / 2];
        });
        return at(x, normal, index, keepDims).values();
    }

    /** Where values belong in sorted lines: how many elements are smaller, or with {@code right}, not larger. */
    static Tensor positions(String op, Tensor sorted, Tensor values, boolean right) {
        boolean shared = sorted.rank() == 1;
        boolean fits = shared || sorted.rank() == values.rank() && sorted.rank() > 0;
        for (int axis = 0; !shared && fits && axis < sorted.rank() - 1; axis++) {
            fits = sorted.size(axis) == values.size(axis);
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": sorted numbers of shape " + sorted.shape()
                    + " and values of shape " + values.shape() + " do not fit: the sorted numbers have one axis, or "
                    + "differ from the values in the last axis only");
        }
        DType type = DType.promote(sorted.dtype(), values.dtype());
        long[] ends = keys(sorted.detach().to(type));
        long[] keys = keys(values.detach().to(type));
        long[] positions = new long[keys.length];
        int length = sorted.size(-1);
        int group = shared ? Math.max(1, keys.length) : Math.max(1, values.size(-1));
        for (int i = 0; i < keys.length; i++) {
            int from = shared ? 0 : i / group * length;
            int low = from;
            int high = from + length;
            while (low < high) {
                int middle = low + high >>> 1;
                if (right ? ends[middle] <= keys[i] : ends[middle] < keys[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            positions[i] = low - from;
        }
        return Tensor.of(values.array().backend().fromHost(positions, values.shape()));
    }
}
