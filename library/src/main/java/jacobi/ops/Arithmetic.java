package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;

/**
 * Sums, products and powers, element by element. Two tensors broadcast against each other; a Java number counts as a
 * tensor of the other's kind.
 */
public interface Arithmetic extends Operand {
    Elementwise ADD = Elementwise.binary("add", (x, y) -> x.add(y));

    /** {@return x + y} */
    default Tensor add(Tensor other) {
        return ADD.apply(self(), other);
    }

    /** {@return x + value} */
    default Tensor add(double value) {
        return ADD.apply(self(), Dims.like(self(), value));
    }

    Elementwise SUB = Elementwise.binary("sub", (x, y) -> x.sub(y));

    /** {@return x - y} Bools have no difference. */
    default Tensor sub(Tensor other) {
        if (self().dtype() == DType.BOOL && other.dtype() == DType.BOOL) {
            throw new IllegalArgumentException("sub: both tensors are of bools, which have no difference; use logicalXor to see "
                    + "where they differ, or to(DType.INT64) on one of them");
        }
        return SUB.apply(self(), other);
    }

    /** {@return x - value} */
    default Tensor sub(double value) {
        return SUB.apply(self(), Dims.like(self(), value));
    }

    Elementwise MUL = Elementwise.binary("mul", (x, y) -> x.mul(y));

    /** {@return x * y, element by element} The matrix product is {@link LinearAlgebra#matmul}. */
    default Tensor mul(Tensor other) {
        return MUL.apply(self(), other);
    }

    /** {@return x * value} */
    default Tensor mul(double value) {
        return MUL.apply(self(), Dims.like(self(), value));
    }

    Elementwise DIV = Elementwise.binary("div", (x, y) -> x.div(y)).floating();

    /** {@return x / y, in floating point for whole numbers too} */
    default Tensor div(Tensor other) {
        return DIV.apply(self(), other);
    }

    /** {@return x / value, in floating point for whole numbers too} */
    default Tensor div(double value) {
        return DIV.apply(self(), Dims.like(self(), value));
    }

    Elementwise POW = Elementwise.binary("pow", (x, y) -> x.pow(y)).floating();

    Elementwise WHOLE_POW = Elementwise.binary("pow", (x, y) -> x.pow(y));

    /**
     * {@return x to the power y} Between whole numbers it is a whole number, limited to the range of its type, and 0
     * where the exponent makes it a fraction.
     */
    default Tensor pow(Tensor exponent) {
        boolean floating = self().dtype().isFloating() || exponent.dtype().isFloating();
        return (floating ? POW : WHOLE_POW).apply(self(), exponent);
    }

    /**
     * {@return x to the power of a number}
     *
     * @throws IllegalArgumentException if x is of whole numbers and the exponent is a negative whole number
     */
    default Tensor pow(double exponent) {
        if (!self().dtype().isFloating() && exponent < 0 && exponent == Math.rint(exponent)) {
            throw new IllegalArgumentException("pow: whole numbers (" + self().dtype() + ") to the power of " + exponent
                    + " would be fractions; convert with to(DType.FLOAT32)");
        }
        return Powers.has(self(), exponent) ? Powers.apply(self(), exponent)
                : self().pow(Dims.like(self(), exponent));
    }

    Elementwise MAXIMUM = Elementwise.binary("maximum", (x, y) -> Exprs.max(x, y));

    /** {@return the larger of each pair} Where they are equal, each gets half of the gradient. */
    default Tensor maximum(Tensor other) {
        return MAXIMUM.apply(self(), other);
    }

    /** {@return the larger of x and a number} Where they are equal, x gets half of the gradient; with {@link Rounding#clampMin(double)} all of it. */
    default Tensor maximum(double value) {
        return self().maximum(Dims.like(self(), value));
    }

    Elementwise MINIMUM = Elementwise.binary("minimum", (x, y) -> Exprs.min(x, y));

