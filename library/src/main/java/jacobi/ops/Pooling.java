package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import jacobi.backend.Reduction;

/**
 * Signals and images made smaller, a number for each window, and larger. Their axes are the batch, the channels, and those
 * that the windows slide along; the batch may be left out.
 */
public interface Pooling extends Operand {
    /** The sum of each window. */
    record WindowSum(Windows windows) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(Pools.sum(windows, x[0].array()));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new WindowSpread(windows, x[0].shape()).apply(g);
        }
    }

    /** The average of windows that count equally many elements. */
    record WindowMean(Windows windows, double count) implements Op.Linear {
        @Override
        public String name() {
            return "avgPool";
        }

        @Override
        public Tensor forward(Tensor... x) {
            NDArray sums = Pools.sum(windows, x[0].array());
            Arithmetic.DIV.into(sums, sums, sums.backend().constant(sums.dtype(), count));
            return Tensor.of(sums);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new WindowSpread(windows, x[0].shape()).apply(g.div(count));
        }
    }

    /** A number for each window, added to each of its elements: the transpose of {@link WindowSum}. */
    record WindowSpread(Windows windows, Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(Pools.spread(windows, x[0].array(), shape));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new WindowSum(windows).apply(g);
        }
    }

    /** The sum of what each window sees. */
    record RangeSum(Ranges[] seen) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), Pools.outputs(in.shape(), seen));
            in.backend().reduceWindows(Reduction.SUM, in, seen, out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return Pools.spread(g, seen, x[0].shape());
        }
    }

    /** The maximum of each window. Where it is, is looked up when a gradient or a tangent asks. */
    record WindowMax(Ranges[] seen) implements Op {
        @Override
        public String name() {
            return "maxPool";
        }

        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), Pools.outputs(in.shape(), seen));
            in.backend().reduceWindows(Reduction.MAX, in, seen, out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor index = Pools.planes(Pools.places(x[0], seen));
            return new Indexing.ScatterAdd(2, Pools.planes(x[0]).shape()).apply(Pools.planes(g), index)
                    .reshape(x[0].shape());
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return Pools.planes(dx[0]).gather(2, Pools.planes(Pools.places(x[0], seen))).reshape(y.shape());
        }
    }

    /** {@return the maximum of windows of this length, next to each other} See {@link #maxPool1d(int[], PoolOptions)}. */
    default Tensor maxPool1d(int kernel) {
        return Pools.max("maxPool1d", 1, self(), new int[] {kernel}, new PoolOptions());
    }

    /** {@return the maximum of windows of this length, so far apart} See {@link #maxPool1d(int[], PoolOptions)}. */
    default Tensor maxPool1d(int kernel, int stride) {
        return Pools.max("maxPool1d", 1, self(), new int[] {kernel}, new PoolOptions().stride(stride));
    }

    /**
     * The maximum of the windows that slide over a signal. The gradient goes to the first of equal ones.
     *
     * @param kernel the length of the window along each axis, or one for all
     */
    default Tensor maxPool1d(int[] kernel, PoolOptions options) {
        return Pools.max("maxPool1d", 1, self(), kernel, options);
    }

    /** {@return maxima and their places} See {@link #maxPool1dWithIndices(int[], PoolOptions)}. */
    default ValuesAndIndices maxPool1dWithIndices(int kernel) {
        return maxPool1dWithIndices(new int[] {kernel}, new PoolOptions());
    }

    /**
     * {@return what {@link #maxPool1d(int[], PoolOptions)} gives, and where each maximum lies, counted in row-major order in
     * its channel} {@link #maxUnpool1d} puts them back there.
     */
    default ValuesAndIndices maxPool1dWithIndices(int[] kernel, PoolOptions options) {
        return Pools.maxWithIndices("maxPool1dWithIndices", 1, self(), kernel, options);
    }

    /** {@return the maximum of windows of this length, next to each other} See {@link #maxPool2d(int[], PoolOptions)}. */
    default Tensor maxPool2d(int kernel) {
        return Pools.max("maxPool2d", 2, self(), new int[] {kernel}, new PoolOptions());
    }

    /** {@return the maximum of windows of this length, so far apart} See {@link #maxPool2d(int[], PoolOptions)}. */
    default Tensor maxPool2d(int kernel, int stride) {
        return Pools.max("maxPool2d", 2, self(), new int[] {kernel}, new PoolOptions().stride(stride));
    }

    /** {@return the maximum of windows of this length, so far apart} See {@link #maxPool2d(int[], PoolOptions)}. */
    default Tensor maxPool2d(int kernel, int stride, int padding) {
        return Pools.max("maxPool2d", 2, self(), new int[] {kernel}, new PoolOptions().stride(stride).padding(padding));
    }

    /**
     * The maximum of the windows that slide over an image. The gradient goes to the first of equal ones.
     *
     * @param kernel the length of the window along each axis, or one for all
     */
    default Tensor maxPool2d(int[] kernel, PoolOptions options) {
        return Pools.max("maxPool2d", 2, self(), kernel, options);
    }

    /** {@return maxima and their places} See {@link #maxPool2dWithIndices(int[], PoolOptions)}. */
    default ValuesAndIndices maxPool2dWithIndices(int kernel) {
        return maxPool2dWithIndices(new int[] {kernel}, new PoolOptions());
    }

    /**
     * {@return what {@link #maxPool2d(int[], PoolOptions)} gives, and where each maximum lies, counted in row-major order in
     * its channel} {@link #maxUnpool2d} puts them back there.
     */
    default ValuesAndIndices maxPool2dWithIndices(int[] kernel, PoolOptions options) {
        return Pools.maxWithIndices("maxPool2dWithIndices", 2, self(), kernel, options);
    }

    /** {@return the maximum of windows of this length, next to each other} See {@link #maxPool3d(int[], PoolOptions)}. */
    default Tensor maxPool3d(int kernel) {
        return Pools.max("maxPool3d", 3, self(), new int[] {kernel}, new PoolOptions());
    }

    /** {@return the maximum of windows of this length, so far apart} See {@link #maxPool3d(int[], PoolOptions)}. */
    default Tensor maxPool3d(int kernel, int stride) {
        return Pools.max("maxPool3d", 3, self(), new int[] {kernel}, new PoolOptions().stride(stride));
    }

    /**
     * The maximum of the windows that slide over a volume. The gradient goes to the first of equal ones.
     *
     * @param kernel the length of the window along each axis, or one for all
     */
    default Tensor maxPool3d(int[] kernel, PoolOptions options) {
        return Pools.max("maxPool3d", 3, self(), kernel, options);
    }

    /** {@return maxima and their places} See {@link #maxPool3dWithIndices(int[], PoolOptions)}. */
    default ValuesAndIndices maxPool3dWithIndices(int kernel) {
        return maxPool3dWithIndices(new int[] {kernel}, new PoolOptions());
    }

    /**
     * {@return what {@link #maxPool3d(int[], PoolOptions)} gives, and where each maximum lies, counted in row-major order in
     * its channel} {@link #maxUnpool3d} puts them back there.
     */
    default ValuesAndIndices maxPool3dWithIndices(int[] kernel, PoolOptions options) {
        return Pools.maxWithIndices("maxPool3dWithIndices", 3, self(), kernel, options);
    }

    /**
     * {@return maxima put back to their places in a signal, with zeros around them} Of several for one place, the last counts.
     *
     * @param indices from {@link #maxPool1dWithIndices}, one for each maximum
     * @param size    the lengths of the axes of the result (PyTorch's output_size); one number stands for all
     */
    default Tensor maxUnpool1d(Tensor indices, int... size) {
        return Pools.unpool("maxUnpool1d", 1, self(), indices, size);
    }

    /**
     * {@return maxima put back to their places in an image, with zeros around them} Of several for one place, the last counts.
     *
     * @param indices from {@link #maxPool2dWithIndices}, one for each maximum
     * @param size    the lengths of the axes of the result (PyTorch's output_size); one number stands for all
     */
    default Tensor maxUnpool2d(Tensor indices, int... size) {
        return Pools.unpool("maxUnpool2d", 2, self(), indices, size);
    }

    /**
     * {@return maxima put back to their places in a volume, with zeros around them} Of several for one place, the last counts.
     *
     * @param indices from {@link #maxPool3dWithIndices}, one for each maximum
     * @param size    the lengths of the axes of the result (PyTorch's output_size); one number stands for all
     */
    default Tensor maxUnpool3d(Tensor indices, int... size) {
        return Pools.unpool("maxUnpool3d", 3, self(), indices, size);
    }

    /** {@return the average of windows of this length, next to each other} See {@link #avgPool1d(int[], PoolOptions)}. */
    default Tensor avgPool1d(int kernel) {
        return Pools.average("avgPool1d", 1, self(), new int[] {kernel}, new PoolOptions());
    }

    /** {@return the average of windows of this length, so far apart} See {@link #avgPool1d(int[], PoolOptions)}. */
    default Tensor avgPool1d(int kernel, int stride) {
        return Pools.average("avgPool1d", 1, self(), new int[] {kernel}, new PoolOptions().stride(stride));
    }

    /**
     * The average of the windows that slide over a signal. Beyond the ends are zeros.
     *
     * @param kernel the length of the window along each axis, or one for all
     */
    default Tensor avgPool1d(int[] kernel, PoolOptions options) {
        return Pools.average("avgPool1d", 1, self(), kernel, options);
    }

    /** {@return the average of windows of this length, next to each other} See {@link #avgPool2d(int[], PoolOptions)}. */
    default Tensor avgPool2d(int kernel) {
        return Pools.average("avgPool2d", 2, self(), new int[] {kernel}, new PoolOptions());
    }

    /** {@return the average of windows of this length, so far apart} See {@link #avgPool2d(int[], PoolOptions)}. */
    default Tensor avgPool2d(int kernel, int stride) {
        return Pools.average("avgPool2d", 2, self(), new int[] {kernel}, new PoolOptions().stride(stride));
    }

    /** {@return the average of windows of this length, so far apart} See {@link #avgPool2d(int[], PoolOptions)}. */
    default Tensor avgPool2d(int kernel, int stride, int padding) {
        return Pools.average("avgPool2d", 2, self(), new int[] {kernel}, new PoolOptions().stride(stride).padding(padding));
    }

    /**
     * The average of the windows that slide over an image. Beyond the ends are zeros.
     *
     * @param kernel the length of the window along each axis, or one for all
     */
    default Tensor avgPool2d(int[] kernel, PoolOptions options) {
        return Pools.average("avgPool2d", 2, self(), kernel, options);
    }

    /** {@return the average of windows of this length, next to each other} See {@link #avgPool3d(int[], PoolOptions)}. */
    default Tensor avgPool3d(int kernel) {
        return Pools.average("avgPool3d", 3, self(), new int[] {kernel}, new PoolOptions());
    }

    /** {@return the average of windows of this length, so far apart} See {@link #avgPool3d(int[], PoolOptions)}. */
    default Tensor avgPool3d(int kernel, int stride) {
        return Pools.average("avgPool3d", 3, self(), new int[] {kernel}, new PoolOptions().stride(stride));
    }

    /**
     * The average of the windows that slide over a volume. Beyond the ends are zeros.
     *
     * @param kernel the length of the window along each axis, or one for all
     */
    default Tensor avgPool3d(int[] kernel, PoolOptions options) {
        return Pools.average("avgPool3d", 3, self(), kernel, options);
    }

    /** {@return the average of as many windows as this along each axis, as equal as can be} One number stands for all axes. */
    default Tensor adaptiveAvgPool1d(int... size) {
        return Pools.adaptiveAverage("adaptiveAvgPool1d", 1, self(), size);
    }

    /** {@return the average of as many windows as this along each axis, as equal as can be} One number stands for all axes. */
    default Tensor adaptiveAvgPool2d(int... size) {
        return Pools.adaptiveAverage("adaptiveAvgPool2d", 2, self(), size);
    }

    /** {@return the average of as many windows as this along each axis, as equal as can be} One number stands for all axes. */
    default Tensor adaptiveAvgPool3d(int... size) {
        return Pools.adaptiveAverage("adaptiveAvgPool3d", 3, self(), size);
    }

    /** {@return the maximum of as many windows as this along each axis, as equal as can be} One number stands for all axes. */
    default Tensor adaptiveMaxPool1d(int... size) {
        return Pools.adaptiveMax("adaptiveMaxPool1d", 1, self(), size);
    }

    /** {@return the maximum of as many windows as this along each axis, as equal as can be} One number stands for all axes. */
    default Tensor adaptiveMaxPool2d(int... size) {
        return Pools.adaptiveMax("adaptiveMaxPool2d", 2, self(), size);
    }

    /** {@return the maximum of as many windows as this along each axis, as equal as can be} One number stands for all axes. */
    default Tensor adaptiveMaxPool3d(int... size) {
        return Pools.adaptiveMax("adaptiveMaxPool3d", 3, self(), size);
    }

    /** {@return the average of each channel: {@code [batch, channels]}} */
    default Tensor globalAvgPool() {
        if (self().rank() < 3) {
            throw new IllegalArgumentException("globalAvgPool: shape " + self().shape() + " has no axes behind the batch and the "
                    + "channels to average over");
        }
        int[] axes = new int[self().rank() - 2];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i + 2;
        }
        return self().mean(axes, false);
    }

    /** {@return (sum of x^p)^(1/p) of windows of a signal} The sum counts as 0 where it is negative. */
    default Tensor lpPool1d(double p, int kernel, int stride) {
        return Pools.power("lpPool1d", 1, self(), p, kernel, stride);
    }

    /** {@return (sum of x^p)^(1/p) of windows of an image} The sum counts as 0 where it is negative. */
    default Tensor lpPool2d(double p, int kernel, int stride) {
        return Pools.power("lpPool2d", 2, self(), p, kernel, stride);
    }

    /**
     * Another number of samples along the axes behind the batch and the channels (PyTorch's interpolate).
     *
     * @param size how many along each of them, or one number for all
     */
    default Tensor interpolate(ResizeMode how, int... size) {
        return Resampling.interpolate(self(), how, size);
    }

    /** {@return {@code [..., channels / r^2, r height, r width]}: channels spread over the pixels} (Shi et al., 2016) */
    default Tensor pixelShuffle(int r) {
        return Resampling.shuffle(self(), r);
    }

    /** {@return {@code [..., channels r^2, height / r, width / r]}: what {@link #pixelShuffle} undoes} */
    default Tensor pixelUnshuffle(int r) {
        return Resampling.unshuffle(self(), r);
    }
}
