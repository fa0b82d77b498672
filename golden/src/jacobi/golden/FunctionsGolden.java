package jacobi.golden;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;

/** Exponentials and logarithms. */
final class FunctionsGolden {
    private FunctionsGolden() {
    }

    static void addTo(Entries entries) {
        entries.unary("exp()", Tensor::exp);
        entries.unary("expm1()", Tensor::expm1);
        entries.unary("exp2()", Tensor::exp2);
        entries.unary("log()", Tensor::log);
        entries.unary("log1p()", Tensor::log1p);
        entries.unary("log2()", Tensor::log2);
        entries.unary("log10()", Tensor::log10);
        entries.unary("logit()", Tensor::logit);
        entries.unary("logit(double)", x -> x.logit(new DoubleOptional(0.2)));
        entries.pairs("logaddexp(Tensor)", Tensor::logaddexp);
        entries.pairs("xlogy(Tensor)", Tensor::xlogy);
        entries.one("logaddexp(Tensor), a tie", x -> x.logaddexp(x));
        entries.one("log2(), powers of two", Tensor::log2);
        entries.pairs("logaddexp2(Tensor)", org.bytedeco.pytorch.Tensor::logaddexp2);
    }
}
