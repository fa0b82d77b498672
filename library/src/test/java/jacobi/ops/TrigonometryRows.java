package jacobi.ops;

import static jacobi.ops.OpRow.uniform;

import jacobi.Tensor;

/** Circular and hyperbolic functions. */
final class TrigonometryRows {
    private TrigonometryRows() {
    }

    static void addTo(OpTable t) {
        t.goldenUnary("sin()", true, OpRow::any, Tensor::sin);
        t.goldenUnary("cos()", true, OpRow::any, Tensor::cos);
        t.goldenUnary("tan()", true, d -> uniform(-1.3, 1.3, 0, d), Tensor::tan);
        t.goldenUnary("asin()", true, d -> uniform(-0.9, 0.9, 0, d), Tensor::asin);
        t.goldenUnary("acos()", true, d -> uniform(-0.9, 0.9, 0, d), Tensor::acos);
        t.goldenUnary("atan()", true, OpRow::any, Tensor::atan);
        t.goldenUnary("sinh()", true, OpRow::any, Tensor::sinh);
        t.goldenUnary("cosh()", true, OpRow::any, Tensor::cosh);
        t.goldenUnary("tanh()", true, OpRow::any, Tensor::tanh);
        t.goldenUnary("asinh()", true, OpRow::any, Tensor::asinh);
        t.goldenUnary("acosh()", true, d -> uniform(1.2, 3, 0, d), Tensor::acosh);
        t.goldenUnary("atanh()", true, d -> uniform(-0.9, 0.9, 0, d), Tensor::atanh);
        t.goldenUnary("sinc()", true, d -> uniform(-2, 2, 0.1, d), Tensor::sinc);
        t.goldenUnary("deg2rad()", true, OpRow::any, Tensor::deg2rad);
        t.goldenUnary("rad2deg()", true, OpRow::any, Tensor::rad2deg);
        t.goldenPairs("atan2(Tensor)", true, d -> uniform(-2, 2, 0.3, d), d -> uniform(-2, 2, 0.3, d), Tensor::atan2);
        t.goldenPairs("hypot(Tensor)", true, d -> uniform(-2, 2, 0.3, d), d -> uniform(-2, 2, 0.3, d), Tensor::hypot);
    }
}
