package jacobi.backend.cpu;

import jacobi.backend.Reduction;
import java.util.Arrays;

/** {@link Folds} of floats. */
final class DoubleFolds implements Folds<double[]> {
    static final DoubleFolds INSTANCE = new DoubleFolds();

    private DoubleFolds() {
    }

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    public void clear(Reduction reduction, double[] numbers, int count) {
        Arrays.fill(numbers, 0, count, reduction.identity());
    }

    @Override
    public void read(Object in, int from, double[] numbers, int count) {
        HeapArrays.toDoubles(in, from, numbers, count);
    }

    @Override
    public void write(double[] numbers, Object out, int to, int count) {
        HeapArrays.fromDoubles(numbers, out, to, count);
    }

    @Override
    public boolean foldAtOnce(Reduction reduction, Object in, int from, int count, double[] total, int at) {
        return false;
    }

    @Override
    public void fold(Reduction reduction, double[] a, int from, int step, int count, double[] total, int at) {
        total[at] = switch (reduction) {
            case SUM -> total[at] + (step == 1 ? sum(a, from, count) : sum(a, from, step, count));
            case PROD -> total[at] * product(a, from, step, count);
            case MAX -> Math.max(total[at], step == 1 ? largest(a, from, count) : largest(a, from, step, count));
            case MIN -> Math.min(total[at], step == 1 ? smallest(a, from, count) : smallest(a, from, step, count));
        };
    }

    /** With eight accumulators: the additions of one don't wait for those of another. */
    private static double sum(double[] a, int from, int count) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
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

    private static double sum(double[] a, int from, int step, int count) {
        double total = 0;
        for (int k = 0; k < count; k++) {
            total += a[from + k * step];
        }
        return total;
    }

    /** In order: a product of parts could leave the range of doubles where the running one does not. */
    private static double product(double[] a, int from, int step, int count) {
        double total = 1;
        for (int k = 0; k < count; k++) {
            total *= a[from + k * step];
        }
        return total;
    }

    private static double largest(double[] a, int from, int count) {
        double m0 = Double.NEGATIVE_INFINITY, m1 = m0, m2 = m0, m3 = m0;
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

    private static double largest(double[] a, int from, int step, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            largest = Math.max(largest, a[from + k * step]);
        }
        return largest;
    }

