package jacobi.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The numbers of Python's {@code random}. */
final class PythonStream extends RandomStream {
    static final String NAME = "python";

    private final MersenneTwister twister;
    private final KeptNormal kept;

    PythonStream(long seed) {
        long size = Math.abs(seed);
        int low = (int) size;
        int high = (int) (size >>> 32);
        twister = new MersenneTwister(high == 0 ? new int[] {low} : new int[] {low, high});
        kept = new KeptNormal();
    }

    PythonStream(List<Long> saved) {
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

    /** {@code getrandbits(64)}: the lower half first. */
    @Override
    public long nextLong() {
        return bits(64);
    }

    private long bits(int count) {
        if (count <= 32) {
            return twister.nextUnsigned() >>> (32 - count);
        }
        long low = twister.nextUnsigned();
        return low | twister.nextUnsigned() >>> (64 - count) << 32;
    }

    @Override
    public double uniform() {
        return twister.res53();
    }

    /** {@code gauss}: both numbers of a pair, the cosine first. */
    @Override
    public double normal() {
        if (kept.isKept()) {
            return kept.take();
        }
        double angle = uniform() * (2 * StrictMath.PI);
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        kept.keep(StrictMath.sin(angle) * radius);
        return StrictMath.cos(angle) * radius;
    }

    /** {@code randrange(bound)}: as many bits as the bound has, until they are below it. */
    @Override
    public long integer(long bound) {
        int count = Long.SIZE - Long.numberOfLeadingZeros(bound);
        while (true) {
            long drawn = bits(count);
            if (drawn < bound) {
                return drawn;
            }
        }
    }

    /** {@code choices(range(n), k=count)} and {@code sample(range(n), count)}. */
    @Override
    public int[] choose(int n, int count, boolean replacement) {
        int[] chosen = new int[count];
        if (replacement) {
            for (int i = 0; i < count; i++) {
                poll(i);
                chosen[i] = (int) (uniform() * n);
            }
            return chosen;
        }
        if (n <= smallPool(count)) {
            int[] pool = range(n);
            for (int i = 0; i < count; i++) {
                poll(i);
                int j = (int) integer(n - i);
                chosen[i] = pool[j];
                pool[j] = pool[n - i - 1];
            }
            return chosen;
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            poll(i);
            do {
                chosen[i] = (int) integer(n);
            } while (!seen.add(chosen[i]));
        }
        return chosen;
    }

    /** Up to this length Python copies the population, because a set of the chosen would be as large. */
    private static long smallPool(int count) {
        long size = 21;
        if (count > 5) {
            long power = 4;
            while (power < 3L * count) {
                power *= 4;
            }
            size += power;
        }
        return size;
    }

    /** {@code choices(range(n), weights, k=count)}. */
    @Override
    public int[] choose(double[] weights, int count, boolean replacement) {
        if (!replacement) {
            return super.choose(weights, count, false);
        }
        double[] sums = Choosing.sums(weights);
        double total = sums[sums.length - 1];
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            poll(i);
            chosen[i] = Math.min(Choosing.above(sums, uniform() * total), sums.length - 1);
        }
        return chosen;
    }
}
