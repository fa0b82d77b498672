package jacobi.ops;

import jacobi.Interruption;
import jacobi.backend.cpu.Pieces;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix. Reflections make it tridiagonal; implicit QL steps with shifts
 * make the elements beside the diagonal vanish (Golub and Van Loan, section 8.3; Parlett: "The Symmetric Eigenvalue
 * Problem", chapters 7 and 8).
 */
final class HostEigen {
    private static final int MOST_STEPS = 60;

    private final String op;
    private final int n;
    private final double[] diagonal;
    /** Element i stands between diagonal elements i and i + 1. */
    private final double[] beside;
    /** Row k is eigenvector k; null if only the eigenvalues are wanted. */
    private double[][] vectors;

    private HostEigen(String op, double[] a, int n, boolean withVectors) {
        this.op = op;
        this.n = n;
        diagonal = new double[n];
        beside = new double[n];
        double[][] rows = HostReflection.rows(a, n, n);
        HostReflection[] reflections = tridiagonalize(rows);
        if (withVectors) {
            vectors = HostReflection.transposed(HostReflection.product(reflections, n, n), n);
        }
        if (n > 0 && Math.abs(diagonal[0]) > Math.abs(diagonal[n - 1])) {
            // Small elements come first: the steps go from the end to the start, and lose the least this way.
            turnRound();
        }
        diagonalize();
    }

    /**
     * The eigenvalues in increasing order, then the matrix whose columns are the eigenvectors.
     *
     * @param a row-major, n by n; its symmetric part counts
     */
    static double[] packed(String op, String name, double[] a, int n) {
        int exponent = symmetrize(op, name, a, n);
        HostEigen eigen = new HostEigen(op, a, n, true);
        int[] order = HostSvd.order(eigen.diagonal, false);
        double[] out = new double[n + n * n];
        for (int j = 0; j < n; j++) {
            Pieces.poll(op, j, n);
            double[] vector = eigen.vectors[order[j]];
            out[j] = Math.scalb(eigen.diagonal[order[j]], exponent);
            double sign = largestIsNegative(vector) ? -1 : 1;
            for (int i = 0; i < n; i++) {
                out[n + i * n + j] = sign * vector[i];
            }
        }
        return out;
    }

    /** The eigenvalues in increasing order, at a fraction of the work. */
    static double[] values(String op, String name, double[] a, int n) {
        int exponent = symmetrize(op, name, a, n);
        double[] values = new HostEigen(op, a, n, false).diagonal;
        java.util.Arrays.sort(values);
        for (int i = 0; i < n; i++) {
            values[i] = Math.scalb(values[i], exponent);
        }
        return values;
    }

    /** Takes the symmetric part, and divides it by a power of two so that squares do not overflow; returns which. */
    private static int symmetrize(String op, String name, double[] a, int n) {
        HostSvd.requireFinite(op, name, a);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            Interruption.poll(op);
            for (int j = 0; j <= i; j++) {
                double mean = a[i * n + j] / 2 + a[j * n + i] / 2;
                a[i * n + j] = mean;
                a[j * n + i] = mean;
                largest = Math.max(largest, Math.abs(mean));
            }
        }
        return HostSvd.scaleDown(a, largest);
    }

    /** Column by column: what is left of it below the diagonal goes into one element, from both sides. */
    private HostReflection[] tridiagonalize(double[][] a) {
        HostReflection[] reflections = new HostReflection[Math.max(0, n - 2)];
        double[] along = new double[n];
        double[] v = new double[n];
        for (int k = 0; k < n; k++) {
            Interruption.poll(op);
            diagonal[k] = a[k][k];
            if (k == n - 2) {
                beside[k] = a[k][k + 1];
            }
            if (k >= n - 2) {
                continue;
            }
            HostReflection reflection = new HostReflection(java.util.Arrays.copyOfRange(a[k], k + 1, n), k + 1);
            reflections[k] = reflection;
            beside[k] = reflection.head;
            if (reflection.tau == 0) {
                continue;
            }
            // At the places of the matrix, so that all arrays of a loop share their index.
            System.arraycopy(reflection.v, 0, v, k + 1, n - k - 1);
            java.util.Arrays.fill(along, k + 1, n, 0);
            for (int i = k + 1; i < n; i++) {
                HostReflection.addTo(along, reflection.tau * v[i], a[i], k + 1, n);
            }
            double inner = 0;
            for (int i = k + 1; i < n; i++) {
                inner += along[i] * v[i];
            }
            HostReflection.addTo(along, -reflection.tau * inner / 2, v, k + 1, n);
            for (int i = k + 1; i < n; i++) {
                subtract(a[i], v[i], along, along[i], v, k + 1);
            }
        }
        return reflections;
    }

    private static void subtract(double[] row, double p, double[] x, double q, double[] y, int from) {
        for (int i = from; i < row.length; i++) {
            row[i] -= p * x[i] + q * y[i];
        }
    }

    private void turnRound() {
        for (int i = 0, j = n - 1; i < j; i++, j--) {
            double kept = diagonal[i];
            diagonal[i] = diagonal[j];
            diagonal[j] = kept;
            if (vectors != null) {
                double[] row = vectors[i];
                vectors[i] = vectors[j];
                vectors[j] = row;
            }
        }
        for (int i = 0, j = n - 2; i < j; i++, j--) {
            double kept = beside[i];
            beside[i] = beside[j];
            beside[j] = kept;
        }
    }

    private boolean isNegligible(int i) {
        double size = Math.abs(beside[i]);
        return size <= Math.ulp(1.0) / 2 * Math.sqrt(Math.abs(diagonal[i])) * Math.sqrt(Math.abs(diagonal[i + 1]))
                || size < HostReflection.NOTHING;
    }

    private void diagonalize() {
        HostRotations rotations = vectors == null ? null : new HostRotations(vectors);
        for (int first = 0; first < n; first++) {
            for (int step = 0; ; step++) {
                int last = first;
                while (last < n - 1 && !isNegligible(last)) {
                    last++;
                }
                if (last < n - 1) {
                    beside[last] = 0;
                }
                // After many steps the residue is at the level of rounding, and is left alone.
                if (last == first || step == MOST_STEPS) {
                    break;
                }
                Interruption.poll(op);
                step(first, last, rotations);
            }
        }
        if (rotations != null) {
            rotations.apply();
        }
    }

    /** One QL step on the elements {@code first} to {@code last}, with Wilkinson's shift. */
    private void step(int first, int last, HostRotations rotations) {
        double half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double shift = diagonal[first] - beside[first] / (half + Math.copySign(Math.hypot(half, 1), half));
        double bulge = diagonal[last] - shift;
        double c = 1;
        double s = 1;
        double moved = 0;
        for (int i = last - 1; i >= first; i--) {
            double f = s * beside[i];
            double b = c * beside[i];
            double r = Math.hypot(f, bulge);
            beside[i + 1] = r;
            if (r < HostReflection.NOTHING) {
                // The matrix falls apart here.
                beside[i + 1] = 0;
                diagonal[i + 1] -= moved;
                beside[last] = 0;
                return;
            }
            s = f / r;
            c = bulge / r;
            bulge = diagonal[i + 1] - moved;
            r = (diagonal[i] - bulge) * s + 2 * c * b;
            moved = s * r;
            diagonal[i + 1] = bulge + moved;
            bulge = c * r - b;
            if (rotations != null) {
                rotations.add(i, c, -s);
            }
        }
        diagonal[first] -= moved;
        beside[first] = bulge;
        beside[last] = 0;
    }

    /** Whether the element with the largest absolute value, the first of equal ones, is below 0. */
    static boolean largestIsNegative(double[] a) {
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            // A hair's breadth, so that rounding does not decide between equal ones.
            largest = Math.abs(a[i]) > Math.abs(a[largest]) * (1 + 1e-9) ? i : largest;
        }
        return a.length > 0 && a[largest] < 0;
    }
}
