package jacobi.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import jacobi.expr.Exact;
import org.junit.jupiter.api.Test;

/** The fast functions against the exact ones, over floats of every size. */
class ScalarMathTest {
    /** Every 1009th float, by its bits: 4 million, NaN and the infinities apart. */
    private static double maxUlps(DoubleUnaryOperator fast, DoubleUnaryOperator exact) {
        double worst = 0;
        for (long bits = 0; bits < 1L << 32; bits += 1009) {
            float x = Float.intBitsToFloat((int) bits);
            if (Float.isNaN(x)) {
                continue;
            }
            double expected = exact.applyAsDouble(x);
            float actual = (float) fast.applyAsDouble(x);
            if ((float) expected != actual) {
                // Infinity counts as the float after the largest one, so that rounding to it is an error of one half.
                double reached = Float.isInfinite(actual) ? Math.copySign(0x1p128, actual) : actual;
                worst = Math.max(worst, Math.abs(reached - expected) / Math.ulp((float) expected));
            }
        }
        return worst;
    }

    /** Half a unit is what rounding to float costs; anything more than a trace above it would be the formula's. */
    private static void assertRoundsCorrectly(DoubleUnaryOperator fast, DoubleUnaryOperator exact) {
        double ulps = maxUlps(fast, exact);
        assertTrue(ulps <= 0.501, "an error of " + ulps + " ulp");
    }

    /** The relative error before rounding to float, over doubles in a range. */
    private static void assertRelativeError(DoubleUnaryOperator fast, DoubleUnaryOperator exact, double from, double to,
                                            double limit) {
        double worst = 0;
        double at = 0;
        for (int i = 0; i <= 200_000; i++) {
            double x = from + (to - from) * i / 200_000;
            double expected = exact.applyAsDouble(x);
            double error = Math.abs(fast.applyAsDouble(x) - expected) / Math.abs(expected);
            if (expected != 0 && error > worst) {
                worst = error;
                at = x;
            }
        }
        assertTrue(worst < limit, "a relative error of " + worst + " at " + at);
    }

    private static void assertSpecial(DoubleUnaryOperator fast, double atMinusInfinity, double atZero, double atInfinity) {
        assertTrue(Double.isNaN(fast.applyAsDouble(Double.NaN)));
        assertEquals(atMinusInfinity, fast.applyAsDouble(Double.NEGATIVE_INFINITY));
        assertEquals(atMinusInfinity, fast.applyAsDouble(-Double.MAX_VALUE));
        assertEquals(atZero, fast.applyAsDouble(0.0));
        assertEquals(atInfinity, fast.applyAsDouble(Double.MAX_VALUE));
        assertEquals(atInfinity, fast.applyAsDouble(Double.POSITIVE_INFINITY));
    }

    @Test
    void exp() {
        assertRoundsCorrectly(ScalarMath::exp, Math::exp);
        assertRelativeError(ScalarMath::exp, Math::exp, -104, 104, 1e-11);
        assertRelativeError(ScalarMath::exp, Math::exp, -708, 709, 2e-4);
        assertSpecial(ScalarMath::exp, 0, 1, Double.POSITIVE_INFINITY);
    }

    @Test
    void expm1() {
        assertRoundsCorrectly(ScalarMath::expm1, Math::expm1);
        assertRelativeError(ScalarMath::expm1, Math::expm1, -104, 104, 1e-11);
        assertRelativeError(ScalarMath::expm1, Math::expm1, -708, 709, 2e-4);
        assertRelativeError(ScalarMath::expm1, Math::expm1, -1e-3, 1e-3, 1e-14);
        assertSpecial(ScalarMath::expm1, -1, 0, Double.POSITIVE_INFINITY);
        assertEquals(-0.0, ScalarMath.expm1(-0.0));
    }

    @Test
    void tanh() {
        assertRoundsCorrectly(ScalarMath::tanh, Math::tanh);
        assertRelativeError(ScalarMath::tanh, Math::tanh, -30, 30, 1e-11);
        assertRelativeError(ScalarMath::tanh, Math::tanh, -1e-3, 1e-3, 1e-14);
        assertSpecial(ScalarMath::tanh, -1, 0, 1);
        assertEquals(-0.0, ScalarMath.tanh(-0.0));
    }

    @Test
    void sigmoid() {
        assertRoundsCorrectly(ScalarMath::sigmoid, Exact::sigmoid);
        assertRelativeError(ScalarMath::sigmoid, Exact::sigmoid, -104, 104, 1e-11);
        assertSpecial(ScalarMath::sigmoid, 0, 0.5, 1);
    }

    @Test
    void softplus() {
        assertRoundsCorrectly(ScalarMath::softplus, Exact::softplus);
        assertRelativeError(ScalarMath::softplus, Exact::softplus, -104, 104, 1e-11);
        assertEquals(Math.log(2), ScalarMath.softplus(0), 1e-11);
        assertEquals(0, ScalarMath.softplus(Double.NEGATIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, ScalarMath.softplus(Double.POSITIVE_INFINITY));
        assertTrue(Double.isNaN(ScalarMath.softplus(Double.NaN)));
    }
}
