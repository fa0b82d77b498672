package jacobi.backend.cpu;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What every matrix product has to do, checked against three loops in double. */
abstract class GemmContract {
    /** The product under test, called with doubles that are exact in its own type. */
    abstract void gemm(boolean transA, boolean transB, int m, int n, int k, double[] a, int aOffset, int lda,
                       double[] b, int bOffset, int ldb, double beta, double[] c, int cOffset, int ldc);

    /** {@return half a unit in the last place of 1} */
    abstract double epsilon();

    /** A random number that is exact in the type under test. */
    abstract double number(Random random);

    @Test
    void agreesWithThreeLoopsOnSmallSizes() {
        var random = new Random(1);
        for (int size = 0; size < 1000; size++) {
            check(random, size % 10, size / 10 % 10, size / 100);
        }
    }

    @Test
    void agreesWithThreeLoopsOnRandomSizes() {
        var random = new Random(2);
        for (int i = 0; i < 200; i++) {
            check(random, random.nextInt(70), random.nextInt(70), random.nextInt(70));
        }
    }

    @Test
    void agreesWithThreeLoopsBeyondItsBlocks() {
        var random = new Random(3);
        int[][] sizes = {{5, 520, 7}, {3, 1030, 130}, {130, 5, 257}, {200, 1, 300}, {1, 300, 200}, {1, 1, 3000},
            {65, 784, 33}, {64, 10, 128}, {257, 259, 129}, {700, 3, 3}, {2, 5000, 2}, {129, 127, 400}};
        for (int[] size : sizes) {
            check(random, size[0], size[1], size[2]);
        }
    }

    @Test
    void infinityAndNanReachTheirRowsAndColumnsOnly() {
        for (int size : new int[] {3, 7, 21, 65}) {
            double[] a = new double[size * size];
            double[] b = new double[size * size];
            double[] c = new double[size * size];
            Arrays.fill(a, 1);
            Arrays.fill(b, 1);
            a[size + 1] = Double.POSITIVE_INFINITY;
            b[2] = Double.NaN;
            gemm(false, false, size, size, size, a, 0, size, b, 0, size, 0, c, 0, size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double expected = j == 2 ? Double.NaN : i == 1 ? Double.POSITIVE_INFINITY : size;
                    assertEquals(expected, c[i * size + j], "size " + size + " at " + i + ", " + j);
                }
            }
        }
    }

    private void check(Random random, int m, int n, int k) {
        boolean transA = random.nextBoolean();
        boolean transB = random.nextBoolean();
        int lda = Math.max(1, (transA ? m : k) + random.nextInt(3));
        int ldb = Math.max(1, (transB ? k : n) + random.nextInt(3));
        int ldc = Math.max(1, n + random.nextInt(3));
        int aOffset = random.nextInt(4);
        int bOffset = random.nextInt(4);
        int cOffset = random.nextInt(4);
        double beta = new double[] {0, 1, 0.5}[random.nextInt(3)];
        double[] a = numbers(random, aOffset + (transA ? k : m) * lda);
        double[] b = numbers(random, bOffset + (transB ? n : k) * ldb);
        double[] c = numbers(random, cOffset + m * ldc + 3);
        if (beta == 0) {
            Arrays.fill(c, Double.NaN);
        }
        double[] expected = c.clone();
        double[] allowed = new double[c.length];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int at = cOffset + i * ldc + j;
                double sum = beta == 0 ? 0 : beta * c[at];
                double size = Math.abs(sum);
                for (int p = 0; p < k; p++) {
                    double term = a[aOffset + (transA ? p * lda + i : i * lda + p)]
                        * b[bOffset + (transB ? j * ldb + p : p * ldb + j)];
                    sum += term;
                    size += Math.abs(term);
                }
                expected[at] = sum;
                allowed[at] = size * (k + 2) * epsilon();
            }
        }
        gemm(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
        for (int at = 0; at < c.length; at++) {
            if (!(Math.abs(expected[at] - c[at]) <= allowed[at])) {
                // What lies between and behind the rows must be untouched, NaN included.
                assertEquals(expected[at], c[at], () -> "m=" + m + " n=" + n + " k=" + k + " transA=" + transA
                    + " transB=" + transB + " lda=" + lda + " ldb=" + ldb + " ldc=" + ldc + " beta=" + beta);
            }
        }
    }

    private double[] numbers(Random random, int length) {
        double[] numbers = new double[length];
        Arrays.setAll(numbers, i -> number(random));
        return numbers;
    }

    /** A product of floats behind the interface of doubles. */
    abstract static class OfFloats extends GemmContract {
        abstract void sgemm(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                            float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc);

        @Override
        void gemm(boolean transA, boolean transB, int m, int n, int k, double[] a, int aOffset, int lda,
                  double[] b, int bOffset, int ldb, double beta, double[] c, int cOffset, int ldc) {
            float[] result = floats(c);
            sgemm(transA, transB, m, n, k, floats(a), aOffset, lda, floats(b), bOffset, ldb, (float) beta, result,
                cOffset, ldc);
            Arrays.setAll(c, i -> result[i]);
        }

        @Override
        double epsilon() {
            return 0x1p-24;
        }

        @Override
        double number(Random random) {
            return (float) random.nextGaussian();
        }

        private static float[] floats(double[] doubles) {
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            return floats;
        }
    }

    /** A product of doubles. */
    abstract static class OfDoubles extends GemmContract {
        @Override
        double epsilon() {
            return 0x1p-53 * 2;
        }

        @Override
        double number(Random random) {
            return random.nextGaussian();
        }
    }

    /** Equal to the last bit, signs of zeros included. */
    static void assertSameBits(float[] expected, float[] actual, String message) {
        int[] x = new int[expected.length];
        int[] y = new int[actual.length];
        Arrays.setAll(x, i -> Float.floatToRawIntBits(expected[i]));
        Arrays.setAll(y, i -> Float.floatToRawIntBits(actual[i]));
        assertArrayEquals(x, y, message);
    }
}
