package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import jacobi.expr.Exprs;

/** Probabilities from scores, and how wrong a prediction is. */
public interface Losses extends Operand {
    /** exp(x - y). */
    Elementwise EXP_DIFFERENCE = Elementwise.binary("expDifference", (x, y) -> Exprs.exp(x.sub(y)));

    /** exp(x) / sum(exp(x)) along an axis. */
    record Softmax(int axis) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            if (x[0].size() == 0) {
                return x[0].copy();     // there is no largest of nothing
            }
            Tensor e = EXP_DIFFERENCE.apply(x[0], x[0].amax(new int[] {axis}, true));
            return e.div(e.sum(axis, true));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return y.mul(g.sub(g.mul(y).sum(axis, true)));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return gradient(0, dx[0], y, x);    // the Jacobian is symmetric
        }
    }

    /** x - log(sum(exp(x))) along an axis. */
    record LogSoftmax(int axis) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            if (x[0].size() == 0) {
                return x[0].copy();
            }
            NDArray shifted = x[0].sub(x[0].amax(new int[] {axis}, true)).array();
            // What is summed up lies where the result will be.
            NDArray y = shifted.backend().empty(shifted.dtype(), shifted.shape());
            Functions.EXP.into(y, shifted);
            Arithmetic.SUB.into(y, shifted, Tensor.of(y).sum(axis, true).log().array());
            return Tensor.of(y);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.sub(y.exp().mul(g.sum(axis, true)));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return dx[0].sub(y.exp().mul(dx[0]).sum(axis, true));
        }
    }

    /** {@return probabilities: exp(x) / sum(exp(x)) along an axis; never overflows} */
    default Tensor softmax(int axis) {
        Classes.requireFloats("softmax", self());
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).softmax(0).reshape(self().shape());
        }
        return new Softmax(self().shape().normalizeAxis("softmax", axis)).apply(self());
    }

    /** {@return the logarithms of {@link #softmax}, exact where those are too small for a float} */
    default Tensor logSoftmax(int axis) {
        Classes.requireFloats("logSoftmax", self());
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).logSoftmax(0).reshape(self().shape());
        }
        return new LogSoftmax(self().shape().normalizeAxis("logSoftmax", axis)).apply(self());
    }

    /** {@return softmax of -x: the smallest numbers get the largest probabilities} */
    default Tensor softmin(int axis) {
        if (!Axes.isOfNumber(self(), axis)) {
            self().shape().normalizeAxis("softmin", axis);
        }
        Classes.requireFloats("softmin", self());
        return self().neg().softmax(axis);
    }

    /**
     * The average over the rows of -log softmax(x)[label]: how surprised the scores are by the labels, in nats
     * (PyTorch's cross_entropy).
     *
     * {@snippet :
     * Tensor loss = model.apply(batch.x()).crossEntropy(batch.y());    // [64, 10] and [64]
     * }
     *
     * @param target the class of each row, whole numbers from 0 to the number of columns - 1; or floats of this tensor's
     *               shape, which are probabilities
     * @return a scalar; ln(classes) for scores that are all equal
     * @throws IllegalArgumentException  if this is not a matrix of floats, or the number of rows differs
     * @throws IndexOutOfBoundsException if a label is not a column
     */
    default Tensor crossEntropy(Tensor target) {
        return crossEntropy(target, new ClassLossOptions());
    }

    /** {@return the cross-entropies of the rows, averaged, added up or as they are} See {@link #crossEntropy(Tensor)}. */
    default Tensor crossEntropy(Tensor target, LossReduction reduction) {
        return crossEntropy(target, new ClassLossOptions().reduction(reduction));
    }

    /**
     * The cross-entropy with weights of the classes, label smoothing, or labels that do not count. An average is divided
     * by the sum of the weights of the labels.
     *
     * @param target as in {@link #crossEntropy(Tensor)}; the classes are axis 1 of the scores, behind which there may be
     *               more axes, as of an image whose pixels are labelled
     */
    default Tensor crossEntropy(Tensor target, ClassLossOptions options) {
        if (target.dtype().isFloating() && target.shape().equals(self().shape()) && self().rank() > 0) {
            Classes.requireFloats("crossEntropy", self());
            return Classes.soft("crossEntropy", self().logSoftmax(self().rank() > 1 ? 1 : 0), target, options);
        }
        Classes.check("crossEntropy", self(), target, options.ignoreIndex(), options.reduction());
        return Classes.nll("crossEntropy", self().logSoftmax(self().rank() > 1 ? 1 : 0), target, options);
    }

    /** {@return the average of -x[label], for rows of log-probabilities} (PyTorch's nll_loss) */
    default Tensor nllLoss(Tensor labels) {
        return nllLoss(labels, new ClassLossOptions());
    }

    /**
     * The losses -weight[label] x[label], for rows of log-probabilities; see {@link #crossEntropy(Tensor,
     * ClassLossOptions)}.
     */
    default Tensor nllLoss(Tensor labels, ClassLossOptions options) {
        return Classes.nll("nllLoss", self(), labels, options);
    }

    /** Binary cross-entropy, the logarithms not below -100. */
    Elementwise BINARY_CROSS_ENTROPY = Elementwise.binary("binaryCrossEntropy", (x, t) -> t.mul(Exprs.max(Exprs.log(x), -100))
            .add(Exprs.constant(1).sub(t).mul(Exprs.max(Exprs.log(Exprs.constant(1).sub(x)), -100))).neg()).floating();

    /** {@return the average of -(t log x + (1-t) log(1-x)), for probabilities} Logarithms below -100 count as -100. */
    default Tensor binaryCrossEntropy(Tensor target) {
        return binaryCrossEntropy(target, LossReduction.MEAN);
    }

    /** {@return -(t log x + (1-t) log(1-x)), for probabilities} Logarithms below -100 count as -100. */
    default Tensor binaryCrossEntropy(Tensor target, LossReduction reduction) {
        Targets.check("binaryCrossEntropy", self(), target);
        Targets.requireProbabilities("binaryCrossEntropy", self());
        return reduction.of(BINARY_CROSS_ENTROPY.apply(self(), target));
    }

    Elementwise BCE_LOGITS = Elementwise.ternary("binaryCrossEntropyWithLogits", (x, t, p) -> Exprs.constant(1).sub(t).mul(x)
            .add(p.sub(1).mul(t).add(1).mul(Exprs.softplus(x.neg())))).floating();

    /** {@return the average binary cross-entropy of sigmoid(x), exact for large x too} */
    default Tensor binaryCrossEntropyWithLogits(Tensor target) {
        return binaryCrossEntropyWithLogits(target, null, LossReduction.MEAN);
    }

    /**
     * -(p t log sigmoid(x) + (1-t) log(1 - sigmoid(x))), exact for large x too.
     *
     * @param posWeight how much the positive examples of each column count, broadcast to x; null for 1
     */
    default Tensor binaryCrossEntropyWithLogits(Tensor target, Tensor posWeight, LossReduction reduction) {
        Targets.check("binaryCrossEntropyWithLogits", self(), target);
        Tensor p = posWeight == null ? Dims.like(self(), 1) : posWeight;
        if (!Shape.stretches(p.shape(), self().shape())) {
            throw new IllegalArgumentException("binaryCrossEntropyWithLogits: a posWeight of shape " + p.shape()
                    + " does not stretch to the shape of the scores, " + self().shape() + "; it is one number a column");
        }
        return reduction.of(BCE_LOGITS.apply(self(), target, p));
    }

    /** t (log t - x), and 0 where t is 0. */
    Elementwise KL_DIV = Elementwise.binary("klDiv", (x, t) -> Exprs.where(Exprs.eq(t, 0), 0, t.mul(Exprs.log(t).sub(x))))
            .floating();

    Elementwise KL_DIV_LOG = Elementwise.binary("klDiv", (x, t) -> Exprs.exp(t).mul(t.sub(x))).floating();

    /** {@return the average of t (log t - x), for log-probabilities x and probabilities t} */
    default Tensor klDiv(Tensor target) {
        return klDiv(target, false, LossReduction.MEAN);
    }

    /**
     * t (log t - x): the divergence of Kullback and Leibler between log-probabilities x and probabilities t, term by
     * term. The sum, divided by the number of rows, is the divergence that textbooks mean.
     *
     * @param logTarget whether the target holds logarithms too
     */
    default Tensor klDiv(Tensor target, boolean logTarget, LossReduction reduction) {
        Targets.check("klDiv", self(), target);
        return reduction.of((logTarget ? KL_DIV_LOG : KL_DIV).apply(self(), target));
    }

    /**
     * The average of -sum over k of H[label, k] log softmax(x)[k]: mistakes that cost differently (Caffe's
     * InfogainLoss). With the identity it is the cross-entropy.
     *
     * @param infogain H, a matrix of classes by classes
     */
    default Tensor infogainLoss(Tensor labels, Tensor infogain) {
        return infogainLoss(labels, infogain, LossReduction.MEAN);
    }

    /** {@return -sum over k of H[label, k] log softmax(x)[k]} See {@link #infogainLoss(Tensor, Tensor)}. */
    default Tensor infogainLoss(Tensor labels, Tensor infogain, LossReduction reduction) {
        Classes.check("infogainLoss", self(), labels, Long.MIN_VALUE, reduction);
        if (self().rank() != 2 || !infogain.shape().equals(Shape.of(self().size(1), self().size(1)))) {
            throw new IllegalArgumentException("infogainLoss: scores of shape " + self().shape() + " and a matrix of shape "
                    + infogain.shape() + " do not fit: they are [rows, classes] and [classes, classes]");
        }
        return reduction.of(infogain.indexSelect(0, labels).mul(self().logSoftmax(1)).sum(1).neg());
    }

    /** {@return the average CTC loss with blank 0} See {@link #ctcLoss(Tensor, int[], int[], int, LossReduction)}. */
    default Tensor ctcLoss(Tensor targets, int[] inputLengths, int[] targetLengths) {
        return ctcLoss(targets, inputLengths, targetLengths, 0, LossReduction.MEAN);
    }

    /**
     * -log of the probability of a sequence of labels, over all ways to spread it over time (Graves et al.:
     * "Connectionist Temporal Classification", 2006). This tensor holds log-probabilities, {@code [time, batch,
     * classes]}. A sequence that does not fit into its time has an infinite loss. As in PyTorch, the average is of the
     * losses divided by the lengths of their targets.
     *
     * @param targets       {@code [batch, longest target]}, whole numbers; what lies behind a target's length is ignored
     * @param inputLengths  how much of the time each example uses
     * @param targetLengths how long each target is
     * @param blank         the class that stands for no label
     */
    default Tensor ctcLoss(Tensor targets, int[] inputLengths, int[] targetLengths, int blank, LossReduction reduction) {
        return Ctc.loss(self(), targets, inputLengths, targetLengths, blank, reduction);
    }
}
