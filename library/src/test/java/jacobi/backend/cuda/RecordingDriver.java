package jacobi.backend.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Passes all calls on to another driver and writes each down in a line, such as {@code allocate 4096 -> A1} or {@code launch
 * mul_f32 4x256}. Addresses (A), functions, streams (S), events (E), graphs (G), modules (M) and page-locked memory (H) have
 * names in the order of their appearance; {@code A1+64} is within a block. A call can be made to fail.
 */
final class RecordingDriver implements Driver {
    private record Block(String name, long bytes) {
    }

    private final Driver driver;
    private final List<String> calls = new ArrayList<>();
    private final Map<Long, String> handles = new HashMap<>();
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private final Map<ByteBuffer, String> buffers = new IdentityHashMap<>();
    private final Map<String, Integer> named = new HashMap<>();
    private String failing;
    private int failsIn;
    private int failsWith;

    RecordingDriver(Driver driver) {
        this.driver = driver;
    }

    /** {@return the calls so far} */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Forgets the calls so far; names stay. {@return them} */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    /** {@return how many of the calls so far begin with a word} */
    synchronized long count(String call) {
        return calls.stream().filter(c -> c.equals(call) || c.startsWith(call + " ")).count();
    }

    /**
     * Lets a call fail, once.
     *
     * @param call the first word of its line
     * @param n    1 for the next such call
     * @param code the number of the driver's error
     */
    synchronized void fail(String call, int n, int code) {
        failing = call;
        failsIn = n;
        failsWith = code;
    }

    private synchronized void note(String call, String details) {
        boolean fails = call.equals(failing) && --failsIn == 0;
        calls.add((details.isEmpty() ? call : call + " " + details) + (fails ? " -> error " + failsWith : ""));
        if (fails) {
            failing = null;
            throw new CudaException(failsWith, call + " failed with error " + failsWith);
        }
    }

    private synchronized void result(String name) {
        calls.set(calls.size() - 1, calls.getLast() + " -> " + name);
    }

    private synchronized String name(String letter) {
        return letter + named.merge(letter, 1, Integer::sum);
    }

    private synchronized String handle(long handle) {
        return handle == 0 ? "0" : handles.getOrDefault(handle, "?");
    }

    private synchronized long newHandle(String letter, long handle) {
        handles.put(handle, name(letter));
        result(handles.get(handle));
        return handle;
    }

    private synchronized String address(long address) {
        var entry = blocks.floorEntry(address);
        if (entry == null || address - entry.getKey() >= entry.getValue().bytes()) {
            return "?";
        }
        long offset = address - entry.getKey();
        return entry.getValue().name() + (offset == 0 ? "" : "+" + offset);
    }

    private synchronized String buffer(ByteBuffer buffer, int at) {
        return buffers.getOrDefault(buffer, "?") + (at == 0 ? "" : "+" + at);
    }

    /** The stream, unless it is the only one. */
    private synchronized String on(long stream) {
        return "S1".equals(handle(stream)) ? "" : " on " + handle(stream);
    }

    @Override
    public int version() {
        return driver.version();
    }

    @Override
    public int deviceCount() {
        note("deviceCount", "");
        return driver.deviceCount();
    }

    @Override
    public DeviceProperties properties(int device) {
        return driver.properties(device);
    }

    @Override
    public long retainContext(int device) {
        note("retainContext", String.valueOf(device));
        return driver.retainContext(device);
    }

    @Override
    public void makeCurrent(long context) {
        note("makeCurrent", "");
        driver.makeCurrent(context);
    }

    @Override
    public synchronized long allocate(long bytes) {
        note("allocate", String.valueOf(bytes));
        long address = driver.allocate(bytes);
        String name = name("A");
        blocks.put(address, new Block(name, bytes));
        result(name);
        return address;
    }

    @Override
    public synchronized void free(long address) {
        note("free", address(address));
        driver.free(address);
        blocks.remove(address);
    }

    @Override
    public long[] memory() {
        note("memory", "");
        return driver.memory();
    }

