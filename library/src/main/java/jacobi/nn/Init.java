package jacobi.nn;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.Sampling;

/**
 * How parameters begin. An initializer makes tensors of any shape, or fills parameters that exist.
 *
 * {@snippet :
 * Tensor w = Init.kaimingNormal().make(new Rng(0), 128, 784).requiresGrad(true);
 * Init.orthogonal(1).fill(layer.weight());
 * }
 *
 * <p>Shapes are PyTorch's: {@code [outputs, inputs, kernel...]}. The number of inputs of a unit (fan in) is the product
 * of all lengths but the first, the number of units that an input goes to (fan out) the product of all but the second.
 * With {@link Rng#torch} the numbers are those of {@code torch.nn.init}.
 */
@FunctionalInterface
public interface Init {
    /** What the variance of the weights is divided by. */
    enum Fan {
        /** The inputs of a unit: keeps the variance of what flows forward. */
        IN,
        /** The units that an input goes to: keeps the variance of the gradients. */
        OUT,
        /** The mean of both. */
        AVERAGE
    }

    /** What follows the layer. The gain makes up for what it takes from the variance (PyTorch's calculate_gain). */
    enum Nonlinearity {
        /** Nothing, or a convolution: gain 1. */
        LINEAR(1),
        /** Gain 1. */
        SIGMOID(1),
        /** Gain 5/3. */
        TANH(5. / 3),
        /** Gain sqrt(2). */
        RELU(Math.sqrt(2)),
        /** Gain 3/4. */
        SELU(0.75);

        private final double gain;

        Nonlinearity(double gain) {
            this.gain = gain;
        }

        /** {@return what the weights' standard deviation is multiplied by} */
        public double gain() {
            return gain;
        }
    }

    /**
     * {@return a new tensor}
     *
     * @param dtype float32 or float64
     * @throws IllegalArgumentException if the shape does not fit the initializer
     */
    Tensor make(Rng rng, DType dtype, Shape shape);

    /** {@return a new float32 tensor} */
    default Tensor make(Rng rng, int... dims) {
        return make(rng, DType.FLOAT32, Shape.of(dims));
    }

    /** Gives a parameter new numbers; {@return the parameter} */
    default Tensor fill(Tensor parameter, Rng rng) {
        return parameter.assign(make(rng, parameter.dtype(), parameter.shape()));
    }

    /** Gives a parameter new numbers from the common generator; {@return the parameter} */
    default Tensor fill(Tensor parameter) {
        return fill(parameter, Tensors.generator());
    }

    /** {@return the gain for a leaky ReLU of this slope below 0: sqrt(2 / (1 + slope^2))} */
    static double leakyGain(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }

    /** The same number everywhere. */
    static Init constant(double value) {
        return (rng, dtype, shape) -> Tensors.zeros(dtype, shape.dims()).assign(Tensors.scalar(value, dtype));
    }

    /** Uniform in [low, high). */
    static Init uniform(double low, double high) {
        return (rng, dtype, shape) -> Sampling.uniform(rng, dtype, low, high, shape);
    }

    /** The normal distribution. */
    static Init normal(double mean, double deviation) {
        return (rng, dtype, shape) -> Sampling.normal(rng, dtype, mean, deviation, shape);
    }

    /** The normal distribution, as far as it lies in [low, high]; see {@link Tensors#truncatedNormal}. */
    static Init truncatedNormal(double mean, double deviation, double low, double high) {
        return (rng, dtype, shape) -> Sampling.truncatedNormal(rng, dtype, mean, deviation, low, high, shape);
    }

    /** {@link #xavierUniform(double)} with gain 1. */
    static Init xavierUniform() {
        return xavierUniform(1);
    }

    /**
     * Uniform in ±gain sqrt(6 / (fan in + fan out)) (Glorot and Bengio: "Understanding the difficulty of training deep
     * feedforward neural networks", 2010).
     */
    static Init xavierUniform(double gain) {
        return scaledUniform("xavierUniform", Fan.AVERAGE, gain);
    }

    /** {@link #xavierNormal(double)} with gain 1. */
    static Init xavierNormal() {
        return xavierNormal(1);
    }

    /** Normal, of standard deviation gain sqrt(2 / (fan in + fan out)) (Glorot and Bengio, 2010). */
    static Init xavierNormal(double gain) {
        return scaledNormal("xavierNormal", Fan.AVERAGE, gain);
    }

