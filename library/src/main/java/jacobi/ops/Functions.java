package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Exprs;

/** Functions of one number, element by element: transcendental functions and activations. */
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

    Elementwise LOG = Elementwise.unary("log", x -> Exprs.log(x)).floating();

    /** {@return the natural logarithm; NaN below 0} */
    default Tensor log() {
        return LOG.apply(self());
    }

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

    Elementwise TANH = Elementwise.unary("tanh", x -> Exprs.tanh(x)).floating();

    /** {@return the hyperbolic tangent} */
    default Tensor tanh() {
        return TANH.apply(self());
    }

    Elementwise SIGMOID = Elementwise.unary("sigmoid", x -> Exprs.sigmoid(x)).floating();

    /** {@return 1 / (1 + e^-x)} */
    default Tensor sigmoid() {
        return SIGMOID.apply(self());
    }

    Elementwise RELU = Elementwise.unary("relu", x -> Exprs.relu(x));

    /** {@return x where it is positive, otherwise 0; NaN stays NaN} The gradient at 0 is 0. */
    default Tensor relu() {
        return RELU.apply(self());
    }
}
