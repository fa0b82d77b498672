package jacobi.backend.cpu;

import jacobi.backend.Reduction;
import java.util.Arrays;

/** {@link Folds} of whole numbers and bools. */
final class LongFolds implements Folds<long[]> {
    static final LongFolds INSTANCE = new LongFolds();

    private LongFolds() {
    }

    private static long identity(Reduction reduction) {
        return switch (reduction) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Long.MIN_VALUE;
            case MIN -> Long.MAX_VALUE;
        };
    }

    @Override
    public long[] allocate(int length) {
        return new long[length];
    }

    @Override
    public void clear(Reduction reduction, long[] numbers, int count) {
        Arrays.fill(numbers, 0, count, identity(reduction));
    }

    @Override
    public void read(Object in, int from, long[] numbers, int count) {
        HeapArrays.toLongs(in, from, numbers, count);
    }

    @Override
    public void write(long[] numbers, Object out, int to, int count) {
        HeapArrays.fromLongs(numbers, out, to, count);
    }

    @Override
    public boolean foldAtOnce(Reduction reduction, Object in, int from, int count, long[] total, int at) {
        if (!(in instanceof boolean[] a) || reduction == Reduction.PROD) {
            return false;
        }
        total[at] = switch (reduction) {
            case MAX -> Math.max(total[at], Truths.any(a, from, count) ? 1 : 0);
            case MIN -> Math.min(total[at], Truths.all(a, from, count) ? 1 : 0);
            default -> total[at] + Truths.count(a, from, count);
        };
        return true;
    }

    @Override
    public void fold(Reduction reduction, long[] a, int from, int step, int count, long[] total, int at) {
        total[at] = switch (reduction) {
            case SUM -> total[at] + (step == 1 ? sum(a, from, count) : sum(a, from, step, count));
            case PROD -> total[at] * product(a, from, step, count);
            case MAX -> Math.max(total[at], step == 1 ? largest(a, from, count) : largest(a, from, step, count));
            case MIN -> Math.min(total[at], step == 1 ? smallest(a, from, count) : smallest(a, from, step, count));
        };
    }

    /** With eight accumulators: the additions of one don't wait for those of another. */
    private static long sum(long[] a, int from, int count) {
        long s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int end = from + count;
        int i = from;
        for (; i + 8 <= end; i += 8) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        for (; i < end; i++) {
            s0 += a[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    private static long sum(long[] a, int from, int step, int count) {
        long total = 0;
        for (int k = 0; k < count; k++) {
            total += a[from + k * step];
        }
        return total;
    }

    private static long product(long[] a, int from, int step, int count) {
        long total = 1;
        for (int k = 0; k < count; k++) {
            total *= a[from + k * step];
        }
        return total;
    }

    private static long largest(long[] a, int from, int count) {
        long m0 = Long.MIN_VALUE, m1 = m0, m2 = m0, m3 = m0;
        int end = from + count;
        int i = from;
        for (; i + 4 <= end; i += 4) {
            m0 = Math.max(m0, a[i]);
            m1 = Math.max(m1, a[i + 1]);
            m2 = Math.max(m2, a[i + 2]);
            m3 = Math.max(m3, a[i + 3]);
        }
        for (; i < end; i++) {
            m0 = Math.max(m0, a[i]);
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    private static long largest(long[] a, int from, int step, int count) {
        long largest = Long.MIN_VALUE;
        for (int k = 0; k < count; k++) {
            largest = Math.max(largest, a[from + k * step]);
        }
        return largest;
    }

    private static long smallest(long[] a, int from, int count) {
        long m0 = Long.MAX_VALUE, m1 = m0, m2 = m0, m3 = m0;
        int end = from + count;
        int i = from;
        for (; i + 4 <= end; i += 4) {
            m0 = Math.min(m0, a[i]);
            m1 = Math.min(m1, a[i + 1]);
            m2 = Math.min(m2, a[i + 2]);
            m3 = Math.min(m3, a[i + 3]);
        }
        for (; i < end; i++) {
            m0 = Math.min(m0, a[i]);
        }
        return Math.min(Math.min(m0, m1), Math.min(m2, m3));
    }

    private static long smallest(long[] a, int from, int step, int count) {
        long smallest = Long.MAX_VALUE;
        for (int k = 0; k < count; k++) {
            smallest = Math.min(smallest, a[from + k * step]);
        }
        return smallest;
    }

    @Override
    public void foldRow(Reduction reduction, long[] total, Object in, int from, int width, long[] row) {
        if (in instanceof int[] a) {
            switch (reduction) {
                case SUM -> addRow(total, a, from, width);
                case PROD -> multiplyRow(total, a, from, width);
                case MAX -> maxRow(total, a, from, width);
                case MIN -> minRow(total, a, from, width);
            }
            return;
        }
        // Read into an array of its own first: two arrays of one type at different indices don't become vectors.
        read(in, from, row, width);
        switch (reduction) {
            case SUM -> addRow(total, row, width);
            case PROD -> multiplyRow(total, row, width);
            case MAX -> maxRow(total, row, width);
            case MIN -> minRow(total, row, width);
        }
    }

    @Override
    public int foldRows(Reduction reduction, long[] total, Object in, int from, int inner, int rows, int width) {
        return 0;
    }

    private static void addRow(long[] total, int[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] += a[from + j];
        }
    }

    private static void addRow(long[] total, long[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] += row[j];
        }
    }

    private static void multiplyRow(long[] total, int[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] *= a[from + j];
        }
    }

    private static void multiplyRow(long[] total, long[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] *= row[j];
        }
    }

    private static void maxRow(long[] total, int[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.max(total[j], a[from + j]);
        }
    }

    private static void maxRow(long[] total, long[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.max(total[j], row[j]);
        }
    }

    private static void minRow(long[] total, int[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.min(total[j], a[from + j]);
        }
    }

    private static void minRow(long[] total, long[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.min(total[j], row[j]);
        }
    }

    @Override
    public void scan(Reduction reduction, long[] a, int from, int step, int count, long[] total, int at) {
        total[at] = switch (reduction) {
            case SUM -> runningSum(a, from, step, count, total[at]);
            case PROD -> runningProduct(a, from, step, count, total[at]);
            case MAX -> runningMax(a, from, step, count, total[at]);
            case MIN -> runningMin(a, from, step, count, total[at]);
        };
    }

    @Override
    public boolean scanAtOnce(Reduction reduction, Object in, int from, int count, long[] total, int at, Object out) {
        if (reduction != Reduction.SUM || !(in instanceof long[] a) || !(out instanceof long[] sums)) {
            return false;
        }
        total[at] = runningSum(a, from, from + count, sums, total[at]);
        return true;
    }

    private static long runningSum(long[] a, int from, int to, long[] out, long running) {
        for (int i = from; i < to; i++) {
            out[i] = running += a[i];
        }
        return running;
    }

    /** Four at a time, of which only one addition waits for the four before. */
    private static long runningSum(long[] a, int from, int step, int count, long running) {
        int at = from;
        int k = 0;
        for (; k + 4 <= count; k += 4, at += 4 * step) {
            long first = a[at];
            long two = first + a[at + step];
            long three = two + a[at + 2 * step];
            long four = three + a[at + 3 * step];
            a[at] = running + first;
            a[at + step] = running + two;
            a[at + 2 * step] = running + three;
            a[at + 3 * step] = running += four;
        }
        for (; k < count; k++, at += step) {
            a[at] = running += a[at];
        }
        return running;
    }

    private static long runningProduct(long[] a, int from, int step, int count, long running) {
        for (int k = 0, at = from; k < count; k++, at += step) {
            a[at] = running *= a[at];
        }
        return running;
    }

    private static long runningMax(long[] a, int from, int step, int count, long running) {
        for (int k = 0, at = from; k < count; k++, at += step) {
            a[at] = running = Math.max(running, a[at]);
        }
        return running;
    }

    private static long runningMin(long[] a, int from, int step, int count, long running) {
        for (int k = 0, at = from; k < count; k++, at += step) {
            a[at] = running = Math.min(running, a[at]);
        }
        return running;
    }

    @Override
    public int extreme(boolean largest, long[] a, int from, int step, int count, long[] best, int at) {
        return largest ? firstLargest(a, from, step, count, best, at) : firstSmallest(a, from, step, count, best, at);
    }

    private static int firstLargest(long[] a, int from, int step, int count, long[] best, int at) {
        long champion = best[at];
        int found = -1;
        for (int k = 0; k < count; k++) {
            long v = a[from + k * step];
            if (v > champion) {
                champion = v;
                found = k;
            }
        }
        best[at] = champion;
        return found;
    }

    private static int firstSmallest(long[] a, int from, int step, int count, long[] best, int at) {
        long champion = best[at];
        int found = -1;
        for (int k = 0; k < count; k++) {
            long v = a[from + k * step];
            if (v < champion) {
                champion = v;
                found = k;
            }
        }
        best[at] = champion;
        return found;
    }

    @Override
    public void extremeGroup(boolean largest, long[] group, int width, long[] best, int index, long[] indices, int at) {
        for (int j = 0; j < width; j++) {
            if (largest ? group[j] > best[j] : group[j] < best[j]) {
                best[j] = group[j];
                indices[at + j] = index;
            }
        }
    }

    @Override
    public void firstRows(long[] best, int width, Object in, int from, int inner, long[] indices, int at) {
        for (int j = 0; j < width; j++) {
            int row = (int) indices[at + j];
            while (HeapArrays.getLong(in, from + j + row * inner) != best[j]) {
                row++;
            }
            indices[at + j] = row;
        }
    }

    @Override
    public void lastExtremeRow(boolean largest, long[] row, int width, long[] best, int index, long[] indices, int at) {
        for (int j = 0; j < width; j++) {
            if ((largest ? row[j] >= best[j] : row[j] <= best[j])) {
                best[j] = row[j];
                indices[at + j] = index;
            }
        }
    }

    @Override
    public void extremesSoFar(boolean largest, long[] a, int from, int step, int count, long[] best, int at, int index,
                              long[] indices, int to) {
        long champion = best[at];
        long found = index == 0 ? 0 : indices[to - step];
        for (int k = 0; k < count; k++) {
            long v = a[from + k * step];
            if ((largest ? v >= champion : v <= champion)) {
                champion = v;
                found = index + k;
            }
            indices[to + k * step] = found;
        }
        best[at] = champion;
    }
}
