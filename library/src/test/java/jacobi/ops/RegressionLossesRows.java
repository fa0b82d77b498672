package jacobi.ops;

import static jacobi.Tensors.ones;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.whole;

import jacobi.Tensor;
import jacobi.ops.OpRow.Sample;
import java.util.List;

/** How far predicted numbers are from the right ones. */
final class RegressionLossesRows {
    private RegressionLossesRows() {
    }

    private interface Loss {
        Tensor of(Tensor x, Tensor target);
    }

    private interface Reduced {
        Tensor of(Tensor x, Tensor target, LossReduction reduction);
    }

    private static void loss(OpTable t, String name, String more, Sample x, Sample target, Loss mean, Reduced reduced) {
        t.golden(name + "(Tensor)", "", List.of(x, target), in -> mean.of(in[0], in[1]), true, true);
        for (LossReduction r : LossReduction.values()) {
            t.golden(name + "(Tensor," + more + "LossReduction)", r.toString(), List.of(x, target),
                    in -> reduced.of(in[0], in[1], r), true, true);
        }
    }

    static void addTo(OpTable t) {
        Sample x = any(3, 4);
        Sample y = any(3, 4);
        loss(t, "mseLoss", "", x, y, Tensor::mseLoss, Tensor::mseLoss);
        loss(t, "l1Loss", "", x, y, Tensor::l1Loss, Tensor::l1Loss);
        loss(t, "huberLoss", "double,", x, y, Tensor::huberLoss, (a, b, r) -> a.huberLoss(b, 0.7, r));
        loss(t, "smoothL1Loss", "double,", x, y, Tensor::smoothL1Loss, (a, b, r) -> a.smoothL1Loss(b, 0.7, r));
        t.golden("smoothL1Loss(Tensor,double,LossReduction)", "beta 0", List.of(x, y),
                in -> in[0].smoothL1Loss(in[1], 0, LossReduction.SUM), true, true);
        t.golden("mseLoss(Tensor,LossReduction)", "whole targets", List.of(x, whole(3, 3, 4)),
                in -> in[0].mseLoss(in[1], LossReduction.NONE), true, false);
        t.golden("mseLoss(Tensor,LossReduction)", "nothing", List.of(any(0, 4), any(0, 4)),
                in -> in[0].mseLoss(in[1], LossReduction.SUM), true, true);
        t.golden("mseLoss(Tensor)", "scalar", List.of(any(), any()), in -> in[0].mseLoss(in[1]), true, true);

        t.golden("poissonNllLoss(Tensor)", "", List.of(x, positive(3, 4)), in -> in[0].poissonNllLoss(in[1]), true, true);
        String poisson = "poissonNllLoss(Tensor,boolean,boolean,double,LossReduction)";
        t.golden(poisson, "full", List.of(x, whole(9, 3, 4)),
                in -> in[0].poissonNllLoss(in[1].to(in[0].dtype()), true, true, 1e-8, LossReduction.NONE), true, false);
        t.golden(poisson, "rates", List.of(positive(3, 4), positive(3, 4)),
                in -> in[0].poissonNllLoss(in[1], false, false, 1e-3, LossReduction.SUM), true, true);
        t.row("gaussianNllLoss(Tensor,Tensor)", "", List.of(x, y, positive(3, 4)), in -> in[0].gaussianNllLoss(in[1], in[2]),
                in -> in[0].zip(in[1], (a, b) -> (a - b) * (a - b)).zip(in[2], (d, v) -> (Math.log(v) + d / v) / 2)
                        .reduceAll(0, Double::sum).map(v -> v / 12), true, true, true);
        t.row("gaussianNllLoss(Tensor,Tensor,boolean,double,LossReduction)", "one variance a row, the least one",
                List.of(x, y, positive(3, 1)), in -> in[0].gaussianNllLoss(in[1], in[2], true, 1, LossReduction.NONE),
                in -> in[0].zip(in[1], (a, b) -> (a - b) * (a - b)).zip(in[2], (d, v) -> (Math.log(Math.max(v, 1))
                        + d / Math.max(v, 1) + Math.log(2 * Math.PI)) / 2), true, true, true);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor column = zeros(4, 1);
        Tensor four = zeros(4);
        record Named(String method, Loss loss) {
        }
        LossReduction sum = LossReduction.SUM;
        for (Named n : List.of(new Named("mseLoss(Tensor)", Tensor::mseLoss),
                new Named("mseLoss(Tensor,LossReduction)", (x, t) -> x.mseLoss(t, sum)),
                new Named("l1Loss(Tensor)", Tensor::l1Loss), new Named("l1Loss(Tensor,LossReduction)", (x, t) -> x.l1Loss(t, sum)),
                new Named("huberLoss(Tensor)", Tensor::huberLoss),
                new Named("huberLoss(Tensor,double,LossReduction)", (x, t) -> x.huberLoss(t, 1, sum)),
                new Named("smoothL1Loss(Tensor)", Tensor::smoothL1Loss),
                new Named("smoothL1Loss(Tensor,double,LossReduction)", (x, t) -> x.smoothL1Loss(t, 1, sum)),
                new Named("poissonNllLoss(Tensor)", Tensor::poissonNllLoss),
                new Named("poissonNllLoss(Tensor,boolean,boolean,double,LossReduction)",
                        (x, t) -> x.poissonNllLoss(t, true, true, 0, sum)),
                new Named("gaussianNllLoss(Tensor,Tensor)", (x, t) -> x.gaussianNllLoss(t, x)),
                new Named("gaussianNllLoss(Tensor,Tensor,boolean,double,LossReduction)",
                        (x, t) -> x.gaussianNllLoss(t, x, true, 0, sum)))) {
            String op = n.method.substring(0, n.method.indexOf('('));
            OpErrorsTest.bad(rows, n.method, () -> n.loss.of(column, four), op + ": predictions of shape [4, 1] and targets of "
                    + "shape [4] do not fit: broadcast, each of one would meet each of the other; use squeeze(1) on the "
                    + "predictions");
            OpErrorsTest.bad(rows, n.method, () -> n.loss.of(four, zeros(3)), op + ": predictions of shape [4] and targets of "
                    + "shape [3] do not fit; they must be equal");
        }
        OpErrorsTest.bad(rows, "huberLoss(Tensor,double,LossReduction)", () -> four.huberLoss(four, 0, sum),
                "huberLoss: delta must be positive, not 0.0");
        OpErrorsTest.bad(rows, "smoothL1Loss(Tensor,double,LossReduction)", () -> four.smoothL1Loss(four, -1, sum),
                "smoothL1Loss: beta must not be negative: -1.0");
        OpErrorsTest.bad(rows, "gaussianNllLoss(Tensor,Tensor)", () -> four.gaussianNllLoss(four, ones(3)), "gaussianNllLoss: "
                + "variances of shape [3] do not stretch to the shape of the predictions, [4]");
        OpErrorsTest.bad(rows, "gaussianNllLoss(Tensor,Tensor)", () -> zeros(2).gaussianNllLoss(zeros(2), tensor(1, -1)),
                "gaussianNllLoss: a variance is not negative, but one is -1.0; predict its logarithm and use exp()");
    }
}
