package jacobi.backend.cpu;

import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Fn;
import jacobi.expr.Unary;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Transcendental functions for float results, written into a kernel's loop in double arithmetic: no branches, no bit
 * tricks, no tables and no calls, so that the loop becomes vector instructions, which it does not with
 * {@link Math#exp}. (As methods of their own they are fast only as long as the JIT compiler chooses to inline them.)
 *
 * <p>For operands up to 104, where exp leaves the range of floats, the relative error is below 2e-9, so that rounding
 * to float is nearly all that counts; it grows to 2e-4 where exp leaves the range of doubles. NaN gives NaN.
 */
final class InlineMath {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final double[] FACTORIALS = {1, 1, 2, 6, 24, 120};

    private final CodeBuilder code;

    InlineMath(CodeBuilder code) {
        this.code = code;
    }

    /** Whether the function can be written here. */
    static boolean has(Fn fn) {
        return fn == Fn.EXP || fn == Fn.EXPM1 || fn == Fn.TANH || fn == Fn.SIGMOID;
    }

    /** About how many operations of a loop the function counts for, measured by where loops stop becoming vectors. */
    static int cost(Fn fn) {
        return switch (fn) {
            case EXP -> 28;
            case SIGMOID -> 30;
            case TANH -> 33;
            default -> 37;
        };
    }

    /** The formula with the functions replaced that are best written as a formula themselves. */
    static Expr expand(Expr formula) {
        for (Expr node : formula.subexpressions()) {
            if (node instanceof Unary u && u.fn() == Fn.SOFTPLUS) {
                return expand(formula.substitute(u, softplus(u.x())));
            }
        }
        return formula;
    }

    /**
     * {@code max(x, 0) + log(1 + u)} with {@code u = e^-|x|}. The logarithm is {@code 2 artanh(s)} with
     * {@code s = u / (2 + u)}, from 0 to 1/3: a polynomial in s, interpolated in {@code s^2} at Chebyshev nodes.
     */
    private static Expr softplus(Expr x) {
        Expr u = Exprs.exp(Exprs.abs(x).neg());
        Expr s = u.div(u.add(2));
        Expr r = s.mul(s);
        Expr p = r.mul(2 * 0.11612164610681715).add(2 * 0.10853287900690092).mul(r).add(2 * 0.14296178997138378).mul(r)
                .add(2 * 0.19999853165965029).mul(r).add(2 * 0.33333333660263703).mul(r).add(2);
        return Exprs.max(x, 0).add(s.mul(p));
    }

    /** Takes x from the stack, a float or a double, and leaves the function's value, a double. */
    void write(Fn fn, TypeKind x) {
        switch (fn) {
            case EXP -> {
                // Below -746 the result is 0; from far below, the series would leave the positive numbers.
                clamp("max", -800, x);
                widen(x);
                exp(1);
            }
            case EXPM1 -> {
                clamp("max", -800, x);
                widen(x);
                expm1(1, 12);
            }
            case TANH -> tanh(x);
            case SIGMOID -> sigmoid(x);
            default -> throw new AssertionError(fn);
        }
    }

    /** {@code (e^2x - 1) / (e^2x + 1)}; beyond 20 it is 1 to the last bit of a double. */
    private void tanh(TypeKind x) {
        clamp("max", -20, x);
        clamp("min", 20, x);
        widen(x);
        expm1(2, 6);
        code.dup2();
        plus(2);
        code.ddiv();
    }

    /** {@code 1 / (1 + e^-x)} */
    private void sigmoid(TypeKind x) {
        clamp("min", 800, x);
        widen(x);
        exp(-1);
        plus(1);
        int local = store();
        code.dconst_1().dload(local).ddiv();
    }

    /** {@code e^(sign * x)} as {@code (e^(x/8192))^8192}, the inner one by its series, the outer one by squaring. */
    private void exp(int sign) {
        code.loadConstant(sign * 0x1p-13).dmul();
        int t = store();
        series(t);
        code.dload(t).dmul();
        plus(1);
        for (int i = 0; i < 13; i++) {
            code.dup2().dmul();
        }
    }

    /**
     * {@code e^(factor * x) - 1}, exact near 0, in the same way: where {@code exp} squares y, this takes q = y - 1 to
     * y^2 - 1 = q (q + 2).
     */
    private void expm1(int factor, int squarings) {
        code.loadConstant(Math.scalb((double) factor, -squarings)).dmul();
        int t = store();
        series(t);
        code.dload(t).dmul();
        for (int i = 0; i < squarings; i++) {
            code.dup2();
            plus(2);
            code.dmul();
        }
    }

    /** {@code (e^t - 1) / t} */
    private void series(int t) {
        code.loadConstant(1 / FACTORIALS[5]);
        for (int k = 4; k >= 1; k--) {
            code.dload(t).dmul();
            plus(1 / FACTORIALS[k]);
        }
    }

    private int store() {
        int local = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(local);
        return local;
    }

    private void plus(double value) {
        code.loadConstant(value).dadd();
    }

    /** Limits the number on the stack in its own type, of which a vector of floats holds twice as many. */
    private void clamp(String side, double limit, TypeKind x) {
        if (x == TypeKind.FLOAT) {
            code.loadConstant((float) limit);
        } else {
            code.loadConstant(limit);
        }
        ClassDesc type = x == TypeKind.FLOAT ? ConstantDescs.CD_float : ConstantDescs.CD_double;
        code.invokestatic(MATH, side, MethodTypeDesc.of(type, type, type));
    }

    private void widen(TypeKind x) {
        if (x == TypeKind.FLOAT) {
            code.f2d();
        }
    }
}