    private static double smallest(double[] a, int from, int count) {
        double m0 = Double.POSITIVE_INFINITY, m1 = m0, m2 = m0, m3 = m0;
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

    private static double smallest(double[] a, int from, int step, int count) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            smallest = Math.min(smallest, a[from + k * step]);
        }
        return smallest;
    }

    @Override
    public void foldRow(Reduction reduction, double[] total, Object in, int from, int width, double[] row) {
        if (in instanceof float[] a) {
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
    public int foldRows(Reduction reduction, double[] total, Object in, int from, int inner, int rows, int width) {
        if (reduction != Reduction.SUM || !(in instanceof float[] a)) {
            return 0;
        }
        int row = 0;
        for (; row + 4 <= rows; row += 4) {
            addFourRows(total, a, from + row * inner, inner, width);
        }
        return row;
    }

    private static void addFourRows(double[] total, float[] a, int from, int inner, int width) {
        int second = from + inner;
        int third = second + inner;
        int fourth = third + inner;
        for (int j = 0; j < width; j++) {
            total[j] = total[j] + a[from + j] + a[second + j] + a[third + j] + a[fourth + j];
        }
    }

    private static void addRow(double[] total, float[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] += a[from + j];
        }
    }

    private static void addRow(double[] total, double[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] += row[j];
        }
    }

    private static void multiplyRow(double[] total, float[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] *= a[from + j];
        }
    }

    private static void multiplyRow(double[] total, double[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] *= row[j];
        }
    }

    private static void maxRow(double[] total, float[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.max(total[j], a[from + j]);
        }
    }

    private static void maxRow(double[] total, double[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.max(total[j], row[j]);
        }
    }

    private static void minRow(double[] total, float[] a, int from, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.min(total[j], a[from + j]);
        }
    }

    private static void minRow(double[] total, double[] row, int width) {
        for (int j = 0; j < width; j++) {
            total[j] = Math.min(total[j], row[j]);
        }
    }

    @Override
    public void scan(Reduction reduction, double[] a, int from, int step, int count, double[] total, int at) {
        total[at] = switch (reduction) {
            case SUM -> runningSum(a, from, step, count, total[at]);
            case PROD -> runningProduct(a, from, step, count, total[at]);
            case MAX -> runningMax(a, from, step, count, total[at]);
            case MIN -> runningMin(a, from, step, count, total[at]);
        };
    }

    @Override
    public boolean scanAtOnce(Reduction reduction, Object in, int from, int count, double[] total, int at, Object out) {
        if (reduction != Reduction.PROD || !(in instanceof float[] a) || !(out instanceof float[] products)) {
            return false;
        }
        total[at] = runningProduct(a, from, from + count, products, total[at]);
        return true;
    }

    private static double runningProduct(float[] a, int from, int to, float[] out, double running) {
        for (int i = from; i < to; i++) {
            out[i] = (float) (running *= a[i]);
        }
        return running;
    }

    /** Four at a time, of which only one addition waits for the four before. */
    private static double runningSum(double[] a, int from, int step, int count, double running) {
        int at = from;
        int k = 0;
        for (; k + 4 <= count; k += 4, at += 4 * step) {
            double first = a[at];
            double two = first + a[at + step];
            double three = two + a[at + 2 * step];
            double four = three + a[at + 3 * step];
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

    private static double runningProduct(double[] a, int from, int step, int count, double running) {
        for (int k = 0, at = from; k < count; k++, at += step) {
            a[at] = running *= a[at];
        }
        return running;
    }

    private static double runningMax(double[] a, int from, int step, int count, double running) {
        for (int k = 0, at = from; k < count; k++, at += step) {
            a[at] = running = Math.max(running, a[at]);
        }
        return running;
    }

    private static double runningMin(double[] a, int from, int step, int count, double running) {
        for (int k = 0, at = from; k < count; k++, at += step) {
            a[at] = running = Math.min(running, a[at]);
        }
        return running;
    }

    @Override
    public int extreme(boolean largest, double[] a, int from, int step, int count, double[] best, int at) {
        return largest ? firstLargest(a, from, step, count, best, at) : firstSmallest(a, from, step, count, best, at);
    }

    private static int firstLargest(double[] a, int from, int step, int count, double[] best, int at) {
        double champion = best[at];
        if (champion != champion) {
            return -1;
        }
        int found = -1;
        for (int k = 0; k < count; k++) {
            double v = a[from + k * step];
            if (!(v <= champion)) {
                champion = v;
                found = k;
                if (v != v) {
                    break;
                }
            }
        }
        best[at] = champion;
        return found;
    }

    private static int firstSmallest(double[] a, int from, int step, int count, double[] best, int at) {
        double champion = best[at];
        if (champion != champion) {
            return -1;
        }
        int found = -1;
        for (int k = 0; k < count; k++) {
            double v = a[from + k * step];
            if (!(v >= champion)) {
                champion = v;
                found = k;
                if (v != v) {
                    break;
                }
            }
        }
        best[at] = champion;
        return found;
    }

    @Override
    public void extremeGroup(boolean largest, double[] group, int width, double[] best, int index, long[] indices, int at) {
        for (int j = 0; j < width; j++) {
            if (!(largest ? group[j] <= best[j] : group[j] >= best[j]) && best[j] == best[j]) {
                best[j] = group[j];
                indices[at + j] = index;
            }
        }
    }

    @Override
    public void firstRows(double[] best, int width, Object in, int from, int inner, long[] indices, int at) {
        for (int j = 0; j < width; j++) {
            int row = (int) indices[at + j];
            indices[at + j] = in instanceof float[] a ? firstRow((float) best[j], a, from + j, inner, row)
                    : firstRow(best[j], (double[]) in, from + j, inner, row);
        }
    }

    private static int firstRow(float value, float[] a, int from, int inner, int row) {
        boolean isNaN = value != value;
        while (isNaN ? a[from + row * inner] == a[from + row * inner] : a[from + row * inner] != value) {
            row++;
        }
        return row;
    }

    private static int firstRow(double value, double[] a, int from, int inner, int row) {
        boolean isNaN = value != value;
        while (isNaN ? a[from + row * inner] == a[from + row * inner] : a[from + row * inner] != value) {
            row++;
        }
        return row;
    }

    @Override
    public void lastExtremeRow(boolean largest, double[] row, int width, double[] best, int index, long[] indices, int at) {
        for (int j = 0; j < width; j++) {
            if ((largest ? row[j] >= best[j] : row[j] <= best[j]) || row[j] != row[j]) {
                best[j] = row[j];
                indices[at + j] = index;
            }
        }
    }

    @Override
    public void extremesSoFar(boolean largest, double[] a, int from, int step, int count, double[] best, int at, int index,
                              long[] indices, int to) {
        double champion = best[at];
        long found = index == 0 ? 0 : indices[to - step];
        for (int k = 0; k < count; k++) {
            double v = a[from + k * step];
            if ((largest ? v >= champion : v <= champion) || v != v) {
                champion = v;
                found = index + k;
            }
            indices[to + k * step] = found;
        }
        best[at] = champion;
    }
}
