package jacobi.random;

import java.util.List;
import java.util.Optional;

/**
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011): the n-th number
 * is a pure function of the seed and n.
 */
public final class PhiloxStream extends RandomStream {
    static final String NAME = "philox";

    private final int key0;
    private final int key1;
    private long position;
    /** The second half of the block that the position is in, if the first half was drawn just before. */
    private long secondHalf;
    private boolean hasSecondHalf;
    private final int[] words = new int[4];
    /** Numbers that were computed together; made when many are asked for. */
    private Ahead ahead;

    PhiloxStream(long seed, long position) {
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
        this.position = position;
    }

    /**
     * The four 32-bit words of one counter value.
     *
     * @param counter the 128-bit counter as four words, lowest first; overwritten with the result
     */
    static void philox(int[] counter, int key0, int key1) {
        int c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
        for (int round = 0; round < 10; round++) {
            long p0 = (c0 & 0xFFFFFFFFL) * 0xD2511F53L;
            long p1 = (c2 & 0xFFFFFFFFL) * 0xCD9E8D57L;
            int n0 = (int) (p1 >>> 32) ^ c1 ^ key0;
            int n2 = (int) (p0 >>> 32) ^ c3 ^ key1;
            c1 = (int) p1;
            c3 = (int) p0;
            c0 = n0;
            c2 = n2;
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }
        counter[0] = c0;
        counter[1] = c1;
        counter[2] = c2;
        counter[3] = c3;
    }

    private void block(long counter, int upper) {
        words[0] = (int) counter;
        words[1] = (int) (counter >>> 32);
        words[2] = 0;
        words[3] = upper;
        philox(words, key0, key1);
    }

    private long half(int low) {
        return (words[low] & 0xFFFFFFFFL) | ((long) words[low + 1] << 32);
    }

    @Override
    public Saved save() {
        return new Saved(NAME, List.of((key0 & 0xFFFFFFFFL) | ((long) key1 << 32), position));
    }

    /** The child's seed is a block of counters that no number of this stream is made of. */
    @Override
    public RandomStream split() {
        block(position, 1);
        long seed = half(0);
        nextLong();
        return new PhiloxStream(seed, 0);
    }

    @Override
    public Optional<Saved> skip(long draws) {
        Saved before = save();
        position += draws;
        hasSecondHalf = false;
        return Optional.of(before);
    }

    /** Each draw uses half of a block. */
    @Override
    public long nextLong() {
        boolean second = (position & 1) == 1;
        if (second && hasSecondHalf) {
            hasSecondHalf = false;
            position++;
            return secondHalf;
        }
        block(position >>> 1, 0);
        position++;
        secondHalf = half(2);
        hasSecondHalf = !second;
        return second ? secondHalf : half(0);
    }

    @Override
    public double uniform() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Of two uniform numbers (Box and Muller, 1958). */
    @Override
    public double normal() {
        return normal(uniform(), uniform());
    }

