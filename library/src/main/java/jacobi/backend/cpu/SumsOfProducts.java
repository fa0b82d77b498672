package jacobi.backend.cpu;

import jacobi.backend.NDArray;
import java.util.Arrays;

/**
 * Sums of products into a view whose elements may share memory. An axis whose slices of the result lie apart is split
 * over the threads; the others are walked in row-major order, so that each sum has one order.
 */
final class SumsOfProducts {
    /** Products worth a piece of work for another thread. */
    private static final int GRAIN = 1 << 15;

    private final NDArray a;
    private final NDArray b;
    private final NDArray out;
    /** The axes, without those of length 1 and with neighbours merged that can be walked as one; at least two. */
    private int[] dims;
    private int[] xs;
    private int[] ys;
    private int[] zs;

    private SumsOfProducts(NDArray a, NDArray b, NDArray out) {
        this.a = a;
        this.b = b;
        this.out = out;
        int rank = out.shape().rank();
        // Two axes of length 1 in front, so that there are rows and columns in any case.
        dims = new int[rank + 2];
        xs = new int[rank + 2];
        ys = new int[rank + 2];
        zs = new int[rank + 2];
        Arrays.fill(dims, 1);
        int count = 2;
        for (int axis = 0; axis < rank; axis++) {
            int length = out.shape().dim(axis);
            if (length == 1) {
                continue;
            }
            int x = a.strides()[axis];
            int y = b.strides()[axis];
            int z = out.strides()[axis];
            int before = count - 1;
            if (before > 1 && xs[before] == x * length && ys[before] == y * length && zs[before] == z * length) {
                count = before;
                length *= dims[before];
            }
            dims[count] = length;
            xs[count] = x;
            ys[count] = y;
            zs[count++] = z;
        }
        int first = Math.min(2, count - 2);
        dims = Arrays.copyOfRange(dims, first, count);
        xs = Arrays.copyOfRange(xs, first, count);
        ys = Arrays.copyOfRange(ys, first, count);
        zs = Arrays.copyOfRange(zs, first, count);
    }

    /** {@code out[i] += a[i] * b[i]}; the shapes are equal, the types floating. */
    static void add(NDArray a, NDArray b, NDArray out) {
        if (out.size() > 0) {
            boolean oneFactorInA = a.shape().rank() > 0 && a.strides()[a.shape().rank() - 1] == 0;
            (oneFactorInA ? new SumsOfProducts(b, a, out) : new SumsOfProducts(a, b, out)).run(out.size());
        }
    }

    private void run(int size) {
        int apart = axisApart();
        if (apart < 0 || size <= GRAIN) {
            walk(0, a.offset(), b.offset(), out.offset());
            return;
        }
        // The axis to be split goes first.
        for (int[] each : new int[][] {dims, xs, ys, zs}) {
            int moved = each[apart];
            System.arraycopy(each, 0, each, 1, apart);
            each[0] = moved;
        }
        Threads.parallelFor(dims[0], Math.max(1, (int) ((long) GRAIN * dims[0] / size)), (first, last) -> {
            for (int i = first; i < last; i++) {
                walk(1, a.offset() + i * xs[0], b.offset() + i * ys[0], out.offset() + i * zs[0]);
            }
        });
    }

