package jacobi.golden;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** Scores and distances that are to keep a margin. */
final class MarginLossesGolden {
    private MarginLossesGolden() {
    }

    static void addTo(Entries e) {
        e.row("hingeEmbeddingLoss(Tensor)", x -> torch.hinge_embedding_loss(x[0], x[1]));
        e.row("softMarginLoss(Tensor)", x -> torch.soft_margin_loss(x[0], x[1]));
        e.row("marginRankingLoss(Tensor,Tensor)", x -> torch.margin_ranking_loss(x[0], x[1], x[2]));
        e.row("multiMarginLoss(Tensor)", x -> torch.multi_margin_loss(x[0], x[1]));
        e.row("multiMarginLoss(Tensor), one row", x -> torch.multi_margin_loss(x[0], x[1]));
        e.row("tripletMarginLoss(Tensor,Tensor)", x -> torch.triplet_margin_loss(x[0], x[1], x[2]));
        e.row("cosineEmbeddingLoss(Tensor,Tensor)", x -> torch.cosine_embedding_loss(x[0], x[1], x[2]));
        for (int r = 0; r < 3; r++) {
            int reduction = r;
            String name = LossesGolden.REDUCTIONS[r];
            e.row("hingeEmbeddingLoss(Tensor,double,LossReduction), " + name,
                    x -> torch.hinge_embedding_loss(x[0], x[1], 0.5, reduction));
            e.row("softMarginLoss(Tensor,LossReduction), " + name, x -> torch.soft_margin_loss(x[0], x[1], reduction));
            e.row("marginRankingLoss(Tensor,Tensor,double,LossReduction), " + name,
                    x -> torch.margin_ranking_loss(x[0], x[1], x[2], 0.5, reduction));
            e.row("multiMarginLoss(Tensor,int,double,Tensor,LossReduction), " + name, x -> torch.multi_margin_loss(x[0], x[1],
                    new Scalar(2), new Scalar(0.5), LossesGolden.some(x[2]), reduction));
            e.row("tripletMarginLoss(Tensor,Tensor,double,double,LossReduction), " + name,
                    x -> torch.triplet_margin_loss(x[0], x[1], x[2], 2, 3, 1e-6, false, reduction));
            e.row("cosineEmbeddingLoss(Tensor,Tensor,double,LossReduction), " + name,
                    x -> torch.cosine_embedding_loss(x[0], x[1], x[2], 0.2, reduction));
        }
        e.row("multilabelMarginLoss(Tensor)", x -> torch.multilabel_margin_loss(x[0], x[1]));
        e.row("multilabelMarginLoss(Tensor), one row", x -> torch.multilabel_margin_loss(x[0], x[1]));
        for (int r = 0; r < 3; r++) {
            int reduction = r;
            e.row("multilabelMarginLoss(Tensor,LossReduction), " + LossesGolden.REDUCTIONS[r],
                    x -> torch.multilabel_margin_loss(x[0], x[1], reduction));
        }
    }
}
