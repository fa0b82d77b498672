package jacobi.backend.cpu;

/**
 * Row-major matrix products, {@code C = op(A) op(B) + beta C}, where op(A) is m by k, op(B) is k by n, and op
 * transposes its operand or leaves it. A matrix begins at its offset in its array, and its row i at offset + i * ld.
 * C must not share elements with A or B. With beta = 0 what C held before does not matter, be it NaN.
 *
 * <p>All indices are checked before native code is called. Large products are split over {@link Threads} into tiles
 * of C that depend on m, n and k alone, so the result is the same for any number of threads.
 */
public final class Gemm {
    private Gemm() {
    }

    /** {@code C = op(A) op(B) + beta C} for floats, by {@link OneDnn} or in plain Java. */
    static void sgemm(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                      float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc) {
        check(transA, transB, m, n, k, a.length, aOffset, lda, b.length, bOffset, ldb, c.length, cOffset, ldc);
        if (m == 0 || n == 0) {
            return;
        }
        long work = (long) m * n * k;
        if (work < Tiles.SPLIT) {
            sgemmTile(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
            return;
        }
        var tiles = Tiles.of(m, n, k);
        Threads.parallelFor(tiles.count(), 1, (from, to) -> {
            int i = tiles.row(from);
            int j = tiles.column(from);
            sgemmTile(transA, transB, tiles.height(i), tiles.width(j), k, a, aOffset + i * (transA ? 1 : lda), lda,
                b, bOffset + j * (transB ? ldb : 1), ldb, beta, c, cOffset + i * ldc + j, ldc);
        });
    }

    /** {@code C = op(A) op(B) + beta C} for doubles, in plain Java. */
    public static void dgemm(boolean transA, boolean transB, int m, int n, int k, double[] a, int aOffset, int lda,
                      double[] b, int bOffset, int ldb, double beta, double[] c, int cOffset, int ldc) {
        check(transA, transB, m, n, k, a.length, aOffset, lda, b.length, bOffset, ldb, c.length, cOffset, ldc);
        if (m == 0 || n == 0) {
            return;
        }
        if ((long) m * n * k < Tiles.SPLIT) {
            JavaDgemm.multiply(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
            return;
        }
        var tiles = Tiles.of(m, n, k);
        Threads.parallelFor(tiles.count(), 1, (from, to) -> {
            int i = tiles.row(from);
            int j = tiles.column(from);
            JavaDgemm.multiply(transA, transB, tiles.height(i), tiles.width(j), k,
                a, aOffset + i * (transA ? 1 : lda), lda, b, bOffset + j * (transB ? ldb : 1), ldb,
                beta, c, cOffset + i * ldc + j, ldc);
        });
    }

    private static void sgemmTile(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                                  float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc) {
        if (m == 1 && n == 1) {
            float sum = (float) dot(k, a, aOffset, transA ? lda : 1, b, bOffset, transB ? 1 : ldb);
            c[cOffset] = beta == 0 ? sum : beta * c[cOffset] + sum;
        } else if ((long) m * n * k < NATIVE_FROM || !OneDnn.available()
            || !OneDnn.sgemm(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc)) {
            JavaSgemm.multiply(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
        }
    }

    /** Sums in double, four of which do not wait for each other: a product of matrices has no rows to share here. */
    private static double dot(int n, float[] a, int aOffset, int aStep, float[] b, int bOffset, int bStep) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = aOffset;
        int j = bOffset;
        int p = 0;
        for (; p < n - 3; p += 4, i += 4 * aStep, j += 4 * bStep) {
            sum0 += (double) a[i] * b[j];
            sum1 += (double) a[i + aStep] * b[j + bStep];
            sum2 += (double) a[i + 2 * aStep] * b[j + 2 * bStep];
            sum3 += (double) a[i + 3 * aStep] * b[j + 3 * bStep];
        }
        for (; p < n; p++, i += aStep, j += bStep) {
            sum0 += (double) a[i] * b[j];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** Below this many multiplications plain Java is faster than a native call. */
    private static final int NATIVE_FROM = 1000;

    private static void check(boolean transA, boolean transB, int m, int n, int k, int aLength, int aOffset, int lda,
                              int bLength, int bOffset, int ldb, int cLength, int cOffset, int ldc) {
        if ((m | n | k) < 0) {
            throw new IllegalArgumentException("gemm: sizes m=" + m + ", n=" + n + ", k=" + k
                + " must not be negative");
        }
        checkMatrix("A", transA ? k : m, transA ? m : k, aLength, aOffset, lda);
        checkMatrix("B", transB ? n : k, transB ? k : n, bLength, bOffset, ldb);
        checkMatrix("C", m, n, cLength, cOffset, ldc);
    }

    private static void checkMatrix(String name, int rows, int columns, int length, int offset, int ld) {
        if (ld < columns || ld < 1) {
            throw new IllegalArgumentException("gemm: rows of " + name + " are " + columns
                + " elements long, but start only " + ld + " apart");
        }
        long end = rows == 0 || columns == 0 ? offset : offset + (rows - 1L) * ld + columns;
        if (offset < 0 || end > length) {
            throw new IndexOutOfBoundsException("gemm: " + name + " (" + rows + " by " + columns + ", from " + offset
                + ", rows " + ld + " apart) ends at " + end + ", but its array has " + length + " elements");
        }
    }

    /** How C is cut: into tiles of the same size, but for those at the right and lower edges. */
    private record Tiles(int m, int n, int tileHeight, int tileWidth, int across) {
        /** From this many multiplications on, splitting pays for waking another thread. */
        static final long SPLIT = 1 << 21;
        /** Multiplications in a tile: short enough to share out evenly and to stop soon, long enough to run fast. */
        private static final long LEAST = 1 << 20;
        private static final long MOST = 1 << 27;
        private static final int PIECES = 32;

        static Tiles of(int m, int n, int k) {
            long work = (long) m * n * k;
            long perTile = Math.clamp(work / PIECES, LEAST, MOST);
            long area = Math.max(1, perTile / k);
            // Squarish tiles read the least of A and B.
            int side = (int) Math.sqrt(area);
            int height = m <= side ? m : n <= side ? (int) Math.min(m, area / n) : side;
            int width = (int) Math.min(n, Math.max(1, area / height));
            height = even(m, height, 16);
            width = even(n, width, 48);
            return new Tiles(m, n, height, width, Math.ceilDiv(n, width));
        }

        /** Rounds up to whole blocks, then makes the pieces about equal. */
        private static int even(int size, int piece, int block) {
            long whole = Math.ceilDiv(piece, block) * (long) block;
            if (whole >= size) {
                return size;
            }
            int pieces = Math.ceilDiv(size, (int) whole);
            return (int) Math.min(size, Math.ceilDiv(Math.ceilDiv(size, pieces), block) * (long) block);
        }

        int count() {
            return across * Math.ceilDiv(m, tileHeight);
        }

        int row(int tile) {
            return tile / across * tileHeight;
        }

        int column(int tile) {
            return tile % across * tileWidth;
        }

        int height(int row) {
            return Math.min(tileHeight, m - row);
        }

        int width(int column) {
            return Math.min(tileWidth, n - column);
        }
    }
}
