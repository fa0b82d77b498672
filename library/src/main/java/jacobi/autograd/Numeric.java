package jacobi.autograd;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.function.UnaryOperator;

/**
 * Derivatives from values alone: the slope between two points close by. They need no calculus and no graph, but two
 * evaluations for each input, and they are never exact: a wide step misses the curve's bend, a narrow one drowns in
 * rounding. Computed in float64 whatever the type of x.
 */
public final class Numeric {
    /** A step for {@link #central}: the cube root of the rounding error, where its two errors balance. */
    public static final double CENTRAL_STEP = 6e-6;
    /** A step for {@link #forward}: the square root of the rounding error. */
    public static final double FORWARD_STEP = 1.5e-8;

    private Numeric() {
    }

    /** {@link #central(UnaryOperator, Tensor, double)} with the usual step. */
    public static Tensor central(UnaryOperator<Tensor> f, Tensor x) {
        return central(f, x, CENTRAL_STEP);
    }

    /**
     * The gradient of f at x by central differences, {@code (f(x + h) - f(x - h)) / 2h} for one element after the other;
     * the error is of the order of h².
     *
     * @param f gives a single number
     * @param h the step, positive
     * @return float64, of x's shape
     */
    public static Tensor central(UnaryOperator<Tensor> f, Tensor x, double h) {
        return differences(f, x, h, true);
    }

    /** {@link #forward(UnaryOperator, Tensor, double)} with the usual step. */
    public static Tensor forward(UnaryOperator<Tensor> f, Tensor x) {
        return forward(f, x, FORWARD_STEP);
    }

    /**
     * The gradient of f at x by one-sided differences, {@code (f(x + h) - f(x)) / h}: half the evaluations of
     * {@link #central}, and an error of the order of h.
     *
     * @param f gives a single number
     * @param h the step, not zero; a negative one looks to the left
     * @return float64, of x's shape
     */
    public static Tensor forward(UnaryOperator<Tensor> f, Tensor x, double h) {
        return differences(f, x, h, false);
    }

    private static Tensor differences(UnaryOperator<Tensor> f, Tensor x, double h, boolean central) {
        if (!(central ? h > 0 : h != 0) || Double.isInfinite(h)) {
            throw new IllegalArgumentException((central ? "central: the step must be a positive number, not "
                    : "forward: the step must be a number other than 0, not ") + h);
        }
        return GradMode.with(false, () -> {
            double[] values = x.toDoubles();
            double[] slopes = new double[values.length];
            double here = central ? 0 : number(f, values, x);
            for (int i = 0; i < values.length; i++) {
                double at = values[i];
                values[i] = at + h;
                double after = number(f, values, x);
                double right = values[i];
                values[i] = central ? at - h : at;
                // The step that was taken, which rounding may have made another than h.
                slopes[i] = (after - (central ? number(f, values, x) : here)) / (right - values[i]);
                values[i] = at;
            }
            return Tensors.tensor(DType.FLOAT64, slopes).to(x.device()).reshape(x.shape());
        });
    }

    private static double number(UnaryOperator<Tensor> f, double[] values, Tensor x) {
        Tensor y = Gradient.value(f, Tensors.tensor(DType.FLOAT64, values).to(x.device()).reshape(x.shape()));
        if (y.size() != 1) {
            throw new IllegalArgumentException("the function gives shape " + y.shape() + ", but a slope belongs to one "
                    + "number; reduce it with sum() or mean()");
        }
        return y.item();
    }
}
