package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import java.util.Arrays;

/** Arrays as kernels want them: without gaps, with the axes where they are needed, and memory for a moment. */
final class Layouts {
    private Layouts() {
    }

    /** {@return the elements in row-major order without gaps: the array itself, or a copy} */
    static NDArray contiguous(NDArray a) {
        return a.isContiguous() ? a : a.flattened();
    }

    /** {@return an array with anything in it, on the device of another} */
    static NDArray fresh(NDArray like, DType dtype, Shape shape) {
        return ((CudaBackend) like.backend()).empty(dtype, shape);
    }

    /** {@return memory without gaps for a result: the array itself, or another that {@link #finish} copies} */
    static NDArray target(NDArray out) {
        return out.isContiguous() ? out : fresh(out, out.dtype(), out.shape());
    }

    /** Brings the result to where it belongs. */
    static void finish(NDArray target, NDArray out) {
        if (target != out) {
            out.backend().copy(target, out);
            release(target);
        }
    }

    /** Gives back memory that only this op has used; work that was asked for before is done before it is used again. */
    static void release(NDArray scratch) {
        ((CudaBuffer) scratch.buffer()).release();
    }

    /** {@return the array with its axes in another order} */
    static NDArray permuted(NDArray a, int[] order) {
        int[] dims = new int[order.length];
        int[] strides = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            dims[i] = a.shape().dim(order[i]);
            strides[i] = a.strides()[order[i]];
        }
        return a.view(Shape.of(dims), strides, a.offset());
    }

    /** {@return the elements before, along and after an axis: the shape seen as [outer, length, inner]} */
    static int[] split(Shape shape, int axis) {
        return split(shape.dims(), axis, axis);
    }

    /** {@return the same for some neighbouring axes} */
    static int[] split(int[] dims, int first, int last) {
        return new int[] {product(dims, 0, first), product(dims, first, last + 1), product(dims, last + 1, dims.length)};
    }

    private static int product(int[] dims, int from, int to) {
        return Arrays.stream(dims, from, to).reduce(1, (a, b) -> a * b);
    }
}
