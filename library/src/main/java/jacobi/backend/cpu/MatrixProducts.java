package jacobi.backend.cpu;

import jacobi.Shape;
import jacobi.backend.NDArray;

/**
 * Matrix products of views, of one pair of matrices or of batches of them. An operand that {@link Gemm} can read where
 * it lies is not copied; in a batch that is stretched over an axis, neither is.
 */
final class MatrixProducts {
    /** Multiplications that are worth a piece of work for another thread; from here on {@link Gemm} splits one product. */
    private static final long PIECE = 1 << 21;

    private MatrixProducts() {
    }

    /** {@code out = a b}; out is row-major without gaps. */
    static void run(NDArray a, NDArray b, NDArray out) {
        Shape shape = out.shape();
        if (shape.size() == 0) {
            return;
        }
        int m = shape.dim(-2);
        int n = shape.dim(-1);
        int k = a.shape().dim(-1);
        if (k == 0) {
            // Views of nothing may begin beyond their arrays, so gemm would refuse them.
            CpuBackend.INSTANCE.copy(CpuBackend.INSTANCE.allocate(out.dtype(), Shape.SCALAR).broadcastTo(shape), out);
            return;
        }
        int count = shape.size() / (m * n);
        if (!out.dtype().isFloating()) {
            for (int i = 0; i < count; i++) {
                IntegerProducts.multiply(a, position(a, i, shape), b, position(b, i, shape), m, n, k,
                        CpuBackend.array(out), out.offset() + i * m * n);
            }
            return;
        }
        if (count == 1 && m == 1 && n == 1) {
            DotProducts.run(a, b, k, out);
            return;
        }
        Operand left = Operand.of(a);
        Operand right = Operand.of(b);
        // Small products share the threads batch by batch; a large one is split by gemm.
        long work = Math.max(1, (long) m * n * k);
        int grain = work >= PIECE ? count : (int) Math.clamp(PIECE / work, 1, count);
        Threads.parallelFor(count, grain, (from, to) -> {
            for (int i = from; i < to; i++) {
                multiply(left, position(left.view, i, shape), right, position(right.view, i, shape), m, n, k, out,
                        out.offset() + i * m * n);
            }
        });
    }

    private static void multiply(Operand left, int aOffset, Operand right, int bOffset, int m, int n, int k, NDArray out,
                                 int cOffset) {
        if (CpuBackend.array(out) instanceof float[] c) {
            Gemm.sgemm(left.transposed, right.transposed, m, n, k, (float[]) CpuBackend.array(left.view), aOffset, left.ld,
                    (float[]) CpuBackend.array(right.view), bOffset, right.ld, 0f, c, cOffset, n);
        } else {
            Gemm.dgemm(left.transposed, right.transposed, m, n, k, (double[]) CpuBackend.array(left.view), aOffset, left.ld,
                    (double[]) CpuBackend.array(right.view), bOffset, right.ld, 0.0, (double[]) CpuBackend.array(out),
                    cOffset, n);
        }
    }

    /** Where matrix {@code index} of a batch begins; the batches of {@code a} stretch to those of {@code shape}. */
    private static int position(NDArray a, int index, Shape shape) {
        int position = a.offset();
        for (int axis = shape.rank() - 3; axis >= 0; axis--) {
            int length = shape.dim(axis);
            position += index % length * a.strides()[axis];
            index /= length;
        }
        return position;
    }

    /** Matrices as gemm wants them: rows of the stored matrix {@code ld} apart, to be transposed or not. */
    private record Operand(NDArray view, int ld, boolean transposed) {
        static Operand of(NDArray a) {
            int rank = a.shape().rank();
            int rows = a.shape().dim(-2);
            int columns = a.shape().dim(-1);
            int down = a.strides()[rank - 2];
            int right = a.strides()[rank - 1];
            if ((right == 1 || columns <= 1) && (down >= Math.max(columns, 1) || rows <= 1)) {
                return new Operand(a, rows <= 1 ? Math.max(columns, 1) : down, false);
            }
            if ((down == 1 || rows <= 1) && (right >= Math.max(rows, 1) || columns <= 1)) {
                return new Operand(a, columns <= 1 ? Math.max(rows, 1) : right, true);
            }
            Shape once = a.shape();
            for (int axis = 0; axis < rank - 2; axis++) {
                once = a.strides()[axis] == 0 ? once.withDim(axis, 1) : once;
            }
            NDArray copy = a.view(once, a.strides(), a.offset()).flattened();
            return new Operand(copy.broadcastTo(a.shape()), Math.max(columns, 1), false);
        }
    }
}
