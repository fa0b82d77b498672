package jacobi;

/**
 * A counter-based random number generator: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As
 * Easy as 1, 2, 3", SC 2011). The n-th number is a pure function of the seed and n, so the same seed gives the same
 * numbers on every device and for any number of threads.
 *
 * <p>An instance is a position in such a stream: each call moves on. Not for cryptography. Calls are synchronized.
 *
 * {@snippet :
 * var rng = new Rng(42);
 * double u = rng.uniform();              // in [0, 1)
 * int[] order = rng.permutation(10);     // 0..9, shuffled
 * }
 */
public final class Rng {
    private final int key0;
    private final int key1;
    private long position;

    /** A stream of its own for each seed, at its beginning. */
    public Rng(long seed) {
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
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

    /** {@return the next 64 random bits} Each draw uses half of a block of the stream. */
    public synchronized long nextLong() {
        long block = position >>> 1;
        int[] words = {(int) block, (int) (block >>> 32), 0, 0};
        philox(words, key0, key1);
        int low = (position & 1) == 0 ? 0 : 2;
        position++;
        return (words[low] & 0xFFFFFFFFL) | ((long) words[low + 1] << 32);
    }

    /** {@return the next number, uniform in [0, 1), a multiple of 2^-53} */
    public double uniform() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * {@return the next number from the normal distribution with mean 0 and standard deviation 1} It is made of two
     * uniform numbers (Box and Muller, 1958).
     */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /**
     * {@return the next whole number, uniform in [0, bound)}
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int integer(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("Rng.integer: the bound must be positive, not " + bound);
        }
        // 32 random bits times the bound: the high word is the answer; the rare low words that would favour some
        // answers are drawn again (Lemire: "Fast Random Integer Generation in an Interval", 2019).
        int limit = Integer.remainderUnsigned(-bound, bound);
        while (true) {
            long product = (nextLong() >>> 32) * bound;
            if (Integer.compareUnsigned((int) product, limit) >= 0) {
                return (int) (product >>> 32);
            }
        }
    }

    /** {@return the numbers 0 to n-1 in random order} (Fisher and Yates' shuffle) */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("Rng.permutation: the length must not be negative: " + n);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = integer(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
