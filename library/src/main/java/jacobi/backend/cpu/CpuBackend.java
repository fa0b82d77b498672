package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.Backend;
import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import jacobi.backend.Reduction;
import jacobi.backend.ScalarFunction;

/** The processor: primitives on heap arrays, split over a few threads where the work is large. */
public final class CpuBackend implements Backend {
    /** The one instance: there is one processor. */
    public static final CpuBackend INSTANCE = new CpuBackend();

    /** Elements below which more threads don't pay for a copy. */
    private static final int COPY_GRAIN = 1 << 16;

    private CpuBackend() {
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public NDArray allocate(DType dtype, Shape shape) {
        return new NDArray(new HeapBuffer(dtype, shape.size(), HeapArrays.allocate(dtype, shape.size())), shape);
    }

    @Override
    public NDArray fromHost(Object data, Shape shape) {
        NDArray copy = allocate(HeapArrays.dtypeOf(data), shape);
        Threads.parallelFor(shape.size(), Pieces.LENGTH,
                (from, end) -> System.arraycopy(data, from, array(copy), from, end - from));
        return copy;
    }

    @Override
    public Object toHost(NDArray a) {
        Object copy = HeapArrays.allocate(a.dtype(), a.size());
        read(a, copy, 0);
        return copy;
    }

    @Override
    public Object peek(NDArray a) {
        return a.isFlat() ? array(a) : toHost(a);
    }

    @Override
    public NDArray adopt(Object data, Shape shape) {
        return new NDArray(new HeapBuffer(HeapArrays.dtypeOf(data), shape.size(), data), shape);
    }

    @Override
    public double item(NDArray a, int index) {
        int position = a.offset();
        for (int axis = a.shape().rank() - 1; axis >= 0; axis--) {
            int length = a.shape().dim(axis);
            position += index % length * a.strides()[axis];
            index /= length;
        }
        return HeapArrays.get(array(a), position);
    }

    @Override
    public void copy(NDArray in, NDArray out) {
        int n = out.size();
        if (n == 0) {
            return;
        }
        if (in.dtype() != out.dtype()) {
            elementwise(ElementwiseLoops.IDENTITY, out, in);
        } else if (out.isContiguous()) {
            read(in, array(out), out.offset());
        } else if (in.isContiguous()) {
            write(array(in), in.offset(), out);
        } else {
            write(toHost(in), 0, out);
        }
    }

    /** Copies a view's elements, in row-major order, to an array. */
    private static void read(NDArray view, Object target, int to) {
        if (view.size() > 0) {
            StridedRuns runs = new StridedRuns(view);
            Threads.parallelFor(view.size(), runs.grain(COPY_GRAIN), (from, end) -> runs.read(from, target, to + from, end - from));
        }
    }

    private static void write(Object source, int from, NDArray view) {
        StridedRuns runs = new StridedRuns(view);
        Threads.parallelFor(view.size(), runs.grain(COPY_GRAIN),
                (first, end) -> runs.write(first, source, from + first, end - first));
    }

    @Override
    public void elementwise(ScalarFunction f, NDArray out, NDArray... in) {
        ElementwiseLoops.run(f, out, in);
    }

    @Override
    public void reduce(Reduction reduction, NDArray in, int[] axes, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        if (!out.isFlat()) {
            NDArray flat = allocate(out.dtype(), out.shape());
            reduce(reduction, in, axes, flat);
            copy(flat, out);
            return;
        }
        Shape shape = in.shape();
        boolean adjacent = axes.length > 0 && axes[axes.length - 1] - axes[0] == axes.length - 1;
        if (adjacent && in.isFlat()) {
            int outer = 1, length = 1, inner = 1;
            for (int axis = 0; axis < shape.rank(); axis++) {
                int dim = shape.dim(axis);
                if (axis < axes[0]) {
                    outer *= dim;
                } else if (axis <= axes[axes.length - 1]) {
                    length *= dim;
                } else {
                    inner *= dim;
                }
            }
            Reductions.reduce(reduction, array(in), outer, length, inner, array(out));
        } else {
            // The reduced axes go last, in a copy, and are then adjacent.
            int length = 1;
            for (int axis : axes) {
                length *= shape.dim(axis);
            }
            Object moved = toHost(reducedAxesLast(in, axes));
            Reductions.reduce(reduction, moved, out.size(), length, 1, array(out));
        }
    }

    private static NDArray reducedAxesLast(NDArray in, int[] axes) {
        int rank = in.shape().rank();
        int[] dims = new int[rank];
        int[] strides = new int[rank];
        int kept = 0;
        int last = rank - axes.length;
        for (int axis = 0; axis < rank; axis++) {
            int to = java.util.Arrays.binarySearch(axes, axis) >= 0 ? last++ : kept++;
            dims[to] = in.shape().dim(axis);
            strides[to] = in.strides()[axis];
        }
        return in.view(Shape.of(dims), strides, in.offset());
    }

    @Override
    public void argReduce(boolean largest, NDArray in, int axis, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int[] split = split(in.shape(), axis);
        NDArray flat = out.isFlat() ? out : allocate(DType.INT64, out.shape());
        Extremes.first(largest, array(in.flattened()), split[0], split[1], split[2], (long[]) array(flat));
        if (flat != out) {
            copy(flat, out);
        }
    }

    @Override
    public void argScan(boolean largest, NDArray in, int axis, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int[] split = split(in.shape(), axis);
        NDArray flat = out.isFlat() ? out : allocate(DType.INT64, out.shape());
        Extremes.soFar(largest, array(in.flattened()), split[0], split[1], split[2], (long[]) array(flat));
        if (flat != out) {
            copy(flat, out);
        }
    }

    @Override
    public void scan(Reduction reduction, boolean backwards, NDArray in, int axis, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int[] split = split(in.shape(), axis);
        NDArray flat = out.isFlat() ? out : allocate(out.dtype(), out.shape());
        Scans.scan(reduction, backwards, array(in.flattened()), split[0], split[1], split[2], array(flat));
        if (flat != out) {
            copy(flat, out);
        }
    }

    @Override
    public void argMaxOfWindows(NDArray in, Ranges[] windows, NDArray out) {
        NDArray flat = out.isFlat() ? out : allocate(DType.INT64, out.shape());
        WindowMaxima.find(in, windows, (long[]) array(flat), flat.size());
        if (flat != out) {
            copy(flat, out);
        }
    }

    @Override
    public void reduceWindows(Reduction reduction, NDArray in, Ranges[] windows, NDArray out) {
        NDArray flat = out.isFlat() ? out : allocate(out.dtype(), out.shape());
        WindowReductions.run(reduction, in, windows, array(flat), flat.size());
        if (flat != out) {
            copy(flat, out);
        }
    }

    @Override
    public void addProducts(NDArray a, NDArray b, NDArray out) {
        SumsOfProducts.add(a, b, out);
    }

    @Override
    public void matmul(NDArray a, NDArray b, NDArray out) {
        if (out.isContiguous()) {
            MatrixProducts.run(a, b, out);
        } else {
            NDArray flat = allocate(out.dtype(), out.shape());
            MatrixProducts.run(a, b, flat);
            copy(flat, out);
        }
    }

    @Override
    public void gather(NDArray in, int axis, NDArray index, NDArray out) {
        NDArray flat = out.isFlat() ? out : allocate(out.dtype(), out.shape());
        Indexing.gather(array(in.flattened()), in.shape(), axis, index, array(flat));
        if (flat != out) {
            copy(flat, out);
        }
    }

    @Override
    public void scatterAdd(NDArray in, int axis, NDArray index, NDArray out) {
        NDArray sums = out.flattened();
        Indexing.scatterAdd(array(in.flattened()), index, axis, array(sums), out.shape());
        if (sums != out) {
            copy(sums, out);
        }
    }

    @Override
    public void indexSelect(NDArray in, int axis, NDArray index, NDArray out) {
        int[] split = split(in.shape(), axis);
        int[] rows = Indexing.checked("indexSelect", in.shape(), axis, index);
        NDArray source = in.isContiguous() ? in : in.flattened();
        NDArray flat = out.isFlat() ? out : allocate(out.dtype(), out.shape());
        Indexing.indexSelect(array(source), source.offset(), split[0], split[1], split[2], rows, array(flat));
        if (flat != out) {
            copy(flat, out);
        }
    }

    @Override
    public void indexAdd(NDArray in, int axis, NDArray index, NDArray out) {
        int[] split = split(out.shape(), axis);
        int[] rows = Indexing.checked("indexAdd", out.shape(), axis, index);
        NDArray sums = out.flattened();
        Indexing.indexAdd(array(in.flattened()), split[0], split[1], split[2], rows, array(sums));
        if (sums != out) {
            copy(sums, out);
        }
    }

    /** The elements before, along and after an axis: the shape seen as {@code [outer, length, inner]}. */
    private static int[] split(Shape shape, int axis) {
        int outer = 1, inner = 1;
        for (int i = 0; i < axis; i++) {
            outer *= shape.dim(i);
        }
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= shape.dim(i);
        }
        return new int[] {outer, shape.dim(axis), inner};
    }

    static Object array(NDArray a) {
        return ((HeapBuffer) a.buffer()).array;
    }
}
