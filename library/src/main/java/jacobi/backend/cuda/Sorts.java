package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import java.util.Locale;

/** Sorting along an axis: equals stay in order, NaN is the largest, and -0 equals 0, as in PyTorch. */
final class Sorts {
    /** Elements that a block sorts. */
    private static final int TILE = 1024;

    private Sorts() {
    }

    /**
     * Where the first elements of the sorted lines along an axis are.
     *
     * @param out int64, of the input's shape with at most its length at the axis: how many are wanted
     */
    static void argSort(Gpu gpu, boolean descending, NDArray in, int axis, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int[] split = Layouts.split(in.shape(), axis);
        NDArray source = Layouts.contiguous(in);
        NDArray target = Layouts.target(out);
        Shape all = Shape.of(in.size());
        NDArray[] keys = new NDArray[2];
        NDArray[] places = new NDArray[2];
        int length = split[1];
        int tile = Math.clamp(Integer.highestOneBit(2 * Math.min(length, TILE) - 1), 32, TILE);
        for (int i = 0; i < (length > tile ? 2 : 1); i++) {
            keys[i] = Layouts.fresh(out, DType.INT64, all);
            places[i] = Layouts.fresh(out, DType.INT32, all);
        }
        Passes passes = new Passes(gpu, source, keys, places, target, split, tile, out.shape().dim(axis), descending);
        long tiles = (long) split[0] * split[2] * Math.ceilDiv(length, tile);
        passes.launch("sort_tiles_" + in.dtype().name().toLowerCase(Locale.ROOT), Math.ceilDiv(tiles, TILE / tile), 0, tile);
        int now = 0;
        for (long run = tile; run < length; run *= 2) {
            passes.launch("sort_merge", Gpu.blocks(in.size()), now, (int) run);
            now = 1 - now;
        }
        passes.launch("sort_places", Gpu.blocks(out.size()), now, length);
        for (int i = 0; i < 2 && keys[i] != null; i++) {
            Layouts.release(keys[i]);
            Layouts.release(places[i]);
        }
        Layouts.finish(target, out);
    }

    /** What all launches of one sort have in common. */
    private record Passes(Gpu gpu, NDArray in, NDArray[] keys, NDArray[] places, NDArray out, int[] split, int tile, int count,
                          boolean descending) {
        void launch(String kernel, long blocks, int now, int run) {
            gpu.launch("sort", kernel, blocks, Gpu.BLOCK, 0, arguments -> arguments
                    .add(CudaBuffer.address(in)).add(CudaBuffer.address(keys[now])).add(CudaBuffer.address(places[now]))
                    .add(address(keys[1 - now])).add(address(places[1 - now])).add(CudaBuffer.address(out))
                    .add(split[0] * split[2]).add(split[1]).add(split[2]).add(Integer.numberOfTrailingZeros(tile))
                    .add(Math.ceilDiv(split[1], tile)).add(run).add(count).add(descending ? 1 : 0));
        }

        private static long address(NDArray a) {
            return a == null ? 0 : CudaBuffer.address(a);
        }
    }
}
