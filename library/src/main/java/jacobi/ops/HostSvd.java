package jacobi.ops;

import java.util.Arrays;
import jacobi.Interruption;
import jacobi.backend.cpu.Gemm;
import jacobi.backend.cpu.Pieces;

/**
 * The singular value decomposition A = U diag(s) V^T. Reflections from both sides make A bidiagonal; implicit QR steps
 * make the elements beside the diagonal vanish (Golub and Kahan 1965). Steps without a shift keep small singular values
 * exact (Demmel and Kahan: "Accurate Singular Values of Bidiagonal Matrices", 1990). A much longer matrix is first reduced
 * to a square one (Chan: "An Improved Algorithm for Computing the Singular Value Decomposition", 1982).
 */
final class HostSvd {
    /** Steps for each singular value, of which two or three are usual. */
    private static final int MOST_STEPS = 60;
    /** How many times longer than wide a matrix is that is first made square. */
    private static final double TALL = 1.6;
    private static final double EPSILON = Math.ulp(1.0) / 2;
    /** An element beside the diagonal is 0 if that changes no singular value by more than this part of it. */
    private static final double TOLERANCE = 16 * EPSILON;

    private final String op;
    /** The lengths of the matrix, of which rows is the larger; A is transposed where it is wide. */
    private final int rows;
    private final int columns;
    private final boolean wide;
    private final double[] s;
    /** Element i stands right of s[i]. */
    private final double[] beside;
    /** Row k is the singular vector of s[k] with the length {@code rows}, or {@code columns}. Null for values only. */
    private double[][] u;
    private double[][] v;
    /** A lower bound of the singular values of the part in work, and an upper one of its elements. */
    private double smallest;
    private double largest;

    /** @param matrix row-major, m by n */
    HostSvd(String op, String name, double[] matrix, int m, int n) {
        this(op, name, matrix, m, n, true);
    }

    private HostSvd(String op, String name, double[] matrix, int m, int n, boolean withVectors) {
        requireFinite(op, name, matrix);
        this.op = op;
        wide = m < n;
        rows = Math.max(m, n);
        columns = Math.min(m, n);
        s = new double[columns];
        beside = new double[columns];
        double size = 0;
        for (double value : matrix) {
            size = Math.max(size, Math.abs(value));
        }
        int exponent = scaleDown(matrix, size);
        double[] tall = wide ? transposed(matrix, m, n) : matrix;
        if (rows < TALL * columns) {
            bidiagonalize(HostReflection.rows(tall, rows, columns), rows, withVectors);
            diagonalize();
        } else {
            // A = Q R: the square matrix R has the same singular values, and U is Q times that of R.
            double[] packed = HostQr.packed(op, tall, rows, columns);
            double[] r = Arrays.copyOfRange(packed, rows * columns, packed.length);
            bidiagonalize(HostReflection.rows(r, columns, columns), columns, withVectors);
            diagonalize();
            if (withVectors) {
                u = turned(u, packed);
            }
        }
        finish(exponent);
    }

    /** The singular values, the largest first, at a fraction of the work. */
    static double[] values(String op, String name, double[] matrix, int m, int n) {
        return new HostSvd(op, name, matrix, m, n, false).s;
    }

