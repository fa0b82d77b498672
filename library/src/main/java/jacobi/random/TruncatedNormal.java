package jacobi.random;

/** The normal distribution between bounds, by the inverse of its distribution function. */
final class TruncatedNormal {
    private static final double[] CENTRE = {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
            1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4,
            2.5090809287301226727e+3};
    private static final double[] CENTRE_BELOW = {1, 4.2313330701600911252e+1, 6.8718700749205790830e+2,
            5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
            5.2264952788528545610e+3};
    private static final double[] SIDE = {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
            3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
            7.74545014278341407640e-4};
    private static final double[] SIDE_BELOW = {1, 2.05319162663775882187e0, 1.67638483018380384940e0,
            6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
            1.05075007164441684324e-9};
    private static final double[] TAIL = {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
            2.01033439929228813265e-7};
    private static final double[] TAIL_BELOW = {1, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
            1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
            2.04426310338993978564e-15};

    private TruncatedNormal() {
    }

    /** Fills with numbers of the standard normal distribution in [low, high]. */
    static void fill(RandomStream stream, double[] out, double low, double high) {
        // Small probabilities are exact, those near 1 are not: draw on the lower side and turn the result around.
        boolean turned = low + high > 0;
        double from = below(turned ? -high : low);
        double to = below(turned ? -low : high);
        for (int i = 0; i < out.length; i++) {
            RandomStream.poll(i);
            double p = Math.clamp(from + (to - from) * stream.uniform(), Double.MIN_NORMAL, Math.nextDown(1.0));
            double x = quantile(p);
            out[i] = Math.clamp(turned ? -x : x, low, high);
        }
    }

    /** {@return the probability of a standard normal number below x} */
    static double below(double x) {
        double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
        if (x > 3) {
            return 1 - below(-x);
        }
        if (x >= -3) {
            // Marsaglia: "Evaluating the normal distribution", 2004.
            double term = x;
            double sum = x;
            for (int k = 3; Math.abs(term) > 1e-18; k += 2) {
                term *= x * x / k;
                sum += term;
            }
            return 0.5 + density * sum;
        }
        // Laplace's continued fraction, from its far end.
        double fraction = -x;
        for (int k = 200; k > 0; k--) {
            fraction = -x + k / fraction;
        }
        return density / fraction;
    }

    /** {@return the number that a standard normal one is below with probability p} (Wichura: algorithm AS 241, 1988) */
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE, r) / polynomial(CENTRE_BELOW, r);
        }
        double r = StrictMath.sqrt(-StrictMath.log(Math.min(p, 1 - p)));
        double x = r <= 5 ? polynomial(SIDE, r - 1.6) / polynomial(SIDE_BELOW, r - 1.6)
                : polynomial(TAIL, r - 5) / polynomial(TAIL_BELOW, r - 5);
        return q < 0 ? -x : x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double y = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            y = y * x + coefficients[i];
        }
        return y;
    }
}
