package jacobi.ops;

import jacobi.Tensor;

/** What becomes of the losses of the single examples. */
public enum LossReduction {
    /** They stay as they are. */
    NONE,
    /** Their average, weighted where the loss has weights. */
    MEAN,
    /** Their sum. */
    SUM;

    Tensor of(Tensor losses) {
        return switch (this) {
            case NONE -> losses;
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
        };
    }
}
