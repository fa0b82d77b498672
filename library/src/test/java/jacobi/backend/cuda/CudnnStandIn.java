package jacobi.backend.cuda;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.Shape;

/**
 * What cuDNN's headers and manual promise of convolutions, in plain loops over the memory of an emulated device. Of the
 * algorithms that it tells, one is the right one to take.
 */
final class CudnnStandIn {
    static final long STREAM = 0x5000;
    private static final long HANDLE = 0x7000;
    private static final int RIGHT = 1;
    private static final long WORKSPACE = 1000;

    private record Tensor(int type, int[] dims, boolean filter) {
    }

    private static final class Convolution {
        int[] padding;
        int[] stride;
        int[] dilation;
        int type;
        int groups = 1;
        int math;
    }

    final StandIn functions = new StandIn(this, "cudnn");
    /** What was computed: Forward, BackwardData, BackwardFilter. */
    final List<String> done = new ArrayList<>();
    /** A function that fails, and its status. */
    String failing = "";
    int status = 9;
    /** What the last convolution was computed by. */
    int algorithm;
    int math;
    private final CudaBackend backend;
    private final Map<Long, Object> descriptors = new HashMap<>();
    private long lastDescriptor = 0x9000;

    CudnnStandIn(CudaBackend backend) {
        this.backend = backend;
    }

    /** Puts it in the place of the backend's library. */
    CudnnStandIn insert() {
        Libraries.Loaded<Cudnn> loaded;
        try {
            loaded = new Libraries.Loaded<>(new Cudnn(functions, Path.of("libcudnn.so.9"), backend.gpu, STREAM), null);
        } catch (Throwable e) {
            loaded = new Libraries.Loaded<>(null, e.getMessage());
        }
        backend.gpu.libraries.cudnn(loaded);
        return this;
    }

    /** {@return how many descriptors have not been destroyed} */
    int open() {
        return descriptors.size();
    }

    private int status(String function) {
        return failing.equals(function) ? status : 0;
    }

    private int create(MemorySegment place, Object made, String function) {
        if (status(function) == 0) {
            descriptors.put(++lastDescriptor, made);
            place.reinterpret(8).set(JAVA_LONG, 0, lastDescriptor);
        }
        return status(function);
    }

    private int destroy(MemorySegment descriptor) {
        assertEquals(true, descriptors.remove(descriptor.address()) != null);
        return 0;
    }

    private Tensor tensor(MemorySegment descriptor, boolean filter) {
        Tensor tensor = (Tensor) descriptors.get(descriptor.address());
        assertEquals(filter, tensor.filter);
        return tensor;
    }

    private static int[] ints(MemorySegment from, int count) {
        return from.reinterpret(4L * count).toArray(JAVA_INT);
    }

    long cudnnGetVersion() {
        return 92800;
    }

    int cudnnCreate(MemorySegment handle) {
        handle.reinterpret(8).set(JAVA_LONG, 0, HANDLE);
        return status("cudnnCreate");
    }

    int cudnnSetStream(MemorySegment handle, MemorySegment stream) {
        assertEquals(HANDLE, handle.address());
        assertEquals(STREAM, stream.address());
        return status("cudnnSetStream");
    }

    int cudnnCreateTensorDescriptor(MemorySegment place) {
        return create(place, new Object(), "cudnnCreateTensorDescriptor");
    }

    int cudnnCreateFilterDescriptor(MemorySegment place) {
        return create(place, new Object(), "cudnnCreateFilterDescriptor");
    }

    int cudnnCreateConvolutionDescriptor(MemorySegment place) {
        return create(place, new Convolution(), "cudnnCreateConvolutionDescriptor");
    }

    int cudnnDestroyTensorDescriptor(MemorySegment descriptor) {
        return destroy(descriptor);
    }

    int cudnnDestroyFilterDescriptor(MemorySegment descriptor) {
        return destroy(descriptor);
    }

