package jacobi.ops;

import jacobi.Interruption;
import jacobi.Shape;
import jacobi.backend.Backend;
import jacobi.backend.Convolver;
import jacobi.backend.NDArray;

/**
 * Convolutions as matrix products: the windows, copied to the columns of a matrix, times the weights (Chellapilla, Puri,
 * Simard: "High Performance Convolutional Neural Networks for Document Processing", 2006). A few examples at a time,
 * so that the matrices stay in the cache. Windows of one element are not copied: their matrix is the signal itself.
 */
final class Columns {
    /** Elements of the matrices of windows that are worked on at once. */
    private static final int CHUNK = 1 << 19;

    /** With more filters than this for each channel, windows of the results are more to copy than those of the signal. */
    private static final int MOST_TURNED = 2;

    private final Windows windows;
    private final Backend backend;
    private final int groups;
    private final int[] out;
    private final int examples;
    /** Of one group. */
    private final int filters;
    private final int taps;
    private final int positions;
    private final int chunk;

    private Columns(Windows windows, int groups, Shape signal, NDArray weight) {
        this.windows = windows;
        this.backend = weight.backend();
        this.groups = groups;
        this.out = windows.outputs("convolution", signal);
        this.examples = signal.dim(0);
        this.filters = weight.shape().dim(0) / groups;
        this.taps = weight.shape().dim(1) * windows.count();
        this.positions = Shape.of(out).size();
        long each = (long) groups * taps * positions;
        this.chunk = (int) Math.clamp(CHUNK / Math.max(1L, each), 1, Math.max(1, examples));
    }

    private boolean isDepthwise() {
        return filters == 1 && taps == windows.count() && groups > 1;
    }

    /**
     * {@return a convolution by the device's own library, or null} Where each channel has a filter of its own there is little to
     * multiply, and the loops for that are as good.
     *
     * @param x null if it is what is sought; likewise the others
     */
    private NDArray byLibrary(Convolver.Unknown unknown, NDArray x, NDArray weight, NDArray y, Shape shape) {
        Convolver convolver = isDepthwise() ? null : backend.convolver();
        if (convolver == null) {
            return null;
        }
        NDArray result = backend.empty((x != null ? x : weight).dtype(), shape);
        return convolver.convolve(unknown, new Convolver.Geometry(windows.stride(), windows.padding(), windows.dilation(), groups),
                x != null ? x : result, weight != null ? weight : result, y != null ? y : result) ? result : null;
    }

    private interface Part {
        void run(int from, int to);
    }

    private void forEachPart(Part part) {
        for (int from = 0; from < examples; from += chunk) {
            Interruption.poll("convolution");
            part.run(from, Math.min(examples, from + chunk));
        }
    }

    /** {@code y[n, m] = sum over c of weight[m, c] * windows of x[n, c]}. */
    static NDArray convolve(Windows windows, int groups, NDArray x, NDArray weight) {
        Columns c = new Columns(windows, groups, x.shape(), weight);
        NDArray done = c.byLibrary(Convolver.Unknown.OUTPUT, x, weight, null, c.outputShape(weight));
        if (done != null) {
            return done;
        }
        NDArray padded = windows.padded(x, c.out);
        NDArray y = c.backend.allocate(x.dtype(), c.outputShape(weight));
        if (c.isDepthwise()) {
            Depthwise.convolve(windows, padded, weight, y);
            return y;
        }
        NDArray matrix = withoutGaps(weight);
        NDArray whole = windows.view(padded, 0, c.examples, c.out).reshapedView(c.matrices(c.examples, c.taps));
        if (whole != null) {
            c.backend.matmul(c.filters(matrix, c.examples), whole, c.results(y, 0, c.examples));
            return y;
        }
        NDArray room = c.backend.allocate(x.dtype(), c.matrices(c.chunk, c.taps));
        c.forEachPart((from, to) -> {
            NDArray columns = first(room, c.matrices(to - from, c.taps));
            NDArray view = windows.view(padded, from, to, c.out);
            c.backend.copy(view, columns.reshapedView(view.shape()));
            c.backend.matmul(c.filters(matrix, to - from), columns, c.results(y, from, to));
        });
        return y;
    }

