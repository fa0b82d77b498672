package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.Reduction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Sums, products and extremes along axes. Floats are combined in double, whole numbers in 64 bits. */
final class Reductions {
    private Reductions() {
    }

    static void reduce(Gpu gpu, Reduction reduction, NDArray in, int[] axes, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        boolean[] reduced = new boolean[in.shape().rank()];
        for (int axis : axes) {
            reduced[axis] = true;
        }
        int[] kept = IntStream.range(0, reduced.length).filter(axis -> !reduced[axis]).toArray();
        int[] places = out.shape().rank() == kept.length ? IntStream.range(0, kept.length).toArray() : kept;
        NDArray result = Layouts.permuted(out, places);
        if (!in.isContiguous()) {
            // As the elements lie in memory, if there are no gaps; else in a copy with the reduced axes last.
            int[] strides = in.strides();
            int[] order = IntStream.range(0, reduced.length).boxed()
                    .sorted(Comparator.comparing((Integer axis) -> -strides[axis])).mapToInt(axis -> axis).toArray();
            if (!Layouts.permuted(in, order).isContiguous()) {
                order = IntStream.concat(Arrays.stream(kept), Arrays.stream(axes)).toArray();
            }
            in = Layouts.contiguous(Layouts.permuted(in, order));
            result = Layouts.permuted(result, Arrays.stream(order).filter(axis -> !reduced[axis])
                    .map(axis -> Arrays.binarySearch(kept, axis)).toArray());
            boolean[] before = reduced.clone();
            for (int i = 0; i < order.length; i++) {
                reduced[i] = before[order[i]];
            }
        }
        NDArray target = Layouts.target(result);
        passes(gpu, reduction, in, reduced, target);
        Layouts.finish(target, result);
    }

    /** Neighbouring axes become one in a pass. */
    private static void passes(Gpu gpu, Reduction reduction, NDArray in, boolean[] reduced, NDArray out) {
        int[] dims = in.shape().dims();
        NDArray now = in;
        int first = reduced.length;
        do {
            int last = first - 1;
            while (last >= 0 && !reduced[last]) {
                last--;
            }
            first = last;
            while (first > 0 && reduced[first - 1]) {
                first--;
            }
            int rest = first - 1;
            while (rest >= 0 && !reduced[rest]) {
                rest--;
            }
            int[] split = last < 0 ? new int[] {in.size(), 1, 1} : Layouts.split(dims, first, last);
            for (int axis = Math.max(first, 0); axis <= last; axis++) {
                dims[axis] = 1;
            }
            NDArray to = rest < 0 ? out : Layouts.fresh(out, wide(in.dtype()), Shape.of(dims));
            along(gpu, reduction, now, Tile.of(split[0], split[1], split[2], reduction == Reduction.PROD, false), to);
            if (now != in) {
                Layouts.release(now);
            }
            now = to;
        } while (now != out);
    }

    /** The type in which numbers are combined. */
    static DType wide(DType dtype) {
        return dtype.isFloating() ? DType.FLOAT64 : DType.INT64;
    }

    /** One pass, or two if the columns are cut. */
    private static void along(Gpu gpu, Reduction reduction, NDArray in, Tile tile, NDArray out) {
        if (tile.pieces() == 1) {
            launch(gpu, reduction, in, tile, out);
            return;
        }
        NDArray parts = Layouts.fresh(out, wide(in.dtype()), Shape.of(tile.outer(), tile.pieces(), tile.inner()));
        launch(gpu, reduction, in, tile, parts);
        along(gpu, reduction, parts, Tile.of(tile.outer(), tile.pieces(), tile.inner(), true, false), out);
        Layouts.release(parts);
    }

    private static void launch(Gpu gpu, Reduction reduction, NDArray in, Tile tile, NDArray out) {
        gpu.launch("reduce", "reduce_" + in.dtype().name().toLowerCase(java.util.Locale.ROOT), tile.blocks(), Gpu.BLOCK, 0,
                arguments -> tile.write(arguments.add(CudaBuffer.address(in)).add(CudaBuffer.address(out))
                        .add(reduction.ordinal()).add(out.dtype().ordinal())));
    }
}
