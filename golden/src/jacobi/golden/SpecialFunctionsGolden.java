package jacobi.golden;

import org.bytedeco.pytorch.Tensor;

/** The error function, the gamma function. */
final class SpecialFunctionsGolden {
    private SpecialFunctionsGolden() {
    }

    static void addTo(Entries entries) {
        entries.unary("erf()", Tensor::erf);
        entries.unary("erfc()", Tensor::erfc);
        entries.unary("erfinv()", Tensor::erfinv);
        entries.unary("lgamma()", Tensor::lgamma);
        entries.unary("digamma()", Tensor::digamma);
        entries.one("lgamma(), below 0", Tensor::lgamma);
        entries.one("digamma(), below 0", Tensor::digamma);
        for (int order : new int[] {0, 2, 3, 4}) {
            entries.one("polygamma(int), order " + order, x -> x.polygamma(order));
        }
    }
}
