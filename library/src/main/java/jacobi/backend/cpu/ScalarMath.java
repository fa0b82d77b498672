package jacobi.backend.cpu;

import jacobi.expr.Fn;
import java.util.EnumSet;
import java.util.Set;

/**
 * Transcendental functions for float results, in double arithmetic: no branches, no bit tricks, no tables, so that a
 * loop over them becomes vector instructions, which {@link Math#exp} in a loop does not. For operands up to 104, where
 * exp leaves the range of floats, their relative error is below 1e-11, so that rounding to float is all that counts; it
 * grows to 2e-4 where exp leaves the range of doubles. NaN gives NaN.
 */
final class ScalarMath {
    /** The functions that are here, by the names they have there. */
    static final Set<Fn> FAST = EnumSet.of(Fn.EXP, Fn.EXPM1, Fn.TANH, Fn.SIGMOID, Fn.SOFTPLUS);

    private ScalarMath() {
    }

    /** e^x as (e^(x/1024))^1024, the inner one by its series, the outer one by squaring ten times. */
    static double exp(double x) {
        // Below -746 the result is 0; from far below, the series would leave the positive numbers.
        double t = Math.max(x, -800) * 0x1p-10;
        double y = 1 + t * (1 + t * (1 / 2.0 + t * (1 / 6.0 + t * (1 / 24.0 + t * (1 / 120.0 + t * (1 / 720.0
                + t * (1 / 5040.0 + t * (1 / 40320.0))))))));
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        return y * y;
    }

    /** e^x - 1, exact near 0, in the same way: where exp squares y, this takes y - 1 to y^2 - 1. */
    static double expm1(double x) {
        double t = Math.max(x, -800) * 0x1p-10;
        double q = t * (1 + t * (1 / 2.0 + t * (1 / 6.0 + t * (1 / 24.0 + t * (1 / 120.0 + t * (1 / 720.0
                + t * (1 / 5040.0 + t * (1 / 40320.0))))))));
        q *= q + 2;
        q *= q + 2;
        q *= q + 2;
        q *= q + 2;
        q *= q + 2;
        q *= q + 2;
        q *= q + 2;
        q *= q + 2;
        q *= q + 2;
        return q * (q + 2);
    }

    /** (e^2x - 1) / (e^2x + 1); beyond 20 it is 1 to the last bit of a double. */
    static double tanh(double x) {
        double q = expm1(2 * Math.min(Math.max(x, -20), 20));
        return q / (q + 2);
    }

    static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    /** max(x, 0) + log(1 + u) with u = e^-|x|; the logarithm by its series in u / (2 + u), which is at most 1/3. */
    static double softplus(double x) {
        double u = exp(-Math.abs(x));
        double s = u / (2 + u);
        double r = s * s;
        double log = 2 * s * (1 + r * (1 / 3.0 + r * (1 / 5.0 + r * (1 / 7.0 + r * (1 / 9.0 + r * (1 / 11.0
                + r * (1 / 13.0 + r * (1 / 15.0 + r * (1 / 17.0 + r * (1 / 19.0 + r * (1 / 21.0)))))))))));
        return Math.max(x, 0) + log;
    }
}
