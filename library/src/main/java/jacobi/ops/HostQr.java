package jacobi.ops;

import jacobi.Interruption;
import jacobi.backend.cpu.Gemm;
import jacobi.backend.cpu.Pieces;
import java.util.Arrays;

/**
 * A = Q R by Householder's reflections (Golub and Van Loan: "Matrix Computations", section 5.2), with the diagonal of R
 * not negative, which makes the two unique for a matrix of full rank. The reflections of a panel are I - V T V^T together,
 * so that they reach all else by matrix products (Schreiber and Van Loan 1989).
 */
final class HostQr {
    private final String op;
    private final int m;
    private final int n;
    private final int k;
    private final double[] a;

    private HostQr(String op, double[] a, int m, int n) {
        this.op = op;
        this.a = a;
        this.m = m;
        this.n = n;
        this.k = Math.min(m, n);
    }

    /** The reflections that turn the columns of one panel, from a row on. */
    private record Block(int row, int rows, int count, double[] v, double[] t) {
        /** Reflects columns of a matrix, in the order of the columns or in the opposite one. */
        void apply(boolean inOrder, double[] a, int stride, int from, int to) {
            int columns = to - from;
            if (columns == 0) {
                return;
            }
            int at = row * stride + from;
            double[] along = new double[count * columns];
            Gemm.dgemm(true, false, count, columns, rows, v, 0, count, a, at, stride, 0, along, 0, columns);
            double[] amounts = new double[count * columns];
            Gemm.dgemm(inOrder, false, count, columns, count, t, 0, count, along, 0, columns, 0, amounts, 0, columns);
            Gemm.dgemm(false, false, rows, columns, count, v, 0, count, amounts, 0, columns, 1, a, at, stride);
        }
    }

    /**
     * Q, m by k, then R, k by n, where k is the smaller of m and n.
     *
     * @param a row-major, m by n; it becomes R
     */
    static double[] packed(String op, double[] a, int m, int n) {
        return new HostQr(op, a, m, n).decompose();
    }

    private double[] decompose() {
        double[] q = new double[m * k];
        for (int i = 0; i < k; i++) {
            q[i * k + i] = 1;
        }
        if (k <= HostPanel.SMALL && Math.max(m, n) <= 2 * HostPanel.SMALL) {
            small(q);
        } else {
            byPanels(q);
        }
        double[] out = new double[m * k + k * n];
        for (int i = 0; i < k; i++) {
            Pieces.poll(op, i, m);
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

    private void small(double[] q) {
        double[][] mirrors = new double[k][];
        double[] column = new double[m];
        double[] along = new double[n];
        for (int j = 0; j < k; j++) {
            for (int i = j; i < m; i++) {
                column[i] = a[i * n + j];
            }
            mirrors[j] = mirror(column, j);
            reflect(a, n, j, j, mirrors[j], along);
        }
        for (int j = k - 1; j >= 0; j--) {
            reflect(q, k, j, j, mirrors[j], along);
        }
    }

    /** Reflects the columns from {@code first} on, of the rows from j on. */
    private void reflect(double[] matrix, int stride, int j, int first, double[] v, double[] along) {
        Arrays.fill(along, 0);
        for (int i = j; i < m; i++) {
            for (int c = first; c < stride; c++) {
                along[c] += v[i] * matrix[i * stride + c];
            }
        }
        for (int i = j; i < m; i++) {
            double twice = 2 * v[i];
            for (int c = first; c < stride; c++) {
                matrix[i * stride + c] -= twice * along[c];
            }
        }
    }

    private void byPanels(double[] q) {
        Block[] blocks = new Block[Math.ceilDiv(k, HostPanel.WIDTH)];
        HostPanel panel = new HostPanel(m, k);
        for (int b = 0; b < blocks.length; b++) {
            Interruption.poll(op);
            int from = b * HostPanel.WIDTH;
            int to = Math.min(k, from + HostPanel.WIDTH);
            panel.load(a, n, from, to, from);
            blocks[b] = reflect(panel.columns, from, to);
            panel.store(a, n, from, to, from);
            blocks[b].apply(true, a, n, to, n);
        }
        for (int b = blocks.length - 1; b >= 0; b--) {
            Interruption.poll(op);
            // The columns before are still those of the identity.
            blocks[b].apply(false, q, k, blocks[b].row, k);
        }
    }

    /** Makes the columns of a panel 0 below the diagonal. */
    private Block reflect(double[][] columns, int from, int to) {
        int count = to - from;
        double[][] mirrors = new double[count][];
        double[] t = new double[count * count];
        for (int c = 0; c < count; c++) {
            Interruption.poll(op);
            int j = from + c;
            double[] v = mirror(columns[c], j);
            for (int next = c; next < count; next++) {
                HostPanel.subtract(columns[next], 2 * HostPanel.dot(v, columns[next], j, m), v, j, m);
            }
            // T becomes longer by a column, -T V^T 2 v and 2. All of it is kept with the opposite sign.
            for (int i = 0; i < c; i++) {
                double along = 2 * HostPanel.dot(mirrors[i], v, j, m);
                for (int r = 0; r <= i; r++) {
                    t[r * count + c] += -t[r * count + i] * along;
                }
            }
            t[c * count + c] = -2;
            mirrors[c] = v;
        }
        double[] flat = new double[(m - from) * count];
        for (int i = from; i < m; i++) {
            Pieces.poll(op, i, count);
            for (int c = 0; c < count; c++) {
                flat[(i - from) * count + c] = mirrors[c][i];
            }
        }
        return new Block(from, m - from, count, flat, t);
    }

    /** The unit vector of the mirror that makes a column 0 below row j; 0 where it is 0 already. */
    private double[] mirror(double[] column, int j) {
        double[] v = new double[m];
        double largest = 0;
        for (int i = j; i < m; i++) {
            largest = Math.max(largest, Math.abs(column[i]));
        }
        if (largest == 0) {
            return v;
        }
        for (int i = j; i < m; i++) {
            v[i] = column[i] / largest;
        }
        double squares = HostPanel.dot(v, v, j, m);
        double length = Math.sqrt(squares);
        squares -= v[j] * v[j];
        v[j] += Math.copySign(length, v[j]);
        double norm = Math.sqrt(squares + v[j] * v[j]);
        for (int i = j; i < m; i++) {
            v[i] /= norm;
        }
        return v;
    }
}
