package jacobi.ops;

import jacobi.Interruption;
import jacobi.backend.cpu.Gemm;

/**
 * The exponential of a square matrix: halved until it is small, its Taylor series, and squared as often (Higham:
 * "Functions of Matrices", section 10.3), whose terms are grouped so that few products of matrices are needed (Paterson
 * and Stockmeyer).
 */
final class HostExp {
    /** The highest power. With a norm of at most 1/2, the next term is below 1e-19 of the sum. */
    private static final int TERMS = 16;
    private static final double[] FACTORIALS = new double[TERMS + 1];

    static {
        FACTORIALS[0] = 1;
        for (int i = 1; i <= TERMS; i++) {
            FACTORIALS[i] = FACTORIALS[i - 1] * i;
        }
    }

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
        double[] power1 = new double[n * n];
        for (int i = 0; i < power1.length; i++) {
            power1[i] = Math.scalb(a[i], -halvings);
        }
        double[] power2 = multiply(power1, power1, n);
        double[] power3 = multiply(power2, power1, n);
        double[] power4 = multiply(power2, power2, n);
        // Four terms at a time, the last ones first: (... + A^8 (1/8! + ...) + A^4 (1/4! + A/5! + ...) + 1/0! + A/1! + ...
        double[] sum = new double[n * n];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = power4[i] / FACTORIALS[TERMS];
        }
        for (int term = TERMS - 4; term >= 0; term -= 4) {
            sum = term == TERMS - 4 ? sum : multiply(power4, sum, n);
            double factor1 = 1 / FACTORIALS[term + 1];
            double factor2 = 1 / FACTORIALS[term + 2];
            double factor3 = 1 / FACTORIALS[term + 3];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += power1[i] * factor1 + power2[i] * factor2 + power3[i] * factor3;
            }
            for (int i = 0; i < n; i++) {
                sum[i * n + i] += 1 / FACTORIALS[term];
            }
        }
        for (int i = 0; i < halvings; i++) {
            sum = multiply(sum, sum, n);
        }
        return sum;
    }

    private static double[] multiply(double[] a, double[] b, int n) {
        Interruption.poll("matrixExp");
        double[] c = new double[n * n];
        int stride = Math.max(1, n);
        Gemm.dgemm(false, false, n, n, n, a, 0, stride, b, 0, stride, 0, c, 0, stride);
        return c;
    }
}
