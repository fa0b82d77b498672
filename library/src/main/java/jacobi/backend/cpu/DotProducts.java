package jacobi.backend.cpu;

import jacobi.backend.NDArray;

/** Products of one row with one column: sums in double, in blocks of a fixed size. */
final class DotProducts {
    private static final int BLOCK = 1 << 15;

    private DotProducts() {
    }

    /** {@code out = a b}, where {@code a} has one row of k elements and {@code b} one column. */
    static void run(NDArray a, NDArray b, int k, NDArray out) {
        int xStep = a.strides()[a.shape().rank() - 1];
        int yStep = b.strides()[b.shape().rank() - 2];
        double[] sums = new double[Math.ceilDiv(k, BLOCK)];
        Threads.parallelFor(k, BLOCK, (from, to) -> {
            for (int first = from; first < to; first += BLOCK) {
                int count = Math.min(BLOCK, to - first);
                int xAt = a.offset() + first * xStep;
                int yAt = b.offset() + first * yStep;
                sums[first / BLOCK] = CpuBackend.array(a) instanceof float[] x
                        ? dot(x, xAt, xStep, (float[]) CpuBackend.array(b), yAt, yStep, count)
                        : dot((double[]) CpuBackend.array(a), xAt, xStep, (double[]) CpuBackend.array(b), yAt, yStep,
                                count);
            }
        });
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        HeapArrays.set(CpuBackend.array(out), out.offset(), total);
    }

    private static double dot(float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int count) {
        if (xStep == 1 && yStep == 1) {
            return dot(x, xAt, y, yAt, count);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) x[xAt + i * xStep] * y[yAt + i * yStep];
        }
        return sum;
    }

    /** With eight sums, whose additions don't wait for each other. */
    private static double dot(float[] x, int xAt, float[] y, int yAt, int count) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            s0 += (double) x[xAt + i] * y[yAt + i];
            s1 += (double) x[xAt + i + 1] * y[yAt + i + 1];
            s2 += (double) x[xAt + i + 2] * y[yAt + i + 2];
            s3 += (double) x[xAt + i + 3] * y[yAt + i + 3];
            s4 += (double) x[xAt + i + 4] * y[yAt + i + 4];
            s5 += (double) x[xAt + i + 5] * y[yAt + i + 5];
            s6 += (double) x[xAt + i + 6] * y[yAt + i + 6];
            s7 += (double) x[xAt + i + 7] * y[yAt + i + 7];
        }
        for (; i < count; i++) {
            s0 += (double) x[xAt + i] * y[yAt + i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    private static double dot(double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int count) {
        if (xStep == 1 && yStep == 1) {
            return dot(x, xAt, y, yAt, count);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += x[xAt + i * xStep] * y[yAt + i * yStep];
        }
        return sum;
    }

    /** With eight sums, whose additions don't wait for each other. */
    private static double dot(double[] x, int xAt, double[] y, int yAt, int count) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            s0 += x[xAt + i] * y[yAt + i];
            s1 += x[xAt + i + 1] * y[yAt + i + 1];
            s2 += x[xAt + i + 2] * y[yAt + i + 2];
            s3 += x[xAt + i + 3] * y[yAt + i + 3];
            s4 += x[xAt + i + 4] * y[yAt + i + 4];
            s5 += x[xAt + i + 5] * y[yAt + i + 5];
            s6 += x[xAt + i + 6] * y[yAt + i + 6];
            s7 += x[xAt + i + 7] * y[yAt + i + 7];
        }
        for (; i < count; i++) {
            s0 += x[xAt + i] * y[yAt + i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
