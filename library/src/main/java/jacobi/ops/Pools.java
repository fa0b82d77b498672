package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.NDArray;
import java.util.Arrays;

/** Maxima and averages of windows. */
final class Pools {
    private Pools() {
    }

    private static Windows windows(String op, int axes, int[] kernel, PoolOptions options) {
        int[] full = Windows.atLeast(op, "kernel", 1, axes, kernel);
        Windows windows = Windows.of(op, full, options.stride() == null ? full : options.stride(), options.padding(),
                options.dilation()).ceil(options.ceil());
        for (int i = 0; i < axes; i++) {
            if (windows.padding()[i] > ((full[i] - 1L) * windows.dilation()[i] + 1) / 2) {
                throw new IllegalArgumentException(op + ": padding " + windows.padding()[i] + " is more than half of the kernel, "
                        + full[i] + ", so that some windows would see nothing");
            }
        }
        return windows;
    }

    private static Tensor unbatched(Tensor y, Tensor x) {
        return x.rank() == y.rank() ? y : y.squeeze(0);
    }

    static NDArray sum(Windows windows, NDArray x) {
        int[] out = windows.outputs("pooling", x.shape());
        NDArray view = windows.view(windows.padded(x, out), 0, x.shape().dim(1), 0, x.shape().dim(0), out);
        int[] dims = Arrays.copyOf(x.shape().dims(), 2 + out.length);
        System.arraycopy(out, 0, dims, 2, out.length);
        NDArray sums = x.backend().allocate(x.dtype(), Shape.of(dims));
        NDArray target = Windows.channelsFirst(sums, 0, dims[1], 0, dims[0]);
        windows.forEachElement(at -> Windows.accumulate(windows.element(view, at), target));
        return sums;
    }

    static NDArray spread(Windows windows, NDArray sums, Shape shape) {
        int[] out = windows.outputs("pooling", shape);
        NDArray padded = windows.room(sums, shape, out);
        NDArray view = windows.view(padded, 0, shape.dim(1), 0, shape.dim(0), out);
        NDArray source = Windows.channelsFirst(sums, 0, shape.dim(1), 0, shape.dim(0));
        windows.forEachElement(at -> Windows.accumulate(source, windows.element(view, at)));
        return windows.unpadded(padded, shape);
    }

    static Tensor average(String op, int axes, Tensor x, int[] kernel, PoolOptions options) {
        Tensor batch = Channels.batched(op, axes, x);
        Windows windows = windows(op, axes, kernel, options);
        if (Arrays.stream(windows.dilation()).anyMatch(d -> d != 1)) {
            throw new IllegalArgumentException(op + ": an average has no dilation, but it is "
                    + Arrays.toString(options.dilation()));
        }
        int[] out = windows.outputs(op, batch.shape());
        Tensor sums = new Pooling.WindowSum(windows).apply(batch);
        for (int i = 0; i < axes; i++) {
            sums = sums.div(counts(windows, i, batch.size(i + 2), out[i], options.countIncludePad(), axes, x.dtype()));
        }
        return unbatched(sums, x);
    }

    /** How many elements each window counts along an axis, to be broadcast. */
    private static Tensor counts(Windows windows, int axis, int length, int outputs, boolean padding, int axes, DType type) {
        double[] counts = new double[outputs];
        int reach = windows.padding()[axis];
        for (int o = 0; o < outputs; o++) {
            long from = (long) o * windows.stride()[axis] - reach;
            long to = Math.min(from + windows.kernel()[axis], (long) length + (padding ? reach : 0));
            counts[o] = to - (padding ? from : Math.max(from, 0));
        }
        int[] dims = new int[axes];
        Arrays.fill(dims, 1);
        dims[axis] = outputs;
        return Tensors.tensor(DType.FLOAT64, counts).to(type).reshape(dims);
    }

    static Tensor power(String op, int axes, Tensor x, double p, int kernel, int stride) {
        Tensor batch = Channels.batched(op, axes, x);
        if (!(p > 0) || Double.isInfinite(p)) {
            throw new IllegalArgumentException(op + ": the power is a positive number, not " + p
                    + (p == Double.POSITIVE_INFINITY ? "; use maxPool" : ""));
        }
        Windows windows = windows(op, axes, new int[] {kernel}, new PoolOptions().stride(stride));
        windows.outputs(op, batch.shape());
        return unbatched(new Pooling.WindowSum(windows).apply(batch.pow(p)).relu().pow(1 / p), x);
    }

    static Tensor max(String op, int axes, Tensor x, int[] kernel, PoolOptions options) {
        Tensor batch = Channels.batched(op, axes, x);
        Windows windows = windows(op, axes, kernel, options);
        int[] out = windows.outputs(op, batch.shape());
        int[][][] seen = new int[axes][][];
        for (int i = 0; i < axes; i++) {
            seen[i] = new int[out[i]][];
            for (int o = 0; o < out[i]; o++) {
                seen[i][o] = within(windows, i, o, batch.size(i + 2));
                if (seen[i][o].length == 0) {
                    throw new IllegalArgumentException(op + ": a window along axis " + (i + 2) + " of shape " + batch.shape()
                            + " would see nothing but padding; use less padding or dilation");
                }
            }
        }
        return unbatched(maxima(batch, seen), x);
    }

