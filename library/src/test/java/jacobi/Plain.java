package jacobi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** An array of doubles with axes, in the plainest way there is: what expected values are computed with. */
public record Plain(int[] dims, double[] values) {
    /** The value at an index. */
    public interface Source {
        double at(int[] index);
    }

    public static Plain of(Tensor t) {
        return new Plain(t.shape().dims(), t.toDoubles());
    }

    /** Every element from its index. */
    public static Plain build(int[] dims, Source source) {
        List<int[]> indices = indices(dims);
        double[] values = new double[indices.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.at(indices.get(i));
        }
        return new Plain(dims, values);
    }

    public static Plain scalar(double value) {
        return new Plain(new int[0], new double[] {value});
    }

    /** All indices in row-major order. */
    public static List<int[]> indices(int[] dims) {
        List<int[]> all = new ArrayList<>();
        all.add(new int[0]);
        for (int length : dims) {
            List<int[]> longer = new ArrayList<>();
            for (int[] start : all) {
                for (int i = 0; i < length; i++) {
                    int[] index = java.util.Arrays.copyOf(start, start.length + 1);
                    index[start.length] = i;
                    longer.add(index);
                }
            }
            all = longer;
        }
        return all;
    }

    public double at(int... index) {
        int position = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            if (index[axis] < 0 || index[axis] >= dims[axis]) {
                throw new AssertionError("index " + index[axis] + " on axis " + axis);
            }
            position = position * dims[axis] + index[axis];
        }
        return values[position];
    }

    public int dim(int axis) {
        return dims[axis];
    }

    public Plain map(DoubleUnaryOperator f) {
        return build(dims, i -> f.applyAsDouble(at(i)));
    }

    /** Pairs with NumPy's broadcasting. */
    public Plain zip(Plain other, DoubleBinaryOperator f) {
        int rank = Math.max(dims.length, other.dims.length);
        int[] common = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int a = axis - rank + dims.length < 0 ? 1 : dims[axis - rank + dims.length];
            int b = axis - rank + other.dims.length < 0 ? 1 : other.dims[axis - rank + other.dims.length];
            common[axis] = a == 1 ? b : a;
        }
        return build(common, i -> f.applyAsDouble(stretched(i), other.stretched(i)));
    }

    private double stretched(int[] index) {
        int[] own = new int[dims.length];
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = dims[axis] == 1 ? 0 : index[index.length - own.length + axis];
        }
        return at(own);
    }

    /** Combines along one axis, in order. */
    public Plain reduce(int axis, boolean keepDims, double start, DoubleBinaryOperator f) {
        int[] out = new int[dims.length - (keepDims ? 0 : 1)];
        for (int i = 0, j = 0; i < dims.length; i++) {
            if (i != axis) {
                out[j++] = dims[i];
            } else if (keepDims) {
                out[j++] = 1;
            }
        }
        return build(out, index -> {
            double result = start;
            for (int k = 0; k < dims[axis]; k++) {
                int[] full = new int[dims.length];
                for (int i = 0, j = 0; i < dims.length; i++) {
                    full[i] = i == axis ? k : index[j];
                    if (i != axis || keepDims) {
                        j++;
                    }
                }
                result = f.applyAsDouble(result, at(full));
            }
            return result;
        });
    }

    /** Combines all elements, in order. */
    public Plain reduceAll(double start, DoubleBinaryOperator f) {
        double result = start;
        for (double value : values) {
            result = f.applyAsDouble(result, value);
        }
        return scalar(result);
    }

    /** The position, along an axis, of the first element that no other one beats. */
    public Plain arg(int axis, boolean keepDims, boolean largest) {
        Plain best = reduce(axis, true, largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY,
                largest ? Math::max : Math::min);
        Plain where = build(dims, i -> {
            int[] at = i.clone();
            at[axis] = 0;
            return this.at(i) == best.at(at) ? i[axis] : dims[axis];
        });
        return where.reduce(axis, keepDims, dims[axis], Math::min);
    }
}
