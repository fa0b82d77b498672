package jacobi.backend;

import jacobi.DType;
import jacobi.Shape;
import java.util.Arrays;

/**
 * A strided view of a buffer: numbers without a history. Element (i, j, ...) lies at
 * {@code offset + i * strides[0] + j * strides[1] + ...}. A stride of 0 repeats an element along an axis. A tensor is
 * an {@code NDArray} and the graph that computed it.
 *
 * <p>Every view is checked against the bounds of its buffer when it is made, so that backends need not.
 */
public final class NDArray {
    private final Buffer buffer;
    private final Shape shape;
    private final int[] strides;
    private final int offset;
    private final boolean flat;

    /** The whole buffer in row-major order. */
    public NDArray(Buffer buffer, Shape shape) {
        this.buffer = buffer;
        this.shape = shape;
        this.strides = shape.rowMajorStrides();
        this.offset = 0;
        this.flat = true;
        if (shape.size() > buffer.length()) {
            throw new IllegalArgumentException("an array of shape " + shape + " does not fit into " + buffer.length()
                    + " elements");
        }
    }

    private NDArray(Buffer buffer, Shape shape, int[] strides, int offset) {
        this.buffer = buffer;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
        this.flat = offset == 0 && rowMajor(shape, strides);
        long lowest = offset;
        long highest = offset;
        for (int axis = 0; axis < strides.length; axis++) {
            long reach = (long) (shape.dim(axis) - 1) * strides[axis];
            lowest += Math.min(reach, 0);
            highest += Math.max(reach, 0);
        }
        if (shape.size() > 0 && (lowest < 0 || highest >= buffer.length())) {
            throw new IllegalArgumentException("a view of shape " + shape + ", strides " + Arrays.toString(strides)
                    + " and offset " + offset + " leaves its buffer of " + buffer.length() + " elements");
        }
    }

    /** {@return another view of the same buffer} */
    public NDArray view(Shape newShape, int[] newStrides, int newOffset) {
        return new NDArray(buffer, newShape, newStrides, newOffset);
    }

    private static boolean rowMajor(Shape shape, int[] strides) {
        int[] expected = shape.rowMajorStrides();
        for (int axis = 0; axis < strides.length; axis++) {
            if (strides[axis] != expected[axis] && shape.dim(axis) != 1) {
                return shape.size() == 0;
            }
        }
        return true;
    }

    public Buffer buffer() {
        return buffer;
    }

    public Backend backend() {
        return buffer.backend();
    }

    public DType dtype() {
        return buffer.dtype();
    }

    public Shape shape() {
        return shape;
    }

    public int size() {
        return shape.size();
    }

    /** {@return the strides in elements; shared: only read them} */
    public int[] strides() {
        return strides;
    }

    public int offset() {
        return offset;
    }

    /** {@return whether the elements lie in row-major order from index 0 of the buffer} */
    public boolean isFlat() {
        return flat;
    }

    /** {@return whether the elements lie in row-major order without gaps, from any index} */
    public boolean isContiguous() {
        return flat || rowMajor(shape, strides);
    }

    /** {@return whether every element is the same one: a single number, perhaps stretched} */
    public boolean isUniform() {
        for (int axis = 0; axis < strides.length; axis++) {
            if (strides[axis] != 0 && shape.dim(axis) != 1) {
                return false;
            }
        }
        return shape.size() > 0;
    }

    /**
     * {@return a view stretched to a larger shape, by strides of 0}
     *
     * @param larger a shape to which this one broadcasts
     */
    public NDArray broadcastTo(Shape larger) {
        if (shape.equals(larger)) {
            return this;
        }
        int[] stretched = new int[larger.rank()];
        int lead = larger.rank() - shape.rank();
        for (int axis = lead; axis < stretched.length; axis++) {
            int length = shape.dim(axis - lead);
            if (length != larger.dim(axis) && length != 1) {
                throw new IllegalArgumentException("shape " + shape + " does not stretch to " + larger + " at axis " + axis);
            }
            stretched[axis] = length == 1 ? 0 : strides[axis - lead];
        }
        return new NDArray(buffer, larger, stretched, offset);
    }

    /**
     * {@return a view of another shape with as many elements in the same row-major order; null if strides cannot say it}
     */
    public NDArray reshapedView(Shape newShape) {
        if (isContiguous()) {
            return view(newShape, newShape.rowMajorStrides(), offset);
        }
        int[] newStrides = new int[newShape.rank()];
        int from = 0;
        int to = 0;
        while (from < strides.length && to < newStrides.length) {
            // The next few axes of the old shape that hold as many elements as the next few of the new one.
            int oldEnd = from + 1;
            int newEnd = to + 1;
            long oldCount = shape.dim(from);
            long newCount = newShape.dim(to);
            while (oldCount != newCount) {
                if (oldCount < newCount) {
                    oldCount *= shape.dim(oldEnd++);
                } else {
                    newCount *= newShape.dim(newEnd++);
                }
            }
            // They must follow each other at one distance; axes of length 1 lie anywhere.
            int step = 0;
            long expected = -1;
            for (int axis = oldEnd - 1; axis >= from; axis--) {
                if (shape.dim(axis) == 1) {
                    continue;
                }
                if (expected < 0) {
                    step = strides[axis];
                    expected = 1;
                } else if (strides[axis] != step * expected) {
                    return null;
                }
                expected *= shape.dim(axis);
            }
            int stride = step;
            for (int axis = newEnd - 1; axis >= to; axis--) {
                newStrides[axis] = stride;
                stride *= newShape.dim(axis);
            }
            from = oldEnd;
            to = newEnd;
        }
        return view(newShape, newStrides, offset);
    }

    /** {@return an array of the same elements in row-major order from index 0: this one, or a copy} */
    public NDArray flattened() {
        if (flat) {
            return this;
        }
        NDArray copy = backend().empty(dtype(), shape);
        backend().copy(this, copy);
        return copy;
    }
}
