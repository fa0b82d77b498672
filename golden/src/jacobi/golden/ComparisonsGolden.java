package jacobi.golden;

import org.bytedeco.pytorch.Tensor;

/** Comparisons. */
final class ComparisonsGolden {
    private ComparisonsGolden() {
    }

    static void addTo(Entries entries) {
        entries.row("isclose(Tensor)", x -> x[0].isclose(x[1]));
        // PyTorch itself fails to broadcast where NaN is to equal NaN.
        entries.pairs("isclose(Tensor,double,double,boolean)", (x, y) -> x.expand_as(x.add(y))
                .isclose(y.expand_as(x.add(y)), 0.5, 0.25, true));
        entries.row("allclose(Tensor), near", x -> truth(x[0].allclose(x[1])));
        entries.row("allclose(Tensor), far", x -> truth(x[0].allclose(x[1])));
        entries.row("allclose(Tensor,double,double,boolean), NaN", x -> truth(x[0].allclose(x[1], 0, 0, true)));
        entries.row("allclose(Tensor,double,double,boolean), nothing", x -> truth(x[0].allclose(x[1], 0, 0, false)));
        entries.row("equal(Tensor), same", x -> truth(x[1].equal(x[1])));
        entries.row("equal(Tensor), another shape", x -> truth(x[0].equal(x[1])));
        entries.row("equal(Tensor), NaN", x -> truth(x[0].equal(x[1])));
    }

    private static Tensor truth(boolean value) {
        return Tensor.create(new double[] {value ? 1 : 0}).reshape(new long[0]);
    }
}
