package jacobi.loops;

import static jacobi.loops.Cases.N;
import static jacobi.loops.Cases.SIDE;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import jacobi.Tensor;
import jacobi.Tensors;

/** Sorting, selecting and counting. */
final class OrderingCases {
    /** What is computed of one sorted row. */
    private interface OfSorted {
        double at(float[] sorted);
    }

    /** What a loop computes beside what is compared. */
    private static volatile Object kept;

    private OrderingCases() {
    }

    static void add(Cases cases) {
        cases.add("sort", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Tensors.tensor(a);
            return new Case(N, () -> x.sort().values(), () -> {
                float[] out = a.clone();
                Arrays.sort(out);
                return out;
            });
        });
        // What sort() does: the indices too. The loop packs each number's key and index into one long.
        cases.add("sortAndIndices", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Tensors.tensor(a);
            return new Case(N, x::argsort, () -> sortedIndices(a, N));
        });
        cases.add("sortRowsAndIndices", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> x.argsort(1), () -> sortedIndices(a, SIDE));
        });
        cases.add("modeRows", () -> {
            float[] a = Cases.floats(N, -1, 1);
            for (int i = 0; i < N; i++) {
                a[i] = Math.round(a[i] * 400);
            }
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> x.mode(1, false).values(), () -> {
                float[] out = new float[SIDE];
                for (int i = 0; i < SIDE; i++) {
                    float[] row = Arrays.copyOfRange(a, i * SIDE, (i + 1) * SIDE);
                    Arrays.sort(row);
                    int run = 0, longest = 0;
                    for (int j = 0; j < SIDE; j++) {
                        run = j > 0 && row[j] == row[j - 1] ? run + 1 : 1;
                        if (run > longest) {
                            longest = run;
                            out[i] = row[j];
                        }
                    }
                }
                return out;
            });
        });
        cases.add("modeInt64Rows", () -> {
            long[] a = Cases.longs(N, 500);
            Tensor x = Tensors.tensor(a).reshape(SIDE, SIDE);
            // It gives the values and where they are, of numbers whose range is not known before.
            return new Case(N, () -> x.mode(1, false).indices(), () -> {
                long[] values = new long[SIDE], indices = new long[SIDE];
                for (int i = 0; i < SIDE; i++) {
                    long largest = 0;
                    for (int j = 0; j < SIDE; j++) {
                        largest = Math.max(largest, a[i * SIDE + j]);
                    }
                    int[] often = new int[(int) largest + 1];
                    for (int j = 0; j < SIDE; j++) {
                        often[(int) a[i * SIDE + j]]++;
                    }
                    int most = 0;
                    for (int value = 1; value < often.length; value++) {
                        most = often[value] > often[most] ? value : most;
                    }
                    int last = SIDE - 1;
                    while (a[i * SIDE + last] != most) {
                        last--;
                    }
                    values[i] = most;
                    indices[i] = last;
                }
                kept = values;
                return indices;
            });
        });
        cases.add("sortRows", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> x.sort(1).values(), () -> {
                float[] out = a.clone();
                for (int i = 0; i < SIDE; i++) {
                    Arrays.sort(out, i * SIDE, (i + 1) * SIDE);
                }
                return out;
            });
        });
        ofSorted(cases, "median", x -> x.median(1), row -> row[(SIDE - 1) / 2]);
        ofSorted(cases, "kthvalue", x -> x.kthvalue(100, 1, false).values(), row -> row[99]);
        ofSorted(cases, "quantile", x -> x.quantile(0.25, 1), row -> row[249] + 0.75f * (row[250] - row[249]));
        cases.add("medianAll", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Tensors.tensor(a);
            return new Case(N, x::median, () -> {
                float[] sorted = a.clone();
                Arrays.sort(sorted);
                return new float[] {sorted[(N - 1) / 2]};
            });
        });
        cases.add("topk", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> x.topk(10, 1).values(), () -> {
                float[] out = new float[SIDE * 10];
                Arrays.fill(out, Float.NEGATIVE_INFINITY);
                for (int i = 0; i < SIDE; i++) {
                    for (int j = 0; j < SIDE; j++) {
                        float v = a[i * SIDE + j];
                        int at = i * 10 + 9;
                        if (v > out[at]) {
                            for (; at > i * 10 && v > out[at - 1]; at--) {
                                out[at] = out[at - 1];
                            }
                            out[at] = v;
                        }
                    }
                }
                return out;
            });
        });
        cases.add("unique", () -> {
            long[] a = Cases.longs(N, 5_000);
            Tensor x = Tensors.tensor(a);
            return new Case(N, () -> x.unique().values(), () -> {
                long[] sorted = a.clone();
                Arrays.sort(sorted);
                int count = 0;
                for (int i = 0; i < N; i++) {
                    if (i == 0 || sorted[i] != sorted[i - 1]) {
                        sorted[count++] = sorted[i];
                    }
                }
                return Arrays.copyOf(sorted, count);
            });
        });
        cases.add("histogram", () -> {
            float[] a = Cases.floats(N, 0, 1);
            Tensor x = Tensors.tensor(a);
            return new Case(N, () -> x.histc(64, 0, 1), () -> {
                float[] out = new float[64];
                for (float v : a) {
                    if (v >= 0 && v <= 1) {
                        out[Math.min((int) (v * 64), 63)]++;
                    }
                }
                return out;
            });
        });
        cases.add("bincount", () -> {
            long[] a = Cases.longs(N, 1_000);
            Tensor x = Tensors.tensor(a);
            return new Case(N, x::bincount, () -> {
                long[] out = new long[1_000];
                for (long v : a) {
                    out[(int) v]++;
                }
                return out;
            });
        });
        cases.add("searchsorted", () -> {
            float[] edges = Cases.floats(SIDE, 0, 1), a = Cases.floats(N, 0, 1);
            Arrays.sort(edges);
            Tensor x = Tensors.tensor(a), bounds = Tensors.tensor(edges);
            return new Case(N, () -> bounds.searchsorted(x), () -> {
                long[] out = new long[N];
                for (int i = 0; i < N; i++) {
                    int low = 0, high = SIDE;
                    while (low < high) {
                        int middle = (low + high) / 2;
                        if (edges[middle] < a[i]) {
                            low = middle + 1;
                        } else {
                            high = middle;
                        }
                    }
                    out[i] = low;
                }
                return out;
            });
        });
        cases.why("sort", "it finds the indices too: see sortAndIndices");
        cases.why("sortRows", "it finds the indices too: see sortRowsAndIndices");
    }

    private static long[] sortedIndices(float[] a, int length) {
        long[] out = new long[a.length];
        long[] packed = new long[length];
        for (int start = 0; start < a.length; start += length) {
            for (int i = 0; i < length; i++) {
                int bits = Float.floatToIntBits(a[start + i]);
                packed[i] = (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | i;
            }
            Arrays.sort(packed);
            for (int i = 0; i < length; i++) {
                out[start + i] = (int) packed[i];
            }
        }
        return out;
    }

    private static void ofSorted(Cases cases, String name, UnaryOperator<Tensor> op, OfSorted rule) {
        cases.add(name + "Rows", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Cases.matrix(a);
            return new Case(N, () -> op.apply(x), () -> {
                float[] out = new float[SIDE];
                for (int i = 0; i < SIDE; i++) {
                    float[] row = Arrays.copyOfRange(a, i * SIDE, (i + 1) * SIDE);
                    Arrays.sort(row);
                    out[i] = (float) rule.at(row);
                }
                return out;
            });
        });
    }
}
