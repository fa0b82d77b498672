package jacobi.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.DType;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Fn;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions that are written into the loops of float kernels, against the exact ones, over floats of any size. */
class KernelMathTest {
    private static final int BLOCK = 4096;
    private static final Var X = new Var(0, "x");

    private static ElementwiseKernel kernel(Expr formula, DType in) {
        return KernelCompiler.compile(formula, new DType[] {in}, new boolean[1], DType.FLOAT32);
    }

    /** Half a unit is what rounding to float costs; what is above it is the function's own error. */
    @ParameterizedTest
    @EnumSource(names = {"EXP", "EXPM1", "TANH", "SIGMOID", "SOFTPLUS"})
    void roundsCorrectlyAlmostEverywhere(Fn fn) {
        ElementwiseKernel ofFloat = kernel(new Unary(fn, X), DType.FLOAT32);
        ElementwiseKernel ofDouble = kernel(new Unary(fn, X), DType.FLOAT64);
        float[] x = new float[BLOCK];
        double[] wide = new double[BLOCK];
        float[] y = new float[BLOCK];
        float[] fromDouble = new float[BLOCK];
        double worst = 0;
        // Every 509th float by its bits, NaN and the infinities among them.
        for (long bits = 0; bits < 1L << 32; ) {
            int count = 0;
            for (; count < BLOCK && bits < 1L << 32; bits += 509) {
                x[count] = Float.intBitsToFloat((int) bits);
                wide[count] = x[count];
                count++;
            }
            ofFloat.run(y, x, 0, count);
            ofDouble.run(fromDouble, wide, 0, count);
            for (int i = 0; i < count; i++) {
                double exact = fn.apply(x[i]);
                worst = Math.max(worst, Math.max(ulps(exact, y[i]), ulps(exact, fromDouble[i])));
            }
        }
        assertTrue(worst <= 0.51, fn + " is off by " + worst + " ulp");
    }

    /** Infinity counts as the float after the largest one, so that rounding to it is an error of one half. */
    private static double ulps(double exact, float rounded) {
        if (Double.isNaN(exact) || rounded == (float) exact) {
            return Double.isNaN(exact) == Float.isNaN(rounded) ? 0 : Double.POSITIVE_INFINITY;
        }
        double reached = Float.isInfinite(rounded) ? Math.copySign(0x1p128, rounded) : rounded;
        return Math.abs(reached - exact) / Math.ulp((float) exact);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "EXPM1", "TANH", "SIGMOID", "SOFTPLUS"})
    void isExactAtTheEnds(Fn fn) {
        double[] x = {Double.NaN, Double.NEGATIVE_INFINITY, -1e300, -1e30, -1000, -800, -0.0, 0.0, 1000, 1e30, 1e300,
            Double.POSITIVE_INFINITY};
        for (int n : new int[] {x.length, 100}) {
            float[] y = new float[n];
            kernel(new Unary(fn, X), DType.FLOAT64).run(y, Arrays.copyOf(x, n), 0, n);
            for (int i = 0; i < x.length; i++) {
                assertEquals((float) fn.apply(x[i]), y[i], fn + " of " + x[i]);
            }
        }
    }

    /** Inside a formula the values are doubles, and go on where floats end. */
    @ParameterizedTest
    @EnumSource(names = {"EXP", "EXPM1", "TANH", "SIGMOID", "SOFTPLUS"})
    void staysCloseBeyondTheRangeOfFloats(Fn fn) {
        ElementwiseKernel kernel = KernelCompiler.compile(new Unary(fn, X).div(new Var(1, "y")).sub(new Const(1)),
                new DType[] {DType.FLOAT64, DType.FLOAT64}, new boolean[1 + 1], DType.FLOAT32);
        int n = 20_001;
        double[] x = new double[n];
        double[] exact = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = -700 + i * (1400.0 / (n - 1)) + 0.01;
            exact[i] = fn.apply(x[i]);
        }
        float[] error = new float[n];
        kernel.run(error, x, exact, 0, n);
        for (int i = 0; i < n; i++) {
            assertEquals(0, error[i], Math.abs(x[i]) <= 104 ? 2e-9 : 2e-4, fn + " of " + x[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "EXPM1", "TANH", "SIGMOID", "SOFTPLUS"})
    void agreesWithItselfInLongFormulas(Fn fn) {
        Expr f = new Unary(fn, X);
        Expr formula = Exprs.where(Exprs.gt(f, 0.3), Exprs.exp(X.neg()).add(f), Exprs.tanh(f).mul(Exprs.log(f.add(2))))
                .add(Exprs.sigmoid(X.square())).mul(Exprs.max(X, f)).add(X);
        int n = 2_000;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = -5 + i * (10f / n);
        }
        float[] y = new float[n];
        kernel(formula, DType.FLOAT32).run(y, x, 0, n);
        float[] single = new float[1];
        for (int i = 0; i < n; i++) {
            kernel(formula, DType.FLOAT32).run(single, new float[] {x[i]}, 0, 1);
            assertEquals(single[0], y[i], "one element and many, at " + x[i]);
            assertEquals(formula.evaluate(x[i]), y[i], 1e-5 + 1e-5 * Math.abs(y[i]), "at " + x[i]);
        }
    }
}
