package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Threads;

/**
 * Sorting on the host, unless the device sorts: every element has a key, a long whose order is that of the elements. NaN
 * counts as larger than any number, and -0 equals 0, as in PyTorch.
 */
final class Ordering {
    private static final long NAN = Double.doubleToLongBits(Double.NaN);
    private static final int NAN_OF_FLOATS = Float.floatToIntBits(Float.NaN);

    /** How many searches are worth a piece of work of their own. */
    private static final int PIECE = 1 << 13;

    private Ordering() {
    }

    static int key(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }

    static long key(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** A key for each element, in row-major order. */
    static long[] keys(Tensor x) {
        long[] keys = new long[x.size()];
        Object array = x.array().backend().peek(x.array());
        Threads.parallelFor(keys.length, PIECE, (from, to) -> keys(array, from, to, keys));
        return keys;
    }

    private static void keys(Object array, int from, int to, long[] keys) {
        switch (array) {
            case float[] a -> {
                for (int i = from; i < to; i++) {
                    keys[i] = key(a[i]);
                }
            }
            case double[] a -> {
                for (int i = from; i < to; i++) {
                    keys[i] = key(a[i]);
                }
            }
            case int[] a -> {
                for (int i = from; i < to; i++) {
                    keys[i] = a[i];
                }
            }
            case long[] a -> System.arraycopy(a, from, keys, from, to - from);
            case boolean[] a -> {
                for (int i = from; i < to; i++) {
                    keys[i] = a[i] ? 1 : 0;
                }
            }
            default -> throw new AssertionError(array.getClass());
        }
    }

    /** What is taken from a line. */
    interface Choice {
        /** @param chosen where the line's choices go, as positions in the line */
        void of(LineSort line, long[] chosen);

        /** {@return the first choice, if it can be made without loading the line; else -1} */
        default int atOnce(LineSort line, Object array, int start, int stride) {
            return -1;
        }
    }

    /** The memory for one line after the other. */
    private record Memory(LineSort line, long[] chosen) {
    }

    /** Chooses some elements of every line along an axis: their indices, with the axis of this length. */
    static Tensor choose(String op, Tensor x, int axis, int length, Choice choice) {
        Lines lines = new Lines(x.shape(), axis);
        Shape shape = x.shape().withDim(axis, length);
        long[] all = new long[shape.size()];
        if (all.length > 0) {
            Object array = x.array().backend().peek(x.array());
            lines.forEach(op, () -> new Memory(new LineSort(lines.length, false, nan(x.dtype())), new long[length]),
                    (memory, start, stride) -> {
                        int found = choice.atOnce(memory.line, array, start, stride);
                        if (found >= 0) {
                            memory.chosen[0] = found;
                        } else {
                            choice.of(memory.line.load(array, start, stride), memory.chosen);
                        }
                        int to = start / (lines.length * stride) * length * stride + start % stride;
                        for (int k = 0; k < length; k++) {
                            all[to + k * stride] = memory.chosen[k];
                        }
                    });
        }
        return Tensor.of(x.array().backend().adopt(all, shape));
    }

    /** The key of NaN; 0 for whole numbers. */
    static long nan(DType type) {
        return switch (type) {
            case FLOAT32 -> NAN_OF_FLOATS;
            case FLOAT64 -> NAN;
            default -> 0;
        };
    }

    /** The elements at indices along an axis; the axis goes if it has length 1 and is not to be kept. */
    static ValuesAndIndices at(Tensor x, int axis, Tensor indices, boolean keepDims) {
        Tensor values = x.gather(axis, indices);
        return keepDims ? new ValuesAndIndices(values, indices)
                : new ValuesAndIndices(values.squeeze(axis), indices.squeeze(axis));
    }

    /** The lower one of the two middle elements; NaN if there is one, unless those are left out. */
    static Tensor median(String op, Tensor x, int axis, boolean withoutNaN, boolean keepDims) {
        if (Axes.isOfNumber(x, axis)) {
            return x;
        }
        int normal = x.shape().normalizeAxis(op, axis);
        Axes.requireElements(op, x.shape(), new int[] {normal});
        if (x.array().backend().sorts()) {
            return at(x, normal, middle(op, x.detach(), normal, withoutNaN), keepDims).values();
        }
        Tensor index = choose(op, x, normal, 1, (line, chosen) -> {
            int numbers = line.numbers();
            boolean isNaN = numbers == 0 || !withoutNaN && numbers < line.length;
            chosen[0] = line.select(isNaN ? numbers : (numbers - 1) / 2);
        });
        return at(x, normal, index, keepDims).values();
    }

    /** The same places on a device that sorts: NaN comes last there, and how many there are is counted. */
    private static Tensor middle(String op, Tensor x, int axis, boolean withoutNaN) {
        int length = x.size(axis);
        if (!x.dtype().isFloating()) {
            return place(op, x, axis, (length - 1) / 2);
        }
        Tensor numbers = x.isnan().logicalNot().sum(axis, true);
        Tensor isNaN = withoutNaN ? numbers.eq(0) : numbers.lt(length);
        // A division of whole numbers looks for divisors of 0, and so would wait.
        Tensor half = numbers.sub(1).to(DType.FLOAT64).mul(0.5).to(DType.INT64);
        Tensor rank = isNaN.where(numbers, half);
        return FirstElements.indices(op, x, axis, false, length).gather(axis, rank);
    }

    /** Where the element of a rank, counted from 0, lies in each line. */
    static Tensor place(String op, Tensor x, int axis, int rank) {
        return x.array().backend().sorts() ? FirstElements.indices(op, x, axis, false, rank + 1).narrow(axis, rank, 1)
                : choose(op, x, axis, 1, (line, chosen) -> chosen[0] = line.select(rank));
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
        Threads.parallelFor(keys.length, PIECE, (first, end) -> {
            for (int i = first; i < end; i++) {
                int from = shared ? 0 : i / group * length;
                positions[i] = count(ends, from, from + length, keys[i], right);
            }
        });
        return Tensor.of(values.array().backend().adopt(positions, values.shape()));
    }

    /** How many of the sorted ends are less than a key, or with {@code right}, not larger. */
    private static int count(long[] ends, int from, int to, long key, boolean right) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (right ? ends[middle] <= key : ends[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }
}
