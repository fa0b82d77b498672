package jacobi.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jacobi.ptx.Heap;
import jacobi.ptx.Machine;
import jacobi.ptx.PtxModule;

/**
 * A driver without a GPU: kernels run in an interpreter, at once, and their mistakes become exceptions. It is strict: it
 * refuses handles that it did not give, and threads that have not made its context current.
 */
final class EmulatedDriver implements Driver {
    private static final long BYTES = 1L << 30;
    private static final int INVALID_VALUE = 1;
    private static final int INVALID_CONTEXT = 201;
    private static final int INVALID_HANDLE = 400;
    private static final int NOT_FOUND = 500;
    private static final int NOT_WHILE_CAPTURING = 900;
    private static final long CONTEXT = 0xC0;
    /** Texts are read once in a run of the tests; each driver then has variables of its own. */
    private static final Map<String, PtxModule> PARSED = new ConcurrentHashMap<>();

    private record Function(Machine.Loaded module, String kernel) {
    }

    private final Heap heap;
    private final Machine machine;
    private final ThreadLocal<Long> current = ThreadLocal.withInitial(() -> 0L);
    private final Map<Long, Machine.Loaded> modules = new HashMap<>();
    private final Map<Long, Function> functions = new HashMap<>();
    private final Set<Long> streams = new HashSet<>();
    private final Map<Long, Long> events = new HashMap<>();
    private final Map<Long, List<Runnable>> graphs = new HashMap<>();
    private final Map<ByteBuffer, Boolean> pinned = new IdentityHashMap<>();
    private List<Runnable> capture;
    private long capturing;
    private long nextHandle = 0x1000;

    private final long bytes;

    EmulatedDriver() {
        this(false);
    }

    EmulatedDriver(boolean watchUnwritten) {
        this(watchUnwritten, BYTES);
    }

    /**
     * @param watchUnwritten whether kernels that read device memory that nobody has written are reported
     * @param bytes          the device's memory
     */
    EmulatedDriver(boolean watchUnwritten, long bytes) {
        this.bytes = bytes;
        heap = new Heap(watchUnwritten);
        machine = new Machine(heap);
    }

    /** {@return the instructions done so far, each counted for each thread} */
    long executed() {
        return machine.executed();
    }

    /** {@return how many allocations have not been freed} */
    int allocations() {
        return heap.allocations();
    }

    private void check(boolean holds, int code, String message) {
        if (!holds) {
            throw new CudaException(code, message);
        }
    }

    private void enter() {
        check(current.get() == CONTEXT, INVALID_CONTEXT, "no context is current on this thread");
    }

    private long handle() {
        return nextHandle += 8;
    }

    /** Does work on a stream, or notes it for a graph. */
    private void work(long stream, Runnable work) {
        enter();
        check(stream == 0 || streams.contains(stream), INVALID_HANDLE, "no such stream");
        if (capture != null && stream == capturing) {
            capture.add(work);
        } else {
            work.run();
        }
    }

    private void notCapturing() {
        check(capture == null, NOT_WHILE_CAPTURING, "not permitted while a stream is captured");
    }

    @Override
    public int version() {
        return 12000;
    }

    @Override
    public int deviceCount() {
        return 1;
    }

    @Override
    public DeviceProperties properties(int device) {
        check(device == 0, 101, "no such device");
        return new DeviceProperties("emulated", 6, 0, 2, bytes);
    }

    @Override
    public long retainContext(int device) {
        check(device == 0, 101, "no such device");
        return CONTEXT;
    }

    @Override
    public void makeCurrent(long context) {
        check(context == CONTEXT, INVALID_CONTEXT, "no such context");
        current.set(context);
    }

    @Override
    public synchronized long allocate(long bytes) {
        enter();
        check(bytes > 0, INVALID_VALUE, "allocated " + bytes + " bytes");
        check(heap.used() + bytes <= this.bytes, CudaException.OUT_OF_MEMORY, "out of memory");
        return heap.allocate(bytes);
    }

    @Override
    public synchronized void free(long address) {
        enter();
        heap.free(address);
    }

    @Override
    public synchronized long[] memory() {
        enter();
        return new long[] {bytes - heap.used(), bytes};
    }

    @Override
    public synchronized ByteBuffer allocatePinned(int bytes) {
        enter();
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        pinned.put(memory, true);
        return memory;
    }

    @Override
    public synchronized void freePinned(ByteBuffer memory) {
        enter();
        check(pinned.remove(memory) != null, INVALID_VALUE, "not page-locked memory of this driver");
    }

