package jacobi.expr;

/**
 * The functions from which formulas are made; meant for static import.
 *
 * <pre>{@code
 * import static jacobi.expr.Exprs.*;
 *
 * Expr x = var(0, "x");
 * Expr leaky = where(gt(x, 0), x, x.mul(0.01));
 * Expr swish = x.mul(sigmoid(x));
 * }</pre>
 */
public final class Exprs {
    private Exprs() {
    }

    /**
     * An input.
     *
     * @param index which one, counted from 0
     * @param name  how it is printed
     * @return the variable
     */
    public static Var var(int index, String name) {
        return new Var(index, name);
    }

    /** {@return a number as a formula} */
    public static Const constant(double value) {
        return new Const(value);
    }

    /**
     * {@return the formula that is written in a text} Products bind closer than sums, powers ({@code ^}) closer than
     * signs; functions have the names they have here; any other name is a variable, numbered in the order of first use.
     *
     * {@snippet :
     * Expr f = parse("x * sin(x)^2");
     * f.derivative(f.variables().get(0)).latex();
     * }
     *
     * @throws IllegalArgumentException if it is not a formula, with the place where it stops being one
     */
    public static Expr parse(String formula) {
        return FormulaReader.read(formula);
    }

    /** {@return the absolute value} */
    public static Expr abs(Expr x) {
        return new Unary(Fn.ABS, x);
    }

    /** {@return -1, 0 or 1} */
    public static Expr sign(Expr x) {
        return new Unary(Fn.SIGN, x);
    }

    /** {@return the largest integer not above x} */
    public static Expr floor(Expr x) {
        return new Unary(Fn.FLOOR, x);
    }

    /** {@return the smallest integer not below x} */
    public static Expr ceil(Expr x) {
        return new Unary(Fn.CEIL, x);
    }

    /** {@return the nearest integer, ties to even} */
    public static Expr round(Expr x) {
        return new Unary(Fn.ROUND, x);
    }

    /** {@return x without its fraction: rounded towards 0} */
    public static Expr trunc(Expr x) {
        return where(lt(x, 0), ceil(x), floor(x));
    }

    /** {@return the square root} */
    public static Expr sqrt(Expr x) {
        return new Unary(Fn.SQRT, x);
    }

    /** {@return the exponential function} */
    public static Expr exp(Expr x) {
        return new Unary(Fn.EXP, x);
    }

    /** {@return exp(x) - 1, exact near 0} */
    public static Expr expm1(Expr x) {
        return new Unary(Fn.EXPM1, x);
    }

    /** {@return the natural logarithm} */
    public static Expr log(Expr x) {
        return new Unary(Fn.LOG, x);
    }

    /** {@return log(1 + x), exact near 0} */
    public static Expr log1p(Expr x) {
        return new Unary(Fn.LOG1P, x);
    }

    /** {@return the logarithm to base 2} */
    public static Expr log2(Expr x) {
        return new Unary(Fn.LOG2, x);
    }

    /** {@return the logarithm to base 10} */
    public static Expr log10(Expr x) {
        return new Unary(Fn.LOG10, x);
    }

    /** {@return the sine} */
    public static Expr sin(Expr x) {
        return new Unary(Fn.SIN, x);
    }

    /** {@return the cosine} */
    public static Expr cos(Expr x) {
        return new Unary(Fn.COS, x);
    }

    /** {@return the tangent} */
    public static Expr tan(Expr x) {
        return new Unary(Fn.TAN, x);
    }

    /** {@return the inverse sine} */
    public static Expr asin(Expr x) {
        return new Unary(Fn.ASIN, x);
    }

    /** {@return the inverse cosine} */
    public static Expr acos(Expr x) {
        return new Unary(Fn.ACOS, x);
    }

    /** {@return the inverse tangent} */
    public static Expr atan(Expr x) {
        return new Unary(Fn.ATAN, x);
    }

    /** {@return the hyperbolic sine} */
    public static Expr sinh(Expr x) {
        return new Unary(Fn.SINH, x);
    }

    /** {@return the hyperbolic cosine} */
    public static Expr cosh(Expr x) {
        return new Unary(Fn.COSH, x);
    }

    /** {@return the hyperbolic tangent} */
    public static Expr tanh(Expr x) {
        return new Unary(Fn.TANH, x);
    }

    /** {@return the inverse hyperbolic sine} */
    public static Expr asinh(Expr x) {
        return new Unary(Fn.ASINH, x);
    }

    /** {@return the inverse hyperbolic cosine} */
    public static Expr acosh(Expr x) {
        return new Unary(Fn.ACOSH, x);
    }

    /** {@return the inverse hyperbolic tangent} */
    public static Expr atanh(Expr x) {
        return new Unary(Fn.ATANH, x);
    }

    /** {@return the error function} */
    public static Expr erf(Expr x) {
        return new Unary(Fn.ERF, x);
    }

    /** {@return 1 - erf(x), exact where that is close to 0} */
    public static Expr erfc(Expr x) {
        return new Unary(Fn.ERFC, x);
    }

    /** {@return the inverse of the error function} */
    public static Expr erfinv(Expr x) {
        return new Unary(Fn.ERFINV, x);
    }

