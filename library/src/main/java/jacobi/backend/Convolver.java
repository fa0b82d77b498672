package jacobi.backend;

/** Convolutions by a library of the device's own. */
public interface Convolver {
    /** Which of the three arrays of a convolution, {@code y = x * w}, is computed from the others. */
    enum Unknown {
        /** The convolution itself. */
        OUTPUT,
        /** Its transpose in x: the gradient for the input. */
        INPUT,
        /** Its transpose in w: the gradient for the weight. */
        WEIGHT
    }

    /**
     * How windows slide along the axes behind the first two; each array has a number for each of these axes.
     *
     * @param padding zeros in front of and behind each axis
     * @param groups  into how many parts the channels are split
     */
    record Geometry(int[] stride, int[] padding, int[] dilation, int groups) {
    }

    /**
     * Computes one of three arrays of one type of floating-point numbers, in full; kernels are not flipped.
     *
     * @param x {@code [batch, channels, ...]}
     * @param w {@code [filters, channels / groups, kernel...]}
     * @param y {@code [batch, filters, ...]}
     * @return whether it was done; if not, the unknown array may hold anything
     */
    boolean convolve(Unknown unknown, Geometry geometry, NDArray x, NDArray w, NDArray y);
}
