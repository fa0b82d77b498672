package jacobi.ops;

/**
 * A square matrix as a product of a lower and an upper triangle, with rows exchanged so that the largest element of a
 * column is its pivot (Golub and Van Loan: "Matrix Computations", section 3.4).
 */
final class HostLu {
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
    HostLu(double[] matrix, int n) {
        this.n = n;
        lu = matrix;
        row = new int[n];
        for (int i = 0; i < n; i++) {
            row[i] = i;
        }
        for (int k = 0; k < n; k++) {
            eliminate(k);
        }
    }

    private void eliminate(int k) {
        int pivot = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(lu[i * n + k]) > Math.abs(lu[pivot * n + k])) {
                pivot = i;
            }
        }
        if (pivot != k) {
            for (int j = 0; j < n; j++) {
                double swap = lu[k * n + j];
                lu[k * n + j] = lu[pivot * n + j];
                lu[pivot * n + j] = swap;
            }
            int swap = row[k];
            row[k] = row[pivot];
            row[pivot] = swap;
            parity = -parity;
        }
        double head = lu[k * n + k];
        if (head == 0) {
            singularAt = singularAt < 0 ? k : singularAt;
            return;
        }
        for (int i = k + 1; i < n; i++) {
            double factor = lu[i * n + k] /= head;
            if (factor != 0) {
                for (int j = k + 1; j < n; j++) {
                    lu[i * n + j] -= factor * lu[k * n + j];
                }
            }
        }
    }

    /** Complains about a singular matrix. */
    HostLu requireRegular(String op, String name, String advice) {
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
        substitute(lu, n, x, columns, false, true);
        substitute(lu, n, x, columns, true, false);
        return x;
    }

    /**
     * Solves a triangular system in place.
     *
     * @param x    the right side, which becomes the solution
     * @param unit whether the diagonal counts as 1, whatever it holds
     */
    static void substitute(double[] triangle, int n, double[] x, int columns, boolean upper, boolean unit) {
        for (int step = 0; step < n; step++) {
            int i = upper ? n - 1 - step : step;
            for (int k = upper ? i + 1 : 0; k < (upper ? n : i); k++) {
                double factor = triangle[i * n + k];
                if (factor != 0) {
                    for (int j = 0; j < columns; j++) {
                        x[i * columns + j] -= factor * x[k * columns + j];
                    }
                }
            }
            if (!unit) {
                double head = triangle[i * n + i];
                for (int j = 0; j < columns; j++) {
                    x[i * columns + j] /= head;
                }
            }
        }
    }
}
