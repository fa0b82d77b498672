package jacobi.ops;

import jacobi.backend.cpu.Threads;

/**
 * Rotations of neighbouring rows, which are collected and then applied one after the other to a few columns at a time:
 * these stay in the cache, and each thread has columns of its own.
 */
final class HostRotations {
    private static final int COLUMNS = 128;

    private final double[][] rows;
    private final int columns;
    private final int[] row;
    private final double[] cos;
    private final double[] sin;
    private int count;

    /** @param rows the first of them decides how long all are */
    HostRotations(double[][] rows) {
        this.rows = rows;
        columns = rows.length == 0 ? 0 : rows[0].length;
        int most = Math.max(64, 16 * rows.length);
        row = new int[most];
        cos = new double[most];
        sin = new double[most];
    }

    /** Row i becomes {@code c * row i + s * row (i + 1)}, and row i + 1 becomes {@code c * row (i + 1) - s * row i}. */
    void add(int i, double c, double s) {
        if (count == row.length) {
            apply();
        }
        row[count] = i;
        cos[count] = c;
        sin[count++] = s;
    }

    /** Applies what has been collected. */
    void apply() {
        Threads.parallelFor(columns, COLUMNS, (from, to) -> {
            for (int k = 0; k < count; k++) {
                rotate(rows[row[k]], rows[row[k] + 1], cos[k], sin[k], from, to);
            }
        });
        count = 0;
    }

    private static void rotate(double[] a, double[] b, double c, double s, int from, int to) {
        for (int i = from; i < to; i++) {
            double upper = a[i];
            double lower = b[i];
            a[i] = c * upper + s * lower;
            b[i] = c * lower - s * upper;
        }
    }
}
