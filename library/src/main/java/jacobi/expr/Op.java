package jacobi.expr;

import static jacobi.expr.Exprs.eq;
import static jacobi.expr.Exprs.ge;
import static jacobi.expr.Exprs.gt;
import static jacobi.expr.Exprs.log;
import static jacobi.expr.Exprs.lt;
import static jacobi.expr.Exprs.sigmoid;
import static jacobi.expr.Exprs.trunc;
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
    /** The power, 1 for the base 1; derivative by the base 0 for exponent 0, by the exponent 0 for base 0 and exponents from 0. */
    POW("pow", "^"),
    /** The larger one, NaN if either is NaN; at a tie each has the derivative one half. */
    MAX("max", null),
    /** The smaller one, NaN if either is NaN; at a tie each has the derivative one half. */
    MIN("min", null),
    /** The same as max, but at a tie the derivative by the left operand is 1: a value kept from getting too small. */
    AT_LEAST("atLeast", null),
    /** The same as min, but at a tie the derivative by the left operand is 1: a value kept from getting too large. */
    AT_MOST("atMost", null),
    /** The angle of the point (b, a), as {@link Math#atan2}. */
    ATAN2("atan2", null),
    /** The length of the vector (a, b), without overflow. */
    HYPOT("hypot", null),
    /** log(exp(a) + exp(b)), without overflow. */
    LOGADDEXP("logaddexp", null),
    /** The remainder of a / b, with the sign of a, as {@code %} in Java. */
    FMOD("fmod", null),
    /** The largest whole number not above a / b; derivative 0. */
    FLOOR_DIVIDE("floorDivide", null),
    /** The derivative of digamma of order a, a whole number, at b; derivative by the order 0. */
    POLYGAMMA("polygamma", null);

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
            case POW -> Exact.pow(a, b);
            case MAX, AT_LEAST -> Math.max(a, b);
            case MIN, AT_MOST -> Math.min(a, b);
            case ATAN2 -> Math.atan2(a, b);
            case HYPOT -> Math.hypot(a, b);
            case LOGADDEXP -> Exact.logaddexp(a, b);
            case FMOD -> Exact.fmod(a, b);
            case FLOOR_DIVIDE -> Exact.floorDivide(a, b);
            case POLYGAMMA -> Exact.polygamma(a, b);
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
            case AT_LEAST -> where(lt(a, b), Const.ZERO, Const.ONE);
            case AT_MOST -> where(gt(a, b), Const.ZERO, Const.ONE);
            case ATAN2 -> b.div(a.square().add(b.square()));
            case HYPOT -> a.div(y);
            case LOGADDEXP -> sigmoid(a.sub(b));
            case FMOD -> Const.ONE;
            case FLOOR_DIVIDE, POLYGAMMA -> Const.ZERO;
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
            case AT_LEAST -> where(lt(a, b), Const.ONE, Const.ZERO);
            case AT_MOST -> where(gt(a, b), Const.ONE, Const.ZERO);
            case ATAN2 -> a.neg().div(a.square().add(b.square()));
            case HYPOT -> b.div(y);
            case LOGADDEXP -> sigmoid(b.sub(a));
            case FMOD -> trunc(a.div(b)).neg();
            case FLOOR_DIVIDE -> Const.ZERO;
            case POLYGAMMA -> new Binary(POLYGAMMA, a.add(1), b);
        };
    }
}
