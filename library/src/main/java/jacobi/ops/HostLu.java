package jacobi.ops;

import jacobi.Interruption;
import jacobi.backend.cpu.Gemm;
import jacobi.backend.cpu.Pieces;
import java.util.Arrays;

/**
 * A square matrix as a product of a lower and an upper triangle, with rows exchanged so that the largest element of a
 * column is its pivot (Golub and Van Loan: "Matrix Computations", sections 3.2.11 and 3.4).
 */
final class HostLu {
    private final String op;
    final int n;
    /** Row-major: above and on the diagonal U, below it L, whose diagonal is 1. */
    final double[] lu;
    /** Which row of the matrix has become row i. */
    final int[] row;
    /** 1 or -1: how many rows were exchanged. */
    int parity = 1;
    /** The first column in which there was no pivot but 0; -1 if the matrix is regular. */
    int singularAt = -1;

    /** @param matrix becomes the factors */
    HostLu(String op, double[] matrix, int n) {
        this.op = op;
        this.n = n;
        lu = matrix;
        row = new int[n];
        for (int i = 0; i < n; i++) {
            row[i] = i;
        }
        if (n <= HostPanel.SMALL) {
            for (int k = 0; k < n; k++) {
                eliminate(k);
            }
            return;
        }
        HostPanel panel = new HostPanel(n, n);
        for (int from = 0; from < n; from += HostPanel.WIDTH) {
            Interruption.poll(op);
            int to = Math.min(n, from + HostPanel.WIDTH);
            panel.load(lu, n, from, to, from);
            int[] pivots = new int[to - from];
            for (int k = from; k < to; k++) {
                pivots[k - from] = eliminate(panel.columns, k, from, to);
            }
            panel.store(lu, n, from, to, from);
            for (int k = from; k < to; k++) {
                exchange(k, pivots[k - from], 0, from);
                exchange(k, pivots[k - from], to, n);
            }
            if (to < n) {
                substituteRows(lu, n, from, to, lu, n, to, n, false, true);
                Gemm.dgemm(false, false, n - to, n - to, to - from, HostPanel.negated(lu, n, to, n - to, from, to - from), 0,
                        to - from, lu, from * n + to, n, 1, lu, to * n + to, n);
            }
        }
    }

