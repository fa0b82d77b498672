package jacobi.ops;

import jacobi.DType;
import jacobi.Plain;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the tests know of one op: how to call it, on what inputs, and what should come out, said without Jacobi's help.
 *
 * @param family   the group of ops it belongs to, which is also the name of the file with its golden values
 * @param method   the method it covers, such as {@code add(Tensor)}
 * @param label    what this row is about
 * @param inputs   the inputs, made anew for each use
 * @param call     the op
 * @param expected the right result, from plain arrays; null if it is among the {@link Golden} values
 * @param smooth   which inputs it has gradients for; none for an op that is not differentiable
 */
public record OpRow(String family, String method, String label, List<Sample> inputs, Function<Tensor[], Tensor> call,
             Function<Plain[], Plain> expected, boolean[] smooth) {

    /** How to make an input: float64, and reproducible. */
    public interface Sample {
        Tensor make(Rng rng);
    }

    /** Numbers in a range, away from 0 by at least the gap, so that central differences do not step over a kink. */
    static Sample uniform(double from, double to, double gap, int... dims) {
        return rng -> {
            double[] values = new double[jacobi.Shape.of(dims).size()];
            for (int i = 0; i < values.length; i++) {
                do {
                    values[i] = from + (to - from) * rng.uniform();
                } while (Math.abs(values[i]) < gap);
            }
            return Tensors.tensor(DType.FLOAT64, values).reshape(dims);
        };
    }

    /** Numbers from -2 to 2. */
    static Sample any(int... dims) {
        return uniform(-2, 2, 0, dims);
    }

    /** Numbers from 0.5 to 2. */
    static Sample positive(int... dims) {
        return uniform(0.5, 2, 0, dims);
    }

    /** Numbers of which no two are closer than 0.1: no ties for maxima to break. */
    static Sample distinct(int... dims) {
        return rng -> {
            int[] order = rng.permutation(jacobi.Shape.of(dims).size());
            double[] values = new double[order.length];
            for (int i = 0; i < order.length; i++) {
                values[i] = 0.1 * order[i] - 1;
            }
            return Tensors.tensor(DType.FLOAT64, values).reshape(dims);
        };
    }

    /** Whole numbers, int64. */
    static Sample whole(int bound, int... dims) {
        return rng -> {
            long[] values = new long[jacobi.Shape.of(dims).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rng.integer(bound);
            }
            return Tensors.tensor(values, dims);
        };
    }

    /** Trues and falses. */
    static Sample mask(int... dims) {
        return rng -> whole(2, dims).make(rng).ne(0);
    }

    /** What formulas trip over: zeros of both signs, small and large numbers, infinities, NaN. */
    static Sample special() {
        double inf = Double.POSITIVE_INFINITY;
        return rng -> Tensors.tensor(DType.FLOAT64, 0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3.5, -3.5, 20, -20, 100, -100, 1e-8,
                -1e-8, 1e30, -1e30, inf, -inf, Double.NaN);
    }

    /** The right result. */
    public Plain expected(Tensor[] inputs, DType type) {
        return expected != null ? expected.apply(Arrays.stream(inputs).map(Plain::of).toArray(Plain[]::new))
                : Golden.of(this, type);
    }

    public Tensor[] make(long seed) {
        Rng rng = new Rng(seed);
        return inputs.stream().map(sample -> sample.make(rng)).toArray(Tensor[]::new);
    }

    boolean isSmooth() {
        for (boolean each : smooth) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return method + (label.isEmpty() ? "" : ", " + label);
    }
}
