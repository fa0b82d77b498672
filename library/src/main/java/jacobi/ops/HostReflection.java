package jacobi.ops;

import jacobi.Interruption;
import jacobi.backend.cpu.Pieces;

/**
 * A reflection I - tau v v^T by Householder, which turns a vector into the direction of one axis (Golub and Van Loan,
 * section 5.1). Matrices are arrays of rows here, so that all loops run along rows.
 */
final class HostReflection {
    /** Elements of a matrix of size 1 that count as 0: quotients of still smaller ones would be inexact. */
    static final double NOTHING = 1e-200;

    /** The first element that the vector covers; v counts from there, and v[0] is 1. */
    final int first;
    final double[] v;
    /** 0 if there was nothing to reflect. */
    final double tau;
    /** What the vector's first element becomes; the others become 0. */
    final double head;

    /** @param v the vector to be reflected, of at least one element, which becomes that of the mirror */
    HostReflection(double[] v, int first) {
        this.v = v;
        this.first = first;
        double largest = 0;
        for (int i = 1; i < v.length; i++) {
            largest = Math.max(largest, Math.abs(v[i]));
        }
        if (largest < NOTHING) {
            tau = 0;
            head = v[0];
            v[0] = 1;
            return;
        }
        largest = Math.max(largest, Math.abs(v[0]));
        double squares = 0;
        for (double x : v) {
            squares += x / largest * (x / largest);
        }
        head = -Math.copySign(largest * Math.sqrt(squares), v[0]);
        double distance = v[0] - head;
        tau = -distance / head;
        v[0] = 1;
        for (int i = 1; i < v.length; i++) {
            v[i] /= distance;
        }
    }

    /**
     * Reflects the columns {@code from} to {@code to - 1} of a matrix.
     *
     * @param sum memory of at least {@code to} elements
     */
    void applyToColumns(double[][] rows, int from, int to, double[] sum) {
        if (tau == 0) {
            return;
        }
        java.util.Arrays.fill(sum, from, to, 0);
        for (int i = 0; i < v.length; i++) {
            addTo(sum, v[i], rows[first + i], from, to);
        }
        for (int i = 0; i < v.length; i++) {
            addTo(rows[first + i], -tau * v[i], sum, from, to);
        }
    }

    /** {@code to += factor * x}, of the elements {@code from} to {@code end - 1}. */
    static void addTo(double[] to, double factor, double[] x, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] += factor * x[i];
        }
    }

    /**
     * The product of reflections, the first of them on the left: columns with lengths of 1, orthogonal to each other.
     *
     * @param reflections in the order of their first elements; no two of them start at the same one
     */
    static double[][] product(HostReflection[] reflections, int rows, int columns) {
        double[][] product = new double[rows][columns];
        for (int i = 0; i < columns; i++) {
            product[i][i] = 1;
        }
        double[] sum = new double[columns];
        for (int k = reflections.length - 1; k >= 0; k--) {
            Interruption.poll("a decomposition");
            // The columns before are still those of the identity, and 0 where the mirror is not.
            reflections[k].applyToColumns(product, Math.min(columns, reflections[k].first), columns, sum);
        }
        return product;
    }

    static double[][] rows(double[] matrix, int m, int n) {
        double[][] rows = new double[m][];
        for (int i = 0; i < m; i++) {
            rows[i] = java.util.Arrays.copyOfRange(matrix, i * n, (i + 1) * n);
        }
        return rows;
    }

    static double[][] transposed(double[][] rows, int columns) {
        double[][] out = new double[columns][rows.length];
        for (int i = 0; i < rows.length; i++) {
            Pieces.poll("a decomposition", i, columns);
            for (int j = 0; j < columns; j++) {
                out[j][i] = rows[i][j];
            }
        }
        return out;
    }
}
