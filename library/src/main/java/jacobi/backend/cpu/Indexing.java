package jacobi.backend.cpu;

import jacobi.Interruption;
import jacobi.Shape;
import jacobi.backend.NDArray;

/**
 * Elements and slices of row-major arrays that index tensors name. An array is seen as {@code [outer, length, inner]}
 * around the axis that is indexed. Every index is checked.
 */
final class Indexing {
    /** Indices checked at a time, before they are used. */
    private static final int CHUNK = 1024;
    /** Elements worth a thread of their own. */
    private static final int GRAIN = 1 << 15;
    /** Elements from which on a slice is moved as a whole. */
    private static final int WIDE = 8;

    private Indexing() {
    }

    static void gather(Object in, Shape shape, int axis, NDArray index, Object out) {
        Neighbours runs = new Neighbours("gather", shape, axis, index);
        Threads.parallelFor(index.size(), GRAIN, (first, last) -> runs.forEach(first, last, (base, step, from, count) ->
                IndexedRuns.take(in, base, runs.stride, step, runs.index, out, from, count)));
    }

    static void scatterAdd(Object in, NDArray index, int axis, Object out, Shape shape) {
        Neighbours runs = new Neighbours("scatterAdd", shape, axis, index);
        // In order. Along an axis behind the first, the slices of the first are sums of their own.
        int slices = axis == 0 ? 1 : Math.max(1, index.shape().dim(0));
        int each = index.size() / slices;
        Threads.parallelFor(slices, Math.max(1, GRAIN / Math.max(1, each)), (first, last) -> runs.forEach(
                first * each, last * each, (base, step, from, count) ->
                        IndexedRuns.add(in, runs.index, from, count, out, base, runs.stride, step)));
    }

    /** What happens to some neighbours: element {@code from + i} belongs to {@code base + index * stride + i * step}. */
    private interface Run {
        void at(int base, int step, int from, int count);
    }

    /** The elements of an index, as runs along its last axis, and where they point in an array of a given shape. */
    private static final class Neighbours {
        private final String op;
        private final Shape shape;
        private final int axis;
        private final int[] dims;
        private final int[] strides;
        final long[] index;
        final int length;
        final int stride;

        Neighbours(String op, Shape shape, int axis, NDArray index) {
            this.op = op;
            this.shape = shape;
            this.axis = axis;
            this.index = (long[]) (index.isFlat() ? CpuBackend.array(index) : index.backend().toHost(index));
            dims = index.shape().dims();
            strides = shape.rowMajorStrides();
            length = shape.rank() == 0 ? 1 : shape.dim(axis);
            stride = shape.rank() == 0 ? 1 : strides[axis];
        }

        void forEach(int first, int last, Run run) {
            int end = dims.length - 1;
            int step = end == axis ? 0 : 1;
            int polled = first;
            for (int from = first; from < last; ) {
                if (from - polled > Pieces.LENGTH) {
                    Interruption.poll(op);
                    polled = from;
                }
                int rest = from;
                int base = 0;
                int count = last - from;
                for (int d = end; d >= 0; d--) {
                    int i = rest % dims[d];
                    rest /= dims[d];
                    if (d == end) {
                        count = Math.min(count, dims[d] - i);
                    }
                    base += d == axis ? 0 : i * strides[d];
                }
                count = Math.min(count, CHUNK);
                int wrong = IndexedRuns.firstWrong(index, from, count, length);
                if (wrong >= 0) {
                    throw outOfRange(op, shape, axis, index[wrong], wrong);
                }
                run.at(base, step, from, count);
                from += count;
            }
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
            Threads.parallelFor(outer * size, GRAIN, (first, last) -> {
                for (int at = first, end; at < last; at = end) {
                    int o = at / size;
                    end = Math.min(last, (o + 1) * size);
                    HeapArrays.take(in, offset + o * length * inner, positions, at - o * size, end - at, out, at);
                }
            });
        } else {
            Threads.parallelFor(outer * rows.length, Math.max(1, GRAIN / inner), (first, last) -> {
                int from = offset + first / rows.length * length * inner;
                for (int slice = first, i = first % rows.length; slice < last; slice++) {
                    copyRow(in, from + rows[i] * inner, out, slice * inner, inner);
                    if (++i == rows.length) {
                        i = 0;
                        from += length * inner;
                    }
                }
            });
        }
    }

    /** The JIT compiler copies short rows twice as fast where it knows the type of the arrays. */
    private static void copyRow(Object in, int from, Object out, int to, int length) {
        if (in instanceof float[] a && out instanceof float[] b) {
            System.arraycopy(a, from, b, to, length);
        } else {
            System.arraycopy(in, from, out, to, length);
        }
    }

    static void indexAdd(Object in, int outer, int length, int inner, int[] rows, Object out) {
        if (inner < WIDE) {
            int[] positions = spread(rows, inner);
            int size = positions.length;
            Threads.parallelFor(outer, Math.max(1, GRAIN / Math.max(1, size)), (first, last) -> {
                for (int o = first; o < last; o++) {
                    int slice = o;
                    Pieces.forEach("indexAdd", size, (from, end) -> HeapArrays.addAt(in, slice * size + from, positions, from,
                            end - from, out, slice * length * inner));
                }
            });
        } else {
            Threads.parallelFor(outer, Math.max(1, GRAIN / Math.max(1, rows.length * inner)), (first, last) -> {
                for (int o = first; o < last; o++) {
                    for (int i = 0; i < rows.length; i++) {
                        Pieces.poll("indexAdd", i, inner);
                        HeapArrays.add(in, (o * rows.length + i) * inner, out, (o * length + rows[i]) * inner, inner);
                    }
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
            Pieces.poll("taking at an index", i);
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
            Pieces.poll(op, i);
            if (values[i] < 0 || values[i] >= length) {
                throw outOfRange(op, shape, axis, values[i], i);
            }
            checked[i] = (int) values[i];
        }
        return checked;
    }
}