    static void requireFinite(String op, String name, double[] matrix) {
        for (double value : matrix) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(op + ": " + name + " holds " + value
                        + ", and only finite numbers can be decomposed; find out which op produced it");
            }
        }
    }

    /** Divides by a power of two, which changes no digit and keeps squares from overflowing; returns which. */
    static int scaleDown(double[] a, double largest) {
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        for (int i = 0; i < a.length && exponent != 0; i++) {
            a[i] = Math.scalb(a[i], -exponent);
        }
        return exponent;
    }

    static double[] transposed(double[] matrix, int rows, int columns) {
        double[] out = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            Pieces.poll("a decomposition", i, columns);
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = matrix[i * columns + j];
            }
        }
        return out;
    }

    /** Vectors, one in each row, of the length {@code columns}, times the transpose of the matrix Q. */
    private double[][] turned(double[][] vectors, double[] q) {
        double[] flat = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            System.arraycopy(vectors[i], 0, flat, i * columns, columns);
        }
        double[] product = new double[columns * rows];
        if (columns > 0) {
            Gemm.dgemm(false, true, columns, rows, columns, flat, 0, columns, q, 0, columns, 0, product, 0, rows);
        }
        return HostReflection.rows(product, columns, rows);
    }

    /** In turn: a column below the diagonal, then a row right of the element beside the diagonal. */
    private void bidiagonalize(double[][] a, int height, boolean withVectors) {
        HostReflection[] left = new HostReflection[columns];
        HostReflection[] right = new HostReflection[Math.max(0, columns - 2)];
        double[] sum = new double[columns];
        double[] mirror = new double[columns];
        for (int k = 0; k < columns; k++) {
            Interruption.poll(op);
            double[] column = new double[height - k];
            for (int i = k; i < height; i++) {
                column[i - k] = a[i][k];
            }
            left[k] = new HostReflection(column, k);
            s[k] = left[k].head;
            left[k].applyToColumns(a, k + 1, columns, sum);
            if (k == columns - 2) {
                beside[k] = a[k][k + 1];
            }
            if (k >= columns - 2) {
                continue;
            }
            right[k] = new HostReflection(Arrays.copyOfRange(a[k], k + 1, columns), k + 1);
            beside[k] = right[k].head;
            if (right[k].tau != 0) {
                System.arraycopy(right[k].v, 0, mirror, k + 1, columns - k - 1);
                for (int i = k + 1; i < height; i++) {
                    double along = HostPanel.dot(a[i], mirror, k + 1, columns);
                    HostReflection.addTo(a[i], -right[k].tau * along, mirror, k + 1, columns);
                }
            }
        }
        if (withVectors) {
            u = HostReflection.transposed(HostReflection.product(left, height, columns), columns);
            v = HostReflection.transposed(HostReflection.product(right, columns, columns), columns);
        }
    }

    private void diagonalize() {
        double[][] left = u;
        double[][] right = v;
        boolean turned = columns > 0 && Math.abs(s[0]) < Math.abs(s[columns - 1]);
        if (turned) {
            // Steps go from large elements to small ones. From behind, the matrix is its transpose.
            reverse(s, columns);
            reverse(beside, columns - 1);
            if (u != null) {
                left = reversed(v);
                right = reversed(u);
            }
        }
        HostRotations lefts = left == null ? null : new HostRotations(left);
        HostRotations rights = right == null ? null : new HostRotations(right);
        for (int last = columns - 1, step = 0; last > 0; ) {
            int first = last;
            while (first > 0 && !isNegligible(first - 1)) {
                first--;
            }
            if (first > 0) {
                beside[first - 1] = 0;
            }
            if (first == last || step == MOST_STEPS) {
                last--;
                step = 0;
            } else {
                Interruption.poll(op);
                if (!split(first, last)) {
                    step(first, last, lefts, rights);
                    step++;
                }
            }
        }
        if (lefts != null) {
            lefts.apply();
            rights.apply();
            u = turned ? right : left;
            v = turned ? left : right;
        }
    }

    private static void reverse(double[] a, int n) {
        for (int i = 0, j = n - 1; i < j; i++, j--) {
            double kept = a[i];
            a[i] = a[j];
            a[j] = kept;
        }
    }

    private static double[][] reversed(double[][] rows) {
        return Arrays.asList(rows).reversed().toArray(new double[0][]);
    }

    private boolean isNegligible(int i) {
        double size = Math.abs(beside[i]);
        return size <= EPSILON * Math.min(Math.abs(s[i]), Math.abs(s[i + 1])) || size < HostReflection.NOTHING;
    }

    /**
     * Makes an element beside the diagonal 0 if that changes no singular value by more than a hair's breadth of itself,
     * which lower bounds of the singular values of the part up to each element tell (Demmel and Kahan, section 4).
     */
    private boolean split(int first, int last) {
        smallest = Math.abs(s[first]);
        largest = smallest;
        double bound = smallest;
        for (int i = first; i < last; i++) {
            double off = Math.abs(beside[i]);
            if (off <= TOLERANCE * bound || i == last - 1 && off <= TOLERANCE * Math.abs(s[last])) {
                beside[i] = 0;
                return true;
            }
            bound = bound == 0 ? 0 : Math.abs(s[i + 1]) * (bound / (bound + off));
            smallest = Math.min(smallest, bound);
            largest = Math.max(largest, Math.max(Math.abs(s[i + 1]), off));
        }
        return false;
    }

    /** A QR step on the elements {@code first} to {@code last}. */
    private void step(int first, int last, HostRotations lefts, HostRotations rights) {
        double shift = 0;
        if (columns * TOLERANCE * (smallest / largest) > EPSILON) {
            shift = smallerValue(s[last - 1], beside[last - 1], s[last]);
            double part = shift / Math.abs(s[first]);
            shift = part * part < EPSILON ? 0 : shift;
        }
        if (shift == 0) {
            stepWithoutShift(first, last, lefts, rights);
        } else {
            stepWithShift(first, last, shift, lefts, rights);
        }
    }

    /** The smaller singular value of the triangle with p and r on the diagonal and q beside it, without cancellation. */
    private static double smallerValue(double p, double q, double r) {
        double f = Math.abs(p);
        double g = Math.abs(q);
        double h = Math.abs(r);
        double low = Math.min(f, h);
        double high = Math.max(f, h);
        if (low == 0) {
            return 0;
        }
        // Its product with the larger value is f h, and the larger one is the mean of two lengths.
        double larger = (Math.hypot(high + low, g) + Math.hypot(high - low, g)) / 2;
        return low * (high / larger);
    }

    private void stepWithShift(int first, int last, double shift, HostRotations lefts, HostRotations rights) {
        double f = (Math.abs(s[first]) - shift) * (Math.copySign(1, s[first]) + shift / s[first]);
        double g = beside[first];
        for (int i = first; i < last; i++) {
            double r = length(f, g);
            double c = r == 0 ? 1 : f / r;
            double d = r == 0 ? 0 : g / r;
            if (i > first) {
                beside[i - 1] = r;
            }
            f = c * s[i] + d * beside[i];
            beside[i] = c * beside[i] - d * s[i];
            g = d * s[i + 1];
            s[i + 1] *= c;
            add(rights, i, c, d);
            r = length(f, g);
            c = r == 0 ? 1 : f / r;
            d = r == 0 ? 0 : g / r;
            s[i] = r;
            f = c * beside[i] + d * s[i + 1];
            s[i + 1] = c * s[i + 1] - d * beside[i];
            if (i < last - 1) {
                g = d * beside[i + 1];
                beside[i + 1] *= c;
            }
            add(lefts, i, c, d);
        }
        beside[last - 1] = f;
    }

    private void stepWithoutShift(int first, int last, HostRotations lefts, HostRotations rights) {
        double c = 1;
        double cLeft = 1;
        double dLeft = 0;
        for (int i = first; i < last; i++) {
            double f = s[i] * c;
            double r = length(f, beside[i]);
            c = r == 0 ? 1 : f / r;
            double d = r == 0 ? 0 : beside[i] / r;
            if (i > first) {
                beside[i - 1] = dLeft * r;
            }
            add(rights, i, c, d);
            f = cLeft * r;
            double g = s[i + 1] * d;
            r = length(f, g);
            cLeft = r == 0 ? 1 : f / r;
            dLeft = r == 0 ? 0 : g / r;
            s[i] = r;
            add(lefts, i, cLeft, dLeft);
        }
        double h = s[last] * c;
        s[last] = h * cLeft;
        beside[last - 1] = h * dLeft;
    }

    /** Elements are at most about 1; 0 if both are next to nothing, so that quotients by the length are exact. */
    private static double length(double a, double b) {
        double squares = a * a + b * b;
        double length = squares > 1e-280 ? Math.sqrt(squares) : Math.hypot(a, b);
        return length < HostReflection.NOTHING ? 0 : length;
    }

    private static void add(HostRotations rotations, int i, double c, double s) {
        if (rotations != null) {
            rotations.add(i, c, s);
        }
    }

    /** The order of numbers, stable. */
    static int[] order(double[] values, boolean descending) {
        LineSort sort = new LineSort(values.length, descending, 0).load(values, 0, 1).sort();
        int[] order = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = sort.sortedAt(i);
        }
        return order;
    }

    /** No singular value is negative, the largest comes first, and signs are chosen always in the same way. */
    private void finish(int exponent) {
        for (int j = 0; j < columns; j++) {
            if (s[j] < 0) {
                s[j] = -s[j];
                negate(v, j);
            }
            s[j] = Math.scalb(Math.abs(s[j]), exponent);
        }
        int[] order = order(s, true);
        double[] values = s.clone();
        for (int j = 0; j < columns; j++) {
            s[j] = values[order[j]];
        }
        if (u == null) {
            return;
        }
        double[][] left = u.clone();
        double[][] right = v.clone();
        for (int j = 0; j < columns; j++) {
            u[j] = left[order[j]];
            v[j] = right[order[j]];
            // The left vectors are those of the matrix as it was given.
            if (HostEigen.largestIsNegative(wide ? v[j] : u[j])) {
                negate(u, j);
                negate(v, j);
            }
        }
    }

    private static void negate(double[][] vectors, int j) {
        for (int i = 0; vectors != null && i < vectors[j].length; i++) {
            vectors[j][i] = -vectors[j][i];
        }
    }

    double[] singularValues() {
        return s;
    }

    /** U, then s, then V^T, each row-major. */
    double[] packed() {
        double[][] left = wide ? v : u;
        double[][] right = wide ? u : v;
        int m = wide ? columns : rows;
        int n = wide ? rows : columns;
        double[] out = new double[m * columns + columns + columns * n];
        for (int k = 0; k < columns; k++) {
            for (int i = 0; i < m; i++) {
                out[i * columns + k] = left[k][i];
            }
            System.arraycopy(right[k], 0, out, m * columns + columns + k * n, n);
        }
        System.arraycopy(s, 0, out, m * columns, columns);
        return out;
    }

    /** sum of factor[k] * (column k of V) * (column k of U)^T, n by m: of inverses, the pseudo-inverse. */
    double[] combined(double[] factor) {
        double[][] left = wide ? u : v;       // vector k has the length n
        double[][] right = wide ? v : u;      // vector k has the length m
        int n = wide ? rows : columns;
        int m = wide ? columns : rows;
        double[] scaled = new double[n * columns];
        double[] rights = new double[columns * m];
        for (int k = 0; k < columns; k++) {
            Pieces.poll(op, k, m + n);
            for (int i = 0; i < n; i++) {
                scaled[i * columns + k] = factor[k] * left[k][i];
            }
            System.arraycopy(right[k], 0, rights, k * m, m);
        }
        double[] out = new double[n * m];
        if (columns > 0 && m > 0) {
            Gemm.dgemm(false, false, n, m, columns, scaled, 0, columns, rights, 0, m, 0, out, 0, m);
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
        double sign = determinant(svd.u) * determinant(svd.v) > 0 ? 1 : -1;
        double[] factor = new double[n];
        for (int k = 0; k < n; k++) {
            factor[k] = sign;
            for (int i = 0; i < n; i++) {
                factor[k] *= i == k ? 1 : svd.s[i];
            }
        }
        return transposed(svd.combined(factor), n, n);
    }

    private static double determinant(double[][] rows) {
        int n = rows.length;
        double[] flat = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows[i], 0, flat, i * n, n);
        }
        return new HostLu("det", flat, n).determinant();
    }
}
