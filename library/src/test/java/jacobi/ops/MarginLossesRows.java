package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.whole;

import jacobi.Plain;
import jacobi.Tensor;
import jacobi.ops.OpRow.Sample;
import java.util.List;

/** Scores and distances that are to keep a margin. */
final class MarginLossesRows {
    private MarginLossesRows() {
    }

    /** -1 and 1. */
    private static Sample signs(int... dims) {
        return rng -> whole(2, dims).make(rng).mul(2).sub(1).to(jacobi.DType.FLOAT64);
    }

    static void addTo(OpTable t) {
        List<Sample> scored = List.of(any(3, 4), signs(3, 4));
        t.row("hingeLoss(Tensor)", "", scored, x -> x[0].hingeLoss(x[1]),
                x -> hinge(x, 1).reduceAll(0, Double::sum).map(v -> v / 12), true, false);
        t.row("hingeLoss(Tensor,double,LossReduction)", "", scored, x -> x[0].hingeLoss(x[1], 0.5, LossReduction.NONE),
                x -> hinge(x, 0.5), true, false);
        t.golden("hingeEmbeddingLoss(Tensor)", "", scored, x -> x[0].hingeEmbeddingLoss(x[1]), true, false);
        t.golden("softMarginLoss(Tensor)", "", scored, x -> x[0].softMarginLoss(x[1]), true, false);
        List<Sample> ranked = List.of(any(5), any(5), signs(5));
        t.golden("marginRankingLoss(Tensor,Tensor)", "", ranked, x -> x[0].marginRankingLoss(x[1], x[2]), true, true, false);
        List<Sample> classes = List.of(any(3, 4), whole(4, 3), positive(4));
        t.golden("multiMarginLoss(Tensor)", "", classes, x -> x[0].multiMarginLoss(x[1]), true, false, false);
        t.golden("multiMarginLoss(Tensor)", "one row", List.of(any(4), whole(4)), x -> x[0].multiMarginLoss(x[1]), true, false);
        List<Sample> triplets = List.of(any(3, 4), any(3, 4), any(3, 4));
        t.golden("tripletMarginLoss(Tensor,Tensor)", "", triplets, x -> x[0].tripletMarginLoss(x[1], x[2]), true, true, true);
        List<Sample> pairs = List.of(any(4, 3), any(4, 3), signs(4));
        t.golden("cosineEmbeddingLoss(Tensor,Tensor)", "", pairs, x -> x[0].cosineEmbeddingLoss(x[1], x[2]), true, true, false);
        for (LossReduction r : LossReduction.values()) {
            t.golden("hingeEmbeddingLoss(Tensor,double,LossReduction)", r.toString(), scored,
                    x -> x[0].hingeEmbeddingLoss(x[1], 0.5, r), true, false);
            t.golden("softMarginLoss(Tensor,LossReduction)", r.toString(), scored, x -> x[0].softMarginLoss(x[1], r), true, false);
            t.golden("marginRankingLoss(Tensor,Tensor,double,LossReduction)", r.toString(), ranked,
                    x -> x[0].marginRankingLoss(x[1], x[2], 0.5, r), true, true, false);
            t.golden("multiMarginLoss(Tensor,int,double,Tensor,LossReduction)", r.toString(), classes,
                    x -> x[0].multiMarginLoss(x[1], 2, 0.5, x[2], r), true, false, true);
            t.golden("tripletMarginLoss(Tensor,Tensor,double,double,LossReduction)", r.toString(), triplets,
                    x -> x[0].tripletMarginLoss(x[1], x[2], 2, 3, r), true, true, true);
            t.golden("cosineEmbeddingLoss(Tensor,Tensor,double,LossReduction)", r.toString(), pairs,
                    x -> x[0].cosineEmbeddingLoss(x[1], x[2], 0.2, r), true, true, false);
        }
        List<Sample> similar = List.of(any(4, 3), any(4, 3), whole(2, 4));
        t.row("contrastiveLoss(Tensor,Tensor)", "", similar, x -> x[0].contrastiveLoss(x[1], x[2]),
                x -> contrastive(x, 1).reduceAll(0, Double::sum).map(v -> v / 4), true, true, false);
        t.row("contrastiveLoss(Tensor,Tensor,double,LossReduction)", "", similar,
                x -> x[0].contrastiveLoss(x[1], x[2], 3, LossReduction.NONE), x -> contrastive(x, 3), true, true, false);
        List<Sample> several = List.of(any(3, 4), rng -> tensor(new long[] {2, 0, -1, 1, -1, 3, 3, 3, 3, 2, 1, 0}, 3, 4));
        t.golden("multilabelMarginLoss(Tensor)", "", several, x -> x[0].multilabelMarginLoss(x[1]), true, false);
        t.golden("multilabelMarginLoss(Tensor)", "one row", List.of(any(3), rng -> tensor(new long[] {1, -1, 0})),
                x -> x[0].multilabelMarginLoss(x[1]), true, false);
        for (LossReduction r : LossReduction.values()) {
            t.golden("multilabelMarginLoss(Tensor,LossReduction)", r.toString(), several,
                    x -> x[0].multilabelMarginLoss(x[1], r), true, false);
        }
    }

    private static Plain hinge(Plain[] x, double margin) {
        return x[0].zip(x[1], (score, sign) -> Math.max(0, margin - score * sign));
    }

