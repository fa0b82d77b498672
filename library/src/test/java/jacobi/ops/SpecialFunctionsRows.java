package jacobi.ops;

import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;

import jacobi.Tensor;

/** The error function, the gamma function. */
final class SpecialFunctionsRows {
    private SpecialFunctionsRows() {
    }

    static void addTo(OpTable t) {
        t.goldenUnary("erf()", true, OpRow::any, Tensor::erf);
        t.goldenUnary("erfc()", true, OpRow::any, Tensor::erfc);
        t.goldenUnary("erfinv()", true, d -> uniform(-0.8, 0.8, 0, d), Tensor::erfinv);
        t.goldenUnary("lgamma()", true, OpRow::positive, Tensor::lgamma);
        t.goldenUnary("digamma()", true, OpRow::positive, Tensor::digamma);
        t.golden("lgamma()", "below 0", true, uniform(-1.9, -1.1, 0, 5), Tensor::lgamma);
        t.golden("digamma()", "below 0", true, uniform(-1.9, -1.1, 0, 5), Tensor::digamma);
        for (int order : new int[] {0, 2, 3, 4}) {
            t.golden("polygamma(int)", "order " + order, true, positive(2, 3), x -> x.polygamma(order));
        }
        // PyTorch's own trigamma has only nine digits.
        t.smooth("polygamma(int)", "order 1", positive(2, 3), x -> x.polygamma(1), x -> x.map(SpecialFunctionsRows::trigamma));
    }

    /** The sum of (x + k)^-2, with an estimate for what comes after 2000 terms. */
    private static double trigamma(double x) {
        double a = x + 2000;
        double sum = 1 / a + 1 / (2 * a * a) + 1 / (6 * a * a * a);
        for (int k = 1999; k >= 0; k--) {
            sum += 1 / ((x + k) * (x + k));
        }
        return sum;
    }
}
