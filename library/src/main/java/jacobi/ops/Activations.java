package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import java.util.Arrays;

/**
 * The functions between the layers of a network, element by element. A parameter such as a slope is a number that goes
 * into the formula as one more input, so that its values share one kernel.
 */
public interface Activations extends Operand {
    Elementwise RELU = Elementwise.unary("relu", x -> Exprs.relu(x));

    /** {@return x where it is positive, otherwise 0; NaN stays NaN} The gradient at 0 is 0. */
    default Tensor relu() {
        return RELU.apply(self());
    }

    Elementwise RELU6 = Elementwise.unary("relu6", x -> relu6(x));

    /** {@return x limited to 0 and 6} The gradient at 0 and 6 is 0. */
    default Tensor relu6() {
        return RELU6.apply(self());
    }

    private static Expr relu6(Expr x) {
        return limited(x, Exprs.constant(0), Exprs.constant(6));
    }

    Elementwise LEAKY_RELU = Elementwise.binary("leakyRelu", (x, slope) -> leaky(x, slope)).floating();

    /** {@return x where it is positive, otherwise slope * x} */
    default Tensor leakyRelu(double slope) {
        return LEAKY_RELU.apply(self(), Dims.like(self(), slope));
    }

    /** {@return the same with a slope of 0.01} */
    default Tensor leakyRelu() {
        return leakyRelu(0.01);
    }

    /** {@return x where it is positive, otherwise x times 11/48; see {@link #rrelu(double, double)}} */
    default Tensor rrelu() {
        return rrelu(1.0 / 8, 1.0 / 3);
    }

