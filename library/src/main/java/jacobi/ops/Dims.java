package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Arithmetic of axis lengths and indices. */
final class Dims {
    private Dims() {
    }

    /** The shape that an op was asked for, with -1 replaced by what is left. */
    static Shape infer(String op, Shape from, int[] dims) {
        int open = -1;
        long known = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] == -1 && open < 0) {
                open = axis;
            } else if (dims[axis] < 0) {
                throw new IllegalArgumentException(op + ": " + Arrays.toString(dims) + " has "
                        + (dims[axis] == -1 ? "more than one -1" : "the negative length " + dims[axis])
                        + "; one length at most may be -1, which stands for whatever is left");
            } else {
                known *= dims[axis];
            }
        }
        if (open < 0) {
            return Shape.of(dims);
        }
        if (known == 0 || from.size() % known != 0) {
            throw new IllegalArgumentException(op + ": the " + from.size() + " elements of shape " + from
                    + " cannot be spread over " + Arrays.toString(dims) + ", because " + from.size()
                    + " is not a multiple of " + known);
        }
        int[] whole = dims.clone();
        whole[open] = (int) (from.size() / known);
        return Shape.of(whole);
    }

    static void requireEqualSize(String op, Shape from, Shape to) {
        if (from.size() != to.size()) {
            throw new IllegalArgumentException(op + ": shape " + from + " has " + from.size() + " elements, shape " + to
                    + " has " + to.size() + "; they must be equal");
        }
    }

    /** The shape with other axes in the place of those from {@code start} to {@code end}. */
    static Shape replaced(Shape shape, int start, int end, int... by) {
        int[] old = shape.dims();
        int[] dims = new int[old.length - (end - start) + by.length];
        System.arraycopy(old, 0, dims, 0, start);
        System.arraycopy(by, 0, dims, start, by.length);
        System.arraycopy(old, end, dims, start + by.length, old.length - end);
        return Shape.of(dims);
    }

    /** An index along an axis counted from 0; one that is not there is an error. */
    static int index(String op, Shape shape, int axis, int index) {
        int length = shape.dim(axis);
        int at = index < 0 ? index + length : index;
        if (at < 0 || at >= length) {
            throw new IndexOutOfBoundsException(op + ": there is no index " + index + " along axis " + axis
                    + " of shape "
                    + shape + ", which has length " + length);
        }
        return at;
    }

    /** Two different axes counted from 0. */
    static int[] twoAxes(String op, Shape shape, int axis, int other) {
        int[] axes = {shape.normalizeAxis(op, axis), shape.normalizeAxis(op, other)};
        if (axes[0] == axes[1]) {
            throw new IllegalArgumentException(op + ": axis " + axis + " and axis " + other + " of shape " + shape
                    + " are the same; name two different ones");
        }
        return axes;
    }

    /** The shape without one axis. */
    static Shape without(Shape shape, int axis) {
        int[] dims = new int[shape.rank() - 1];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = shape.dim(i < axis ? i : i + 1);
        }
        return Shape.of(dims);
    }

    /** The shape with a new axis of length 1. */
    static Shape inserted(String op, Shape shape, int axis) {
        int rank = shape.rank() + 1;
        int at = axis < 0 ? axis + rank : axis;
        if (at < 0 || at >= rank) {
            throw new IndexOutOfBoundsException(op + ": a new axis of shape " + shape + " can be put at " + -rank
                    + " to "
                    + (rank - 1) + ", not at " + axis);
        }
        int[] dims = new int[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = i == at ? 1 : shape.dim(i < at ? i : i - 1);
        }
        return Shape.of(dims);
    }

    /** The indices as int64, which is what backends take. */
    static Tensor indices(String op, Tensor index) {
        if (!index.dtype().isInteger()) {
            throw new IllegalArgumentException(op + ": indices are whole numbers (int32 or int64), not " + index.dtype()
                    + "; convert them with to(DType.INT64)");
        }
        return index.to(DType.INT64);
    }

    /** A length of an axis that was computed, if a tensor can have it. */
    static int length(String op, long length) {
        if (length > Shape.MAX_SIZE) {
            throw new IllegalArgumentException(op + ": an axis of length " + length
                    + " is too long; a tensor holds at most "
                    + Shape.MAX_SIZE + " elements");
        }
        return (int) length;
    }

    /** Whole numbers in one axis, int64, on the device of a tensor. */
    static Tensor longs(Tensor device, long[] values) {
        return Tensor.of(device.array().backend().fromHost(values, Shape.of(values.length)));
    }

    /** The whole numbers from a first one on, int64, on the device of a tensor. */
    static Tensor range(Tensor device, long first, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            Pieces.poll("a range of numbers", i);
            values[i] = first + i;
        }
        return longs(device, values);
    }

    /** A number as a scalar of a tensor's type and device; it must be one of that type. */
    static Tensor number(String op, Tensor like, double value) {
        DType dtype = like.dtype();
        if (!dtype.isFloating() && value != (long) value) {
            throw new IllegalArgumentException(op + ": " + value + " is no number of type " + dtype
                    + "; convert the tensor with to(DType.FLOAT32) first");
        }
        return Tensor.of(like.array().backend().constant(dtype, value));
    }

    /** {@link Tensors#scalarLike} for an op's own use: only to be read. */
    static Tensor like(Tensor tensor, double value) {
        return Tensor.of(tensor.array().backend().constant(DType.besideNumber(tensor.dtype(), value), value));
    }

    /** The same for an op of several tensors: as exact as the widest of them. */
    static Tensor beside(double value, Tensor... tensors) {
        DType type = tensors[0].dtype();
        for (Tensor tensor : tensors) {
            type = DType.promote(type, tensor.dtype());
        }
        return Tensor.of(tensors[0].array().backend().constant(DType.besideNumber(type, value), value));
    }

    /** The axes from 0 to rank - 1 that are not among these. */
    static int[] others(int rank, int[] axes) {
        return IntStream.range(0, rank).filter(i -> Arrays.stream(axes).noneMatch(axis -> axis == i))
                .toArray();
    }

    static int[] concat(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
