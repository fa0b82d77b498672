package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What tensors of indices name.
 *
 * @param flat      the indexed shape, the axes that are named joined to one
 * @param positions along that axis
 * @param shape     of what is named
 */
record Places(Shape flat, long[] positions, Shape shape) {
    /** What indices of the leading axes name, each checked; a mask stands for the indices of its trues. */
    static Places of(String op, Shape shape, List<Tensor> indices) {
        List<Tensor> whole = new ArrayList<>();
        for (Tensor index : indices) {
            if (index.dtype() != DType.BOOL) {
                whole.add(Dims.indices(op, index.detach()));
                continue;
            }
            for (int i = 0; i < index.rank(); i++) {
                int axis = whole.size() + i;
                if (axis >= shape.rank() || index.size(i) != shape.dim(axis)) {
                    throw new IllegalArgumentException(op + ": a mask of shape " + index.shape()
                            + " does not fit shape " + shape
                            + " from axis " + whole.size() + " on; it has the lengths of the axes it chooses from");
                }
            }
            whole.addAll(index.where());
        }
        if (whole.isEmpty() || whole.size() > shape.rank()) {
            throw new IllegalArgumentException(op + ": shape " + shape + " takes indices for 1 to " + shape.rank()
                    + " axes, not for " + whole.size());
        }
        Shape common = Shape.SCALAR;
        for (Tensor index : whole) {
            common = Shape.broadcast(op, common, index.shape());
        }
        long[] positions = new long[common.size()];
        int leading = 1;
        for (int axis = 0; axis < whole.size(); axis++) {
            int length = shape.dim(axis);
            long[] along = whole.get(axis).expand(common).toLongs();
            for (int i = 0; i < along.length; i++) {
                Pieces.poll(op, i);
                positions[i] = positions[i] * length + checked(op, shape, axis, along[i], i);
            }
            leading *= length;
        }
        int[] named = common.dims();
        return new Places(Dims.replaced(shape, 0, whole.size(), leading), positions,
                Dims.replaced(shape, 0, whole.size(), named));
    }

    private static long checked(String op, Shape shape, int axis, long index, int position) {
        int length = shape.dim(axis);
        if (index < -length || index >= length) {
            throw new IndexOutOfBoundsException(op + ": the index holds " + index + " at position " + position
                    + ", but axis "
                    + axis + " of shape " + shape + " has only the indices " + -length + " to " + (length - 1));
        }
        return index < 0 ? index + length : index;
    }

    /** An index for gather and scatter. */
    static void requireFits(String op, Shape shape, int axis, Tensor index) {
        boolean fits = index.rank() == shape.rank();
        for (int i = 0; fits && i < shape.rank(); i++) {
            fits = i == axis || index.size(i) <= shape.dim(i);
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": the index of shape " + index.shape() + " does not fit shape "
                    + shape
                    + ": it needs as many axes, and only axis " + axis + " may be longer");
        }
    }

    static void requireOneAxis(String op, Tensor index) {
        if (index.rank() != 1) {
            throw new IllegalArgumentException(op + ": the indices are a tensor of one axis, not of shape "
                    + index.shape());
        }
    }

    static void requireType(String op, Tensor x, Tensor source) {
        if (source.dtype() != x.dtype()) {
            throw new IllegalArgumentException(op + ": the source is of type " + source.dtype()
                    + ", the tensor of type "
                    + x.dtype() + "; convert one with to(DType." + x.dtype().name() + ")");
        }
    }

    /** A source of slices for indexAdd and indexCopy. */
    static void requireSlices(String op, Tensor x, int axis, Tensor index, Tensor source) {
        requireOneAxis(op, index);
        Shape expected = x.shape().withDim(axis, index.size());
        if (!source.shape().equals(expected)) {
            throw new IllegalArgumentException(op + ": the source of shape " + source.shape() + " does not fit: for "
                    + index.size() + " indices along axis " + axis + " of shape " + x.shape() + " it is " + expected);
        }
        requireType(op, x, source);
    }

    /** The part of a source that an index for scatter uses. */
    static Tensor sourceFor(String op, Tensor x, int axis, Tensor index, Tensor source) {
        requireFits(op, x.shape(), axis, index);
        boolean fits = source.rank() == index.rank();
        for (int i = 0; fits && i < index.rank(); i++) {
            fits = index.size(i) <= source.size(i);
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": the source of shape " + source.shape()
                    + " is too small for the index of "
                    + "shape " + index.shape() + ": it has as many axes, and is at least as long along each");
        }
        requireType(op, x, source);
        Tensor part = source;
        for (int i = 0; i < index.rank(); i++) {
            part = part.size(i) == index.size(i) ? part : part.slice(i, 0, index.size(i));
        }
        return part;
    }

    /** For each element of x, the row-major position in the index of the last one that names it; -1 if none does. */
    static Tensor lastWriters(String op, Tensor x, int axis, Tensor index) {
        long[] along = Dims.indices(op, index.detach()).toLongs();
        int[] strides = x.shape().rowMajorStrides();
        int[] dims = index.shape().dims();
        int[] counter = new int[dims.length];
        long[] writers = new long[x.size()];
        Arrays.fill(writers, -1);
        for (int i = 0; i < along.length; i++) {
            Pieces.poll(op, i);
            requireInside(op, x.shape(), axis, along[i], i);
            int position = 0;
            for (int d = 0; d < dims.length; d++) {
                position += (d == axis ? (int) along[i] : counter[d]) * strides[d];
            }
            writers[position] = i;
            for (int d = dims.length - 1; d >= 0 && ++counter[d] == dims[d]; d--) {
                counter[d] = 0;
            }
        }
        return Dims.longs(x, writers).reshape(x.shape());
    }

    /** For each index of an axis, the position of the last slice that goes there; -1 if none does. */
    static Tensor lastSlices(String op, Tensor x, int axis, Tensor index) {
        long[] along = Dims.indices(op, index.detach()).toLongs();
        long[] writers = new long[x.size(axis)];
        Arrays.fill(writers, -1);
        for (int i = 0; i < along.length; i++) {
            Pieces.poll(op, i);
            requireInside(op, x.shape(), axis, along[i], i);
            writers[(int) along[i]] = i;
        }
        return Dims.longs(x, writers);
    }

    private static void requireInside(String op, Shape shape, int axis, long index, int position) {
        if (index < 0 || index >= shape.dim(axis)) {
            throw new IndexOutOfBoundsException(op + ": the index holds " + index + " at position " + position
                    + ", but axis "
                    + axis + " of shape " + shape + " has only the indices 0 to " + (shape.dim(axis) - 1));
        }
    }

    /** x, with elements of a source where a writer is named. */
    static Tensor replace(Tensor x, Tensor writers, Tensor source) {
        if (source.size() == 0) {
            return x.copy();
        }
        Tensor values = new Indexing.IndexSelect(0).apply(source, writers.flatten().relu()).reshape(x.shape());
        return writers.ge(0).where(values, x);
    }

    /** One number for each index of an axis, so that it broadcasts along x. */
    static Tensor along(Tensor numbers, Tensor x, int axis) {
        int[] dims = new int[x.rank()];
        Arrays.fill(dims, 1);
        dims[axis] = numbers.size();
        return numbers.reshape(dims);
    }

    /** Bools have no sums. */
    static void requireNumbers(String op, Tensor x) {
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(op + ": it adds numbers, not bools; convert them with to(DType.INT64)");
        }
    }
}
