package jacobi.ops;

import jacobi.Tensor;
import jacobi.autograd.Op;

/** Probabilities from scores, and how wrong a prediction is. */
public interface Losses extends Operand {
    /** exp(x) / sum(exp(x)) along an axis. */
    record Softmax(int axis) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            Tensor e = x[0].sub(x[0].amax(new int[] {axis}, true)).exp();
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
            Tensor shifted = x[0].sub(x[0].amax(new int[] {axis}, true));
            return shifted.sub(shifted.exp().sum(axis, true).log());
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
        return new Softmax(self().shape().normalizeAxis("softmax", axis)).apply(self());
    }

    /** {@return the logarithms of {@link #softmax}, exact where those are too small for a float} */
    default Tensor logSoftmax(int axis) {
        Classes.requireFloats("logSoftmax", self());
        return new LogSoftmax(self().shape().normalizeAxis("logSoftmax", axis)).apply(self());
    }

    /**
     * The average over the rows of -log softmax(x)[label]: how surprised the scores are by the labels, in nats
     * (PyTorch's cross_entropy).
     *
     * {@snippet :
     * Tensor loss = model.apply(batch.x()).crossEntropy(batch.y());    // [64, 10] and [64]
     * }
     *
     * @param labels the class of each row, whole numbers from 0 to the number of columns - 1
     * @return a scalar; ln(classes) for scores that are all equal
     * @throws IllegalArgumentException  if this is not a matrix of floats, or the number of rows differs
     * @throws IndexOutOfBoundsException if a label is not a column
     */
    default Tensor crossEntropy(Tensor labels) {
        Classes.check("crossEntropy", self(), labels);
        return self().logSoftmax(1).gather(1, labels.unsqueeze(1)).mean().neg();
    }
}
