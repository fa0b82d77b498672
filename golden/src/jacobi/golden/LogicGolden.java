package jacobi.golden;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;

/** Truth values, and kinds of numbers. */
final class LogicGolden {
    private LogicGolden() {
    }

    static void addTo(Entries entries) {
        entries.pairs("logicalAnd(Tensor)", Tensor::logical_and);
        entries.pairs("logicalOr(Tensor)", Tensor::logical_or);
        entries.pairs("logicalXor(Tensor)", Tensor::logical_xor);
        entries.unary("logicalNot()", Tensor::logical_not);
        entries.unary("isnan()", Tensor::isnan);
        entries.one("isnan(), whole numbers", Tensor::isnan);
        entries.unary("isinf()", Tensor::isinf);
        entries.one("isinf(), whole numbers", Tensor::isinf);
        entries.unary("isposinf()", Tensor::isposinf);
        entries.one("isposinf(), whole numbers", Tensor::isposinf);
        entries.unary("isneginf()", Tensor::isneginf);
        entries.one("isneginf(), whole numbers", Tensor::isneginf);
        entries.unary("isfinite()", Tensor::isfinite);
        entries.one("isfinite(), whole numbers", Tensor::isfinite);
        entries.unary("nanToNum()", Tensor::nan_to_num);
        entries.one("nanToNum(), whole numbers", Tensor::nan_to_num);
        entries.unary("nanToNum(double,double,double)", x -> x.nan_to_num(new DoubleOptional(1.5), new DoubleOptional(2.5),
                new DoubleOptional(-3.5)));
        entries.pairs("heaviside(Tensor)", Tensor::heaviside);
        entries.unary("signbit()", Tensor::signbit);
        entries.one("signbit(), whole numbers", Tensor::signbit);
        entries.one("signbit(), zeros", Tensor::signbit);
        entries.pairs("copysign(Tensor)", Tensor::copysign);
        entries.one("copysign(Tensor), zeros", x -> x.copysign(org.bytedeco.pytorch.global.torch.stack(
                new org.bytedeco.pytorch.TensorVector(x.select(0, 0).mul(new org.bytedeco.pytorch.Scalar(0)),
                        x.select(0, 0).mul(new org.bytedeco.pytorch.Scalar(-0.0))))));
        entries.one("copysign(double)", x -> x.copysign(new org.bytedeco.pytorch.Scalar(-2)));
    }
}
