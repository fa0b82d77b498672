package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import jacobi.backend.Reduction;
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
        int[] dims = Arrays.copyOf(x.shape().dims(), 2 + out.length);
        System.arraycopy(out, 0, dims, 2, out.length);
        NDArray sums = x.backend().allocate(x.dtype(), Shape.of(dims));
        Ranges[] seen = new Ranges[out.length];
        for (int i = 0; i < out.length; i++) {
            seen[i] = windows.within(i, x.shape().dim(i + 2), out[i]);
        }
        x.backend().reduceWindows(Reduction.SUM, x, seen, sums);
        return sums;
    }

    static NDArray spread(Windows windows, NDArray sums, Shape shape) {
        int[] out = windows.outputs("pooling", shape);
        NDArray padded = windows.room(sums, shape, out);
        Windows.add(windows.repeated(sums), windows.view(padded, 0, shape.dim(0), out));
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
        double[] counts = counts(windows, batch, out, options.countIncludePad());
        if (counts.length == 1 && x.dtype().isFloating()) {
            return unbatched(new Pooling.WindowMean(windows, counts[0]).apply(batch), x);
        }
        Tensor sums = new Pooling.WindowSum(windows).apply(batch);
        Tensor divisors = counts.length == 1 ? Dims.like(batch, counts[0])
                : Tensors.tensor(DType.FLOAT64, counts).to(x.dtype()).to(x.device()).reshape(out);
        return unbatched(sums.div(divisors), x);
    }

    /** How many elements each window counts; one number if that is the same for all. */
    private static double[] counts(Windows windows, Tensor x, int[] out, boolean padding) {
        double[] counts = {1};
        boolean equal = true;
        for (int axis = 0; axis < out.length; axis++) {
            double[] along = counts(windows, axis, x.size(axis + 2), out[axis], padding);
            double[] all = new double[counts.length * along.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = counts[i / along.length] * along[i % along.length];
                equal &= all[i] == all[0];
            }
            counts = all;
        }
        return equal && counts.length > 0 ? new double[] {counts[0]} : counts;
    }

    private static double[] counts(Windows windows, int axis, int length, int outputs, boolean padding) {
        double[] counts = new double[outputs];
        int reach = windows.padding()[axis];
        for (int o = 0; o < outputs; o++) {
            long from = (long) o * windows.stride()[axis] - reach;
            long to = Math.min(from + windows.kernel()[axis], (long) length + (padding ? reach : 0));
            counts[o] = to - (padding ? from : Math.max(from, 0));
        }
        return counts;
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
        return unbatched(new Pooling.WindowMax(seen(op, axes, batch, kernel, options)).apply(batch), x);
    }

    static ValuesAndIndices maxWithIndices(String op, int axes, Tensor x, int[] kernel, PoolOptions options) {
        Tensor batch = Channels.batched(op, axes, x);
        Tensor index = places(batch, seen(op, axes, batch, kernel, options));
        Tensor values = planes(batch).gather(2, planes(index)).reshape(index.shape());
        return new ValuesAndIndices(unbatched(values, x), unbatched(index, x));
    }

    /** What each window sees, which is something. */
    private static Ranges[] seen(String op, int axes, Tensor batch, int[] kernel, PoolOptions options) {
        Windows windows = windows(op, axes, kernel, options);
        int[] out = windows.outputs(op, batch.shape());
        Ranges[] seen = new Ranges[axes];
        for (int i = 0; i < axes; i++) {
            seen[i] = windows.within(i, batch.size(i + 2), out[i]);
            for (int o = 0; o < out[i]; o++) {
                if (seen[i].from()[o] >= seen[i].to()[o]) {
                    throw new IllegalArgumentException(op + ": a window along axis " + (i + 2) + " of shape " + batch.shape()
                            + " would see nothing but padding; use less padding or dilation");
                }
            }
        }
        return seen;
    }

    /** The shape with as many windows behind the batch and the channels. */
    static Shape outputs(Shape shape, Ranges[] seen) {
        int[] dims = shape.dims();
        for (int i = 0; i < seen.length; i++) {
            dims[i + 2] = seen[i].count();
        }
        return Shape.of(dims);
    }

    /** Where the maxima of the windows are, counted in row-major order in each channel. */
    static Tensor places(Tensor batch, Ranges[] seen) {
        NDArray array = batch.array();
        NDArray places = array.backend().empty(DType.INT64, outputs(array.shape(), seen));
        array.backend().argMaxOfWindows(array, seen, places);
        return Tensor.of(places);
    }

    /** {@code [batch, channels, all elements of the other axes]}. */
    static Tensor planes(Tensor x) {
        int planes = x.size(0) * x.size(1);
        return x.reshape(x.size(0), x.size(1), planes == 0 ? 0 : x.size() / planes);
    }

    static Tensor unpool(String op, int axes, Tensor x, Tensor indices, int[] size) {
        Tensor batch = Channels.batched(op, axes, x);
        if (!indices.shape().equals(x.shape())) {
            throw new IllegalArgumentException(op + ": indices of shape " + indices.shape() + " do not fit x of shape " + x.shape()
                    + ": there is one for each element, from " + op.replace("Unp", "P") + "WithIndices");
        }
        int[] dims = Arrays.copyOf(batch.shape().dims(), 2 + axes);
        System.arraycopy(Windows.atLeast(op, "size", 1, axes, size), 0, dims, 2, axes);
        Tensor empty = planes(Tensors.zeros(x.dtype(), dims).to(x.device()));
        Tensor index = planes(indices.reshape(batch.shape()));
        Tensor y = Places.replace(empty, Places.lastWriters(op, empty, 2, index), batch.flatten());
        return unbatched(y.reshape(dims), x);
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
        return unbatched(new Pooling.WindowMax(adaptive(batch, sizes(op, axes, batch, size))).apply(batch), x);
    }

    private static Ranges[] adaptive(Tensor batch, int[] sizes) {
        int[] dims = batch.shape().dims();
        System.arraycopy(sizes, 0, dims, 2, sizes.length);
        // Refuses a result that no tensor can hold, before there is memory for its windows.
        Shape.of(dims);
        Ranges[] seen = new Ranges[sizes.length];
        for (int i = 0; i < seen.length; i++) {
            int length = batch.size(i + 2);
            int outputs = sizes[i];
            int[] from = new int[outputs];
            int[] to = new int[outputs];
            Arrays.setAll(from, o -> adaptiveFrom(o, length, outputs));
            Arrays.setAll(to, o -> adaptiveTo(o, length, outputs));
            seen[i] = new Ranges(from, to, 1);
        }
        return seen;
    }

    private static int adaptiveFrom(int output, int length, int outputs) {
        return (int) ((long) output * length / outputs);
    }

    private static int adaptiveTo(int output, int length, int outputs) {
        return (int) Math.ceilDiv((output + 1L) * length, outputs);
    }

    static Tensor adaptiveAverage(String op, int axes, Tensor x, int[] size) {
        Tensor batch = Channels.batched(op, axes, x);
        Ranges[] seen = adaptive(batch, sizes(op, axes, batch, size));
        double[] counts = {1};
        for (Ranges along : seen) {
            double[] all = new double[counts.length * along.count()];
            for (int i = 0; i < all.length; i++) {
                all[i] = counts[i / along.count()] * along.length(i % along.count());
            }
            counts = all;
        }
        int[] out = Arrays.copyOfRange(outputs(batch.shape(), seen).dims(), 2, 2 + axes);
        Tensor divisors = Tensors.tensor(DType.FLOAT64, counts).to(x.dtype()).reshape(out);
        return unbatched(new Pooling.RangeSum(seen).apply(batch).div(divisors), x);
    }

    /** Numbers for windows, each added to all that the window sees: along one axis after the other. */
    static Tensor spread(Tensor sums, Ranges[] seen, Shape shape) {
        Tensor y = sums;
        for (int i = 0; i < seen.length; i++) {
            int length = shape.dim(i + 2);
            double[] weights = new double[Shape.of(seen[i].count(), length).size()];
            for (int o = 0; o < seen[i].count(); o++) {
                for (int k = seen[i].from()[o]; k < seen[i].to()[o]; k += seen[i].step()) {
                    weights[o * length + k] = 1;
                }
            }
            y = Resampling.mix(y, i + 2, weights, length);
        }
        return y;
    }
}
