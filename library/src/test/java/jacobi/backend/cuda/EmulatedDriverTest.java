package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jacobi.ptx.PtxException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The drivers of the tests: the one that runs kernels in an interpreter, and the one that writes calls down. */
class EmulatedDriverTest {
    private static final String ADD = """
            .version 8.0
            .target sm_60
            .address_size 64
            .global .align 4 .u32 launches;
            .visible .entry add(.param .align 8 .b8 args[16])
            {
                .reg .b64 %l<4>; .reg .b32 %r<4>;
                ld.param.u64 %l1, [args];
                ld.param.u32 %r1, [args+8];
                mov.u32 %r2, %tid.x;
                mul.wide.u32 %l2, %r2, 4;
                add.s64 %l1, %l1, %l2;
                ld.global.u32 %r3, [%l1];
                add.u32 %r3, %r3, %r1;
                st.global.u32 [%l1], %r3;
                red.global.add.u32 [launches], 1;
                ret;
            }
            """;

    private final EmulatedDriver emulated = new EmulatedDriver(false, 1 << 20);
    private final RecordingDriver driver = new RecordingDriver(emulated);
    private long stream;
    private ByteBuffer host;

    @BeforeEach
    void enter() {
        emulated.makeCurrent(emulated.retainContext(0));
        stream = driver.createStream();
        host = driver.allocatePinned(64);
    }

    private static void fails(int code, Executable call) {
        assertEquals(code, assertThrows(CudaException.class, call).code());
    }

