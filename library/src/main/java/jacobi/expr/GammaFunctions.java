package jacobi.expr;

import static jacobi.expr.ErrorFunctions.polynomial;

/**
 * The logarithm of the gamma function and its derivatives. On the positive numbers the relative error is a few units in
 * the last place; below 0, where these functions have zeros in every interval, that holds away from the zeros.
 */
final class GammaFunctions {
    private static final double LOG_PI = 1.1447298858494002;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    /** The only positive zero of digamma, in two parts. */
    private static final double ZERO = 1.4616321449683622;
    private static final double ZERO_REST = 9.549995429965697e-17;

    /** {@code lgamma(2 + z) / z} for z from -1/2 to 1/2. */
    private static final double[] LGAMMA = {0.42278433509846713, 0.3224670334241132, -0.06735230105319814,
        0.02058080842778457, -0.0073855510286681535, 0.002890510330738737, -0.0011927539120010226,
        0.0005096695248853096, -0.00022315475074520367, 9.945750909889392e-05, -4.4926351103833334e-05,
        2.050726741605779e-05, -9.438458716242811e-06, 4.374374916915131e-06, -2.0449201467015115e-06,
        9.578663334114758e-07, -4.303558760359961e-07, 2.0304806751615227e-07, -1.3412819758517287e-07,
        6.379047507619774e-08};

    /** {@code digamma(x) / (x - ZERO)} for x from 1 to 2, in {@code 2x - 3}. */
    private static final double[] DIGAMMA = {0.951055876031833, -0.21181371064073026, 0.06013562106019355,
        -0.018550615381738605, 0.005936795278433826, -0.0019350666647832667, 0.000636888028319074,
        -0.00021074841215733007, 6.995020484160625e-05, -2.325823828431376e-05, 7.741156881253708e-06,
        -2.578107848270217e-06, 8.591324222417666e-07, -2.8628755280038686e-07, 9.500926192924096e-08,
        -3.166618072027162e-08, 1.10370884388543e-08, -3.6788868183645545e-09, 8.668257373761658e-10,
        -2.889363639216111e-10, 2.4765474440031764e-10, -8.25512972008104e-11};

    /** {@code B(2k)}, the Bernoulli numbers, from k = 1. */
    private static final double[] BERNOULLI = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6,
        -3617.0 / 510, 43867.0 / 798, -174611.0 / 330};

    private GammaFunctions() {
    }

    static double lgamma(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return Math.abs(x);
        }
        if (x <= 0) {
            double y = -x;
            if (y == Math.rint(y)) {
                return Double.POSITIVE_INFINITY;
            }
            // gamma(x) gamma(-x) = -pi / (x sin(pi x))
            return LOG_PI - Math.log(y * Math.abs(sinPi(y))) - lgamma(y);
        }
        if (x < 0.5) {
            return x * polynomial(LGAMMA, x) - Math.log1p(x) - Math.log(x);
        }
        if (x < 1.5) {
            double z = x - 1;
            return z * polynomial(LGAMMA, z) - Math.log1p(z);
        }
        if (x < 10) {
            double product = 1;
            double y = x;
            while (y > 2.5) {
                y--;
                product *= y;
            }
            double z = y - 2;
            return z * polynomial(LGAMMA, z) + Math.log(product);
        }
        // Stirling's series.
        double r = 1 / (x * x);
        double series = 0;
        for (int k = 8; k >= 1; k--) {
            series = series * r + BERNOULLI[k - 1] / (2 * k * (2 * k - 1));
        }
        double log = Math.log(x);
        return x * (log - 1) - 0.5 * log + HALF_LOG_TWO_PI + series / x;
    }

    static double digamma(double x) {
        if (x == 0 || Double.isNaN(x)) {
            return -1 / x;
        }
        if (x < 0) {
            double part = x - Math.rint(x);
            return part == 0 ? Double.NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * part);
        }
        if (x < 1) {
            return onUnit(x + 1) - 1 / x;
        }
        if (x < 10) {
            double sum = 0;
            double y = x;
            while (y > 2) {
                y--;
                sum += 1 / y;
            }
            return onUnit(y) + sum;
        }
        double r = 1 / (x * x);
        double series = 0;
        for (int k = 8; k >= 1; k--) {
            series = series * r + BERNOULLI[k - 1] / (2 * k);
        }
        return Math.log(x) - 0.5 / x - series * r;
    }

    /** digamma from 1 to 2. */
    private static double onUnit(double x) {
        return (x - ZERO - ZERO_REST) * polynomial(DIGAMMA, 2 * x - 3);
    }

    /** The n-th derivative of digamma. */
    static double polygamma(double order, double x) {
        if (!(order >= 0) || order != Math.rint(order) || Double.isNaN(x)) {
            return Double.NaN;
        }
        if (order == 0) {
            return digamma(x);
        }
        if (order > 170) {
            // The factorial is no longer a number.
            return Double.NaN;
        }
        int n = (int) order;
        double sign = n % 2 == 0 ? -1 : 1;
        if (x <= 0) {
            double part = x - Math.rint(x);
            if (part == 0) {
                return n % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
            }
            return -sign * polygamma(n, 1 - x) - Math.PI * cotangentDerivative(n, part);
        }
        return x == Double.POSITIVE_INFINITY ? 0 : sign * factorial(n) * zeta(n + 1, x);
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }

    /** The n-th derivative of {@code cot(pi x)}: with c the cotangent it is a polynomial, as {@code c' = -pi (1 + c^2)}. */
    private static double cotangentDerivative(int n, double x) {
        double[] p = {0, 1};
        for (int k = 0; k < n; k++) {
            double[] next = new double[p.length + 1];
            for (int i = 1; i < p.length; i++) {
                next[i - 1] -= Math.PI * i * p[i];
                next[i + 1] -= Math.PI * i * p[i];
            }
            p = next;
        }
        return polynomial(p, 1 / Math.tan(Math.PI * x));
    }

    /** The sum of {@code (x + k)^-s} over k from 0 on, by Euler and Maclaurin; s is whole and at least 2, x positive. */
    private static double zeta(int s, double x) {
        double sum = 0;
        double a = x;
        for (; a < 10 + s; a++) {
            sum += Math.pow(a, -s);
        }
        double power = Math.pow(a, -s);
        sum += power * (a / (s - 1) + 0.5);
        double factor = power * s / a;
        for (int k = 1; k <= BERNOULLI.length; k++) {
            sum += BERNOULLI[k - 1] / factorial(2 * k) * factor;
            factor *= (s + 2 * k - 1) * (s + 2.0 * k) / (a * a);
        }
        return sum;
    }

    private static double sinPi(double x) {
        return Math.sin(Math.PI * (x - Math.rint(x)));
    }
}
