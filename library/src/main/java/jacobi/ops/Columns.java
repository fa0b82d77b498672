package jacobi.ops;

import jacobi.Interruption;
import jacobi.Shape;
import jacobi.backend.Backend;
import jacobi.backend.NDArray;

/**
 * Convolutions as matrix products: the windows, copied to the columns of a matrix, times the weights (Chellapilla, Puri,
 * Simard: "High Performance Convolutional Neural Networks for Document Processing", 2006). A few examples at a time,
 * so that the matrix stays in the cache.
 */
final class Columns {
    /** Elements of the matrix of windows that are worked on at once. */
    private static final int CHUNK = 1 << 19;

    private final Windows windows;
    private final Backend backend;
    private final int groups;
    private final int[] out;
    private final int examples;
    /** In and out, of one group. */
    private final int channels;
    private final int filters;
    private final int taps;
    private final int positions;
    private final int chunk;
    private NDArray columns;
    private NDArray results;

    private Columns(Windows windows, int groups, int[] out, int examples, NDArray weight) {
        this.windows = windows;
        this.backend = weight.backend();
        this.groups = groups;
        this.out = out;
        this.examples = examples;
        this.channels = weight.shape().dim(1);
        this.filters = weight.shape().dim(0) / groups;
        this.taps = channels * windows.count();
        this.positions = Shape.of(out).size();
        this.chunk = (int) Math.clamp(CHUNK / Math.max(1L, (long) taps * positions), 1, Math.max(1, examples));
    }

    private interface Part {
        void run(int group, int from, int to);
    }

    private void forEachPart(Part part) {
        for (int from = 0; from < examples; from += chunk) {
            for (int group = 0; group < groups; group++) {
                Interruption.poll("convolution");
                part.run(group, from, Math.min(examples, from + chunk));
            }
        }
    }

    /** {@code y[n, m] = sum over c of weight[m, c] * windows of x[n, c]}. */
    static NDArray convolve(Windows windows, int groups, NDArray x, NDArray weight) {
        int[] out = windows.outputs("convolution", x.shape());
        Columns c = new Columns(windows, groups, out, x.shape().dim(0), weight);
        NDArray padded = windows.padded(x, out);
        NDArray y = c.backend.allocate(x.dtype(), c.outputShape(weight));
        NDArray matrix = weight.flattened();
        c.forEachPart((group, from, to) -> {
            NDArray product = c.results(weight, from, to);
            c.backend.matmul(c.filters(matrix, group), c.columnsOf(padded, group, from, to), product);
            NDArray target = Windows.channelsFirst(y, group * c.filters, c.filters, from, to);
            c.backend.copy(product.reshapedView(target.shape()), target);
        });
        return y;
    }

    /** The transpose of {@link #convolve} in x: every window gets back what it gave. */
    static NDArray convolveInput(Windows windows, int groups, NDArray g, NDArray weight, Shape shape) {
        Windows turned = windows.turned();
        if (turned != null) {
            return convolve(turned, groups, g, turned(weight, groups));
        }
        int[] out = windows.outputs("convolution", shape);
        Columns c = new Columns(windows, groups, out, shape.dim(0), weight);
        NDArray padded = windows.room(g, shape, out);
        NDArray matrix = weight.flattened();
        c.forEachPart((group, from, to) -> {
            NDArray columns = c.columns(weight, from, to);
            NDArray filters = c.filters(matrix, group);
            NDArray transposed = filters.view(Shape.of(c.taps, c.filters), new int[] {1, c.taps}, filters.offset());
            c.backend.matmul(transposed, c.resultsOf(g, group, from, to), columns);
            NDArray view = windows.view(padded, group * c.channels, c.channels, from, to, out);
            windows.add(columns.reshapedView(view.shape()), view);
        });
        return windows.unpadded(padded, shape);
    }

    /** The weights with inputs and outputs exchanged and every kernel turned round. */
    private static NDArray turned(NDArray weight, int groups) {
        int[] dims = weight.shape().dims();
        int[] from = weight.strides();
        int filters = dims[0] / groups;
        int[] viewed = new int[dims.length + 1];
        int[] strides = new int[viewed.length];
        int offset = weight.offset();
        viewed[0] = groups;
        strides[0] = filters * from[0];
        viewed[1] = dims[1];
        strides[1] = from[1];
        viewed[2] = filters;
        strides[2] = from[0];
        for (int i = 2; i < dims.length; i++) {
            viewed[i + 1] = dims[i];
            strides[i + 1] = -from[i];
            offset += Math.max(dims[i] - 1, 0) * from[i];
        }
        dims[0] = groups * dims[1];
        dims[1] = filters;
        NDArray view = weight.view(Shape.of(viewed), strides, offset);
        return view.flattened().reshapedView(Shape.of(dims));
    }