    private void eliminate(int k) {
        int pivot = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(lu[i * n + k]) > Math.abs(lu[pivot * n + k])) {
                pivot = i;
            }
        }
        note(k, pivot);
        for (int j = 0; pivot != k && j < n; j++) {
            double swap = lu[k * n + j];
            lu[k * n + j] = lu[pivot * n + j];
            lu[pivot * n + j] = swap;
        }
        double head = lu[k * n + k];
        if (head == 0) {
            singularAt = singularAt < 0 ? k : singularAt;
            return;
        }
        for (int i = k + 1; i < n; i++) {
            double factor = lu[i * n + k] /= head;
            for (int j = k + 1; factor != 0 && j < n; j++) {
                lu[i * n + j] -= factor * lu[k * n + j];
            }
        }
    }

    /** Notes that two rows are exchanged. */
    private void note(int k, int pivot) {
        if (pivot != k) {
            int swap = row[k];
            row[k] = row[pivot];
            row[pivot] = swap;
            parity = -parity;
        }
    }

    /** One column of a panel becomes one of L and U; those right of it in the panel follow. Returns the pivot's row. */
    private int eliminate(double[][] columns, int k, int from, int to) {
        double[] column = columns[k - from];
        int pivot = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(column[i]) > Math.abs(column[pivot])) {
                pivot = i;
            }
        }
        note(k, pivot);
        for (int c = 0; pivot != k && c < to - from; c++) {
            double swap = columns[c][k];
            columns[c][k] = columns[c][pivot];
            columns[c][pivot] = swap;
        }
        double head = column[k];
        if (head == 0) {
            singularAt = singularAt < 0 ? k : singularAt;
            return pivot;
        }
        for (int i = k + 1; i < n; i++) {
            column[i] /= head;
        }
        for (int c = k + 1 - from; c < to - from; c++) {
            HostPanel.subtract(columns[c], columns[c][k], column, k + 1, n);
        }
        return pivot;
    }

    private void exchange(int k, int pivot, int from, int to) {
        if (pivot != k) {
            double[] kept = Arrays.copyOfRange(lu, k * n + from, k * n + to);
            System.arraycopy(lu, pivot * n + from, lu, k * n + from, to - from);
            System.arraycopy(kept, 0, lu, pivot * n + from, to - from);
        }
    }

    /** Complains about a singular matrix. */
    HostLu requireRegular(String name, String advice) {
        if (singularAt >= 0) {
            throw new IllegalArgumentException(op + ": " + name + " is singular (column " + singularAt
                    + " is a combination of those before it); " + advice);
        }
        return this;
    }

    double determinant() {
        double product = parity;
        for (int i = 0; i < n; i++) {
            product *= lu[i * n + i];
        }
        return product;
    }

    /** The determinant's sign, and the logarithm of its absolute value. */
    double[] signAndLog() {
        double sign = parity;
        double log = 0;
        for (int i = 0; i < n; i++) {
            sign *= Math.signum(lu[i * n + i]);
            log += Math.log(Math.abs(lu[i * n + i]));
        }
        return new double[] {sign, log};
    }

    /** The solution X of A X = B for a right side of so many columns. */
    double[] solve(double[] right, int columns) {
        double[] x = new double[n * columns];
        for (int i = 0; i < n; i++) {
            System.arraycopy(right, row[i] * columns, x, i * columns, columns);
        }
        substitute(op, lu, n, x, columns, false, true);
        substitute(op, lu, n, x, columns, true, false);
        return x;
    }

    /**
     * Solves a triangular system in place: by rows of the solution in blocks, into which those that are known enter by a
     * matrix product.
     *
     * @param x    the right side, which becomes the solution
     * @param unit whether the diagonal counts as 1, whatever it holds
     */
    static void substitute(String op, double[] triangle, int n, double[] x, int columns, boolean upper, boolean unit) {
        if (n <= HostPanel.SMALL) {
            substituteSmall(triangle, n, x, columns, upper, unit);
            return;
        }
        if (columns == 1) {
            substituteVector(op, triangle, n, x, upper, unit);
            return;
        }
        for (int done = 0; done < n; done += HostPanel.WIDTH) {
            Interruption.poll(op);
            int rows = Math.min(HostPanel.WIDTH, n - done);
            int from = upper ? n - done - rows : done;
            if (done > 0) {
                int known = upper ? n - done : 0;
                Gemm.dgemm(false, false, rows, columns, done, HostPanel.negated(triangle, n, from, rows, known, done), 0, done,
                        x, known * columns, columns, 1, x, from * columns, columns);
            }
            substituteRows(triangle, n, from, from + rows, x, columns, 0, columns, upper, unit);
        }
    }

    private static void substituteSmall(double[] triangle, int n, double[] x, int columns, boolean upper, boolean unit) {
        for (int step = 0; step < n; step++) {
            int i = upper ? n - 1 - step : step;
            for (int k = upper ? i + 1 : 0; k < (upper ? n : i); k++) {
                double factor = triangle[i * n + k];
                for (int j = 0; factor != 0 && j < columns; j++) {
                    x[i * columns + j] -= factor * x[k * columns + j];
                }
            }
            for (int j = 0; !unit && j < columns; j++) {
                x[i * columns + j] /= triangle[i * n + i];
            }
        }
    }

    private static void substituteVector(String op, double[] triangle, int n, double[] x, boolean upper, boolean unit) {
        double[] line = new double[n];
        for (int step = 0; step < n; step++) {
            Pieces.poll(op, step, n);
            int i = upper ? n - 1 - step : step;
            int from = upper ? i + 1 : 0;
            int to = upper ? n : i;
            System.arraycopy(triangle, i * n + from, line, from, to - from);
            x[i] -= HostPanel.dot(line, x, from, to);
            if (!unit) {
                x[i] /= triangle[i * n + i];
            }
        }
    }

    /** Solves for some rows of x, in some of its columns, by the square block of the triangle on its diagonal. */
    private static void substituteRows(double[] triangle, int n, int from, int to, double[] x, int stride, int firstColumn,
                                       int lastColumn, boolean upper, boolean unit) {
        double[][] rows = new double[to - from][];
        for (int i = from; i < to; i++) {
            rows[i - from] = Arrays.copyOfRange(x, i * stride + firstColumn, i * stride + lastColumn);
        }
        for (int step = 0; step < to - from; step++) {
            int i = upper ? to - 1 - step : from + step;
            double[] solved = rows[i - from];
            for (int k = upper ? i + 1 : from; k < (upper ? to : i); k++) {
                HostPanel.subtract(solved, triangle[i * n + k], rows[k - from], 0, solved.length);
            }
            double head = unit ? 1 : triangle[i * n + i];
            for (int j = 0; head != 1 && j < solved.length; j++) {
                solved[j] /= head;
            }
            System.arraycopy(solved, 0, x, i * stride + firstColumn, solved.length);
        }
    }
}
