package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;

/** Exponentials and logarithms, element by element. */
public interface Functions extends Operand {
    Elementwise EXP = Elementwise.unary("exp", x -> Exprs.exp(x)).floating();

    /** {@return e to the power x} */
    default Tensor exp() {
        return EXP.apply(self());
    }

    Elementwise EXPM1 = Elementwise.unary("expm1", x -> Exprs.expm1(x)).floating();

    /** {@return e to the power x, minus 1, exact near 0} */
    default Tensor expm1() {
        return EXPM1.apply(self());
    }

    Elementwise EXP2 = Elementwise.unary("exp2", x -> Exprs.constant(2).pow(x)).floating();

    /** {@return 2 to the power x} */
    default Tensor exp2() {
        return EXP2.apply(self());
    }

    Elementwise LOG = Elementwise.unary("log", x -> Exprs.log(x)).floating();

    /** {@return the natural logarithm; NaN below 0} */
    default Tensor log() {
        return LOG.apply(self());
    }

    Elementwise LOG1P = Elementwise.unary("log1p", x -> Exprs.log1p(x)).floating();

    /** {@return log(1 + x), exact near 0; NaN below -1} */
    default Tensor log1p() {
        return LOG1P.apply(self());
    }

    Elementwise LOG2 = Elementwise.unary("log2", x -> Exprs.log2(x)).floating();

    /** {@return the logarithm to base 2; NaN below 0} */
    default Tensor log2() {
        return LOG2.apply(self());
    }

    Elementwise LOG10 = Elementwise.unary("log10", x -> Exprs.log10(x)).floating();

    /** {@return the logarithm to base 10; NaN below 0} */
    default Tensor log10() {
        return LOG10.apply(self());
    }

    Elementwise LOGADDEXP = Elementwise.binary("logaddexp", (x, y) -> Exprs.logaddexp(x, y)).floating();

    /** {@return log(e^x + e^y), without overflow} */
    default Tensor logaddexp(Tensor other) {
        return LOGADDEXP.apply(self(), other);
    }

    Elementwise LOGADDEXP2 = Elementwise.binary("logaddexp2", (x, y) -> {
        Expr sum = Exprs.logaddexp(x.mul(Math.log(2)), y.mul(Math.log(2)));
        return sum.div(Math.log(2));
    }).floating();

    /** {@return log2(2^x + 2^y), without overflow} */
    default Tensor logaddexp2(Tensor other) {
        return LOGADDEXP2.apply(self(), other);
    }

    Elementwise XLOGY = Elementwise.binary("xlogy", (x, y) -> {
        Expr product = x.mul(Exprs.log(y));
        Expr atZero = Exprs.where(Exprs.le(y, 0), 0, Exprs.where(Exprs.eq(y, Double.POSITIVE_INFINITY), 0, product));
        return Exprs.where(Exprs.eq(x, 0), atZero, product);
    }).floating();

    /** {@return x log(y), and 0 where x is 0, whatever y is, unless that is NaN} */
    default Tensor xlogy(Tensor other) {
        return XLOGY.apply(self(), other);
    }

    Elementwise LOGIT = Elementwise.unary("logit", x -> Exprs.log(x.div(Exprs.constant(1).sub(x)))).floating();

    /** {@return log(x / (1 - x)), the inverse of sigmoid; NaN beyond 0 and 1} */
    default Tensor logit() {
        return LOGIT.apply(self());
    }

    /** {@return the same of x limited to eps and 1 - eps} */
    default Tensor logit(double eps) {
        return LOGIT.apply(self().clamp(eps, 1 - eps));
    }
}
