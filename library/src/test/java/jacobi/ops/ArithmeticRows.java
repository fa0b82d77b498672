package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;

import jacobi.Tensor;

/** Sums, products, powers. */
final class ArithmeticRows {
    private ArithmeticRows() {
    }

    static void addTo(OpTable t) {
        t.pairs("add", true, Tensor::add, (x, y) -> x + y);
        t.pairs("sub", true, Tensor::sub, (x, y) -> x - y);
        t.pairs("mul", true, Tensor::mul, (x, y) -> x * y);
        t.pairs("div", true, Tensor::div, (x, y) -> x / y);
        t.pairs("pow", true, Tensor::pow, Math::pow, positive());
        t.pairs("maximum", true, Tensor::maximum, Math::max);
        t.pairs("minimum", true, Tensor::minimum, Math::min);
        t.number("add", true, Tensor::add, (x, v) -> x + v);
        t.number("sub", true, Tensor::sub, (x, v) -> x - v);
        t.number("mul", true, Tensor::mul, (x, v) -> x * v);
        t.number("div", true, Tensor::div, (x, v) -> x / v);
        t.number("pow", true, Tensor::pow, Math::pow);
        t.unary("neg", true, any(2, 3), Tensor::neg, v -> -v);
        t.unary("abs", true, uniform(-2, 2, 0.1, 3, 4), Tensor::abs, Math::abs);
        t.unary("sign", true, uniform(-2, 2, 0.1, 3, 4), Tensor::sign, Math::signum);
        t.unary("sqrt", true, positive(2, 3), Tensor::sqrt, Math::sqrt);
        t.unary("square", true, any(2, 3), Tensor::square, v -> v * v);
    }
}