    /** The transpose of {@link #convolve} in the weight: each tap gets the sum of all it has seen. */
    static NDArray convolveWeight(Windows windows, int groups, NDArray x, NDArray g, Shape shape) {
        int[] out = windows.outputs("convolution", x.shape());
        NDArray weight = x.backend().allocate(x.dtype(), shape);
        Columns c = new Columns(windows, groups, out, x.shape().dim(0), weight);
        NDArray padded = windows.padded(x, out);
        NDArray product = c.backend.allocate(x.dtype(), Shape.of(c.filters, c.taps));
        c.forEachPart((group, from, to) -> {
            NDArray columns = c.columnsOf(padded, group, from, to);
            NDArray transposed = columns.view(Shape.of((to - from) * c.positions, c.taps),
                    new int[] {1, (to - from) * c.positions}, columns.offset());
            c.backend.matmul(c.resultsOf(g, group, from, to), transposed, product);
            Windows.accumulate(product, c.filters(weight, group));
        });
        return weight;
    }

    /** All windows, copied: {@code [batch, channels, kernel..., outputs...]}. */
    static NDArray unfold(Windows windows, NDArray x) {
        int[] out = windows.outputs("unfold", x.shape());
        NDArray padded = windows.padded(x, out);
        return batchFirst(windows, windows.view(padded, 0, x.shape().dim(1), 0, x.shape().dim(0), out)).flattened();
    }

    /** The transpose of {@link #unfold}. */
    static NDArray fold(Windows windows, NDArray columns, Shape shape) {
        int[] out = windows.outputs("fold", shape);
        NDArray padded = windows.room(columns, shape, out);
        NDArray view = windows.view(padded, 0, shape.dim(1), 0, shape.dim(0), out);
        int[] dims = view.shape().dims();
        int[] strides = columns.strides().clone();
        System.arraycopy(columns.strides(), 1, strides, 0, 1 + windows.axes());
        strides[1 + windows.axes()] = columns.strides()[0];
        windows.add(columns.view(Shape.of(dims), strides, columns.offset()), view);
        return windows.unpadded(padded, shape);
    }

    /** Moves the axis of the examples from behind the kernel to the front. */
    private static NDArray batchFirst(Windows windows, NDArray view) {
        int axis = windows.axes() + 1;
        int[] dims = view.shape().dims();
        int[] strides = view.strides().clone();
        System.arraycopy(view.shape().dims(), 0, dims, 1, axis);
        System.arraycopy(view.strides(), 0, strides, 1, axis);
        dims[0] = view.shape().dim(axis);
        strides[0] = view.strides()[axis];
        return view.view(Shape.of(dims), strides, view.offset());
    }

    private Shape outputShape(NDArray weight) {
        int[] dims = new int[2 + out.length];
        dims[0] = examples;
        dims[1] = weight.shape().dim(0);
        System.arraycopy(out, 0, dims, 2, out.length);
        return Shape.of(dims);
    }

    /** The weights of a group, as a matrix of filters by taps. */
    private NDArray filters(NDArray weight, int group) {
        return weight.view(Shape.of(filters, taps), new int[] {taps, 1}, group * filters * taps);
    }

    /** Room for the windows of some examples, used again and again. */
    private NDArray columns(NDArray like, int from, int to) {
        if (columns == null) {
            columns = backend.allocate(like.dtype(), Shape.of(taps, chunk * positions));
        }
        Shape shape = Shape.of(taps, (to - from) * positions);
        return columns.view(shape, shape.rowMajorStrides(), 0);
    }

    private NDArray columnsOf(NDArray padded, int group, int from, int to) {
        NDArray view = windows.view(padded, group * channels, channels, from, to, out);
        NDArray matrix = columns(padded, from, to);
        backend.copy(view, matrix.reshapedView(view.shape()));
        return matrix;
    }

    /** Room for the results of some examples, used again and again. */
    private NDArray results(NDArray like, int from, int to) {
        if (results == null) {
            results = backend.allocate(like.dtype(), Shape.of(filters, chunk * positions));
        }
        Shape shape = Shape.of(filters, (to - from) * positions);
        return results.view(shape, shape.rowMajorStrides(), 0);
    }

    private NDArray resultsOf(NDArray y, int group, int from, int to) {
        NDArray part = Windows.channelsFirst(y, group * filters, filters, from, to);
        Shape shape = Shape.of(filters, (to - from) * positions);
        NDArray view = part.reshapedView(shape);
        if (view == null) {
            view = results(y, from, to);
            backend.copy(part, view.reshapedView(part.shape()));
        }
        return view;
    }
}