    private ByteBuffer arguments(long address, int number) {
        return ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).putLong(address).putInt(number).putInt(0).flip();
    }

    @Test
    void runsKernelsAndWritesTheCallsDown() {
        driver.take();
        long a = driver.allocate(32);
        host.putInt(8, 5).putInt(12, 6);
        driver.copyToDevice(a, host, 8, 8, stream);
        long module = driver.loadModule(ADD);
        long add = driver.function(module, "add");
        driver.launch(add, 1, 2, 0, stream, arguments(a, 10));
        driver.copy(a + 16, a, 8, stream);
        driver.fill(a, (byte) 1, 4, stream);
        driver.copyToHost(host, 0, a, 32, stream);
        driver.synchronize(stream);
        driver.free(a);
        assertEquals(List.of(0x01010101, 16, 15, 16), List.of(host.getInt(0), host.getInt(4), host.getInt(16), host.getInt(20)));
        assertEquals(List.of("allocate 32 -> A1", "copyToDevice A1 from H1+8 8", "loadModule -> M1", "function M1 add",
                "launch add 1x2", "copy A1+16 from A1 8", "fill A1 with 1 4", "copyToHost H1 from A1 32", "synchronize", "free A1"),
                driver.calls());
        assertEquals(1, driver.count("launch"));
    }

    @Test
    void graphsAreNotedAndDoneLater() {
        long a = driver.allocate(8);
        driver.fill(a, (byte) 0, 8, stream);
        long add = driver.function(driver.loadModule(ADD), "add");
        ByteBuffer arguments = arguments(a, 3);
        driver.beginCapture(stream);
        driver.launch(add, 1, 1, 0, stream, arguments);
        fails(900, () -> driver.synchronize(stream));
        long graph = driver.endCapture(stream);
        // The launch has kept the arguments that it was given.
        arguments.putInt(8, 100);
        driver.copyToHost(host, 0, a, 4, stream);
        assertEquals(0, host.getInt(0));
        driver.launchGraph(graph, stream);
        driver.launchGraph(graph, stream);
        driver.copyToHost(host, 0, a, 4, stream);
        assertEquals(6, host.getInt(0));
        driver.destroyGraph(graph);
        fails(400, () -> driver.launchGraph(graph, stream));
    }

    @Test
    void memoryEnds() {
        long a = driver.allocate(600 << 10);
        fails(CudaException.OUT_OF_MEMORY, () -> driver.allocate(600 << 10));
        assertEquals(424L << 10, driver.memory()[0]);
        assertEquals(0, a % 256);
        driver.free(a);
        driver.free(driver.allocate(600 << 10));
        assertEquals(1L << 20, driver.memory()[0]);
        assertEquals(0, emulated.allocations());
    }

    @Test
    void mistakesAreNoticed() throws InterruptedException {
        long a = driver.allocate(4);
        ByteBuffer other = ByteBuffer.allocateDirect(8);
        fails(1, () -> driver.copyToDevice(a, other, 0, 4, stream));
        fails(400, () -> driver.synchronize(stream + 1));
        fails(400, () -> driver.launch(17, 1, 1, 0, stream, arguments(a, 1)));
        fails(400, () -> driver.isDone(17));
        long module = driver.loadModule(ADD);
        fails(500, () -> driver.function(module, "subtract"));
        long add = driver.function(module, "add");
        driver.fill(a, (byte) 0, 4, stream);
        assertThrows(PtxException.class, () -> driver.launch(add, 1, 2, 0, stream, arguments(a, 1)));
        assertThrows(PtxException.class, () -> driver.copyToHost(host, 0, a, 8, stream));
        driver.free(a);
        assertThrows(PtxException.class, () -> driver.fill(a, (byte) 0, 4, stream));
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Thread stranger = Thread.ofPlatform().uncaughtExceptionHandler((t, e) -> refused.set(e)).start(() -> emulated.allocate(4));
        stranger.join();
        assertEquals(201, ((CudaException) refused.get()).code());
    }

    @Test
    void driversHaveVariablesOfTheirOwn() {
        EmulatedDriver second = new EmulatedDriver();
        second.makeCurrent(second.retainContext(0));
        long before = emulated.allocations();
        driver.loadModule(ADD);
        second.loadModule(ADD);
        assertEquals(before + 1, emulated.allocations());
        assertEquals(1, second.allocations());
    }

    @Test
    void callsFailOnDemand() {
        driver.fail("allocate", 2, 2);
        long a = driver.allocate(100);
        fails(2, () -> driver.allocate(200));
        driver.allocate(300);
        assertTrue(driver.calls().containsAll(List.of("allocate 100 -> A1", "allocate 200 -> error 2", "allocate 300 -> A2")),
                () -> driver.calls().toString());
        driver.free(a);
    }

    @Test
    void events() {
        long first = driver.createEvent();
        long second = driver.createEvent();
        driver.record(first, stream);
        driver.record(second, stream);
        assertTrue(driver.isDone(second));
        driver.synchronizeEvent(second);
        driver.destroyEvent(first);
        fails(400, () -> driver.record(first, stream));
    }

    @Test
    void workOnALateStreamIsDoneWhenSomebodyWaits() {
        EmulatedDriver late = new EmulatedDriver();
        late.makeCurrent(late.retainContext(0));
        long first = late.createStream();
        long second = late.createStream();
        late.late(EmulatedDriver.Late.ALL_BUT_FIRST);
        ByteBuffer bytes = late.allocatePinned(4);
        long a = late.allocate(4);
        long filled = late.createEvent();
        late.fill(a, (byte) 1, 4, first);
        late.fill(a, (byte) 2, 4, second);
        late.record(filled, second);
        assertFalse(late.isDone(filled));
        late.copyToHost(bytes, 0, a, 4, first);
        assertEquals(1, bytes.get(0), "the first stream has not waited");
        late.waitFor(first, filled);
        assertTrue(late.isDone(filled));
        late.copyToHost(bytes, 0, a, 4, first);
        assertEquals(2, bytes.get(0));
        late.fill(a, (byte) 3, 4, second);
        late.record(filled, second);
        late.fill(a, (byte) 4, 4, second);
        late.synchronizeEvent(filled);
        late.copyToHost(bytes, 0, a, 4, first);
        assertEquals(3, bytes.get(0));
        late.synchronize(second);
        late.copyToHost(bytes, 0, a, 4, first);
        assertEquals(4, bytes.get(0));
    }
}
