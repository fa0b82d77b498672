package jacobi.golden;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Probabilities and losses. */
final class LossesGolden {
    /** PyTorch's numbers of the reductions. */
    static final String[] REDUCTIONS = {"NONE", "MEAN", "SUM"};

    private LossesGolden() {
    }

    static TensorOptional some(Tensor x) {
        return new TensorOptional(x);
    }

    static TensorOptional none() {
        return new TensorOptional();
    }

    private static Tensor crossEntropy(Tensor[] x) {
        return torch.cross_entropy_loss(x[0], x[1]);
    }

    static void addTo(Entries e) {
        e.one("softmin(int)", x -> torch.softmax(x.neg(), 1));
        for (String label : new String[] {"", ", one row", ", labelled pixels", ", probabilities", ", int32 labels"}) {
            e.row("crossEntropy(Tensor)" + label, LossesGolden::crossEntropy);
        }
        for (int r = 0; r < 3; r++) {
            int reduction = r;
            String name = REDUCTIONS[r];
            e.row("crossEntropy(Tensor,LossReduction), " + name,
                    x -> torch.cross_entropy_loss(x[0], x[1], none(), reduction, -100, 0));
            e.row("crossEntropy(Tensor,ClassLossOptions), labels, all options, " + name,
                    x -> torch.cross_entropy_loss(x[0], x[1], some(x[2]), reduction, 2, 0.1));
            e.row("crossEntropy(Tensor,ClassLossOptions), probabilities, all options, " + name,
                    x -> torch.cross_entropy_loss(x[0], x[1], some(x[2]), reduction, -100, 0.1));
            e.row("nllLoss(Tensor,ClassLossOptions), weights, " + name,
                    x -> torch.nll_loss(x[0], x[1], some(x[2]), reduction, -100));
            e.row("binaryCrossEntropy(Tensor,LossReduction), " + name,
                    x -> torch.binary_cross_entropy(x[0], x[1], none(), reduction));
            e.row("binaryCrossEntropyWithLogits(Tensor,Tensor,LossReduction), " + name,
                    x -> torch.binary_cross_entropy_with_logits(x[0], x[1], none(), some(x[2]), reduction));
            e.row("klDiv(Tensor,boolean,LossReduction), " + name, x -> torch.kl_div(x[0], x[1], reduction, false));
            e.row("klDiv(Tensor,boolean,LossReduction), logarithms, " + name, x -> torch.kl_div(x[0], x[1], reduction, true));
            e.row("ctcLoss(Tensor,int[],int[],int,LossReduction), " + name, x -> ctc(x, reduction));
        }
        e.row("crossEntropy(Tensor,ClassLossOptions), ignored labels",
                x -> torch.cross_entropy_loss(x[0], x[1], none(), 1, 1, 0));
        e.row("crossEntropy(Tensor,ClassLossOptions), smoothing",
                x -> torch.cross_entropy_loss(x[0], x[1], none(), 1, -100, 0.3));
        e.row("nllLoss(Tensor)", x -> torch.nll_loss(x[0], x[1]));
        e.row("nllLoss(Tensor,ClassLossOptions), labelled pixels",
                x -> torch.nll_loss_nd(x[0], x[1], some(x[2]), 1, -100));
        e.row("binaryCrossEntropy(Tensor)", x -> torch.binary_cross_entropy(x[0], x[1]));
        e.row("binaryCrossEntropy(Tensor,LossReduction), certain", x -> torch.binary_cross_entropy(
                x[0].to(torch.ScalarType.Double), x[1].to(torch.ScalarType.Double), none(), 0));
        e.row("binaryCrossEntropyWithLogits(Tensor)", x -> torch.binary_cross_entropy_with_logits(x[0], x[1]));
        e.row("binaryCrossEntropyWithLogits(Tensor), large scores",
                x -> torch.binary_cross_entropy_with_logits(x[0], x[1].to(x[0].scalar_type())));
        e.row("klDiv(Tensor)", x -> torch.kl_div(x[0], x[1]));
        e.row("klDiv(Tensor,boolean,LossReduction), impossible",
                x -> torch.kl_div(x[0], x[1].to(x[0].scalar_type()), 0, false));
        e.row("ctcLoss(Tensor,int[],int[])", x -> ctc(x, 1));
        e.row("ctcLoss(Tensor,int[],int[],int,LossReduction), another blank, an empty target",
                x -> torch.ctc_loss(torch.log_softmax(x[0], 2), x[1], new long[] {4, 4}, new long[] {2, 0}, 3, 0, false));
        e.row("ctcLoss(Tensor,int[],int[],int,LossReduction), too little time",
                x -> torch.ctc_loss(torch.log_softmax(x[0], 2), x[1], new long[] {2}, new long[] {2}, 0, 0, false));
    }

    private static Tensor ctc(Tensor[] x, int reduction) {
        return torch.ctc_loss(torch.log_softmax(x[0], 2), x[1], new long[] {7, 5, 6}, new long[] {3, 2, 1}, 0, reduction,
                false);
    }
}
