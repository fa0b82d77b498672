package jacobi.backend.cpu;

import java.util.Arrays;
import jacobi.Interruption;
import jacobi.backend.NDArray;

/**
 * Matrix products of whole numbers, which wrap around on overflow. The rows of the right matrix are copied to arrays of
 * their own, because C2 vectorises a loop only where all arrays are indexed alike.
 */
final class IntegerProducts {
    /** Multiplications that are worth a piece of work for another thread. */
    private static final long PIECE = 1 << 18;

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

    private static void ints(int[] a, int aAt, int[] aSteps, int[] b, int bAt, int[] bSteps, int m, int n, int k,
                             int[] c, int cAt) {
        int[][] rows = new int[k + 3 & ~3][n];
        for (int p = 0; p < k; p++) {
            HeapArrays.copy(b, bAt + p * bSteps[0], bSteps[1], rows[p], 0, 1, n);
        }
        Threads.parallelFor(m, (int) Math.clamp(PIECE / ((long) n * Math.max(k, 1)), 1, m), (first, last) -> {
            int[] sums = new int[n];
            int[] factors = new int[rows.length];
            for (int i = first; i < last; i++) {
                Interruption.poll("matmul");
                HeapArrays.copy(a, aAt + i * aSteps[0], aSteps[1], factors, 0, 1, k);
                Arrays.fill(sums, 0);
                for (int p = 0; p < k; p += 4) {
                    addRows(sums, factors[p], rows[p], factors[p + 1], rows[p + 1], factors[p + 2], rows[p + 2],
                            factors[p + 3], rows[p + 3]);
                }
                System.arraycopy(sums, 0, c, cAt + i * n, n);
            }
        });
    }

    private static void addRows(int[] sums, int f0, int[] r0, int f1, int[] r1, int f2, int[] r2, int f3,
                                int[] r3) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j];
        }
    }

    private static void longs(long[] a, int aAt, int[] aSteps, long[] b, int bAt, int[] bSteps, int m, int n, int k,
                             long[] c, int cAt) {
        long[][] rows = new long[k + 3 & ~3][n];
        for (int p = 0; p < k; p++) {
            HeapArrays.copy(b, bAt + p * bSteps[0], bSteps[1], rows[p], 0, 1, n);
        }
        Threads.parallelFor(m, (int) Math.clamp(PIECE / ((long) n * Math.max(k, 1)), 1, m), (first, last) -> {
            long[] sums = new long[n];
            long[] factors = new long[rows.length];
            for (int i = first; i < last; i++) {
                Interruption.poll("matmul");
                HeapArrays.copy(a, aAt + i * aSteps[0], aSteps[1], factors, 0, 1, k);
                Arrays.fill(sums, 0);
                for (int p = 0; p < k; p += 4) {
                    addRows(sums, factors[p], rows[p], factors[p + 1], rows[p + 1], factors[p + 2], rows[p + 2],
                            factors[p + 3], rows[p + 3]);
                }
                System.arraycopy(sums, 0, c, cAt + i * n, n);
            }
        });
    }

    private static void addRows(long[] sums, long f0, long[] r0, long f1, long[] r1, long f2, long[] r2, long f3,
                                long[] r3) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j];
        }
    }
}
