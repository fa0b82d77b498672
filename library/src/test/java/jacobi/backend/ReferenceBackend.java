package jacobi.backend;

import java.lang.reflect.Array;
import java.util.List;
import jacobi.DType;
import jacobi.Plain;
import jacobi.Shape;

/**
 * The oracle: every primitive as its documentation reads, one element at a time in doubles, with nothing done for
 * speed. Whole numbers are exact up to 2^53.
 */
final class ReferenceBackend implements Backend {

    private final class Memory extends Buffer {
        final double[] values;

        Memory(DType dtype, int length) {
            super(dtype, length);
            values = new double[length];
        }

        @Override
        public Backend backend() {
            return ReferenceBackend.this;
        }
    }

    private static double get(NDArray a, int[] index) {
        return ((Memory) a.buffer()).values[position(a, index)];
    }

    private static void set(NDArray a, int[] index, double value) {
        ((Memory) a.buffer()).values[position(a, index)] = stored(a.dtype(), value);
    }

    private static int position(NDArray a, int[] index) {
        int position = a.offset();
        for (int axis = 0; axis < index.length; axis++) {
            position += index[axis] * a.strides()[axis];
        }
        return position;
    }

    /** What is left of a value in memory of this type. */
    private static double stored(DType dtype, double value) {
        return switch (dtype) {
            case FLOAT64 -> value;
            case FLOAT32 -> (float) value;
            case INT64 -> (long) value;
            case INT32 -> (int) value;
            case BOOL -> value != 0 ? 1 : 0;
        };
    }

    private static List<int[]> indices(NDArray a) {
        return Plain.indices(a.shape().dims());
    }

