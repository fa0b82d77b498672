package jacobi.ops;

import jacobi.Tensor;

/** Checks of scores and class labels, with messages that name the label at fault. */
final class Classes {
    private Classes() {
    }

    static void requireFloats(String op, Tensor x) {
        if (!x.dtype().isFloating()) {
            throw new IllegalArgumentException(op + ": it takes floating-point scores, not " + x.dtype()
                    + "; convert them with to(DType.FLOAT32)");
        }
    }

    static void check(String op, Tensor scores, Tensor labels) {
        requireFloats(op, scores);
        if (scores.rank() != 2 || labels.rank() != 1 || scores.size(0) != labels.size(0)) {
            throw new IllegalArgumentException(op + ": scores of shape " + scores.shape() + " and labels of shape "
                    + labels.shape() + " do not fit: they are [rows, classes] and [rows]"
                    + (labels.rank() == 2 ? "; labels are class numbers: use argmax(1) on one-hot rows, or squeeze(1)" : ""));
        }
        if (scores.size() == 0) {
            throw new IllegalArgumentException(op + ": scores of shape " + scores.shape()
                    + " are empty, and there is no average of nothing");
        }
        int classes = scores.size(1);
        long[] values = Dims.indices(op, labels).toLongs();
        for (int row = 0; row < values.length; row++) {
            if (values[row] < 0 || values[row] >= classes) {
                throw new IndexOutOfBoundsException(op + ": label " + values[row] + " at row " + row + " is out of range: "
                        + classes + " scores a row mean labels 0 to " + (classes - 1)
                        + (values[row] == classes ? "; are the labels counted from 1?" : ""));
            }
        }
    }
}