    /** For layers before a ReLU: {@link #kaimingUniform(Fan, double)} with fan in and gain sqrt(2). */
    static Init kaimingUniform() {
        return kaimingUniform(Fan.IN, Nonlinearity.RELU.gain());
    }

    /**
     * Uniform in ±gain sqrt(3 / fan) (He, Zhang, Ren, Sun: "Delving deep into rectifiers", 2015).
     *
     * @param gain of what follows the layer: {@link Nonlinearity#gain} or {@link #leakyGain}
     */
    static Init kaimingUniform(Fan fan, double gain) {
        return scaledUniform("kaimingUniform", fan, gain);
    }

    /** For layers before a ReLU: {@link #kaimingNormal(Fan, double)} with fan in and gain sqrt(2). */
    static Init kaimingNormal() {
        return kaimingNormal(Fan.IN, Nonlinearity.RELU.gain());
    }

    /** Normal, of standard deviation gain / sqrt(fan) (He, Zhang, Ren, Sun, 2015). */
    static Init kaimingNormal(Fan fan, double gain) {
        return scaledNormal("kaimingNormal", fan, gain);
    }

    /** Uniform in ±sqrt(3 / fan in) (LeCun, Bottou, Orr, Müller: "Efficient backprop", 1998). */
    static Init lecunUniform() {
        return scaledUniform("lecunUniform", Fan.IN, 1);
    }

    /** Normal, of standard deviation 1 / sqrt(fan in) (LeCun, Bottou, Orr, Müller, 1998), also for SELU. */
    static Init lecunNormal() {
        return scaledNormal("lecunNormal", Fan.IN, 1);
    }

    /**
     * A random matrix with orthonormal rows or columns, whichever are fewer, times the gain; the axes after the first
     * count as one (Saxe, McClelland, Ganguli: "Exact solutions to the nonlinear dynamics of learning in deep linear
     * neural networks", 2013).
     */
    static Init orthogonal(double gain) {
        return (rng, dtype, shape) -> Orthogonal.make(rng, dtype, shape, gain);
    }

    /**
     * Normal, with the same number of zeros in each column (Martens: "Deep learning via Hessian-free optimization",
     * 2010).
     *
     * @param sparsity  the part of each column that is 0, from 0 to 1; the number of zeros is rounded up
     * @param deviation the standard deviation of the others, 0.01 in PyTorch
     */
    static Init sparse(double sparsity, double deviation) {
        if (!(sparsity >= 0 && sparsity <= 1)) {
            throw new IllegalArgumentException("sparse: the part of zeros is between 0 and 1, not " + sparsity);
        }
        return (rng, dtype, shape) -> {
            if (shape.rank() != 2) {
                throw new IllegalArgumentException("sparse: it makes matrices, not shape " + shape);
            }
            int rows = shape.dim(0);
            int columns = shape.dim(1);
            double[] values = Sampling.normal(rng, dtype, 0, deviation, shape).toDoubles();
            int zeros = (int) Math.ceil(sparsity * rows);
            for (int column = 0; column < columns; column++) {
                int[] order = rng.permutation(rows);
                for (int i = 0; i < zeros; i++) {
                    values[order[i] * columns + column] = 0;
                }
            }
            return Tensors.tensor(DType.FLOAT64, values).reshape(shape).to(dtype);
        };
    }

    private static Init scaledUniform(String name, Fan fan, double gain) {
        return (rng, dtype, shape) -> {
            double bound = Math.sqrt(3) * deviation(name, fan, gain, shape);
            return Sampling.uniform(rng, dtype, -bound, bound, shape);
        };
    }

    private static Init scaledNormal(String name, Fan fan, double gain) {
        return (rng, dtype, shape) -> Sampling.normal(rng, dtype, 0, deviation(name, fan, gain, shape), shape);
    }

    private static double deviation(String name, Fan fan, double gain, Shape shape) {
        if (shape.rank() < 2 || shape.size() == 0) {
            throw new IllegalArgumentException(name + ": shape " + shape + " has no inputs and outputs to count; "
                    + "weights are [outputs, inputs, kernel...], and for a bias use constant(0)");
        }
        double in = shape.size() / (double) shape.dim(0);
        double out = shape.size() / (double) shape.dim(1);
        return gain / Math.sqrt(switch (fan) {
            case IN -> in;
            case OUT -> out;
            case AVERAGE -> (in + out) / 2;
        });
    }
}
