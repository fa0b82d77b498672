package jacobi.backend;

import jacobi.DType;
import jacobi.Shape;

/**
 * All that a device has to offer. Every op of the library is made of these primitives, so that a new device is this
 * interface and nothing else.
 *
 * <p>The callers have checked shapes, types and devices. Inputs may be any strided views; results are written to
 * {@code out}, which may be a strided view too but has no stride of 0. Unless a method says otherwise, {@code out}
 * shares no memory with an input. Results do not depend on the number of threads.
 */
public interface Backend {
    /** {@return the name of the device whose memory this backend computes on: {@code cpu}, or {@code cuda:0} and so on} */
    String name();

    // Memory

    /** {@return a new row-major array; its elements are zero} */
    NDArray allocate(DType dtype, Shape shape);

    /** {@return a new row-major array with anything in it, for results that are written in full} */
    default NDArray empty(DType dtype, Shape shape) {
        return allocate(dtype, shape);
    }

    /** {@return a single number, only to be read: others may get the same array} */
    default NDArray constant(DType dtype, double value) {
        return adopt(switch (dtype) {
            case FLOAT64 -> new double[] {value};
            case FLOAT32 -> new float[] {(float) value};
            case INT64 -> new long[] {(long) value};
            case INT32 -> new int[] {(int) value};
            case BOOL -> new boolean[] {value != 0};
        }, Shape.SCALAR);
    }

    /**
     * {@return a new row-major array with a copy of the host's numbers}
     *
     * @param data a {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code boolean[]}
     */
    NDArray fromHost(Object data, Shape shape);

    /** {@return the elements in row-major order, in a new primitive array of the matching type} */
    Object toHost(NDArray a);

    /**
     * {@return the elements in row-major order, only to be read and only for now} Like {@link #toHost}, but this may be
     * the backend's own memory, perhaps longer than the array.
     */
    default Object peek(NDArray a) {
        return toHost(a);
    }

    /** {@return a row-major array of the host's numbers} Like {@link #fromHost}, but it may keep what it is given. */
    default NDArray adopt(Object data, Shape shape) {
        return fromHost(data, shape);
    }

    /** {@return one element as a double} The cheap form of {@link #toHost} for a single number. */
    double item(NDArray a, int index);

    /** Copies {@code in} to {@code out}, converting between element types; the shapes are equal. */
    void copy(NDArray in, NDArray out);

    // Arithmetic

    /**
     * Applies a formula to every element; each input broadcasts to {@code out}'s shape. {@code out} may be one of the
     * inputs itself (the same view), which updates it in place.
     */
    void elementwise(ScalarFunction f, NDArray out, NDArray... in);

    /**
     * Combines the elements along the given axes.
     *
     * @param axes increasing and distinct, counted from 0
     * @param out  of the input's shape without these axes (or with length 1 there); sums of floats are accumulated
     *             in double
     */
    void reduce(Reduction reduction, NDArray in, int[] axes, NDArray out);

    /**
     * The index of the largest (or smallest) element along an axis: the first one among equals; NaN counts as the
     * largest (smallest).
     *
     * @param out int64, of the input's shape with length 1 at the axis
     */
    void argReduce(boolean largest, NDArray in, int axis, NDArray out);

    /**
     * The place of the largest element of each window: the first one among equals; NaN counts as the largest. Windows
     * extend along the last axes, at most three; places count the elements of these axes in row-major order.
     *
     * @param in  floating-point numbers
     * @param out int64, of the input's shape with the number of windows along each of these axes
     */
    void argMaxOfWindows(NDArray in, Ranges[] windows, NDArray out);

    /**
     * Combines the elements of each window, as {@link #argMaxOfWindows} sees them; sums are accumulated in double.
     *
     * <p>A device need not have it: one axis after the other, it can be said in other primitives. Floats are then
     * rounded after each axis.
     *
     * @param in  floating-point numbers
     * @param out of the input's type and of its shape with the number of windows along each of these axes
     */
    default void reduceWindows(Reduction reduction, NDArray in, Ranges[] windows, NDArray out) {
        WindowsByParts.reduce(this, reduction, in, windows, out);
    }

