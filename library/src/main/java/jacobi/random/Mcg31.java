package jacobi.random;

/**
 * The generator MCG31m1 of Intel's MKL: x becomes 1132489760 x modulo 2^31 - 1 (L'Ecuyer: "Tables of linear
 * congruential generators of different sizes and good lattice structure", 1999).
 */
final class Mcg31 {
    private static final long MODULUS = 0x7FFFFFFF;

    private long x;

    /** Seeded by the lower 32 bits. */
    Mcg31(long seed) {
        x = (seed & 0xFFFFFFFFL) % MODULUS;
        if (x == 0) {
            x = 1;
        }
    }

    /** {@return a number of the exponential distribution with mean 1, of the seed itself first} */
    double exponential() {
        double u = x / (double) MODULUS;
        x = 1132489760 * x % MODULUS;
        return -StrictMath.log(u);
    }
}
