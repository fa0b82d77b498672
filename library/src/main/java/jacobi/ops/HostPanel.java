package jacobi.ops;

/**
 * Neighbouring columns of a row-major matrix, each in an array of its own, so that loops run down along them. Matrices are
 * decomposed panel by panel, and what is right of a panel is brought up to date by a matrix product (as LAPACK does it).
 */
final class HostPanel {
    /** How many columns a panel has at most. */
    static final int WIDTH = 48;

    /** Matrices up to this size are decomposed by plain loops, which need no memory of their own. */
    static final int SMALL = 24;

    /** Column {@code c} of the panel, all rows of the matrix. */
    final double[][] columns;

    HostPanel(int rows, int columns) {
        this.columns = new double[Math.min(WIDTH, columns)][rows];
    }

    /** Takes the columns {@code from} to {@code to - 1}, from a row on. */
    void load(double[] a, int stride, int from, int to, int firstRow) {
        int rows = columns.length == 0 ? 0 : columns[0].length;
        for (int i = firstRow; i < rows; i++) {
            for (int c = 0; c < to - from; c++) {
                columns[c][i] = a[i * stride + from + c];
            }
        }
    }

    /** Puts the columns {@code from} to {@code to - 1} back, from a row on. */
    void store(double[] a, int stride, int from, int to, int firstRow) {
        int rows = columns.length == 0 ? 0 : columns[0].length;
        for (int i = firstRow; i < rows; i++) {
            for (int c = 0; c < to - from; c++) {
                a[i * stride + from + c] = columns[c][i];
            }
        }
    }

    /** {@code to[i] -= factor * x[i]}, from an index on. */
    static void subtract(double[] to, double factor, double[] x, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] -= factor * x[i];
        }
    }

    /** {@return a part of a row-major matrix with the opposite sign, without gaps} */
    static double[] negated(double[] a, int stride, int row, int rows, int column, int columns) {
        double[] part = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                part[i * columns + j] = -a[(row + i) * stride + column + j];
            }
        }
        return part;
    }

    static double dot(double[] a, double[] b, int from, int end) {
        // Four sums, which do not wait for each other.
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = from;
        for (; i < end - 3; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < end; i++) {
            sum0 += a[i] * b[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
