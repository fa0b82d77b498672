package jacobi.autograd;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Locale;
import java.util.function.Function;

/**
 * Holds the gradient of a function against central differences. The check runs in float64; float32 inputs are
 * converted, and the report says so. A function with several results is weighed to a single number by random weights.
 *
 * {@snippet :
 * System.out.println(gradCheck(x -> x[0].matmul(x[1]).tanh(), randn(2, 3), randn(3, 4)));
 * }
 *
 * @param worst     the largest of the errors, relative to the larger of the two values, or absolute where both are below 1
 * @param input     which input it belongs to
 * @param index     which element of that input
 * @param analytic  the gradient there
 * @param numeric   the central difference there
 * @param elements  how many elements were compared
 * @param converted whether an input was converted from float32
 */
public record GradCheck(double worst, int input, int[] index, double analytic, double numeric, long elements,
                        boolean converted) {
    /** Errors up to this pass: what central differences in float64 can tell. */
    public static final double TOLERANCE = 1e-6;

    /** {@return whether the gradient is right, as far as differences can tell} */
    public boolean passed() {
        return worst <= TOLERANCE;
    }

    /**
     * Compares the gradient with respect to each floating-point input, element by element.
     *
     * @throws IllegalArgumentException if no input is of floating-point numbers, or the result has no gradient
     */
    public static GradCheck of(Function<Tensor[], Tensor> f, Tensor... inputs) {
        Tensor[] leaves = new Tensor[inputs.length];
        boolean converted = false;
        int smooth = 0;
        for (int i = 0; i < inputs.length; i++) {
            boolean floating = inputs[i].dtype().isFloating();
            converted |= inputs[i].dtype() == DType.FLOAT32;
            leaves[i] = floating ? inputs[i].detach().to(DType.FLOAT64).detach().requiresGrad(true) : inputs[i];
            smooth += floating ? 1 : 0;
        }
        if (smooth == 0) {
            throw new IllegalArgumentException("gradCheck: none of the inputs is of floating-point numbers, and only those "
                    + "have gradients");
        }
        boolean wasConverted = converted;
        return GradMode.with(true, () -> compare(f, leaves, wasConverted));
    }

    private static GradCheck compare(Function<Tensor[], Tensor> f, Tensor[] leaves, boolean converted) {
        Tensor y = f.apply(leaves);
        if (!y.requiresGrad()) {
            throw new IllegalArgumentException("gradCheck: the result was not computed from the inputs by differentiable "
                    + "ops; is there a detach() or a noGrad in between?");
        }
        Tensor weights = Tensors.rand(new Rng(1), y.shape().dims()).add(0.5).to(DType.FLOAT64).to(y.device());
        Tensor[] gradients = Backward.gradients(y, weights, leaves, false, false);
        GradCheck worst = new GradCheck(0, 0, new int[leaves[0].rank()], 0, 0, 0, converted);
        long elements = 0;
        for (int i = 0; i < leaves.length; i++) {
            if (!leaves[i].requiresGrad()) {
                continue;
            }
            int which = i;
            double[] analytic = gradients[i] == null ? new double[leaves[i].size()] : gradients[i].toDoubles();
            double[] numeric = Numeric.central(x -> {
                Tensor[] moved = leaves.clone();
                moved[which] = x;
                return f.apply(moved).mul(weights).sum();
            }, leaves[i]).toDoubles();
            elements += analytic.length;
            for (int k = 0; k < analytic.length; k++) {
                double scale = Math.max(1, Math.max(Math.abs(analytic[k]), Math.abs(numeric[k])));
                double error = Math.abs(analytic[k] - numeric[k]) / scale;
                if (!(error <= worst.worst)) {
                    worst = new GradCheck(Double.isNaN(error) ? Double.POSITIVE_INFINITY : error, i,
                            index(leaves[i].shape(), k), analytic[k], numeric[k], 0, converted);
                }
            }
        }
        return new GradCheck(worst.worst, worst.input, worst.index, worst.analytic, worst.numeric, elements, converted);
    }

    private static int[] index(Shape shape, int position) {
        int[] index = new int[shape.rank()];
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            index[axis] = position % shape.dim(axis);
            position /= shape.dim(axis);
        }
        return index;
    }

    /** {@return the verdict, and the worst element with both values} */
    @Override
    public String toString() {
        String verdict = passed() ? "gradCheck: right" : "gradCheck: WRONG";
        return String.format(Locale.ROOT, "%s. Of %d elements the worst is input %d at %s: the gradient is %.9g, the central "
                        + "difference %.9g, an error of %.1e (up to %.0e passes).%s", verdict, elements, input,
                java.util.Arrays.toString(index), analytic, numeric, worst, TOLERANCE,
                converted ? " float32 inputs were converted to float64: differences in float32 tell nothing." : "");
    }
}
