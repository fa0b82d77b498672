package jacobi.backend.cpu;

import java.util.Arrays;

/**
 * Matrix products of {@code float} in plain Java. C2 vectorises a loop only where all arrays are indexed alike, so
 * rows of B and C are first copied to rows of their own; the inner loop then updates four rows of C with four rows of
 * B. The checks of the arguments are in {@link Gemm}.
 */
final class JavaSgemm {
    /** Rows of B packed at a time, and their length: together they fit the second-level cache. */
    private static final int DEPTH = 128;
    private static final int WIDTH = 512;
    /** Rows are padded to a multiple of this, so that the inner loop has no scalar rest. */
    private static final int LANES = 16;
    /** Products of fewer multiplications than this skip the copies. */
    private static final int SMALL = 512;

    private static final ThreadLocal<Rows> ROWS = ThreadLocal.withInitial(Rows::new);

    private JavaSgemm() {
    }

    /** The rows that one thread works on. */
    private static final class Rows {
        final float[][] b = new float[DEPTH][WIDTH];
        final float[][] c = new float[4][WIDTH];
    }

    /** C = op(A) op(B) + beta C, all row-major; op(A) is m by k, op(B) is k by n. Arguments have been checked. */
    static void multiply(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                         float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc) {
        int aRow = transA ? 1 : lda;
        int aColumn = transA ? lda : 1;
        int bRow = transB ? 1 : ldb;
        int bColumn = transB ? ldb : 1;
        if (n < 4 || (long) m * n * k < SMALL) {
            dots(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset, ldc);
            return;
        }
        var rows = ROWS.get();
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            for (int p = 0; p < k; p += DEPTH) {
                int depth = Math.min(DEPTH, k - p);
                pack(transB, width, depth, b, bOffset + p * bRow + j * bColumn, ldb, rows.b);
                panel(m, width, depth, a, aOffset + p * aColumn, aRow, aColumn, rows, p == 0 ? beta : 1,
                    c, cOffset + j, ldc);
            }
        }
    }

    /** One dot product per element, without any copy: for few columns and for small products. */
    private static void dots(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn,
                             float[] b, int bOffset, int bRow, int bColumn, float beta,
                             float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int x = aOffset + i * aRow;
                int y = bOffset + j * bColumn;
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                int p = 0;
                for (; p < k - 3; p += 4) {
                    s0 = Math.fma(a[x], b[y], s0);
                    s1 = Math.fma(a[x + aColumn], b[y + bRow], s1);
                    s2 = Math.fma(a[x + 2 * aColumn], b[y + 2 * bRow], s2);
                    s3 = Math.fma(a[x + 3 * aColumn], b[y + 3 * bRow], s3);
                    x += 4 * aColumn;
                    y += 4 * bRow;
                }
                for (; p < k; p++) {
                    s0 = Math.fma(a[x], b[y], s0);
                    x += aColumn;
                    y += bRow;
                }
                float sum = s0 + s1 + (s2 + s3);
                int z = cOffset + i * ldc + j;
                c[z] = beta == 0 ? sum : Math.fma(beta, c[z], sum);
            }
        }
    }

    private static void pack(boolean transB, int width, int depth, float[] b, int offset, int ldb, float[][] rows) {
        int padded = padded(width);
        for (int p = 0; p < depth; p++) {
            if (!transB) {
                System.arraycopy(b, offset + p * ldb, rows[p], 0, width);
            }
            Arrays.fill(rows[p], width, padded, 0);
        }
        if (transB) {
            packTransposed(width, depth, b, offset, ldb, rows);
        }
    }

    /** Sixteen columns of op(B) at a time, so that each line that is read is used whole. */
    private static void packTransposed(int width, int depth, float[] b, int offset, int ldb, float[][] rows) {
        for (int j0 = 0; j0 < width; j0 += 16) {
            int j1 = Math.min(j0 + 16, width);
            for (int p = 0; p < depth; p++) {
                float[] row = rows[p];
                int x = offset + p + j0 * ldb;
                for (int j = j0; j < j1; j++) {
                    row[j] = b[x];
                    x += ldb;
                }
            }
        }
    }

    private static void panel(int m, int width, int depth, float[] a, int aOffset, int aRow, int aColumn, Rows rows,
                              float beta, float[] c, int cOffset, int ldc) {
        int padded = padded(width);
        float[] c0 = rows.c[0];
        float[] c1 = rows.c[1];
        float[] c2 = rows.c[2];
        float[] c3 = rows.c[3];
        float[][] b = rows.b;
        for (int i = 0; i < m; i += 4) {
            int height = Math.min(4, m - i);
            for (int r = 0; r < height; r++) {
                load(rows.c[r], width, beta, c, cOffset + (i + r) * ldc);
            }
            int x0 = aOffset + i * aRow;
            int x1 = height > 1 ? x0 + aRow : x0;
            int x2 = height > 2 ? x1 + aRow : x0;
            int x3 = height > 3 ? x2 + aRow : x0;
            int p = 0;
            for (; p < depth - 3; p += 4) {
                int y1 = aColumn;
                int y2 = 2 * aColumn;
                int y3 = 3 * aColumn;
                update(padded, b[p], b[p + 1], b[p + 2], b[p + 3], c0, c1, c2, c3,
                    a[x0], a[x0 + y1], a[x0 + y2], a[x0 + y3], a[x1], a[x1 + y1], a[x1 + y2], a[x1 + y3],
                    a[x2], a[x2 + y1], a[x2 + y2], a[x2 + y3], a[x3], a[x3 + y1], a[x3 + y2], a[x3 + y3]);
                int step = 4 * aColumn;
                x0 += step;
                x1 += step;
                x2 += step;
                x3 += step;
            }
            for (; p < depth; p++) {
                update(padded, b[p], c0, c1, c2, c3, a[x0], a[x1], a[x2], a[x3]);
                x0 += aColumn;
                x1 += aColumn;
                x2 += aColumn;
                x3 += aColumn;
            }
            for (int r = 0; r < height; r++) {
                System.arraycopy(rows.c[r], 0, c, cOffset + (i + r) * ldc, width);
            }
        }
    }

    private static void load(float[] row, int width, float beta, float[] c, int offset) {
        if (beta == 0) {
            Arrays.fill(row, 0, width, 0);
            return;
        }
        System.arraycopy(c, offset, row, 0, width);
        if (beta != 1) {
            for (int j = 0; j < width; j++) {
                row[j] *= beta;
            }
        }
    }

    private static void update(int n, float[] b0, float[] b1, float[] b2, float[] b3,
                               float[] c0, float[] c1, float[] c2, float[] c3,
                               float a00, float a01, float a02, float a03,
                               float a10, float a11, float a12, float a13,
                               float a20, float a21, float a22, float a23,
                               float a30, float a31, float a32, float a33) {
        for (int j = 0; j < n; j++) {
            float x0 = b0[j];
            float x1 = b1[j];
            float x2 = b2[j];
            float x3 = b3[j];
            c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
            c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
            c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
            c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
        }
    }

    private static void update(int n, float[] b, float[] c0, float[] c1, float[] c2, float[] c3,
                               float a0, float a1, float a2, float a3) {
        for (int j = 0; j < n; j++) {
            float x = b[j];
            c0[j] = Math.fma(a0, x, c0[j]);
            c1[j] = Math.fma(a1, x, c1[j]);
            c2[j] = Math.fma(a2, x, c2[j]);
            c3[j] = Math.fma(a3, x, c3[j]);
        }
    }

    private static int padded(int width) {
        return (width + LANES - 1) & -LANES;
    }
}
