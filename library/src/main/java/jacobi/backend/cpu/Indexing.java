package jacobi.backend.cpu;

import jacobi.Shape;
import jacobi.backend.NDArray;

/** Positions in a row-major array, computed from index tensors, with every index checked. */
final class Indexing {
    /** Indices worth a piece of work for another thread. */
    static final int GRAIN = 1 << 15;

    private Indexing() {
    }

    /** The indices of an axis as ints; one that is out of range is an error that says which. */
    static int[] checked(String op, Shape shape, int axis, NDArray index) {
        long[] values = (long[]) (index.isFlat() ? CpuBackend.array(index) : index.backend().toHost(index));
        int length = shape.dim(axis);
        int[] checked = new int[index.size()];
        for (int i = 0; i < checked.length; i++) {
            if (values[i] < 0 || values[i] >= length) {
                throw new IndexOutOfBoundsException(op + ": the index holds " + values[i] + " at position " + i
                        + ", but axis " + axis + " of shape " + shape + " has only the indices 0 to " + (length - 1));
            }
            checked[i] = (int) values[i];
        }
        return checked;
    }

    /** For each element of {@code index}, the position it names in an array of the given shape. */
    static int[] elementPositions(String op, Shape shape, int axis, NDArray index) {
        int[] along = checked(op, shape, axis, index);
        int rank = shape.rank();
        if (rank == 0 || along.length == 0) {
            return along;
        }
        int[] strides = shape.rowMajorStrides();
        int[] dims = index.shape().dims();
        int length = dims[rank - 1];
        int stride = strides[axis];
        int step = axis == rank - 1 ? 0 : 1;
        Threads.parallelFor(along.length / length, Math.max(1, GRAIN / length), (first, last) -> {
            for (int row = first; row < last; row++) {
                int base = 0;
                for (int d = rank - 2, rest = row; d >= 0; rest /= dims[d--]) {
                    base += d == axis ? 0 : rest % dims[d] * strides[d];
                }
                int end = (row + 1) * length;
                for (int i = row * length, position = base; i < end; i++, position += step) {
                    along[i] = along[i] * stride + position;
                }
            }
        });
        return along;
    }
}
