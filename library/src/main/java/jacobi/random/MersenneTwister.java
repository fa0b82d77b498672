package jacobi.random;

import java.util.List;

/**
 * The generator MT19937 (Matsumoto and Nishimura: "Mersenne Twister: A 623-dimensionally equidistributed uniform
 * pseudo-random number generator", 1998; the seeding of 2002), from which NumPy, PyTorch and Python make their numbers.
 */
final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] words = new int[N];
    private int position;

    /** Seeded by one word, as NumPy and PyTorch do. */
    MersenneTwister(int seed) {
        seed(seed);
    }

    /** Seeded by several words, as Python does. */
    MersenneTwister(int[] key) {
        seed(19650218);
        int i = 1;
        int j = 0;
        for (int k = Math.max(N, key.length); k > 0; k--) {
            words[i] = (words[i] ^ (mixed(words[i - 1]) * 1664525)) + key[j] + j;
            i = following(i);
            j = (j + 1) % key.length;
        }
        for (int k = N - 1; k > 0; k--) {
            words[i] = (words[i] ^ (mixed(words[i - 1]) * 1566083941)) - i;
            i = following(i);
        }
        words[0] = 0x80000000;
    }

    /** A generator where another one was, by its {@link #save}. */
    MersenneTwister(List<Long> saved) {
        for (int i = 0; i < N; i++) {
            words[i] = (int) Saved.inRange(saved.get(i), 0, 0xFFFFFFFFL);
        }
        position = (int) Saved.inRange(saved.get(N), 0, N);
    }

    /** The number of numbers that {@link #save} adds. */
    static final int SAVED = N + 1;

    void save(List<Long> out) {
        for (int word : words) {
            out.add(word & 0xFFFFFFFFL);
        }
        out.add((long) position);
    }

    private void seed(int seed) {
        words[0] = seed;
        for (int i = 1; i < N; i++) {
            words[i] = 1812433253 * mixed(words[i - 1]) + i;
        }
        position = N;
    }

    private static int mixed(int word) {
        return word ^ (word >>> 30);
    }

    private int following(int i) {
        if (i + 1 < N) {
            return i + 1;
        }
        words[0] = words[N - 1];
        return 1;
    }

    private void renew() {
        for (int i = 0; i < N; i++) {
            int y = (words[i] & 0x80000000) | (words[i + 1 < N ? i + 1 : 0] & 0x7FFFFFFF);
            words[i] = words[i + M < N ? i + M : i + M - N] ^ (y >>> 1) ^ (-(y & 1) & 0x9908B0DF);
        }
        position = 0;
    }

    /** {@return the next 32 random bits} */
    int next() {
        if (position == N) {
            renew();
        }
        int y = words[position++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >>> 18);
    }

    /** {@return the next 32 random bits, as a number from 0 to 2^32 - 1} */
    long nextUnsigned() {
        return next() & 0xFFFFFFFFL;
    }

    /** {@return the next 64 random bits, the upper half first} */
    long nextLong() {
        long high = nextUnsigned();
        return high << 32 | nextUnsigned();
    }

    /** {@return the next number in [0, 1), of 27 and 26 bits: {@code genrand_res53} of the authors} */
    double res53() {
        long high = next() >>> 5;
        return (high * 0x1p26 + (next() >>> 6)) * 0x1p-53;
    }
}
