package jacobi.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUfunction;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * The driver that is installed, by way of JCuda. Loading this class loads JCuda's library, which needs the driver's; so it
 * is named only after the device nodes have been found.
 *
 * <p>JCuda's objects stay here, in lists; their places are the handles, counted from 1. Only addresses of memory are the
 * driver's own.
 */
final class NativeDriver implements Driver {
    private static final int NOT_READY = 600;

    /** An address that can be read. */
    private static final class Address extends CUdeviceptr {
        long value() {
            return getNativePointer();
        }
    }

    private static final class Stream extends CUstream {
        long value() {
            return getNativePointer();
        }
    }

    /** JCuda adds this offset to a base of 0. */
    private static final CUdeviceptr NULL = new CUdeviceptr();

    private final List<NativePointerObject> handles = new ArrayList<>();
    private final Map<ByteBuffer, Pointer> pinned = new IdentityHashMap<>();
    /** The last buffer of arguments, and the pointer to a pointer to it that a launch needs. */
    private ByteBuffer argumentBytes;
    private Pointer arguments;

    /** @throws CudaException if the driver does not start */
    NativeDriver() {
        JCudaDriver.setExceptionsEnabled(false);
        check("cuInit", JCudaDriver.cuInit(0));
    }

    private static void check(String call, int result) {
        if (result != CUresult.CUDA_SUCCESS) {
            throw new CudaException(result, "the CUDA driver's " + call + " failed: " + CUresult.stringFor(result)
                    + (isLost(result) ? "; numbers on this GPU are lost, those on the CPU are not: go on with "
                    + "Device.use(Device.CPU), and restart Java to use the GPU again" : ""));
        }
    }

    /** Errors after which every call of this process fails. */
    private static boolean isLost(int result) {
        return result >= 700 && result <= 720 && result != 701 && result != 704 && result != 705 && result != 709
                || result == 214 || result == 999;
    }

    private synchronized long handle(NativePointerObject object) {
        handles.add(object);
        return handles.size();
    }

    private synchronized NativePointerObject object(long handle) {
        return handles.get((int) handle - 1);
    }

    private CUstream stream(long handle) {
        return (CUstream) object(handle);
    }

    private static CUdeviceptr address(long address) {
        return NULL.withByteOffset(address);
    }

    private static CUdevice device(int index) {
        CUdevice device = new CUdevice();
        check("cuDeviceGet", JCudaDriver.cuDeviceGet(device, index));
        return device;
    }

    @Override
    public int version() {
        int[] version = {0};
        check("cuDriverGetVersion", JCudaDriver.cuDriverGetVersion(version));
        return version[0];
    }

    @Override
    public int deviceCount() {
        int[] count = {0};
        check("cuDeviceGetCount", JCudaDriver.cuDeviceGetCount(count));
        return count[0];
    }

