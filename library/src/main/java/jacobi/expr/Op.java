package jacobi.expr;

import java.util.function.DoubleBinaryOperator;

import static jacobi.expr.Exprs.eq;
import static jacobi.expr.Exprs.ge;
import static jacobi.expr.Exprs.gt;
import static jacobi.expr.Exprs.log;
import static jacobi.expr.Exprs.lt;
import static jacobi.expr.Exprs.where;

/**
 * The functions of two operands. As in {@link Fn} a constant is all that one needs: name, value, the derivatives by
 * {@code a} and {@code b} (as formulas in these and the value {@code y}), LaTeX, and the class with the static method
 * of that name.
 */
public enum Op {
    /** The sum. */
    ADD("add", Exact.class, (a, b) -> a + b, (a, b, y) -> Const.ONE, (a, b, y) -> Const.ONE, "+"),
    /** The difference. */
    SUB("sub", Exact.class, (a, b) -> a - b, (a, b, y) -> Const.ONE, (a, b, y) -> new Const(-1), "-"),
    /** The product. */
    MUL("mul", Exact.class, (a, b) -> a * b, (a, b, y) -> b, (a, b, y) -> a, "*"),
    /** The quotient. */
    DIV("div", Exact.class, (a, b) -> a / b, (a, b, y) -> Const.ONE.div(b), (a, b, y) -> y.div(b).neg(), "/"),
    /** The power; derivative by the base 0 for exponent 0, by the exponent 0 for base 0 and exponents from 0. */
    POW("pow", Math.class, Math::pow,
            (a, b, y) -> where(eq(b, 0), Const.ZERO, b.mul(a.pow(b.sub(1)))),
            (a, b, y) -> where(eq(a, 0), where(ge(b, 0), Const.ZERO, y.mul(log(a))), y.mul(log(a))), "^"),
    /** The larger one, NaN if either is NaN; at a tie each has the derivative one half. */
    MAX("max", Math.class, Math::max,
            (a, b, y) -> where(gt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO)),
            (a, b, y) -> where(lt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO)), null),
    /** The smaller one, NaN if either is NaN; at a tie each has the derivative one half. */
    MIN("min", Math.class, Math::min,
            (a, b, y) -> where(lt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO)),
            (a, b, y) -> where(gt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO)), null),
    /** The angle of the point (b, a), as {@link Math#atan2}. */
    ATAN2("atan2", Math.class, Math::atan2,
            (a, b, y) -> b.div(a.square().add(b.square())),
            (a, b, y) -> a.neg().div(a.square().add(b.square())), null);

    /** A derivative as a formula in both operands and the value. */
    private interface Rule {
        Expr of(Expr a, Expr b, Expr y);
    }

    private final String label;
    private final Class<?> owner;
    private final DoubleBinaryOperator value;
    private final Rule byA;
    private final Rule byB;
    private final String symbol;

    Op(String label, Class<?> owner, DoubleBinaryOperator value, Rule byA, Rule byB, String symbol) {
        this.label = label;
        this.owner = owner;
        this.value = value;
        this.byA = byA;
        this.byB = byB;
        this.symbol = symbol;
    }

    /** {@return the name, also that of the static method in {@link #owner()}} */
    public String label() {
        return label;
    }

    /** {@return the public class whose static method named {@link #label()} computes the value} */
    public Class<?> owner() {
        return owner;
    }

    /** {@return the operator between the operands, or null when it is written as a function} */
    public String symbol() {
        return symbol;
    }

    /** {@return the value} */
    public double apply(double a, double b) {
        return value.applyAsDouble(a, b);
    }

    /**
     * The derivative by the left operand.
     *
     * @param a the left operand
     * @param b the right operand
     * @param y what stands for the value
     * @return the derivative, not simplified
     */
    public Expr derivativeA(Expr a, Expr b, Expr y) {
        return byA.of(a, b, y);
    }

    /**
     * The derivative by the right operand.
     *
     * @param a the left operand
     * @param b the right operand
     * @param y what stands for the value
     * @return the derivative, not simplified
     */
    public Expr derivativeB(Expr a, Expr b, Expr y) {
        return byB.of(a, b, y);
    }
}
