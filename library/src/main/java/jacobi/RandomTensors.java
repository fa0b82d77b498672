package jacobi;

import jacobi.ops.Sampling;

/** The part of {@link Tensors} that makes tensors of random numbers; public as {@link TensorFactories} is. */
public sealed class RandomTensors extends TensorFactories permits Tensors {
    private static Rng generator = new Rng(0);

    RandomTensors() {
    }

    /** Starts the common generator anew: what follows depends on the seed alone. */
    public static synchronized void manualSeed(long seed) {
        generator = new Rng(seed);
    }

    /** {@return the common generator} */
    public static synchronized Rng generator() {
        return generator;
    }

    /** {@return float32 numbers, uniform in [0, 1), from the common generator} */
    public static Tensor rand(int... dims) {
        return rand(generator(), dims);
    }

    /** {@return float32 numbers, uniform in [0, 1)} */
    public static Tensor rand(Rng rng, int... dims) {
        return Sampling.uniform(rng, DType.FLOAT32, 0, 1, Shape.of(dims));
    }

    /** {@return numbers of this type, float32 or float64, uniform in [0, 1), from the common generator} */
    public static Tensor rand(DType dtype, int... dims) {
        return rand(generator(), dtype, dims);
    }

    /** {@return numbers of this type, float32 or float64, uniform in [0, 1)} */
    public static Tensor rand(Rng rng, DType dtype, int... dims) {
        return Sampling.uniform(rng, dtype, 0, 1, Shape.of(dims));
    }

    /** {@return float32 numbers of the standard normal distribution, from the common generator} */
    public static Tensor randn(int... dims) {
        return randn(generator(), dims);
    }

    /** {@return float32 numbers of the standard normal distribution} */
    public static Tensor randn(Rng rng, int... dims) {
        return Sampling.normal(rng, DType.FLOAT32, 0, 1, Shape.of(dims));
    }

    /**
     * {@return numbers of this type, float32 or float64, of the standard normal distribution, from the common
     * generator}
     */
    public static Tensor randn(DType dtype, int... dims) {
        return randn(generator(), dtype, dims);
    }

    /** {@return numbers of this type, float32 or float64, of the standard normal distribution} */
    public static Tensor randn(Rng rng, DType dtype, int... dims) {
        return Sampling.normal(rng, dtype, 0, 1, Shape.of(dims));
    }

    /** {@return float32 numbers, uniform in [low, high), from the common generator} */
    public static Tensor uniform(double low, double high, int... dims) {
        return uniform(generator(), low, high, dims);
    }

    /** {@return float32 numbers, uniform in [low, high)} */
    public static Tensor uniform(Rng rng, double low, double high, int... dims) {
        return Sampling.uniform(rng, DType.FLOAT32, low, high, Shape.of(dims));
    }

    /**
     * {@return float32 numbers of the normal distribution of this mean and standard deviation, from the common
     * generator}
     */
    public static Tensor normal(double mean, double deviation, int... dims) {
        return normal(generator(), mean, deviation, dims);
    }

    /** {@return float32 numbers of the normal distribution of this mean and standard deviation} */
    public static Tensor normal(Rng rng, double mean, double deviation, int... dims) {
        return Sampling.normal(rng, DType.FLOAT32, mean, deviation, Shape.of(dims));
    }

    /** {@return whole numbers (int64), uniform in [low, high), from the common generator} */
    public static Tensor randint(long low, long high, int... dims) {
        return randint(generator(), low, high, dims);
    }

    /** {@return whole numbers (int64), uniform in [low, high)} */
    public static Tensor randint(Rng rng, long low, long high, int... dims) {
        return Sampling.randint(rng, low, high, dims);
    }

    /** {@return the int64 numbers 0 to n-1 in random order, from the common generator} */
    public static Tensor randperm(int n) {
        return randperm(generator(), n);
    }

    /** {@return the int64 numbers 0 to n-1 in random order} */
    public static Tensor randperm(Rng rng, int n) {
        return Sampling.randperm(rng, n);
    }

    /**
     * {@return 1 with the probability that stands there, else 0, in the shape and type of the probabilities, from the
     * common generator}
     */
    public static Tensor bernoulli(Tensor probabilities) {
        return bernoulli(generator(), probabilities);
    }

    /** {@return 1 with the probability that stands there, else 0, in the shape and type of the probabilities} */
    public static Tensor bernoulli(Rng rng, Tensor probabilities) {
        return Sampling.bernoulli(rng, probabilities);
    }