    @Override
    public DeviceProperties properties(int index) {
        CUdevice device = device(index);
        byte[] name = new byte[256];
        check("cuDeviceGetName", JCudaDriver.cuDeviceGetName(name, name.length, device));
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        long[] bytes = {0};
        check("cuDeviceTotalMem", JCudaDriver.cuDeviceTotalMem(bytes, device));
        return new DeviceProperties(new String(name, 0, length, StandardCharsets.UTF_8),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT), bytes[0]);
    }

    private static int attribute(CUdevice device, int attribute) {
        int[] value = {0};
        check("cuDeviceGetAttribute", JCudaDriver.cuDeviceGetAttribute(value, attribute, device));
        return value[0];
    }

    @Override
    public long retainContext(int device) {
        CUcontext context = new CUcontext();
        check("cuDevicePrimaryCtxRetain", JCudaDriver.cuDevicePrimaryCtxRetain(context, device(device)));
        return handle(context);
    }

    @Override
    public void makeCurrent(long context) {
        check("cuCtxSetCurrent", JCudaDriver.cuCtxSetCurrent((CUcontext) object(context)));
    }

    @Override
    public long allocate(long bytes) {
        Address address = new Address();
        check("cuMemAlloc", JCudaDriver.cuMemAlloc(address, bytes));
        return address.value();
    }

    @Override
    public void free(long address) {
        check("cuMemFree", JCudaDriver.cuMemFree(address(address)));
    }

    @Override
    public long[] memory() {
        long[] free = {0};
        long[] total = {0};
        check("cuMemGetInfo", JCudaDriver.cuMemGetInfo(free, total));
        return new long[] {free[0], total[0]};
    }

    @Override
    public ByteBuffer allocatePinned(int bytes) {
        Pointer pointer = new Pointer();
        check("cuMemHostAlloc", JCudaDriver.cuMemHostAlloc(pointer, bytes, 0));
        ByteBuffer memory = pointer.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
        synchronized (this) {
            pinned.put(memory, pointer);
        }
        return memory;
    }

    @Override
    public void freePinned(ByteBuffer memory) {
        Pointer pointer;
        synchronized (this) {
            pointer = pinned.remove(memory);
        }
        check("cuMemFreeHost", JCudaDriver.cuMemFreeHost(pointer));
    }

    private synchronized Pointer pinned(ByteBuffer memory, int at) {
        return pinned.get(memory).withByteOffset(at);
    }

    @Override
    public void copyToDevice(long to, ByteBuffer from, int fromByte, long bytes, long stream) {
        check("cuMemcpyHtoDAsync",
                JCudaDriver.cuMemcpyHtoDAsync(address(to), pinned(from, fromByte), bytes, stream(stream)));
    }

    @Override
    public void copyToHost(ByteBuffer to, int toByte, long from, long bytes, long stream) {
        check("cuMemcpyDtoHAsync",
                JCudaDriver.cuMemcpyDtoHAsync(pinned(to, toByte), address(from), bytes, stream(stream)));
    }

    @Override
    public void copy(long to, long from, long bytes, long stream) {
        check("cuMemcpyDtoDAsync", JCudaDriver.cuMemcpyDtoDAsync(address(to), address(from), bytes, stream(stream)));
    }

    @Override
    public void fill(long address, byte value, long bytes, long stream) {
        check("cuMemsetD8Async", JCudaDriver.cuMemsetD8Async(address(address), value, bytes, stream(stream)));
    }

    @Override
    public synchronized void launch(long function, int blocks, int threads, int sharedBytes, long stream, ByteBuffer bytes) {
        if (bytes != argumentBytes) {
            arguments = Pointer.to(Pointer.to(bytes));
            argumentBytes = bytes;
        }
        check("cuLaunchKernel", JCudaDriver.cuLaunchKernel((CUfunction) object(function), blocks, 1, 1, threads, 1, 1,
                sharedBytes, stream(stream), arguments, null));
    }

    @Override
    public long createStream() {
        Stream stream = new Stream();
        check("cuStreamCreate", JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING));
        return handle(stream);
    }

    @Override
    public long pointer(long stream) {
        return ((Stream) object(stream)).value();
    }

    @Override
    public void synchronize(long stream) {
        check("cuStreamSynchronize", JCudaDriver.cuStreamSynchronize(stream(stream)));
    }

    @Override
    public long createEvent() {
        CUevent event = new CUevent();
        check("cuEventCreate", JCudaDriver.cuEventCreate(event, CUevent_flags.CU_EVENT_DISABLE_TIMING));
        return handle(event);
    }

    @Override
    public void destroyEvent(long event) {
        check("cuEventDestroy", JCudaDriver.cuEventDestroy((CUevent) object(event)));
    }

    @Override
    public void record(long event, long stream) {
        check("cuEventRecord", JCudaDriver.cuEventRecord((CUevent) object(event), stream(stream)));
    }

    @Override
    public void waitFor(long stream, long event) {
        check("cuStreamWaitEvent", JCudaDriver.cuStreamWaitEvent(stream(stream), (CUevent) object(event), 0));
    }

    @Override
    public boolean isDone(long event) {
        int result = JCudaDriver.cuEventQuery((CUevent) object(event));
        if (result != NOT_READY) {
            check("cuEventQuery", result);
        }
        return result != NOT_READY;
    }

    @Override
    public void synchronizeEvent(long event) {
        check("cuEventSynchronize", JCudaDriver.cuEventSynchronize((CUevent) object(event)));
    }

    @Override
    public long loadModule(String ptx) {
        CUmodule module = new CUmodule();
        byte[] text = (ptx + "\0").getBytes(StandardCharsets.US_ASCII);
        check("cuModuleLoadData", JCudaDriver.cuModuleLoadData(module, text));
        return handle(module);
    }

    @Override
    public long function(long module, String name) {
        CUfunction function = new CUfunction();
        check("cuModuleGetFunction of " + name, JCudaDriver.cuModuleGetFunction(function, (CUmodule) object(module), name));
        return handle(function);
    }

    @Override
    public void beginCapture(long stream) {
        check("cuStreamBeginCapture", JCudaDriver.cuStreamBeginCapture(stream(stream),
                CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_RELAXED));
    }

    @Override
    public long endCapture(long stream) {
        CUgraph graph = new CUgraph();
        check("cuStreamEndCapture", JCudaDriver.cuStreamEndCapture(stream(stream), graph));
        CUgraphExec ready = new CUgraphExec();
        check("cuGraphInstantiate", JCudaDriver.cuGraphInstantiate(ready, graph, 0));
        check("cuGraphDestroy", JCudaDriver.cuGraphDestroy(graph));
        return handle(ready);
    }

    @Override
    public void launchGraph(long graph, long stream) {
        check("cuGraphLaunch", JCudaDriver.cuGraphLaunch((CUgraphExec) object(graph), stream(stream)));
    }

    @Override
    public void destroyGraph(long graph) {
        check("cuGraphExecDestroy", JCudaDriver.cuGraphExecDestroy((CUgraphExec) object(graph)));
    }
}
