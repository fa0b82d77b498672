package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Exprs;

/** The error function, the gamma function and their relatives, element by element. */
public interface SpecialFunctions extends Operand {
    Elementwise ERF = Elementwise.unary("erf", x -> Exprs.erf(x)).floating();

    /** {@return the error function} */
    default Tensor erf() {
        return ERF.apply(self());
    }

    Elementwise ERFC = Elementwise.unary("erfc", x -> Exprs.erfc(x)).floating();

    /** {@return 1 - erf(x), exact where that is close to 0} */
    default Tensor erfc() {
        return ERFC.apply(self());
    }

    Elementwise ERFINV = Elementwise.unary("erfinv", x -> Exprs.erfinv(x)).floating();

    /** {@return the inverse of the error function; NaN beyond -1 and 1} */
    default Tensor erfinv() {
        return ERFINV.apply(self());
    }

    Elementwise LGAMMA = Elementwise.unary("lgamma", x -> Exprs.lgamma(x)).floating();

    /** {@return the logarithm of the absolute value of the gamma function} */
    default Tensor lgamma() {
        return LGAMMA.apply(self());
    }

    Elementwise DIGAMMA = Elementwise.unary("digamma", x -> Exprs.digamma(x)).floating();

    /** {@return the derivative of {@link #lgamma}; NaN at the negative whole numbers} */
    default Tensor digamma() {
        return DIGAMMA.apply(self());
    }

    Elementwise POLYGAMMA = Elementwise.binary("polygamma", (n, x) -> Exprs.polygamma(n, x)).floating();

    /**
     * A derivative of digamma.
     *
     * @param n which one, from 0 (digamma itself) to 170
     */
    default Tensor polygamma(int n) {
        if (n < 0 || n > 170) {
            throw new IllegalArgumentException("polygamma: the order must be from 0 to 170, not " + n);
        }
        return POLYGAMMA.apply(Dims.like(self(), n), self());
    }
}
