package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.ScalarFunction;
import jacobi.backend.cpu.CpuBackend;
import jacobi.expr.Binary;
import jacobi.expr.Cmp;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Fn;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function gives the processor's numbers: floats within 2 units in the last place (of a function's value that is not
 * nearly 0 by cancellation), whole numbers and truth values exactly; at special values, and far from 0.
 */
class SameNumbersTest {
    private static final CudaBackend GPU = EmulatedGpu.backend();
    private static final Var X = new Var(0, "x");
    private static final Var Y = new Var(1, "y");
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 2, -2, 3, 0.5, -0.5, 1.5, -1.5, 2.5, Double.NaN,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-30, -1e-30, 1e30, -1e30, 88, -88, 104, 710, -746, 20, -20, 1e10,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 0.9999999, 1e-8};

    static Stream<Expr> formulas() {
        List<Expr> all = new ArrayList<>(List.of(X, X.pow(2), X.pow(5), X.pow(-1), X.pow(0.5), new Const(3).div(X), X.add(0.1),
                new Select(new Compare(Cmp.LE, X, new Const(0)), new Const(0), X), new Select(X, Y, X.add(Y)),
                new Unary(Fn.EXP, X).mul(new Unary(Fn.TANH, Y)).add(X)));
        for (Fn fn : Fn.values()) {
            all.add(new Unary(fn, X));
        }
        for (Op op : Op.values()) {
            all.add(new Binary(op, X, Y));
        }
        for (Cmp cmp : Cmp.values()) {
            all.add(new Compare(cmp, X, Y));
        }
        return all.stream();
    }

    /** Each special value with each, then numbers at random. */
    private static double[][] numbers(boolean pairs) {
        Rng rng = new Rng(3);
        int grid = pairs ? SPECIAL.length * SPECIAL.length : SPECIAL.length;
        double[][] all = new double[2][grid + 203];
        for (int i = 0; i < all[0].length; i++) {
            boolean special = i < grid;
            all[0][i] = special ? SPECIAL[i % SPECIAL.length] : rng.normal() * (i % 3 == 0 ? 100 : 2);
            all[1][i] = special ? SPECIAL[i / SPECIAL.length] : rng.normal() * (i % 5 == 0 ? 30 : 1);
        }
        return all;
    }

    private static Object as(DType type, double[] values) {
        int n = values.length;
        switch (type) {
            case FLOAT64 -> {
                return values;
            }
            case FLOAT32 -> {
                float[] floats = new float[n];
                for (int i = 0; i < n; i++) {
                    floats[i] = (float) values[i];
                }
                return floats;
            }
            case INT64 -> {
                long[] longs = new long[n];
                for (int i = 0; i < n; i++) {
                    longs[i] = (long) values[i];
                }
                return longs;
            }
            case INT32 -> {
                int[] ints = new int[n];
                for (int i = 0; i < n; i++) {
                    ints[i] = (int) values[i];
                }
                return ints;
            }
            default -> {
                boolean[] truths = new boolean[n];
                for (int i = 0; i < n; i++) {
                    truths[i] = values[i] > 0;
                }
                return truths;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void asOnTheProcessor(Expr formula) {
        double[][] numbers = numbers(formula.uses(Y));
        int arity = formula.uses(Y) ? 2 : 1;
        ScalarFunction f = new ScalarFunction("f", arity, formula);
        for (DType in : DType.values()) {
            for (DType out : new DType[] {in, DType.FLOAT32, DType.FLOAT64, DType.BOOL}) {
                // Ops give floats where a function of whole numbers is none.
                if (in == DType.FLOAT64 && out == DType.FLOAT32 || out.isInteger() && !isWhole(formula)) {
                    continue;
                }
                Shape shape = Shape.of(numbers[0].length);
                NDArray[] here = new NDArray[arity];
                NDArray[] there = new NDArray[arity];
                for (int i = 0; i < arity; i++) {
                    here[i] = CpuBackend.INSTANCE.fromHost(as(in, numbers[i]), shape);
                    there[i] = GPU.fromHost(as(in, numbers[i]), shape);
                }
                NDArray expected = CpuBackend.INSTANCE.allocate(out, shape);
                CpuBackend.INSTANCE.elementwise(f, expected, here);
                NDArray actual = GPU.empty(out, shape);
                GPU.elementwise(f, actual, there);
                compare(formula + " of " + in + " as " + out, numbers, CpuBackend.INSTANCE.toHost(expected),
                        GPU.toHost(actual));
            }
        }
    }

    private static boolean isWhole(Expr formula) {
        return formula.subexpressions().stream().noneMatch(e -> e instanceof Unary u && switch (u.fn()) {
            case NEG, ABS, SIGN, FLOOR, CEIL, ROUND -> false;
            default -> true;
        });
    }

    private static void compare(String what, double[][] numbers, Object expected, Object actual) {
        for (int i = 0; i < numbers[0].length; i++) {
            String where = what + " at " + numbers[0][i] + ", " + numbers[1][i];
            if (expected instanceof float[] e) {
                near(where, e[i], ((float[]) actual)[i], Math.ulp(e[i]), Math.ulp(1f) * 1e-3);
            } else if (expected instanceof double[] e) {
                near(where, e[i], ((double[]) actual)[i], 8 * Math.ulp(e[i]), Math.ulp(1.0) * 8);
            } else {
                assertEquals(java.lang.reflect.Array.get(expected, i), java.lang.reflect.Array.get(actual, i), where);
            }
        }
    }

    /** Functions that are computed in float, alone and as they occur in activations and gradients. */
    static Stream<Expr> singles() {
        List<Expr> all = new ArrayList<>();
        for (Fn fn : List.of(Fn.EXP, Fn.EXPM1, Fn.LOG, Fn.LOG1P, Fn.LOG2, Fn.LOG10, Fn.SIN, Fn.COS, Fn.ASIN, Fn.ACOS, Fn.ATAN,
                Fn.ACOSH, Fn.TANH, Fn.ERF, Fn.ERFC, Fn.SIGMOID, Fn.SOFTPLUS)) {
            all.add(new Unary(fn, X));
        }
        for (Fn fn : List.of(Fn.EXP, Fn.EXPM1, Fn.LOG, Fn.LOG1P, Fn.LOG2, Fn.SIN, Fn.COS, Fn.TANH, Fn.ERFC, Fn.SIGMOID)) {
            all.add(Y.mul(new Unary(fn, X)));
        }
        all.addAll(List.of(X.mul(new Unary(Fn.SIGMOID, X)), X.mul(0.5).mul(new Unary(Fn.ERFC, X.mul(-Math.sqrt(0.5)))),
                new Unary(Fn.SOFTPLUS, X.neg()).neg(), new Unary(Fn.LOG, X).div(Y), X.div(new Unary(Fn.LOG, Y)),
                new Unary(Fn.SIN, X).mul(0.1), new Select(new Compare(Cmp.GT, X, new Const(0)), X, new Unary(Fn.EXPM1, X).mul(Y))));
        return all.stream();
    }

    /** Floats of all magnitudes, and those where functions change most; for a second operand the same in another order. */
    private static float[] allMagnitudes(int seed, int each) {
        Rng rng = new Rng(seed);
        float[] all = new float[each * 512 + 64 * each];
        for (int i = 0; i < all.length; i++) {
            int part = i / each;
            int mantissa = (int) (rng.uniform() * (1 << 23));
            all[i] = part < 512 ? Float.intBitsToFloat(part << 23 | (i % each == 0 ? 0 : mantissa))
                    : part < 544 ? (float) (rng.normal() * 2) : (float) (rng.normal() * 40);
        }
        for (int i = 0; i < SPECIAL.length; i++) {
            all[i] = (float) SPECIAL[i];
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("singles")
    void floatsAreWithinTwoPlaces(Expr formula) {
        float[] x = allMagnitudes(5, 96);
        float[] others = allMagnitudes(6, 96);
        float[] y = new float[x.length];
        int[] order = new Rng(7).permutation(x.length);
        for (int i = 0; i < y.length; i++) {
            y[i] = others[order[i]];
        }
        int arity = formula.uses(Y) ? 2 : 1;
        ScalarFunction f = new ScalarFunction("f", arity, formula);
        Shape shape = Shape.of(x.length);
        NDArray[] here = new NDArray[arity];
        NDArray[] there = new NDArray[arity];
        for (int i = 0; i < arity; i++) {
            here[i] = CpuBackend.INSTANCE.fromHost(i == 0 ? x : y, shape);
            there[i] = GPU.fromHost(i == 0 ? x : y, shape);
        }
        NDArray processor = CpuBackend.INSTANCE.allocate(DType.FLOAT32, shape);
        CpuBackend.INSTANCE.elementwise(f, processor, here);
        NDArray gpu = GPU.empty(DType.FLOAT32, shape);
        GPU.elementwise(f, gpu, there);
        float[] expected = (float[]) CpuBackend.INSTANCE.toHost(processor);
        float[] actual = (float[]) GPU.toHost(gpu);
        for (int i = 0; i < x.length; i++) {
            int at = i;
            assertTrue(Float.compare(expected[i], actual[i]) == 0 || Math.abs(place(expected[i]) - place(actual[i])) <= 2,
                    () -> formula + " at " + x[at] + ", " + y[at] + ": " + expected[at] + ", not " + actual[at]);
        }
    }

    /** The number of floats below; NaN is far from all. */
    private static long place(float x) {
        int bits = Float.floatToIntBits(x);
        return x != x ? Long.MIN_VALUE / 4 : bits < 0 ? -(long) (bits & Integer.MAX_VALUE) : bits;
    }

    private static void near(String where, double expected, double actual, double ulp, double nearZero) {
        if (Double.doubleToLongBits(expected) == Double.doubleToLongBits(actual)) {
            return;
        }
        assertTrue(Math.abs(expected - actual) <= Math.max(2 * ulp, nearZero), () -> where + ": " + expected + ", not " + actual);
    }
}
