package jacobi.backend.cuda;

import jacobi.Shape;
import jacobi.backend.NDArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Sums of products into a view whose elements may share memory. Some axes lead to elements of their own; the products along
 * the others are summed by one thread, or by threads of one block that share them. Where windows overlap, each place in
 * memory finds the products that belong to it.
 */
final class SumsOfProducts {
    /** Axes of each kind that a kernel knows. */
    private static final int AXES = 8;
    /** Blocks that keep a large GPU busy. */
    private static final int ENOUGH = 512;
    /** Outputs from which on each has one thread. */
    private static final int MANY = 1 << 16;
    /** Products that a thread should have at least. */
    private static final int WORTH = 16;

    /** An axis: its length and its strides in a, b and out. */
    private record Axis(int length, int x, int y, int z) {
        long reach() {
            return (length - 1L) * z;
        }

        boolean continues(Axis inner) {
            return x == inner.x * inner.length && y == inner.y * inner.length && z == inner.z * inner.length;
        }
    }

    private final NDArray a;
    private final NDArray b;
    private final NDArray out;
    private final List<Axis> own;
    private final List<Axis> other;
    private final long from;
    private final long with;
    private final long to;

    private SumsOfProducts(NDArray a, NDArray b, NDArray out, List<Axis> axes, long from, long with, long to) {
        this.a = a;
        this.b = b;
        this.out = out;
        this.from = from;
        this.with = with;
        this.to = to;
        own = apart(axes);
        other = new ArrayList<>(axes);
        own.forEach(other::remove);
    }

    /** {@code out[i] += a[i] * b[i]}; the shapes are equal, the types floating. */
    static void add(Gpu gpu, NDArray a, NDArray b, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        int bytes = CudaBuffer.bytes(out.dtype());
        long from = CudaBuffer.address(a);
        long with = CudaBuffer.address(b);
        long to = CudaBuffer.address(out);
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < out.shape().rank(); i++) {
            Axis axis = new Axis(out.shape().dim(i), a.strides()[i], b.strides()[i], out.strides()[i]);
            if (axis.length == 1) {
                continue;
            }
            if (axis.z < 0) {
                // From its other end, the axis leads upwards.
                from += (axis.length - 1L) * axis.x * bytes;
                with += (axis.length - 1L) * axis.y * bytes;
                to += axis.reach() * bytes;
                axis = new Axis(axis.length, -axis.x, -axis.y, -axis.z);
            }
            if (!axes.isEmpty() && axes.getLast().continues(axis)) {
                axis = new Axis(axes.removeLast().length * axis.length, axis.x, axis.y, axis.z);
            }
            axes.add(axis);
        }
        if (axes.size() > AXES) {
            slices(gpu, a, b, out);
        } else {
            new SumsOfProducts(a, b, out, axes, from, with, to).run(gpu);
        }
    }

    /** One after the other along the first axis. */
    private static void slices(Gpu gpu, NDArray a, NDArray b, NDArray out) {
        Shape slice = Shape.of(java.util.Arrays.copyOfRange(out.shape().dims(), 1, out.shape().rank()));
        for (int i = 0; i < out.shape().dim(0); i++) {
            add(gpu, slice(a, slice, i), slice(b, slice, i), slice(out, slice, i));
        }
    }

    private static NDArray slice(NDArray a, Shape shape, int index) {
        int[] strides = java.util.Arrays.copyOfRange(a.strides(), 1, a.strides().length);
        return a.view(shape, strides, a.offset() + index * a.strides()[0]);
    }

    /** {@return axes that lead to different elements, long ones first; each stride is beyond the reach of those after it} */
    private static List<Axis> apart(List<Axis> axes) {
        List<Axis> chosen = new ArrayList<>();
        for (Axis axis : axes.stream().sorted(Comparator.comparing((Axis axis) -> -axis.length)).toList()) {
            List<Axis> more = new ArrayList<>(chosen);
            more.add(axis);
            more.sort(Comparator.comparing((Axis each) -> -each.z));
            if (areApart(more)) {
                chosen = more;
            }
        }
        return chosen;
    }

    private static boolean areApart(List<Axis> falling) {
        long reach = 0;
        for (Axis axis : falling.reversed()) {
            if (axis.z <= reach) {
                return false;
            }
            reach += axis.reach();
        }
        return true;
    }

    private void run(Gpu gpu) {
        boolean byPlace = other.stream().anyMatch(axis -> axis.z != 0);
        long outputs = 1;
        if (byPlace) {
            for (int i = 0; i < own.size() + other.size(); i++) {
                outputs += (i < own.size() ? own.get(i) : other.get(i - own.size())).reach();
            }
        } else {
            outputs = product(own);
        }
        int sums = product(other);
        int rows = byPlace || outputs >= MANY ? 1 : Math.clamp(Integer.highestOneBit(sums / 8), 1, Gpu.BLOCK);
        int width = Gpu.BLOCK / rows;
        long tiles = Math.ceilDiv(outputs, width);
        int pieces = byPlace ? 1 : (int) Math.clamp(ENOUGH / tiles, 1, Math.max(1, sums / (rows * WORTH)));
        int pieceLength = Math.ceilDiv(sums, pieces);
        int count = Math.ceilDiv(sums, pieceLength);
        int size = Math.toIntExact(outputs);
        NDArray parts = count == 1 ? null : Layouts.fresh(out, out.dtype(), Shape.of(count, size));
        Gpu.Fields fields = arguments -> {
            arguments.add(from).add(with).add(to).add(parts == null ? 0L : CudaBuffer.address(parts))
                    .add(size).add(sums).add(count).add(pieceLength).add(Integer.numberOfTrailingZeros(width))
                    .add(sumsLieCloser() ? 1 : 0).add(byPlace ? 1 : 0);
            write(arguments, own);
            write(arguments, other);
        };
        String type = out.dtype().name().toLowerCase(Locale.ROOT);
        gpu.launch("products", "products_" + type, tiles * count, Gpu.BLOCK, 0, fields);
        if (parts != null) {
            gpu.launch("products", "products_pieces_" + type, Gpu.blocks(size), Gpu.BLOCK, 0, fields);
            Layouts.release(parts);
        }
    }

    private static int product(List<Axis> axes) {
        return axes.stream().mapToInt(Axis::length).reduce(1, (x, y) -> x * y);
    }

    /** Whether the products of one output lie closer together than those of neighbouring outputs. */
    private boolean sumsLieCloser() {
        return own.isEmpty() || !other.isEmpty() && distance(other.getLast()) < distance(own.getLast());
    }

    private static long distance(Axis axis) {
        return Math.abs((long) axis.x) + Math.abs((long) axis.y);
    }

    private static void write(Arguments arguments, List<Axis> axes) {
        arguments.add(axes.size());
        List.<java.util.function.ToIntFunction<Axis>>of(Axis::length, Axis::x, Axis::y, Axis::z).forEach(field -> {
            for (int i = 0; i < AXES; i++) {
                arguments.add(i < axes.size() ? field.applyAsInt(axes.get(i)) : 0);
            }
        });
    }
}
