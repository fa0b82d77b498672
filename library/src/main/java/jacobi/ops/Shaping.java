package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import java.util.Arrays;

/**
 * The same numbers in another shape. Reshaping (where strides can say it), transposing and expanding give views, which
 * share memory with the original, as in PyTorch.
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

    /** Another element type. */
    record Cast(DType dtype) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().empty(dtype, in.shape());
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
        return reshape(Dims.infer("reshape", self().shape(), dims));
    }

    /** {@return the same elements in another shape; a view where strides can say it, otherwise a copy} */
    default Tensor reshape(Shape shape) {
        if (shape.equals(self().shape())) {
            return self();
        }
        Dims.requireEqualSize("reshape", self().shape(), shape);
        return new Reshape(shape).apply(self());
    }

    /**
     * The same elements in another shape, never a copy: what changes in one changes in the other.
     *
     * @param dims the new lengths; one of them may be -1, which stands for whatever is left
     * @throws IllegalArgumentException if the number of elements differs, or strides cannot say the shape
     */
    default Tensor view(int... dims) {
        Shape shape = Dims.infer("view", self().shape(), dims);
        Dims.requireEqualSize("view", self().shape(), shape);
        if (self().array().reshapedView(shape) == null) {
            throw new IllegalArgumentException("view: shape " + self().shape()
                    + ", as it lies in memory, has no view of shape "
                    + shape + " without a copy; use reshape");
        }
        return reshape(shape);
    }

    /** {@return all elements in one axis} */
    default Tensor flatten() {
        return reshape(Shape.of(self().size()));
    }

    /**
     * Several neighbouring axes as one, as {@code flatten(1, -1)} makes a row of numbers of each image of a batch.
     *
     * @param start the first of the axes; negative ones count from the end
     * @param end   the last of the axes, itself included
     * @throws IllegalArgumentException if the last comes before the first
     */
    default Tensor flatten(int start, int end) {
        Shape shape = self().shape();
        if (shape.rank() == 0 && (start == 0 || start == -1) && (end == 0 || end == -1)) {
            return flatten();
        }
        int first = shape.normalizeAxis("flatten", start);
        int last = shape.normalizeAxis("flatten", end);
        if (last < first) {
            throw new IllegalArgumentException("flatten: axis " + start + " comes after axis " + end + " in shape "
                    + shape
                    + "; name the first axis first");
        }
        int size = 1;
        for (int axis = first; axis <= last; axis++) {
            size *= shape.dim(axis);
        }
        return reshape(Dims.replaced(shape, first, last + 1, size));
    }

    /**
     * One axis as several: the reverse of {@link #flatten(int, int)}.
     *
     * @param sizes the lengths of the new axes; one of them may be -1, which stands for whatever is left
     * @throws IllegalArgumentException if their product is not the length of the axis
     */
    default Tensor unflatten(int axis, int... sizes) {
        Shape shape = self().shape();
        int normal = shape.normalizeAxis("unflatten", axis);
        Shape along = Shape.of(shape.dim(normal));
        Shape split = Dims.infer("unflatten", along, sizes);
        if (sizes.length == 0 || split.size() != along.size()) {
            throw new IllegalArgumentException("unflatten: axis " + axis + " of shape " + shape + " has length "
                    + along.size()
                    + ", but the product of " + Arrays.toString(sizes) + " is " + split.size()
                    + "; they must be equal");
        }
        return reshape(Dims.replaced(shape, normal, normal + 1, split.dims()));
    }

    /** {@return the tensor without its axes of length 1} */
    default Tensor squeeze() {
        return reshape(Shape.of(Arrays.stream(self().shape().dims()).filter(d -> d != 1).toArray()));
    }

    /** {@return the tensor without this axis, if its length is 1; otherwise the tensor itself} */
    default Tensor squeeze(int axis) {
        if (Axes.isOfNumber(self(), axis)) {
            return self();
        }
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
        if (Axes.isOfNumber(self(), axis) && Axes.isOfNumber(self(), otherAxis)) {
            return self();
        }
        Shape shape = self().shape();
        int a = shape.normalizeAxis("transpose", axis);
        int b = shape.normalizeAxis("transpose", otherAxis);
        int[] axes = Axes.all(shape);
        axes[a] = b;
        axes[b] = a;
        return new Permute(axes).apply(self());
    }

    /** {@return a view with two axes exchanged; the same as {@link #transpose}} */
    default Tensor swapaxes(int axis, int otherAxis) {
        return transpose(axis, otherAxis);
    }

    /** {@return a view with the last two axes exchanged: each matrix of a batch transposed} */
    default Tensor mT() {
        if (self().rank() < 2) {
            throw new IllegalArgumentException("mT: it takes matrices, tensors of at least two axes, but the shape is "
                    + self().shape() + "; use unsqueeze to add an axis");
        }
        return transpose(-2, -1);
    }

    /** {@return a view with one axis moved to another place; the others keep their order} */
    default Tensor movedim(int from, int to) {
        if (Axes.isOfNumber(self(), from) && Axes.isOfNumber(self(), to)) {
            return self();
        }
        return movedim(new int[] {from}, new int[] {to});
    }

    /**
     * A view with some axes moved to other places; the others keep their order.
     *
     * @param from which axes
     * @param to   where each of them goes
     * @throws IllegalArgumentException if there are not as many places as axes, or one is named twice
     */
    default Tensor movedim(int[] from, int[] to) {
        Shape shape = self().shape();
        if (from.length != to.length) {
            throw new IllegalArgumentException("movedim: " + from.length + " axes " + Arrays.toString(from)
                    + " cannot go to "
                    + to.length + " places " + Arrays.toString(to) + "; name a place for each axis");
        }
        Axes.normalize("movedim", shape, from);
        Axes.normalize("movedim", shape, to);
        int[] order = new int[shape.rank()];
        Arrays.fill(order, -1);
        boolean[] moved = new boolean[order.length];
        for (int i = 0; i < from.length; i++) {
            int axis = shape.normalizeAxis("movedim", from[i]);
            order[shape.normalizeAxis("movedim", to[i])] = axis;
            moved[axis] = true;
        }
        int next = 0;
        for (int place = 0; place < order.length; place++) {
            if (order[place] < 0) {
                while (moved[next]) {
                    next++;
                }
                order[place] = next++;
            }
        }
        return new Permute(order).apply(self());
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

    /**
     * A view in which axes of length 1, and new ones in front, are stretched to this shape.
     *
     * @param dims the lengths; -1 keeps the one that is there
     */
    default Tensor expand(int... dims) {
        Shape shape = self().shape();
        int[] whole = dims.clone();
        int lead = dims.length - shape.rank();
        for (int axis = Math.max(lead, 0); axis < whole.length; axis++) {
            whole[axis] = whole[axis] == -1 ? shape.dim(axis - lead) : whole[axis];
        }
        for (int length : whole) {
            if (length < 0) {
                throw new IllegalArgumentException("expand: " + Arrays.toString(dims) + " has the length " + length
                        + ", which shape " + shape + " cannot take; only -1 is special, for an axis that is there");
            }
        }
        return expand(Shape.of(whole));
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

    /** {@return a view of the other tensor's shape; see {@link #view(int...)}} */
    default Tensor viewAs(Tensor other) {
        return view(other.shape().dims());
    }

    /** {@return the elements in the other tensor's shape; see {@link #reshape(int...)}} */
    default Tensor reshapeAs(Tensor other) {
        return reshape(other.shape().dims());
    }

    /** {@return a view stretched to the other tensor's shape} */
    default Tensor expandAs(Tensor other) {
        return expand(other.shape());
    }

    /** {@return a view stretched to this shape; the same as {@link #expand(int...)}} */
    default Tensor broadcastTo(int... dims) {
        return expand(dims);
    }

    /** {@return a scalar as a tensor of one axis; any other tensor as it is} */
    default Tensor atLeast1d() {
        return self().rank() == 0 ? reshape(1) : self();
    }

    /** {@return a tensor of fewer than two axes as a matrix of one row; any other tensor as it is} */
    default Tensor atLeast2d() {
        return self().rank() < 2 ? atLeast1d().unsqueeze(0) : self();
    }

    /**
     * {@return a tensor of at least three axes: {@code [n]} becomes {@code [1, n, 1]}, {@code [m, n]} {@code [m, n,
     * 1]}}
     */
    default Tensor atLeast3d() {
        return self().rank() < 3 ? atLeast2d().unsqueeze(-1) : self();
    }

    /** {@return the same numbers as another type; the tensor itself if it has that type} Fractions are cut off. */
    default Tensor to(DType dtype) {
        return dtype == self().dtype() ? self() : new Cast(dtype).apply(self());
    }
}
