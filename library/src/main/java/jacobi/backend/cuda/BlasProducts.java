package jacobi.backend.cuda;

import jacobi.Shape;
import jacobi.backend.NDArray;
import java.lang.ref.Reference;

/**
 * Matrix products of floating-point numbers by {@link Blas}. It has columns where we have rows, so it is asked for the
 * transpose of the result, the product of the transposed operands in the other order; and a transposed matrix of rows
 * is, in memory, a matrix of columns.
 */
final class BlasProducts {
    private BlasProducts() {
    }

    /**
     * A batch of matrices as the library sees them.
     *
     * @param transposed whether, in memory, rows and columns are the other way round
     * @param lead       elements from one row to the next, or from one column to the next if transposed
     * @param step       elements from one matrix to the next
     */
    private record Operand(NDArray array, boolean transposed, int lead, long step) {
        /** {@return an operand that the library can read: the array, or a copy of it} */
        static Operand of(NDArray a, int batches) {
            Operand there = inPlace(a, batches);
            return there != null ? there : inPlace(a.flattened(), batches);
        }

        private static Operand inPlace(NDArray a, int batches) {
            int rank = a.shape().rank();
            int rows = a.shape().dim(rank - 2);
            int columns = a.shape().dim(rank - 1);
            int down = rows == 1 ? columns : a.strides()[rank - 2];
            int across = columns == 1 ? 1 : a.strides()[rank - 1];
            long step = step(a, batches);
            if (step < 0) {
                return null;
            }
            if (across == 1 && down >= columns) {
                return new Operand(a, false, Math.max(1, down), step);
            }
            // One row is one column too.
            int apart = columns == 1 ? rows : a.strides()[rank - 1];
            boolean turned = (rows == 1 || a.strides()[rank - 2] == 1) && apart >= rows;
            return turned ? new Operand(a, true, Math.max(1, apart), step) : null;
        }

        /** The distance of the matrices; -1 if they are not all at one, from the first on. */
        private static long step(NDArray a, int batches) {
            long step = 0;
            long expected = -1;
            for (int axis = a.shape().rank() - 3; axis >= 0; axis--) {
                int length = a.shape().dim(axis);
                if (length == 1) {
                    continue;
                }
                long stride = a.strides()[axis];
                if (expected >= 0 ? stride != expected : stride < 0) {
                    return -1;
                }
                step = expected < 0 ? stride : step;
                expected = stride * length;
            }
            return step;
        }
    }

    /** {@return whether it was done} The library takes no products of nothing. */
    static boolean run(Blas blas, NDArray a, NDArray b, NDArray out) {
        Shape shape = out.shape();
        int rank = shape.rank();
        int m = shape.dim(rank - 2);
        int n = shape.dim(rank - 1);
        int k = a.shape().dim(rank - 1);
        if (!out.dtype().isFloating() || out.size() == 0 || k == 0) {
            return false;
        }
        int batches = shape.size() / (m * n);
        Operand left = Operand.of(a, batches);
        Operand right = Operand.of(b, batches);
        NDArray target = Layouts.target(out);
        blas.multiply(CudaBuffer.bytes(out.dtype()) == 8, right.transposed(), left.transposed(), n, m, k,
                CudaBuffer.address(right.array()), right.lead(), right.step(), CudaBuffer.address(left.array()), left.lead(),
                left.step(), CudaBuffer.address(target), n, (long) m * n, batches);
        Reference.reachabilityFence(left);
        Reference.reachabilityFence(right);
        Layouts.finish(target, out);
        Reference.reachabilityFence(target);
        return true;
    }
}
