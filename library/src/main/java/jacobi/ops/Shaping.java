package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import java.util.Arrays;

/**
 * The same numbers in another arrangement. Reshaping (where strides can say it), transposing, expanding and
 * slicing give views, which share memory with the original, as in PyTorch.
 */
public interface Shaping extends Operand {
    /** Another shape with as many elements, in the same row-major order. */
    record Reshape(Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray view = x[0].array().reshapedView(shape);
            return Tensor.of(view != null ? view : x[0].array().flattened().reshapedView(shape));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.reshape(x[0].shape());
        }
    }

    /** The axes in another order. */
    record Permute(int[] axes) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray a = x[0].array();
            int[] dims = new int[axes.length];
            int[] strides = new int[axes.length];
            for (int to = 0; to < axes.length; to++) {
                dims[to] = a.shape().dim(axes[to]);
                strides[to] = a.strides()[axes[to]];
            }
            return Tensor.of(a.view(Shape.of(dims), strides, a.offset()));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            int[] back = new int[axes.length];
            for (int to = 0; to < axes.length; to++) {
                back[axes[to]] = to;
            }
            return g.permute(back);
        }
    }

    /** Axes of length 1 stretched. */
    record Expand(Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(x[0].array().broadcastTo(shape));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.sumTo(x[0].shape());
        }
    }

    /** Every {@code step}-th element along an axis. */
    record Slice(int axis, int from, int to, int step) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(view(x[0].array()));
        }

        NDArray view(NDArray a) {
            int length = (to - from + step - 1) / step;
            int[] strides = a.strides().clone();
            int offset = length == 0 ? a.offset() : a.offset() + from * strides[axis];
            strides[axis] *= step;
            return a.view(a.shape().withDim(axis, length), strides, offset);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Unslice(this, x[0].shape()).apply(g);
        }
    }

    /** Zeros, with a tensor in the place of a slice: what gives a slice its gradient. */
    record Unslice(Slice slice, Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), shape);
            in.backend().copy(in, slice.view(out));
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return slice.apply(g);
        }
    }

    /** Another element type. */
    record Cast(DType dtype) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(dtype, in.shape());
            in.backend().copy(in, out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.to(x[0].dtype());
        }
    }

    /**
     * The same elements in another shape; a view where strides can say it, otherwise a copy.
     *
     * @param dims the new lengths; one of them may be -1, which stands for whatever is left
     * @throws IllegalArgumentException if the number of elements differs
     */
    default Tensor reshape(int... dims) {
        return reshape(Dims.infer(self().shape(), dims));
    }

    /** {@return the same elements in another shape; a view where strides can say it, otherwise a copy} */
    default Tensor reshape(Shape shape) {
        if (shape.equals(self().shape())) {
            return self();
        }
        if (shape.size() != self().size()) {
            throw new IllegalArgumentException("reshape: shape " + self().shape() + " has " + self().size()
                    + " elements, shape " + shape + " has " + shape.size() + "; they must be equal");
        }
        return new Reshape(shape).apply(self());
    }

    /** {@return all elements in one axis} */
    default Tensor flatten() {
        return reshape(Shape.of(self().size()));
    }

    /** {@return the tensor without its axes of length 1} */
    default Tensor squeeze() {
        return reshape(Shape.of(Arrays.stream(self().shape().dims()).filter(d -> d != 1).toArray()));
    }

    /** {@return the tensor without this axis, if its length is 1; otherwise the tensor itself} */
    default Tensor squeeze(int axis) {
        Shape shape = self().shape();
        int normal = shape.normalizeAxis("squeeze", axis);
        return shape.dim(normal) == 1 ? reshape(Dims.without(shape, normal)) : self();
    }

    /** {@return the tensor with a new axis of length 1 at this place} */
    default Tensor unsqueeze(int axis) {
        return reshape(Dims.inserted("unsqueeze", self().shape(), axis));
    }

    /** {@return a view with the rows as columns; for a tensor of two axes} */
    default Tensor t() {
        if (self().rank() != 2) {
            throw new IllegalArgumentException("t: it takes a matrix, but the shape is " + self().shape()
                    + "; use transpose(axis, axis) or permute(axes...)");
        }
        return transpose(0, 1);
    }

    /** {@return a view with two axes exchanged} */
    default Tensor transpose(int axis, int otherAxis) {
        Shape shape = self().shape();
        int a = shape.normalizeAxis("transpose", axis);
        int b = shape.normalizeAxis("transpose", otherAxis);
        int[] axes = Axes.all(shape);
        axes[a] = b;
        axes[b] = a;
        return new Permute(axes).apply(self());
    }

    /** {@return a view with the axes in this order} */
    default Tensor permute(int... axes) {
        Shape shape = self().shape();
        if (axes.length != shape.rank()) {
            throw new IllegalArgumentException("permute: shape " + shape + " has " + shape.rank() + " axes, but "
                    + axes.length + " are named in " + Arrays.toString(axes) + "; name each of them once");
        }
        Axes.normalize("permute", shape, axes);
        int[] normal = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            normal[i] = shape.normalizeAxis("permute", axes[i]);
        }
        return new Permute(normal).apply(self());
    }

    /** {@return a view in which axes of length 1, and new ones in front, are stretched to this shape} */
    default Tensor expand(int... dims) {
        return expand(Shape.of(dims));
    }

    /** {@return a view in which axes of length 1, and new ones in front, are stretched to this shape} */
    default Tensor expand(Shape shape) {
        if (shape.equals(self().shape())) {
            return self();
        }
        if (!Shape.stretches(self().shape(), shape)) {
            throw new IllegalArgumentException("expand: shape " + self().shape() + " does not stretch to " + shape
                    + "; only axes of length 1, and new ones in front, can be stretched");
        }
        return new Expand(shape).apply(self());
    }

    /** {@return rows {@code from} (included) to {@code to} (excluded), as a view} Negative numbers count from the end. */
    default Tensor slice(int from, int to) {
        return slice(0, from, to, 1);
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
     * One index of an axis, which disappears: {@code x.select(0, 3)} is the fourth row.
     *
     * @throws IndexOutOfBoundsException if the axis is not that long
     */
    default Tensor select(int axis, int index) {
        int normal = self().shape().normalizeAxis("select", axis);
        int length = self().shape().dim(normal);
        int at = index < 0 ? index + length : index;
        if (at < 0 || at >= length) {
            throw new IndexOutOfBoundsException("select: there is no index " + index + " along axis " + axis + " of shape "
                    + self().shape() + ", which has length " + length);
        }
        Tensor one = new Slice(normal, at, at + 1, 1).apply(self());
        return one.reshape(Dims.without(one.shape(), normal));
    }

    /** {@return row {@code index}: {@code select(0, index)}} */
    default Tensor get(int index) {
        return select(0, index);
    }

    /** {@return the same numbers as another type; the tensor itself if it has that type} Fractions are cut off. */
    default Tensor to(DType dtype) {
        return dtype == self().dtype() ? self() : new Cast(dtype).apply(self());
    }
}
