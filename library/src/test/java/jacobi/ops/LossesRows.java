package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.uniform;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Plain;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;
import java.util.List;

/** Probabilities and losses. */
final class LossesRows {
    private LossesRows() {
    }

    private static Plain softmax(Plain x, int axis) {
        Plain e = x.map(Math::exp);
        return e.zip(e.reduce(axis, true, 0, Double::sum), (a, b) -> a / b);
    }

    static void addTo(OpTable t) {
        for (int axis : new int[] {0, 1, -1}) {
            int normal = Math.floorMod(axis, 2);
            t.smooth("softmax(int)", "axis " + axis, any(3, 4), x -> x.softmax(axis), x -> softmax(x, normal));
            t.smooth("logSoftmax(int)", "axis " + axis, any(3, 4), x -> x.logSoftmax(axis),
                    x -> softmax(x, normal).map(Math::log));
        }
        t.golden("softmin(int)", "", true, any(3, 4), x -> x.softmin(1));
        classLosses(t);
        binary(t);
        divergences(t);
        ctc(t);
    }

    private static void classLosses(OpTable t) {
        t.golden("crossEntropy(Tensor)", "", List.of(any(5, 4), whole(4, 5)), x -> x[0].crossEntropy(x[1]), true, false);
        t.golden("crossEntropy(Tensor)", "int32 labels", List.of(any(5, 4), whole(4, 5)),
                x -> x[0].crossEntropy(x[1].to(DType.INT32)), true, false);
        t.golden("crossEntropy(Tensor)", "one row", List.of(any(4), whole(4)), x -> x[0].crossEntropy(x[1]), true, false);
        t.golden("crossEntropy(Tensor)", "labelled pixels", List.of(any(2, 4, 3, 2), whole(4, 2, 3, 2)),
                x -> x[0].crossEntropy(x[1]), true, false);
        t.golden("crossEntropy(Tensor)", "probabilities", List.of(any(3, 4), positive(3, 4)),
                x -> x[0].crossEntropy(x[1]), true, true);
        for (LossReduction r : LossReduction.values()) {
            t.golden("crossEntropy(Tensor,LossReduction)", r.toString(), List.of(any(5, 4), whole(4, 5)),
                    x -> x[0].crossEntropy(x[1], r), true, false);
            ClassLossOptions options = new ClassLossOptions().reduction(r).ignoreIndex(2).labelSmoothing(0.1);
            t.golden("crossEntropy(Tensor,ClassLossOptions)", "labels, all options, " + r,
                    List.of(any(5, 4), whole(4, 5), positive(4)),
                    x -> x[0].crossEntropy(x[1], options.weight(x[2])), true, false, true);
            t.golden("crossEntropy(Tensor,ClassLossOptions)", "probabilities, all options, " + r,
                    List.of(any(5, 4), positive(5, 4), positive(4)),
                    x -> x[0].crossEntropy(x[1], options.weight(x[2])), true, true, true);
            t.golden("nllLoss(Tensor,ClassLossOptions)", "weights, " + r, List.of(any(5, 4), whole(4, 5), positive(4)),
                    x -> x[0].nllLoss(x[1], new ClassLossOptions().weight(x[2]).reduction(r)), true, false, true);
        }
        t.golden("crossEntropy(Tensor,ClassLossOptions)", "ignored labels", List.of(any(5, 4), whole(4, 5)),
                x -> x[0].crossEntropy(x[1], new ClassLossOptions().ignoreIndex(1)), true, false);
        t.golden("crossEntropy(Tensor,ClassLossOptions)", "smoothing", List.of(any(5, 4), whole(4, 5)),
                x -> x[0].crossEntropy(x[1], new ClassLossOptions().labelSmoothing(0.3)), true, false);
        t.golden("nllLoss(Tensor)", "", List.of(any(5, 4), whole(4, 5)), x -> x[0].nllLoss(x[1]), true, false);
        t.golden("nllLoss(Tensor,ClassLossOptions)", "labelled pixels", List.of(any(2, 4, 3), whole(4, 2, 3), positive(4)),
                x -> x[0].nllLoss(x[1], new ClassLossOptions().weight(x[2])), true, false, true);
    }

