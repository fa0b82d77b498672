package jacobi.random;

import java.util.List;

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
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    @Override
    public void uniform(double[] out, double low, double high) {
        double last = Math.nextDown(high);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            // Rounding must not give the bound itself.
            out[i] = Math.min(low + (high - low) * uniform(), last);
        }
    }

    @Override
    public void uniform(float[] out, double low, double high) {
        float last = (float) high < high ? (float) high : Math.nextDown((float) high);
        for (int i = 0; i < out.length; i++) {
            poll(i);
            // The upper 24 bits: what a float holds.
            out[i] = Math.min((float) (low + (high - low) * ((nextLong() >>> 40) * 0x1p-24)), last);
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