    @Override
    public synchronized void copyToDevice(long to, ByteBuffer from, int fromByte, long bytes, long stream) {
        check(pinned.containsKey(from), INVALID_VALUE, "copied from memory that is not page-locked");
        work(stream, () -> {
            byte[] data = new byte[Math.toIntExact(bytes)];
            from.get(fromByte, data);
            heap.write(to, data);
        });
    }

    @Override
    public synchronized void copyToHost(ByteBuffer to, int toByte, long from, long bytes, long stream) {
        check(pinned.containsKey(to), INVALID_VALUE, "copied to memory that is not page-locked");
        work(stream, () -> {
            byte[] data = new byte[Math.toIntExact(bytes)];
            heap.read(from, data);
            to.put(toByte, data);
        });
    }

    @Override
    public synchronized void copy(long to, long from, long bytes, long stream) {
        work(stream, () -> heap.copy(to, from, Math.toIntExact(bytes)));
    }

    @Override
    public synchronized void fill(long address, byte value, long bytes, long stream) {
        work(stream, () -> heap.fill(address, value, Math.toIntExact(bytes)));
    }

    @Override
    public synchronized void launch(long function, int blocksX, int blocksY, int threads, int sharedBytes, long stream,
            ByteBuffer arguments) {
        Function f = functions.get(function);
        check(f != null, INVALID_HANDLE, "no such function");
        byte[] bytes = new byte[arguments.limit()];
        arguments.get(0, bytes);
        work(stream, () -> machine.launch(f.module(), f.kernel(), blocksX, blocksY, threads, sharedBytes, bytes));
    }

    @Override
    public synchronized long createStream() {
        enter();
        long stream = handle();
        streams.add(stream);
        return stream;
    }

    @Override
    public long pointer(long stream) {
        return 0;
    }

    @Override
    public synchronized void synchronize(long stream) {
        notCapturing();
        work(stream, () -> { });
    }

    @Override
    public synchronized long createEvent() {
        enter();
        long event = handle();
        events.put(event, 0L);
        return event;
    }

    private long recorded(long event) {
        enter();
        Long time = events.get(event);
        check(time != null, INVALID_HANDLE, "no such event");
        return time;
    }

    @Override
    public synchronized void destroyEvent(long event) {
        recorded(event);
        events.remove(event);
    }

    @Override
    public synchronized void record(long event, long stream) {
        recorded(event);
        work(stream, () -> events.put(event, System.nanoTime()));
    }

    @Override
    public synchronized boolean isDone(long event) {
        recorded(event);
        return true;
    }

    @Override
    public synchronized void synchronizeEvent(long event) {
        notCapturing();
        recorded(event);
    }

    @Override
    public synchronized float elapsed(long first, long second) {
        return (recorded(second) - recorded(first)) * 1e-6f;
    }

    @Override
    public synchronized long loadModule(String ptx) {
        enter();
        PtxModule module = PARSED.computeIfAbsent(ptx, PtxModule::new);
        long handle = handle();
        modules.put(handle, machine.load(module));
        return handle;
    }

    @Override
    public synchronized long function(long module, String name) {
        enter();
        Machine.Loaded loaded = modules.get(module);
        check(loaded != null, INVALID_HANDLE, "no such module");
        check(loaded.module().kernels().contains(name), NOT_FOUND, "no function " + name + " in the module, only "
                + loaded.module().kernels());
        long handle = handle();
        functions.put(handle, new Function(loaded, name));
        return handle;
    }

    @Override
    public synchronized void beginCapture(long stream) {
        notCapturing();
        work(stream, () -> { });
        capture = new ArrayList<>();
        capturing = stream;
    }

    @Override
    public synchronized long endCapture(long stream) {
        enter();
        check(capture != null && capturing == stream, NOT_WHILE_CAPTURING, "this stream is not captured");
        long graph = handle();
        graphs.put(graph, capture);
        capture = null;
        return graph;
    }

    @Override
    public synchronized void launchGraph(long graph, long stream) {
        List<Runnable> calls = graphs.get(graph);
        check(calls != null, INVALID_HANDLE, "no such graph");
        work(stream, () -> calls.forEach(Runnable::run));
    }

    @Override
    public synchronized void destroyGraph(long graph) {
        enter();
        check(graphs.remove(graph) != null, INVALID_HANDLE, "no such graph");
    }
}
