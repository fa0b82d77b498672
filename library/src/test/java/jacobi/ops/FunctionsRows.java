package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.uniform;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;

/** Exponentials and logarithms. */
final class FunctionsRows {
    private FunctionsRows() {
    }

    static void addTo(OpTable t) {
        t.goldenUnary("exp()", true, OpRow::any, Tensor::exp);
        t.goldenUnary("expm1()", true, OpRow::any, Tensor::expm1);
        t.goldenUnary("exp2()", true, OpRow::any, Tensor::exp2);
        t.goldenUnary("log()", true, OpRow::positive, Tensor::log);
        t.goldenUnary("log1p()", true, OpRow::positive, Tensor::log1p);
        t.goldenUnary("log2()", true, OpRow::positive, Tensor::log2);
        t.goldenUnary("log10()", true, OpRow::positive, Tensor::log10);
        t.goldenUnary("logit()", true, d -> uniform(0.1, 0.9, 0, d), Tensor::logit);
        t.goldenUnary("logit(double)", true, d -> uniform(0.25, 0.75, 0, d), x -> x.logit(0.2));
        t.goldenPairs("logaddexp(Tensor)", true, OpRow::any, OpRow::any, Tensor::logaddexp);
        t.goldenPairs("xlogy(Tensor)", true, OpRow::any, OpRow::positive, Tensor::xlogy);
        t.golden("logaddexp(Tensor)", "a tie", true, any(3), x -> x.logaddexp(x.mul(1)));
        t.golden("log2()", "powers of two", false, r -> Tensors.tensor(DType.FLOAT64, 8, 0.125, 536870912), Tensor::log2);
        t.goldenPairs("logaddexp2(Tensor)", true, OpRow::any, OpRow::any, Tensor::logaddexp2);
    }
}
