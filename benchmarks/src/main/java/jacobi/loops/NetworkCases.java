package jacobi.loops;

import static jacobi.loops.Cases.N;
import static jacobi.loops.Cases.SIDE;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import jacobi.Tensor;
import jacobi.Tensors;

/** What networks are made of besides products: normalizations and losses. */
final class NetworkCases {
    /** Fills one line of the result: {@code length} numbers from an index on, {@code step} apart. */
    private interface Line {
        void fill(float[] a, float[] out, int from, int length, int step);
    }

    private interface Pair {
        double at(double x, double t);
    }

    private NetworkCases() {
    }

    static void add(Cases cases) {
        lines(cases, "softmaxRows", true, x -> x.softmax(1), NetworkCases::softmax);
        lines(cases, "softmaxColumns", false, x -> x.softmax(0), NetworkCases::softmax);
        lines(cases, "logSoftmaxRows", true, x -> x.logSoftmax(1), NetworkCases::logSoftmax);
        lines(cases, "layerNorm", true, x -> x.layerNorm(SIDE), NetworkCases::standardize);
        lines(cases, "batchNorm", false, Tensor::batchNorm, NetworkCases::standardize);
        lines(cases, "normalize", true, Tensor::normalize, (a, out, from, length, step) -> {
            double total = 0;
            for (int k = 0; k < length; k++) {
                total += (double) a[from + k * step] * a[from + k * step];
            }
            float scale = (float) (1 / Math.sqrt(total));
            for (int k = 0; k < length; k++) {
                out[from + k * step] = a[from + k * step] * scale;
            }
        });
        cases.add("softmax[100,10]", () -> {
            float[] a = Cases.floats(1_000, -1, 1);
            Tensor x = Tensors.tensor(a, 100, 10);
            return new Case(1_000, () -> x.softmax(1), () -> {
                float[] out = new float[1_000];
                for (int i = 0; i < 100; i++) {
                    softmax(a, out, i * 10, 10, 1);
                }
                return out;
            });
        });
        cases.add("crossEntropy", () -> {
            float[] a = Cases.floats(N, -1, 1);
            long[] labels = Cases.longs(SIDE, SIDE);
            Tensor x = Cases.matrix(a), t = Tensors.tensor(labels);
            return new Case(N, () -> x.crossEntropy(t), () -> {
                double total = 0;
                for (int i = 0; i < SIDE; i++) {
                    float largest = Float.NEGATIVE_INFINITY;
                    for (int j = 0; j < SIDE; j++) {
                        largest = Math.max(largest, a[i * SIDE + j]);
                    }
                    double sum = 0;
                    for (int j = 0; j < SIDE; j++) {
                        sum += Math.exp(a[i * SIDE + j] - largest);
                    }
                    total += Math.log(sum) + largest - a[i * SIDE + (int) labels[i]];
                }
                return new double[] {total / SIDE};
            });
        });
        loss(cases, "mseLoss", Tensor::mseLoss, (x, t) -> (x - t) * (x - t));
        loss(cases, "l1Loss", Tensor::l1Loss, (x, t) -> Math.abs(x - t));
        loss(cases, "huberLoss", Tensor::huberLoss, (x, t) -> {
            double d = Math.abs(x - t);
            return d <= 1 ? d * d / 2 : d - 0.5;
        });
        loss(cases, "binaryCrossEntropy", Tensor::binaryCrossEntropy,
                (x, t) -> -(t * Math.max(Math.log(x), -100) + (1 - t) * Math.max(Math.log(1 - x), -100)));
        loss(cases, "binaryCrossEntropyWithLogits", Tensor::binaryCrossEntropyWithLogits,
                (x, t) -> Math.max(x, 0) - x * t + Math.log1p(Math.exp(-Math.abs(x))));
        loss(cases, "klDiv", Tensor::klDiv, (x, t) -> t * (Math.log(t) - x));
        cases.add("ctcLoss", NetworkCases::ctc);
    }

