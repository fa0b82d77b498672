package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;

/**
 * Weighted sums: of all features, or of the windows that slide over signals and images. The axes of a signal are the
 * batch, the channels, and those that the windows slide along; the batch may be left out. What deep learning calls a
 * convolution is a cross-correlation: the kernel is not flipped.
 */
public interface Convolutions extends Operand {
    /** y = x * w. Inputs: {@code [batch, channels, ...]} and {@code [filters, channels / groups, kernel...]}. */
    record Convolution(Windows windows, int groups) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(Columns.convolve(windows, groups, x[0].array(), x[1].array()));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return i == 0 ? new ConvolutionTranspose(windows, groups, x[0].shape()).apply(g, x[1])
                    : new ConvolutionWeight(windows, groups, x[1].shape()).apply(x[0], g);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return Products.tangent(this, dx, x);
        }
    }

    /** x = y * w transposed: the gradient of a convolution in x, and a layer of its own. Inputs: y and w. */
    record ConvolutionTranspose(Windows windows, int groups, Shape shape) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(shape.size() == 0 ? x[0].array().backend().empty(x[0].dtype(), shape)
                    : Columns.convolveInput(windows, groups, x[0].array(), x[1].array(), shape));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return i == 0 ? new Convolution(windows, groups).apply(g, x[1])
                    : new ConvolutionWeight(windows, groups, x[1].shape()).apply(g, x[0]);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return Products.tangent(this, dx, x);
        }
    }

    /** The correlation of x and y, which is the gradient of a convolution in w. Inputs: x and y. */
    record ConvolutionWeight(Windows windows, int groups, Shape shape) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(Columns.convolveWeight(windows, groups, x[0].array(), x[1].array(), shape));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return i == 0 ? new ConvolutionTranspose(windows, groups, x[0].shape()).apply(x[1], g)
                    : new Convolution(windows, groups).apply(x[0], g);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return Products.tangent(this, dx, x);
        }
    }

    /** The windows of a signal, copied: {@code [batch, channels, kernel..., outputs...]}. */
    record Unfold(Windows windows) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(Columns.unfold(windows, x[0].array()));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Fold(windows, x[0].shape()).apply(g);
        }
    }

    /** The windows added up where they were seen: the transpose of {@link Unfold}. */
    record Fold(Windows windows, Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return Tensor.of(Columns.fold(windows, x[0].array(), shape));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Unfold(windows).apply(g);
        }
    }

    /** {@return x weight^T: each row of the weight gives one feature} See {@link #linear(Tensor, Tensor)}. */
    default Tensor linear(Tensor weight) {
        return linear(weight, null);
    }

    /**
     * x weight^T + bias, for all axes before the last at once.
     *
     * @param weight {@code [features out, features in]}
     * @param bias   {@code [features out]}; null for none
     */
    default Tensor linear(Tensor weight, Tensor bias) {
        Channels.checkLinear(self(), weight, bias);
        Tensor y = self().matmul(weight.t());
        return bias == null ? y : y.add(bias);
    }

    /** {@return the convolution of signals with a kernel} See {@link #conv1d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv1d(Tensor weight) {
        return conv1d(weight, null, new ConvOptions());
    }

    /** {@return the convolution of signals with a kernel} See {@link #conv1d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv1d(Tensor weight, Tensor bias) {
        return conv1d(weight, bias, new ConvOptions());
    }

    /** {@return the convolution of signals with a kernel} See {@link #conv1d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv1d(Tensor weight, Tensor bias, int stride, int padding) {
        return conv1d(weight, bias, new ConvOptions().stride(stride).padding(padding));
    }

    /**
     * Each filter slides over the signals and gives one channel of the result.
     *
     * @param weight {@code [filters, channels / groups, kernel length]}
     * @param bias   {@code [filters]}; null for none
     * @return {@code [batch, filters, length]}; an axis has (length + 2 padding - dilation (kernel - 1) - 1) / stride
     *         + 1 elements, rounded down
     */
    default Tensor conv1d(Tensor weight, Tensor bias, ConvOptions options) {
        return Channels.convolve("conv1d", 1, self(), weight, bias, options);
    }

    /** {@return the convolution of images with a kernel} See {@link #conv2d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv2d(Tensor weight) {
        return conv2d(weight, null, new ConvOptions());
    }

    /** {@return the convolution of images with a kernel} See {@link #conv2d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv2d(Tensor weight, Tensor bias) {
        return conv2d(weight, bias, new ConvOptions());
    }

    /** {@return the convolution of images with a kernel} See {@link #conv2d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv2d(Tensor weight, Tensor bias, int stride, int padding) {
        return conv2d(weight, bias, new ConvOptions().stride(stride).padding(padding));
    }

    /**
     * Each filter slides over the images and gives one channel of the result.
     *
     * @param weight {@code [filters, channels / groups, kernel height, width]}
     * @param bias   {@code [filters]}; null for none
     * @return {@code [batch, filters, height, width]}; an axis has (length + 2 padding - dilation (kernel - 1) - 1) / stride
     *         + 1 elements, rounded down
     */
    default Tensor conv2d(Tensor weight, Tensor bias, ConvOptions options) {
        return Channels.convolve("conv2d", 2, self(), weight, bias, options);
    }

    /** {@return the convolution of volumes with a kernel} See {@link #conv3d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv3d(Tensor weight) {
        return conv3d(weight, null, new ConvOptions());
    }

    /** {@return the convolution of volumes with a kernel} See {@link #conv3d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv3d(Tensor weight, Tensor bias) {
        return conv3d(weight, bias, new ConvOptions());
    }

    /** {@return the convolution of volumes with a kernel} See {@link #conv3d(Tensor, Tensor, ConvOptions)}. */
    default Tensor conv3d(Tensor weight, Tensor bias, int stride, int padding) {
        return conv3d(weight, bias, new ConvOptions().stride(stride).padding(padding));
    }

    /**
     * Each filter slides over the volumes and gives one channel of the result.
     *
     * @param weight {@code [filters, channels / groups, kernel depth, height, width]}
     * @param bias   {@code [filters]}; null for none
     * @return {@code [batch, filters, depth, height, width]}; an axis has (length + 2 padding - dilation (kernel - 1) - 1) / stride
     *         + 1 elements, rounded down
     */
    default Tensor conv3d(Tensor weight, Tensor bias, ConvOptions options) {
        return Channels.convolve("conv3d", 3, self(), weight, bias, options);
    }

    /** {@return the transposed convolution} See {@link #convTranspose1d(Tensor, Tensor, ConvOptions)}. */
    default Tensor convTranspose1d(Tensor weight) {
        return convTranspose1d(weight, null, new ConvOptions());
    }

    /** {@return the transposed convolution} See {@link #convTranspose1d(Tensor, Tensor, ConvOptions)}. */
    default Tensor convTranspose1d(Tensor weight, Tensor bias) {
        return convTranspose1d(weight, bias, new ConvOptions());
    }

    /**
     * What takes a gradient back through {@code conv1d}; used as a layer, it makes signals larger.
     *
     * @param weight {@code [channels, filters / groups, kernel length]}
     * @param bias   {@code [filters]}; null for none
     * @return {@code [batch, filters, length]}; an axis has (length - 1) stride - 2 padding + dilation (kernel - 1) + 1 +
     *         output padding elements
     */
    default Tensor convTranspose1d(Tensor weight, Tensor bias, ConvOptions options) {
        return Channels.convolveTransposed("convTranspose1d", 1, self(), weight, bias, options);
    }

    /** {@return the transposed convolution} See {@link #convTranspose2d(Tensor, Tensor, ConvOptions)}. */
    default Tensor convTranspose2d(Tensor weight) {
        return convTranspose2d(weight, null, new ConvOptions());
    }

    /** {@return the transposed convolution} See {@link #convTranspose2d(Tensor, Tensor, ConvOptions)}. */
    default Tensor convTranspose2d(Tensor weight, Tensor bias) {
        return convTranspose2d(weight, bias, new ConvOptions());
    }

    /**
     * What takes a gradient back through {@code conv2d}; used as a layer, it makes images larger.
     *
     * @param weight {@code [channels, filters / groups, kernel height, width]}
     * @param bias   {@code [filters]}; null for none
     * @return {@code [batch, filters, height, width]}; an axis has (length - 1) stride - 2 padding + dilation (kernel - 1) + 1 +
     *         output padding elements
     */
    default Tensor convTranspose2d(Tensor weight, Tensor bias, ConvOptions options) {
        return Channels.convolveTransposed("convTranspose2d", 2, self(), weight, bias, options);
    }

    /** {@return the transposed convolution} See {@link #convTranspose3d(Tensor, Tensor, ConvOptions)}. */
    default Tensor convTranspose3d(Tensor weight) {
        return convTranspose3d(weight, null, new ConvOptions());
    }

    /** {@return the transposed convolution} See {@link #convTranspose3d(Tensor, Tensor, ConvOptions)}. */
    default Tensor convTranspose3d(Tensor weight, Tensor bias) {
        return convTranspose3d(weight, bias, new ConvOptions());
    }

    /**
     * What takes a gradient back through {@code conv3d}; used as a layer, it makes volumes larger.
     *
     * @param weight {@code [channels, filters / groups, kernel depth, height, width]}
     * @param bias   {@code [filters]}; null for none
     * @return {@code [batch, filters, depth, height, width]}; an axis has (length - 1) stride - 2 padding + dilation (kernel - 1) + 1 +
     *         output padding elements
     */
    default Tensor convTranspose3d(Tensor weight, Tensor bias, ConvOptions options) {
        return Channels.convolveTransposed("convTranspose3d", 3, self(), weight, bias, options);
    }

    /**
     * The windows of signals or images, one a column (PyTorch's unfold, im2col): {@code [batch, channels * kernel,
     * windows]}, row by row. Without a batch here, there is none in the result.
     *
     * @param kernel one length for each axis that the windows slide along
     */
    default Tensor unfold(int[] kernel, ConvOptions options) {
        Windows windows = options.windows("unfold", kernel);
        if (self().rank() == kernel.length + 1) {
            return self().unsqueeze(0).unfold(kernel, options).squeeze(0);
        }
        Channels.checkSignal("unfold", kernel.length, self());
        int positions = Shape.of(windows.outputs("unfold", self().shape())).size();
        return new Unfold(windows).apply(self())
                .reshape(self().size(0), self().size(1) * windows.count(), positions);
    }

    /**
     * Columns added up where {@link #unfold} saw them (PyTorch's fold, col2im).
     *
     * @param size   the lengths of the axes of the result that the windows slide along
     * @param kernel as for unfold
     */
    default Tensor fold(int[] size, int[] kernel, ConvOptions options) {
        if (self().rank() == 2) {
            return self().unsqueeze(0).fold(size, kernel, options).squeeze(0);
        }
        Windows windows = options.windows("fold", kernel);
        Shape shape = Channels.foldedShape(self(), size, windows);
        int[] folded = new int[2 + 2 * kernel.length];
        folded[0] = shape.dim(0);
        folded[1] = shape.dim(1);
        System.arraycopy(kernel, 0, folded, 2, kernel.length);
        System.arraycopy(windows.outputs("fold", shape), 0, folded, 2 + kernel.length, kernel.length);
        return new Fold(windows, shape).apply(self().reshape(folded));
    }
}
