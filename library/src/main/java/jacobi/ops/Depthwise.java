package jacobi.ops;

import jacobi.Shape;
import jacobi.backend.NDArray;

/**
 * Convolutions of each channel with a kernel of its own. As matrix products they would be as thin as one row, and the
 * copies of the windows would cost more than the products; so these are summed where the windows lie.
 */
final class Depthwise {
    private Depthwise() {
    }

    static void convolve(Windows windows, NDArray padded, NDArray weight, NDArray y) {
        NDArray view = windows.view(padded, 0, y.shape().dim(0), Windows.positions(y));
        y.backend().addProducts(view, kernels(weight, view.shape()), windows.repeated(y));
    }

    static void convolveInput(Windows windows, NDArray g, NDArray weight, NDArray padded) {
        NDArray view = windows.view(padded, 0, g.shape().dim(0), Windows.positions(g));
        g.backend().addProducts(windows.repeated(g), kernels(weight, view.shape()), view);
    }

    static void convolveWeight(Windows windows, NDArray padded, NDArray g, NDArray weight) {
        NDArray view = windows.view(padded, 0, g.shape().dim(0), Windows.positions(g));
        g.backend().addProducts(view, windows.repeated(g), kernels(weight, view.shape()));
    }

    /** {@code [channels, 1, kernel...]}, repeated for all examples and outputs. */
    private static NDArray kernels(NDArray weight, Shape shape) {
        int[] strides = new int[shape.rank()];
        strides[1] = weight.strides()[0];
        int axes = weight.shape().rank() - 2;
        System.arraycopy(weight.strides(), 2, strides, 2, axes);
        return weight.view(shape, strides, weight.offset());
    }
}
