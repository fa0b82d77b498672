package jacobi;

import java.util.Arrays;

/**
 * The lengths of a tensor's axes, outermost first: {@code [64, 784]} is 64 rows of 784 numbers. A scalar has
 * the empty shape {@code []}. Immutable.
 *
 * <p>Axes are counted from 0; a negative axis counts from the end, so that -1 is the last one, as in NumPy.
 */
public final class Shape {
    /** The shape of a single number: no axes, one element. */
    public static final Shape SCALAR = new Shape(new int[0]);

    /** The most elements that a shape can have: what a Java array holds. */
    public static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final int[] dims;
    private final int[] strides;
    private final int size;

    private Shape(int[] dims) {
        this.dims = dims;
        this.strides = new int[dims.length];
        long count = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            if (dims[axis] < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(dims) + ": axis " + axis
                        + " has the negative length " + dims[axis]);
            }
            strides[axis] = (int) count;
            count *= dims[axis];
            if (count > MAX_SIZE) {
                throw new IllegalArgumentException("shape " + Arrays.toString(dims) + " has more than " + MAX_SIZE
                        + " elements; split the tensor");
            }
        }
        this.size = (int) count;
    }

    /**
     * {@return the shape with these axis lengths}
     *
     * @param dims the lengths, outermost first; none for a scalar; zero is allowed
     * @throws IllegalArgumentException if a length is negative or the product exceeds {@link #MAX_SIZE}
     */
    public static Shape of(int... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /** {@return the number of axes} */
    public int rank() {
        return dims.length;
    }

    /** {@return the number of elements: the product of the lengths} */
    public int size() {
        return size;
    }

    /**
     * {@return the length of one axis}
     *
     * @param axis counted from 0, or from the end if negative
     */
    public int dim(int axis) {
        return dims[normalizeAxis("shape", axis)];
    }

    /** {@return the lengths, in an array of the caller's own} */
    public int[] dims() {
        return dims.clone();
    }

    /** {@return for each axis, the distance in elements between neighbours of a row-major array; shared: only read it} */
    public int[] rowMajorStrides() {
        return strides;
    }

    /**
     * {@return the axis counted from 0}
     *
     * @param op   the op on whose behalf this is asked, for the message
     * @param axis counted from 0, or from the end if negative
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int normalizeAxis(String op, int axis) {
        int normal = axis < 0 ? axis + dims.length : axis;
        if (normal < 0 || normal >= dims.length) {
            throw new IndexOutOfBoundsException(op + ": there is no axis " + axis + " in shape " + this
                    + (dims.length == 0 ? "; a scalar has no axes"
                    : "; axes run from " + -dims.length + " to " + (dims.length - 1)));
        }
        return normal;
    }

    /** {@return this shape with the length of one axis replaced} */
    public Shape withDim(int axis, int length) {
        int[] changed = dims.clone();
        changed[axis] = length;
        return new Shape(changed);
    }

    /**
     * The shape in which two tensors meet: aligned at the last axis, each pair of lengths is equal, or one of them
     * is 1 and stretches (NumPy's broadcasting).
     *
     * @param op the op on whose behalf this is asked, for the message
     * @return the common shape
     * @throws IllegalArgumentException if a pair of lengths differs and neither is 1
     */
    public static Shape broadcast(String op, Shape a, Shape b) {
        if (a == b || Arrays.equals(a.dims, b.dims) || b.dims.length == 0) {
            return a;
        }
        if (a.dims.length == 0) {
            return b;
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] dims = new int[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
            int da = fromEnd <= a.rank() ? a.dims[a.rank() - fromEnd] : 1;
            int db = fromEnd <= b.rank() ? b.dims[b.rank() - fromEnd] : 1;
            if (da != db && da != 1 && db != 1) {
                throw new IllegalArgumentException(op + ": shapes " + a + " and " + b + " do not fit at axis -" + fromEnd
                        + " (" + da + " and " + db + "): equal lengths fit, and a length of 1 stretches; "
                        + "reshape or transpose one of them");
            }
            dims[rank - fromEnd] = da == 1 ? db : da;
        }
        return new Shape(dims);
    }

    /** {@return whether the small shape stretches to the large one: broadcasting the two gives the large one} */
    public static boolean stretches(Shape small, Shape large) {
        int lead = large.rank() - small.rank();
        for (int axis = small.rank() - 1; axis >= 0; axis--) {
            if (lead < 0 || small.dims[axis] != 1 && small.dims[axis] != large.dims[lead + axis]) {
                return false;
            }
        }
        return lead >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape s && Arrays.equals(dims, s.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** {@return the lengths in brackets, such as {@code [64, 784]}} */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
