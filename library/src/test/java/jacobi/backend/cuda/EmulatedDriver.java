package jacobi.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jacobi.ptx.Heap;
import jacobi.ptx.Machine;
import jacobi.ptx.PtxModule;

/**
 * A driver without a GPU: kernels run in an interpreter, and their mistakes become exceptions. It is strict: it
 * refuses handles that it did not give, and threads that have not made its context current.
 *
 * <p>Work is done at once; or, on streams that are late, only when somebody waits for it, which shows what has forgotten to.
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

    /** Which streams are late. */
    enum Late {
        NONE, FIRST, ALL_BUT_FIRST, ALL
    }

    /** The work on a stream that has not been done. */
    private static final class Queue {
        final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        long asked;
        long done;

        void doUntil(long end) {
            while (done < end) {
                try {
                    waiting.remove().run();
                } finally {
                    done++;
                }
            }
        }
    }

    /** What an event marks: so much work on a stream. */
    private record Mark(Queue queue, long end) {
        void await() {
            queue.doUntil(end);
        }
    }

    private record Function(Machine.Loaded module, String kernel) {
    }

    private final Heap heap;
    private final Machine machine;
    private final ThreadLocal<Long> current = ThreadLocal.withInitial(() -> 0L);
    private final Map<Long, Machine.Loaded> modules = new HashMap<>();
    private final Map<Long, Function> functions = new HashMap<>();
    private final Map<Long, Queue> streams = new LinkedHashMap<>();
    private final Map<Long, Mark> events = new HashMap<>();
    private Late late = Late.NONE;
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

    /** Does all work, and says which streams are late from now on. */
    synchronized void late(Late late) {
        streams.values().forEach(queue -> queue.doUntil(queue.asked));
        this.late = late;
    }

    private Queue queue(long stream) {
        enter();
        Queue queue = streams.get(stream);
        check(queue != null, INVALID_HANDLE, "no such stream");
        return queue;
    }

    /** Does work on a stream, notes it for later, or for a graph. */
    private void work(long stream, Runnable work) {
        Queue queue = queue(stream);
        if (capture != null && stream == capturing) {
            capture.add(work);
            return;
        }
        queue.waiting.add(work);
        queue.asked++;
        boolean first = queue == streams.values().iterator().next();
        if (late == Late.NONE || late == (first ? Late.ALL_BUT_FIRST : Late.FIRST)) {
            queue.doUntil(queue.asked);
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
        late(late);
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
        work(stream, () -> {
            check(pinned.containsKey(from), INVALID_VALUE, "copied from memory that is not page-locked");
            byte[] data = new byte[Math.toIntExact(bytes)];
            from.get(fromByte, data);
            heap.write(to, data);
        });
    }

    @Override
    public synchronized void copyToHost(ByteBuffer to, int toByte, long from, long bytes, long stream) {
        work(stream, () -> {
            check(pinned.containsKey(to), INVALID_VALUE, "copied to memory that is not page-locked");
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
    public synchronized void launch(long function, int blocks, int threads, int sharedBytes, long stream, ByteBuffer arguments) {
        Function f = functions.get(function);
        check(f != null, INVALID_HANDLE, "no such function");
        byte[] bytes = new byte[arguments.limit()];
        arguments.get(0, bytes);
        work(stream, () -> machine.launch(f.module(), f.kernel(), blocks, 1, threads, sharedBytes, bytes));
    }

    @Override
    public synchronized long createStream() {
        enter();
        long stream = handle();
        streams.put(stream, new Queue());
        return stream;
    }

    @Override
    public long pointer(long stream) {
        return 0;
    }

    @Override
    public synchronized void synchronize(long stream) {
        notCapturing();
        Queue queue = queue(stream);
        queue.doUntil(queue.asked);
    }

    @Override
    public synchronized long createEvent() {
        enter();
        long event = handle();
        events.put(event, null);
        return event;
    }

    /** Null if it marks nothing. */
    private Mark mark(long event) {
        enter();
        check(events.containsKey(event), INVALID_HANDLE, "no such event");
        return events.get(event);
    }

    @Override
    public synchronized void destroyEvent(long event) {
        mark(event);
        events.remove(event);
    }

    @Override
    public synchronized void record(long event, long stream) {
        mark(event);
        Queue queue = queue(stream);
        check(capture == null || stream != capturing, NOT_WHILE_CAPTURING, "a mark in a graph");
        events.put(event, new Mark(queue, queue.asked));
    }

    @Override
    public synchronized void waitFor(long stream, long event) {
        Mark mark = mark(event);
        check(capture == null || stream != capturing, NOT_WHILE_CAPTURING, "a graph that waits for work that is not in it");
        if (mark != null) {
            work(stream, mark::await);
        }
    }

    @Override
    public synchronized boolean isDone(long event) {
        Mark mark = mark(event);
        return mark == null || mark.queue.done >= mark.end;
    }

    @Override
    public synchronized void synchronizeEvent(long event) {
        notCapturing();
        Mark mark = mark(event);
        if (mark != null) {
            mark.await();
        }
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
        queue(stream);
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
