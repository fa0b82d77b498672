package jacobi.backend.cpu;

import java.util.Arrays;
import jacobi.Interruption;
import jacobi.backend.NDArray;

/** Matrix products of whole numbers, which wrap around on overflow. */
final class IntegerProducts {
    private IntegerProducts() {
    }

    /** The product of one matrix of {@code a} with one of {@code b}, which begin at these positions of their arrays. */
    static void multiply(NDArray a, int aAt, NDArray b, int bAt, int m, int n, int k, Object out, int outAt) {
        int last = a.shape().rank() - 1;
        int[] aSteps = {a.strides()[last - 1], a.strides()[last]};
        int[] bSteps = {b.strides()[last - 1], b.strides()[last]};
        if (out instanceof int[] c) {
            ints((int[]) CpuBackend.array(a), aAt, aSteps, (int[]) CpuBackend.array(b), bAt, bSteps, m, n, k, c, outAt);
        } else {
            longs((long[]) CpuBackend.array(a), aAt, aSteps, (long[]) CpuBackend.array(b), bAt, bSteps, m, n, k,
                    (long[]) out, outAt);
        }
    }

    private static void ints(int[] a, int aAt, int[] aSteps, int[] b, int bAt, int[] bSteps, int m, int n, int k, int[] c,
                             int cAt) {
        int step = bSteps[1];
        for (int i = 0; i < m; i++) {
            Interruption.poll("matmul");
            Arrays.fill(c, cAt + i * n, cAt + (i + 1) * n, 0);
            for (int p = 0; p < k; p++) {
                int factor = a[aAt + i * aSteps[0] + p * aSteps[1]];
                int from = bAt + p * bSteps[0];
                for (int j = 0; j < n; j++) {
                    c[cAt + i * n + j] += factor * b[from + j * step];
                }
            }
        }
    }

    private static void longs(long[] a, int aAt, int[] aSteps, long[] b, int bAt, int[] bSteps, int m, int n, int k,
                              long[] c, int cAt) {
        int step = bSteps[1];
        for (int i = 0; i < m; i++) {
            Interruption.poll("matmul");
            Arrays.fill(c, cAt + i * n, cAt + (i + 1) * n, 0);
            for (int p = 0; p < k; p++) {
                long factor = a[aAt + i * aSteps[0] + p * aSteps[1]];
                int from = bAt + p * bSteps[0];
                for (int j = 0; j < n; j++) {
                    c[cAt + i * n + j] += factor * b[from + j * step];
                }
            }
        }
    }
}
