package jacobi.ops;

import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.ScalarFunction;
import jacobi.expr.Var;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Windows that slide over the axes behind the first two, which are the batch and the channels. A padded array already
 * holds every window; strides say where, so that nothing is copied to see them.
 *
 * @param kernel   the number of elements of a window along each axis
 * @param stride   how far it moves
 * @param padding  how many elements lie in front of and behind each axis
 * @param dilation how far the elements of a window lie apart
 * @param ceil     whether a last window that is not full counts
 */
record Windows(int[] kernel, int[] stride, int[] padding, int[] dilation, boolean ceil) {
    private static final ScalarFunction ADD = new ScalarFunction("add", 2, new Var(0, "x").add(new Var(1, "y")));

    /** Each of the numbers may be one for all axes. */
    static Windows of(String op, int[] kernel, int[] stride, int[] padding, int[] dilation) {
        int axes = kernel.length;
        Windows windows = new Windows(atLeast(op, "kernel", 1, axes, kernel), atLeast(op, "stride", 1, axes, stride),
                atLeast(op, "padding", 0, axes, padding), atLeast(op, "dilation", 1, axes, dilation), false);
        for (int i = 0; i < axes; i++) {
            if (windows.extent(i) > Shape.MAX_SIZE) {
                throw new IllegalArgumentException(op + ": kernel " + Arrays.toString(kernel) + " with dilation "
                        + Arrays.toString(dilation) + " is longer than any tensor");
            }
        }
        return windows;
    }

