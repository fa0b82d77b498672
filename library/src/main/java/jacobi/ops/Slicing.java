package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import jacobi.backend.ScalarFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts of a tensor as views of it, which share its memory, as in PyTorch. */
public interface Slicing extends Operand {
    /** An op that picks some of the elements, each at most once, without moving them. */
    interface View extends Op.Linear {
        NDArray view(NDArray a);

        @Override
        default Tensor forward(Tensor... x) {
            return Tensor.of(view(x[0].array()));
        }

        @Override
        default Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Placed(this, x[0].shape()).apply(g);
        }
    }

    /** Zeros, with a tensor in the place of a view: what gives a view its gradient. */
    record Placed(View view, Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), shape);
            in.backend().copy(in, view.view(out));
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return view.apply(g);
        }
    }

    /** Every {@code step}-th element along an axis. */
    record Slice(int axis, int from, int to, int step) implements View {
        @Override
        public NDArray view(NDArray a) {
            int length = (int) (((long) to - from + step - 1) / step);
            int[] strides = a.strides().clone();
            int offset = length == 0 ? a.offset() : a.offset() + from * strides[axis];
            strides[axis] = length > 1 ? strides[axis] * step : strides[axis];
            return a.view(a.shape().withDim(axis, length), strides, offset);
        }
    }

    /** The elements whose indices along two axes differ by {@code offset}, in a new last axis. */
    record Diagonal(int offset, int axis, int otherAxis) implements View {
        @Override
        public NDArray view(NDArray a) {
            int[] dims = new int[a.shape().rank() - 1];
            int[] strides = new int[dims.length];
            int next = 0;
            for (int i = 0; i < a.shape().rank(); i++) {
                if (i != axis && i != otherAxis) {
                    dims[next] = a.shape().dim(i);
                    strides[next++] = a.strides()[i];
                }
            }
            int down = Math.max(-offset, 0);
            int right = Math.max(offset, 0);
            int length = Math.max(0, Math.min(a.shape().dim(axis) - down, a.shape().dim(otherAxis) - right));
            dims[next] = length;
            strides[next] = a.strides()[axis] + a.strides()[otherAxis];
            int start = length == 0 ? 0 : down * a.strides()[axis] + right * a.strides()[otherAxis];
            return a.view(Shape.of(dims), strides, a.offset() + start);
        }
    }

    /** Windows along an axis, which may overlap, in a new last axis. */
    record Windows(int axis, int size, int step) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray a = x[0].array();
            int rank = a.shape().rank();
            int[] dims = Arrays.copyOf(a.shape().dims(), rank + 1);
            int[] strides = Arrays.copyOf(a.strides(), rank + 1);
            dims[axis] = count(a.shape());
            dims[rank] = size;
            strides[rank] = strides[axis];
            strides[axis] = dims[axis] > 1 ? strides[axis] * step : strides[axis];
            return Tensor.of(a.view(Shape.of(dims), strides, a.offset()));
        }

        int count(Shape shape) {
            return (shape.dim(axis) - size) / step + 1;
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Unwindowed(this, x[0].shape()).apply(g);
        }
    }

    /** The windows added up where they came from: what gives them their gradient. */
    record Unwindowed(Windows windows, Shape shape) implements Op.Linear {
        private static final ScalarFunction ADD =
                new ScalarFunction("add", 2, Elementwise.input(0).add(Elementwise.input(1)));

        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), shape);
            int last = (windows.count(shape) - 1) * windows.step;
            for (int k = 0; k < windows.size; k++) {
                NDArray place = new Slice(windows.axis, k, k + last + 1, windows.step).view(out);
                NDArray part = new Slice(shape.rank(), k, k + 1, 1).view(in).reshapedView(place.shape());
                in.backend().elementwise(ADD, place, place, part);
            }
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return windows.apply(g);
        }
    }

    /**
     * {@return rows {@code from} (included) to {@code to} (excluded), as a view} Negative numbers count from the end.
     */
    default Tensor slice(int from, int to) {
        return slice(0, from, to, 1);
    }

    /** {@return part of an axis, as a view: the indices {@code from} (included) to {@code to} (excluded)} */
    default Tensor slice(int axis, int from, int to) {
        return slice(axis, from, to, 1);
    }

    /**
     * Part of an axis, as a view: Python's {@code x[from:to:step]}. Bounds beyond the ends are cut to them.
     *
     * @param from the first index; negative numbers count from the end
     * @param to   the index after the last; negative numbers count from the end
     * @param step how far apart, at least 1
     */
    default Tensor slice(int axis, int from, int to, int step) {
        int normal = self().shape().normalizeAxis("slice", axis);
        if (step < 1) {
            throw new IllegalArgumentException("slice: the step must be at least 1, not " + step);
        }
        int length = self().shape().dim(normal);
        int first = Math.clamp(from < 0 ? (long) from + length : from, 0, length);
        int end = Math.clamp(to < 0 ? (long) to + length : to, first, length);
        return new Slice(normal, first, end, step).apply(self());
    }

    /**
     * {@code length} indices of an axis, as a view. Unlike {@link #slice(int, int, int)} it cuts nothing to the ends.
     *
     * @param start the first index; negative numbers count from the end
     * @throws IndexOutOfBoundsException if they are not all in the axis
     */
    default Tensor narrow(int axis, int start, int length) {
        Shape shape = self().shape();
        int normal = shape.normalizeAxis("narrow", axis);
        int first = start < 0 ? start + shape.dim(normal) : start;
        if (first < 0 || length < 0 || (long) first + length > shape.dim(normal)) {
            throw new IndexOutOfBoundsException("narrow: there are no " + length + " indices from " + start
                    + " on along axis "
                    + axis + " of shape " + shape + ", which has length " + shape.dim(normal));
        }
        return new Slice(normal, first, first + length, 1).apply(self());
    }

    /**
     * One index of an axis, which disappears: {@code x.select(0, 3)} is the fourth row. A view.
     *
     * @throws IndexOutOfBoundsException if the axis is not that long
     */
    default Tensor select(int axis, int index) {
        int normal = self().shape().normalizeAxis("select", axis);
        int at = Dims.index("select", self().shape(), normal, index);
        Tensor one = new Slice(normal, at, at + 1, 1).apply(self());
        return one.reshape(Dims.without(one.shape(), normal));
    }

    /** {@return row {@code index}: {@code select(0, index)}} */
    default Tensor get(int index) {
        return select(0, index);
    }

    /**
     * The part that the first few indices name, as a view: {@code x.get(2, 0)} is Python's {@code x[2, 0]}.
     *
     * @param indices one for each leading axis; negative ones count from the end
     */
    default Tensor get(int... indices) {
        Shape shape = self().shape();
        if (indices.length > shape.rank()) {
            throw new IllegalArgumentException("get: shape " + shape + " takes at most " + shape.rank()
                    + " indices, not the "
                    + indices.length + " of " + Arrays.toString(indices));
        }
        for (int axis = 0; axis < indices.length; axis++) {
            Dims.index("get", shape, axis, indices[axis]);
        }
        Tensor part = self();
        for (int index : indices) {
            part = part.select(0, index);
        }
        return part;
    }

    /** {@return the rows in pieces of {@code size}, the last one shorter if need be, as views} */
    default List<Tensor> split(int size) {
        return split(size, 0);
    }

    /** {@return the indices of an axis in pieces of {@code size}, the last one shorter if need be, as views} */
    default List<Tensor> split(int size, int axis) {
        int normal = self().shape().normalizeAxis("split", axis);
        if (size < 1) {
            throw new IllegalArgumentException("split: the size of a piece must be at least 1, not " + size);
        }
        int length = self().size(normal);
        List<Tensor> pieces = new ArrayList<>();
        int from = 0;
        do {
            int to = (int) Math.min((long) from + size, length);
            pieces.add(new Slice(normal, from, to, 1).apply(self()));
            from = to;
        } while (from < length);
        return pieces;
    }

    /**
     * An axis in pieces of these lengths, as views.
     *
     * @throws IllegalArgumentException if the lengths do not add up to that of the axis
     */
    default List<Tensor> split(int[] sizes, int axis) {
        int normal = self().shape().normalizeAxis("split", axis);
        long sum = 0;
        boolean negative = false;
        for (int size : sizes) {
            sum += size;
            negative |= size < 0;
        }
        if (negative || sum != self().size(normal)) {
            throw new IllegalArgumentException("split: pieces of " + Arrays.toString(sizes) + " do not add up to axis "
                    + axis
                    + " of shape " + self().shape() + ", which has length " + self().size(normal)
                    + "; the lengths must be at least 0 and sum to it");
        }
        List<Tensor> pieces = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            pieces.add(new Slice(normal, from, from + size, 1).apply(self()));
            from += size;
        }
        return pieces;
    }

    /** {@return the rows in at most {@code count} equal pieces, as views; see {@link #chunk(int, int)}} */
    default List<Tensor> chunk(int count) {
        return chunk(count, 0);
    }

    /**
     * An axis in at most {@code count} pieces, as views: all of the same length, but the last may be shorter, and as in
     * PyTorch there may be fewer.
     */
    default List<Tensor> chunk(int count, int axis) {
        int normal = self().shape().normalizeAxis("chunk", axis);
        if (count < 1) {
            throw new IllegalArgumentException("chunk: the number of pieces must be at least 1, not " + count);
        }
        int length = self().size(normal);
        return length == 0 ? split(new int[count], normal) : split((int) (((long) length + count - 1) / count), normal);
    }

    /** {@return the rows in {@code count} pieces, as views; see {@link #tensorSplit(int, int)}} */
    default List<Tensor> tensorSplit(int count) {
        return tensorSplit(count, 0);
    }

    /** {@return an axis in exactly {@code count} pieces, as views: of the same length, but the first may have one more} */
    default List<Tensor> tensorSplit(int count, int axis) {
        int normal = self().shape().normalizeAxis("tensorSplit", axis);
        if (count < 1) {
            throw new IllegalArgumentException("tensorSplit: the number of pieces must be at least 1, not " + count);
        }
        int length = self().size(normal);
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = length / count + (i < length % count ? 1 : 0);
        }
        return split(sizes, normal);
    }

    /**
     * An axis cut at these indices, as views: {@code x.tensorSplit(new int[] {2, 5}, 0)} are the rows 0 to 1, 2 to 4, and
     * those from 5 on. What lies behind the end, or is cut in reverse, is empty.
     *
     * @param indices where pieces begin; negative ones count from the end
     */
    default List<Tensor> tensorSplit(int[] indices, int axis) {
        int normal = self().shape().normalizeAxis("tensorSplit", axis);
        int length = self().size(normal);
        List<Tensor> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= indices.length; i++) {
            int index = i == indices.length ? length : indices[i] < 0 ? indices[i] + length : indices[i];
            int to = Math.max(0, Math.min(length, index));
            pieces.add(new Slice(normal, from, Math.max(from, to), 1).apply(self()));
            from = to;
        }
        return pieces;
    }

    /** {@return the rows one by one, as views} */
    default List<Tensor> unbind() {
        return unbind(0);
    }

    /** {@return the parts along an axis one by one, without that axis, as views} */
    default List<Tensor> unbind(int axis) {
        int normal = self().shape().normalizeAxis("unbind", axis);
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < self().size(normal); i++) {
            parts.add(select(normal, i));
        }
        return parts;
    }

    /**
     * Sliding windows along an axis, as a view: {@code y[..., i, ..., k] = x[..., i * step + k, ...]}.
     *
     * @param size how long a window is; the windows lie in a new last axis
     * @param step from one window to the next
     * @return the axis counts the windows: {@code (length - size) / step + 1}
     * @throws IllegalArgumentException if a window does not fit, or the step is less than 1
     */
    default Tensor unfold(int axis, int size, int step) {
        Shape shape = self().shape();
        int normal = shape.normalizeAxis("unfold", axis);
        if (size < 0 || size > shape.dim(normal) || step < 1) {
            throw new IllegalArgumentException("unfold: windows of size " + size + " at steps of " + step
                    + " do not fit axis "
                    + axis + " of shape " + shape + ": the size is 0 to " + shape.dim(normal)
                    + ", the step at least 1");
        }
        return new Windows(normal, size, step).apply(self());
    }

    /** {@return the main diagonal of a matrix, as a view; see {@link #diagonal(int, int, int)}} */
    default Tensor diagonal() {
        return diagonal(0, 0, 1);
    }

    /** {@return a diagonal of a matrix, as a view; see {@link #diagonal(int, int, int)}} */
    default Tensor diagonal(int offset) {
        return diagonal(offset, 0, 1);
    }

    /**
     * The elements whose index along the second axis is {@code offset} more than along the first, as a view. Both axes
     * disappear; the diagonal lies in a new last axis.
     *
     * @param offset 0 for the main diagonal, positive above it, negative below
     * @throws IllegalArgumentException if the two axes are the same
     */
    default Tensor diagonal(int offset, int axis, int otherAxis) {
        int[] axes = Dims.twoAxes("diagonal", self().shape(), axis, otherAxis);
        return new Diagonal(offset, axes[0], axes[1]).apply(self());
    }
}
