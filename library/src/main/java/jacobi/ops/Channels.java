package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import java.util.Arrays;

/** Checks of signals with channels, and of the weights that they meet. */
final class Channels {
    private static final String[] AXES = {"", "length", "height, width", "depth, height, width"};

    private Channels() {
    }

    static void checkLinear(Tensor x, Tensor weight, Tensor bias) {
        if (weight.rank() != 2 || x.rank() == 0 || x.size(-1) != weight.size(1)) {
            throw new IllegalArgumentException("linear: x of shape " + x.shape() + " and a weight of shape " + weight.shape()
                    + " do not fit: they are [..., features in] and [features out, features in]"
                    + (weight.rank() == 2 && x.rank() > 0 && x.size(-1) == weight.size(0)
                    ? "; did you mean linear with weight.t()?" : ""));
        }
        Matrices.requireOneType("linear", x, weight);
        checkBias("linear", bias, weight.size(0));
    }

    private static void checkBias(String op, Tensor bias, int filters) {
        if (bias != null && (bias.rank() != 1 || bias.size(0) != filters)) {
            throw new IllegalArgumentException(op + ": a bias of shape " + bias.shape() + " does not fit: there is one number "
                    + "for each of the " + filters + " channels of the result, so its shape is [" + filters + "]");
        }
    }

    static void checkSignal(String op, int axes, Tensor x) {
        if (x.rank() != axes + 2) {
            throw new IllegalArgumentException(op + ": shape " + x.shape() + " has " + x.rank() + " axes, but it takes "
                    + (axes + 2) + ": batch, channels, and " + axes + " that the windows slide along; or the same without the "
                    + "batch");
        }
        Classes.requireFloats(op, x);
    }

    /** The signal with a batch axis, if it has none. */
    static Tensor batched(String op, int axes, Tensor x) {
        if (x.rank() != axes + 2 && x.rank() != axes + 1) {
            throw new IllegalArgumentException(op + ": x of shape " + x.shape() + " does not fit: its axes are [batch, channels, "
                    + AXES[axes] + "], or the same without the batch"
                    + (x.rank() == axes ? "; add the axis of the channels with unsqueeze(-" + (axes + 1) + ")" : ""));
        }
        Classes.requireFloats(op, x);
        return x.rank() == axes + 2 ? x : x.unsqueeze(0);
    }

