package jacobi.random;

import jacobi.Interruption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sequence of random numbers, and the ways to draw from it. {@link jacobi.Rng} checks what it is asked for and then
 * asks here. What a stream does not do in its own way is done as here.
 */
public abstract sealed class RandomStream permits PhiloxStream, NumpyStream, TorchStream, PythonStream {
    private static final int POLL = 0xFFFF;

    /** {@return the stream of this seed that {@code new Rng(seed)} draws from} */
    public static RandomStream philox(long seed) {
        return new PhiloxStream(seed, 0);
    }

    /** {@return NumPy's stream of this seed, 0 to 2^32 - 1} */
    public static RandomStream numpy(long seed) {
        return new NumpyStream((int) seed);
    }

    /** {@return PyTorch's stream of this seed} */
    public static RandomStream torch(long seed, TorchBuild build) {
        return new TorchStream(build, (int) seed);
    }

    /** {@return Python's stream of this seed} */
    public static RandomStream python(long seed) {
        return new PythonStream(seed);
    }

    /** {@return the stream that goes on where another one was} */
    public static RandomStream resumed(Saved saved) {
        return saved.resume();
    }

    /** {@return where this stream is} */
    public abstract Saved save();

    /** {@return a stream of its own that begins here} */
    public RandomStream split() {
        throw new UnsupportedOperationException("Rng.split: the " + save().stream()
                + " stream is one sequence, as in the original; use new Rng(seed) for one that splits");
    }

    /** Leaves out some draws, if a draw is a function of its position. {@return where this stream was; else nothing} */
    public Optional<Saved> skip(long draws) {
        return Optional.empty();
    }

    /** {@return 64 random bits} */
    public abstract long nextLong();

    /** {@return a number in [0, 1)} */
    public abstract double uniform();

    /** {@return a number of the standard normal distribution} */
    public abstract double normal();

    /** {@return a whole number in [0, bound)} */
    public abstract long integer(long bound);

    /** Fills with numbers in [low, high). */
    public void uniform(double[] out, double low, double high) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = low + (high - low) * uniform();
        }
    }

    /** Fills with numbers in [low, high). */
    public void uniform(float[] out, double low, double high) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) (low + (high - low) * uniform());
        }
    }

    /** Fills with normal numbers. */
    public void normal(double[] out, double mean, double deviation) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = mean + deviation * normal();
        }
    }

    /** Fills with normal numbers. */
    public void normal(float[] out, double mean, double deviation) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) (mean + deviation * normal());
        }
    }

    /** {@return whether an event of probability p takes place} */
    public boolean bernoulli(double p) {
        return uniform() < p;
    }

    /** Fills with 1 where an event of the probability that stands there takes place, else 0. */
    public void bernoulli(float[] p, float[] out) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = bernoulli(p[i]) ? 1 : 0;
        }
    }

    /** Fills with whole numbers in [low, low + bound). */
    public void integers(long[] out, long low, long bound) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = low + integer(bound);
        }
    }

    /** {@return whether an event of probability p takes place, p of float32} */
    public boolean bernoulli(float p) {
        return bernoulli((double) p);
    }

    /** {@return 0 to n-1 in random order} By Fisher and Yates, from the end, which is what NumPy and Python do too. */
    public int[] permutation(int n) {
        int[] order = range(n);
        for (int i = n - 1; i > 0; i--) {
            poll(i);
            swap(order, i, (int) integer(i + 1L));
        }
        return order;
    }

    /** {@return some of 0 to n-1, each equally likely} */
    public int[] choose(int n, int count, boolean replacement) {
        if (!replacement) {
            return Arrays.copyOf(permutation(n), count);
        }
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            poll(i);
            chosen[i] = (int) integer(n);
        }
        return chosen;
    }

    /** {@return some of the indices of the weights, each with a probability in proportion to its weight} */
    public int[] choose(double[] weights, int count, boolean replacement) {
        return replacement ? Choosing.byCumulated(this, weights, count) : Choosing.byRace(this, weights, count);
    }

    /** {@return some of the indices of the weights, where they are numbers of float32} */
    public int[] choose(float[] weights, int count, boolean replacement) {
        double[] wide = new double[weights.length];
        for (int i = 0; i < wide.length; i++) {
            poll(i);
            wide[i] = weights[i];
        }
        return choose(wide, count, replacement);
    }

    /** {@return a number of the exponential distribution of mean 1} */
    public double exponential() {
        return -StrictMath.log(1 - uniform());
    }

    /** Fills with numbers of the exponential distribution of mean 1. */
    public void exponential(double[] out) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = exponential();
        }
    }

    /** Fills with numbers of the exponential distribution of mean 1. */
    public void exponential(float[] out) {
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) exponential();
        }
    }

    /** {@return a number of the gamma distribution of this shape and scale 1} */
    public double gamma(double shape) {
        return Continuous.gamma(this, shape);
    }

    /** {@return a number of the beta distribution} */
    public double beta(double a, double b) {
        return Continuous.beta(this, a, b);
    }

    /** Fills with numbers that are positive and add up to 1. */
    public void dirichlet(double[] concentrations, double[] out) {
        Continuous.dirichlet(this, concentrations, out);
    }

    /** {@return a whole number of the Poisson distribution of this mean} */
    public long poisson(double mean) {
        return Poisson.draw(this, mean);
    }

    /** Fills with numbers of the standard normal distribution in [low, high]. */
    public void truncatedNormal(double[] out, double low, double high) {
        TruncatedNormal.fill(this, out, low, high);
    }

    /** Fills with numbers of the standard normal distribution in [low, high]. */
    public void truncatedNormal(float[] out, double low, double high) {
        double[] wide = new double[out.length];
        truncatedNormal(wide, low, high);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) wide[i];
        }
    }

    static int[] range(int n) {
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) {
            poll(i);
            numbers[i] = i;
        }
        return numbers;
    }

    static void swap(int[] numbers, int i, int j) {
        int kept = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = kept;
    }

    static void poll(int i) {
        if ((i & POLL) == 0) {
            Interruption.poll("random numbers");
        }
    }
}
