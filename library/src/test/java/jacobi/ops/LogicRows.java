package jacobi.ops;

import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;

/** Truth values, and kinds of numbers. */
final class LogicRows {
    private LogicRows() {
    }

    static void addTo(OpTable t) {
        t.goldenPairs("logicalAnd(Tensor)", false, d -> whole(3, d), d -> mask(d), Tensor::logicalAnd);
        t.goldenPairs("logicalOr(Tensor)", false, d -> whole(3, d), d -> mask(d), Tensor::logicalOr);
        t.goldenPairs("logicalXor(Tensor)", false, d -> whole(3, d), d -> mask(d), Tensor::logicalXor);
        t.goldenUnary("logicalNot()", false, d -> whole(3, d), Tensor::logicalNot);
        t.goldenUnary("isnan()", false, OpRow::any, Tensor::isnan);
        t.golden("isnan()", "whole numbers", false, whole(3, 4), Tensor::isnan);
        t.goldenUnary("isinf()", false, OpRow::any, Tensor::isinf);
        t.golden("isinf()", "whole numbers", false, whole(3, 4), Tensor::isinf);
        t.goldenUnary("isposinf()", false, OpRow::any, Tensor::isposinf);
        t.golden("isposinf()", "whole numbers", false, whole(3, 4), Tensor::isposinf);
        t.goldenUnary("isneginf()", false, OpRow::any, Tensor::isneginf);
        t.golden("isneginf()", "whole numbers", false, whole(3, 4), Tensor::isneginf);
        t.goldenUnary("isfinite()", false, OpRow::any, Tensor::isfinite);
        t.golden("isfinite()", "whole numbers", false, whole(3, 4), Tensor::isfinite);
        t.goldenUnary("nanToNum()", true, OpRow::any, Tensor::nanToNum);
        t.golden("nanToNum()", "whole numbers", false, whole(3, 4), Tensor::nanToNum);
        t.goldenUnary("nanToNum(double,double,double)", true, OpRow::any, x -> x.nanToNum(1.5, 2.5, -3.5));
        t.goldenPairs("heaviside(Tensor)", false, OpRow::any, OpRow::any, Tensor::heaviside);
        t.goldenUnary("signbit()", false, OpRow::any, Tensor::signbit);
        t.golden("signbit()", "whole numbers", false, r -> OpRow.whole(9, 4).make(r).sub(4), Tensor::signbit);
        t.golden("signbit()", "zeros", false, r -> Tensors.tensor(DType.FLOAT64, 0, -0.0), Tensor::signbit);
        t.goldenPairs("copysign(Tensor)", true, d -> OpRow.uniform(-2, 2, 0.1, d), d -> OpRow.uniform(-2, 2, 0.1, d),
                Tensor::copysign);
        t.golden("copysign(Tensor)", "zeros", false, OpRow.positive(2),
                x -> x.copysign(Tensors.tensor(0, -0.0)));
        t.golden("copysign(double)", "", true, OpRow.positive(2, 3), x -> x.copysign(-2));
    }
}
