package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;

/** Angles in radians, circular and hyperbolic functions and their inverses, element by element. */
public interface Trigonometry extends Operand {
    Elementwise SIN = Elementwise.unary("sin", x -> Exprs.sin(x)).floating();

    /** {@return the sine of x in radians} */
    default Tensor sin() {
        return SIN.apply(self());
    }

    Elementwise COS = Elementwise.unary("cos", x -> Exprs.cos(x)).floating();

    /** {@return the cosine of x in radians} */
    default Tensor cos() {
        return COS.apply(self());
    }

    Elementwise TAN = Elementwise.unary("tan", x -> Exprs.tan(x)).floating();

    /** {@return the tangent of x in radians} */
    default Tensor tan() {
        return TAN.apply(self());
    }

    Elementwise ASIN = Elementwise.unary("asin", x -> Exprs.asin(x)).floating();

    /** {@return the angle from -pi/2 to pi/2 whose sine is x; NaN beyond -1 and 1} */
    default Tensor asin() {
        return ASIN.apply(self());
    }

    Elementwise ACOS = Elementwise.unary("acos", x -> Exprs.acos(x)).floating();

    /** {@return the angle from 0 to pi whose cosine is x; NaN beyond -1 and 1} */
    default Tensor acos() {
        return ACOS.apply(self());
    }

    Elementwise ATAN = Elementwise.unary("atan", x -> Exprs.atan(x)).floating();

    /** {@return the angle between -pi/2 and pi/2 whose tangent is x} */
    default Tensor atan() {
        return ATAN.apply(self());
    }

    Elementwise ATAN2 = Elementwise.binary("atan2", (y, x) -> Exprs.atan2(y, x)).floating();

    /** {@return the angle of the point (x, y) from -pi to pi, where this is y} It is called on y: {@code y.atan2(x)}. */
    default Tensor atan2(Tensor x) {
        return ATAN2.apply(self(), x);
    }

    Elementwise SINH = Elementwise.unary("sinh", x -> Exprs.sinh(x)).floating();

    /** {@return the hyperbolic sine} */
    default Tensor sinh() {
        return SINH.apply(self());
    }

    Elementwise COSH = Elementwise.unary("cosh", x -> Exprs.cosh(x)).floating();

    /** {@return the hyperbolic cosine} */
    default Tensor cosh() {
        return COSH.apply(self());
    }

    Elementwise TANH = Elementwise.unary("tanh", x -> Exprs.tanh(x)).floating();

    /** {@return the hyperbolic tangent} */
    default Tensor tanh() {
        return TANH.apply(self());
    }

    Elementwise ASINH = Elementwise.unary("asinh", x -> Exprs.asinh(x)).floating();

    /** {@return the inverse of sinh} */
    default Tensor asinh() {
        return ASINH.apply(self());
    }

    Elementwise ACOSH = Elementwise.unary("acosh", x -> Exprs.acosh(x)).floating();

    /** {@return the inverse of cosh; NaN below 1} */
    default Tensor acosh() {
        return ACOSH.apply(self());
    }

    Elementwise ATANH = Elementwise.unary("atanh", x -> Exprs.atanh(x)).floating();

    /** {@return the inverse of tanh; NaN beyond -1 and 1} */
    default Tensor atanh() {
        return ATANH.apply(self());
    }

    Elementwise HYPOT = Elementwise.binary("hypot", (x, y) -> Exprs.hypot(x, y)).floating();

    /** {@return sqrt(x^2 + y^2), without overflow} */
    default Tensor hypot(Tensor other) {
        return HYPOT.apply(self(), other);
    }

    Elementwise SINC = Elementwise.unary("sinc", x -> {
        Expr angle = x.mul(Math.PI);
        return Exprs.where(Exprs.eq(x, 0), Exprs.constant(1), Exprs.sin(angle).div(angle));
    }).floating();

    /** {@return sin(pi x) / (pi x), and 1 at 0} Its second derivative at exactly 0 comes out as 0. */
    default Tensor sinc() {
        return SINC.apply(self());
    }

    Elementwise DEG2RAD = Elementwise.unary("deg2rad", x -> x.mul(Math.PI / 180)).floating();

    /** {@return degrees in radians} */
    default Tensor deg2rad() {
        return DEG2RAD.apply(self());
    }

    Elementwise RAD2DEG = Elementwise.unary("rad2deg", x -> x.mul(180 / Math.PI)).floating();

    /** {@return radians in degrees} */
    default Tensor rad2deg() {
        return RAD2DEG.apply(self());
    }
}
