package jacobi.backend.cpu;

import jacobi.Shape;
import jacobi.backend.NDArray;

/**
 * Elements and slices of row-major arrays that index tensors name. An array is seen as {@code [outer, length, inner]}
 * around the axis that is indexed. Every index is checked.
 */
final class Indexing {
    /** Positions computed at a time. */
    private static final int CHUNK = 1024;
    /** Elements worth a thread of their own. */
    private static final int GRAIN = 1 << 15;
    /** Elements from which on a slice is moved as a whole. */
    private static final int WIDE = 8;

    private Indexing() {
    }

    /** What happens to some elements of a plain array: those from {@code from} on, at the positions in the other one. */
    private interface Elements {
        void at(int[] positions, int count, int from);
    }

    static void gather(Object in, Shape shape, int axis, NDArray index, Object out) {
        Positions positions = new Positions("gather", shape, axis, index);
        Threads.parallelFor(index.size(), GRAIN, (first, last) -> positions.forEach(first, last,
                (at, count, from) -> HeapArrays.take(in, 0, at, count, out, from)));
    }

    static void scatterAdd(Object in, NDArray index, int axis, Object out, Shape shape) {
        Positions positions = new Positions("scatterAdd", shape, axis, index);
        // In order. Along an axis behind the first, the slices of the first are sums of their own.
        int slices = axis == 0 ? 1 : Math.max(1, index.shape().dim(0));
        int each = index.size() / slices;
        Threads.parallelFor(slices, Math.max(1, GRAIN / Math.max(1, each)), (first, last) -> positions.forEach(
                first * each, last * each, (at, count, from) -> HeapArrays.addAt(in, from, at, count, out, 0)));
    }

    /** For each element of an index the position that it names in an array of a given shape. */
    private static final class Positions {
        private final String op;
        private final Shape shape;
        private final int axis;
        private final long[] index;
        private final int[] dims;
        private final int[] strides;

        Positions(String op, Shape shape, int axis, NDArray index) {
            this.op = op;
            this.shape = shape;
            this.axis = axis;
            this.index = (long[]) (index.isFlat() ? CpuBackend.array(index) : index.backend().toHost(index));
            dims = index.shape().dims();
            strides = shape.rowMajorStrides();
        }

        void forEach(int first, int last, Elements elements) {
            int[] at = new int[Math.min(CHUNK, Math.max(0, last - first))];
            for (int from = first; from < last; from += CHUNK) {
                int count = Math.min(CHUNK, last - from);
                for (int done = 0; done < count; ) {
                    done += run(from + done, at, done, count - done);
                }
                elements.at(at, count, from);
            }
        }

        /** The positions of some neighbours along the last axis. */
        private int run(int first, int[] at, int to, int limit) {
            int rest = first;
            int base = 0;
            int inLast = 0;
            int run = limit;
            int end = dims.length - 1;
            for (int d = end; d >= 0; d--) {
                int i = rest % dims[d];
                rest /= dims[d];
                if (d == end) {
                    inLast = i;
                    run = Math.min(limit, dims[d] - i);
                }
                base += d == axis ? 0 : i * strides[d];
            }
            int length = shape.dim(axis);
            int stride = strides[axis];
            int step = end == axis ? 0 : 1;
            for (int i = 0; i < run; i++) {
                long k = index[first + i];
                if (k < 0 || k >= length) {
                    throw outOfRange(op, shape, axis, k, first + i);
                }
                at[to + i] = base + (int) k * stride + i * step;
            }
            return run;
        }
    }

    private static IndexOutOfBoundsException outOfRange(String op, Shape shape, int axis, long value, int position) {
        return new IndexOutOfBoundsException(op + ": the index holds " + value + " at position " + position + ", but axis "
                + axis + " of shape " + shape + " has only the indices 0 to " + (shape.dim(axis) - 1));
    }

    static void indexSelect(Object in, int offset, int outer, int length, int inner, int[] rows, Object out) {
        if (inner < WIDE) {
            int[] positions = spread(rows, inner);
            int size = positions.length;
            Threads.parallelFor(outer, Math.max(1, GRAIN / Math.max(1, size)), (first, last) -> {
                for (int o = first; o < last; o++) {
                    HeapArrays.take(in, offset + o * length * inner, positions, size, out, o * size);
                }
            });
        } else {
            Threads.parallelFor(outer * rows.length, Math.max(1, GRAIN / inner), (first, last) -> {
                for (int slice = first; slice < last; slice++) {
                    int from = slice / rows.length * length + rows[slice % rows.length];
                    System.arraycopy(in, offset + from * inner, out, slice * inner, inner);
                }
            });
        }
    }

    static void indexAdd(Object in, int outer, int length, int inner, int[] rows, Object out) {
        if (inner < WIDE) {
            int[] positions = spread(rows, inner);
            int size = positions.length;
            Threads.parallelFor(outer, Math.max(1, GRAIN / Math.max(1, size)), (first, last) -> {
                for (int o = first; o < last; o++) {
                    HeapArrays.addAt(in, o * size, positions, size, out, o * length * inner);
                }
            });
        } else {
            Threads.parallelFor(outer, Math.max(1, GRAIN / Math.max(1, rows.length * inner)), (first, last) -> {
                for (int slice = first * rows.length; slice < last * rows.length; slice++) {
                    int to = slice / rows.length * length + rows[slice % rows.length];
                    HeapArrays.add(in, slice * inner, out, to * inner, inner);
                }
            });
        }
    }

    /** The positions of the elements of slices. */
    private static int[] spread(int[] rows, int inner) {
        if (inner == 1) {
            return rows;
        }
        int[] positions = new int[rows.length * inner];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = rows[i / inner] * inner + i % inner;
        }
        return positions;
    }

    /** The indices of an axis as ints; one that is out of range is an error that says which. */
    static int[] checked(String op, Shape shape, int axis, NDArray index) {
        long[] values = (long[]) (index.isFlat() ? CpuBackend.array(index) : index.backend().toHost(index));
        int length = shape.dim(axis);
        int[] checked = new int[index.size()];
        for (int i = 0; i < checked.length; i++) {
            if (values[i] < 0 || values[i] >= length) {
                throw outOfRange(op, shape, axis, values[i], i);
            }
            checked[i] = (int) values[i];
        }
        return checked;
    }
}