    private static void binary(OpTable t) {
        t.golden("binaryCrossEntropy(Tensor)", "", List.of(uniform(0.1, 0.9, 0, 3, 4), uniform(0, 1, 0, 3, 4)),
                x -> x[0].binaryCrossEntropy(x[1]), true, true);
        t.golden("binaryCrossEntropyWithLogits(Tensor)", "", List.of(any(3, 4), uniform(0, 1, 0, 3, 4)),
                x -> x[0].binaryCrossEntropyWithLogits(x[1]), true, true);
        for (LossReduction r : LossReduction.values()) {
            t.golden("binaryCrossEntropy(Tensor,LossReduction)", r.toString(),
                    List.of(uniform(0.1, 0.9, 0, 3, 4), uniform(0, 1, 0, 3, 4)),
                    x -> x[0].binaryCrossEntropy(x[1], r), true, true);
            t.golden("binaryCrossEntropyWithLogits(Tensor,Tensor,LossReduction)", r.toString(),
                    List.of(any(3, 4), uniform(0, 1, 0, 3, 4), positive(4)),
                    x -> x[0].binaryCrossEntropyWithLogits(x[1], x[2], r), true, true, true);
        }
        t.golden("binaryCrossEntropy(Tensor,LossReduction)", "certain", List.of(whole(2, 9), whole(2, 9)),
                x -> x[0].to(DType.FLOAT64).binaryCrossEntropy(x[1].to(DType.FLOAT64), LossReduction.NONE), false, false);
        t.golden("binaryCrossEntropyWithLogits(Tensor)", "large scores", List.of(uniform(-900, 900, 0, 9), mask(9)),
                x -> x[0].binaryCrossEntropyWithLogits(x[1]), false, false);
    }

    private static void divergences(OpTable t) {
        t.golden("klDiv(Tensor)", "", List.of(any(3, 4), positive(3, 4)), x -> x[0].klDiv(x[1]), true, true);
        for (LossReduction r : LossReduction.values()) {
            t.golden("klDiv(Tensor,boolean,LossReduction)", r.toString(), List.of(any(3, 4), positive(3, 4)),
                    x -> x[0].klDiv(x[1], false, r), true, true);
            t.golden("klDiv(Tensor,boolean,LossReduction)", "logarithms, " + r, List.of(any(3, 4), any(3, 4)),
                    x -> x[0].klDiv(x[1], true, r), true, true);
        }
        t.golden("klDiv(Tensor,boolean,LossReduction)", "impossible", List.of(any(4, 4), whole(2, 4, 4)),
                x -> x[0].klDiv(x[1].to(x[0].dtype()), false, LossReduction.NONE), false, false);
        t.row("infogainLoss(Tensor,Tensor)", "", List.of(any(3, 4), whole(4, 3), any(4, 4)),
                x -> x[0].infogainLoss(x[1], x[2]), x -> infogain(x).reduceAll(0, Double::sum).map(v -> v / 3),
                true, false, true);
        t.row("infogainLoss(Tensor,Tensor,LossReduction)", "", List.of(any(3, 4), whole(4, 3), any(4, 4)),
                x -> x[0].infogainLoss(x[1], x[2], LossReduction.NONE), LossesRows::infogain, true, false, true);
    }

    private static Plain infogain(Plain[] x) {
        Plain p = softmax(x[0], 1);
        return Plain.build(new int[] {3}, i -> {
            double sum = 0;
            for (int k = 0; k < 4; k++) {
                sum -= x[2].at((int) x[1].at(i[0]), k) * Math.log(p.at(i[0], k));
            }
            return sum;
        });
    }