    private static int[] within(Windows windows, int axis, int output, int length) {
        int[] at = new int[windows.kernel()[axis]];
        int count = 0;
        for (int k = 0; k < at.length; k++) {
            long position = (long) output * windows.stride()[axis] - windows.padding()[axis]
                    + (long) k * windows.dilation()[axis];
            if (position >= 0 && position < length) {
                at[count++] = (int) position;
            }
        }
        return Arrays.copyOf(at, count);
    }

    /** The elements at the places of the maxima; seen are the indices along each axis that each window sees. */
    private static Tensor maxima(Tensor x, int[][][] seen) {
        int[] dims = x.shape().dims();
        int[][] offsets = {{0}};
        for (int i = 0; i < seen.length; i++) {
            offsets = product(offsets, seen[i], dims[i + 2]);
            dims[i + 2] = seen[i].length;
        }
        int planes = dims[0] * dims[1];
        int plane = planes == 0 ? 0 : x.size() / planes;
        double[] values = x.detach().toDoubles();
        long[] places = new long[planes * offsets.length];
        for (int p = 0; p < planes; p++) {
            Interruption.poll("maxPool");
            for (int o = 0; o < offsets.length; o++) {
                places[p * offsets.length + o] = first(values, p * plane, offsets[o]);
            }
        }
        Tensor index = Tensors.tensor(places, dims[0], dims[1], offsets.length);
        return x.reshape(dims[0], dims[1], plane).gather(2, index).reshape(dims);
    }

    /** The place of the largest value, the first among equals; NaN counts as the largest. */
    private static int first(double[] values, int from, int[] offsets) {
        int best = offsets[0];
        double largest = values[from + best];
        for (int offset : offsets) {
            double value = values[from + offset];
            if (value > largest || value != value && largest == largest) {
                largest = value;
                best = offset;
            }
        }
        return best;
    }

    /** The positions that windows see in row-major order, from those without the last axis and those along it. */
    private static int[][] product(int[][] before, int[][] along, int length) {
        int[][] all = new int[before.length * along.length][];
        for (int b = 0; b < before.length; b++) {
            for (int a = 0; a < along.length; a++) {
                int[] offsets = new int[before[b].length * along[a].length];
                for (int i = 0; i < offsets.length; i++) {
                    offsets[i] = before[b][i / along[a].length] * length + along[a][i % along[a].length];
                }
                all[b * along.length + a] = offsets;
            }
        }
        return all;
    }

    private static int[] sizes(String op, int axes, Tensor batch, int[] size) {
        int[] sizes = Windows.atLeast(op, "size", 1, axes, size);
        for (int i = 0; i < axes; i++) {
            if (batch.size(i + 2) == 0) {
                throw new IllegalArgumentException(op + ": axis " + (i + 2) + " of shape " + batch.shape()
                        + " is empty, and windows of nothing have no value");
            }
        }
        return sizes;
    }

    static Tensor adaptiveMax(String op, int axes, Tensor x, int[] size) {
        Tensor batch = Channels.batched(op, axes, x);
        int[] sizes = sizes(op, axes, batch, size);
        int[][][] seen = new int[axes][][];
        for (int i = 0; i < axes; i++) {
            seen[i] = new int[sizes[i]][];
            for (int o = 0; o < sizes[i]; o++) {
                int from = adaptiveFrom(o, batch.size(i + 2), sizes[i]);
                seen[i][o] = new int[adaptiveTo(o, batch.size(i + 2), sizes[i]) - from];
                Arrays.setAll(seen[i][o], k -> from + k);
            }
        }
        return unbatched(maxima(batch, seen), x);
    }

    private static int adaptiveFrom(int output, int length, int outputs) {
        return (int) ((long) output * length / outputs);
    }

    private static int adaptiveTo(int output, int length, int outputs) {
        return (int) Math.ceilDiv((output + 1L) * length, outputs);
    }

    /** Averages along one axis after the other are averages of boxes. */
    static Tensor adaptiveAverage(String op, int axes, Tensor x, int[] size) {
        Tensor batch = Channels.batched(op, axes, x);
        int[] sizes = sizes(op, axes, batch, size);
        for (int i = 0; i < axes; i++) {
            int length = batch.size(i + 2);
            double[] weights = new double[Shape.of(length, sizes[i]).size()];
            for (int o = 0; o < sizes[i]; o++) {
                int from = adaptiveFrom(o, length, sizes[i]);
                int to = adaptiveTo(o, length, sizes[i]);
                for (int k = from; k < to; k++) {
                    weights[k * sizes[i] + o] = 1.0 / (to - from);
                }
            }
            batch = Resampling.mix(batch, i + 2, weights, sizes[i]);
        }
        return unbatched(batch, x);
    }
}
