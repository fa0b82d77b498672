package jacobi.random;

/** The Poisson distribution, as NumPy and PyTorch draw it. */
final class Poisson {
    private static final double HALF_LOG_2PI = 0.91893853320467274178;

    private Poisson() {
    }

    static long draw(RandomStream stream, double mean) {
        if (mean == 0) {
            return 0;
        }
        return mean < 10 ? small(stream, mean) : large(stream, mean);
    }

    /** As many uniform numbers as have a product above exp(-mean) (Knuth, The Art of Computer Programming, 3.4.1). */
    private static long small(RandomStream stream, double mean) {
        double end = StrictMath.exp(-mean);
        long count = 0;
        for (double product = stream.uniform(); product > end; product *= stream.uniform()) {
            count++;
        }
        return count;
    }

    /** Hörmann: "The transformed rejection method for generating Poisson random variables", 1993 (PTRS). */
    private static long large(RandomStream stream, double mean) {
        double root = StrictMath.sqrt(mean);
        double logMean = StrictMath.log(mean);
        double b = 0.931 + 2.53 * root;
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double sure = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = stream.uniform() - 0.5;
            double v = stream.uniform();
            double edge = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / edge + b) * u + mean + 0.43);
            if (edge >= 0.07 && v <= sure) {
                return (long) k;
            }
            if (k >= 0 && (edge >= 0.013 || v <= edge)
                    && StrictMath.log(v) + StrictMath.log(inverseAlpha) - StrictMath.log(a / (edge * edge) + b)
                    <= -mean + k * logMean - logFactorial(k)) {
                return (long) k;
            }
        }
    }

    /** Stirling's series where it is exact to the last digits, the product below. */
    static double logFactorial(double k) {
        if (k < 20) {
            double product = 1;
            for (int i = 2; i <= k; i++) {
                product *= i;
            }
            return StrictMath.log(product);
        }
        double x = k + 1;
        double r = 1 / (x * x);
        double series = (1. / 12 - r * (1. / 360 - r * (1. / 1260 - r * (1. / 1680 - r / 1188)))) / x;
        return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_2PI + series;
    }
}