    /** The transpose of {@link #convolve} in x: every window gets back what it gave. */
    static NDArray convolveInput(Windows windows, int groups, NDArray g, NDArray weight, Shape shape) {
        Columns c = new Columns(windows, groups, shape, weight);
        NDArray done = c.byLibrary(Convolver.Unknown.INPUT, null, weight, g, shape);
        if (done != null) {
            return done;
        }
        Windows turned = windows.turned();
        if (turned != null && !c.isDepthwise() && c.filters <= MOST_TURNED * weight.shape().dim(1)) {
            return convolve(turned, groups, g, turned(weight, groups));
        }
        NDArray padded = windows.room(g, shape, c.out);
        if (c.isDepthwise()) {
            Depthwise.convolveInput(windows, g, weight, padded);
            return windows.unpadded(padded, shape);
        }
        NDArray results = withoutGaps(g);
        NDArray matrix = withoutGaps(weight);
        NDArray room = c.backend.allocate(g.dtype(), c.matrices(c.chunk, c.taps));
        c.forEachPart((from, to) -> {
            NDArray columns = first(room, c.matrices(to - from, c.taps));
            c.backend.matmul(transposed(c.filters(matrix, to - from)), c.results(results, from, to), columns);
            NDArray view = windows.view(padded, from, to, c.out);
            Windows.add(columns.reshapedView(view.shape()), view);
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

    /**
     * The transpose of {@link #convolve} in the weight: each tap gets the sum of all it has seen. The examples of a part
     * are one long axis that the product sums over. Of its operands the smaller one is turned, so that the product reads
     * both by rows.
     */
    static NDArray convolveWeight(Windows windows, int groups, NDArray x, NDArray g, Shape shape) {
        NDArray weight = x.backend().allocate(x.dtype(), shape);
        Columns c = new Columns(windows, groups, x.shape(), weight);
        NDArray done = c.byLibrary(Convolver.Unknown.WEIGHT, x, null, g, shape);
        if (done != null) {
            return done;
        }
        NDArray padded = windows.padded(x, c.out);
        if (c.isDepthwise()) {
            Depthwise.convolveWeight(windows, padded, g, weight);
            return weight;
        }
        NDArray sum = c.backend.allocate(x.dtype(), Shape.of(groups, c.taps, c.filters));
        NDArray product = c.backend.allocate(x.dtype(), sum.shape());
        NDArray results = withoutGaps(g);
        int most = c.chunk * c.positions;
        NDArray columnsRoom = c.backend.allocate(x.dtype(), Shape.of(groups, c.taps, most));
        NDArray resultsRoom = c.backend.allocate(x.dtype(), Shape.of(groups, most, c.filters));
        c.forEachPart((from, to) -> {
            int seen = (to - from) * c.positions;
            NDArray columns = first(columnsRoom, Shape.of(groups, c.taps, seen));
            NDArray view = examplesBehindKernel(windows.view(padded, from, to, c.out));
            c.backend.copy(view, columns.reshapedView(view.shape()));
            NDArray rows = first(resultsRoom, Shape.of(groups, seen, c.filters));
            NDArray part = examplesFirstInGroup(c.results(results, from, to));
            c.backend.copy(part, rows.reshapedView(part.shape()));
            c.backend.matmul(columns, rows, from == 0 ? sum : product);
            if (from > 0) {
                Windows.add(product, sum);
            }
        });
        NDArray filters = c.filters(weight, 1);
        c.backend.copy(transposed(sum), filters.reshapedView(Shape.of(groups, c.filters, c.taps)));
        return weight;
    }

    /** {@code [examples, channels, kernel..., outputs...]} as {@code [channels, kernel..., examples, outputs...]}. */
    private static NDArray examplesBehindKernel(NDArray view) {
        int axis = view.shape().rank() / 2;
        int[] dims = view.shape().dims();
        int[] strides = view.strides().clone();
        System.arraycopy(view.shape().dims(), 1, dims, 0, axis);
        System.arraycopy(view.strides(), 1, strides, 0, axis);
        dims[axis] = view.shape().dim(0);
        strides[axis] = view.strides()[0];
        return view.view(Shape.of(dims), strides, view.offset());
    }

    /** {@code [examples, groups, filters, positions]} as {@code [groups, examples, positions, filters]}. */
    private static NDArray examplesFirstInGroup(NDArray results) {
        int[] strides = results.strides();
        Shape shape = results.shape();
        return results.view(Shape.of(shape.dim(1), shape.dim(0), shape.dim(3), shape.dim(2)),
                new int[] {strides[1], strides[0], strides[3], strides[2]}, results.offset());
    }

    private static NDArray transposed(NDArray matrices) {
        int rows = matrices.shape().rank() - 2;
        int[] strides = matrices.strides().clone();
        strides[rows] = matrices.strides()[rows + 1];
        strides[rows + 1] = matrices.strides()[rows];
        Shape shape = matrices.shape();
        return matrices.view(shape.withDim(rows, shape.dim(-1)).withDim(rows + 1, shape.dim(-2)), strides, matrices.offset());
    }

    /** All windows, copied: {@code [batch, channels, kernel..., outputs...]}. */
    static NDArray unfold(Windows windows, NDArray x) {
        int[] out = windows.outputs("unfold", x.shape());
        NDArray view = windows.view(windows.padded(x, out), 0, x.shape().dim(0), out);
        NDArray copy = x.backend().empty(x.dtype(), view.shape());
        x.backend().copy(view, copy);
        return copy;
    }

    /** The transpose of {@link #unfold}. */
    static NDArray fold(Windows windows, NDArray columns, Shape shape) {
        int[] out = windows.outputs("fold", shape);
        NDArray padded = windows.room(columns, shape, out);
        Windows.add(columns, windows.view(padded, 0, shape.dim(0), out));
        return windows.unpadded(padded, shape);
    }

    private Shape outputShape(NDArray weight) {
        int[] dims = new int[2 + out.length];
        dims[0] = examples;
        dims[1] = weight.shape().dim(0);
        System.arraycopy(out, 0, dims, 2, out.length);
        return Shape.of(dims);
    }

    /** A matrix for each group of each example, with a column for each window. */
    private Shape matrices(int count, int rows) {
        return Shape.of(count, groups, rows, positions);
    }

    /** The beginning of an array. */
    private static NDArray first(NDArray room, Shape shape) {
        return room.view(shape, shape.rowMajorStrides(), 0);
    }

    private static NDArray withoutGaps(NDArray a) {
        return a.isContiguous() ? a : a.flattened();
    }

    /** The weights as matrices of filters by taps, one for each group, the same for so many examples. */
    private NDArray filters(NDArray weight, int count) {
        return weight.view(Shape.of(count, groups, filters, taps), new int[] {0, filters * taps, taps, 1}, weight.offset());
    }

    /** The results of some examples as matrices of filters by positions. */
    private NDArray results(NDArray y, int from, int to) {
        Shape shape = matrices(to - from, filters);
        return y.view(shape, shape.rowMajorStrides(), y.offset() + from * groups * filters * positions);
    }
}
