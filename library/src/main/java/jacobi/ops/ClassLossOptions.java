package jacobi.ops;

import jacobi.Tensor;

/**
 * How a loss of class scores is made up.
 *
 * {@snippet :
 * scores.crossEntropy(labels, new ClassLossOptions().labelSmoothing(0.1).reduction(LossReduction.SUM));
 * }
 *
 * @param weight         how much each class counts, {@code [classes]}; null for all the same
 * @param ignoreIndex    a label that does not count, -100 by default
 * @param labelSmoothing the part of the probability that is taken from the label and given to all classes alike, from 0
 *                       (the default) to 1 (Szegedy et al.: "Rethinking the Inception Architecture", 2016)
 * @param reduction      the average by default
 */
public record ClassLossOptions(Tensor weight, long ignoreIndex, double labelSmoothing, LossReduction reduction) {
    /** All classes count the same, without smoothing, averaged. */
    public ClassLossOptions() {
        this(null, -100, 0, LossReduction.MEAN);
    }

    /** Checks the smoothing. */
    public ClassLossOptions {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("ClassLossOptions: the label smoothing is a part from 0 to 1, not "
                    + labelSmoothing);
        }
    }

    /** {@return these options with a weight for each class} */
    public ClassLossOptions weight(Tensor perClass) {
        return new ClassLossOptions(perClass, ignoreIndex, labelSmoothing, reduction);
    }

    /** {@return these options with another label that does not count} */
    public ClassLossOptions ignoreIndex(long label) {
        return new ClassLossOptions(weight, label, labelSmoothing, reduction);
    }

    /** {@return these options with label smoothing} */
    public ClassLossOptions labelSmoothing(double part) {
        return new ClassLossOptions(weight, ignoreIndex, part, reduction);
    }

    /** {@return these options with another reduction} */
    public ClassLossOptions reduction(LossReduction how) {
        return new ClassLossOptions(weight, ignoreIndex, labelSmoothing, how);
    }
}