    private static void lines(Cases cases, String name, boolean rows, UnaryOperator<Tensor> op, Line line) {
        cases.add(name, () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> op.apply(x), () -> {
                float[] out = new float[N];
                for (int i = 0; i < SIDE; i++) {
                    line.fill(a, out, rows ? i * SIDE : i, SIDE, rows ? 1 : SIDE);
                }
                return out;
            });
        });
    }

    private static void loss(Cases cases, String name, BinaryOperator<Tensor> op, Pair rule) {
        cases.add(name, () -> {
            float[] a = Cases.floats(N, 0.01, 0.99), b = Cases.floats(N, 0.1, 0.9);
            Tensor x = Tensors.tensor(a), t = Tensors.tensor(b);
            return new Case(N, () -> op.apply(x, t), () -> {
                double total = 0;
                for (int i = 0; i < N; i++) {
                    total += rule.at(a[i], b[i]);
                }
                return new double[] {total / N};
            });
        });
    }

    private static void softmax(float[] a, float[] out, int from, int length, int step) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < length; k++) {
            largest = Math.max(largest, a[from + k * step]);
        }
        double total = 0;
        for (int k = 0; k < length; k++) {
            double e = Math.exp(a[from + k * step] - largest);
            out[from + k * step] = (float) e;
            total += e;
        }
        for (int k = 0; k < length; k++) {
            out[from + k * step] /= (float) total;
        }
    }

    private static void logSoftmax(float[] a, float[] out, int from, int length, int step) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < length; k++) {
            largest = Math.max(largest, a[from + k * step]);
        }
        double total = 0;
        for (int k = 0; k < length; k++) {
            total += Math.exp(a[from + k * step] - largest);
        }
        float log = (float) (largest + Math.log(total));
        for (int k = 0; k < length; k++) {
            out[from + k * step] = a[from + k * step] - log;
        }
    }

    private static void standardize(float[] a, float[] out, int from, int length, int step) {
        double mean = 0;
        for (int k = 0; k < length; k++) {
            mean += a[from + k * step];
        }
        mean /= length;
        double variance = 0;
        for (int k = 0; k < length; k++) {
            variance += (a[from + k * step] - mean) * (a[from + k * step] - mean);
        }
        double scale = 1 / Math.sqrt(variance / length + 1e-5);
        for (int k = 0; k < length; k++) {
            out[from + k * step] = (float) ((a[from + k * step] - mean) * scale);
        }
    }

    private static Case ctc() {
        int time = 50, batch = 32, classes = 30, length = 12, states = 2 * length + 1;
        Tensor logP = Tensors.tensor(Cases.floats(time * batch * classes, -1, 1), time, batch, classes).logSoftmax(2);
        float[] p = logP.toFloats();
        long[] labels = Cases.longs(batch * length, classes - 1);
        Arrays.setAll(labels, i -> labels[i] + 1);
        Tensor targets = Tensors.tensor(labels, batch, length);
        int[] times = new int[batch], lengths = new int[batch];
        Arrays.fill(times, time);
        Arrays.fill(lengths, length);
        return new Case(time * batch * states, () -> logP.ctcLoss(targets, times, lengths), () -> {
            double total = 0;
            double[] alpha = new double[states + 2], next = new double[states + 2];
            for (int n = 0; n < batch; n++) {
                Arrays.fill(alpha, Double.NEGATIVE_INFINITY);
                alpha[1] = 0;
                for (int t = 0; t < time; t++) {
                    next[0] = next[1] = Double.NEGATIVE_INFINITY;
                    for (int s = 0; s < states; s++) {
                        long label = s % 2 == 0 ? 0 : labels[n * length + s / 2];
                        boolean skip = s > 2 && s % 2 == 1 && label != labels[n * length + s / 2 - 1];
                        double a = alpha[s + 2], b = t == 0 && s > 1 ? Double.NEGATIVE_INFINITY : alpha[s + 1];
                        b = t == 0 && s < 2 ? 0 : b;
                        double c = skip && t > 0 ? alpha[s] : Double.NEGATIVE_INFINITY;
                        double m = Math.max(a, Math.max(b, c));
                        next[s + 2] = m == Double.NEGATIVE_INFINITY ? m : m + p[(t * batch + n) * classes + (int) label]
                                + Math.log(Math.exp(a - m) + Math.exp(b - m) + Math.exp(c - m));
                    }
                    alpha[1] = Double.NEGATIVE_INFINITY;
                    double[] swap = alpha;
                    alpha = next;
                    next = swap;
                }
                double m = Math.max(alpha[states], alpha[states + 1]);
                total -= (m + Math.log(Math.exp(alpha[states] - m) + Math.exp(alpha[states + 1] - m))) / length;
            }
            return new double[] {total / batch};
        });
    }
}