    private static void checkWeight(String op, int axes, Tensor x, Tensor weight, String channels, boolean fits,
                                    ConvOptions options) {
        if (weight.dtype() != x.dtype()) {
            throw new IllegalArgumentException(op + ": x of type " + x.dtype() + " and a weight of type " + weight.dtype()
                    + " do not fit; convert one with to(DType." + x.dtype().name() + ")");
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": x of shape " + x.shape() + " and a weight of shape " + weight.shape()
                    + " do not fit" + (options.groups() == 1 ? "" : " with " + options.groups() + " groups")
                    + ": they are [batch, channels, " + AXES[axes] + "] and [" + channels + ", kernel " + AXES[axes] + "]");
        }
    }

    private static int[] kernel(int axes, Tensor weight) {
        return Arrays.copyOfRange(weight.shape().dims(), 2, 2 + axes);
    }

    private static Tensor withBias(Tensor y, Tensor bias, Tensor x) {
        int[] column = new int[y.rank() - 1];
        Arrays.fill(column, 1);
        column[0] = y.size(1);
        Tensor sum = bias == null ? y : y.add(bias.reshape(column));
        return x.rank() == y.rank() ? sum : sum.squeeze(0);
    }

    static Tensor convolve(String op, int axes, Tensor x, Tensor weight, Tensor bias, ConvOptions options) {
        Tensor batch = batched(op, axes, x);
        int groups = options.groups();
        checkWeight(op, axes, x, weight, groups == 1 ? "filters, channels" : "filters, channels / groups",
                groups >= 1 && weight.rank() == axes + 2 && batch.size(1) == (long) weight.size(1) * groups
                && weight.size(0) % groups == 0, options);
        checkBias(op, bias, weight.size(0));
        int[] kernel = kernel(axes, weight);
        if (options.padding() == null) {
            int[] zeros = zerosToKeepLengths(op, kernel, options);
            batch = longerByOddZeros(batch, zeros);
            options = options.padding(Arrays.stream(zeros).map(total -> total / 2).toArray());
        }
        Windows windows = options.windows(op, kernel);
        windows.outputs(op, batch.shape());
        return withBias(new Convolutions.Convolution(windows, groups).apply(batch, weight), bias, x);
    }

    /** How many zeros each axis takes in all, so that there are as many windows as elements. */
    private static int[] zerosToKeepLengths(String op, int[] kernel, ConvOptions options) {
        Windows unpadded = options.padding(0).windows(op, kernel);
        int[] zeros = new int[kernel.length];
        for (int i = 0; i < zeros.length; i++) {
            if (unpadded.stride()[i] != 1) {
                throw new IllegalArgumentException(op + ": samePadding() keeps the lengths, and a stride of "
                        + unpadded.stride()[i] + " does not; use padding(...) with it");
            }
            zeros[i] = (unpadded.kernel()[i] - 1) * unpadded.dilation()[i];
        }
        return zeros;
    }

    /** Windows have as much padding in front as behind; what one end has more is put there first. */
    private static Tensor longerByOddZeros(Tensor x, int[] zeros) {
        int[] behind = new int[2 * zeros.length];
        boolean odd = false;
        for (int i = 0; i < zeros.length; i++) {
            behind[2 * (zeros.length - 1 - i) + 1] = zeros[i] % 2;
            odd |= zeros[i] % 2 != 0;
        }
        return odd ? x.pad(behind) : x;
    }

    static Tensor convolveTransposed(String op, int axes, Tensor x, Tensor weight, Tensor bias, ConvOptions options) {
        Tensor batch = batched(op, axes, x);
        int groups = options.groups();
        checkWeight(op, axes, x, weight, groups == 1 ? "channels, filters" : "channels, filters / groups",
                groups >= 1 && weight.rank() == axes + 2 && batch.size(1) == weight.size(0)
                && weight.size(0) % groups == 0, options);
        int filters = Math.multiplyExact(weight.size(1), groups);
        checkBias(op, bias, filters);
        Windows windows = options.windows(op, kernel(axes, weight));
        int[] more = Windows.atLeast(op, "outputPadding", 0, axes, options.outputPadding());
        int[] dims = batch.shape().dims();
        dims[1] = filters;
        boolean beyond = false;
        for (int i = 0; i < axes; i++) {
            if (more[i] >= Math.max(windows.stride()[i], windows.dilation()[i])) {
                throw new IllegalArgumentException(op + ": output padding " + more[i] + " does not fit stride "
                        + windows.stride()[i] + " and dilation " + windows.dilation()[i]
                        + ": it must be less than one of them; pad() adds zeros");
            }
            beyond |= more[i] >= windows.stride()[i];
            long length = dims[i + 2] == 0 ? 0 : windows.inverse(i, dims[i + 2]) + more[i];
            if (length < 1 || length > Shape.MAX_SIZE) {
                throw new IllegalArgumentException(op + ": axis " + (i + 2) + " of the result would have " + length
                        + " elements, from " + dims[i + 2] + " with " + options + "; change the padding");
            }
            dims[i + 2] = (int) length;
        }
        Tensor y = beyond ? withMore(windows, groups, dims, more, batch, weight)
                : new Convolutions.ConvolutionTranspose(windows, groups, Shape.of(dims)).apply(batch, weight);
        return withBias(y, bias, x);
    }

    /**
     * Transposed convolutions with an output padding from which a convolution would make more than there was: all that they
     * give, cut and lengthened.
     */
    private static Tensor withMore(Windows windows, int groups, int[] dims, int[] more, Tensor x, Tensor weight) {
        int axes = more.length;
        Windows whole = new Windows(windows.kernel(), windows.stride(), new int[axes], windows.dilation(), false);
        int[] all = dims.clone();
        int[] ends = new int[2 * axes];
        for (int i = 0; i < axes; i++) {
            int padding = windows.padding()[i];
            all[i + 2] += 2 * padding - more[i];
            ends[2 * (axes - 1 - i)] = -padding;
            ends[2 * (axes - 1 - i) + 1] = more[i] - padding;
        }
        return new Convolutions.ConvolutionTranspose(whole, groups, Shape.of(all)).apply(x, weight).pad(ends);
    }

    static Shape foldedShape(Tensor columns, int[] size, Windows windows) {
        Classes.requireFloats("fold", columns);
        int[] dims = new int[2 + windows.axes()];
        int count = windows.count();
        if (columns.rank() != 3 || columns.size(1) % count != 0 || size.length != windows.axes()) {
            throw new IllegalArgumentException("fold: columns of shape " + columns.shape() + " and size " + Arrays.toString(size)
                    + " do not fit: columns are [batch, channels * " + count + ", windows], and there is a size for each of the "
                    + windows.axes() + " axes of the kernel");
        }
        dims[0] = columns.size(0);
        dims[1] = columns.size(1) / count;
        System.arraycopy(size, 0, dims, 2, size.length);
        Shape shape = Shape.of(dims);
        int positions = Shape.of(windows.outputs("fold", shape)).size();
        if (positions != columns.size(2)) {
            throw new IllegalArgumentException("fold: " + columns.size(2) + " columns do not fit size " + Arrays.toString(size)
                    + ", over which " + positions + " windows slide; use the size and options that unfold had");
        }
        return shape;
    }
}
