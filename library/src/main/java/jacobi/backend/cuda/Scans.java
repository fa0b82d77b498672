package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.Reduction;
import java.util.Locale;

/** Running reductions along an axis. Floats are combined in double, whole numbers in 64 bits. */
final class Scans {
    /** Up to this length a thread has a column to itself. */
    private static final int SHORT = 64;
    /** Up to this length products are made in order: those of parts could leave the range where running ones do not. */
    private static final int IN_ORDER = 1024;
    private static final int MANY = 4096;
    /** The memory of a state at the end of a piece, in numbers of 8 bytes. */
    private static final int STATE = 2;

    private Scans() {
    }

    static void scan(Gpu gpu, Reduction reduction, boolean backwards, NDArray in, int axis, NDArray out) {
        run(gpu, "scan_", reduction, backwards, in, axis, out);
    }

    static void argScan(Gpu gpu, boolean largest, NDArray in, int axis, NDArray out) {
        run(gpu, "arg_scan_", largest ? Reduction.MAX : Reduction.MIN, false, in, axis, out);
    }

    private static void run(Gpu gpu, String name, Reduction reduction, boolean backwards, NDArray in, int axis, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int[] split = Layouts.split(in.shape(), axis);
        int columns = split[0] * split[2];
        int length = split[1];
        boolean inOrder = reduction == Reduction.PROD && length <= IN_ORDER;
        boolean walked = inOrder || length <= SHORT || split[2] > 1 && columns >= MANY;
        int pieces = inOrder ? 1 : walked ? Math.min(64, Math.min((1 << 16) / columns, length / 64))
                : Math.min(256, Math.min(512 / columns, length / 4096));
        Tile tile = Tile.cut(split, walked ? Gpu.BLOCK : 1, pieces, backwards);
        String kernel = name + (walked ? "columns_" : "together_") + in.dtype().name().toLowerCase(Locale.ROOT);
        NDArray source = Layouts.contiguous(in);
        NDArray target = Layouts.target(out);
        if (tile.pieces() == 1) {
            launch(gpu, kernel, reduction, source, tile, null, false, target);
        } else {
            NDArray ends = Layouts.fresh(out, DType.INT64, Shape.of(columns, tile.pieces(), STATE));
            launch(gpu, kernel, reduction, source, tile, ends, true, target);
            launch(gpu, kernel, reduction, source, tile, ends, false, target);
            Layouts.release(ends);
        }
        Layouts.finish(target, out);
    }

    private static void launch(Gpu gpu, String kernel, Reduction reduction, NDArray in, Tile tile, NDArray ends,
                               boolean onlyEnds, NDArray out) {
        gpu.launch("scan", kernel, tile.blocks(), Gpu.BLOCK, 0, arguments -> tile.write(arguments
                .add(CudaBuffer.address(in)).add(ends == null ? 0L : CudaBuffer.address(ends)).add(CudaBuffer.address(out))
                .add(reduction.ordinal()).add(out.dtype().ordinal()).add(ends != null && onlyEnds ? 1 : 0)));
    }
}
