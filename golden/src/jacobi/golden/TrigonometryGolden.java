package jacobi.golden;

import org.bytedeco.pytorch.Tensor;

/** Circular and hyperbolic functions. */
final class TrigonometryGolden {
    private TrigonometryGolden() {
    }

    static void addTo(Entries entries) {
        entries.unary("sin()", Tensor::sin);
        entries.unary("cos()", Tensor::cos);
        entries.unary("tan()", Tensor::tan);
        entries.unary("asin()", Tensor::asin);
        entries.unary("acos()", Tensor::acos);
        entries.unary("atan()", Tensor::atan);
        entries.unary("sinh()", Tensor::sinh);
        entries.unary("cosh()", Tensor::cosh);
        entries.unary("tanh()", Tensor::tanh);
        entries.unary("asinh()", Tensor::asinh);
        entries.unary("acosh()", Tensor::acosh);
        entries.unary("atanh()", Tensor::atanh);
        entries.unary("sinc()", Tensor::sinc);
        entries.unary("deg2rad()", Tensor::deg2rad);
        entries.unary("rad2deg()", Tensor::rad2deg);
        entries.pairs("atan2(Tensor)", Tensor::atan2);
        entries.pairs("hypot(Tensor)", Tensor::hypot);
    }
}
