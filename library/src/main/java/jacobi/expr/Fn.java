package jacobi.expr;

import static jacobi.expr.Exprs.cos;
import static jacobi.expr.Exprs.exp;
import static jacobi.expr.Exprs.sigmoid;
import static jacobi.expr.Exprs.sign;
import static jacobi.expr.Exprs.sin;
import static jacobi.expr.Exprs.sqrt;

/**
 * The functions of one operand. All that a function needs is here: its name, its value, its derivative (as a formula in
 * the operand {@code x} and the function's own value {@code y}) and its LaTeX. (Switches rather than a lambda for each,
 * which would cost the first op of a process 15 milliseconds.)
 */
public enum Fn {
    /** The negative. */
    NEG("neg", "-#"),
    /** The absolute value; derivative 0 at 0. */
    ABS("abs", "\\left|#\\right|"),
    /** -1, 0 or 1. */
    SIGN("sign", "\\operatorname{sign}(#)"),
    /** The largest integer not above the operand. */
    FLOOR("floor", "\\lfloor #\\rfloor"),
    /** The smallest integer not below the operand. */
    CEIL("ceil", "\\lceil #\\rceil"),
    /** The nearest integer, ties to even. */
    ROUND("round", "\\operatorname{round}(#)"),
    /** The square root. */
    SQRT("sqrt", "\\sqrt{#}"),
    /** The exponential function. */
    EXP("exp", "e^{#}"),
    /** exp(x) - 1, exact near 0. */
    EXPM1("expm1", "\\operatorname{expm1}(#)"),
    /** The natural logarithm. */
    LOG("log", "\\ln(#)"),
    /** log(1 + x), exact near 0. */
    LOG1P("log1p", "\\operatorname{log1p}(#)"),
    /** The logarithm to base 2. */
    LOG2("log2", "\\log_2(#)"),
    /** The logarithm to base 10. */
    LOG10("log10", "\\log_{10}(#)"),
    /** The sine. */
    SIN("sin", "\\sin(#)"),
    /** The cosine. */
    COS("cos", "\\cos(#)"),
    /** The tangent. */
    TAN("tan", "\\tan(#)"),
    /** The inverse sine. */
    ASIN("asin", "\\arcsin(#)"),
    /** The inverse cosine. */
    ACOS("acos", "\\arccos(#)"),
    /** The inverse tangent. */
    ATAN("atan", "\\arctan(#)"),
    /** The hyperbolic sine. */
    SINH("sinh", "\\sinh(#)"),
    /** The hyperbolic cosine. */
    COSH("cosh", "\\cosh(#)"),
    /** The hyperbolic tangent. */
    TANH("tanh", "\\tanh(#)"),
    /** The inverse hyperbolic sine. */
    ASINH("asinh", "\\operatorname{arsinh}(#)"),
    /** The inverse hyperbolic cosine. */
    ACOSH("acosh", "\\operatorname{arcosh}(#)"),
    /** The inverse hyperbolic tangent. */
    ATANH("atanh", "\\operatorname{artanh}(#)"),
    /** The error function. */
    ERF("erf", "\\operatorname{erf}(#)"),
    /** 1 - erf(x), exact where that is close to 0. */
    ERFC("erfc", "\\operatorname{erfc}(#)"),
    /** The inverse of the error function. */
    ERFINV("erfinv", "\\operatorname{erf}^{-1}(#)"),
    /** The logarithm of the absolute value of the gamma function. */
    LGAMMA("lgamma", "\\ln\\left|\\Gamma(#)\\right|"),
    /** The derivative of lgamma. */
    DIGAMMA("digamma", "\\psi(#)"),
    /** The logistic function 1 / (1 + exp(-x)). */
    SIGMOID("sigmoid", "\\sigma(#)"),
    /** log(1 + exp(x)), without overflow. */
    SOFTPLUS("softplus", "\\operatorname{softplus}(#)");

    private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

    private final String label;
    private final String latex;

    Fn(String label, String latex) {
        this.label = label;
        this.latex = latex;
    }

    /** {@return the name} */
    public String label() {
        return label;
    }

    /** {@return the value at x} */
    public double apply(double x) {
        return switch (this) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
            case SQRT -> Math.sqrt(x);
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case LOG2 -> Exact.log2(x);
            case LOG10 -> Math.log10(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ASIN -> Math.asin(x);
            case ACOS -> Math.acos(x);
            case ATAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case ASINH -> Exact.asinh(x);
            case ACOSH -> Exact.acosh(x);
            case ATANH -> Exact.atanh(x);
            case ERF -> Exact.erf(x);
            case ERFC -> Exact.erfc(x);
            case ERFINV -> Exact.erfinv(x);
            case LGAMMA -> Exact.lgamma(x);
            case DIGAMMA -> Exact.digamma(x);
            case SIGMOID -> Exact.sigmoid(x);
            case SOFTPLUS -> Exact.softplus(x);
        };
    }

    /**
     * The derivative by the operand.
     *
     * @param x the operand
     * @param y what stands for the function's value at x
     * @return the derivative, not simplified
     */
    public Expr derivative(Expr x, Expr y) {
        return switch (this) {
            case NEG -> new Const(-1);
            case ABS -> sign(x);
            case SIGN -> Const.ZERO;
            case FLOOR -> Const.ZERO;
            case CEIL -> Const.ZERO;
            case ROUND -> Const.ZERO;
            case SQRT -> Const.HALF.div(y);
            case EXP -> y;
            case EXPM1 -> y.add(1);
            case LOG -> Const.ONE.div(x);
            case LOG1P -> Const.ONE.div(x.add(1));
            case LOG2 -> new Const(1 / Math.log(2)).div(x);
            case LOG10 -> new Const(1 / Math.log(10)).div(x);
            case SIN -> cos(x);
            case COS -> sin(x).neg();
            case TAN -> y.square().add(1);
            case ASIN -> Const.ONE.div(sqrt(Const.ONE.sub(x.square())));
            case ACOS -> new Const(-1).div(sqrt(Const.ONE.sub(x.square())));
            case ATAN -> Const.ONE.div(x.square().add(1));
            case SINH -> Exprs.cosh(x);
            case COSH -> Exprs.sinh(x);
            case TANH -> Const.ONE.sub(y.square());
            case ASINH -> Const.ONE.div(sqrt(x.square().add(1)));
            case ACOSH -> Const.ONE.div(sqrt(x.sub(1).mul(x.add(1))));
            case ATANH -> Const.ONE.div(Const.ONE.sub(x.square()));
            case ERF -> exp(x.square().neg()).mul(TWO_BY_ROOT_PI);
            case ERFC -> exp(x.square().neg()).mul(-TWO_BY_ROOT_PI);
            case ERFINV -> exp(y.square()).div(TWO_BY_ROOT_PI);
            case LGAMMA -> new Unary(DIGAMMA, x);
            case DIGAMMA -> new Binary(Op.POLYGAMMA, Const.ONE, x);
            case SIGMOID -> y.mul(Const.ONE.sub(y));
            case SOFTPLUS -> sigmoid(x);
        };
    }

    /** {@return the LaTeX, with {@code #} for the operand} */
    public String latex() {
        return latex;
    }
}