    /**
     * The randomized ReLU as it is outside of training: x where it is positive, otherwise x times the mean of the slopes
     * (Xu et al.: "Empirical Evaluation of Rectified Activations in Convolution Network", 2015).
     *
     * @param lower the least slope
     * @param upper the largest slope
     */
    default Tensor rrelu(double lower, double upper) {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("rrelu: the least slope " + lower + " is above the largest, " + upper
                    + "; exchange them");
        }
        return leakyRelu((lower + upper) / 2);
    }

    private static Expr leaky(Expr x, Expr slope) {
        return Exprs.where(Exprs.gt(x, 0), x, x.mul(slope));
    }

    Elementwise PRELU = Elementwise.binary("prelu", (x, weight) -> leaky(x, weight)).floating();

    /**
     * x where it is positive, otherwise weight * x, where the weight is learned.
     *
     * @param weight one number, or of shape [channels] one for each index along axis 1 of x
     */
    default Tensor prelu(Tensor weight) {
        Shape shape = self().shape();
        int channels = shape.rank() > 1 ? shape.dim(1) : 1;
        if (weight.rank() > 1 || weight.size() != 1 && weight.size() != channels) {
            throw new IllegalArgumentException("prelu: weights of shape " + weight.shape() + " do not fit shape " + shape
                    + "; give one weight, or one for each of the " + channels + " channels along axis 1");
        }
        int[] dims = new int[shape.rank()];
        Arrays.fill(dims, 1);
        if (weight.size() != 1) {
            dims[1] = channels;
        }
        return PRELU.apply(self(), weight.reshape(dims));
    }

    Elementwise ELU = Elementwise.binary("elu", (x, alpha) -> elu(x, alpha)).floating();

    /** {@return x where it is positive, otherwise alpha * (e^x - 1)} */
    default Tensor elu(double alpha) {
        return ELU.apply(self(), Dims.like(self(), alpha));
    }

    /** {@return x where it is positive, otherwise e^x - 1} */
    default Tensor elu() {
        return elu(1);
    }

    private static Expr elu(Expr x, Expr alpha) {
        return Exprs.where(Exprs.gt(x, 0), x, Exprs.expm1(x).mul(alpha));
    }

    Elementwise SELU = Elementwise.unary("selu",
            x -> elu(x, Exprs.constant(1.6732632423543772)).mul(1.0507009873554805)).floating();

    /** {@return elu, scaled so that means of 0 and variances of 1 come out as such} (Klambauer et al., 2017) */
    default Tensor selu() {
        return SELU.apply(self());
    }

    Elementwise CELU = Elementwise.binary("celu", (x, alpha) -> Exprs.where(Exprs.gt(x, 0), x, Exprs.expm1(x.div(alpha)).mul(alpha))).floating();

    /** {@return x where it is positive, otherwise alpha * (e^(x / alpha) - 1)} */
    default Tensor celu(double alpha) {
        return CELU.apply(self(), Dims.like(self(), alpha));
    }

    /** {@return x where it is positive, otherwise e^x - 1} */
    default Tensor celu() {
        return celu(1);
    }

    Elementwise GELU = Elementwise.unary("gelu",
            x -> x.mul(0.5).mul(Exprs.erfc(x.mul(-Math.sqrt(0.5))))).floating();

    /** {@return x times the probability that a standard normal number is below x} (Hendrycks and Gimpel, 2016) */
    default Tensor gelu() {
        return GELU.apply(self());
    }

    Elementwise GELU_TANH = Elementwise.unary("geluTanh",
            x -> x.mul(Exprs.sigmoid(x.pow(3).mul(0.044715).add(x).mul(Math.sqrt(8 / Math.PI))))).floating();

    /**
     * The approximation of {@link #gelu} by 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), which is PyTorch's
     * {@code gelu(approximate="tanh")}.
     */
    default Tensor geluTanh() {
        return GELU_TANH.apply(self());
    }

    Elementwise SILU = Elementwise.unary("silu", x -> x.mul(Exprs.sigmoid(x))).floating();

    /** {@return x * sigmoid(x)} Also known as swish. */
    default Tensor silu() {
        return SILU.apply(self());
    }

    Elementwise MISH = Elementwise.unary("mish", x -> x.mul(Exprs.tanh(Exprs.softplus(x)))).floating();

    /** {@return x * tanh(softplus(x))} (Misra, 2019) */
    default Tensor mish() {
        return MISH.apply(self());
    }

    Elementwise SOFTPLUS = Elementwise.unary("softplus", x -> Exprs.softplus(x)).floating();

    /** {@return log(1 + e^x), without overflow} */
    default Tensor softplus() {
        return SOFTPLUS.apply(self());
    }

    Elementwise SOFTPLUS_BETA = Elementwise.ternary("softplus", (x, beta, threshold) -> {
        Expr scaled = x.mul(beta);
        return Exprs.where(Exprs.gt(scaled, threshold), x, Exprs.softplus(scaled).div(beta));
    }).floating();

    /**
     * The softplus of a steepness, log(1 + e^(beta x)) / beta.
     *
     * @param threshold the result is x itself where beta x is above this (20 in PyTorch)
     */
    default Tensor softplus(double beta, double threshold) {
        return SOFTPLUS_BETA.apply(self(), Dims.like(self(), beta), Dims.like(self(), threshold));
    }

    Elementwise BNLL = Elementwise.unary("bnll", x -> Exprs.softplus(x)).floating();

    /** {@return log(1 + e^x), without overflow} Caffe's name of softplus. */
    default Tensor bnll() {
        return BNLL.apply(self());
    }

    Elementwise SOFTSIGN = Elementwise.unary("softsign", x -> x.div(Exprs.abs(x).add(1))).floating();

    /** {@return x / (1 + |x|)} */
    default Tensor softsign() {
        return SOFTSIGN.apply(self());
    }

    Elementwise SIGMOID = Elementwise.unary("sigmoid", x -> Exprs.sigmoid(x)).floating();

    /** {@return 1 / (1 + e^-x)} */
    default Tensor sigmoid() {
        return SIGMOID.apply(self());
    }

    Elementwise LOG_SIGMOID = Elementwise.unary("logSigmoid", x -> Exprs.softplus(x.neg()).neg()).floating();

    /** {@return log(sigmoid(x)), without overflow} */
    default Tensor logSigmoid() {
        return LOG_SIGMOID.apply(self());
    }

    Elementwise HARDSIGMOID = Elementwise.unary("hardsigmoid", x -> relu6(x.add(3)).div(6)).floating();

    /** {@return x / 6 + 1/2 limited to 0 and 1} */
    default Tensor hardsigmoid() {
        return HARDSIGMOID.apply(self());
    }

    Elementwise HARDSWISH = Elementwise.unary("hardswish", x -> {
        Expr limited = Exprs.atMost(Exprs.atLeast(x.add(3), Exprs.constant(0)), Exprs.constant(6));
        return x.mul(limited).div(6);
    }).floating();

    /** {@return x * hardsigmoid(x)} */
    default Tensor hardswish() {
        return HARDSWISH.apply(self());
    }

    Elementwise HARDTANH = Elementwise.ternary("hardtanh", (x, min, max) -> limited(x, min, max));

    /** {@return x limited to min and max} The gradient at both is 0. */
    default Tensor hardtanh(double min, double max) {
        return HARDTANH.apply(self(), Dims.like(self(), min), Dims.like(self(), max));
    }

    Elementwise HARDTANH_ONE = Elementwise.unary("hardtanh",
            x -> limited(x, Exprs.constant(-1), Exprs.constant(1)));

    /** {@return x limited to -1 and 1} The gradient at both is 0. */
    default Tensor hardtanh() {
        return HARDTANH_ONE.apply(self());
    }

    private static Expr limited(Expr x, Expr min, Expr max) {
        Expr raised = Exprs.where(Exprs.le(x, min), min, x);
        return Exprs.where(Exprs.ge(raised, max), max, raised);
    }

    Elementwise THRESHOLD = Elementwise.ternary("threshold", (x, threshold, value) ->
            Exprs.where(Exprs.le(x, threshold), value, x));

    /** {@return x where it is above the threshold, otherwise the value} */
    default Tensor threshold(double threshold, double value) {
        return THRESHOLD.apply(self(), Dims.like(self(), threshold), Dims.like(self(), value));
    }

    Elementwise HARDSHRINK = Elementwise.binary("hardshrink", (x, bound) ->
            Exprs.where(Exprs.le(Exprs.abs(x), bound), 0, x)).floating();

    /** {@return x, but 0 from -bound to bound} */
    default Tensor hardshrink(double bound) {
        return HARDSHRINK.apply(self(), Dims.like(self(), bound));
    }

    /** {@return x, but 0 from -0.5 to 0.5} */
    default Tensor hardshrink() {
        return hardshrink(0.5);
    }

    Elementwise SOFTSHRINK = Elementwise.binary("softshrink", (x, bound) -> Exprs.where(Exprs.gt(x, bound), x.sub(bound),
            Exprs.where(Exprs.lt(x, bound.neg()), x.add(bound), x.mul(0)))).floating();

    /**
     * {@return x nearer to 0 by the bound, and 0 from -bound to bound}
     *
     * @param bound not negative
     */
    default Tensor softshrink(double bound) {
        if (!(bound >= 0)) {
            throw new IllegalArgumentException("softshrink: the bound must not be negative, but it is " + bound);
        }
        return SOFTSHRINK.apply(self(), Dims.like(self(), bound));
    }

    /** {@return x nearer to 0 by 0.5, and 0 from -0.5 to 0.5} */
    default Tensor softshrink() {
        return softshrink(0.5);
    }

    Elementwise TANHSHRINK = Elementwise.unary("tanhshrink", x -> x.sub(Exprs.tanh(x))).floating();

    /** {@return x - tanh(x)} */
    default Tensor tanhshrink() {
        return TANHSHRINK.apply(self());
    }

    /**
     * The first half of the elements along an axis times the sigmoid of the second half (Dauphin et al., 2016).
     *
     * @throws IllegalArgumentException if the axis has an odd length
     */
    default Tensor glu(int axis) {
        int length = self().shape().dim(self().shape().normalizeAxis("glu", axis));
        if (length % 2 != 0) {
            throw new IllegalArgumentException("glu: axis " + axis + " of shape " + self().shape() + " has length " + length
                    + "; it needs an even length, to be halved");
        }
        return self().slice(axis, 0, length / 2, 1).mul(self().slice(axis, length / 2, length, 1).sigmoid());
    }
}
