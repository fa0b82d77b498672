package jacobi.backend.cuda;

import jacobi.Shape;
import jacobi.backend.Backend;
import jacobi.backend.Buffers;
import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import jacobi.backend.Reduction;
import java.nio.IntBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What windows see: all of it combined, or where the largest elements are. */
final class WindowKernels {
    /** Windows along fewer axes are flat in those before. */
    private static final int AXES = 3;

    private static final int REMEMBERED = 4096;
    private static final Map<Key, NDArray> KNOWN = new ConcurrentHashMap<>();

    /** Numbers on a device; buffers are equal if their numbers are. */
    private record Key(Backend backend, IntBuffer ranges) {
    }

    private WindowKernels() {
    }

    static void argMax(Gpu gpu, NDArray in, Ranges[] windows, NDArray out) {
        launch(gpu, "maxima", in, windows, out);
    }

    static void reduce(Gpu gpu, Reduction reduction, NDArray in, Ranges[] windows, NDArray out) {
        launch(gpu, reduction.name().toLowerCase(Locale.ROOT), in, windows, out);
    }

    private static void launch(Gpu gpu, String what, NDArray in, Ranges[] windows, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int rank = in.shape().rank();
        int missing = AXES - windows.length;
        int[] counts = {1, 1, 1};
        int[] steps = {1, 1, 1};
        int[] plane = {1, 1, 1};
        int total = 2 * missing;
        for (int axis = missing; axis < AXES; axis++) {
            Ranges seen = windows[axis - missing];
            counts[axis] = seen.count();
            steps[axis] = seen.step();
            plane[axis] = in.shape().dim(rank - AXES + axis);
            total += 2 * seen.count();
        }
        int[] ranges = new int[total];
        int at = 0;
        for (int axis = 0; axis < AXES; axis++) {
            if (axis < missing) {
                ranges[at + 1] = 1;
            } else {
                Ranges seen = windows[axis - missing];
                System.arraycopy(seen.from(), 0, ranges, at, counts[axis]);
                System.arraycopy(seen.to(), 0, ranges, at + counts[axis], counts[axis]);
            }
            at += 2 * counts[axis];
        }
        NDArray where = onDevice(out.backend(), ranges);
        NDArray source = Layouts.contiguous(in);
        NDArray target = Layouts.target(out);
        String kernel = "window_" + what + "_" + in.dtype().name().toLowerCase(Locale.ROOT);
        gpu.launch("windows", kernel, Gpu.blocks(out.size()), Gpu.BLOCK, 0, arguments -> {
            arguments.add(CudaBuffer.address(source)).add(CudaBuffer.address(target)).add(CudaBuffer.address(where))
                    .add(out.size());
            for (int[] each : new int[][] {counts, steps, plane}) {
                arguments.add(each[0]).add(each[1]).add(each[2]);
            }
        });
        Layouts.finish(target, out);
    }

    /** {@return these numbers on the device} Those met before are there: a captured step must not bring any. */
    private static NDArray onDevice(Backend backend, int[] ranges) {
        Key key = new Key(backend, IntBuffer.wrap(ranges));
        NDArray known = KNOWN.get(key);
        if (known == null) {
            known = Buffers.outside(() -> backend.fromHost(ranges, Shape.of(ranges.length)));
            // None goes again, as captured steps read them; so there is an end to it.
            if (KNOWN.size() < REMEMBERED) {
                KNOWN.put(key, known);
            }
        }
        return known;
    }
}
