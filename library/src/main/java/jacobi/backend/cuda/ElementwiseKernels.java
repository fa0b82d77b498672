package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.ScalarFunction;
import jacobi.backend.cuda.ElementwisePtx.Form;
import jacobi.backend.cuda.ElementwisePtx.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/** Launches the kernels of formulas. A kernel is written and loaded when a formula first meets arrays of some form. */
final class ElementwiseKernels {
    private ElementwiseKernels() {
    }

    /** What a formula keeps: its kernels on one GPU. */
    private record Kernels(Gpu gpu, ConcurrentHashMap<Key, Long> functions) {
    }

    /** The types and layouts of all arrays, three and two bits each, and what else makes a {@link Form}. */
    private record Key(long outAndFirst, long others, int rank, boolean aligned) {
    }

    static void run(Gpu gpu, ScalarFunction f, NDArray out, NDArray[] in) {
        int n = out.size();
        if (n == 0) {
            return;
        }
        int count = in.length;
        Layout[] layouts = new Layout[count];
        long[] addresses = new long[count + 1];
        Layout outLayout = out.isContiguous() ? Layout.FLAT : Layout.STRIDED;
        addresses[count] = CudaBuffer.address(out);
        boolean strided = outLayout == Layout.STRIDED;
        long misaligned = addresses[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = CudaBuffer.address(in[i]);
            layouts[i] = in[i].isUniform() ? Layout.SCALAR
                    : in[i].size() == n && in[i].isContiguous() ? Layout.FLAT : Layout.STRIDED;
            strided |= layouts[i] == Layout.STRIDED;
            misaligned |= layouts[i] == Layout.FLAT ? addresses[i] : 0;
        }
        boolean aligned = !strided && (misaligned & 15) == 0;
        Axes axes = strided ? Axes.of(out, outLayout, in, layouts) : Axes.NONE;
        long function = function(gpu, f, out.dtype(), outLayout, in, layouts, axes.lengths.length, aligned);
        long threads = aligned ? (n + (long) ElementwisePtx.VECTOR - 1) / ElementwisePtx.VECTOR : n;
        gpu.launch(function, Gpu.blocks(threads), Gpu.BLOCK, 0, arguments -> {
            arguments.add(addresses[count]);
            for (int i = 0; i < count; i++) {
                arguments.add(addresses[i]);
            }
            arguments.add(n);
            for (int length : axes.lengths) {
                arguments.add(length);
            }
            for (int[] strides : axes.strides) {
                for (int stride : strides) {
                    arguments.add(stride);
                }
            }
        });
        // The memory of an array that nobody else holds must not go back before its address is in the launch.
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(out);
    }

    private static long function(Gpu gpu, ScalarFunction f, DType outType, Layout out, NDArray[] in, Layout[] layouts,
            int rank, boolean aligned) {
        Kernels kernels = f.compiledForDevice() instanceof Kernels k && k.gpu == gpu ? k : null;
        if (kernels == null) {
            f.compiledForDevice(kernels = new Kernels(gpu, new ConcurrentHashMap<>()));
        }
        long first = outType.ordinal() << 2 | out.ordinal();
        long others = 0;
        for (int i = 0; i < in.length; i++) {
            long code = in[i].dtype().ordinal() << 2 | layouts[i].ordinal();
            if (i < 11) {
                first = first << 5 | code;
            } else {
                others = others << 5 | code;
            }
        }
        Key key = new Key(first, others, rank, aligned);
        Long known = kernels.functions.get(key);
        if (known == null) {
            if (in.length > 15) {
                throw new IllegalArgumentException(f.name() + ": a formula has at most 15 inputs, not " + in.length);
            }
            DType[] types = Arrays.stream(in).map(NDArray::dtype).toArray(DType[]::new);
            String kernel = ElementwisePtx.kernel(f.name());
            String ptx = ElementwisePtx.write(kernel, f.formula(), new Form(outType, out, types, layouts, rank, aligned));
            known = gpu.compiled(ptx, kernel);
            kernels.functions.put(key, known);
        }
        return known;
    }

    /** The axes that a strided kernel goes along: neighbours that all arrays see as one are one. */
    private record Axes(int[] lengths, int[][] strides) {
        static final Axes NONE = new Axes(new int[0], new int[0][]);

        static Axes of(NDArray out, Layout outLayout, NDArray[] in, Layout[] layouts) {
            Shape shape = out.shape();
            int arrays = outLayout == Layout.STRIDED ? 1 : 0;
            for (Layout layout : layouts) {
                arrays += layout == Layout.STRIDED ? 1 : 0;
            }
            int[][] all = new int[arrays][];
            int next = 0;
            if (outLayout == Layout.STRIDED) {
                all[next++] = out.strides();
            }
            for (int i = 0; i < in.length; i++) {
                if (layouts[i] == Layout.STRIDED) {
                    all[next++] = in[i].broadcastTo(shape).strides();
                }
            }
            int[] lengths = new int[Math.max(1, shape.rank())];
            int[][] strides = new int[arrays][lengths.length];
            int rank = 0;
            for (int axis = 0; axis < shape.rank(); axis++) {
                int length = shape.dim(axis);
                if (length == 1) {
                    continue;
                }
                boolean joins = rank > 0;
                for (int a = 0; a < arrays && joins; a++) {
                    joins = strides[a][rank - 1] == (long) all[a][axis] * length;
                }
                rank = joins ? rank : rank + 1;
                lengths[rank - 1] = joins ? lengths[rank - 1] * length : length;
                for (int a = 0; a < arrays; a++) {
                    strides[a][rank - 1] = all[a][axis];
                }
            }
            if (rank == 0) {
                lengths[rank++] = 1;
            }
            for (int a = 0; a < arrays; a++) {
                strides[a] = Arrays.copyOf(strides[a], rank);
            }
            return new Axes(Arrays.copyOf(lengths, rank), strides);
        }
    }
}
