package jacobi.expr;

import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;

import static jacobi.expr.Exprs.cos;
import static jacobi.expr.Exprs.sigmoid;
import static jacobi.expr.Exprs.sign;
import static jacobi.expr.Exprs.sin;
import static jacobi.expr.Exprs.sqrt;

/**
 * The functions of one operand. A constant here is all that a function needs: its name, its value, its derivative
 * (as a formula in the operand {@code x} and the function's own value {@code y}), its LaTeX, and the class with the
 * static {@code double -> double} method of that name which compiled kernels call.
 */
public enum Fn {
    /** The negative. */
    NEG("neg", Exact.class, a -> -a, (x, y) -> new Const(-1), "-#"),
    /** The absolute value; derivative 0 at 0. */
    ABS("abs", Math.class, Math::abs, (x, y) -> sign(x), "\\left|#\\right|"),
    /** -1, 0 or 1. */
    SIGN("sign", Exact.class, Math::signum, (x, y) -> Const.ZERO, "\\operatorname{sign}(#)"),
    /** The largest integer not above the operand. */
    FLOOR("floor", Math.class, Math::floor, (x, y) -> Const.ZERO, "\\lfloor #\\rfloor"),
    /** The smallest integer not below the operand. */
    CEIL("ceil", Math.class, Math::ceil, (x, y) -> Const.ZERO, "\\lceil #\\rceil"),
    /** The nearest integer, ties to even. */
    ROUND("round", Exact.class, Math::rint, (x, y) -> Const.ZERO, "\\operatorname{round}(#)"),
    /** The square root. */
    SQRT("sqrt", Math.class, Math::sqrt, (x, y) -> Const.HALF.div(y), "\\sqrt{#}"),
    /** The exponential function. */
    EXP("exp", Math.class, Math::exp, (x, y) -> y, "e^{#}"),
    /** exp(x) - 1, exact near 0. */
    EXPM1("expm1", Math.class, Math::expm1, (x, y) -> y.add(1), "\\operatorname{expm1}(#)"),
    /** The natural logarithm. */
    LOG("log", Math.class, Math::log, (x, y) -> Const.ONE.div(x), "\\ln(#)"),
    /** log(1 + x), exact near 0. */
    LOG1P("log1p", Math.class, Math::log1p, (x, y) -> Const.ONE.div(x.add(1)), "\\operatorname{log1p}(#)"),
    /** The sine. */
    SIN("sin", Math.class, Math::sin, (x, y) -> cos(x), "\\sin(#)"),
    /** The cosine. */
    COS("cos", Math.class, Math::cos, (x, y) -> sin(x).neg(), "\\cos(#)"),
    /** The tangent. */
    TAN("tan", Math.class, Math::tan, (x, y) -> y.square().add(1), "\\tan(#)"),
    /** The inverse sine. */
    ASIN("asin", Math.class, Math::asin, (x, y) -> Const.ONE.div(sqrt(Const.ONE.sub(x.square()))), "\\arcsin(#)"),
    /** The inverse cosine. */
    ACOS("acos", Math.class, Math::acos, (x, y) -> new Const(-1).div(sqrt(Const.ONE.sub(x.square()))),
            "\\arccos(#)"),
    /** The inverse tangent. */
    ATAN("atan", Math.class, Math::atan, (x, y) -> Const.ONE.div(x.square().add(1)), "\\arctan(#)"),
    /** The hyperbolic sine. */
    SINH("sinh", Math.class, Math::sinh, (x, y) -> Exprs.cosh(x), "\\sinh(#)"),
    /** The hyperbolic cosine. */
    COSH("cosh", Math.class, Math::cosh, (x, y) -> Exprs.sinh(x), "\\cosh(#)"),
    /** The hyperbolic tangent. */
    TANH("tanh", Math.class, Math::tanh, (x, y) -> Const.ONE.sub(y.square()), "\\tanh(#)"),
    /** The logistic function 1 / (1 + exp(-x)). */
    SIGMOID("sigmoid", Exact.class, Exact::sigmoid, (x, y) -> y.mul(Const.ONE.sub(y)), "\\sigma(#)"),
    /** log(1 + exp(x)), without overflow. */
    SOFTPLUS("softplus", Exact.class, Exact::softplus, (x, y) -> sigmoid(x), "\\operatorname{softplus}(#)");

    private final String label;
    private final Class<?> owner;
    private final DoubleUnaryOperator value;
    private final BinaryOperator<Expr> derivative;
    private final String latex;

    Fn(String label, Class<?> owner, DoubleUnaryOperator value, BinaryOperator<Expr> derivative, String latex) {
        this.label = label;
        this.owner = owner;
        this.value = value;
        this.derivative = derivative;
        this.latex = latex;
    }

    /** {@return the name, also that of the static method in {@link #owner()}} */
    public String label() {
        return label;
    }

    /** {@return the public class whose static method named {@link #label()} computes the value} */
    public Class<?> owner() {
        return owner;
    }

    /** {@return the value at a} */
    public double apply(double a) {
        return value.applyAsDouble(a);
    }

    /**
     * The derivative by the operand.
     *
     * @param x the operand
     * @param y what stands for the function's value at x
     * @return the derivative, not simplified
     */
    public Expr derivative(Expr x, Expr y) {
        return derivative.apply(x, y);
    }

    /** {@return the LaTeX, with {@code #} for the operand} */
    public String latex() {
        return latex;
    }
}