    /**
     * {@return whole numbers of the Poisson distributions of these means, in their shape and type, from the common
     * generator}
     */
    public static Tensor poisson(Tensor means) {
        return poisson(generator(), means);
    }

    /** {@return whole numbers of the Poisson distributions of these means, in their shape and type} */
    public static Tensor poisson(Rng rng, Tensor means) {
        return Sampling.poisson(rng, means);
    }

    /** {@return float32 numbers of the exponential distribution with mean 1 / rate, from the common generator} */
    public static Tensor exponential(double rate, int... dims) {
        return exponential(generator(), rate, dims);
    }

    /** {@return float32 numbers of the exponential distribution with mean 1 / rate} */
    public static Tensor exponential(Rng rng, double rate, int... dims) {
        return Sampling.exponential(rng, rate, dims);
    }

    /** {@return float32 numbers of the gamma distribution, whose mean is shape * scale, from the common generator} */
    public static Tensor gamma(double shape, double scale, int... dims) {
        return gamma(generator(), shape, scale, dims);
    }

    /** {@return float32 numbers of the gamma distribution, whose mean is shape * scale} */
    public static Tensor gamma(Rng rng, double shape, double scale, int... dims) {
        return Sampling.gamma(rng, shape, scale, dims);
    }

    /** {@return float32 numbers of the beta distribution, whose mean is a / (a + b), from the common generator} */
    public static Tensor beta(double a, double b, int... dims) {
        return beta(generator(), a, b, dims);
    }

    /** {@return float32 numbers of the beta distribution, whose mean is a / (a + b)} */
    public static Tensor beta(Rng rng, double a, double b, int... dims) {
        return Sampling.beta(rng, a, b, dims);
    }

    /** Float32 numbers of the normal distribution that lie in [low, high]; see the other method of this name. */
    public static Tensor truncatedNormal(double mean, double deviation, double low, double high, int... dims) {
        return truncatedNormal(generator(), mean, deviation, low, high, dims);
    }

    /**
     * Float32 numbers of the normal distribution of this mean and standard deviation, those that lie in [low, high]
     * (PyTorch's nn.init.trunc_normal_: the bounds are numbers, not multiples of the deviation).
     */
    public static Tensor truncatedNormal(Rng rng, double mean, double deviation, double low, double high, int... dims) {
        return Sampling.truncatedNormal(rng, DType.FLOAT32, mean, deviation, low, high, Shape.of(dims));
    }

    /** Positive float32 numbers, those along the last axis adding up to 1; see the other method of this name. */
    public static Tensor dirichlet(double[] concentrations, int... dims) {
        return dirichlet(generator(), concentrations, dims);
    }

    /**
     * Positive float32 numbers, those along the last axis adding up to 1: the Dirichlet distribution.
     *
     * @param concentrations k positive numbers; the means are in proportion to them
     * @param dims           without the last axis, which has length k
     */
    public static Tensor dirichlet(Rng rng, double[] concentrations, int... dims) {
        return Sampling.dirichlet(rng, concentrations, dims);
    }

    /** Indices drawn with probabilities in proportion to weights; see the other method of this name. */
    public static Tensor multinomial(Tensor weights, int count, boolean replacement) {
        return multinomial(generator(), weights, count, replacement);
    }

    /**
     * Indices (int64) drawn with probabilities in proportion to weights.
     *
     * {@snippet :
     * int next = (int) multinomial(rng, logits.softmax(0), 1, true).item();
     * }
     *
     * @param weights     {@code [n]}, or {@code [rows, n]} for draws of each row; not negative
     * @param count       how many; the result is {@code [count]} or {@code [rows, count]}
     * @param replacement whether an index can come more than once in a row
     */
    public static Tensor multinomial(Rng rng, Tensor weights, int count, boolean replacement) {
        return Sampling.multinomial(rng, weights, count, replacement);
    }

    /** {@return numbers uniform in [0, 1) of this floating-point tensor's shape and type, from the common generator} */
    public static Tensor randLike(Tensor tensor) {
        return rand(tensor.dtype(), floating("randLike", tensor));
    }

    /** {@return numbers of the standard normal distribution of this floating-point tensor's shape and type} */
    public static Tensor randnLike(Tensor tensor) {
        return randn(tensor.dtype(), floating("randnLike", tensor));
    }

    private static int[] floating(String name, Tensor tensor) {
        if (!tensor.dtype().isFloating()) {
            throw new IllegalArgumentException(name + ": such numbers are floating-point, not " + tensor.dtype()
                    + "; convert the tensor with to(DType.FLOAT32) first");
        }
        return tensor.shape().dims();
    }
}
