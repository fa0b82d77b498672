package jacobi.ops;

import jacobi.Interruption;

/**
 * The exponential of a square matrix: halved until it is small, its Taylor series, and squared as often (Higham:
 * "Functions of Matrices", section 10.3).
 */
final class HostExp {
    /** With a norm of at most 1/2, the next term is below 1e-17 of the sum. */
    private static final int TERMS = 14;

    private HostExp() {
    }

    static double[] exp(double[] a, int n) {
        double norm = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.abs(a[i * n + j]);
            }
            norm = Math.max(norm, sum);
        }
        int halvings = norm > 0.5 && norm < Double.POSITIVE_INFINITY ? Math.max(0, Math.getExponent(norm) + 2) : 0;
        double[] small = new double[n * n];
        for (int i = 0; i < small.length; i++) {
            small[i] = Math.scalb(a[i], -halvings);
        }
        // Horner: I + A/1 (I + A/2 (I + A/3 ...
        double[] sum = new double[n * n];
        for (int term = TERMS; term >= 0; term--) {
            sum = term == TERMS ? sum : scaled(multiply(small, sum, n), 1.0 / (term + 1));
            for (int i = 0; i < n; i++) {
                sum[i * n + i] += 1;
            }
        }
        for (int i = 0; i < halvings; i++) {
            sum = multiply(sum, sum, n);
        }
        return sum;
    }

    private static double[] scaled(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
        return a;
    }

    private static double[] multiply(double[] a, double[] b, int n) {
        Interruption.poll("matrixExp");
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = a[i * n + k];
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += factor * b[k * n + j];
                }
            }
        }
        return c;
    }
}
