package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;

/** Questions, element by element; the answers are bool tensors, which sum() counts. Nothing of them is differentiated. */
public interface Comparisons extends Operand {
    Elementwise EQ = Elementwise.binary("eq", (x, y) -> Exprs.eq(x, y)).bool();

    /** {@return where x equals y} */
    default Tensor eq(Tensor other) {
        return EQ.apply(self(), other);
    }

    /** {@return where x equals a number} */
    default Tensor eq(double value) {
        return EQ.apply(self(), Dims.like(self(), value));
    }

    Elementwise NE = Elementwise.binary("ne", (x, y) -> Exprs.ne(x, y)).bool();

    /** {@return where x differs from y} */
    default Tensor ne(Tensor other) {
        return NE.apply(self(), other);
    }

    /** {@return where x differs from a number} */
    default Tensor ne(double value) {
        return NE.apply(self(), Dims.like(self(), value));
    }

    Elementwise LT = Elementwise.binary("lt", (x, y) -> Exprs.lt(x, y)).bool();

    /** {@return where x is less than y} */
    default Tensor lt(Tensor other) {
        return LT.apply(self(), other);
    }

    /** {@return where x is less than a number} */
    default Tensor lt(double value) {
        return LT.apply(self(), Dims.like(self(), value));
    }

    Elementwise LE = Elementwise.binary("le", (x, y) -> Exprs.le(x, y)).bool();

    /** {@return where x is at most y} */
    default Tensor le(Tensor other) {
        return LE.apply(self(), other);
    }

    /** {@return where x is at most a number} */
    default Tensor le(double value) {
        return LE.apply(self(), Dims.like(self(), value));
    }

    Elementwise GT = Elementwise.binary("gt", (x, y) -> Exprs.gt(x, y)).bool();

    /** {@return where x is greater than y} */
    default Tensor gt(Tensor other) {
        return GT.apply(self(), other);
    }

    /** {@return where x is greater than a number} */
    default Tensor gt(double value) {
        return GT.apply(self(), Dims.like(self(), value));
    }

    Elementwise GE = Elementwise.binary("ge", (x, y) -> Exprs.ge(x, y)).bool();

    /** {@return where x is at least y} */
    default Tensor ge(Tensor other) {
        return GE.apply(self(), other);
    }

    /** {@return where x is at least a number} */
    default Tensor ge(double value) {
        return GE.apply(self(), Dims.like(self(), value));
    }

    Elementwise WHERE = Elementwise.ternary("where", (c, x, y) -> Exprs.where(Exprs.ne(c, 0), x, y));

    /**
     * Chooses between two tensors: {@code mask.where(a, b)} is a where the mask is true, b elsewhere.
     *
     * @return of the type that a and b share
     */
    default Tensor where(Tensor ifTrue, Tensor ifFalse) {
        return WHERE.apply(self(), ifTrue, ifFalse);
    }

    /** Of x, y, the relative and the absolute tolerance. */
    Elementwise ISCLOSE = Elementwise.of("isclose", 4, in -> {
        Expr distance = Exprs.abs(in[0].sub(in[1]));
        Expr allowed = Exprs.abs(in[1]).mul(in[2]).add(in[3]);
        Expr near = Exprs.le(distance, allowed).mul(Exprs.lt(distance, Double.POSITIVE_INFINITY));
        return Exprs.max(Exprs.eq(in[0], in[1]), near);
    }).bool();

    /**
     * Where x and y differ by at most {@code atol + rtol * |y|}. Infinities are close to themselves only.
     *
     * @param rtol     the tolerance relative to the other tensor's values
     * @param atol     the absolute tolerance
     * @param equalNan whether NaN is close to NaN
     */
    default Tensor isclose(Tensor other, double rtol, double atol, boolean equalNan) {
        if (!(rtol >= 0 && atol >= 0)) {
            throw new IllegalArgumentException("isclose: the tolerances must not be negative, but they are rtol " + rtol
                    + " and atol " + atol);
        }
        Tensor close = ISCLOSE.apply(self(), other, Tensors.scalar(rtol, DType.FLOAT64),
                Tensors.scalar(atol, DType.FLOAT64));
        return equalNan ? close.logicalOr(self().isnan().logicalAnd(other.isnan())) : close;
    }

    /** {@return where x and y differ by at most 1e-8 + 1e-5 |y|} */
    default Tensor isclose(Tensor other) {
        return isclose(other, 1e-5, 1e-8, false);
    }

    /** {@return whether all elements are close, as {@link #isclose(Tensor, double, double, boolean) isclose} says} */
    default boolean allclose(Tensor other, double rtol, double atol, boolean equalNan) {
        Tensor close = isclose(other, rtol, atol, equalNan);
        return close.sum().item() == close.size();
    }

    /** {@return whether all elements differ by at most 1e-8 + 1e-5 |y|} */
    default boolean allclose(Tensor other) {
        return allclose(other, 1e-5, 1e-8, false);
    }

    /** {@return whether both have the same shape and the same elements; NaN equals nothing} */
    default boolean equal(Tensor other) {
        return self().shape().equals(other.shape()) && eq(other).sum().item() == self().size();
    }
}
