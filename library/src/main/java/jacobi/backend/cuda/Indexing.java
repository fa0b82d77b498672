package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import java.util.Locale;

/**
 * Elements and slices that an index names. Indices are not read by the program; a kernel notes one that is out of range,
 * for {@link Gpu#check}.
 */
final class Indexing {
    /** What the index was for, in a kernel's note. */
    private static final int GATHER = 1;
    private static final int SCATTER_ADD = 2;
    private static final int INDEX_SELECT = 3;
    private static final int INDEX_ADD = 4;
    /** What is moved at a time, at most. */
    private static final int WORD = 16;

    private Indexing() {
    }

    static void gather(Gpu gpu, NDArray in, int axis, NDArray index, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        NDArray source = Layouts.contiguous(narrowed(in, index.shape(), axis));
        int[] split = split(out.shape(), axis);
        take(gpu, source, length(in, axis), index, split, true, GATHER, out);
    }

    static void indexSelect(Gpu gpu, NDArray in, int axis, NDArray index, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        take(gpu, Layouts.contiguous(in), length(in, axis), index, split(out.shape(), axis), false, INDEX_SELECT, out);
    }

    private static void take(Gpu gpu, NDArray in, int length, NDArray index, int[] split, boolean ofElements, int op,
                             NDArray out) {
        NDArray where = Layouts.contiguous(index);
        NDArray target = Layouts.target(out);
        int bytes = CudaBuffer.bytes(in.dtype());
        int unit = bytes;
        if (!ofElements) {
            // Slices are moved by larger words, if these fit.
            long all = (long) split[2] * bytes | CudaBuffer.address(in) | CudaBuffer.address(target) | WORD;
            unit = (int) Math.max(bytes, all & -all);
            unit = unit < 4 ? 1 : unit;
        }
        int inner = (int) ((long) split[2] * bytes / unit);
        int size = split[0] * split[1] * inner;
        gpu.launch("indexing", "take_" + unit, Gpu.blocks(size), Gpu.BLOCK, 0, arguments -> arguments
                .add(CudaBuffer.address(in)).add(CudaBuffer.address(where)).add(CudaBuffer.address(target)).add(gpu.errors())
                .add(size).add(length).add(split[1]).add(inner).add(ofElements ? 1 : 0).add(op));
        Layouts.finish(target, out);
    }

    static void scatterAdd(Gpu gpu, NDArray in, int axis, NDArray index, NDArray out) {
        NDArray part = narrowed(out, index.shape(), axis);
        add(gpu, in, length(out, axis), index, split(index.shape(), axis), true, SCATTER_ADD, part);
    }

    static void indexAdd(Gpu gpu, NDArray in, int axis, NDArray index, NDArray out) {
        add(gpu, in, length(out, axis), index, split(in.shape(), axis), false, INDEX_ADD, out);
    }

    private static void add(Gpu gpu, NDArray in, int length, NDArray index, int[] split, boolean ofElements, int op,
                            NDArray out) {
        if (out.dtype() == DType.BOOL) {
            throw new IllegalArgumentException("adding at an index needs numbers, not bool");
        }
        if (in.size() == 0) {
            return;
        }
        NDArray source = Layouts.contiguous(in);
        NDArray where = Layouts.contiguous(index);
        NDArray sums = Layouts.contiguous(out);
        int count = split[1];
        int inner = split[2];
        int columns = split[0] * inner;
        // A tile of the result: columns of slices, and as many rows as there are threads for.
        int width = ofElements ? 1 : Math.min(Gpu.BLOCK, Integer.highestOneBit(2 * inner - 1));
        int height = Gpu.BLOCK / width;
        int tiles = ofElements ? 1 : Math.ceilDiv(inner, width);
        int rowTiles = Math.max(1, Math.ceilDiv(length, height));
        long blocks = (ofElements ? (long) columns : split[0]) * tiles * rowTiles;
        boolean byRows = blocks < Integer.MAX_VALUE && timeByRows(blocks, count, height, length) < timeByColumns(columns, count);
        String kernel = (byRows ? "add_to_rows_" : "add_columns_") + out.dtype().name().toLowerCase(Locale.ROOT);
        gpu.launch("indexing", kernel, byRows ? blocks : Gpu.blocks(columns), Gpu.BLOCK, 0, arguments -> arguments
                .add(CudaBuffer.address(source)).add(CudaBuffer.address(where)).add(CudaBuffer.address(sums)).add(gpu.errors())
                .add(columns).add(length).add(count).add(inner).add(ofElements ? 1 : 0).add(op)
                .add(Integer.numberOfTrailingZeros(width)).add(tiles).add(rowTiles));
        Layouts.finish(sums, out);
    }

    /**
     * About how many cycles it takes if each thread owns an element of the result. Both ways give the same sums, so it does
     * not matter that GPUs differ.
     */
    private static double timeByRows(long blocks, int count, int height, int length) {
        double hits = count * Math.min(1.0, (double) height / Math.max(length, 1));
        return Math.max(1, blocks / 1000.0) * (Math.ceilDiv(count, 1024) * 1000.0 + hits * 100);
    }

    /** The same if each thread adds up a column: each addition waits for the memory. */
    private static double timeByColumns(int columns, int count) {
        return Math.max(1, columns / 250_000.0) * count * 700.0;
    }

    /** {@return the part of an array that an index of elements reaches, which may have shorter other axes} */
    private static NDArray narrowed(NDArray a, Shape shape, int axis) {
        Shape part = a.shape();
        for (int i = 0; i < part.rank(); i++) {
            part = i == axis ? part : part.withDim(i, shape.dim(i));
        }
        return part.equals(a.shape()) ? a : a.view(part, a.strides(), a.offset());
    }

    private static int length(NDArray a, int axis) {
        return a.shape().rank() == 0 ? 1 : a.shape().dim(axis);
    }

    private static int[] split(Shape shape, int axis) {
        return shape.rank() == 0 ? new int[] {1, 1, 1} : Layouts.split(shape, axis);
    }
}
