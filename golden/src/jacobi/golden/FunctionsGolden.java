package jacobi.golden;

import org.bytedeco.pytorch.Tensor;

/** Functions of one number. */
final class FunctionsGolden {
    private FunctionsGolden() {
    }

    static void addTo(Entries entries) {
        entries.unary("expm1()", Tensor::expm1);
    }
}
