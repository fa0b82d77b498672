package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;

import jacobi.Tensor;

/** Functions of one number. */
final class FunctionsRows {
    private FunctionsRows() {
    }

    static void addTo(OpTable t) {
        t.unary("exp", true, any(2, 3), Tensor::exp, Math::exp);
        t.goldenUnary("expm1()", true, OpRow::any, Tensor::expm1);
        t.unary("log", true, positive(2, 3), Tensor::log, Math::log);
        t.unary("sin", true, any(2, 3), Tensor::sin, Math::sin);
        t.unary("cos", true, any(2, 3), Tensor::cos, Math::cos);
        t.unary("tanh", true, any(2, 3), Tensor::tanh, Math::tanh);
        t.unary("sigmoid", true, any(2, 3), Tensor::sigmoid, v -> 1 / (1 + Math.exp(-v)));
        t.unary("relu", true, uniform(-2, 2, 0.1, 3, 4), Tensor::relu, v -> Math.max(v, 0));
    }
}