    private static int[] with(int[] index, int axis, int value) {
        int[] changed = index.clone();
        changed[axis] = value;
        return changed;
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public NDArray allocate(DType dtype, Shape shape) {
        return new NDArray(new Memory(dtype, shape.size()), shape);
    }

    @Override
    public NDArray fromHost(Object data, Shape shape) {
        DType dtype = switch (data) {
            case float[] f -> DType.FLOAT32;
            case double[] d -> DType.FLOAT64;
            case int[] i -> DType.INT32;
            case long[] l -> DType.INT64;
            default -> DType.BOOL;
        };
        NDArray out = allocate(dtype, shape);
        int next = 0;
        for (int[] index : indices(out)) {
            Object value = Array.get(data, next++);
            set(out, index, value instanceof Boolean b ? (b ? 1 : 0) : ((Number) value).doubleValue());
        }
        return out;
    }

    @Override
    public Object toHost(NDArray a) {
        List<int[]> all = indices(a);
        Object data = switch (a.dtype()) {
            case FLOAT64 -> new double[all.size()];
            case FLOAT32 -> new float[all.size()];
            case INT64 -> new long[all.size()];
            case INT32 -> new int[all.size()];
            case BOOL -> new boolean[all.size()];
        };
        for (int i = 0; i < all.size(); i++) {
            double value = get(a, all.get(i));
            switch (data) {
                case double[] d -> d[i] = value;
                case float[] f -> f[i] = (float) value;
                case long[] l -> l[i] = (long) value;
                case int[] n -> n[i] = (int) value;
                default -> ((boolean[]) data)[i] = value != 0;
            }
        }
        return data;
    }

    @Override
    public double item(NDArray a, int index) {
        return get(a, indices(a).get(index));
    }

    @Override
    public void copy(NDArray in, NDArray out) {
        for (int[] index : indices(out)) {
            set(out, index, get(in, index));
        }
    }

    @Override
    public void elementwise(ScalarFunction f, NDArray out, NDArray... in) {
        for (int[] index : indices(out)) {
            double[] values = new double[in.length];
            for (int i = 0; i < in.length; i++) {
                values[i] = get(in[i].broadcastTo(out.shape()), index);
            }
            set(out, index, f.formula().evaluate(values));
        }
    }

    @Override
    public void reduce(Reduction reduction, NDArray in, int[] axes, NDArray out) {
        int[] kept = in.shape().dims();
        for (int axis : axes) {
            kept[axis] = 1;
        }
        double[] results = new double[out.size()];
        java.util.Arrays.fill(results, reduction.identity());
        Shape keptShape = Shape.of(kept);
        for (int[] index : indices(in)) {
            int position = 0;
            for (int axis = 0; axis < kept.length; axis++) {
                position += kept[axis] == 1 ? 0 : index[axis] * keptShape.rowMajorStrides()[axis];
            }
            results[position] = reduction.combine(results[position], get(in, index));
        }
        int next = 0;
        for (int[] index : indices(out)) {
            set(out, index, results[next++]);
        }
    }

    @Override
    public void argReduce(boolean largest, NDArray in, int axis, NDArray out) {
        for (int[] index : indices(out)) {
            int best = 0;
            for (int i = 1; i < in.shape().dim(axis); i++) {
                double value = get(in, with(index, axis, i));
                double champion = get(in, with(index, axis, best));
                if (!Double.isNaN(champion) && (Double.isNaN(value) || (largest ? value > champion : value < champion))) {
                    best = i;
                }
            }
            set(out, index, best);
        }
    }

    @Override
    public void argMaxOfWindows(NDArray in, Ranges[] windows, NDArray out) {
        int first = in.shape().rank() - windows.length;
        for (int[] at : indices(out)) {
            int[] lengths = new int[windows.length];
            for (int i = 0; i < lengths.length; i++) {
                int from = windows[i].from()[at[first + i]];
                lengths[i] = Math.ceilDiv(windows[i].to()[at[first + i]] - from, windows[i].step());
            }
            double best = Double.NaN;
            int place = -1;
            for (int[] k : Plain.indices(lengths)) {
                int[] seen = at.clone();
                int here = 0;
                for (int i = 0; i < k.length; i++) {
                    seen[first + i] = windows[i].from()[at[first + i]] + k[i] * windows[i].step();
                    here = here * in.shape().dim(first + i) + seen[first + i];
                }
                double value = get(in, seen);
                if (place < 0 || !Double.isNaN(best) && (Double.isNaN(value) || value > best)) {
                    best = value;
                    place = here;
                }
            }
            set(out, at, place);
        }
    }

    @Override
    public void addProducts(NDArray a, NDArray b, NDArray out) {
        for (int[] index : indices(out)) {
            set(out, index, get(out, index) + get(a, index) * get(b, index));
        }
    }

    @Override
    public void scan(Reduction reduction, boolean backwards, NDArray in, int axis, NDArray out) {
        int length = in.shape().dim(axis);
        for (int[] index : indices(out)) {
            double result = reduction.identity();
            int steps = backwards ? length - index[axis] : index[axis] + 1;
            for (int k = 0; k < steps; k++) {
                result = reduction.combine(result, get(in, with(index, axis, backwards ? length - 1 - k : k)));
            }
            set(out, index, result);
        }
    }

    @Override
    public void argScan(boolean largest, NDArray in, int axis, NDArray out) {
        for (int[] index : indices(out)) {
            int best = 0;
            for (int i = 1; i <= index[axis]; i++) {
                double value = get(in, with(index, axis, i));
                double champion = get(in, with(index, axis, best));
                if (Double.isNaN(value) || (largest ? value >= champion : value <= champion)) {
                    best = i;
                }
            }
            set(out, index, best);
        }
    }

    @Override
    public void matmul(NDArray a, NDArray b, NDArray out) {
        for (int[] index : indices(out)) {
            double sum = 0;
            int last = index.length - 1;
            for (int k = 0; k < a.shape().dim(-1); k++) {
                sum += get(a, with(index, last, k)) * get(b, with(index, last - 1, k));
            }
            set(out, index, sum);
        }
    }

    private static int checked(NDArray index, int[] at, Shape shape, int axis) {
        double value = get(index, at);
        if (value < 0 || value >= shape.dim(axis)) {
            throw new IndexOutOfBoundsException("index " + value);
        }
        return (int) value;
    }

    @Override
    public void gather(NDArray in, int axis, NDArray index, NDArray out) {
        for (int[] at : indices(out)) {
            set(out, at, get(in, with(at, axis, checked(index, at, in.shape(), axis))));
        }
    }

    @Override
    public void scatterAdd(NDArray in, int axis, NDArray index, NDArray out) {
        for (int[] at : indices(in)) {
            int[] to = with(at, axis, checked(index, at, out.shape(), axis));
            set(out, to, get(out, to) + get(in, at));
        }
    }

    @Override
    public void indexSelect(NDArray in, int axis, NDArray index, NDArray out) {
        for (int[] at : indices(out)) {
            set(out, at, get(in, with(at, axis, checked(index, new int[] {at[axis]}, in.shape(), axis))));
        }
    }

    @Override
    public void indexAdd(NDArray in, int axis, NDArray index, NDArray out) {
        for (int[] at : indices(in)) {
            int[] to = with(at, axis, checked(index, new int[] {at[axis]}, out.shape(), axis));
            set(out, to, get(out, to) + get(in, at));
        }
    }
}