    static int[] atLeast(String op, String what, int least, int axes, int[] given) {
        int[] all = given.length == 1 ? new int[axes] : given.clone();
        if (given.length == 1) {
            Arrays.fill(all, given[0]);
        }
        boolean fits = all.length == axes;
        for (int value : all) {
            fits &= value >= least;
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": " + what + " " + Arrays.toString(given) + " does not fit: it is one "
                    + "number, or one for each of the " + axes + " axes that windows slide along, at least " + least);
        }
        return all;
    }

    Windows ceil(boolean partial) {
        return new Windows(kernel, stride, padding, dilation, partial);
    }

    int axes() {
        return kernel.length;
    }

    /** From the first element of a window to the last, both included. */
    private long extent(int axis) {
        return (kernel[axis] - 1L) * dilation[axis] + 1;
    }

    /** How many elements a window has. */
    int count() {
        return Shape.of(kernel).size();
    }

    /** The number of windows along each axis of a shape. */
    int[] outputs(String op, Shape shape) {
        int[] out = new int[axes()];
        for (int i = 0; i < out.length; i++) {
            int length = shape.dim(i + 2);
            long room = length + 2L * padding[i] - extent(i);
            if (length + 2L * padding[i] > Shape.MAX_SIZE) {
                throw new IllegalArgumentException(op + ": padding " + Arrays.toString(padding) + " makes axis " + (i + 2)
                        + " of shape " + shape + " " + (length + 2L * padding[i]) + " elements long, more than "
                        + Shape.MAX_SIZE);
            }
            if (room < 0) {
                throw new IllegalArgumentException(op + ": windows of " + extent(i) + " elements do not fit into axis " + (i + 2)
                        + " of shape " + shape + ", which has " + (length + 2L * padding[i])
                        + " with its padding; choose a smaller kernel or more padding");
            }
            long steps = ceil ? Math.ceilDiv(room, stride[i]) : room / stride[i];
            // A window that would see nothing but the padding behind the axis does not count.
            if (ceil && steps * stride[i] >= (long) length + padding[i]) {
                steps--;
            }
            out[i] = (int) steps + 1;
        }
        return out;
    }

    /** The length of the axis from which a convolution makes one of this length, at the least. */
    long inverse(int axis, int outputs) {
        return (outputs - 1L) * stride[axis] - 2L * padding[axis] + extent(axis);
    }

    /**
     * The windows of the transposed convolution, which with a stride of 1 is a convolution too: each element gathers what
     * it would otherwise be given, twice as fast. Null for other strides.
     */
    Windows turned() {
        int[] turned = new int[axes()];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (int) extent(i) - 1 - padding[i];
            if (stride[i] != 1 || turned[i] < 0) {
                return null;
            }
        }
        return new Windows(kernel, stride, turned, dilation, false);
    }

    private Shape paddedShape(Shape shape, int[] out) {
        int[] dims = shape.dims();
        for (int i = 0; i < axes(); i++) {
            long length = Math.max(dims[i + 2] + 2L * padding[i], (out[i] - 1L) * stride[i] + extent(i));
            dims[i + 2] = Math.toIntExact(length);
        }
        return Shape.of(dims);
    }

    /** Room for an array of this shape and its padding, all zeros. */
    NDArray room(NDArray like, Shape shape, int[] out) {
        return like.backend().allocate(like.dtype(), paddedShape(shape, out));
    }

    /** The array with zeros around it; the array itself if there are none. */
    NDArray padded(NDArray x, int[] out) {
        if (paddedShape(x.shape(), out).equals(x.shape())) {
            return x;
        }
        NDArray padded = room(x, x.shape(), out);
        x.backend().copy(x, inside(padded, x.shape()));
        return padded;
    }

    /** The part of a padded array that is not padding. */
    NDArray inside(NDArray padded, Shape shape) {
        int offset = padded.offset();
        for (int i = 0; i < axes(); i++) {
            offset += padding[i] * padded.strides()[i + 2];
        }
        return padded.view(shape, padded.strides(), offset);
    }

    /** That part as an array of its own. */
    NDArray unpadded(NDArray padded, Shape shape) {
        return padded.shape().equals(shape) ? padded : inside(padded, shape).flattened();
    }

    /** Some examples and channels of an array, the channels first: {@code [channels, examples, axes...]}. */
    static NDArray channelsFirst(NDArray x, int channel, int channels, int from, int to) {
        int[] dims = x.shape().dims();
        int[] strides = x.strides().clone();
        dims[0] = channels;
        dims[1] = to - from;
        strides[0] = x.strides()[1];
        strides[1] = x.strides()[0];
        return x.view(Shape.of(dims), strides, x.offset() + from * x.strides()[0] + channel * x.strides()[1]);
    }

    /** All windows of such a part: {@code [channels, kernel..., examples, outputs...]}. */
    NDArray view(NDArray padded, int channel, int channels, int from, int to, int[] out) {
        NDArray part = channelsFirst(padded, channel, channels, from, to);
        int n = axes();
        int[] dims = new int[2 + 2 * n];
        int[] strides = new int[dims.length];
        dims[0] = channels;
        strides[0] = part.strides()[0];
        dims[n + 1] = to - from;
        strides[n + 1] = part.strides()[1];
        for (int i = 0; i < n; i++) {
            dims[1 + i] = kernel[i];
            strides[1 + i] = dilation[i] * part.strides()[i + 2];
            dims[n + 2 + i] = out[i];
            strides[n + 2 + i] = stride[i] * part.strides()[i + 2];
        }
        return part.view(Shape.of(dims), strides, part.offset());
    }

    /** {@code sum += x}, element by element. */
    static void accumulate(NDArray x, NDArray sum) {
        sum.backend().elementwise(ADD, sum, sum, x);
    }

    /** Adds the windows back to where they were seen: the transpose of {@link #view}. */
    void add(NDArray windows, NDArray view) {
        forEachElement(at -> accumulate(element(windows, at), element(view, at)));
    }

    /** Calls back with the place of each element in a window, in row-major order. */
    void forEachElement(Consumer<int[]> place) {
        int[] at = new int[axes()];
        for (int k = count(); k > 0; k--) {
            place.accept(at);
            for (int i = at.length - 1; i >= 0 && ++at[i] == kernel[i]; i--) {
                at[i] = 0;
            }
        }
    }

    /** One element of every window: {@code [channels, examples, outputs...]}. */
    NDArray element(NDArray view, int[] at) {
        int n = axes();
        int[] dims = new int[2 + n];
        int[] strides = new int[dims.length];
        int offset = view.offset();
        for (int axis = 0; axis < 2 + 2 * n; axis++) {
            if (axis >= 1 && axis <= n) {
                offset += at[axis - 1] * view.strides()[axis];
            } else {
                int to = axis == 0 ? 0 : axis - n;
                dims[to] = view.shape().dim(axis);
                strides[to] = view.strides()[axis];
            }
        }
        return view.view(Shape.of(dims), strides, offset);
    }
}
