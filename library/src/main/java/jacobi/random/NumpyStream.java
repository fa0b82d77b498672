package jacobi.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of {@code numpy.random.RandomState}, which {@code np.random.seed} seeds too. */
final class NumpyStream extends RandomStream {
    static final String NAME = "numpy";

    private final MersenneTwister twister;
    private final KeptNormal kept;

    NumpyStream(int seed) {
        twister = new MersenneTwister(seed);
        kept = new KeptNormal();
    }

    NumpyStream(List<Long> saved) {
        twister = new MersenneTwister(saved);
        kept = new KeptNormal(saved.subList(MersenneTwister.SAVED, saved.size()));
    }

    @Override
    public Saved save() {
        List<Long> words = new ArrayList<>();
        twister.save(words);
        kept.save(words);
        return new Saved(NAME, words);
    }

    @Override
    public long nextLong() {
        return twister.nextLong();
    }

    @Override
    public double uniform() {
        return twister.res53();
    }

    /** Marsaglia's polar method (Marsaglia and Bray, 1964): the second of the two points comes first. */
    @Override
    public double normal() {
        if (kept.isKept()) {
            return kept.take();
        }
        double x;
        double y;
        double squared;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            squared = x * x + y * y;
        } while (squared >= 1 || squared == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(squared) / squared);
        kept.keep(factor * x);
        return factor * y;
    }

    /** Masked rejection: as many bits as the largest number has, until they are not above it. */
    @Override
    public long integer(long bound) {
        long largest = bound - 1;
        if (largest == 0) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(largest);
        while (true) {
            long bits = mask >>> 32 == 0 ? twister.nextUnsigned() : twister.nextLong();
            if ((bits & mask) <= largest) {
                return bits & mask;
            }
        }
    }

    /** {@code choice(n, count, replace=False, p)}: draws what is missing, without what it has, until all differ. */
    @Override
    public int[] choose(double[] weights, int count, boolean replacement) {
        if (replacement) {
            return super.choose(weights, count, true);
        }
        double[] left = weights.clone();
        int[] chosen = new int[count];
        double[] draws = new double[count];
        for (int found = 0; found < count;) {
            for (int i = found; i < count; i++) {
                poll(i);
                draws[i] = uniform();
            }
            double[] cumulated = Choosing.cumulated(left);
            int missing = found;
            for (int i = missing; i < count; i++) {
                poll(i);
                int index = Choosing.above(cumulated, draws[i]);
                if (left[index] > 0) {
                    left[index] = 0;
                    chosen[found++] = index;
                }
            }
        }
        return chosen;
    }

    @Override
    public double gamma(double shape) {
        if (shape == 1) {
            return exponential();
        }
        return shape < 1 ? smallGamma(shape) : Continuous.marsagliaTsang(this, shape);
    }

    /** By rejection from a power and an exponential (Ahrens and Dieter, 1974). */
    private double smallGamma(double shape) {
        while (true) {
            double u = uniform();
            double v = exponential();
            if (u <= 1 - shape) {
                double x = StrictMath.pow(u, 1 / shape);
                if (x <= v) {
                    return x;
                }
            } else {
                double y = -StrictMath.log((1 - u) / shape);
                double x = StrictMath.pow(1 - shape + shape * y, 1 / shape);
                if (x <= v + y) {
                    return x;
                }
            }
        }
    }

    @Override
    public double beta(double a, double b) {
        if (a <= 1 && b <= 1) {
            return Continuous.johnk(this, a, b);
        }
        double x = gamma(a);
        return x / (x + gamma(b));
    }

    @Override
    public void dirichlet(double[] concentrations, double[] out) {
        Arrays.setAll(out, i -> gamma(concentrations[i]));
        double sum = 0;
        for (double x : out) {
            sum += x;
        }
        double factor = 1 / sum;
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
    }
}
