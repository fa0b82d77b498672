package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Exprs;

/** Scores and distances that are to keep a margin. */
public interface MarginLosses extends Operand {
    Elementwise HINGE = Elementwise.ternary("hingeLoss", (x, t, margin) -> Exprs.relu(margin.sub(t.mul(x)))).floating();

    /** {@return the average of max(0, 1 - t x), for targets -1 and 1} */
    default Tensor hingeLoss(Tensor target) {
        return hingeLoss(target, 1, LossReduction.MEAN);
    }

    /** {@return max(0, margin - t x), for targets -1 and 1: the loss of a support vector machine} */
    default Tensor hingeLoss(Tensor target, double margin, LossReduction reduction) {
        Targets.check("hingeLoss", self(), target);
        Targets.requireSigns("hingeLoss", target);
        return reduction.of(HINGE.apply(self(), target, Dims.beside(margin, self(), target)));
    }

    Elementwise HINGE_EMBEDDING = Elementwise.ternary("hingeEmbeddingLoss", (x, t, margin) ->
            Exprs.where(Exprs.gt(t, 0), x, Exprs.relu(margin.sub(x)))).floating();

    /** {@return the average hinge loss of distances with margin 1} */
    default Tensor hingeEmbeddingLoss(Tensor target) {
        return hingeEmbeddingLoss(target, 1, LossReduction.MEAN);
    }

    /** {@return x where the target is 1, max(0, margin - x) where it is -1; for distances x} */
    default Tensor hingeEmbeddingLoss(Tensor target, double margin, LossReduction reduction) {
        Targets.check("hingeEmbeddingLoss", self(), target);
        Targets.requireSigns("hingeEmbeddingLoss", target);
        return reduction.of(HINGE_EMBEDDING.apply(self(), target, Dims.beside(margin, self(), target)));
    }

    Elementwise SOFT_MARGIN = Elementwise.binary("softMarginLoss", (x, t) -> Exprs.softplus(t.mul(x).neg())).floating();

    /** {@return the average of log(1 + e^(-t x)), for targets -1 and 1} */
    default Tensor softMarginLoss(Tensor target) {
        return softMarginLoss(target, LossReduction.MEAN);
    }

    /** {@return log(1 + e^(-t x)), for targets -1 and 1} */
    default Tensor softMarginLoss(Tensor target, LossReduction reduction) {
        Targets.check("softMarginLoss", self(), target);
        Targets.requireSigns("softMarginLoss", target);
        return reduction.of(SOFT_MARGIN.apply(self(), target));
    }

    /** {@return the average of max(0, -t (x - y)): x is to be above y where the target is 1, below where it is -1} */
    default Tensor marginRankingLoss(Tensor other, Tensor target) {
        return marginRankingLoss(other, target, 0, LossReduction.MEAN);
    }

    /** {@return max(0, margin - t (x - y)), for targets -1 and 1} */
    default Tensor marginRankingLoss(Tensor other, Tensor target, double margin, LossReduction reduction) {
        Targets.check("marginRankingLoss", "first scores", self(), "second scores", other);
        Targets.check("marginRankingLoss", self(), target);
        Targets.requireSigns("marginRankingLoss", target);
        return reduction.of(HINGE.apply(self().sub(other), target, Dims.beside(margin, self(), other)));
    }

    /**
     * The average over the rows of the sum over the wrong classes of max(0, 1 - x[label] + x[j]), divided by the number
     * of classes, as in PyTorch. The loss that CS231n teaches is not divided: multiply by the number of classes.
     *
     * @param labels the class of each row
     */
    default Tensor multiMarginLoss(Tensor labels) {
        return multiMarginLoss(labels, 1, 1, null, LossReduction.MEAN);
    }

    /**
     * The sum over the wrong classes of weight[label] max(0, margin - x[label] + x[j])^p, divided by the number of
     * classes (Weston, Watkins: "Support Vector Machines for Multi-Class Pattern Recognition", 1999).
     *
     * @param p      1 or 2
     * @param weight of each class; null for 1
     */
    default Tensor multiMarginLoss(Tensor labels, int p, double margin, Tensor weight, LossReduction reduction) {
        return Margins.multi(self(), labels, p, margin, weight, reduction);
    }

