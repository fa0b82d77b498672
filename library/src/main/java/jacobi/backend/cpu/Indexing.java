package jacobi.backend.cpu;

import jacobi.Shape;
import jacobi.backend.NDArray;

/** Positions in a row-major array, computed from index tensors, with every index checked. */
final class Indexing {
    private Indexing() {
    }

    /** The indices of an axis as ints; one that is out of range is an error that says which. */
    static int[] checked(String op, Shape shape, int axis, NDArray index) {
        long[] values = (long[]) index.backend().toHost(index);
        int length = shape.dim(axis);
        int[] checked = new int[values.length];
        for (int i = 0; i < values.length; i++) {
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
        int[] strides = shape.rowMajorStrides();
        int[] dims = index.shape().dims();
        int[] counter = new int[dims.length];
        for (int i = 0; i < along.length; i++) {
            int position = along[i] * strides[axis];
            for (int d = 0; d < dims.length; d++) {
                if (d != axis) {
                    position += counter[d] * strides[d];
                }
            }
            along[i] = position;
            for (int d = dims.length - 1; d >= 0 && ++counter[d] == dims[d]; d--) {
                counter[d] = 0;
            }
        }
        return along;
    }
}
