package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;

/** Whole numbers near x, remainders, and limits, element by element. Whole numbers stay as they are. */
public interface Rounding extends Operand {
    Elementwise FLOOR = Elementwise.unary("floor", x -> Exprs.floor(x));

    /** {@return the largest whole number not above x} */
    default Tensor floor() {
        return FLOOR.apply(self());
    }

    Elementwise CEIL = Elementwise.unary("ceil", x -> Exprs.ceil(x));

    /** {@return the smallest whole number not below x} */
    default Tensor ceil() {
        return CEIL.apply(self());
    }

    Elementwise ROUND = Elementwise.unary("round", x -> Exprs.round(x));

    /** {@return the nearest whole number; halves go to the even one} */
    default Tensor round() {
        return ROUND.apply(self());
    }

    /**
     * Rounds to a number of decimals; halves go to the even neighbour.
     *
     * @param decimals digits after the point; negative ones are before it, so that -2 rounds to hundreds
     */
    default Tensor round(int decimals) {
        if (!self().dtype().isFloating()) {
            throw new IllegalArgumentException("round: decimals are of floating-point numbers, not " + self().dtype()
                    + "; convert with to(DType.FLOAT32)");
        }
        double scale = Math.pow(10, Math.abs(decimals));
        return decimals < 0 ? self().div(scale).round().mul(scale) : self().mul(scale).round().div(scale);
    }

    Elementwise TRUNC = Elementwise.unary("trunc", x -> Exprs.trunc(x));

    /** {@return x without its fraction} */
    default Tensor trunc() {
        return TRUNC.apply(self());
    }

    Elementwise FRAC = Elementwise.unary("frac", x -> x.sub(Exprs.trunc(x)));

    /** {@return the fraction of x, with its sign} */
    default Tensor frac() {
        return FRAC.apply(self());
    }

    Elementwise FMOD = Elementwise.binary("fmod", (x, y) -> Exprs.fmod(x, y));

    /**
     * {@return the remainder of x / y with the sign of x, as {@code %} in Java}
     *
     * @throws IllegalArgumentException if both are whole numbers and a divisor is 0
     */
    default Tensor fmod(Tensor other) {
        Divisors.check("fmod", self(), other);
        return FMOD.apply(self(), other);
    }

    /** {@return the remainder of x / value with the sign of x} */
    default Tensor fmod(double value) {
        return self().fmod(Dims.like(self(), value));
    }

    Elementwise REMAINDER = Elementwise.binary("remainder", (x, y) -> {
        Expr rest = Exprs.fmod(x, y);
        Expr otherSide = Exprs.ne(Exprs.lt(rest, 0), Exprs.lt(y, 0));
        return Exprs.where(Exprs.ne(rest, 0).mul(otherSide), rest.add(y), rest);
    });

    /**
     * {@return the remainder of x / y with the sign of y, as {@code %} in Python}
     *
     * @throws IllegalArgumentException if both are whole numbers and a divisor is 0
     */
    default Tensor remainder(Tensor other) {
        Divisors.check("remainder", self(), other);
        return REMAINDER.apply(self(), other);
    }

    /** {@return the remainder of x / value with the sign of the value} */
    default Tensor remainder(double value) {
        return self().remainder(Dims.like(self(), value));
    }

    Elementwise FLOOR_DIVIDE = Elementwise.binary("floorDivide", (x, y) -> Exprs.floorDivide(x, y));

    /**
     * {@return the largest whole number not above x / y} Its gradient is 0.
     *
     * @throws IllegalArgumentException if both are whole numbers and a divisor is 0
     */
    default Tensor floorDivide(Tensor other) {
        Divisors.check("floorDivide", self(), other);
        return FLOOR_DIVIDE.apply(self(), other);
    }

    /** {@return the largest whole number not above x / value} */
    default Tensor floorDivide(double value) {
        return self().floorDivide(Dims.like(self(), value));
    }

    Elementwise CLAMP = Elementwise.ternary("clamp", (x, min, max) ->
            Exprs.atMost(Exprs.atLeast(x, min), max));

    /** {@return x limited to min and max} Where min is above max the result is max; the gradient of x is 0 outside. */
    default Tensor clamp(double min, double max) {
        return CLAMP.apply(self(), Dims.like(self(), min), Dims.like(self(), max));
    }

    /** {@return each element limited to its own min and max} */
    default Tensor clamp(Tensor min, Tensor max) {
        return CLAMP.apply(self(), min, max);
    }

    Elementwise CLAMP_MIN = Elementwise.binary("clampMin", (x, min) -> Exprs.atLeast(x, min));

    /** {@return x, but at least min} Unlike {@link Arithmetic#maximum} it has the full gradient where the two are equal. */
    default Tensor clampMin(double min) {
        return CLAMP_MIN.apply(self(), Dims.like(self(), min));
    }

    Elementwise CLAMP_MAX = Elementwise.binary("clampMax", (x, max) -> Exprs.atMost(x, max));

    /** {@return x, but at most max} */
    default Tensor clampMax(double max) {
        return CLAMP_MAX.apply(self(), Dims.like(self(), max));
    }
}
