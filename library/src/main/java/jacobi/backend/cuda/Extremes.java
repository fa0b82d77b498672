package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.Reduction;
import java.util.Locale;

/** Where the largest or smallest elements are along an axis. */
final class Extremes {
    private Extremes() {
    }

    static void argReduce(Gpu gpu, boolean largest, NDArray in, int axis, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int[] split = Layouts.split(in.shape(), axis);
        NDArray target = Layouts.target(out);
        along(gpu, largest, Layouts.contiguous(in), null, Tile.of(split[0], split[1], split[2], false, false), target);
        Layouts.finish(target, out);
    }

    /** One pass, or two if the columns are cut: the second one goes over the extremes of the pieces. */
    private static void along(Gpu gpu, boolean largest, NDArray in, NDArray places, Tile tile, NDArray out) {
        if (tile.pieces() == 1) {
            launch(gpu, largest, in, places, tile, null, out);
            return;
        }
        Shape pieces = Shape.of(tile.outer(), tile.pieces(), tile.inner());
        NDArray values = Layouts.fresh(out, in.dtype(), pieces);
        NDArray found = Layouts.fresh(out, DType.INT64, pieces);
        launch(gpu, largest, in, places, tile, values, found);
        along(gpu, largest, values, found, Tile.of(tile.outer(), tile.pieces(), tile.inner(), false, false), out);
        Layouts.release(values);
        Layouts.release(found);
    }

    private static void launch(Gpu gpu, boolean largest, NDArray in, NDArray places, Tile tile, NDArray values, NDArray out) {
        Reduction reduction = largest ? Reduction.MAX : Reduction.MIN;
        gpu.launch("extremes", "extreme_" + in.dtype().name().toLowerCase(Locale.ROOT), tile.blocks(), Gpu.BLOCK, 0,
                arguments -> tile.write(arguments.add(CudaBuffer.address(in))
                        .add(places == null ? 0L : CudaBuffer.address(places))
                        .add(values == null ? 0L : CudaBuffer.address(values)).add(CudaBuffer.address(out))
                        .add(reduction.ordinal())));
    }
}
