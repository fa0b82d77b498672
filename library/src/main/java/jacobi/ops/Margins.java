package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;

/** What losses of margins need. */
final class Margins {
    private Margins() {
    }

    static void checkPairs(String op, Tensor x, Tensor other, Tensor target) {
        Targets.check(op, "first rows", x, "second rows", other);
        if (x.rank() == 0 || !target.shape().equals(Dims.without(x.shape(), x.rank() - 1))) {
            throw new IllegalArgumentException(op + ": rows of shape " + x.shape() + " and targets of shape " + target.shape()
                    + " do not fit: they are [pairs, features] and [pairs]");
        }
    }

    static Tensor multi(Tensor x, Tensor labels, int p, double margin, Tensor weight, LossReduction reduction) {
        Classes.check("multiMarginLoss", x, labels, Long.MIN_VALUE, reduction);
        if (x.rank() > 2 || p != 1 && p != 2) {
            throw new IllegalArgumentException("multiMarginLoss: it takes [rows, classes] and the power 1 or 2, not shape "
                    + x.shape() + " and power " + p);
        }
        if (x.rank() == 1) {
            Tensor one = multi(x.unsqueeze(0), labels.unsqueeze(0), p, margin, weight, reduction);
            return reduction == LossReduction.NONE ? one.squeeze(0) : one;
        }
        int classes = x.size(1);
        if (weight != null && !weight.shape().equals(Shape.of(classes))) {
            throw new IllegalArgumentException("multiMarginLoss: a weight of shape " + weight.shape()
                    + " does not fit: there is one for each of the " + classes + " classes");
        }
        Tensor column = labels.to(DType.INT64).unsqueeze(1);
        Tensor hinge = x.sub(x.gather(1, column)).add(margin).relu();
        Tensor powered = p == 2 ? hinge.square() : hinge;
        // The label's own term is max(0, margin)^p, whatever the scores.
        Tensor losses = powered.sum(1).sub(Math.pow(Math.max(margin, 0), p)).div(classes);
        return reduction.of(weight == null ? losses
                : losses.mul(weight.to(x.dtype()).indexSelect(0, labels.to(DType.INT64))));
    }

    static Tensor multilabel(Tensor x, Tensor labels, LossReduction reduction) {
        String op = "multilabelMarginLoss";
        Classes.requireFloats(op, x);
        if (x.rank() < 1 || x.rank() > 2 || !labels.shape().equals(x.shape()) || !labels.dtype().isInteger()) {
            throw new IllegalArgumentException(op + ": scores of shape " + x.shape() + " and labels of " + labels.dtype()
                    + " and shape " + labels.shape() + " do not fit: labels are whole numbers of the shape of the scores");
        }
        int classes = x.size(-1);
        double[] counts = new double[x.size()];
        double[] others = new double[x.size()];
        java.util.Arrays.fill(others, 1);
        long[] named = labels.toLongs();
        for (int i = 0; i < named.length; i++) {
            Pieces.poll("multilabelMarginLoss", i / classes, classes);
            int row = i / classes * classes;
            if (named[i] < 0) {
                // The rest of the row is filling.
                i = row + classes - 1;
                continue;
            }
            if (named[i] >= classes) {
                throw new IndexOutOfBoundsException(op + ": label " + named[i] + " at position " + i
                        + " is not one of the classes 0 to " + (classes - 1));
            }
            counts[row + (int) named[i]]++;
            others[row + (int) named[i]] = 0;
        }
        Tensor right = Matrices.constant(x, counts, x.shape()).unsqueeze(-1);
        Tensor wrong = Matrices.constant(x, others, x.shape()).unsqueeze(-2);
        Tensor hinge = x.unsqueeze(-2).sub(x.unsqueeze(-1)).add(1).relu();
        return reduction.of(hinge.mul(right).mul(wrong).sum(new int[] {-2, -1}, false).div(classes));
    }
}