    /** {@return the logarithm of the absolute value of the gamma function} */
    public static Expr lgamma(Expr x) {
        return new Unary(Fn.LGAMMA, x);
    }

    /** {@return the derivative of lgamma} */
    public static Expr digamma(Expr x) {
        return new Unary(Fn.DIGAMMA, x);
    }

    /** {@return the logistic function 1 / (1 + exp(-x))} */
    public static Expr sigmoid(Expr x) {
        return new Unary(Fn.SIGMOID, x);
    }

    /** {@return log(1 + exp(x)), without overflow} */
    public static Expr softplus(Expr x) {
        return new Unary(Fn.SOFTPLUS, x);
    }

    /** {@return max(x, 0); NaN for NaN; derivative 0 at 0} */
    public static Expr relu(Expr x) {
        return where(le(x, 0), Const.ZERO, x);
    }

    /** {@return the larger of a and b} */
    public static Expr max(Expr a, Expr b) {
        return new Binary(Op.MAX, a, b);
    }

    /** {@return the larger of a and b} */
    public static Expr max(Expr a, double b) {
        return max(a, new Const(b));
    }

    /** {@return the smaller of a and b} */
    public static Expr min(Expr a, Expr b) {
        return new Binary(Op.MIN, a, b);
    }

    /** {@return the smaller of a and b} */
    public static Expr min(Expr a, double b) {
        return min(a, new Const(b));
    }

    /** {@return the larger of x and a bound; at a tie the derivative belongs to x} */
    public static Expr atLeast(Expr x, Expr bound) {
        return new Binary(Op.AT_LEAST, x, bound);
    }

    /** {@return the smaller of x and a bound; at a tie the derivative belongs to x} */
    public static Expr atMost(Expr x, Expr bound) {
        return new Binary(Op.AT_MOST, x, bound);
    }

    /** {@return the angle of the point (b, a)} */
    public static Expr atan2(Expr a, Expr b) {
        return new Binary(Op.ATAN2, a, b);
    }

    /** {@return the length of the vector (a, b)} */
    public static Expr hypot(Expr a, Expr b) {
        return new Binary(Op.HYPOT, a, b);
    }

    /** {@return log(exp(a) + exp(b)), without overflow} */
    public static Expr logaddexp(Expr a, Expr b) {
        return new Binary(Op.LOGADDEXP, a, b);
    }

    /** {@return the remainder of a / b, with the sign of a} */
    public static Expr fmod(Expr a, Expr b) {
        return new Binary(Op.FMOD, a, b);
    }

    /** {@return the largest whole number not above a / b} */
    public static Expr floorDivide(Expr a, Expr b) {
        return new Binary(Op.FLOOR_DIVIDE, a, b);
    }

    /** {@return the derivative of digamma of an order} */
    public static Expr polygamma(Expr order, Expr x) {
        return new Binary(Op.POLYGAMMA, order, x);
    }

    /** {@return 1 where a &lt; b, else 0} */
    public static Expr lt(Expr a, Expr b) {
        return new Compare(Cmp.LT, a, b);
    }

    /** {@return 1 where a &lt; b, else 0} */
    public static Expr lt(Expr a, double b) {
        return lt(a, new Const(b));
    }

    /** {@return 1 where a &lt;= b, else 0} */
    public static Expr le(Expr a, Expr b) {
        return new Compare(Cmp.LE, a, b);
    }

    /** {@return 1 where a &lt;= b, else 0} */
    public static Expr le(Expr a, double b) {
        return le(a, new Const(b));
    }

    /** {@return 1 where a &gt; b, else 0} */
    public static Expr gt(Expr a, Expr b) {
        return new Compare(Cmp.GT, a, b);
    }

    /** {@return 1 where a &gt; b, else 0} */
    public static Expr gt(Expr a, double b) {
        return gt(a, new Const(b));
    }

    /** {@return 1 where a &gt;= b, else 0} */
    public static Expr ge(Expr a, Expr b) {
        return new Compare(Cmp.GE, a, b);
    }

    /** {@return 1 where a &gt;= b, else 0} */
    public static Expr ge(Expr a, double b) {
        return ge(a, new Const(b));
    }

    /** {@return 1 where a == b, else 0} */
    public static Expr eq(Expr a, Expr b) {
        return new Compare(Cmp.EQ, a, b);
    }

    /** {@return 1 where a == b, else 0} */
    public static Expr eq(Expr a, double b) {
        return eq(a, new Const(b));
    }

    /** {@return 1 where a != b, else 0} */
    public static Expr ne(Expr a, Expr b) {
        return new Compare(Cmp.NE, a, b);
    }

    /** {@return 1 where a != b, else 0} */
    public static Expr ne(Expr a, double b) {
        return ne(a, new Const(b));
    }

    /** {@return a where the condition is not 0, else b} */
    public static Expr where(Expr condition, Expr a, Expr b) {
        return new Select(condition, a, b);
    }

    /** {@return a where the condition is not 0, else b} */
    public static Expr where(Expr condition, Expr a, double b) {
        return where(condition, a, new Const(b));
    }

    /** {@return a where the condition is not 0, else b} */
    public static Expr where(Expr condition, double a, Expr b) {
        return where(condition, new Const(a), b);
    }
}
