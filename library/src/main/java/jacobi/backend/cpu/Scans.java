package jacobi.backend.cpu;

import jacobi.backend.Reduction;

/**
 * Running reductions of a row-major array seen as {@code [outer, length, inner]} along the middle axis. Floats are
 * combined in double, integers in long.
 */
final class Scans {
    /** Elements converted at a time. */
    private static final int CHUNK = 1024;
    /** Elements worth a thread of their own. */
    private static final int BLOCK = 1 << 15;

    private Scans() {
    }

    static void scan(Reduction reduction, boolean backwards, Object in, int outer, int length, int inner, Object out) {
        Threads.parallelFor(outer, Math.max(1, BLOCK / Math.max(1, length * inner)), (from, to) -> {
            for (int o = from; o < to; o++) {
                int base = o * length * inner;
                if (in instanceof float[] || in instanceof double[]) {
                    scanDoubles(reduction, backwards, in, base, length, inner, out);
                } else {
                    scanLongs(reduction, backwards, in, base, length, inner, out);
                }
            }
        });
    }

    private static void scanDoubles(Reduction reduction, boolean backwards, Object in, int base, int length, int inner,
                                    Object out) {
        int step = backwards ? -1 : 1;
        double[] total = new double[inner];
        java.util.Arrays.fill(total, reduction.identity());
        if (inner == 1) {
            double running = reduction.identity();
            double[] chunk = new double[Math.min(CHUNK, length)];
            for (int done = 0; done < length; done += CHUNK) {
                int count = Math.min(CHUNK, length - done);
                int from = base + (backwards ? length - done - count : done);
                HeapArrays.toDoubles(in, from, chunk, count);
                running = alongChunk(reduction, chunk, backwards ? count - 1 : 0, count, step, running);
                HeapArrays.fromDoubles(chunk, out, from, count);
            }
            return;
        }
        double[] row = new double[inner];
        for (int k = 0; k < length; k++) {
            int from = base + (backwards ? length - 1 - k : k) * inner;
            HeapArrays.toDoubles(in, from, row, inner);
            addRow(reduction, total, row);
            HeapArrays.fromDoubles(total, out, from, inner);
        }
    }

    private static double alongChunk(Reduction reduction, double[] chunk, int first, int count, int step, double running) {
        int at = first;
        switch (reduction) {
            case SUM -> {
                for (int k = 0; k < count; k++, at += step) {
                    chunk[at] = running += chunk[at];
                }
            }
            case PROD -> {
                for (int k = 0; k < count; k++, at += step) {
                    chunk[at] = running *= chunk[at];
                }
            }
            case MAX -> {
                for (int k = 0; k < count; k++, at += step) {
                    chunk[at] = running = Math.max(running, chunk[at]);
                }
            }
            case MIN -> {
                for (int k = 0; k < count; k++, at += step) {
                    chunk[at] = running = Math.min(running, chunk[at]);
                }
            }
        }
        return running;
    }

    /** Combines a row with the ones before it. */
    static void addRow(Reduction reduction, double[] total, double[] row) {
        int inner = total.length;
        switch (reduction) {
            case SUM -> {
                for (int j = 0; j < inner; j++) {
                    total[j] += row[j];
                }
            }
            case PROD -> {
                for (int j = 0; j < inner; j++) {
                    total[j] *= row[j];
                }
            }
            case MAX -> {
                for (int j = 0; j < inner; j++) {
                    total[j] = Math.max(total[j], row[j]);
                }
            }
            case MIN -> {
                for (int j = 0; j < inner; j++) {
                    total[j] = Math.min(total[j], row[j]);
                }
            }
        }
    }

    private static void scanLongs(Reduction reduction, boolean backwards, Object in, int base, int length, int inner,
                                  Object out) {
        long[] total = new long[inner];
        java.util.Arrays.fill(total, Reductions.longIdentity(reduction));
        long[] row = new long[inner];
        for (int k = 0; k < length; k++) {
            int from = base + (backwards ? length - 1 - k : k) * inner;
            HeapArrays.toLongs(in, from, row, inner);
            for (int j = 0; j < inner; j++) {
                total[j] = Reductions.combine(reduction, total[j], row[j]);
                HeapArrays.set(out, from + j, total[j]);
            }
        }
    }
}