    int cudnnDestroyConvolutionDescriptor(MemorySegment descriptor) {
        return destroy(descriptor);
    }

    int cudnnSetTensorNdDescriptor(MemorySegment descriptor, int type, int rank, MemorySegment dims, MemorySegment strides) {
        Tensor tensor = new Tensor(type, ints(dims, rank), false);
        assertEquals(true, rank == 4 || rank == 5, "images or volumes");
        assertArrayEquals(Shape.of(tensor.dims).rowMajorStrides(), ints(strides, rank));
        descriptors.put(descriptor.address(), tensor);
        return status("cudnnSetTensorNdDescriptor");
    }

    int cudnnSetFilterNdDescriptor(MemorySegment descriptor, int type, int format, int rank, MemorySegment dims) {
        assertEquals(0, format, "row-major");
        descriptors.put(descriptor.address(), new Tensor(type, ints(dims, rank), true));
        return status("cudnnSetFilterNdDescriptor");
    }

    int cudnnSetConvolutionNdDescriptor(MemorySegment descriptor, int axes, MemorySegment padding, MemorySegment stride,
            MemorySegment dilation, int mode, int type) {
        assertEquals(1, mode, "kernels are not flipped");
        Convolution c = (Convolution) descriptors.get(descriptor.address());
        c.padding = ints(padding, axes);
        c.stride = ints(stride, axes);
        c.dilation = ints(dilation, axes);
        c.type = type;
        return status("cudnnSetConvolutionNdDescriptor");
    }

    int cudnnSetConvolutionGroupCount(MemorySegment descriptor, int groups) {
        ((Convolution) descriptors.get(descriptor.address())).groups = groups;
        return status("cudnnSetConvolutionGroupCount");
    }

    int cudnnSetConvolutionMathType(MemorySegment descriptor, int math) {
        ((Convolution) descriptors.get(descriptor.address())).math = math;
        return status("cudnnSetConvolutionMathType");
    }

    int cudnnGetConvolutionNdForwardOutputDim(MemorySegment convolution, MemorySegment x, MemorySegment w, int rank,
            MemorySegment dims) {
        int[] out = outputs((Convolution) descriptors.get(convolution.address()), tensor(x, false), tensor(w, true));
        MemorySegment.copy(out, 0, dims.reinterpret(4L * rank), JAVA_INT, 0, rank);
        return status("cudnnGetConvolutionNdForwardOutputDim");
    }

    private static int[] outputs(Convolution c, Tensor x, Tensor w) {
        int[] out = x.dims.clone();
        out[1] = w.dims[0];
        assertEquals(x.dims[1], w.dims[1] * c.groups, "channels");
        for (int i = 0; i < c.stride.length; i++) {
            out[i + 2] = (x.dims[i + 2] + 2 * c.padding[i] - c.dilation[i] * (w.dims[i + 2] - 1) - 1) / c.stride[i] + 1;
        }
        return out;
    }

    int cudnnGetConvolutionForwardAlgorithm_v7(MemorySegment handle, MemorySegment x, MemorySegment w, MemorySegment convolution,
            MemorySegment y, int most, MemorySegment count, MemorySegment told) {
        check(handle, convolution, x, w, y);
        return tell(6, most, count, told, "cudnnGetConvolutionForwardAlgorithm_v7");
    }

    int cudnnGetConvolutionBackwardDataAlgorithm_v7(MemorySegment handle, MemorySegment w, MemorySegment y,
            MemorySegment convolution, MemorySegment x, int most, MemorySegment count, MemorySegment told) {
        check(handle, convolution, x, w, y);
        return tell(4, most, count, told, "cudnnGetConvolutionBackwardDataAlgorithm_v7");
    }

    int cudnnGetConvolutionBackwardFilterAlgorithm_v7(MemorySegment handle, MemorySegment x, MemorySegment y,
            MemorySegment convolution, MemorySegment w, int most, MemorySegment count, MemorySegment told) {
        check(handle, convolution, x, w, y);
        return tell(5, most, count, told, "cudnnGetConvolutionBackwardFilterAlgorithm_v7");
    }

