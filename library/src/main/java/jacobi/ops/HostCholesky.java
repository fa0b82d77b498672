package jacobi.ops;

import jacobi.Interruption;
import jacobi.backend.cpu.Gemm;
import jacobi.backend.cpu.Pieces;

/** A = L L^T, panel by panel (Golub and Van Loan: "Matrix Computations", section 4.2). */
final class HostCholesky {
    private HostCholesky() {
    }

    /** L of the symmetric part of a matrix. */
    static double[] lower(double[] a, int n, String name) {
        double[] lower = new double[n * n];
        for (int i = 0; i < n; i++) {
            Pieces.poll("cholesky", i, n);
            for (int j = 0; j <= i; j++) {
                lower[i * n + j] = a[i * n + j] / 2 + a[j * n + i] / 2;
            }
        }
        if (n <= HostPanel.SMALL) {
            small(lower, n, name);
            return lower;
        }
        HostPanel panel = new HostPanel(n, n);
        for (int from = 0; from < n; from += HostPanel.WIDTH) {
            Interruption.poll("cholesky");
            int to = Math.min(n, from + HostPanel.WIDTH);
            if (from > 0) {
                // All columns before take part at once.
                double[] negated = HostPanel.negated(lower, n, from, to - from, 0, from);
                Gemm.dgemm(false, true, n - from, to - from, from, lower, from * n, n, negated, 0, from, 1,
                        lower, from * n + from, n);
            }
            panel.load(lower, n, from, to, from);
            for (int j = from; j < to; j++) {
                finish(panel.columns, j, from, to, n, name);
            }
            panel.store(lower, n, from, to, from);
        }
        return lower;
    }

    private static void finish(double[][] columns, int j, int from, int to, int n, String name) {
        double[] column = columns[j - from];
        double root = root(column[j], j, name);
        for (int i = from; i < j; i++) {
            column[i] = 0;
        }
        column[j] = root;
        for (int i = j + 1; i < n; i++) {
            column[i] /= root;
        }
        for (int next = j + 1; next < to; next++) {
            HostPanel.subtract(columns[next - from], column[next], column, next, n);
        }
    }

    private static double root(double head, int j, String name) {
        if (!(head > 0)) {
            throw new IllegalArgumentException("cholesky: " + name + " is not positive definite (its first "
                    + (j + 1) + " rows and columns are not); add a small number to its diagonal if it should be");
        }
        return Math.sqrt(head);
    }

    private static void small(double[] lower, int n, String name) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = lower[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i * n + k] * lower[j * n + k];
                }
                lower[i * n + j] = i == j ? root(sum, j, name) : sum / lower[j * n + j];
            }
        }
    }
}
