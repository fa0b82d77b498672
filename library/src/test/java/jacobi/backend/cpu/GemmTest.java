package jacobi.backend.cpu;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class GemmTest {
    @Nested
    class Floats extends GemmContract.OfFloats {
        @Override
        void sgemm(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                   float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc) {
            Gemm.sgemm(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
        }
    }

    @Nested
    class FloatsInJava extends GemmContract.OfFloats {
        @Override
        void sgemm(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                   float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc) {
            JavaSgemm.multiply(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
        }
    }

    @Nested
    class FloatsInOneDnn extends GemmContract.OfFloats {
        @BeforeAll
        static void isThere() {
            assumeTrue(OneDnn.available(), OneDnn::status);
        }

        @Override
        void sgemm(boolean transA, boolean transB, int m, int n, int k, float[] a, int aOffset, int lda,
                   float[] b, int bOffset, int ldb, float beta, float[] c, int cOffset, int ldc) {
            if (m > 0 && n > 0 && k > 0) {
                assertTrue(OneDnn.sgemm(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset,
                    ldc));
            } else {
                JavaSgemm.multiply(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
            }
        }
    }

    @Nested
    class Doubles extends GemmContract.OfDoubles {
        @Override
        void gemm(boolean transA, boolean transB, int m, int n, int k, double[] a, int aOffset, int lda,
                  double[] b, int bOffset, int ldb, double beta, double[] c, int cOffset, int ldc) {
            Gemm.dgemm(transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
        }
    }

    @Test
    void matricesThatDoNotFitTheirArraysAreRefused() {
        float[] six = new float[6];
        Gemm.sgemm(false, false, 2, 2, 3, six, 0, 3, six, 0, 2, 0, new float[4], 0, 2);
        var shortRows = assertThrows(IllegalArgumentException.class,
            () -> Gemm.sgemm(false, false, 2, 2, 3, six, 0, 2, six, 0, 2, 0, new float[4], 0, 2));
        assertEquals("gemm: rows of A are 3 elements long, but start only 2 apart", shortRows.getMessage());
        var outside = assertThrows(IndexOutOfBoundsException.class,
            () -> Gemm.sgemm(false, false, 2, 2, 3, six, 0, 3, six, 1, 2, 0, new float[4], 0, 2));
        assertEquals("gemm: B (3 by 2, from 1, rows 2 apart) ends at 7, but its array has 6 elements",
            outside.getMessage());
        assertThrows(IndexOutOfBoundsException.class,
            () -> Gemm.sgemm(false, false, 2, 2, 3, six, -1, 3, six, 0, 2, 0, new float[4], 0, 2));
        assertThrows(IndexOutOfBoundsException.class,
            () -> Gemm.sgemm(false, false, 2, 2, 3, six, 0, 3, six, 0, 2, 0, new float[3], 0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Gemm.sgemm(true, false, 1 << 16, 2, 1 << 16, six, 0,
            1 << 16, six, 0, 2, 0, new float[4], 0, 2));
        assertThrows(IllegalArgumentException.class,
            () -> Gemm.dgemm(false, false, -1, 2, 3, new double[6], 0, 3, new double[6], 0, 2, 0, new double[4], 0, 2));
        assertThrows(IllegalArgumentException.class,
            () -> Gemm.dgemm(false, true, 2, 2, 3, new double[6], 0, 3, new double[6], 0, 2, 0, new double[4], 0, 2));
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        int before = Threads.count();
        var random = new Random(5);
        int[][] sizes = {{300, 310, 205}, {64, 128, 784}, {784, 128, 64}, {1, 2000, 900}, {3000, 2, 900}};
        try {
            for (int[] size : sizes) {
                int m = size[0];
                int n = size[1];
                int k = size[2];
                float[] a = new float[m * k];
                float[] b = new float[k * n];
                for (int i = 0; i < a.length; i++) {
                    a[i] = (float) random.nextGaussian();
                }
                for (int i = 0; i < b.length; i++) {
                    b[i] = (float) random.nextGaussian();
                }
                float[][] c = new float[4][m * n];
                for (int threads = 1; threads <= 3; threads++) {
                    Threads.setCount(threads);
                    Gemm.sgemm(false, false, m, n, k, a, 0, k, b, 0, n, 0, c[threads], 0, n);
                }
                GemmContract.assertSameBits(c[1], c[2], m + " by " + n + " by " + k + ", 2 threads");
                GemmContract.assertSameBits(c[1], c[3], m + " by " + n + " by " + k + ", 3 threads");
            }
        } finally {
            Threads.setCount(before);
        }
    }
}