    private static void ctc(OpTable t) {
        Sample labels = rng -> Tensors.tensor(new long[] {1, 2, 2, 1, 3, 0, 2, 0, 0}, 3, 3);
        int[] times = {7, 5, 6};
        int[] lengths = {3, 2, 1};
        t.golden("ctcLoss(Tensor,int[],int[])", "", List.of(any(7, 3, 4), labels),
                x -> x[0].logSoftmax(2).ctcLoss(x[1], times, lengths), true, false);
        for (LossReduction r : LossReduction.values()) {
            t.golden("ctcLoss(Tensor,int[],int[],int,LossReduction)", r.toString(), List.of(any(7, 3, 4), labels),
                    x -> x[0].logSoftmax(2).ctcLoss(x[1], times, lengths, 0, r), true, false);
        }
        t.golden("ctcLoss(Tensor,int[],int[],int,LossReduction)", "another blank, an empty target",
                List.of(any(4, 2, 4), rng -> Tensors.tensor(new long[] {0, 1, 2, 2}, 2, 2)),
                x -> x[0].logSoftmax(2).ctcLoss(x[1], new int[] {4, 4}, new int[] {2, 0}, 3, LossReduction.NONE), true, false);
        t.golden("ctcLoss(Tensor,int[],int[],int,LossReduction)", "too little time",
                List.of(any(2, 1, 4), rng -> Tensors.tensor(new long[] {1, 1}, 1, 2)),
                x -> x[0].logSoftmax(2).ctcLoss(x[1], new int[] {2}, new int[] {2}, 0, LossReduction.NONE), false, false);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor scores = zeros(2, 3);
        Tensor labels = tensor(new long[] {0, 3});
        String range = ": label 3 at row 1 is out of range: 3 scores a row mean labels 0 to 2; are the labels counted from 1?";
        OpErrorsTest.outside(rows, "crossEntropy(Tensor,LossReduction)", () -> scores.crossEntropy(labels, LossReduction.SUM),
                "crossEntropy" + range);
        OpErrorsTest.outside(rows, "crossEntropy(Tensor,ClassLossOptions)", () -> scores.crossEntropy(labels,
                new ClassLossOptions()), "crossEntropy" + range);
        OpErrorsTest.bad(rows, "crossEntropy(Tensor,ClassLossOptions)", () -> scores.crossEntropy(tensor(new long[] {0, 2}),
                new ClassLossOptions().weight(zeros(2))), "crossEntropy: a weight of shape [2] does not fit: there is one for "
                + "each of the 3 classes");
        OpErrorsTest.bad(rows, "crossEntropy(Tensor)", () -> zeros(2, 3, 4).crossEntropy(tensor(new long[] {0, 2})),
                "crossEntropy: scores of shape [2, 3, 4] and labels of shape [2] do not fit: they are [rows, classes, ...] and "
                + "[rows, ...]");
        OpErrorsTest.bad(rows, "crossEntropy(Tensor,ClassLossOptions)", () -> new ClassLossOptions().labelSmoothing(2),
                "ClassLossOptions: the label smoothing is a part from 0 to 1, not 2.0");
        OpErrorsTest.outside(rows, "nllLoss(Tensor)", () -> scores.nllLoss(labels), "nllLoss" + range);
        OpErrorsTest.outside(rows, "nllLoss(Tensor,ClassLossOptions)", () -> scores.nllLoss(labels, new ClassLossOptions()),
                "nllLoss" + range);
        OpErrorsTest.outside(rows, "softmin(int)", () -> scores.softmin(2),
                "softmin: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        OpErrorsTest.bad(rows, "binaryCrossEntropy(Tensor)", () -> zeros(4, 1).binaryCrossEntropy(zeros(4)),
                "binaryCrossEntropy: predictions of shape [4, 1] and targets of shape [4] do not fit: broadcast, each of one "
                + "would meet each of the other; use squeeze(1) on the predictions");
        OpErrorsTest.bad(rows, "binaryCrossEntropy(Tensor,LossReduction)", () -> tensor(0.5, 1.5).binaryCrossEntropy(zeros(2),
                LossReduction.SUM), "binaryCrossEntropy: probabilities lie between 0 and 1, but these lie between 0.5 and 1.5; "
                + "for scores, use binaryCrossEntropyWithLogits");
        OpErrorsTest.bad(rows, "binaryCrossEntropyWithLogits(Tensor)", () -> zeros(4).binaryCrossEntropyWithLogits(zeros(4, 1)),
                "binaryCrossEntropyWithLogits: predictions of shape [4] and targets of shape [4, 1] do not fit: broadcast, each "
                + "of one would meet each of the other; use squeeze(1) on the targets");
        OpErrorsTest.bad(rows, "binaryCrossEntropyWithLogits(Tensor,Tensor,LossReduction)", () -> scores
                .binaryCrossEntropyWithLogits(zeros(2, 3), zeros(2), LossReduction.SUM), "binaryCrossEntropyWithLogits: a "
                + "posWeight of shape [2] does not stretch to the shape of the scores, [2, 3]; it is one number a column");
        OpErrorsTest.bad(rows, "klDiv(Tensor)", () -> scores.klDiv(zeros(3)), "klDiv: predictions of shape [2, 3] and targets of "
                + "shape [3] do not fit; they must be equal");
        OpErrorsTest.bad(rows, "klDiv(Tensor,boolean,LossReduction)", () -> scores.to(DType.INT64).klDiv(scores, false,
                LossReduction.SUM), "klDiv: it takes floating-point numbers, not int64; convert them with to(DType.FLOAT32)");
        OpErrorsTest.outside(rows, "infogainLoss(Tensor,Tensor)", () -> scores.infogainLoss(labels, zeros(3, 3)),
                "infogainLoss" + range);
        OpErrorsTest.bad(rows, "infogainLoss(Tensor,Tensor,LossReduction)", () -> scores.infogainLoss(tensor(new long[] {0, 1}),
                zeros(2, 3), LossReduction.SUM), "infogainLoss: scores of shape [2, 3] and a matrix of shape [2, 3] do not fit: "
                + "they are [rows, classes] and [classes, classes]");
        Tensor time = zeros(5, 2, 4);
        OpErrorsTest.outside(rows, "ctcLoss(Tensor,int[],int[])", () -> time.ctcLoss(tensor(new long[] {1, 2, 0, 1}, 2, 2),
                new int[] {5, 5}, new int[] {2, 2}), "ctcLoss: label 0 at position 0 of target 1 is out of range: labels are 0 to "
                + "3 without the blank, 0");
        OpErrorsTest.bad(rows, "ctcLoss(Tensor,int[],int[])", () -> time.ctcLoss(tensor(new long[] {1, 2}), new int[] {5, 5},
                new int[] {2, 2}), "ctcLoss: log-probabilities of shape [5, 2, 4] and targets of shape [2] do not fit: they are "
                + "[time, batch, classes] and [batch, longest target]");
        OpErrorsTest.bad(rows, "ctcLoss(Tensor,int[],int[],int,LossReduction)", () -> time.ctcLoss(tensor(new long[] {1, 2}, 2, 1),
                new int[] {5, 6}, new int[] {1, 1}, 0, LossReduction.SUM), "ctcLoss: example 1 has input length 6 and target "
                + "length 1; they go up to 5 and 1");
        OpErrorsTest.outside(rows, "ctcLoss(Tensor,int[],int[],int,LossReduction)", () -> time.ctcLoss(
                tensor(new long[] {1, 2}, 2, 1), new int[] {5, 5}, new int[] {1, 1}, 4, LossReduction.SUM),
                "ctcLoss: blank 4 is not a class: there are 4");
    }
}