    /** {@return the average loss of several labels for a row} See {@link #multilabelMarginLoss(Tensor, LossReduction)}. */
    default Tensor multilabelMarginLoss(Tensor labels) {
        return multilabelMarginLoss(labels, LossReduction.MEAN);
    }

    /**
     * The sum of max(0, 1 - x[label] + x[j]) over the labels of a row and its other classes j, divided by the number of
     * classes.
     *
     * @param labels of the shape of the scores, {@code [rows, classes]}: the classes of each row, then -1
     */
    default Tensor multilabelMarginLoss(Tensor labels, LossReduction reduction) {
        return Margins.multilabel(self(), labels, reduction);
    }

    /** {@return the average triplet loss with margin 1} See {@link #tripletMarginLoss(Tensor, Tensor, double, double, LossReduction)}. */
    default Tensor tripletMarginLoss(Tensor positive, Tensor negative) {
        return tripletMarginLoss(positive, negative, 1, 2, LossReduction.MEAN);
    }

    /**
     * max(0, d(x, positive) - d(x, negative) + margin) for each row, with the distances of the p-norm (Schroff,
     * Kalenichenko, Philbin: "FaceNet", 2015).
     */
    default Tensor tripletMarginLoss(Tensor positive, Tensor negative, double margin, double p, LossReduction reduction) {
        Targets.check("tripletMarginLoss", "anchors", self(), "positives", positive);
        Targets.check("tripletMarginLoss", "anchors", self(), "negatives", negative);
        Tensor near = Norms.along("tripletMarginLoss", self().sub(positive).add(1e-6), p, -1, false);
        Tensor far = Norms.along("tripletMarginLoss", self().sub(negative).add(1e-6), p, -1, false);
        return reduction.of(near.sub(far).add(margin).relu());
    }

    /** {@return the average of 1 - cos(x, y) where the target is 1, max(0, cos(x, y)) where it is -1} */
    default Tensor cosineEmbeddingLoss(Tensor other, Tensor target) {
        return cosineEmbeddingLoss(other, target, 0, LossReduction.MEAN);
    }

    /** {@return 1 - cos(x, y) where the target of a row is 1, max(0, cos(x, y) - margin) where it is -1} */
    default Tensor cosineEmbeddingLoss(Tensor other, Tensor target, double margin, LossReduction reduction) {
        Margins.checkPairs("cosineEmbeddingLoss", self(), other, target);
        Targets.requireSigns("cosineEmbeddingLoss", target);
        Tensor lengths = self().square().sum(-1).add(1e-12).mul(other.square().sum(-1).add(1e-12)).sqrt();
        Tensor cosine = self().mul(other).sum(-1).div(lengths);
        return reduction.of(target.gt(0).where(cosine.neg().add(1), cosine.sub(margin).relu()));
    }

    /** {@return the average contrastive loss with margin 1} See {@link #contrastiveLoss(Tensor, Tensor, double, LossReduction)}. */
    default Tensor contrastiveLoss(Tensor other, Tensor similar) {
        return contrastiveLoss(other, similar, 1, LossReduction.MEAN);
    }

    /**
     * d^2 / 2 for pairs of rows that are similar, max(0, margin - d)^2 / 2 for others, with d = |x - y| (Hadsell, Chopra,
     * LeCun: "Dimensionality Reduction by Learning an Invariant Mapping", 2006).
     *
     * @param similar for each row, 1 (or true) if the pair is similar, otherwise 0
     */
    default Tensor contrastiveLoss(Tensor other, Tensor similar, double margin, LossReduction reduction) {
        Margins.checkPairs("contrastiveLoss", self(), other, similar);
        Tensor squared = self().sub(other).square().sum(-1);
        Tensor apart = Norms.ROOT.apply(squared).neg().add(margin).relu().square();
        return reduction.of(similar.ne(0).where(squared, apart).mul(0.5));
    }
}
