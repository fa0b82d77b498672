package jacobi.expr;

import static jacobi.expr.Exprs.eq;
import static jacobi.expr.Exprs.ge;
import static jacobi.expr.Exprs.gt;
import static jacobi.expr.Exprs.log;
import static jacobi.expr.Exprs.lt;
import static jacobi.expr.Exprs.where;

/**
 * The functions of two operands. As in {@link Fn} all that one needs is here: name, value, the derivatives by
 * {@code a} and {@code b} (as formulas in these and the value {@code y}), and how it is written.
 */
public enum Op {
    /** The sum. */
    ADD("add", "+"),
    /** The difference. */
    SUB("sub", "-"),
    /** The product. */
    MUL("mul", "*"),
    /** The quotient. */
    DIV("div", "/"),
    /** The power; derivative by the base 0 for exponent 0, by the exponent 0 for base 0 and exponents from 0. */
    POW("pow", "^"),
    /** The larger one, NaN if either is NaN; at a tie each has the derivative one half. */
    MAX("max", null),
    /** The smaller one, NaN if either is NaN; at a tie each has the derivative one half. */
    MIN("min", null),
    /** The angle of the point (b, a), as {@link Math#atan2}. */
    ATAN2("atan2", null);

    private final String label;
    private final String symbol;

    Op(String label, String symbol) {
        this.label = label;
        this.symbol = symbol;
    }

    /** {@return the name} */
    public String label() {
        return label;
    }

    /** {@return the operator between the operands, or null when it is written as a function} */
    public String symbol() {
        return symbol;
    }

    /** {@return the value} */
    public double apply(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case POW -> Math.pow(a, b);
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case ATAN2 -> Math.atan2(a, b);
        };
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
        return switch (this) {
            case ADD -> Const.ONE;
            case SUB -> Const.ONE;
            case MUL -> b;
            case DIV -> Const.ONE.div(b);
            case POW -> where(eq(b, 0), Const.ZERO, b.mul(a.pow(b.sub(1))));
            case MAX -> where(gt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO));
            case MIN -> where(lt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO));
            case ATAN2 -> b.div(a.square().add(b.square()));
        };
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
        return switch (this) {
            case ADD -> Const.ONE;
            case SUB -> new Const(-1);
            case MUL -> a;
            case DIV -> y.div(b).neg();
            case POW -> where(eq(a, 0), where(ge(b, 0), Const.ZERO, y.mul(log(a))), y.mul(log(a)));
            case MAX -> where(lt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO));
            case MIN -> where(gt(a, b), Const.ONE, where(eq(a, b), Const.HALF, Const.ZERO));
            case ATAN2 -> a.neg().div(a.square().add(b.square()));
        };
    }
}