    private static double normal(double first, double second) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - first));
        return radius * Turn.cos(2 * StrictMath.PI * second);
    }

    @Override
    public void normal(double[] out, double mean, double deviation) {
        Ahead draws = ahead((int) Math.min(2L * out.length, Integer.MAX_VALUE));
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = mean + deviation * normal(draws.uniform(), draws.uniform());
        }
        draws.close();
    }

    @Override
    public void normal(float[] out, double mean, double deviation) {
        Ahead draws = ahead((int) Math.min(2L * out.length, Integer.MAX_VALUE));
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) (mean + deviation * normal(draws.uniform(), draws.uniform()));
        }
        draws.close();
    }

    @Override
    public void exponential(double[] out) {
        Ahead draws = ahead(out.length);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = -StrictMath.log(1 - draws.uniform());
        }
        draws.close();
    }

    @Override
    public void exponential(float[] out) {
        Ahead draws = ahead(out.length);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            out[i] = (float) -StrictMath.log(1 - draws.uniform());
        }
        draws.close();
    }

    @Override
    public void uniform(double[] out, double low, double high) {
        double last = Math.nextDown(high);
        Ahead draws = ahead(out.length);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            // Rounding must not give the bound itself.
            out[i] = Math.min(low + (high - low) * draws.uniform(), last);
        }
        draws.close();
    }

    @Override
    public void uniform(float[] out, double low, double high) {
        float last = (float) high < high ? (float) high : Math.nextDown((float) high);
        Ahead draws = ahead(out.length);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            // The upper 24 bits: what a float holds.
            out[i] = Math.min((float) (low + (high - low) * ((draws.next() >>> 40) * 0x1p-24)), last);
        }
        draws.close();
    }

    @Override
    public void bernoulli(float[] p, float[] out) {
        Ahead draws = ahead(out.length);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            // The sign of the difference: a branch would be mispredicted half of the time.
            out[i] = Double.doubleToRawLongBits(draws.uniform() - p[i]) >>> 63;
        }
        draws.close();
    }

    @Override
    public void integers(long[] out, long low, long bound) {
        if (bound > Integer.MAX_VALUE) {
            super.integers(out, low, bound);
            return;
        }
        Ahead draws = ahead(out.length);
        int limit = Integer.remainderUnsigned((int) -bound, (int) bound);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            long product;
            do {
                product = (draws.next() >>> 32) * bound;
            } while (Integer.compareUnsigned((int) product, limit) < 0);
            out[i] = low + (product >>> 32);
        }
        draws.close();
    }

    @Override
    public int[] permutation(int n) {
        int[] order = range(n);
        Ahead draws = ahead(n);
        for (int i = n - 1; i > 0; i--) {
            poll(i);
            int bound = i + 1;
            long product;
            do {
                product = (draws.next() >>> 32) * bound;
                // The limit is below the bound: only then is it worth a division.
            } while (Integer.compareUnsigned((int) product, bound) < 0
                    && Integer.compareUnsigned((int) product, Integer.remainderUnsigned(-bound, bound)) < 0);
            swap(order, i, (int) (product >>> 32));
        }
        draws.close();
        return order;
    }

    private Ahead ahead(int wanted) {
        int blocks = Math.clamp(wanted / 2 + 1, 1, Ahead.MOST);
        if (ahead == null || ahead.c0.length < blocks) {
            ahead = new Ahead(blocks);
        }
        return ahead.open(wanted);
    }

    /** The next draws, many blocks at a time: the loop over the blocks becomes vector instructions. */
    private final class Ahead {
        static final int MOST = 256;
        private static final long WORD = 0xFFFFFFFFL;

        /** The four words of each block. */
        private final long[] c0;
        private final long[] c1;
        private final long[] c2;
        private final long[] c3;
        private final long[] draws;
        private int next;
        private int end;
        /** How many more are going to be asked for, at least. */
        private int wanted;

        Ahead(int blocks) {
            c0 = new long[blocks];
            c1 = new long[blocks];
            c2 = new long[blocks];
            c3 = new long[blocks];
            draws = new long[2 * blocks];
        }

        Ahead open(int wanted) {
            this.wanted = wanted;
            next = 0;
            end = 0;
            hasSecondHalf = false;
            return this;
        }

        /** Goes back to what was not used. */
        void close() {
            position -= end - next;
        }

        long next() {
            if (next == end) {
                fill();
            }
            return draws[next++];
        }

        double uniform() {
            return (next() >>> 11) * 0x1p-53;
        }

        private void fill() {
            long first = position >>> 1;
            int blocks = Math.clamp(wanted / 2 + 1, 1, c0.length);
            for (int j = 0; j < blocks; j++) {
                c0[j] = first + j & WORD;
                c1[j] = first + j >>> 32;
                c2[j] = 0;
                c3[j] = 0;
            }
            long k0 = key0, k1 = key1;
            for (int round = 0; round < 10; round++) {
                round(c0, c1, c2, c3, blocks, k0 & WORD, k1 & WORD);
                k0 += 0x9E3779B9L;
                k1 += 0xBB67AE85L;
            }
            for (int j = 0; j < blocks; j++) {
                draws[2 * j] = c0[j] | c1[j] << 32;
                draws[2 * j + 1] = c2[j] | c3[j] << 32;
            }
            next = (int) (position & 1);
            end = 2 * blocks;
            position += end - next;
            wanted -= end - next;
        }

        private static void round(long[] c0, long[] c1, long[] c2, long[] c3, int blocks, long k0,
                                  long k1) {
            for (int j = 0; j < blocks; j++) {
                long p0 = (c0[j] & WORD) * 0xD2511F53L;
                long p1 = (c2[j] & WORD) * 0xCD9E8D57L;
                c0[j] = p1 >>> 32 ^ c1[j] ^ k0;
                c2[j] = p0 >>> 32 ^ c3[j] ^ k1;
                c1[j] = p1 & WORD;
                c3[j] = p0 & WORD;
            }
        }
    }

    /**
     * Random bits times the bound: the high word is the answer; the rare low words that would favour some answers are
     * drawn again (Lemire: "Fast Random Integer Generation in an Interval", 2019).
     */
    @Override
    public long integer(long bound) {
        if (bound <= Integer.MAX_VALUE) {
            int limit = Integer.remainderUnsigned((int) -bound, (int) bound);
            while (true) {
                long product = (nextLong() >>> 32) * bound;
                if (Integer.compareUnsigned((int) product, limit) >= 0) {
                    return product >>> 32;
                }
            }
        }
        long limit = Long.remainderUnsigned(-bound, bound);
        while (true) {
            long bits = nextLong();
            if (Long.compareUnsigned(bits * bound, limit) >= 0) {
                return Math.unsignedMultiplyHigh(bits, bound);
            }
        }
    }
}
