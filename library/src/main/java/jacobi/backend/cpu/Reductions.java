package jacobi.backend.cpu;

import jacobi.backend.Reduction;

/**
 * Reductions of a row-major array seen as {@code [outer, length, inner]} along the middle axis. Floats are combined
 * in double, integers in long. The work is cut into blocks of a fixed size whose partial results are combined in
 * order, so that the result is the same for any number of threads.
 */
final class Reductions {
    /** Elements in a block. */
    private static final int BLOCK = 1 << 15;
    /** Elements converted at a time. */
    private static final int CHUNK = 1024;

    private Reductions() {
    }

    static void reduce(Reduction reduction, Object in, int outer, int length, int inner, Object out) {
        boolean floating = in instanceof float[] || in instanceof double[];
        int rows = Math.max(1, BLOCK / Math.max(1, inner));
        int blocks = Math.max(1, (length + rows - 1) / rows);
        int width = Math.max(inner, 1);
        if (blocks == 1) {
            Threads.parallelFor(outer, Math.max(1, BLOCK / Math.max(1, length * width)), (from, to) -> {
                for (int o = from; o < to; o++) {
                    if (floating) {
                        double[] total = block(reduction, in, o * length * inner, length, inner);
                        for (int j = 0; j < inner; j++) {
                            HeapArrays.set(out, o * inner + j, total[j]);
                        }
                    } else {
                        long[] total = longBlock(reduction, in, o * length * inner, length, inner);
                        for (int j = 0; j < inner; j++) {
                            HeapArrays.set(out, o * inner + j, total[j]);
                        }
                    }
                }
            });
            return;
        }
        for (int o = 0; o < outer; o++) {
            Object[] partial = new Object[blocks];
            int base = o * length * inner;
            Threads.parallelFor(blocks, 1, (from, to) -> {
                for (int b = from; b < to; b++) {
                    int first = b * rows;
                    int count = Math.min(rows, length - first);
                    partial[b] = floating ? block(reduction, in, base + first * inner, count, inner)
                            : longBlock(reduction, in, base + first * inner, count, inner);
                }
            });
            for (int j = 0; j < inner; j++) {
                if (floating) {
                    double total = ((double[]) partial[0])[j];
                    for (int b = 1; b < blocks; b++) {
                        total = reduction.combine(total, ((double[]) partial[b])[j]);
                    }
                    HeapArrays.set(out, o * inner + j, total);
                } else {
                    long total = ((long[]) partial[0])[j];
                    for (int b = 1; b < blocks; b++) {
                        total = combine(reduction, total, ((long[]) partial[b])[j]);
                    }
                    HeapArrays.set(out, o * inner + j, total);
                }
            }
        }
    }

    /** The reduction of {@code length} rows of {@code inner} floats. */
    private static double[] block(Reduction reduction, Object in, int from, int length, int inner) {
        double[] total = new double[inner];
        java.util.Arrays.fill(total, reduction.identity());
        if (inner == 1) {
            double[] chunk = new double[Math.min(length, CHUNK)];
            for (int at = 0; at < length; at += CHUNK) {
                int count = Math.min(CHUNK, length - at);
                HeapArrays.toDoubles(in, from + at, chunk, count);
                total[0] = reduction.combine(total[0],
                        reduction == Reduction.SUM ? sum(chunk, count) : fold(reduction, chunk, count));
            }
            return total;
        }
        double[] row = new double[inner];
        for (int i = 0; i < length; i++) {
            HeapArrays.toDoubles(in, from + i * inner, row, inner);
            Scans.addRow(reduction, total, row);
        }
        return total;
    }

    /** A sum with eight accumulators: the additions of one don't wait for those of another. */
    private static double sum(double[] a, int count) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        for (; i < count; i++) {
            s0 += a[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    private static double fold(Reduction reduction, double[] a, int count) {
        double total = reduction.identity();
        for (int i = 0; i < count; i++) {
            total = reduction.combine(total, a[i]);
        }
        return total;
    }

    private static long[] longBlock(Reduction reduction, Object in, int from, int length, int inner) {
        long[] total = new long[inner];
        java.util.Arrays.fill(total, longIdentity(reduction));
        int width = inner == 1 ? Math.min(length, CHUNK) : inner;
        long[] row = new long[width];
        int elements = length * inner;
        for (int at = 0; at < elements; at += width) {
            int count = Math.min(width, elements - at);
            HeapArrays.toLongs(in, from + at, row, count);
            for (int j = 0; j < count; j++) {
                int column = inner == 1 ? 0 : j;
                total[column] = combine(reduction, total[column], row[j]);
            }
        }
        return total;
    }

    static long longIdentity(Reduction reduction) {
        return switch (reduction) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Long.MIN_VALUE;
            case MIN -> Long.MAX_VALUE;
        };
    }

    static long combine(Reduction reduction, long a, long b) {
        return switch (reduction) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    /** The position of the first largest (smallest) element along the middle axis; NaN wins. */
    static void argReduce(boolean largest, Object in, int outer, int length, int inner, long[] out) {
        boolean floating = in instanceof float[] || in instanceof double[];
        Threads.parallelFor(outer, Math.max(1, BLOCK / Math.max(1, length * inner)), (from, to) -> {
            for (int o = from; o < to; o++) {
                for (int j = 0; j < inner; j++) {
                    int base = o * length * inner + j;
                    out[o * inner + j] = floating ? best(largest, in, base, length, inner)
                            : bestLong(largest, in, base, length, inner);
                }
            }
        });
    }

    private static int best(boolean largest, Object in, int base, int length, int stride) {
        int best = 0;
        double bestValue = HeapArrays.get(in, base);
        for (int k = 1; k < length && !Double.isNaN(bestValue); k++) {
            double value = HeapArrays.get(in, base + k * stride);
            if ((largest ? value > bestValue : value < bestValue) || Double.isNaN(value)) {
                best = k;
                bestValue = value;
            }
        }
        return best;
    }

    private static int bestLong(boolean largest, Object in, int base, int length, int stride) {
        long[] one = new long[1];
        int best = 0;
        HeapArrays.toLongs(in, base, one, 1);
        long bestValue = one[0];
        for (int k = 1; k < length; k++) {
            HeapArrays.toLongs(in, base + k * stride, one, 1);
            if (largest ? one[0] > bestValue : one[0] < bestValue) {
                best = k;
                bestValue = one[0];
            }
        }
        return best;
    }
}
