package jacobi.autograd;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
 * @param left      the slope from the left there; NaN where the check passed
 * @param right     the slope from the right there; where it is another, the function has a kink or a jump
 * @param elements  how many elements were compared
 * @param converted whether an input was converted from float32
 */
public record GradCheck(double worst, int input, int[] index, double analytic, double numeric, double left, double right,
                        long elements, boolean converted) {
    /** Errors up to this pass: what central differences in float64 can tell. */
    public static final double TOLERANCE = 1e-6;
    /** Slopes of the two sides of a smooth function differ by less than this, relative to the larger one or absolute. */
    private static final double ONE_SIDED = 1e-3;

    /** {@return whether the gradient is right, as far as differences can tell} */
    public boolean passed() {
        return worst <= TOLERANCE;
    }

    /**
     * Compares the gradient with respect to each floating-point input, element by element.
     *
     * @throws IllegalArgumentException if no input is of floating-point numbers, the result has no gradient, or the function
     *                                  gives another result when called again, as random numbers have it do
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

    private static Tensor result(Function<Tensor[], Tensor> f, Tensor[] leaves, boolean converted) {
        try {
            return f.apply(leaves);
        } catch (IllegalArgumentException e) {
            if (converted && e.getMessage() != null && e.getMessage().contains("float64")) {
                throw new IllegalArgumentException(e.getMessage() + " (gradCheck makes float32 inputs float64, because "
                        + "differences need the digits; convert the tensors that the function takes from elsewhere)", e);
            }
            throw e;
        }
    }

    private static GradCheck compare(Function<Tensor[], Tensor> f, Tensor[] leaves, boolean converted) {
        Tensor y = result(f, leaves, converted);
        if (!y.requiresGrad()) {
            throw new IllegalArgumentException("gradCheck: the result was not computed from the inputs by differentiable "
                    + "ops; is there a detach() or a noGrad in between?");
        }
        Tensor weights = (y.size() == 1 ? Tensors.ones(y.shape().dims()) : Tensors.rand(new Rng(1), y.shape().dims()).add(0.5))
                .to(DType.FLOAT64).to(y.device());
        Tensor[] gradients = Backward.gradients(y, weights, leaves, false, false);
        double again = f.apply(leaves).mul(weights).sum().item();
        double once = y.detach().mul(weights).sum().item();
        if (Double.compare(again, once) != 0) {
            throw new IllegalArgumentException("gradCheck: the function gives another result when it is called again with the "
                    + "same input, so differences tell nothing; if it draws random numbers, as dropout does, give it a "
                    + "generator that begins anew with each call: new Rng(1)");
        }
        double worst = 0;
        int input = 0;
        int position = 0;
        double here = 0;
        double difference = 0;
        long elements = 0;
        for (int i = 0; i < leaves.length; i++) {
            if (!leaves[i].requiresGrad()) {
                continue;
            }
            double[] analytic = gradients[i] == null ? new double[leaves[i].size()] : gradients[i].toDoubles();
            double[] numeric = Numeric.central(of(f, weights, leaves, i), leaves[i]).toDoubles();
            elements += analytic.length;
            for (int k = 0; k < analytic.length; k++) {
                double scale = Math.max(1, Math.max(Math.abs(analytic[k]), Math.abs(numeric[k])));
                double error = Math.abs(analytic[k] - numeric[k]) / scale;
                if (!(error <= worst)) {
                    worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
                    input = i;
                    position = k;
                    here = analytic[k];
                    difference = numeric[k];
                }
            }
        }
        double left = Double.NaN;
        double right = Double.NaN;
        if (worst > TOLERANCE) {
            UnaryOperator<Tensor> line = along(of(f, weights, leaves, input), leaves[input], position);
            Tensor zero = Tensors.scalar(0, DType.FLOAT64);
            // Adding zero takes the sign from a negative one.
            left = Numeric.forward(line, zero, -Numeric.CENTRAL_STEP).item() + 0.0;
            right = Numeric.forward(line, zero, Numeric.CENTRAL_STEP).item() + 0.0;
        }
        return new GradCheck(worst, input, index(leaves[input].shape(), position), here, difference, left, right, elements,
                converted);
    }

    /** The weighed result, as a function of one of the inputs. */
    private static UnaryOperator<Tensor> of(Function<Tensor[], Tensor> f, Tensor weights, Tensor[] leaves, int input) {
        // As in the first call: f may ask for a gradient itself.
        return x -> GradMode.with(true, () -> {
            Tensor[] moved = leaves.clone();
            moved[input] = x.detach().requiresGrad(true);
            return f.apply(moved).mul(weights).sum().detach();
        });
    }

    /** The same, as a function of how far one element has moved. */
    private static UnaryOperator<Tensor> along(UnaryOperator<Tensor> f, Tensor x, int position) {
        return moved -> {
            double[] values = x.toDoubles();
            values[position] += moved.item();
            return f.apply(Tensors.tensor(DType.FLOAT64, values).to(x.device()).reshape(x.shape()));
        };
    }

    /** {@return whether the check failed where the function has no derivative: its slopes from both sides differ} */
    public boolean atKink() {
        return Math.abs(right - left) > ONE_SIDED * Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
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
        String verdict = passed() ? "gradCheck: right" : atKink() ? "gradCheck: UNDECIDED" : "gradCheck: WRONG";
        String kink = atKink() ? String.format(Locale.ROOT, " The slope is %.9g from the left and %.9g from the right: the function "
                + "has a kink or a jump there, and no derivative to compare with; check at another point.", left, right) : "";
        return String.format(Locale.ROOT, "%s. Of %d elements the worst is input %d at %s: the gradient is %.9g, the central "
                        + "difference %.9g, an error of %.1e (up to %.0e passes).%s%s", verdict, elements, input,
                java.util.Arrays.toString(index), analytic, numeric, worst, TOLERANCE, kink,
                converted ? " float32 inputs were converted to float64: differences in float32 tell nothing." : "");
    }
}
