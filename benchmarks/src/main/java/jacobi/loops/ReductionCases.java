package jacobi.loops;

import static jacobi.loops.Cases.N;
import static jacobi.loops.Cases.SIDE;

import java.util.function.UnaryOperator;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;

/** Many numbers become one: all of them, rows (the last axis), columns (the first axis). */
final class ReductionCases {
    /** Reduces {@code length} numbers from an index on, {@code step} apart. */
    private interface Line {
        double at(float[] a, int from, int length, int step);
    }

    private ReductionCases() {
    }

    static void add(Cases cases) {
        everywhere(cases, "sum", Tensor::sum, Tensor::sum, ReductionCases::sum);
        everywhere(cases, "mean", Tensor::mean, Tensor::mean, (a, from, length, step) -> sum(a, from, length, step) / length);
        everywhere(cases, "max", Tensor::max, Tensor::max, ReductionCases::max);
        everywhere(cases, "amin", Tensor::min, (x, axis) -> x.amin(new int[] {axis}, false), ReductionCases::min);
        everywhere(cases, "argmax", Tensor::argmax, Tensor::argmax, ReductionCases::argmax);
        everywhere(cases, "prod", Tensor::prod, Tensor::prod, ReductionCases::prod);
        everywhere(cases, "var", Tensor::var, Tensor::var, ReductionCases::variance);
        everywhere(cases, "std", Tensor::std, Tensor::std,
                (a, from, length, step) -> Math.sqrt(variance(a, from, length, step)));
        everywhere(cases, "norm", Tensor::norm, (x, axis) -> x.norm(2, axis), ReductionCases::norm);
        everywhere(cases, "logsumexp", Tensor::logsumexp, Tensor::logsumexp, ReductionCases::logsumexp);
        cases.add("sumRowwise", () -> {
            float[] a = Cases.floats(N, 0.5, 1.5);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> x.sum(0), () -> {
                double[] total = new double[SIDE];
                for (int i = 0; i < SIDE; i++) {
                    for (int j = 0; j < SIDE; j++) {
                        total[j] += a[i * SIDE + j];
                    }
                }
                float[] out = new float[SIDE];
                for (int j = 0; j < SIDE; j++) {
                    out[j] = (float) total[j];
                }
                return out;
            });
        });
        cases.add("sum[1000]", () -> {
            float[] a = Cases.floats(1_000, 0.5, 1.5);
            Tensor x = Tensors.tensor(a);
            return new Case(1_000, x::sum, () -> new double[] {sum(a, 0, 1_000, 1)});
        });
        cases.why("sum[1000]", Cases.A_CALL);
        cases.add("sumInt64", () -> {
            long[] a = Cases.longs(N, 1_000);
            Tensor x = Tensors.tensor(a);
            return new Case(N, x::sum, () -> {
                long total = 0;
                for (long v : a) {
                    total += v;
                }
                return new long[] {total};
            });
        });
        cases.add("maxInt32", () -> {
            Tensor x = Tensors.tensor(Cases.longs(N, N)).to(DType.INT32);
            int[] a = x.toInts();
            return new Case(N, x::max, () -> {
                int largest = a[0];
                for (int v : a) {
                    largest = Math.max(largest, v);
                }
                return new int[] {largest};
            });
        });
        bools(cases, "all", Tensor::all, x -> x.all(1), true);
        bools(cases, "any", Tensor::any, x -> x.any(1), false);
        cases.add("countNonzero", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Tensors.tensor(a).relu();
            float[] b = x.toFloats();
            return new Case(N, x::countNonzero, () -> {
                long count = 0;
                for (float v : b) {
                    count += v != 0 ? 1 : 0;
                }
                return new long[] {count};
            });
        });
    }

    private interface AlongAxis {
        Tensor at(Tensor x, int axis);
    }

    private static void everywhere(Cases cases, String name, UnaryOperator<Tensor> all, AlongAxis along, Line line) {
        cases.add(name, () -> {
            float[] a = input(name);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> all.apply(x), () -> new double[] {line.at(a, 0, N, 1)});
        });
        cases.add(name + "Rows", () -> {
            float[] a = input(name);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> along.at(x, 1), () -> {
                double[] out = new double[SIDE];
                for (int i = 0; i < SIDE; i++) {
                    out[i] = line.at(a, i * SIDE, SIDE, 1);
                }
                return out;
            });
        });
        cases.add(name + "Columns", () -> {
            float[] a = input(name);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> along.at(x, 0), () -> {
                double[] out = new double[SIDE];
                for (int j = 0; j < SIDE; j++) {
                    out[j] = line.at(a, j, SIDE, SIDE);
                }
                return out;
            });
        });
    }

    private static float[] input(String name) {
        return name.equals("prod") ? Cases.floats(N, 0.99999, 1.00001) : Cases.floats(N, -1, 1);
    }

    private static void bools(Cases cases, String name, UnaryOperator<Tensor> all, UnaryOperator<Tensor> rows, boolean and) {
        cases.add(name, () -> {
            boolean[] a = bools(and);
            Tensor x = Tensors.tensor(a, SIDE, SIDE);
            return new Case(N, () -> all.apply(x), () -> {
                boolean[] out = {and};
                for (boolean v : a) {
                    out[0] = and ? out[0] & v : out[0] | v;
                }
                return out;
            });
        });
        cases.add(name + "Rows", () -> {
            boolean[] a = bools(and);
            Tensor x = Tensors.tensor(a, SIDE, SIDE);
            return new Case(N, () -> rows.apply(x), () -> {
                boolean[] out = new boolean[SIDE];
                for (int i = 0; i < SIDE; i++) {
                    boolean result = and;
                    for (int j = 0; j < SIDE; j++) {
                        result = and ? result & a[i * SIDE + j] : result | a[i * SIDE + j];
                    }
                    out[i] = result;
                }
                return out;
            });
        });
    }

    private static boolean[] bools(boolean value) {
        boolean[] a = new boolean[N];
        java.util.Arrays.fill(a, value);
        return a;
    }

    private static double sum(float[] a, int from, int length, int step) {
        double total = 0;
        for (int k = 0; k < length; k++) {
            total += a[from + k * step];
        }
        return total;
    }

    private static double prod(float[] a, int from, int length, int step) {
        double total = 1;
        for (int k = 0; k < length; k++) {
            total *= a[from + k * step];
        }
        return total;
    }

    private static double max(float[] a, int from, int length, int step) {
        float largest = a[from];
        for (int k = 1; k < length; k++) {
            largest = Math.max(largest, a[from + k * step]);
        }
        return largest;
    }

    private static double min(float[] a, int from, int length, int step) {
        float smallest = a[from];
        for (int k = 1; k < length; k++) {
            smallest = Math.min(smallest, a[from + k * step]);
        }
        return smallest;
    }

    private static double argmax(float[] a, int from, int length, int step) {
        int best = 0;
        for (int k = 1; k < length; k++) {
            if (a[from + k * step] > a[from + best * step]) {
                best = k;
            }
        }
        return best;
    }

    private static double variance(float[] a, int from, int length, int step) {
        double mean = sum(a, from, length, step) / length;
        double total = 0;
        for (int k = 0; k < length; k++) {
            double d = a[from + k * step] - mean;
            total += d * d;
        }
        return total / (length - 1);
    }

    private static double norm(float[] a, int from, int length, int step) {
        double total = 0;
        for (int k = 0; k < length; k++) {
            total += (double) a[from + k * step] * a[from + k * step];
        }
        return Math.sqrt(total);
    }

    private static double logsumexp(float[] a, int from, int length, int step) {
        double largest = max(a, from, length, step);
        double total = 0;
        for (int k = 0; k < length; k++) {
            total += Math.exp(a[from + k * step] - largest);
        }
        return largest + Math.log(total);
    }
}