    @Override
    public synchronized ByteBuffer allocatePinned(int bytes) {
        note("allocatePinned", String.valueOf(bytes));
        ByteBuffer buffer = driver.allocatePinned(bytes);
        buffers.put(buffer, name("H"));
        result(buffers.get(buffer));
        return buffer;
    }

    @Override
    public synchronized void freePinned(ByteBuffer memory) {
        note("freePinned", buffer(memory, 0));
        driver.freePinned(memory);
        buffers.remove(memory);
    }

    @Override
    public void copyToDevice(long to, ByteBuffer from, int fromByte, long bytes, long stream) {
        note("copyToDevice", address(to) + " from " + buffer(from, fromByte) + " " + bytes + on(stream));
        driver.copyToDevice(to, from, fromByte, bytes, stream);
    }

    @Override
    public void copyToHost(ByteBuffer to, int toByte, long from, long bytes, long stream) {
        note("copyToHost", buffer(to, toByte) + " from " + address(from) + " " + bytes + on(stream));
        driver.copyToHost(to, toByte, from, bytes, stream);
    }

    @Override
    public void copy(long to, long from, long bytes, long stream) {
        note("copy", address(to) + " from " + address(from) + " " + bytes + on(stream));
        driver.copy(to, from, bytes, stream);
    }

    @Override
    public void fill(long address, byte value, long bytes, long stream) {
        note("fill", address(address) + " with " + value + " " + bytes + on(stream));
        driver.fill(address, value, bytes, stream);
    }

    @Override
    public void launch(long function, int blocks, int threads, int sharedBytes, long stream,
            ByteBuffer arguments) {
        note("launch", handle(function) + " " + blocks + "x" + threads
                + (sharedBytes == 0 ? "" : " shared " + sharedBytes) + on(stream));
        driver.launch(function, blocks, threads, sharedBytes, stream, arguments);
    }

    @Override
    public synchronized long createStream() {
        note("createStream", "");
        return newHandle("S", driver.createStream());
    }

    @Override
    public long pointer(long stream) {
        return driver.pointer(stream);
    }

    @Override
    public void synchronize(long stream) {
        note("synchronize", on(stream).strip());
        driver.synchronize(stream);
    }

    @Override
    public synchronized long createEvent() {
        note("createEvent", "");
        return newHandle("E", driver.createEvent());
    }

    @Override
    public void destroyEvent(long event) {
        note("destroyEvent", handle(event));
        driver.destroyEvent(event);
    }

    @Override
    public void record(long event, long stream) {
        note("record", handle(event) + on(stream));
        driver.record(event, stream);
    }

    @Override
    public void waitFor(long stream, long event) {
        note("waitFor", handle(event) + on(stream));
        driver.waitFor(stream, event);
    }

    @Override
    public boolean isDone(long event) {
        note("isDone", handle(event));
        return driver.isDone(event);
    }

    @Override
    public void synchronizeEvent(long event) {
        note("synchronizeEvent", handle(event));
        driver.synchronizeEvent(event);
    }

    @Override
    public synchronized long loadModule(String ptx) {
        note("loadModule", "");
        return newHandle("M", driver.loadModule(ptx));
    }

    @Override
    public synchronized long function(long module, String name) {
        note("function", handle(module) + " " + name);
        long function = driver.function(module, name);
        handles.put(function, name);
        return function;
    }

    @Override
    public void beginCapture(long stream) {
        note("beginCapture", on(stream).strip());
        driver.beginCapture(stream);
    }

    @Override
    public synchronized long endCapture(long stream) {
        note("endCapture", on(stream).strip());
        return newHandle("G", driver.endCapture(stream));
    }

    @Override
    public void launchGraph(long graph, long stream) {
        note("launchGraph", handle(graph) + on(stream));
        driver.launchGraph(graph, stream);
    }

    @Override
    public void destroyGraph(long graph) {
        note("destroyGraph", handle(graph));
        driver.destroyGraph(graph);
    }
}
