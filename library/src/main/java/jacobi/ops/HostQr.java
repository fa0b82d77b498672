package jacobi.ops;

/**
 * A = Q R by Householder's reflections (Golub and Van Loan, section 5.2), with the diagonal of R not negative, which makes
 * the two unique for a matrix of full rank.
 */
final class HostQr {
    private HostQr() {
    }

    /**
     * Q, m by k, then R, k by n, where k is the smaller of m and n.
     *
     * @param a row-major, m by n
     */
    static double[] packed(double[] a, int m, int n) {
        int k = Math.min(m, n);
        double[][] reflections = new double[k][];
        for (int j = 0; j < k; j++) {
            reflections[j] = reflection(a, m, n, j);
            reflect(a, m, n, j, j, reflections[j]);
        }
        double[] q = new double[m * k];
        for (int i = 0; i < k; i++) {
            q[i * k + i] = 1;
        }
        for (int j = k - 1; j >= 0; j--) {
            reflect(q, m, k, j, 0, reflections[j]);
        }
        double[] out = new double[m * k + k * n];
        for (int i = 0; i < k; i++) {
            double sign = a[i * n + i] < 0 ? -1 : 1;
            for (int row = 0; row < m; row++) {
                out[row * k + i] = sign * q[row * k + i];
            }
            for (int j = i; j < n; j++) {
                out[m * k + i * n + j] = sign * a[i * n + j];
            }
        }
        return out;
    }

    /** The unit vector of the mirror that makes column j 0 below the diagonal; null where it is 0 already. */
    private static double[] reflection(double[] a, int m, int n, int j) {
        double largest = 0;
        for (int i = j; i < m; i++) {
            largest = Math.max(largest, Math.abs(a[i * n + j]));
        }
        if (largest == 0) {
            return null;
        }
        double[] v = new double[m - j];
        double squares = 0;
        for (int i = j; i < m; i++) {
            v[i - j] = a[i * n + j] / largest;
            squares += v[i - j] * v[i - j];
        }
        double length = Math.sqrt(squares);
        squares -= v[0] * v[0];
        v[0] += Math.copySign(length, v[0]);
        double norm = Math.sqrt(squares + v[0] * v[0]);
        for (int i = 0; i < v.length; i++) {
            v[i] /= norm;
        }
        return v;
    }

    /** Reflects the columns from {@code first} on, of the rows from j on. */
    private static void reflect(double[] a, int m, int n, int j, int first, double[] v) {
        if (v == null) {
            return;
        }
        double[] along = new double[n];
        for (int i = j; i < m; i++) {
            for (int c = first; c < n; c++) {
                along[c] += v[i - j] * a[i * n + c];
            }
        }
        for (int i = j; i < m; i++) {
            for (int c = first; c < n; c++) {
                a[i * n + c] -= 2 * v[i - j] * along[c];
            }
        }
    }
}