    /**
     * Combines each element with all before it along an axis: {@code out[i] = in[0] + ... + in[i]} for sums, and likewise
     * for the others; sums and products of floats are accumulated in double.
     *
     * @param backwards whether to start at the end: {@code out[i] = in[i] + ... + in[n - 1]}
     * @param out       of the input's shape
     */
    void scan(Reduction reduction, boolean backwards, NDArray in, int axis, NDArray out);

    /**
     * The index of the extreme so far along an axis, for each element: of the largest (or smallest) among it and all
     * before it, the last one of equals; a NaN, the last one, as soon as there is one.
     *
     * @param out int64, of the input's shape
     */
    void argScan(boolean largest, NDArray in, int axis, NDArray out);

    /**
     * {@code out[i] += a[i] * b[i]}, for floating-point numbers of one type and equal shapes. Unlike elsewhere, elements
     * of {@code out} may share memory, along strides of 0 or where windows overlap; such an element gets the sum of all
     * that is added to it.
     */
    void addProducts(NDArray a, NDArray b, NDArray out);

    /**
     * Matrix products of {@code [..., m, k]} and {@code [..., k, n]}, numbers of one type (not bools). The axes before the
     * last two are batches, equal in all three.
     */
    void matmul(NDArray a, NDArray b, NDArray out);

    /** {@return the device's own convolutions, or null: then they are matrix products of windows} */
    default Convolver convolver() {
        return null;
    }

    // Indexing

    /**
     * {@code out[i][j] = in[index[i][j]][j]} for axis 0, and likewise for other axes (PyTorch's gather).
     *
     * @param index int64, of out's shape, its values checked by the caller
     */
    void gather(NDArray in, int axis, NDArray index, NDArray out);

    /** {@code out[index[i][j]][j] += in[i][j]} for axis 0, and likewise for other axes, in row-major order. */
    void scatterAdd(NDArray in, int axis, NDArray index, NDArray out);

    /** Copies whole slices: {@code out[i] = in[index[i]]} along an axis; {@code index} has one axis. */
    void indexSelect(NDArray in, int axis, NDArray index, NDArray out);

    /** Adds whole slices: {@code out[index[i]] += in[i]} along an axis, in order of i. */
    void indexAdd(NDArray in, int axis, NDArray index, NDArray out);

    // What a device may leave to the host

    /** {@return whether the device sorts} If not, {@link #argSort} is not called, and ops sort on the host. */
    default boolean sorts() {
        return false;
    }

    /**
     * Where the first elements of the sorted lines along an axis are; equals stay in order, NaN is the largest, and -0
     * equals 0.
     *
     * @param out int64, of the input's shape with at most its length at the axis: how many are wanted
     */
    default void argSort(boolean descending, NDArray in, int axis, NDArray out) {
        throw new UnsupportedOperationException(name() + " does not sort");
    }

    /** {@return what makes random numbers in the device's memory, or null: then the host makes them} */
    default Draws draws() {
        return null;
    }

    /** {@return what brings numbers to the device while it computes, or null: then they are copied when they are asked for} */
    default Carrier carrier() {
        return null;
    }

    // Work that is done again and again

    /** Work that can be done again as a whole. */
    interface Noted extends AutoCloseable {
        /** Does it. */
        void again();

        /** Lets go of what it holds. */
        @Override
        void close();
    }

    /**
     * Notes some work, so that it can be done again with less to do for the processor: on the same memory, with the
     * numbers that then lie there. The work has been done once before, as it is.
     *
     * @return the work; this default runs the program again each time
     */
    default Noted note(Runnable work) {
        return new Noted() {
            @Override
            public void again() {
                work.run();
            }

            @Override
            public void close() {
            }
        };
    }

    // Indices out of range

    /**
     * {@return whether an index out of range is reported not by the op that uses it, but when a program next reads numbers}
     * A device that works while the program goes on says true; its callers need not look at the indices, which would be to
     * wait. Nothing out of bounds is read or written in either case.
     */
    default boolean checksIndicesLater() {
        return false;
    }

    // Waiting, for backends that work while the program goes on

    /** Waits until all that was asked for is done. */
    default void synchronize() {
    }

    // About itself

    /** {@return one line on the device and on what computes there; empty if there is nothing to say} */
    default String report() {
        return "";
    }

    /** {@return one line on the device's own memory; empty where it is Java's heap} */
    default String memoryReport() {
        return "";
    }

    /** Gives memory that no tensor uses back to the system. */
    default void release() {
    }
}
