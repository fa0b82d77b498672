package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.Backend;
import jacobi.backend.cpu.Threads;
import java.util.Arrays;

/**
 * All ways to spread targets over time: each target with blanks around its labels, through which a path goes forward
 * one state at a time, or stays, or skips the blank between labels that differ. Probabilities are logarithms, in double.
 *
 * @param states        of the longest target: twice its labels, and a blank
 * @param classes       what each state of each example emits
 * @param skips         whether a state may be reached from two before
 * @param inputLengths  how much of the time each example uses
 * @param targetLengths how many labels each example has
 */
record CtcPaths(int states, long[] classes, boolean[] skips, int[] inputLengths, int[] targetLengths) {
    /** Steps of single states worth a piece of work for another thread. */
    private static final int PIECE = 1 << 10;
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    static CtcPaths of(long[] labels, int longest, int[] inputLengths, int[] targetLengths, int blank) {
        int batch = targetLengths.length;
        int states = 2 * longest + 1;
        long[] classes = new long[batch * states];
        boolean[] skips = new boolean[batch * states];
        Arrays.fill(classes, blank);
        for (int n = 0; n < batch; n++) {
            for (int s = 0; s < targetLengths[n]; s++) {
                int at = n * states + 2 * s + 1;
                classes[at] = labels[n * longest + s];
                skips[at] = s > 0 && classes[at] != classes[at - 2];
            }
        }
        return new CtcPaths(states, classes, skips, inputLengths, targetLengths);
    }

    /** The states of an example. */
    private int states(int n) {
        return 2 * targetLengths[n] + 1;
    }

    /** -log of the probability of each target. */
    Tensor losses(Tensor logP) {
        Backend backend = logP.array().backend();
        Object p = backend.peek(logP.array());
        int batch = inputLengths.length;
        int classes = logP.size(2);
        double[] losses = new double[batch];
        Threads.parallelFor(batch, piece(logP), (from, to) -> {
            double[] emitted = new double[states];
            double[][] alpha = new double[2][states];
            for (int n = from; n < to; n++) {
                for (int t = 0; t < inputLengths[n]; t++) {
                    emitted(p, t, n, classes, emitted);
                    forward(n, t, alpha[t + 1 & 1], emitted, alpha[t & 1]);
                }
                losses[n] = -ending(n, alpha[inputLengths[n] - 1 & 1]);
            }
        });
        return made(logP, losses, Shape.of(batch));
    }

    /** How the loss of each example changes with each of its log-probabilities; 0 where the loss is infinite. */
    Tensor slopes(Tensor logP) {
        Backend backend = logP.array().backend();
        Object p = backend.peek(logP.array());
        int batch = inputLengths.length;
        int classes = logP.size(2);
        double[] slopes = new double[logP.size()];
        Threads.parallelFor(batch, piece(logP), (from, to) -> {
            double[] emitted = new double[states];
            double[] beta = new double[states];
            double[] later = new double[states];
            for (int n = from; n < to; n++) {
                double[][] alpha = new double[inputLengths[n]][states];
                for (int t = 0; t < alpha.length; t++) {
                    emitted(p, t, n, classes, emitted);
                    forward(n, t, t == 0 ? later : alpha[t - 1], emitted, alpha[t]);
                }
                double all = ending(n, alpha[alpha.length - 1]);
                for (int t = alpha.length - 1; t >= 0 && all > NEVER; t--) {
                    backward(n, t == alpha.length - 1, later, beta);
                    for (int s = 0; s < states(n); s++) {
                        int at = (t * batch + n) * classes + (int) this.classes[n * states + s];
                        slopes[at] -= Math.exp(alpha[t][s] + beta[s] - all);
                    }
                    emitted(p, t, n, classes, emitted);
                    for (int s = 0; s < states(n); s++) {
                        later[s] = beta[s] + emitted[s];
                    }
                }
            }
        });
        return made(logP, slopes, logP.shape());
    }

    private int piece(Tensor logP) {
        return Math.max(1, PIECE / (logP.size(0) * states));
    }

    private static Tensor made(Tensor like, double[] numbers, Shape shape) {
        Object data = numbers;
        if (like.dtype() == DType.FLOAT32) {
            float[] floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) numbers[i];
            }
            data = floats;
        }
        return Tensor.of(like.array().backend().adopt(data, shape));
    }

    /** What the states of an example emit at a time. */
    private void emitted(Object p, int t, int n, int classes, double[] emitted) {
        int from = (t * inputLengths.length + n) * classes;
        int path = n * states;
        if (p instanceof float[] floats) {
            for (int s = 0; s < states(n); s++) {
                emitted[s] = floats[from + (int) this.classes[path + s]];
            }
        } else {
            double[] doubles = (double[]) p;
            for (int s = 0; s < states(n); s++) {
                emitted[s] = doubles[from + (int) this.classes[path + s]];
            }
        }
    }

    /** The probabilities of all ways to each state, from those a step before; a path begins in one of the first two. */
    private void forward(int n, int t, double[] before, double[] emitted, double[] alpha) {
        for (int s = 0; s < states(n); s++) {
            if (t == 0) {
                alpha[s] = s < 2 ? emitted[s] : NEVER;
                continue;
            }
            double one = s > 0 ? before[s - 1] : NEVER;
            double two = skips[n * states + s] ? before[s - 2] : NEVER;
            alpha[s] = sum(before[s], one, two) + emitted[s];
        }
    }

    /** The probabilities of all ways from each state to the end, what it emits left out; {@code later} has it in. */
    private void backward(int n, boolean last, double[] later, double[] beta) {
        int end = states(n) - 1;
        for (int s = 0; s <= end; s++) {
            if (last) {
                beta[s] = s >= end - 1 ? 0 : NEVER;
                continue;
            }
            double one = s < end ? later[s + 1] : NEVER;
            double two = s < end - 1 && skips[n * states + s + 2] ? later[s + 2] : NEVER;
            beta[s] = sum(later[s], one, two);
        }
    }

    /** The probability to end in the blank behind the last label, or in that. */
    private double ending(int n, double[] alpha) {
        int end = states(n) - 1;
        return sum(alpha[end], end > 0 ? alpha[end - 1] : NEVER, NEVER);
    }

    /** log(e^a + e^b + e^c), where some may be minus infinity. */
    private static double sum(double a, double b, double c) {
        double m = Math.max(a, Math.max(b, c));
        return m == NEVER ? NEVER : m + Math.log(part(a, m) + part(b, m) + part(c, m));
    }

    private static double part(double a, double most) {
        return a == most ? 1 : a == NEVER ? 0 : Math.exp(a - most);
    }
}
