package jacobi;

import jacobi.random.RandomStream;
import jacobi.random.Saved;
import jacobi.random.TorchBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A source of random numbers: a position in a sequence that the seed determines; each call moves on.
 *
 * <p>{@code new Rng(seed)} is counter-based, Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As
 * Easy as 1, 2, 3", SC 2011). The n-th number is a pure function of the seed and n, so the same seed gives the same
 * numbers on every device and for any number of threads.
 *
 * <p>{@link #numpy}, {@link #torch} and {@link #python} give the numbers of those libraries, for programs and courses
 * that print them. Whole numbers and uniform ones are equal to the last bit. So are PyTorch's normal numbers of
 * float32; other numbers that pass through a logarithm or a sine agree but for the last digit of a float64.
 *
 * {@snippet :
 * var rng = new Rng(42);
 * double u = rng.uniform();              // in [0, 1)
 * int[] order = rng.permutation(10);     // 0..9, shuffled
 * Rng.numpy(231).normal();               // np.random.seed(231); np.random.randn()
 * }
 *
 * <p>Not for cryptography. Calls are synchronized.
 */
public final class Rng {
    private RandomStream stream;

    /** A stream of its own for each seed, at its beginning. */
    public Rng(long seed) {
        this(RandomStream.philox(seed));
    }

    private Rng(RandomStream stream) {
        this.stream = stream;
    }

    /**
     * The numbers of NumPy after {@code np.random.seed(seed)}, which are those of {@code np.random.RandomState(seed)}.
     * (Those of {@code np.random.default_rng} are others.)
     *
     * <table>
     * <caption>What gives what</caption>
     * <tr><th>Here</th><th>np.random</th></tr>
     * <tr><td>{@code uniform()}, {@code Tensors.rand}</td><td>{@code rand}, {@code random_sample}</td></tr>
     * <tr><td>{@code normal()}, {@code Tensors.randn}</td><td>{@code randn}</td></tr>
     * <tr><td>{@code integer(low, high)}, {@code Tensors.randint}</td><td>{@code randint}</td></tr>
     * <tr><td>{@code permutation}, {@code shuffle}</td><td>the same</td></tr>
     * <tr><td>{@code choice}</td><td>{@code choice}, also with {@code replace} and {@code p}</td></tr>
     * <tr><td>{@code exponential, gamma, beta, poisson}, {@code Tensors.dirichlet}</td><td>the same</td></tr>
     * </table>
     *
     * NumPy computes in float64; a float32 tensor has the same numbers, rounded.
     *
     * @param seed 0 to 2^32 - 1
     */
    public static Rng numpy(long seed) {
        if (seed >>> 32 != 0) {
            throw new IllegalArgumentException("Rng.numpy: a seed of NumPy's is between 0 and 2^32 - 1, not " + seed);
        }
        return new Rng(RandomStream.numpy(seed));
    }

    /**
     * The numbers of PyTorch on the CPU after {@code torch.manual_seed(seed)}, or of a {@code torch.Generator}.
     *
     * <table>
     * <caption>What gives what</caption>
     * <tr><th>Here</th><th>torch</th></tr>
     * <tr><td>{@code Tensors.rand}, {@code Tensors.uniform}</td><td>{@code rand}, {@code uniform_}; float32
     * and float64 differ</td></tr>
     * <tr><td>{@code Tensors.randn}, {@code Tensors.normal}</td><td>{@code randn}, {@code normal}; 16 numbers
     * and more come from other draws than fewer, and float32 and float64 differ</td></tr>
     * <tr><td>{@code integer}, {@code Tensors.randint}</td><td>{@code randint} of int64</td></tr>
     * <tr><td>{@code permutation}, {@code Tensors.randperm}</td><td>{@code randperm}</td></tr>
     * <tr><td>{@code Tensors.multinomial, bernoulli, poisson}</td><td>the same</td></tr>
     * <tr><td>{@code Tensors.exponential}</td><td>{@code exponential_}</td></tr>
     * <tr><td>{@code uniform()}, {@code normal()}</td><td>one number of float64</td></tr>
     * </table>
     *
     * These are the numbers of version 2 without Intel's MKL, which builds for x86 have; the other method of this name
     * has theirs, which differ in {@code exponential_} and in some calls of {@code multinomial}.
     *
     * @param seed any number; PyTorch too uses only its lower 32 bits
     */
    public static Rng torch(long seed) {
        return torch(seed, TorchBuild.V2);
    }

    /**
     * The numbers of a certain PyTorch; see {@link #torch(long)} and {@link TorchBuild}.
     *
     * {@snippet :
     * var rng = Rng.torch(2147483647, TorchBuild.V1);        // as in lectures of 2022
     * }
     */
    public static Rng torch(long seed, TorchBuild build) {
        return new Rng(RandomStream.torch(seed, build));
    }

    /**
     * The numbers of Python after {@code random.seed(seed)}, or of {@code random.Random(seed)}.
     *
     * <table>
     * <caption>What gives what</caption>
     * <tr><th>Here</th><th>random</th></tr>
     * <tr><td>{@code uniform()}</td><td>{@code random}</td></tr>
     * <tr><td>{@code normal()}</td><td>{@code gauss(0, 1)}</td></tr>
     * <tr><td>{@code integer(low, high)}</td><td>{@code randrange(low, high)}, {@code randint(low, high - 1)}; also
     * {@code choice}, of indices</td></tr>
     * <tr><td>{@code shuffle}</td><td>the same</td></tr>
     * <tr><td>{@code choice(n, count, true)}, {@code choice(weights, count, true)}</td><td>{@code choices}</td></tr>
     * <tr><td>{@code choice(n, count, false)}</td><td>{@code sample(range(n), count)}</td></tr>
     * <tr><td>{@code nextLong()}</td><td>{@code getrandbits(64)}</td></tr>
     * <tr><td>{@code exponential()}</td><td>{@code expovariate(1)}</td></tr>
     * </table>
     */
    public static Rng python(long seed) {
        return new Rng(RandomStream.python(seed));
    }

    /** {@return where this generator is} It can be kept, written to a file, and given to {@link #restore}. */
    public synchronized Saved save() {
        return stream.save();
    }

    /**
     * Goes back to where a generator was.
     *
     * @return this
     * @throws IllegalArgumentException if this is not what {@link #save} gave
     */
    public synchronized Rng restore(Saved saved) {
        stream = RandomStream.resumed(saved);
        return this;
    }

    /**
     * A generator whose numbers have nothing to do with those that follow here: one for each worker, say. This one
     * moves on by one number.
     *
     * @throws UnsupportedOperationException for the sequences of other libraries
     */
    public synchronized Rng split() {
        return new Rng(stream.split());
    }

    /**
     * Leaves out some draws at once, for numbers that are made elsewhere, such as on a GPU. {@link #nextLong} and
     * {@link #uniform} are one draw each, {@link #normal} is two.
     *
     * @param draws how many, not negative
     * @return where this generator was before; nothing for the sequences of other libraries, which stay where they are
     */
    public synchronized Optional<Saved> skip(long draws) {
        if (draws < 0) {
            throw new IllegalArgumentException("Rng.skip: the number of draws must not be negative: " + draws);
        }
        return stream.skip(draws);
    }

    /** {@return the next 64 random bits} */
    public synchronized long nextLong() {
        return stream.nextLong();
    }

    /** {@return the next number, uniform in [0, 1), a multiple of 2^-53} */
    public synchronized double uniform() {
        return stream.uniform();
    }

    /** {@return the next number from the normal distribution with mean 0 and standard deviation 1} */
    public synchronized double normal() {
        return stream.normal();
    }

    /**
     * {@return the next whole number, uniform in [0, bound)}
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public synchronized int integer(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("Rng.integer: the bound must be positive, not " + bound);
        }
        return (int) stream.integer(bound);
    }

    /**
     * {@return the next whole number, uniform in [low, high)}
     *
     * @throws IllegalArgumentException if there is none, or there are 2^63 and more
     */
    public synchronized long integer(long low, long high) {
        return low + stream.integer(width("Rng.integer", low, high));
    }

    /** Fills an array with whole numbers in [low, high), those that {@link #integer(long, long)} gives. */
    public synchronized void fillIntegers(long[] out, long low, long high) {
        stream.integers(out, low, width("Rng.integer", low, high));
    }

    private static long width(String op, long low, long high) {
        if (low >= high || high - low < 0) {
            throw new IllegalArgumentException(op + ": there must be 1 to 2^63 - 1 numbers from " + low
                    + " up to, but not including, " + high);
        }
        return high - low;
    }

    /** {@return the numbers 0 to n-1 in random order} (Fisher and Yates' shuffle) */
    public synchronized int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("Rng.permutation: the length must not be negative: " + n);
        }
        return stream.permutation(n);
    }

    /** Puts the elements of a list in random order. */
    public <T> void shuffle(List<T> list) {
        List<T> before = new ArrayList<>(list);
        int[] order = permutation(before.size());
        for (int i = 0; i < order.length; i++) {
            list.set(i, before.get(order[i]));
        }
    }

    /** Puts the elements of an array in random order. */
    public void shuffle(int[] array) {
        int[] before = array.clone();
        int[] order = permutation(array.length);
        for (int i = 0; i < order.length; i++) {
            array[i] = before[order[i]];
        }
    }

    /**
     * Some of the numbers 0 to n-1, each equally likely.
     *
     * @param count       how many
     * @param replacement whether one can come more than once
     * @throws IllegalArgumentException if there are not as many
     */
    public synchronized int[] choice(int n, int count, boolean replacement) {
        requireEnough("choice", n, n, count, replacement);
        return stream.choose(n, count, replacement);
    }

    /**
     * Some of the indices 0 to n-1 of the weights, each with a probability in proportion to its weight.
     *
     * @param weights     finite and not negative; they need not add up to 1
     * @param count       how many
     * @param replacement whether one can come more than once; if not, the others keep their proportions
     * @throws IllegalArgumentException if a weight is not as it must be, or too few are positive
     */
    public synchronized int[] choice(double[] weights, int count, boolean replacement) {
        int positive = 0;
        for (int i = 0; i < weights.length; i++) {
            positive += requireWeight("choice", i, weights[i]);
        }
        requireEnough("choice", weights.length, positive, count, replacement);
        return stream.choose(weights, count, replacement);
    }

    /** The same for weights of float32, which makes a difference in PyTorch's sequence. */
    public synchronized int[] choice(float[] weights, int count, boolean replacement) {
        int positive = 0;
        for (int i = 0; i < weights.length; i++) {
            positive += requireWeight("choice", i, weights[i]);
        }
        requireEnough("choice", weights.length, positive, count, replacement);
        return stream.choose(weights, count, replacement);
    }

    private static int requireWeight(String op, int i, double weight) {
        if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Rng." + op + ": weight " + i + " is " + weight
                    + "; weights are finite and not negative");
        }
        return weight > 0 ? 1 : 0;
    }

    private static void requireEnough(String op, int n, int possible, int count, boolean replacement) {
        if (count < 0 || count > 0 && (possible < 1 || !replacement && count > possible)) {
            throw new IllegalArgumentException("Rng." + op + ": " + count + " of " + n
                    + (possible == n ? "" : ", of which " + possible + " have a weight above 0,")
                    + (replacement ? " with" : " without") + " replacement is not possible");
        }
    }

    /** {@return true with probability p} */
    public synchronized boolean bernoulli(double p) {
        requireProbability(p);
        return stream.bernoulli(p);
    }

    /** {@return true with probability p} As above, but for float32, which makes a difference in PyTorch's sequence. */
    public synchronized boolean bernoulli(float p) {
        requireProbability(p);
        return stream.bernoulli(p);
    }

    /**
     * Fills an array with 1 where an event takes place whose probability is at the same index, else 0.
     *
     * @throws IllegalArgumentException if a number is no probability
     */
    public synchronized void fillBernoulli(float[] probabilities, float[] out) {
        if (probabilities.length < out.length) {
            throw new IllegalArgumentException("Rng.fillBernoulli: there are " + probabilities.length
                    + " probabilities for " + out.length + " numbers; there must be one each");
        }
        for (int i = 0; i < out.length; i++) {
            requireProbability(probabilities[i]);
        }
        stream.bernoulli(probabilities, out);
    }

    private static void requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Rng.bernoulli: a probability is between 0 and 1, not " + p);
        }
    }

    /** {@return a number of the exponential distribution with mean 1} */
    public synchronized double exponential() {
        return stream.exponential();
    }

    /** Fills an array with numbers of the exponential distribution with mean 1. */
    public synchronized void fillExponential(double[] out) {
        stream.exponential(out);
    }

    /** Fills an array with numbers of the exponential distribution with mean 1. */
    public synchronized void fillExponential(float[] out) {
        stream.exponential(out);
    }

    /** {@return a number of the gamma distribution with scale 1} Its mean and its variance are the shape. */
    public synchronized double gamma(double shape) {
        requirePositive("gamma", "shape", shape);
        return stream.gamma(shape);
    }

    /** {@return a number of the beta distribution} Its mean is a / (a + b). */
    public synchronized double beta(double a, double b) {
        requirePositive("beta", "a", a);
        requirePositive("beta", "b", b);
        return stream.beta(a, b);
    }

    /** {@return positive numbers that add up to 1} Their means are in proportion to the concentrations. */
    public synchronized double[] dirichlet(double... concentrations) {
        if (concentrations.length == 0) {
            throw new IllegalArgumentException("Rng.dirichlet: there are no concentrations; give one for each number");
        }
        for (double concentration : concentrations) {
            requirePositive("dirichlet", "concentration", concentration);
        }
        double[] out = new double[concentrations.length];
        stream.dirichlet(concentrations, out);
        return out;
    }

    private static void requirePositive(String op, String name, double value) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Rng." + op + ": the " + name + " must be positive and finite, not "
                    + value);
        }
    }

    /** {@return a whole number of the Poisson distribution, whose mean and variance this is} At most 1e15. */
    public synchronized long poisson(double mean) {
        if (!(mean >= 0 && mean <= 1e15)) {
            throw new IllegalArgumentException("Rng.poisson: the mean must be between 0 and 1e15, not " + mean);
        }
        return stream.poisson(mean);
    }

    /** Fills an array with numbers, uniform in [low, high). */
    public synchronized void fillUniform(double[] out, double low, double high) {
        requireRange(low, high);
        stream.uniform(out, low, high);
    }

    /** Fills an array with numbers, uniform in [low, high). */
    public synchronized void fillUniform(float[] out, double low, double high) {
        requireRange(low, high);
        stream.uniform(out, low, high);
    }

    private static void requireRange(double low, double high) {
        if (!(low < high && high - low <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("uniform: the lower bound must be below the upper one and both finite, "
                    + "not " + low + " and " + high);
        }
    }

    /** Fills an array with numbers of the normal distribution. */
    public synchronized void fillNormal(double[] out, double mean, double deviation) {
        requireNormal(mean, deviation);
        stream.normal(out, mean, deviation);
    }

    /** Fills an array with numbers of the normal distribution. */
    public synchronized void fillNormal(float[] out, double mean, double deviation) {
        requireNormal(mean, deviation);
        stream.normal(out, mean, deviation);
    }

    private static void requireNormal(double mean, double deviation) {
        if (!(deviation >= 0 && deviation <= Double.MAX_VALUE && Math.abs(mean) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("normal: the mean must be finite and the standard deviation not "
                    + "negative, not " + mean + " and " + deviation);
        }
    }

    /**
     * Fills an array with numbers of the standard normal distribution that lie in [low, high].
     *
     * @throws IllegalArgumentException if low is not below high, or both are beyond 37 on the same side, where there is
     *                                  nothing
     */
    public synchronized void fillTruncatedNormal(double[] out, double low, double high) {
        requireTruncation(low, high);
        stream.truncatedNormal(out, low, high);
    }

    /** Fills an array with numbers of the standard normal distribution that lie in [low, high]. */
    public synchronized void fillTruncatedNormal(float[] out, double low, double high) {
        requireTruncation(low, high);
        stream.truncatedNormal(out, low, high);
    }

    private static void requireTruncation(double low, double high) {
        if (!(low < high) || low > 37 || high < -37) {
            throw new IllegalArgumentException("truncatedNormal: the bounds must be in order and one of them within 37 "
                    + "standard deviations of the mean, not " + low + " and " + high + " deviations from it");
        }
    }
}