    /**
     * The axis with the largest steps in the result, if they lead beyond all that the other axes reach and rows and
     * columns remain; else -1.
     */
    private int axisApart() {
        int apart = 0;
        long reach = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            reach += (dims[axis] - 1L) * Math.abs(zs[axis]);
            if (Math.abs(zs[axis]) > Math.abs(zs[apart])) {
                apart = axis;
            }
        }
        reach -= (dims[apart] - 1L) * Math.abs(zs[apart]);
        return Math.abs(zs[apart]) > reach && dims.length > 2 ? apart : -1;
    }

    /** All axes from {@code outer} on. */
    private void walk(int outer, int xAt, int yAt, int zAt) {
        int[] index = new int[dims.length - 2];
        Object z = CpuBackend.array(out);
        while (true) {
            if (z instanceof float[] floats) {
                floats((float[]) CpuBackend.array(a), xAt, (float[]) CpuBackend.array(b), yAt, floats, zAt);
            } else {
                doubles((double[]) CpuBackend.array(a), xAt, (double[]) CpuBackend.array(b), yAt, (double[]) z, zAt);
            }
            int axis = index.length - 1;
            for (; axis >= outer; axis--) {
                xAt += xs[axis];
                yAt += ys[axis];
                zAt += zs[axis];
                if (++index[axis] < dims[axis]) {
                    break;
                }
                index[axis] = 0;
                xAt -= xs[axis] * dims[axis];
                yAt -= ys[axis] * dims[axis];
                zAt -= zs[axis] * dims[axis];
            }
            if (axis < outer) {
                return;
            }
        }
    }

    private void floats(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt) {
        int last = dims.length - 1;
        int rows = dims[last - 1];
        int columns = dims[last];
        int xRow = xs[last - 1], yRow = ys[last - 1], zRow = zs[last - 1];
        int xStep = xs[last], yStep = ys[last], zStep = zs[last];
        for (int row = 0; row < rows; row++, xAt += xRow, yAt += yRow, zAt += zRow) {
            if (zStep == 0) {
                z[zAt] += xStep == 1 && yStep == 1 ? dot(x, xAt, y, yAt, columns)
                        : dot(x, xAt, xStep, y, yAt, yStep, columns);
            } else if (yStep != 0) {
                for (int j = 0; j < columns; j++) {
                    z[zAt + j * zStep] += x[xAt + j * xStep] * y[yAt + j * yStep];
                }
            } else if (xStep == 1 && zStep == 1) {
                addScaled(x, xAt, y[yAt], z, zAt, columns);
            } else {
                float factor = y[yAt];
                for (int j = 0; j < columns; j++) {
                    z[zAt + j * zStep] += x[xAt + j * xStep] * factor;
                }
            }
        }
    }

    private static void addScaled(float[] x, int xAt, float factor, float[] z, int zAt, int count) {
        for (int j = 0; j < count; j++) {
            z[zAt + j] += x[xAt + j] * factor;
        }
    }

    /** With four sums, whose additions don't wait for each other. */
    private static float dot(float[] x, int xAt, float[] y, int yAt, int count) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = 0;
        for (; j + 3 < count; j += 4) {
            s0 += x[xAt + j] * y[yAt + j];
            s1 += x[xAt + j + 1] * y[yAt + j + 1];
            s2 += x[xAt + j + 2] * y[yAt + j + 2];
            s3 += x[xAt + j + 3] * y[yAt + j + 3];
        }
        for (; j < count; j++) {
            s0 += x[xAt + j] * y[yAt + j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static float dot(float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int count) {
        float sum = 0;
        for (int j = 0; j < count; j++) {
            sum += x[xAt + j * xStep] * y[yAt + j * yStep];
        }
        return sum;
    }

    private void doubles(double[] x, int xAt, double[] y, int yAt, double[] z, int zAt) {
        int last = dims.length - 1;
        int rows = dims[last - 1];
        int columns = dims[last];
        int xRow = xs[last - 1], yRow = ys[last - 1], zRow = zs[last - 1];
        int xStep = xs[last], yStep = ys[last], zStep = zs[last];
        for (int row = 0; row < rows; row++, xAt += xRow, yAt += yRow, zAt += zRow) {
            if (zStep == 0) {
                z[zAt] += xStep == 1 && yStep == 1 ? dot(x, xAt, y, yAt, columns)
                        : dot(x, xAt, xStep, y, yAt, yStep, columns);
            } else if (yStep != 0) {
                for (int j = 0; j < columns; j++) {
                    z[zAt + j * zStep] += x[xAt + j * xStep] * y[yAt + j * yStep];
                }
            } else if (xStep == 1 && zStep == 1) {
                addScaled(x, xAt, y[yAt], z, zAt, columns);
            } else {
                double factor = y[yAt];
                for (int j = 0; j < columns; j++) {
                    z[zAt + j * zStep] += x[xAt + j * xStep] * factor;
                }
            }
        }
    }

    private static void addScaled(double[] x, int xAt, double factor, double[] z, int zAt, int count) {
        for (int j = 0; j < count; j++) {
            z[zAt + j] += x[xAt + j] * factor;
        }
    }

    /** With four sums, whose additions don't wait for each other. */
    private static double dot(double[] x, int xAt, double[] y, int yAt, int count) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = 0;
        for (; j + 3 < count; j += 4) {
            s0 += x[xAt + j] * y[yAt + j];
            s1 += x[xAt + j + 1] * y[yAt + j + 1];
            s2 += x[xAt + j + 2] * y[yAt + j + 2];
            s3 += x[xAt + j + 3] * y[yAt + j + 3];
        }
        for (; j < count; j++) {
            s0 += x[xAt + j] * y[yAt + j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double dot(double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += x[xAt + j * xStep] * y[yAt + j * yStep];
        }
        return sum;
    }
}