    private Convolution check(MemorySegment handle, MemorySegment convolution, MemorySegment x, MemorySegment w, MemorySegment y) {
        assertEquals(HANDLE, handle.address());
        Convolution c = (Convolution) descriptors.get(convolution.address());
        assertArrayEquals(outputs(c, tensor(x, false), tensor(w, true)), tensor(y, false).dims);
        assertEquals(List.of(c.type, c.type, c.type), List.of(tensor(x, false).type, tensor(w, true).type, tensor(y, false).type));
        return c;
    }

    /** An algorithm by transforms, one with other numbers each time, with rounded inputs, too large, not for this; the right one. */
    private int tell(int transforming, int most, MemorySegment count, MemorySegment told, String function) {
        long[][] all = {{transforming, 0, WORKSPACE, 1, 3}, {0, 0, 0, 0, 3}, {RIGHT, 0, WORKSPACE, 1, 1}, {RIGHT, 0, 1L << 40, 1, 3},
                {RIGHT, 3000, WORKSPACE, 1, 3}, {RIGHT, 0, WORKSPACE, 1, 3}};
        assertEquals(true, most >= all.length);
        count.reinterpret(4).set(JAVA_INT, 0, all.length);
        for (int i = 0; i < all.length; i++) {
            MemorySegment each = told.reinterpret(48L * most).asSlice(48L * i, 48);
            each.set(JAVA_INT, 0, (int) all[i][0]);
            each.set(JAVA_INT, 4, (int) all[i][1]);
            each.set(JAVA_FLOAT, 8, -1);
            each.set(JAVA_LONG, 16, all[i][2]);
            each.set(JAVA_INT, 24, (int) all[i][3]);
            each.set(JAVA_INT, 28, (int) all[i][4]);
        }
        return status(function);
    }

    int cudnnConvolutionForward(MemorySegment handle, MemorySegment alpha, MemorySegment xs, MemorySegment x, MemorySegment ws,
            MemorySegment w, MemorySegment convolution, int algorithm, MemorySegment workspace, long bytes, MemorySegment beta,
            MemorySegment ys, MemorySegment y) {
        Convolution c = check(handle, convolution, xs, ws, ys);
        check(c, alpha, beta, algorithm, workspace, bytes);
        return compute("Forward", c, tensor(xs, false).dims, x, tensor(ws, true).dims, w, tensor(ys, false).dims, y);
    }

    int cudnnConvolutionBackwardData(MemorySegment handle, MemorySegment alpha, MemorySegment ws, MemorySegment w,
            MemorySegment ys, MemorySegment y, MemorySegment convolution, int algorithm, MemorySegment workspace, long bytes,
            MemorySegment beta, MemorySegment xs, MemorySegment x) {
        Convolution c = check(handle, convolution, xs, ws, ys);
        check(c, alpha, beta, algorithm, workspace, bytes);
        return compute("BackwardData", c, tensor(xs, false).dims, x, tensor(ws, true).dims, w, tensor(ys, false).dims, y);
    }

    int cudnnConvolutionBackwardFilter(MemorySegment handle, MemorySegment alpha, MemorySegment xs, MemorySegment x,
            MemorySegment ys, MemorySegment y, MemorySegment convolution, int algorithm, MemorySegment workspace, long bytes,
            MemorySegment beta, MemorySegment ws, MemorySegment w) {
        Convolution c = check(handle, convolution, xs, ws, ys);
        check(c, alpha, beta, algorithm, workspace, bytes);
        return compute("BackwardFilter", c, tensor(xs, false).dims, x, tensor(ws, true).dims, w, tensor(ys, false).dims, y);
    }

