package jacobi.loops;

import static jacobi.loops.Cases.N;
import static jacobi.loops.Cases.SIDE;

import jacobi.Tensor;
import jacobi.Tensors;

/** Elements named by indices and masks. */
final class IndexCases {
    private IndexCases() {
    }

    static void add(Cases cases) {
        cases.add("gatherRows", () -> gather(1));
        cases.add("gatherColumns", () -> gather(0));
        cases.add("scatterAdd", () -> {
            float[] a = Cases.floats(N, -1, 1);
            long[] index = Cases.longs(N, SIDE);
            Tensor x = Cases.matrix(a), zeros = Tensors.zeros(SIDE, SIDE), to = Tensors.tensor(index, SIDE, SIDE);
            return new Case(N, () -> zeros.scatterAdd(1, to, x), () -> {
                float[] out = new float[N];
                for (int i = 0; i < SIDE; i++) {
                    for (int j = 0; j < SIDE; j++) {
                        out[i * SIDE + (int) index[i * SIDE + j]] += a[i * SIDE + j];
                    }
                }
                return out;
            });
        });
        cases.add("indexSelectRows", () -> select(0));
        cases.add("indexSelectColumns", () -> select(1));
        cases.add("indexAdd", () -> {
            float[] a = Cases.floats(N, -1, 1);
            long[] index = Cases.longs(SIDE, 100);
            Tensor x = Cases.matrix(a), zeros = Tensors.zeros(100, SIDE), to = Tensors.tensor(index);
            return new Case(N, () -> zeros.indexAdd(0, to, x), () -> {
                float[] out = new float[100 * SIDE];
                for (int i = 0; i < SIDE; i++) {
                    for (int j = 0; j < SIDE; j++) {
                        out[(int) index[i] * SIDE + j] += a[i * SIDE + j];
                    }
                }
                return out;
            });
        });
        cases.add("maskedFill", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Tensors.tensor(a), negative = x.lt(0);
            boolean[] mask = negative.toBooleans();
            return new Case(N, () -> x.maskedFill(negative, -9), () -> {
                float[] out = new float[N];
                for (int i = 0; i < N; i++) {
                    out[i] = mask[i] ? -9 : a[i];
                }
                return out;
            });
        });
        cases.add("maskedSelect", () -> {
            float[] a = Cases.floats(N, -1, 1);
            Tensor x = Tensors.tensor(a), negative = x.lt(0);
            boolean[] mask = negative.toBooleans();
            return new Case(N, () -> x.maskedSelect(negative), () -> {
                float[] out = new float[N];
                int count = 0;
                for (int i = 0; i < N; i++) {
                    if (mask[i]) {
                        out[count++] = a[i];
                    }
                }
                return java.util.Arrays.copyOf(out, count);
            });
        });
        cases.add("nonzero", () -> {
            Tensor x = Cases.matrix(Cases.floats(N, -1, 1)).relu();
            float[] a = x.toFloats();
            return new Case(N, x::nonzero, () -> {
                long[] out = new long[2 * N];
                int count = 0;
                for (int i = 0; i < N; i++) {
                    if (a[i] != 0) {
                        out[count++] = i / SIDE;
                        out[count++] = i % SIDE;
                    }
                }
                return java.util.Arrays.copyOf(out, count);
            });
        });
        cases.add("oneHot", () -> {
            long[] a = Cases.longs(10_000, 100);
            Tensor x = Tensors.tensor(a);
            return new Case(N, () -> x.oneHot(100), () -> {
                long[] out = new long[N];
                for (int i = 0; i < a.length; i++) {
                    out[i * 100 + (int) a[i]] = 1;
                }
                return out;
            });
        });
        cases.add("embedding", () -> {
            float[] table = Cases.floats(N, -1, 1);
            long[] a = Cases.longs(10_000, 10_000);
            Tensor x = Tensors.tensor(a), rows = Tensors.tensor(table, 10_000, 100);
            return new Case(N, () -> x.embedding(rows), () -> {
                float[] out = new float[N];
                for (int i = 0; i < a.length; i++) {
                    System.arraycopy(table, (int) a[i] * 100, out, i * 100, 100);
                }
                return out;
            });
        });
    }

    private static Case gather(int axis) {
        float[] a = Cases.floats(N, -1, 1);
        long[] index = Cases.longs(N, SIDE);
        Tensor x = Cases.matrix(a), from = Tensors.tensor(index, SIDE, SIDE);
        return new Case(N, () -> x.gather(axis, from), () -> {
            float[] out = new float[N];
            for (int i = 0; i < SIDE; i++) {
                for (int j = 0; j < SIDE; j++) {
                    int k = (int) index[i * SIDE + j];
                    out[i * SIDE + j] = axis == 1 ? a[i * SIDE + k] : a[k * SIDE + j];
                }
            }
            return out;
        });
    }

    private static Case select(int axis) {
        float[] a = Cases.floats(N, -1, 1);
        long[] index = Cases.longs(SIDE, SIDE);
        Tensor x = Cases.matrix(a), from = Tensors.tensor(index);
        return new Case(N, () -> x.indexSelect(axis, from), () -> {
            float[] out = new float[N];
            for (int i = 0; i < SIDE; i++) {
                for (int j = 0; j < SIDE; j++) {
                    out[i * SIDE + j] = axis == 1 ? a[i * SIDE + (int) index[j]] : a[(int) index[i] * SIDE + j];
                }
            }
            return out;
        });
    }
}
