package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import java.util.Arrays;

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
            boolean partial = ceil && length > 0 && room > -stride[i];
            if (room < 0 && !partial) {
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

    /** All windows of some examples: {@code [examples, channels, kernel..., outputs...]}. */
    NDArray view(NDArray padded, int from, int to, int[] out) {
        int n = axes();
        int[] dims = new int[2 + 2 * n];
        int[] strides = new int[dims.length];
        dims[0] = to - from;
        dims[1] = padded.shape().dim(1);
        strides[0] = padded.strides()[0];
        strides[1] = padded.strides()[1];
        for (int i = 0; i < n; i++) {
            dims[2 + i] = kernel[i];
            strides[2 + i] = dilation[i] * padded.strides()[i + 2];
            dims[2 + n + i] = out[i];
            strides[2 + n + i] = stride[i] * padded.strides()[i + 2];
        }
        return padded.view(Shape.of(dims), strides, padded.offset() + from * padded.strides()[0]);
    }

    /** A number for each window, {@code [examples, channels, outputs...]}, repeated over the window: of {@link #view}'s shape. */
    NDArray repeated(NDArray numbers) {
        int n = axes();
        int[] dims = Arrays.copyOf(numbers.shape().dims(), 2 + 2 * n);
        int[] strides = Arrays.copyOf(numbers.strides(), 2 + 2 * n);
        System.arraycopy(dims, 2, dims, 2 + n, n);
        System.arraycopy(strides, 2, strides, 2 + n, n);
        System.arraycopy(kernel, 0, dims, 2, n);
        Arrays.fill(strides, 2, 2 + n, 0);
        return numbers.view(Shape.of(dims), strides, numbers.offset());
    }

    /** {@code sum += x}, where elements of the sum may share memory. */
    static void add(NDArray x, NDArray sum) {
        Object one = x.dtype() == DType.FLOAT32 ? new float[] {1} : new double[] {1};
        sum.backend().addProducts(x, sum.backend().fromHost(one, Shape.SCALAR).broadcastTo(x.shape()), sum);
    }

    /** The lengths of the axes behind the first two. */
    static int[] positions(NDArray numbers) {
        return Arrays.copyOfRange(numbers.shape().dims(), 2, numbers.shape().rank());
    }

    /** What windows see along an axis of this length, without the padding. */
    Ranges within(int axis, int length, int outputs) {
        int[] first = new int[outputs];
        int[] end = new int[outputs];
        int step = dilation[axis];
        for (int o = 0; o < outputs; o++) {
            long from = (long) o * stride[axis] - padding[axis];
            end[o] = (int) Math.min(from + extent(axis), length);
            first[o] = (int) (from >= 0 ? from : from + Math.ceilDiv(-from, step) * step);
        }
        return new Ranges(first, end, step);
    }
}
