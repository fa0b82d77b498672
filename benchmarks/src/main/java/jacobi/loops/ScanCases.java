package jacobi.loops;

import static jacobi.loops.Cases.N;
import static jacobi.loops.Cases.SIDE;

import jacobi.Tensor;
import jacobi.Tensors;

/** Each number combined with all before it, along rows and down columns. */
final class ScanCases {
    private interface AlongAxis {
        Tensor at(Tensor x, int axis);
    }

    /** Fills one line of the result: {@code length} numbers from an index on, {@code step} apart. */
    private interface Line {
        void fill(float[] a, float[] out, int from, int length, int step);
    }

    private ScanCases() {
    }

    static void add(Cases cases) {
        both(cases, "cumsum", Tensor::cumsum, (a, out, from, length, step) -> {
            double total = 0;
            for (int k = 0; k < length; k++) {
                total += a[from + k * step];
                out[from + k * step] = (float) total;
            }
        });
        both(cases, "cumprod", Tensor::cumprod, (a, out, from, length, step) -> {
            double total = 1;
            for (int k = 0; k < length; k++) {
                total *= a[from + k * step];
                out[from + k * step] = (float) total;
            }
        });
        both(cases, "logcumsumexp", Tensor::logcumsumexp, (a, out, from, length, step) -> {
            double total = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < length; k++) {
                double next = a[from + k * step];
                double large = Math.max(total, next);
                total = large + Math.log1p(Math.exp(Math.min(total, next) - large));
                out[from + k * step] = (float) total;
            }
        });
        extreme(cases, "cummax", true);
        extreme(cases, "cummin", false);
        cases.add("cumsumInt64", () -> {
            long[] a = Cases.longs(N, 100);
            Tensor x = Tensors.tensor(a, SIDE, SIDE);
            return new Case(N, () -> x.cumsum(1), () -> {
                long[] out = new long[N];
                for (int i = 0; i < SIDE; i++) {
                    long total = 0;
                    for (int j = 0; j < SIDE; j++) {
                        out[i * SIDE + j] = total += a[i * SIDE + j];
                    }
                }
                return out;
            });
        });
        cases.add("diff", () -> {
            float[] a = Cases.floats(N, 0, 1);
            Tensor x = Tensors.tensor(a);
            return new Case(N, x::diff, () -> {
                float[] out = new float[N - 1];
                for (int i = 0; i < N - 1; i++) {
                    out[i] = a[i + 1] - a[i];
                }
                return out;
            });
        });
        cases.add("trapezoid", () -> {
            float[] a = Cases.floats(N, 0, 1);
            Tensor x = Tensors.tensor(a);
            return new Case(N, x::trapezoid, () -> {
                double total = 0;
                for (int i = 0; i < N - 1; i++) {
                    total += 0.5 * (a[i + 1] + a[i]);
                }
                return new double[] {total};
            });
        });
    }

    private static void both(Cases cases, String name, AlongAxis op, Line line) {
        cases.add(name + "Rows", () -> {
            float[] a = Cases.floats(N, 0.9, 1.1);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> op.at(x, 1), () -> {
                float[] out = new float[N];
                for (int i = 0; i < SIDE; i++) {
                    line.fill(a, out, i * SIDE, SIDE, 1);
                }
                return out;
            });
        });
        cases.add(name + "Columns", () -> {
            float[] a = Cases.floats(N, 0.9, 1.1);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> op.at(x, 0), () -> {
                float[] out = new float[N];
                for (int j = 0; j < SIDE; j++) {
                    line.fill(a, out, j, SIDE, SIDE);
                }
                return out;
            });
        });
    }

    /** The values and the indices; only the indices are compared. */
    private static void extreme(Cases cases, String name, boolean largest) {
        for (int axis : new int[] {1, 0}) {
            cases.add(name + (axis == 1 ? "Rows" : "Columns"), () -> {
                float[] a = Cases.floats(N, 0, 1);
                Tensor x = Cases.matrix(a);
                int lineStep = axis == 1 ? SIDE : 1;
                int step = axis == 1 ? 1 : SIDE;
                return new Case(N, () -> (largest ? x.cummax(axis) : x.cummin(axis)).indices(), () -> {
                    float[] values = new float[N];
                    long[] indices = new long[N];
                    for (int line = 0; line < SIDE; line++) {
                        int best = 0;
                        for (int k = 0; k < SIDE; k++) {
                            float v = a[line * lineStep + k * step], b = a[line * lineStep + best * step];
                            if (largest ? v >= b : v <= b) {
                                best = k;
                            }
                            values[line * lineStep + k * step] = a[line * lineStep + best * step];
                            indices[line * lineStep + k * step] = best;
                        }
                    }
                    keep(values);
                    return indices;
                });
            });
        }
    }

    private static volatile Object kept;

    private static void keep(Object value) {
        kept = value;
    }
}