    private void check(Convolution c, MemorySegment alpha, MemorySegment beta, int algorithm, MemorySegment workspace, long bytes) {
        this.algorithm = algorithm;
        math = c.math;
        assertEquals(1, c.type == 1 ? alpha.reinterpret(8).get(JAVA_DOUBLE, 0) : alpha.reinterpret(4).get(JAVA_FLOAT, 0));
        assertEquals(0, c.type == 1 ? beta.reinterpret(8).get(JAVA_DOUBLE, 0) : beta.reinterpret(4).get(JAVA_FLOAT, 0));
        assertEquals(WORKSPACE, bytes);
        byte[] garbage = new byte[(int) WORKSPACE];
        Arrays.fill(garbage, (byte) -1);
        backend.gpu.staging.upload(garbage, WORKSPACE, workspace.address());
    }

    private int compute(String direction, Convolution c, int[] xs, MemorySegment x, int[] ws, MemorySegment w, int[] ys,
            MemorySegment y) {
        double[] xData = read(c, x, xs);
        double[] wData = read(c, w, ws);
        double[] yData = read(c, y, ys);
        double[] result = direction.equals("Forward") ? yData : direction.equals("BackwardData") ? xData : wData;
        Arrays.fill(result, 0);
        int filters = ws[0] / c.groups;
        int positions = Shape.of(Arrays.copyOfRange(ys, 2, ys.length)).size();
        int inputs = Shape.of(Arrays.copyOfRange(xs, 2, xs.length)).size();
        int taps = Shape.of(Arrays.copyOfRange(ws, 2, ws.length)).size();
        for (int example = 0; example < xs[0]; example++) {
            for (int filter = 0; filter < ws[0]; filter++) {
                for (int channel = 0; channel < ws[1]; channel++) {
                    int from = (example * xs[1] + filter / filters * ws[1] + channel) * inputs;
                    for (int o = 0; o < positions; o++) {
                        for (int k = 0; k < taps; k++) {
                            int i = seen(c, xs, ws, ys, o, k);
                            if (i >= 0) {
                                int atY = (example * ws[0] + filter) * positions + o;
                                int atW = (filter * ws[1] + channel) * taps + k;
                                switch (direction) {
                                    case "Forward" -> yData[atY] += xData[from + i] * wData[atW];
                                    case "BackwardData" -> xData[from + i] += yData[atY] * wData[atW];
                                    default -> wData[atW] += xData[from + i] * yData[atY];
                                }
                            }
                        }
                    }
                }
            }
        }
        String function = "cudnnConvolution" + direction;
        if (status(function) == 0) {
            write(c, direction.equals("Forward") ? y : direction.equals("BackwardData") ? x : w, result);
            done.add(direction);
        }
        return status(function);
    }

    /** The element that a tap of a window sees; -1 in the padding. */
    private static int seen(Convolution c, int[] xs, int[] ws, int[] ys, int o, int k) {
        int place = 0;
        int size = 1;
        for (int axis = xs.length - 1; axis >= 2; axis--) {
            int i = o % ys[axis] * c.stride[axis - 2] - c.padding[axis - 2] + k % ws[axis] * c.dilation[axis - 2];
            if (i < 0 || i >= xs[axis]) {
                return -1;
            }
            place += i * size;
            size *= xs[axis];
            o /= ys[axis];
            k /= ws[axis];
        }
        return place;
    }

    private double[] read(Convolution c, MemorySegment from, int[] dims) {
        int n = Shape.of(dims).size();
        double[] doubles = new double[n];
        if (c.type == 1) {
            backend.gpu.staging.download(from.address(), 8L * n, doubles);
        } else {
            float[] floats = new float[n];
            backend.gpu.staging.download(from.address(), 4L * n, floats);
            Arrays.setAll(doubles, i -> floats[i]);
        }
        return doubles;
    }

    private void write(Convolution c, MemorySegment to, double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        backend.gpu.staging.upload(c.type == 1 ? values : floats, (c.type == 1 ? 8L : 4L) * values.length, to.address());
    }
}
