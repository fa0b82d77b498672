package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;

/** Losses of class scores, and checks of labels, with messages that name the label at fault. */
final class Classes {
    private Classes() {
    }

    static void requireFloats(String op, Tensor x) {
        if (!x.dtype().isFloating()) {
            throw new IllegalArgumentException(op + ": it takes floating-point numbers, not " + x.dtype()
                    + "; convert them with to(DType.FLOAT32)");
        }
    }

    /** Checks that there is one label for each row of scores, and that it is a class or the ignored one. */
    static void check(String op, Tensor scores, Tensor labels, long ignored, LossReduction reduction) {
        requireFloats(op, scores);
        boolean rows = scores.rank() >= 2;
        if (scores.rank() == 0 || !labels.shape().equals(Dims.without(scores.shape(), rows ? 1 : 0))) {
            throw new IllegalArgumentException(op + ": scores of shape " + scores.shape() + " and labels of shape "
                    + labels.shape() + " do not fit: they are " + (scores.rank() <= 2 ? "[rows, classes] and [rows]"
                    : "[rows, classes, ...] and [rows, ...]")
                    + (labels.rank() == 2 && scores.rank() == 2
                    ? "; labels are class numbers: use argmax(1) on one-hot rows, or squeeze(1)" : ""));
        }
        if (scores.size() == 0 && reduction == LossReduction.MEAN) {
            throw new IllegalArgumentException(op + ": scores of shape " + scores.shape()
                    + " are empty, and there is no average of nothing");
        }
        if (scores.array().backend().checksIndicesLater()) {
            return;
        }
        int classes = scores.size(rows ? 1 : 0);
        long[] values = Dims.indices(op, labels).toLongs();
        for (int row = 0; row < values.length; row++) {
            Pieces.poll(op, row);
            if ((values[row] < 0 || values[row] >= classes) && values[row] != ignored) {
                throw new IndexOutOfBoundsException(op + ": label " + values[row] + " at row " + row + " is out of range: "
                        + classes + " scores a row mean labels 0 to " + (classes - 1)
                        + (values[row] == classes ? "; are the labels counted from 1?" : ""));
            }
        }
    }

    private static void checkWeight(String op, Tensor weight, int classes) {
        if (weight != null && !weight.shape().equals(Shape.of(classes))) {
            throw new IllegalArgumentException(op + ": a weight of shape " + weight.shape() + " does not fit: there is one for "
                    + "each of the " + classes + " classes");
        }
    }

    /** {@code -weight[label] * log p[label]}, along axis 1. */
    static Tensor nll(String op, Tensor logP, Tensor labels, ClassLossOptions options) {
        check(op, logP, labels, options.ignoreIndex(), options.reduction());
        if (logP.rank() == 1) {
            Tensor one = nll(op, logP.unsqueeze(0), labels.unsqueeze(0), options);
            return options.reduction() == LossReduction.NONE ? one.squeeze(0) : one;
        }
        checkWeight(op, options.weight(), logP.size(1));
        Tensor all = Dims.indices(op, labels).to(logP.device());
        Tensor counts = all.ne(options.ignoreIndex());
        // Where reading a number means to wait for a device, some might be ignored.
        boolean everyone = !logP.array().backend().checksIndicesLater() && counts.sum().item() == all.size();
        Tensor known = everyone ? all : all.mul(counts.to(DType.INT64));
        Tensor losses = logP.gather(1, known.unsqueeze(1)).squeeze(1).neg();
        double smoothing = options.labelSmoothing();
        if (smoothing > 0) {
            Tensor even = weighted(logP, options.weight()).mean(1).neg();
            Tensor label = options.weight() == null ? losses : losses.mul(of(options.weight(), known, logP));
            losses = label.mul(1 - smoothing).add(even.mul(smoothing));
        } else if (options.weight() != null) {
            losses = losses.mul(of(options.weight(), known, logP));
        }
        if (!everyone) {
            losses = counts.where(losses, Dims.like(losses, 0));
        }
        if (options.reduction() != LossReduction.MEAN || everyone && options.weight() == null) {
            return options.reduction().of(losses);
        }
        Tensor parts = counts.to(logP.dtype());
        return losses.sum().div((options.weight() == null ? parts : parts.mul(of(options.weight(), known, logP))).sum());
    }

    /** The weight of each label's class. */
    private static Tensor of(Tensor weight, Tensor labels, Tensor logP) {
        return weight.to(logP.dtype()).indexSelect(0, labels.flatten()).reshape(labels.shape());
    }

    private static Tensor weighted(Tensor x, Tensor weight) {
        if (weight == null) {
            return x;
        }
        int[] column = new int[x.rank() - 1];
        java.util.Arrays.fill(column, 1);
        column[0] = x.size(1);
        return x.mul(weight.to(x.dtype()).reshape(column));
    }

    /** {@code -sum over the classes of weight * p * log q}, along axis 1. */
    static Tensor soft(String op, Tensor logQ, Tensor p, ClassLossOptions options) {
        if (logQ.rank() == 1) {
            Tensor one = soft(op, logQ.unsqueeze(0), p.unsqueeze(0), options);
            return options.reduction() == LossReduction.NONE ? one.squeeze(0) : one;
        }
        int classes = logQ.size(1);
        checkWeight(op, options.weight(), classes);
        double smoothing = options.labelSmoothing();
        Tensor target = smoothing == 0 ? p : p.mul(1 - smoothing).add(smoothing / classes);
        return options.reduction().of(weighted(logQ, options.weight()).mul(target).sum(1).neg());
    }
}
