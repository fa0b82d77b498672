package jacobi.ops;

import java.util.Arrays;
import jacobi.Interruption;

/**
 * The singular value decomposition A = U diag(s) V^T by one-sided rotations (Hestenes 1958; Golub and Van Loan, section
 * 8.6.3): columns of A are turned in pairs until all are orthogonal; then their lengths are s, and the turns make V.
 * Slower than other methods for large matrices, and the most exact one.
 */
final class HostSvd {
    private static final int MOST_SWEEPS = 60;
    /** The lengths of the matrix, of which rows is the larger; A is transposed where it is wide. */
    private final int rows;
    private final int columns;
    /** The columns of A, one after the other, which become those of U. */
    private final double[] u;
    /** The columns of V. */
    private final double[] v;
    private final double[] s;
    private final boolean wide;

    /** @param matrix row-major, m by n */
    HostSvd(String op, String name, double[] matrix, int m, int n) {
        requireFinite(op, name, matrix);
        wide = m < n;
        rows = Math.max(m, n);
        columns = Math.min(m, n);
        u = wide ? matrix : transposed(matrix, m, n);
        v = new double[columns * columns];
        s = new double[columns];
        for (int j = 0; j < columns; j++) {
            v[j * columns + j] = 1;
        }
        // Powers of two change no digit, and keep squares from overflowing.
        double largest = 0;
        for (double value : u) {
            largest = Math.max(largest, Math.abs(value));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        for (int i = 0; i < u.length; i++) {
            u[i] = Math.scalb(u[i], -exponent);
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && turn(op); sweep++) {
        }
        finish(exponent);
    }

    static void requireFinite(String op, String name, double[] matrix) {
        for (double value : matrix) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(op + ": " + name + " holds " + value
                        + ", and only finite numbers can be decomposed; find out which op produced it");
            }
        }
    }

    static double[] transposed(double[] matrix, int rows, int columns) {
        double[] out = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = matrix[i * columns + j];
            }
        }
        return out;
    }

    private static double dot(double[] a, int from, double[] b, int otherFrom, int n) {
        // Four sums, which do not wait for each other.
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            sum0 += a[from + i] * b[otherFrom + i];
            sum1 += a[from + i + 1] * b[otherFrom + i + 1];
            sum2 += a[from + i + 2] * b[otherFrom + i + 2];
            sum3 += a[from + i + 3] * b[otherFrom + i + 3];
        }
        for (; i < n; i++) {
            sum0 += a[from + i] * b[otherFrom + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** Turns each pair of columns once; says whether one was not orthogonal. */
    private boolean turn(String op) {
        boolean turned = false;
        double[] squares = new double[columns];
        for (int j = 0; j < columns; j++) {
            squares[j] = dot(u, j * rows, u, j * rows, rows);
        }
        for (int p = 0; p < columns; p++) {
            Interruption.poll(op);
            for (int q = p + 1; q < columns; q++) {
                double a = squares[p];
                double b = squares[q];
                double c = dot(u, p * rows, u, q * rows, rows);
                if (Math.abs(c) <= 1e-15 * Math.sqrt(rows) * Math.sqrt(a) * Math.sqrt(b) || Math.abs(c) < 1e-300) {
                    continue;
                }
                turned = true;
                double zeta = (b - a) / (2 * c);
                double tan = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
                double cos = 1 / Math.hypot(1, tan);
                rotate(u, p * rows, q * rows, rows, cos, cos * tan);
                rotate(v, p * columns, q * columns, columns, cos, cos * tan);
                squares[p] = Math.max(0, a - tan * c);
                squares[q] = b + tan * c;
            }
        }
        return turned;
    }

    static void rotate(double[] a, int p, int q, int n, double cos, double sin) {
        for (int i = 0; i < n; i++) {
            double left = a[p + i];
            double right = a[q + i];
            a[p + i] = cos * left - sin * right;
            a[q + i] = sin * left + cos * right;
        }
    }

    private void finish(int exponent) {
        for (int j = 0; j < columns; j++) {
            s[j] = Math.sqrt(dot(u, j * rows, u, j * rows, rows));
        }
        for (int j = 0; j < columns; j++) {
            int best = j;
            for (int k = j + 1; k < columns; k++) {
                best = s[k] > s[best] ? k : best;
            }
            swap(s, j, best, 1);
            swap(u, j, best, rows);
            swap(v, j, best, columns);
        }
        double negligible = columns == 0 ? 0 : s[0] * 1e-16 * rows;
        for (int j = 0; j < columns; j++) {
            if (s[j] > negligible) {
                scale(u, j * rows, rows, 1 / s[j]);
            } else {
                complete(j);
            }
            s[j] = Math.scalb(s[j], exponent);
        }
        for (int j = 0; j < columns; j++) {
            // The left vectors are those of the matrix as it was given.
            if (HostEigen.largestIsNegative(wide ? v : u, j * (wide ? columns : rows), wide ? columns : rows)) {
                scale(u, j * rows, rows, -1);
                scale(v, j * columns, columns, -1);
            }
        }
    }

    private static void scale(double[] a, int from, int n, double factor) {
        for (int i = 0; i < n; i++) {
            a[from + i] *= factor;
        }
    }

    private static void swap(double[] a, int i, int j, int n) {
        for (int k = 0; i != j && k < n; k++) {
            double kept = a[i * n + k];
            a[i * n + k] = a[j * n + k];
            a[j * n + k] = kept;
        }
    }

    /** Replaces a column of U that has no direction of its own: orthogonal to those before it. */
    private void complete(int j) {
        for (int unit = 0; unit < rows; unit++) {
            for (int i = 0; i < rows; i++) {
                u[j * rows + i] = i == unit ? 1 : 0;
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    double along = dot(u, k * rows, u, j * rows, rows);
                    for (int i = 0; i < rows; i++) {
                        u[j * rows + i] -= along * u[k * rows + i];
                    }
                }
            }
            double length = Math.sqrt(dot(u, j * rows, u, j * rows, rows));
            if (length > 0.5 / Math.sqrt(rows)) {
                scale(u, j * rows, rows, 1 / length);
                return;
            }
        }
    }

    double[] singularValues() {
        return s;
    }

    /** U, then s, then V^T, each row-major. */
    double[] packed() {
        double[] left = wide ? transposed(v, columns, columns) : transposed(u, columns, rows);
        double[] right = wide ? u : v;
        double[] out = new double[left.length + columns + right.length];
        System.arraycopy(left, 0, out, 0, left.length);
        System.arraycopy(s, 0, out, left.length, columns);
        System.arraycopy(right, 0, out, left.length + columns, right.length);
        return out;
    }

    /** sum of factor[k] * (column k of V) * (column k of U)^T, n by m: of inverses, the pseudo-inverse. */
    double[] combined(double[] factor) {
        double[] left = wide ? u : v;       // column k has the length n
        double[] right = wide ? v : u;      // column k has the length m
        int n = wide ? rows : columns;
        int m = wide ? columns : rows;
        double[] out = new double[n * m];
        for (int k = 0; k < columns; k++) {
            for (int i = 0; i < n; i++) {
                double scaled = factor[k] * left[k * n + i];
                for (int j = 0; j < m && scaled != 0; j++) {
                    out[i * m + j] += scaled * right[k * m + j];
                }
            }
        }
        return out;
    }

    /** The cofactors of a square matrix: U diag(products of all s but one) V^T, with the sign of U and V. */
    static double[] cofactors(double[] matrix, int n) {
        for (double value : matrix) {
            if (!Double.isFinite(value)) {
                double[] unknown = new double[n * n];
                Arrays.fill(unknown, Double.NaN);
                return unknown;
            }
        }
        HostSvd svd = new HostSvd("det", "the matrix of a gradient", matrix, n, n);
        double sign = new HostLu(svd.u.clone(), n).determinant() * new HostLu(svd.v.clone(), n).determinant() > 0 ? 1 : -1;
        double[] factor = new double[n];
        for (int k = 0; k < n; k++) {
            factor[k] = sign;
            for (int i = 0; i < n; i++) {
                factor[k] *= i == k ? 1 : svd.s[i];
            }
        }
        return transposed(svd.combined(factor), n, n);
    }
}
