package jacobi.ops;

import java.util.Arrays;
import java.util.Comparator;
import jacobi.Interruption;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by rotations that make one pair of elements off the diagonal 0 after
 * the other (Jacobi 1846; Golub and Van Loan, section 8.5).
 */
final class HostEigen {
    private static final int MOST_SWEEPS = 60;

    private HostEigen() {
    }

    /**
     * The eigenvalues in increasing order, then the matrix whose columns are the eigenvectors.
     *
     * @param a row-major, n by n; its symmetric part counts
     */
    static double[] packed(String op, String name, double[] a, int n) {
        HostSvd.requireFinite(op, name, a);
        double size = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double mean = a[i * n + j] / 2 + a[j * n + i] / 2;
                a[i * n + j] = mean;
                a[j * n + i] = mean;
                size = Math.max(size, Math.abs(mean));
            }
        }
        double[] vectors = new double[n * n];
        for (int i = 0; i < n; i++) {
            vectors[i * n + i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && turn(op, a, vectors, n, 1e-17 * size); sweep++) {
        }
        return sorted(a, vectors, n);
    }

    /** Turns each pair of axes once; says whether one had an element off the diagonal that matters. */
    private static boolean turn(String op, double[] a, double[] vectors, int n, double nothing) {
        boolean turned = false;
        for (int p = 0; p < n; p++) {
            Interruption.poll(op);
            for (int q = p + 1; q < n; q++) {
                double off = a[p * n + q];
                if (Math.abs(off) <= nothing) {
                    continue;
                }
                turned = true;
                double zeta = (a[q * n + q] - a[p * n + p]) / (2 * off);
                double tan = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
                double cos = 1 / Math.hypot(1, tan);
                double sin = cos * tan;
                HostSvd.rotate(a, p * n, q * n, n, cos, sin);
                for (int i = 0; i < n; i++) {
                    double left = a[i * n + p];
                    double right = a[i * n + q];
                    a[i * n + p] = cos * left - sin * right;
                    a[i * n + q] = sin * left + cos * right;
                }
                a[p * n + q] = 0;
                a[q * n + p] = 0;
                HostSvd.rotate(vectors, p * n, q * n, n, cos, sin);
            }
        }
        return turned;
    }

    private static double[] sorted(double[] a, double[] vectors, int n) {
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> a[i * n + i]));
        double[] out = new double[n + n * n];
        for (int j = 0; j < n; j++) {
            int from = order[j];
            out[j] = a[from * n + from];
            double sign = largestIsNegative(vectors, from * n, n) ? -1 : 1;
            for (int i = 0; i < n; i++) {
                out[n + i * n + j] = sign * vectors[from * n + i];
            }
        }
        return out;
    }

    /** Whether the element with the largest absolute value, the first of equal ones, is below 0. */
    static boolean largestIsNegative(double[] a, int from, int n) {
        int largest = from;
        for (int i = from; i < from + n; i++) {
            // A hair's breadth, so that rounding does not decide between equal ones.
            largest = Math.abs(a[i]) > Math.abs(a[largest]) * (1 + 1e-9) ? i : largest;
        }
        return n > 0 && a[largest] < 0;
    }
}
