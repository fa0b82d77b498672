package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;

/**
 * Truth values and what kind of number there is, element by element. Of other than bool tensors every element but 0
 * counts as true, NaN too. Nothing of them is differentiated, except {@link #nanToNum}.
 */
public interface Logic extends Operand {
    Elementwise LOGICAL_AND = Elementwise.binary("logicalAnd", (x, y) -> Exprs.ne(x, 0).mul(Exprs.ne(y, 0))).bool();

    /** {@return where both are true} */
    default Tensor logicalAnd(Tensor other) {
        return LOGICAL_AND.apply(self(), other);
    }

    Elementwise LOGICAL_OR = Elementwise.binary("logicalOr", (x, y) -> Exprs.max(Exprs.ne(x, 0), Exprs.ne(y, 0))).bool();

    /** {@return where one or both are true} */
    default Tensor logicalOr(Tensor other) {
        return LOGICAL_OR.apply(self(), other);
    }

    Elementwise LOGICAL_XOR = Elementwise.binary("logicalXor", (x, y) -> Exprs.ne(Exprs.ne(x, 0), Exprs.ne(y, 0))).bool();

    /** {@return where exactly one is true} */
    default Tensor logicalXor(Tensor other) {
        return LOGICAL_XOR.apply(self(), other);
    }

    Elementwise LOGICAL_NOT = Elementwise.unary("logicalNot", x -> Exprs.eq(x, 0)).bool();

    /** {@return where x is 0 or false} */
    default Tensor logicalNot() {
        return LOGICAL_NOT.apply(self());
    }

    Elementwise ISNAN = Elementwise.unary("isnan", x -> Exprs.ne(x, x)).bool();

    /** {@return where x is not a number} */
    default Tensor isnan() {
        return ISNAN.apply(self());
    }

    Elementwise ISINF = Elementwise.unary("isinf", x -> Exprs.eq(Exprs.abs(x), Double.POSITIVE_INFINITY)).bool();

    /** {@return where x is infinite} */
    default Tensor isinf() {
        return ISINF.apply(self());
    }

    Elementwise ISPOSINF = Elementwise.unary("isposinf", x -> Exprs.eq(x, Double.POSITIVE_INFINITY)).bool();

    /** {@return where x is plus infinity} */
    default Tensor isposinf() {
        return ISPOSINF.apply(self());
    }

    Elementwise ISNEGINF = Elementwise.unary("isneginf", x -> Exprs.eq(x, Double.NEGATIVE_INFINITY)).bool();

    /** {@return where x is minus infinity} */
    default Tensor isneginf() {
        return ISNEGINF.apply(self());
    }

    Elementwise ISFINITE = Elementwise.unary("isfinite", x -> Exprs.lt(Exprs.abs(x), Double.POSITIVE_INFINITY)).bool();

    /** {@return where x is neither infinite nor NaN} */
    default Tensor isfinite() {
        return ISFINITE.apply(self());
    }

    Elementwise NAN_TO_NUM = Elementwise.of("nanToNum", 4, in -> {
        Expr x = in[0];
        Expr below = Exprs.where(Exprs.eq(x, Double.NEGATIVE_INFINITY), in[3], x);
        return Exprs.where(Exprs.ne(x, x), in[1],
                Exprs.where(Exprs.eq(x, Double.POSITIVE_INFINITY), in[2], below));
    });

    /** {@return x with numbers in place of NaN and the infinities} */
    default Tensor nanToNum(double nan, double plusInfinity, double minusInfinity) {
        if (!self().dtype().isFloating()) {
            return self();
        }
        return NAN_TO_NUM.apply(self(), Dims.like(self(), nan), Dims.like(self(), plusInfinity),
                Dims.like(self(), minusInfinity));
    }

    /** {@return x with 0 in place of NaN, and the largest numbers of its type in place of the infinities} */
    default Tensor nanToNum() {
        double largest = self().dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        return nanToNum(0, largest, -largest);
    }

    Elementwise HEAVISIDE = Elementwise.binary("heaviside", (x, atZero) ->
            Exprs.where(Exprs.eq(x, 0), atZero, Exprs.where(Exprs.gt(x, 0), Exprs.constant(1), Exprs.constant(0))));

    /** {@return 0 where x is negative, 1 where it is positive, and atZero where it is 0} */
    default Tensor heaviside(Tensor atZero) {
        return HEAVISIDE.apply(self(), atZero);
    }

    /** Also of the negative zero. */
    private static Expr isNegative(Expr x) {
        return Exprs.where(Exprs.eq(x, 0), Exprs.lt(Exprs.constant(1).div(x), 0), Exprs.lt(x, 0));
    }

    Elementwise SIGNBIT = Elementwise.unary("signbit", Logic::isNegative).bool();

    Elementwise WHOLE_SIGNBIT = Elementwise.unary("signbit", x -> Exprs.lt(x, 0)).bool();

    /** {@return where x is negative, -0.0 among them; a NaN has no sign} */
    default Tensor signbit() {
        return (self().dtype().isFloating() ? SIGNBIT : WHOLE_SIGNBIT).apply(self());
    }

    Elementwise COPYSIGN = Elementwise.binary("copysign", (x, sign) ->
            Exprs.where(isNegative(sign), Exprs.abs(x).neg(), Exprs.abs(x))).floating();

    /** {@return |x| with the sign of the other number, of which -0.0 counts as negative and NaN as positive} */
    default Tensor copysign(Tensor sign) {
        return COPYSIGN.apply(self(), sign);
    }

    /** {@return |x| with the sign of a number} */
    default Tensor copysign(double sign) {
        return copysign(Dims.like(self(), sign));
    }
}
