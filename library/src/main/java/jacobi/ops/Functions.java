package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Exprs;

/** Functions of one number, element by element: transcendental functions and activations. */
public interface Functions extends Operand {
    Elementwise EXP = Elementwise.unary("exp", x -> Exprs.exp(x)).floating();
    Elementwise LOG = Elementwise.unary("log", x -> Exprs.log(x)).floating();
    Elementwise SIN = Elementwise.unary("sin", x -> Exprs.sin(x)).floating();
    Elementwise COS = Elementwise.unary("cos", x -> Exprs.cos(x)).floating();
    Elementwise TANH = Elementwise.unary("tanh", x -> Exprs.tanh(x)).floating();
    Elementwise SIGMOID = Elementwise.unary("sigmoid", x -> Exprs.sigmoid(x)).floating();
    Elementwise RELU = Elementwise.unary("relu", x -> Exprs.relu(x));

    /** {@return e to the power x} */
    default Tensor exp() {
        return EXP.apply(self());
    }

    /** {@return the natural logarithm; NaN below 0} */
    default Tensor log() {
        return LOG.apply(self());
    }

    /** {@return the sine of x in radians} */
    default Tensor sin() {
        return SIN.apply(self());
    }

    /** {@return the cosine of x in radians} */
    default Tensor cos() {
        return COS.apply(self());
    }

    /** {@return the hyperbolic tangent} */
    default Tensor tanh() {
        return TANH.apply(self());
    }

    /** {@return 1 / (1 + e^-x)} */
    default Tensor sigmoid() {
        return SIGMOID.apply(self());
    }

    /** {@return x where it is positive, otherwise 0; NaN stays NaN} The gradient at 0 is 0. */
    default Tensor relu() {
        return RELU.apply(self());
    }
}
