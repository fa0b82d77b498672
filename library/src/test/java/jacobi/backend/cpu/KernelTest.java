package jacobi.backend.cpu;

import static jacobi.expr.Exprs.constant;
import static jacobi.expr.Exprs.exp;
import static jacobi.expr.Exprs.relu;
import static jacobi.expr.Exprs.tanh;
import static jacobi.expr.Exprs.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import jacobi.DType;
import jacobi.expr.Binary;
import jacobi.expr.Cmp;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Fn;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled kernels against {@link Expr#evaluate}, which is their definition. */
class KernelTest {
    private static final Expr X = new Var(0, "x");
    private static final Expr Y = new Var(1, "y");
    private static final Expr Z = new Var(2, "z");
    private static final double[] SPECIAL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0,
        1, -1, 0.5, -0.5, 2, -2, 3, 1e-30, -1e-30, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE,
        -Float.MAX_VALUE, 88.7, 88.8, -87.3, -103, -104, 1e10, -1e10, 16777217, 2147483647.0, 3e9, 1e19, -1e19, 0.1};

    /** Arrays of one type whose elements include the special values that the type can hold. */
    private static Object array(DType dtype, int n, long seed) {
        Random random = new Random(seed);
        Object array = HeapArrays.allocate(dtype, n);
        for (int i = 0; i < n; i++) {
            int special = random.nextInt(3 * SPECIAL.length);
            switch (dtype) {
                case FLOAT32, FLOAT64 -> HeapArrays.set(array, i,
                        special < SPECIAL.length ? SPECIAL[special] : random.nextGaussian() * 3);
                case INT32, INT64 -> HeapArrays.set(array, i, (long) (random.nextInt(2001) - 1000));
                case BOOL -> HeapArrays.set(array, i, random.nextInt(2));
            }
        }
        return array;
    }

    private static void check(Expr formula, DType[] types, boolean[] scalar, DType out, int n, double ulps) {
        Object[] in = new Object[types.length];
        for (int k = 0; k < in.length; k++) {
            in[k] = array(types[k], scalar[k] ? 1 : n, 17 * k + n);
        }
        Object target = HeapArrays.allocate(out, n);
        ElementwiseKernel kernel = KernelCompiler.compile(formula, types, scalar, out);
        kernel.run(target, in, 0, n);
        Object again = HeapArrays.allocate(out, n);
        switch (in.length) {
            case 1 -> kernel.run(again, in[0], 0, n);
            case 2 -> kernel.run(again, in[0], in[1], 0, n);
            case 3 -> kernel.run(again, in[0], in[1], in[2], 0, n);
            default -> kernel.run(again, in, 0, n);
        }
        double[] x = new double[types.length];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < x.length; k++) {
                x[k] = HeapArrays.get(in[k], scalar[k] ? 0 : i);
            }
            double expected = as(out, formula.evaluate(x));
            double actual = HeapArrays.get(target, i);
            if (!near(expected, actual, out, ulps)) {
                fail(formula + " of " + List.of(types) + " as " + out + " at " + java.util.Arrays.toString(x)
                        + " (element " + i + " of " + n + ") is " + actual + ", should be " + expected);
            }
            assertEquals(actual, HeapArrays.get(again, i), "the two entries of one kernel");
        }
    }

    private static double as(DType out, double value) {
        return switch (out) {
            case FLOAT32 -> (float) value;
            case FLOAT64 -> value;
            case INT32 -> (int) value;
            case INT64 -> (long) value;
            case BOOL -> value != 0 ? 1 : 0;
        };
    }

    private static boolean near(double expected, double actual, DType out, double ulps) {
        if (Double.isNaN(expected) || expected == actual) {
            return Double.isNaN(expected) ? Double.isNaN(actual)
                    : Double.compare(expected, actual) == 0 || ulps > 0 && expected != 0;
        }
        double ulp = out == DType.FLOAT32 ? Math.ulp((float) expected) : Math.ulp(expected);
        return Math.abs(expected - actual) <= ulps * ulp;
    }

    /** How far a function of one or two floats may be from the true value, in units in the last place of the result. */
    private static double tolerance(Object function, DType out) {
        boolean approximate = function instanceof Fn f && (InlineMath.has(f) || f == Fn.SOFTPLUS);
        return (out == DType.FLOAT64 || out == DType.INT64) && function == Op.POW ? 2 : out == DType.FLOAT32 && approximate ? 1 : 0;
    }

    @ParameterizedTest
    @EnumSource(Fn.class)
    void everyFunctionOfFloats(Fn fn) {
        for (DType in : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (DType out : List.of(DType.FLOAT32, DType.FLOAT64)) {
                for (int n : new int[] {0, 1, 2, 15, 16, 17, 64, 65, 1000}) {
                    check(new Unary(fn, X), new DType[] {in}, new boolean[] {false}, out, n, tolerance(fn, out));
                }
                check(new Unary(fn, X), new DType[] {in}, new boolean[] {true}, out, 70, tolerance(fn, out));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fn.class)
    void everyFunctionOfWholeNumbers(Fn fn) {
        for (DType in : List.of(DType.BOOL, DType.INT32, DType.INT64)) {
            for (DType out : DType.values()) {
                for (boolean scalar : new boolean[] {false, true}) {
                    check(new Unary(fn, X), new DType[] {in}, new boolean[] {scalar}, out, 100, tolerance(fn, out));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void everyOperator(Op op) {
        binary(new Binary(op, X, Y), op);
        unary(new Binary(op, X, new Const(3)), op);
        unary(new Binary(op, new Const(2), X), op);
    }

    @ParameterizedTest
    @EnumSource(Cmp.class)
    void everyComparison(Cmp cmp) {
        binary(new Compare(cmp, X, Y), cmp);
        unary(new Compare(cmp, X, new Const(0)), cmp);
        unary(new Compare(cmp, X, new Const(0.1)), cmp);
        unary(new Compare(cmp, X, new Const(3e9)), cmp);
        unary(new Compare(cmp, new Const(16777217), X), cmp);
        unary(new Compare(cmp, X, new Const(Double.NaN)), cmp);
        unary(new Compare(cmp, X, new Const(1e300)), cmp);
    }

    @Test
    void everyChoice() {
        binary(new Select(new Compare(Cmp.LT, X, Y), X, Y), null);
        binary(new Select(X, X, Y), null);
        unary(relu(X), null);
        unary(where(Exprs.gt(X, 0), X, 0), null);
        unary(where(Exprs.gt(X, 0), constant(1), constant(0)), null);
        unary(where(Exprs.gt(X, 0), constant(-2), X), null);
        for (Cmp cmp : Cmp.values()) {
            for (double bound : new double[] {0, -0.0, 2, -0.5}) {
                unary(where(new Compare(cmp, X, constant(bound)), constant(bound), X), null);
            }
        }
        for (DType c : DType.values()) {
            for (DType a : DType.values()) {
                for (DType b : DType.values()) {
                    check(where(X, Y, Z), new DType[] {c, a, b}, new boolean[] {false, true, false},
                            DType.promote(a, b), 100, 0);
                }
            }
        }
    }

    private static void unary(Expr formula, Object function) {
        for (DType in : DType.values()) {
            for (DType out : outs(in, in)) {
                check(formula, new DType[] {in}, new boolean[] {false}, out, 300, tolerance(function, out));
            }
        }
    }

    private static void binary(Expr formula, Object function) {
        for (DType a : DType.values()) {
            for (DType b : DType.values()) {
                for (DType out : outs(a, b)) {
                    for (int flags = 0; flags < 4; flags++) {
                        for (int n : new int[] {1, 17, 300}) {
                            check(formula, new DType[] {a, b}, new boolean[] {(flags & 1) != 0, (flags & 2) != 0}, out,
                                    n, tolerance(function, out));
                        }
                    }
                }
            }
        }
    }

    /** The types of result that ops ask for. Floats are not narrowed: their arithmetic would not be the evaluator's. */
    private static List<DType> outs(DType a, DType b) {
        DType wide = DType.promote(a, b);
        return wide == DType.FLOAT64 ? List.of(wide) : wide == DType.FLOAT32 ? List.of(wide, DType.FLOAT64)
                : List.of(wide, DType.BOOL, DType.INT64, DType.FLOAT32, DType.FLOAT64);
    }

    @Test
    void casts() {
        for (DType in : DType.values()) {
            for (DType out : DType.values()) {
                check(X, new DType[] {in}, new boolean[] {false}, out, 500, 0);
            }
        }
    }

    @Test
    void formulasWithoutInputs() {
        for (DType out : DType.values()) {
            check(constant(2), new DType[0], new boolean[0], out, 5, 0);
            check(constant(2).mul(3).sub(1), new DType[] {DType.INT32}, new boolean[] {false}, out, 5, 0);
        }
        check(constant(0.1), new DType[0], new boolean[0], DType.FLOAT32, 5, 0);
        check(constant(0.1), new DType[0], new boolean[0], DType.BOOL, 5, 0);
    }

    @Test
    void wholeNumbersStayWhole() {
        long big = (1L << 62) + 1;
        long[] out = new long[1];
        KernelCompiler.compile(X.add(1).sub(Y), new DType[] {DType.INT64, DType.INT64}, new boolean[2], DType.INT64)
                .run(out, new long[] {big}, new long[] {2}, 0, 1);
        assertEquals(big - 1, out[0]);
        KernelCompiler.compile(X.pow(Y), new DType[] {DType.INT64, DType.INT64}, new boolean[2], DType.INT64)
                .run(out, new long[] {3}, new long[] {35}, 0, 1);
        assertEquals(50031545098999707L, out[0]);
        KernelCompiler.compile(X.square(), new DType[] {DType.INT64}, new boolean[1], DType.INT64)
                .run(out, new long[] {3037000499L}, 0, 1);
        assertEquals(3037000499L * 3037000499L, out[0]);
        int[] wrapped = new int[1];
        KernelCompiler.compile(X.mul(X), new DType[] {DType.INT32}, new boolean[1], DType.INT32)
                .run(wrapped, new int[] {1 << 16 | 1}, 0, 1);
        assertEquals(1 << 17 | 1, wrapped[0]);
        boolean[] differ = new boolean[1];
        KernelCompiler.compile(Exprs.ne(X, Y), new DType[] {DType.INT64, DType.INT64}, new boolean[2], DType.BOOL)
                .run(differ, new long[] {big}, new long[] {big - 1}, 0, 1);
        assertTrue(differ[0]);
    }

    @Test
    void onlyTheRangeIsWritten() {
        for (int n : new int[] {10, 1000}) {
            float[] out = new float[n];
            KernelCompiler.compile(X.add(1), new DType[] {DType.FLOAT32}, new boolean[1], DType.FLOAT32)
                    .run(out, new float[n], 3, n - 2);
            for (int i = 0; i < n; i++) {
                assertEquals(i >= 3 && i < n - 2 ? 1f : 0f, out[i]);
            }
        }
    }

    @Test
    void worksInPlace() {
        float[] a = {1, 2, 3};
        KernelCompiler.compile(X.mul(X).add(Y), new DType[] {DType.FLOAT32, DType.FLOAT32}, new boolean[2],
                DType.FLOAT32).run(a, a, a, 0, 3);
        assertEquals(List.of(2f, 6f, 12f), List.of(a[0], a[1], a[2]));
    }

    @Test
    void manyInputs() {
        Expr sum = constant(0);
        for (int i = 0; i < 15; i++) {
            sum = sum.add(new Var(i, "x" + i).mul(i));
        }
        DType[] types = new DType[15];
        boolean[] scalar = new boolean[15];
        for (int i = 0; i < 15; i++) {
            types[i] = DType.FLOAT64;
            scalar[i] = i % 3 == 0;
        }
        check(sum, types, scalar, DType.FLOAT64, 100, 0);
    }

    @Test
    void aSharedSubexpressionIsComputedOnce() {
        // Written out, the tree has 2^60 nodes.
        Expr e = X;
        for (int i = 0; i < 60; i++) {
            e = e.add(e).mul(0.5);
        }
        check(e, new DType[] {DType.FLOAT64}, new boolean[1], DType.FLOAT64, 100, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 500, 5_000, 100_000})
    void longFormulasOfAnyLength(int length) {
        Expr e = X;
        for (int i = 0; i < length; i++) {
            e = i % 2 == 0 ? e.add(Y) : e.sub(Exprs.max(e, i));
        }
        ElementwiseKernel kernel = KernelCompiler.compile(e, new DType[] {DType.FLOAT64, DType.FLOAT64},
                new boolean[] {false, true}, DType.FLOAT64);
        double[] x = {0.5, -3, 100};
        double[] out = new double[3];
        kernel.run(out, x, new double[] {2}, 0, 3);
        for (int i = 0; i < 3; i++) {
            assertEquals(e.evaluate(x[i], 2), out[i]);
        }
        if (length >= 5_000) {
            assertInstanceOf(InterpretedKernel.class, kernel);
        } else if (length == 100) {
            assertTrue(kernel.getClass().isHidden());
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void theInterpreterAgrees(DType out) {
        List<Expr> formulas = new ArrayList<>(List.of(X, constant(2.5), where(Exprs.gt(X, 0), X, 7)));
        for (Expr formula : formulas) {
            ElementwiseKernel kernel = new InterpretedKernel(formula.subexpressions(), new boolean[1], out);
            double[] x = SPECIAL;
            Object target = HeapArrays.allocate(out, x.length);
            kernel.run(target, x, 0, x.length);
            for (int i = 0; i < x.length; i++) {
                assertEquals(as(out, formula.evaluate(x[i])), HeapArrays.get(target, i));
            }
        }
    }

    @Test
    void mixedFormulasInFloatAreCloseToExact() {
        Random random = new Random(5);
        Expr[] formulas = {Z.mul(constant(1).sub(X.mul(X))), X.mul(Exprs.sigmoid(X)), exp(X.neg().mul(X)).mul(Y),
            tanh(X).mul(Y).add(Z), X.pow(3).add(Y.pow(5)), Exprs.softplus(X).sub(Y), X.pow(-1).mul(Y)};
        for (Expr formula : formulas) {
            ElementwiseKernel kernel = KernelCompiler.compile(formula,
                    new DType[] {DType.FLOAT32, DType.FLOAT32, DType.FLOAT32}, new boolean[3], DType.FLOAT32);
            for (int trial = 0; trial < 1000; trial++) {
                float x = (float) random.nextGaussian();
                float y = (float) random.nextGaussian();
                float z = (float) random.nextGaussian();
                float[] out = new float[1];
                kernel.run(out, new float[] {x}, new float[] {y}, new float[] {z}, 0, 1);
                double size = Math.abs(x) + Math.abs(y) + Math.abs(z) + 1 + Math.abs(x * x * x)
                        + Math.abs(Math.pow(y, 5)) + Math.abs(y / x) + Math.abs(x * x * z);
                assertEquals(formula.evaluate(x, y, z), out[0], size * 0x1p-22, formula.toString());
            }
        }
    }

    /** In the second loop nothing may be taken for known that the first one found out. */
    @Test
    void scalarsInSeveralLoops() {
        Expr formula = where(Exprs.gt(X, 0), Y, Exprs.expm1(X.div(Y)).add(1).mul(Y)).mul(exp(Y.mul(X)));
        int n = 200;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = -3 + i * 0.03f;
        }
        float[] out = new float[n];
        KernelCompiler.compile(formula, new DType[] {DType.FLOAT32, DType.FLOAT32}, new boolean[] {false, true},
                DType.FLOAT32).run(out, x, new float[] {1.5f}, 0, n);
        for (int i = 0; i < n; i++) {
            assertEquals(formula.evaluate(x[i], 1.5), out[i], 1e-6 * (1 + Math.abs(out[i])), "at " + x[i]);
        }
    }

    @Test
    void equalFormulasShareAKernel() {
        DType[] types = {DType.FLOAT32};
        ElementwiseKernel kernel = KernelCompiler.compile(X.mul(7.25), types, new boolean[1], DType.FLOAT32);
        assertSame(kernel, KernelCompiler.compile(new Var(0, "t").mul(7.25), types, new boolean[1], DType.FLOAT32));
        assertNotSame(kernel, KernelCompiler.compile(X.mul(7.5), types, new boolean[1], DType.FLOAT32));
        assertNotSame(kernel, KernelCompiler.compile(X.mul(7.25), types, new boolean[] {true}, DType.FLOAT32));
        assertNotSame(kernel, KernelCompiler.compile(X.mul(7.25), types, new boolean[1], DType.FLOAT64));
    }

    @Test
    void refusesAVariableWithoutInput() {
        var e = assertThrows(IllegalArgumentException.class,
                () -> KernelCompiler.compile(X.add(Y), new DType[] {DType.FLOAT32}, new boolean[1], DType.FLOAT32));
        assertEquals("formula: variable y is input 1, but there are only 1 inputs", e.getMessage());
    }
}
