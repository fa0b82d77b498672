package jacobi.golden;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The rows of Masking. */
final class MaskingGolden {
    private MaskingGolden() {
    }

    static void addTo(Entries e) {
        e.row("maskedFill(Tensor,double)", x -> x[0].masked_fill(x[1], new Scalar(0.5)));
        e.row("maskedFill(Tensor,double), broadcasting", x -> x[0].masked_fill(x[1], new Scalar(-1)));
        e.row("maskedFill(Tensor,double), with an infinity",
                x -> x[0].masked_fill(x[1], new Scalar(Double.NEGATIVE_INFINITY)));
        e.row("maskedFill(Tensor,double), whole numbers", x -> x[0].masked_fill(x[1], new Scalar(7)));
        e.row("maskedFill(Tensor,double), empty", x -> x[0].masked_fill(x[1], new Scalar(7)));
        e.row("maskedFill(Tensor,Tensor)", x -> x[0].masked_fill(x[1], x[2]));
        e.row("maskedSelect(Tensor)", x -> x[0].masked_select(x[1]));
        e.row("maskedSelect(Tensor), broadcasting both", x -> x[0].masked_select(x[1]));
        e.row("maskedSelect(Tensor), a number", x -> x[0].masked_select(x[1]));
        e.row("maskedSelect(Tensor), empty", x -> x[0].masked_select(x[1]));
        e.row("maskedScatter(Tensor,Tensor)", x -> x[0].masked_scatter(x[1], x[2]));
        e.row("maskedScatter(Tensor,Tensor), broadcasting", x -> x[0].masked_scatter(x[1], x[2]));
        e.row("maskedScatter(Tensor,Tensor), nothing", x -> x[0].masked_scatter(x[1], x[2]));
        e.one("nonzero()", Tensor::nonzero);
        e.one("nonzero(), truths", Tensor::nonzero);
        e.one("nonzero(), of a transposed view", x -> x.t().nonzero());
        e.one("nonzero(), a number", Tensor::nonzero);
        e.one("nonzero(), special values", Tensor::nonzero);
        e.one("nonzero(), empty", Tensor::nonzero);
        e.one("where()", x -> torch.where(x).get(1));
        e.one("where(), a number", x -> torch.where(x).get(0));
        e.one("oneHot()", x -> torch.one_hot(x));
        e.one("oneHot(int)", x -> torch.one_hot(x, 6));
        e.one("oneHot(int), a number", x -> torch.one_hot(x, 4));
        e.one("oneHot(int), empty", x -> torch.one_hot(x, 4));
        e.one("argwhere()", Tensor::argwhere);
        e.one("argwhere(), empty", Tensor::argwhere);
    }
}
