package jacobi.backend.cpu;

import jacobi.backend.NDArray;
import jacobi.backend.Ranges;

/**
 * Where the largest elements of windows are. A window has few elements, in random order: branches on which one is
 * larger would mostly be mispredicted, so floats and their places are compared as one whole number.
 */
final class WindowMaxima {
    /** Elements worth a piece of work for another thread. */
    private static final int GRAIN = 1 << 14;

    private final int[][] from;
    private final int[][] to;
    private final int[] step;
    private final int height;
    private final int width;

    /** Windows along fewer than three axes are flat in the others. */
    private WindowMaxima(int[] plane, Ranges... windows) {
        int missing = 3 - windows.length;
        from = new int[3][];
        to = new int[3][];
        step = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            from[axis] = axis < missing ? new int[] {0} : windows[axis - missing].from();
            to[axis] = axis < missing ? new int[] {1} : windows[axis - missing].to();
            step[axis] = axis < missing ? 1 : windows[axis - missing].step();
        }
        width = plane[plane.length - 1];
        height = plane.length > 1 ? plane[plane.length - 2] : 1;
    }

    /** The places of {@code count} windows, in row-major order. */
    static void find(NDArray in, Ranges[] windows, long[] out, int count) {
        if (count == 0) {
            return;
        }
        int rank = in.shape().rank();
        int[] plane = java.util.Arrays.copyOfRange(in.shape().dims(), rank - windows.length, rank);
        int size = 1;
        for (int length : plane) {
            size *= length;
        }
        int outputs = 1;
        for (Ranges axis : windows) {
            outputs *= axis.count();
        }
        NDArray source = in.isContiguous() ? in : in.flattened();
        Object array = CpuBackend.array(source);
        WindowMaxima maxima = new WindowMaxima(plane, windows);
        int each = size;
        int places = outputs;
        Threads.parallelFor(count / outputs, Math.max(1, GRAIN / Math.max(each, places)), (first, last) -> {
            for (int p = first; p < last; p++) {
                if (array instanceof float[] floats) {
                    maxima.floats(floats, source.offset() + p * each, out, p * places);
                } else {
                    maxima.doubles((double[]) array, source.offset() + p * each, out, p * places);
                }
            }
        });
    }

    private void floats(float[] a, int base, long[] out, int at) {
        for (int z = 0; z < from[0].length; z++) {
            for (int y = 0; y < from[1].length; y++) {
                for (int x = 0; x < from[2].length; x++) {
                    long best = Long.MIN_VALUE;
                    for (int i = from[0][z]; i < to[0][z]; i += step[0]) {
                        for (int j = from[1][y]; j < to[1][y]; j += step[1]) {
                            int row = (i * height + j) * width;
                            for (int k = row + from[2][x]; k < row + to[2][x]; k += step[2]) {
                                best = Math.max(best, key(a[base + k], k));
                            }
                        }
                    }
                    out[at++] = ~(int) best;
                }
            }
        }
    }

    /**
     * A whole number that is larger for larger values, and for equal ones in front. Adding zero makes one of both zeros;
     * the bits of every NaN are those of one that comes after infinity.
     */
    private static long key(float value, int place) {
        int bits = Float.floatToIntBits(value + 0f);
        return (long) (bits ^ bits >> 31 & 0x7fffffff) << 32 | ~place & 0xffffffffL;
    }

    private void doubles(double[] a, int base, long[] out, int at) {
        for (int z = 0; z < from[0].length; z++) {
            for (int y = 0; y < from[1].length; y++) {
                for (int x = 0; x < from[2].length; x++) {
                    int place = (from[0][z] * height + from[1][y]) * width + from[2][x];
                    double best = a[base + place];
                    for (int i = from[0][z]; i < to[0][z]; i += step[0]) {
                        for (int j = from[1][y]; j < to[1][y]; j += step[1]) {
                            int row = (i * height + j) * width;
                            for (int k = row + from[2][x]; k < row + to[2][x]; k += step[2]) {
                                double value = a[base + k];
                                if (value > best || value != value && best == best) {
                                    best = value;
                                    place = k;
                                }
                            }
                        }
                    }
                    out[at++] = place;
                }
            }
        }
    }
}
