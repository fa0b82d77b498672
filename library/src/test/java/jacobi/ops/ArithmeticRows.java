package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;

import jacobi.Tensor;
import java.util.List;

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
        t.goldenUnary("rsqrt()", true, OpRow::positive, Tensor::rsqrt);
        t.goldenUnary("reciprocal()", true, OpRow::positive, Tensor::reciprocal);
        for (double weight : new double[] {0.25, 0.75, 1, -2}) {
            t.golden("lerp(Tensor,double)", "weight " + weight, List.of(any(2, 3), any(3)),
                    x -> x[0].lerp(x[1], weight), true, true);
        }
        t.golden("lerp(Tensor,Tensor)", "", List.of(any(2, 3), any(3), uniform(-0.4, 0.4, 0, 2, 1)),
                x -> x[0].lerp(x[1], x[2]), true, true, true);
        t.golden("lerp(Tensor,Tensor)", "large weights", List.of(any(2, 3), any(3), uniform(0.6, 2, 0, 2, 1)),
                x -> x[0].lerp(x[1], x[2]), true, true, true);
    }
}