    /** {@return the smaller of each pair} Where they are equal, each gets half of the gradient. */
    default Tensor minimum(Tensor other) {
        return MINIMUM.apply(self(), other);
    }

    /** {@return the smaller of x and a number} Where they are equal, x gets half of the gradient; with {@link Rounding#clampMax(double)} all of it. */
    default Tensor minimum(double value) {
        return self().minimum(Dims.like(self(), value));
    }

    Elementwise NEG = Elementwise.unary("neg", Expr::neg);

    /** {@return -x} Bools have no negative. */
    default Tensor neg() {
        if (self().dtype() == DType.BOOL) {
            throw new IllegalArgumentException("neg: the tensor is of bools, which have no negative; use logicalNot, or "
                    + "to(DType.INT64) first");
        }
        return NEG.apply(self());
    }

    Elementwise ABS = Elementwise.unary("abs", x -> Exprs.abs(x));

    /** {@return |x|, whose gradient at 0 is 0} */
    default Tensor abs() {
        return ABS.apply(self());
    }

    Elementwise SIGN = Elementwise.unary("sign", x -> Exprs.sign(x));

    /** {@return -1, 0 or 1; NaN stays NaN, for which PyTorch says 0} Its gradient is 0 everywhere. */
    default Tensor sign() {
        return SIGN.apply(self());
    }

    Elementwise SQRT = Elementwise.unary("sqrt", x -> Exprs.sqrt(x)).floating();

    /** {@return the square root; NaN below 0} */
    default Tensor sqrt() {
        return SQRT.apply(self());
    }

    Elementwise SQUARE = Elementwise.unary("square", x -> x.mul(x));

    /** {@return x * x} */
    default Tensor square() {
        return SQUARE.apply(self());
    }

    Elementwise RSQRT = Elementwise.unary("rsqrt", x -> Exprs.constant(1).div(Exprs.sqrt(x))).floating();

    /** {@return 1 / sqrt(x); NaN below 0} */
    default Tensor rsqrt() {
        return RSQRT.apply(self());
    }

    Elementwise RECIPROCAL = Elementwise.unary("reciprocal", x -> Exprs.constant(1).div(x)).floating();

    /** {@return 1 / x, in floating point for whole numbers too} */
    default Tensor reciprocal() {
        return RECIPROCAL.apply(self());
    }

    Elementwise LERP = Elementwise.ternary("lerp", (x, end, weight) -> {
        Expr distance = end.sub(x);
        return Exprs.where(Exprs.lt(Exprs.abs(weight), 0.5), x.add(weight.mul(distance)),
                end.sub(distance.mul(Exprs.constant(1).sub(weight))));
    });

    /** {@return x + weight * (end - x): x for weight 0, the end for weight 1} */
    default Tensor lerp(Tensor end, double weight) {
        return LERP.apply(self(), end, Dims.beside(weight, self(), end));
    }

    /** {@return the same with a weight for each element} */
    default Tensor lerp(Tensor end, Tensor weight) {
        return LERP.apply(self(), end, weight);
    }

    Elementwise ADDCMUL = Elementwise.of("addcmul", 4, in -> in[0].add(in[3].mul(in[1]).mul(in[2])));

    /** {@return x + a * b} */
    default Tensor addcmul(Tensor a, Tensor b) {
        return addcmul(a, b, 1);
    }

    /** {@return x + value * a * b} */
    default Tensor addcmul(Tensor a, Tensor b, double value) {
        return ADDCMUL.apply(self(), a, b, Dims.beside(value, self(), a, b));
    }

    Elementwise ADDCDIV = Elementwise.of("addcdiv", 4, in -> in[0].add(in[3].mul(in[1].div(in[2])))).floating();

    /** {@return x + a / b} */
    default Tensor addcdiv(Tensor a, Tensor b) {
        return addcdiv(a, b, 1);
    }

    /** {@return x + value * a / b} */
    default Tensor addcdiv(Tensor a, Tensor b, double value) {
        return ADDCDIV.apply(self(), a, b, Dims.beside(value, self(), a, b));
    }
}