    private static Plain contrastive(Plain[] x, double margin) {
        Plain d = x[0].zip(x[1], (a, b) -> (a - b) * (a - b)).reduce(1, false, 0, Double::sum).map(Math::sqrt);
        return d.zip(x[2], (distance, same) -> same == 1 ? distance * distance / 2
                : Math.pow(Math.max(0, margin - distance), 2) / 2);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        LossReduction sum = LossReduction.SUM;
        Tensor four = zeros(4);
        Tensor pairs = zeros(4, 3);
        record Named(String method, java.util.function.UnaryOperator<Tensor> ofTarget) {
        }
        for (Named n : List.of(new Named("hingeLoss(Tensor)", t -> four.hingeLoss(t)),
                new Named("hingeLoss(Tensor,double,LossReduction)", t -> four.hingeLoss(t, 1, sum)),
                new Named("hingeEmbeddingLoss(Tensor)", t -> four.hingeEmbeddingLoss(t)),
                new Named("hingeEmbeddingLoss(Tensor,double,LossReduction)", t -> four.hingeEmbeddingLoss(t, 1, sum)),
                new Named("softMarginLoss(Tensor)", t -> four.softMarginLoss(t)),
                new Named("softMarginLoss(Tensor,LossReduction)", t -> four.softMarginLoss(t, sum)),
                new Named("marginRankingLoss(Tensor,Tensor)", t -> four.marginRankingLoss(four, t)),
                new Named("marginRankingLoss(Tensor,Tensor,double,LossReduction)", t -> four.marginRankingLoss(four, t, 1, sum)))) {
            String op = n.method.substring(0, n.method.indexOf('('));
            OpErrorsTest.bad(rows, n.method, () -> n.ofTarget.apply(zeros(4, 1)), op + ": predictions of shape [4] and targets of "
                    + "shape [4, 1] do not fit: broadcast, each of one would meet each of the other; use squeeze(1) on the "
                    + "targets");
            OpErrorsTest.bad(rows, n.method, () -> n.ofTarget.apply(tensor(1, -1, 0, 1)), op + ": targets are -1 and 1, but "
                    + "target 2 is 0.0; make them of 0 and 1 with mul(2).sub(1)");
        }
        OpErrorsTest.outside(rows, "multiMarginLoss(Tensor)", () -> zeros(2, 3).multiMarginLoss(tensor(new long[] {0, -1})),
                "multiMarginLoss: label -1 at row 1 is out of range: 3 scores a row mean labels 0 to 2");
        OpErrorsTest.bad(rows, "multiMarginLoss(Tensor,int,double,Tensor,LossReduction)", () -> zeros(2, 3).multiMarginLoss(
                tensor(new long[] {0, 1}), 3, 1, null, sum), "multiMarginLoss: it takes [rows, classes] and the power 1 or 2, not "
                + "shape [2, 3] and power 3");
        OpErrorsTest.bad(rows, "tripletMarginLoss(Tensor,Tensor)", () -> pairs.tripletMarginLoss(pairs, zeros(3)),
                "tripletMarginLoss: anchors of shape [4, 3] and negatives of shape [3] do not fit; they must be equal");
        OpErrorsTest.bad(rows, "tripletMarginLoss(Tensor,Tensor,double,double,LossReduction)", () -> pairs.tripletMarginLoss(pairs,
                pairs, 1, -1, sum), "tripletMarginLoss: the power of a norm is not negative, but it is -1.0");
        OpErrorsTest.bad(rows, "cosineEmbeddingLoss(Tensor,Tensor)", () -> pairs.cosineEmbeddingLoss(pairs, zeros(4, 1)),
                "cosineEmbeddingLoss: rows of shape [4, 3] and targets of shape [4, 1] do not fit: they are [pairs, features] and "
                + "[pairs]");
        OpErrorsTest.bad(rows, "cosineEmbeddingLoss(Tensor,Tensor,double,LossReduction)", () -> pairs.cosineEmbeddingLoss(pairs,
                tensor(1, 1, 1, 2), 0, sum), "cosineEmbeddingLoss: targets are -1 and 1, but target 3 is 2.0");
        OpErrorsTest.bad(rows, "contrastiveLoss(Tensor,Tensor)", () -> pairs.contrastiveLoss(zeros(3), four), "contrastiveLoss: "
                + "first rows of shape [4, 3] and second rows of shape [3] do not fit; they must be equal");
        OpErrorsTest.bad(rows, "contrastiveLoss(Tensor,Tensor,double,LossReduction)", () -> pairs.contrastiveLoss(pairs, zeros(3),
                1, sum), "contrastiveLoss: rows of shape [4, 3] and targets of shape [3] do not fit: they are [pairs, features] and "
                + "[pairs]");
        String labels = "multilabelMarginLoss: scores of shape [4, 3] and labels of float32 and shape [4] do not fit: labels are "
                + "whole numbers of the shape of the scores";
        OpErrorsTest.bad(rows, "multilabelMarginLoss(Tensor)", () -> pairs.multilabelMarginLoss(four), labels);
        OpErrorsTest.outside(rows, "multilabelMarginLoss(Tensor,LossReduction)",
                () -> zeros(1, 2).multilabelMarginLoss(tensor(new long[] {0, 2}, 1, 2), sum),
                "multilabelMarginLoss: label 2 at position 1 is not one of the classes 0 to 1");
    }
}
