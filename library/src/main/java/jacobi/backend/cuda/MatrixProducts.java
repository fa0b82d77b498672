package jacobi.backend.cuda;

import jacobi.Shape;
import jacobi.backend.NDArray;
import java.util.Locale;

/**
 * Matrix products by kernels of the library, read where the operands lie. The shape decides which kernel it is: tiles of
 * 64 by 64, tiles of 16 by 16, or a block for each number of the result.
 */
final class MatrixProducts {
    /** Axes of batches that a kernel knows. */
    private static final int BATCH_AXES = 3;

    private MatrixProducts() {
    }

    static void run(Gpu gpu, NDArray a, NDArray b, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int m = out.shape().dim(-2);
        int n = out.shape().dim(-1);
        run(gpu, a, b, out, size(out.dtype().isFloating(), m, n, a.shape().dim(-1), out.size() / (m * n)));
    }

    /** @param size of a tile, 16 or, of floats, 64; 0 for a block for each number */
    static void run(Gpu gpu, NDArray a, NDArray b, NDArray out, int size) {
        int[][] batches = batches(a, b, out.shape());
        if (batches == null) {
            run(gpu, a.flattened(), b.flattened(), out, size);
            return;
        }
        NDArray target = Layouts.target(out);
        int m = out.shape().dim(-2);
        int n = out.shape().dim(-1);
        int k = a.shape().dim(-1);
        int count = out.size() / (m * n);
        int down = Math.ceilDiv(m, Math.max(size, 1));
        int across = Math.ceilDiv(n, Math.max(size, 1));
        String kernel = "matmul_" + (size == 0 ? "dot" : size) + "_" + out.dtype().name().toLowerCase(Locale.ROOT);
        gpu.launch("matmul", kernel, (long) count * down * across, Gpu.BLOCK, 0, arguments -> {
            arguments.add(CudaBuffer.address(a)).add(CudaBuffer.address(b)).add(CudaBuffer.address(target))
                    .add(m).add(n).add(k).add(down).add(across).add(batches[0][1]).add(batches[0][2]);
            write(arguments, batches[1], a);
            write(arguments, batches[2], b);
        });
        Layouts.finish(target, out);
    }

    private static void write(Arguments arguments, int[] batches, NDArray matrices) {
        int rank = matrices.shape().rank();
        arguments.add(batches[0]).add(batches[1]).add(batches[2])
                .add(matrices.strides()[rank - 2]).add(matrices.strides()[rank - 1]);
    }

    /**
     * {@return the lengths of the axes of batches, and their strides in a and b; null if they are too many} Axes that follow
     * each other at one distance are one.
     */
    private static int[][] batches(NDArray a, NDArray b, Shape shape) {
        int[][] found = {{1, 1, 1}, new int[BATCH_AXES], new int[BATCH_AXES]};
        int at = BATCH_AXES;
        for (int axis = shape.rank() - 3; axis >= 0; axis--) {
            int length = shape.dim(axis);
            if (length == 1) {
                continue;
            }
            int x = a.strides()[axis];
            int y = b.strides()[axis];
            if (at < BATCH_AXES && x == found[1][at] * found[0][at] && y == found[2][at] * found[0][at]) {
                found[0][at] *= length;
            } else if (at > 0) {
                at--;
                found[0][at] = length;
                found[1][at] = x;
                found[2][at] = y;
            } else {
                return null;
            }
        }
        return found;
    }

    /** {@return the size of a tile, or 0 for a block for each number: by a rough estimate of the time, in microseconds} */
    private static int size(boolean floating, int m, int n, int k, int count) {
        double steps = Math.ceilDiv(k, 16);
        double small = Math.max(1, blocks(m, n, count, 16) / 1000) * steps * 0.5;
        double large = floating ? Math.max(1, blocks(m, n, count, 64) / 400) * steps : Double.POSITIVE_INFINITY;
        double dots = Math.max(1, (double) m * n * count / 1000) * (1 + k / 256.0);
        return dots < Math.min(small, large) && (double) m * n * count < 1e9 ? 0 : small <= large ? 16 : 64;
    }

    private static double blocks(int m, int n, int count, int size) {
        return (double) Math.ceilDiv(m, size) * Math.ceilDiv(n, size) * count;
    }
}
