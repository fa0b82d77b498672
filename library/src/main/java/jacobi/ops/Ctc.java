package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import java.util.Arrays;
import java.util.List;

/**
 * Connectionist temporal classification. The losses and their gradient are found in plain loops ({@link CtcPaths}); the
 * recursion stands here once more in tensor ops, to be differentiated further.
 */
final class Ctc {
    /** The logarithm of what is impossible: finite, so that differences of two such are numbers. */
    private static final double NEVER = -1e30;

    private Ctc() {
    }

    /** d + log(e^a + e^b + e^(c + p)), in one loop. */
    private static final Elementwise STEP = Elementwise.of("ctcStep", 5, x -> {
        Expr skipped = x[2].add(x[3]);
        Expr m = Exprs.max(Exprs.max(x[0], x[1]), skipped);
        return Exprs.log(Exprs.exp(x[0].sub(m)).add(Exprs.exp(x[1].sub(m))).add(Exprs.exp(skipped.sub(m)))).add(m).add(x[4]);
    });

    /**
     * One step in time. Inputs: the logarithms of the probabilities to have been here, one state before, and two before;
     * what the latter is to be lessened by, and what is emitted.
     */
    record Step() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return STEP.apply(x);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            if (i == 4) {
                return g;
            }
            Tensor before = y.sub(x[4]);
            return g.mul((i < 2 ? x[i] : x[2].add(x[3])).sub(before).exp());
        }
    }

    /** The loss of each example. */
    record Loss(CtcPaths paths) implements Op {
        @Override
        public String name() {
            return "ctcLoss";
        }

        @Override
        public Tensor forward(Tensor... x) {
            return paths.losses(x[0]);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Slope(paths).apply(x[0]).mul(g.unsqueeze(1));
        }
    }

    /** The gradient of each example's loss. */
    record Slope(CtcPaths paths) implements Op {
        @Override
        public String name() {
            return "ctcSlope";
        }

        @Override
        public Tensor forward(Tensor... x) {
            return paths.slopes(x[0]);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return Tensors.vjp(p -> Tensors.grad(q -> composed(q, paths).sum()).at(p), x[0], g);
        }
    }

    static Tensor loss(Tensor logP, Tensor targets, int[] inputLengths, int[] targetLengths, int blank,
                       LossReduction reduction) {
        check(logP, targets, inputLengths, targetLengths, blank);
        CtcPaths paths = CtcPaths.of(targets.toLongs(), targets.size(1), inputLengths.clone(), targetLengths.clone(), blank);
        return reduced(new Loss(paths).apply(logP), targetLengths, reduction);
    }

    /** The loss of each example, in tensor ops. */
    private static Tensor composed(Tensor logP, CtcPaths paths) {
        int time = logP.size(0);
        int batch = logP.size(1);
        int states = paths.states();
        int[] inputLengths = paths.inputLengths();
        Tensor index = Tensors.tensor(paths.classes(), 1, batch, states).to(logP.device()).expand(time, batch, states);
        Tensor emitted = logP.gather(2, index);
        double[] penalties = new double[batch * states];
        Arrays.setAll(penalties, i -> paths.skips()[i] ? 0 : NEVER);
        Tensor penalty = Tensors.tensor(DType.FLOAT64, penalties).to(logP.dtype()).to(logP.device()).reshape(batch, states);
        Tensor never = Tensors.zerosLike(logP.detach().slice(2, 0, 1, 1).select(0, 0)).add(NEVER).expand(batch, states + 2);

        boolean[] first = new boolean[states];
        first[0] = true;
        if (states > 1) {
            first[1] = true;
        }
        Tensor none = never.slice(1, 0, states, 1);
        Tensor alpha = Tensors.tensor(first, 1, states).to(logP.device()).where(emitted.select(0, 0), none);
        int shortest = Arrays.stream(inputLengths).min().orElse(0);
        Tensor two = never.slice(1, 0, 2, 1);
        for (int t = 1; t < time; t++) {
            Tensor padded = Tensors.cat(List.of(two, alpha), 1);
            Tensor next = new Step().apply(alpha, padded.slice(1, 1, states + 1, 1), padded.slice(1, 0, states, 1), penalty,
                    emitted.select(0, t));
            alpha = t < shortest ? next : running(inputLengths, t).to(logP.device()).where(next, alpha);
        }
        return endings(alpha, paths.targetLengths(), none);
    }

    /** Which examples have not yet reached their end, as a column. */
    private static Tensor running(int[] lengths, int t) {
        boolean[] running = new boolean[lengths.length];
        for (int n = 0; n < running.length; n++) {
            running[n] = t < lengths[n];
        }
        return Tensors.tensor(running, lengths.length, 1);
    }

    /** -log of the probability to end at the last label or at the blank behind it. */
    private static Tensor endings(Tensor alpha, int[] lengths, Tensor none) {
        int batch = lengths.length;
        long[] blanks = new long[batch];
        long[] labels = new long[batch];
        boolean[] any = new boolean[batch];
        for (int n = 0; n < batch; n++) {
            blanks[n] = 2L * lengths[n];
            any[n] = lengths[n] > 0;
            labels[n] = any[n] ? blanks[n] - 1 : 0;
        }
        Tensor never = none.slice(1, 0, 1, 1);
        Tensor atLabel = Tensors.tensor(any, batch, 1).to(alpha.device())
                .where(alpha.gather(1, Tensors.tensor(labels, batch, 1)), never);
        Tensor atBlank = alpha.gather(1, Tensors.tensor(blanks, batch, 1));
        Tensor zero = Tensors.zerosLike(never);
        Tensor losses = new Step().apply(atLabel, atBlank, never, zero, zero).squeeze(1).neg();
        return losses.ge(-NEVER / 2).where(Dims.like(losses, Double.POSITIVE_INFINITY), losses);
    }

    private static Tensor reduced(Tensor losses, int[] lengths, LossReduction reduction) {
        if (reduction != LossReduction.MEAN) {
            return reduction.of(losses);
        }
        double[] atLeastOne = Arrays.stream(lengths).mapToDouble(length -> Math.max(length, 1)).toArray();
        return losses.div(Tensors.tensor(DType.FLOAT64, atLeastOne).to(losses.dtype()).to(losses.device())).mean();
    }

    private static void check(Tensor logP, Tensor targets, int[] inputLengths, int[] targetLengths, int blank) {
        Classes.requireFloats("ctcLoss", logP);
        if (logP.rank() != 3 || targets.rank() != 2 || targets.size(0) != logP.size(1) || logP.size(0) == 0) {
            throw new IllegalArgumentException("ctcLoss: log-probabilities of shape " + logP.shape() + " and targets of shape "
                    + targets.shape() + " do not fit: they are [time, batch, classes] and [batch, longest target]");
        }
        int batch = logP.size(1);
        int classes = logP.size(2);
        if (inputLengths.length != batch || targetLengths.length != batch) {
            throw new IllegalArgumentException("ctcLoss: there are " + inputLengths.length + " input lengths and "
                    + targetLengths.length + " target lengths for a batch of " + batch + "; there must be one each");
        }
        if (blank < 0 || blank >= classes) {
            throw new IndexOutOfBoundsException("ctcLoss: blank " + blank + " is not a class: there are " + classes);
        }
        long[] labels = Dims.indices("ctcLoss", targets).toLongs();
        for (int n = 0; n < batch; n++) {
            if (inputLengths[n] < 1 || inputLengths[n] > logP.size(0) || targetLengths[n] < 0
                    || targetLengths[n] > targets.size(1)) {
                throw new IllegalArgumentException("ctcLoss: example " + n + " has input length " + inputLengths[n]
                        + " and target length " + targetLengths[n] + "; they go up to " + logP.size(0) + " and "
                        + targets.size(1));
            }
            for (int s = 0; s < targetLengths[n]; s++) {
                long label = labels[n * targets.size(1) + s];
                if (label < 0 || label >= classes || label == blank) {
                    throw new IndexOutOfBoundsException("ctcLoss: label " + label + " at position " + s + " of target " + n
                            + " is out of range: labels are 0 to " + (classes - 1) + " without the blank, " + blank);
                }
            }
        }
    }
}
