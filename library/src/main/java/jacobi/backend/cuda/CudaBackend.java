package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.Backend;
import jacobi.backend.Buffers;
import jacobi.backend.Carrier;
import jacobi.backend.Convolver;
import jacobi.backend.Draws;
import jacobi.backend.NDArray;
import jacobi.backend.Ranges;
import jacobi.backend.Reduction;
import jacobi.backend.ScalarFunction;
import jacobi.expr.Var;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A GPU: primitives as kernels, in the order of the program, on one stream; a second one brings numbers meanwhile. */
public final class CudaBackend implements Backend {
    /** The formula of a copy, which converts between element types. */
    private static final ScalarFunction COPY = new ScalarFunction("copy", 1, new Var(0, "x"));

    private static final int REMEMBERED = 1024;

    final Gpu gpu;
    private final String name;
    private final Draws draws;
    private final Uploads uploads;
    /** The single numbers last asked for, so that they need not travel for each op. */
    private final Map<Constant, NDArray> constants = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Constant, NDArray> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Constant(DType dtype, long bits) {
    }

    CudaBackend(Driver driver, int index) {
        this.gpu = new Gpu(driver, index);
        this.name = "cuda:" + index;
        this.draws = new Philox(gpu);
        this.uploads = new Uploads(this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public NDArray allocate(DType dtype, Shape shape) {
        NDArray a = empty(dtype, shape);
        if (shape.size() > 0) {
            gpu.enter();
            gpu.driver.fill(CudaBuffer.address(a), (byte) 0, (long) shape.size() * CudaBuffer.bytes(dtype), gpu.stream);
            Reference.reachabilityFence(a);
        }
        return a;
    }

    @Override
    public NDArray empty(DType dtype, Shape shape) {
        return new NDArray(new CudaBuffer(this, dtype, shape.size()), shape);
    }

    @Override
    public NDArray fromHost(Object data, Shape shape) {
        DType dtype = dtype(data);
        NDArray a = empty(dtype, shape);
        Object numbers = numbers(data);
        if (shape.size() > 0) {
            gpu.enter();
            gpu.staging.upload(numbers, (long) shape.size() * CudaBuffer.bytes(dtype), CudaBuffer.address(a));
            Reference.reachabilityFence(a);
        }
        return a;
    }

    @Override
    public NDArray constant(DType dtype, double value) {
        synchronized (constants) {
            return constants.computeIfAbsent(new Constant(dtype, Double.doubleToRawLongBits(value)),
                    key -> Buffers.outside(() -> Backend.super.constant(dtype, value)));
        }
    }

    static DType dtype(Object data) {
        return switch (data) {
            case float[] f -> DType.FLOAT32;
            case double[] d -> DType.FLOAT64;
            case int[] i -> DType.INT32;
            case long[] l -> DType.INT64;
            case boolean[] b -> DType.BOOL;
            default -> throw new IllegalArgumentException("no array of numbers: " + data.getClass());
        };
    }

    /** The host's numbers as the device has them. */
    static Object numbers(Object data) {
        if (!(data instanceof boolean[] truths)) {
            return data;
        }
        byte[] bytes = new byte[truths.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (truths[i] ? 1 : 0);
        }
        return bytes;
    }

    @Override
    public Object toHost(NDArray a) {
        NDArray flat = a.isContiguous() ? a : a.flattened();
        int n = a.size();
        Object data = switch (a.dtype()) {
            case FLOAT32 -> new float[n];
            case FLOAT64 -> new double[n];
            case INT32 -> new int[n];
            case INT64 -> new long[n];
            case BOOL -> new byte[n];
        };
        if (n > 0) {
            download(flat, n, data);
        }
        if (data instanceof byte[] bytes) {
            boolean[] truths = new boolean[n];
            for (int i = 0; i < n; i++) {
                truths[i] = bytes[i] != 0;
            }
            return truths;
        }
        return data;
    }

    private void download(NDArray contiguous, int elements, Object data) {
        gpu.enter();
        gpu.staging.download(CudaBuffer.address(contiguous), (long) elements * CudaBuffer.bytes(contiguous.dtype()), data);
        Reference.reachabilityFence(contiguous);
        gpu.check();
    }

    @Override
    public double item(NDArray a, int index) {
        int position = a.offset();
        for (int axis = a.shape().rank() - 1; axis >= 0; axis--) {
            int length = a.shape().dim(axis);
            position += index % length * a.strides()[axis];
            index /= length;
        }
        NDArray one = a.view(Shape.SCALAR, new int[0], position);
        return switch (toHost(one)) {
            case float[] f -> f[0];
            case double[] d -> d[0];
            case int[] i -> i[0];
            case long[] l -> l[0];
            case boolean[] b -> b[0] ? 1 : 0;
            default -> throw new AssertionError();
        };
    }

    @Override
    public void copy(NDArray in, NDArray out) {
        if (out.size() == 0) {
            return;
        }
        if (in.dtype() == out.dtype() && in.isContiguous() && out.isContiguous()) {
            gpu.enter();
            gpu.driver.copy(CudaBuffer.address(out), CudaBuffer.address(in),
                    (long) out.size() * CudaBuffer.bytes(out.dtype()), gpu.stream);
            Reference.reachabilityFence(in);
            Reference.reachabilityFence(out);
        } else {
            elementwise(COPY, out, in);
        }
    }

    @Override
    public void elementwise(ScalarFunction f, NDArray out, NDArray... in) {
        ElementwiseKernels.run(gpu, f, out, in);
    }

    @Override
    public void reduce(Reduction reduction, NDArray in, int[] axes, NDArray out) {
        if (in.size() == 0) {
            copy(constant(out.dtype(), reduction.identity()).broadcastTo(out.shape()), out);
            return;
        }
        Reductions.reduce(gpu, reduction, in, axes, out);
    }

    @Override
    public void argReduce(boolean largest, NDArray in, int axis, NDArray out) {
        Extremes.argReduce(gpu, largest, in, axis, out);
    }

    @Override
    public void argMaxOfWindows(NDArray in, Ranges[] windows, NDArray out) {
        WindowKernels.argMax(gpu, in, windows, out);
    }

    @Override
    public void reduceWindows(Reduction reduction, NDArray in, Ranges[] windows, NDArray out) {
        WindowKernels.reduce(gpu, reduction, in, windows, out);
    }

    @Override
    public void scan(Reduction reduction, boolean backwards, NDArray in, int axis, NDArray out) {
        Scans.scan(gpu, reduction, backwards, in, axis, out);
    }

    @Override
    public void argScan(boolean largest, NDArray in, int axis, NDArray out) {
        Scans.argScan(gpu, largest, in, axis, out);
    }

    @Override
    public void addProducts(NDArray a, NDArray b, NDArray out) {
        SumsOfProducts.add(gpu, a, b, out);
    }

    @Override
    public void matmul(NDArray a, NDArray b, NDArray out) {
        Blas blas = gpu.libraries.blas();
        gpu.enter();
        if (blas == null || !BlasProducts.run(blas, a, b, out)) {
            MatrixProducts.run(gpu, a, b, out);
        }
    }

    @Override
    public Convolver convolver() {
        return gpu.libraries.cudnn();
    }

    @Override
    public void gather(NDArray in, int axis, NDArray index, NDArray out) {
        Indexing.gather(gpu, in, axis, index, out);
    }

    @Override
    public void scatterAdd(NDArray in, int axis, NDArray index, NDArray out) {
        Indexing.scatterAdd(gpu, in, axis, index, out);
    }

    @Override
    public void indexSelect(NDArray in, int axis, NDArray index, NDArray out) {
        Indexing.indexSelect(gpu, in, axis, index, out);
    }

    @Override
    public void indexAdd(NDArray in, int axis, NDArray index, NDArray out) {
        Indexing.indexAdd(gpu, in, axis, index, out);
    }

    @Override
    public boolean sorts() {
        return true;
    }

    @Override
    public void argSort(boolean descending, NDArray in, int axis, NDArray out) {
        Sorts.argSort(gpu, descending, in, axis, out);
    }

    @Override
    public Draws draws() {
        return draws;
    }

    @Override
    public Carrier carrier() {
        return uploads;
    }

    @Override
    public Noted note(Runnable work) {
        Noted noted = gpu.note(work);
        // What it reads must stay: the tensors of the program, and single numbers, which are not remembered for good.
        List<Object> read = new ArrayList<>(List.of(work));
        synchronized (constants) {
            read.addAll(constants.values());
        }
        return new Noted() {
            @Override
            public void again() {
                noted.again();
                Reference.reachabilityFence(read);
            }

            @Override
            public void close() {
                noted.close();
                read.clear();
            }
        };
    }

    @Override
    public boolean checksIndicesLater() {
        return true;
    }

    @Override
    public void synchronize() {
        gpu.synchronize();
        gpu.check();
    }

    @Override
    public String report() {
        return gpu.properties.name() + ", " + gpu.libraries.report();
    }

    /** {@return what is known of its memory, in bytes} */
    public Memory memory() {
        gpu.enter();
        long[] bytes = gpu.driver.memory();
        return new Memory(gpu.memory.used(), gpu.memory.cached(), gpu.memory.most(), bytes[0], bytes[1]);
    }

    /**
     * The memory of a GPU, in bytes.
     *
     * @param used   by tensors that are reachable, or not yet known not to be
     * @param cached kept for the next tensors
     * @param most   the most that tensors have taken at a time
     * @param free   what the driver could still give, to any program
     * @param total  what there is
     */
    public record Memory(long used, long cached, long most, long free, long total) {
    }

    @Override
    public String memoryReport() {
        Memory memory = memory();
        return name + ": tensors take " + DeviceMemory.amount(memory.used()) + ", the most so far was "
                + DeviceMemory.amount(memory.most()) + ", " + DeviceMemory.amount(memory.cached()) + " are kept for the next ones; "
                + DeviceMemory.amount(memory.free()) + " of " + DeviceMemory.amount(memory.total()) + " are free";
    }

    @Override
    public void release() {
        uploads.release();
        gpu.memory.release();
    }
}
