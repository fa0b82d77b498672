package jacobi.backend.cuda;

import jacobi.backend.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One GPU: its context, the one stream that all work goes through, its memory, and the kernels that have been loaded.
 * All work is done in the order in which it is asked for, by whatever thread.
 */
final class Gpu {
    /** Threads in a block of most kernels. */
    static final int BLOCK = 256;
    private static final int ERROR_BYTES = 16;

    final Driver driver;
    final DeviceProperties properties;
    final long stream;
    final DeviceMemory memory;
    final Staging staging;
    final Libraries libraries = new Libraries(this);
    /** Where kernels that index note the first index out of range: what for, the index (two words), the limit. */
    private final long errors;
    private volatile boolean unchecked;
    private final long context;
    private final ThreadLocal<Boolean> entered = new ThreadLocal<>();
    private final Map<String, Long> modules = new HashMap<>();
    private final Map<String, Long> functions = new HashMap<>();
    private final Arguments arguments = new Arguments();

    Gpu(Driver driver, int device) {
        this.driver = driver;
        this.properties = driver.properties(device);
        this.context = driver.retainContext(device);
        enter();
        this.stream = driver.createStream();
        this.memory = new DeviceMemory(this);
        this.staging = new Staging(this);
        this.errors = memory.take(this, ERROR_BYTES).address();
        driver.fill(errors, (byte) 0, ERROR_BYTES, stream);
    }

    /** Makes this GPU the one that the calling thread's driver calls are about. */
    void enter() {
        if (entered.get() == null) {
            driver.makeCurrent(context);
            entered.set(true);
        }
    }

    /**
     * Writes the fields of a kernel's struct. It holds the arrays whose addresses it writes, and so keeps their memory from
     * going back, and to other work, before the kernel is launched.
     */
    interface Fields {
        void write(Arguments arguments);
    }

    /**
     * Launches a kernel of the library: of the file {@code NAME.ptx} beside this class.
     *
     * @param blocks  at least 1
     * @param threads in each block
     * @param shared  bytes of shared memory for each block beyond what the kernel declares
     */
    void launch(String file, String kernel, long blocks, int threads, int shared, Fields fields) {
        enter();
        launch(function(file, kernel), blocks, threads, shared, fields);
    }

    /** Launches a function of a module that {@link Driver#loadModule} has made. */
    synchronized void launch(long function, long blocks, int threads, int shared, Fields fields) {
        enter();
        fields.write(arguments.start());
        // A grid has 2^31 - 1 blocks along x, more than any array of at most 2^31 - 1 elements needs.
        driver.launch(function, Math.toIntExact(blocks), threads, shared, stream, arguments.end());
        Reference.reachabilityFence(fields);
    }

    /**
     * Notes the work of a program in a CUDA graph.
     *
     * @throws IllegalStateException if the work waits for numbers or brings some from the program
     */
    synchronized Backend.Noted note(Runnable work) {
        enter();
        DeviceMemory.Reserve reserve = memory.reserve();
        long graph = 0;
        try {
            staging.forbid(true);
            driver.beginCapture(stream);
            try {
                work.run();
            } finally {
                graph = driver.endCapture(stream);
            }
        } catch (RuntimeException | Error e) {
            if (graph != 0) {
                driver.destroyGraph(graph);
            }
            reserve.close();
            throw e;
        } finally {
            staging.forbid(false);
            memory.useOwn();
        }
        return new Graph(graph, reserve);
    }

    /** A CUDA graph and the memory that its work uses. */
    private final class Graph implements Backend.Noted {
        private final long graph;
        private final DeviceMemory.Reserve reserve;
        private boolean closed;

        Graph(long graph, DeviceMemory.Reserve reserve) {
            this.graph = graph;
            this.reserve = reserve;
        }

        @Override
        public void again() {
            if (closed) {
                throw new IllegalStateException("this captured step has been closed");
            }
            enter();
            driver.launchGraph(graph, stream);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                Gpu.this.synchronize();
                driver.destroyGraph(graph);
                reserve.close();
            }
        }
    }

    /** {@return how many blocks it takes for this many elements, one each thread} */
    static int blocks(long elements) {
        return (int) ((elements + BLOCK - 1) / BLOCK);
    }

    private synchronized long function(String file, String kernel) {
        Long known = functions.get(kernel);
        if (known == null) {
            Long module = modules.get(file);
            if (module == null) {
                modules.put(file, module = driver.loadModule(text(file)));
            }
            functions.put(kernel, known = driver.function(module, kernel));
        }
        return known;
    }

    /** {@return a function of a module that was written just now; equal modules are loaded once} */
    synchronized long compiled(String ptx, String kernel) {
        enter();
        return functions.computeIfAbsent(ptx, text -> driver.function(driver.loadModule(text), kernel));
    }

    /** {@return the PTX of a file of the library} */
    static String text(String file) {
        try (InputStream in = Gpu.class.getResourceAsStream(file + ".ptx")) {
            if (in == null) {
                throw new CudaException(0, "the library lacks its file jacobi/backend/cuda/" + file + ".ptx");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new CudaException("cannot read jacobi/backend/cuda/" + file + ".ptx of the library", e);
        }
    }

    /** {@return where a kernel notes an index out of range, four words} To be asked for at each launch of such a kernel. */
    long errors() {
        unchecked = true;
        return errors;
    }

    /**
     * Refuses to go on if a kernel met an index out of range. Only for when the program waits for numbers anyway.
     *
     * @throws IndexOutOfBoundsException if one did; it is reported once
     */
    void check() {
        if (!unchecked) {
            return;
        }
        unchecked = false;
        int[] words = new int[ERROR_BYTES / 4];
        staging.download(errors, ERROR_BYTES, words);
        if (words[0] != 0) {
            driver.fill(errors, (byte) 0, ERROR_BYTES, stream);
            long index = words[1] & 0xFFFFFFFFL | (long) words[2] << 32;
            throw new IndexOutOfBoundsException("an op before this line indexed with " + index + ", but indices are from 0 to "
                    + (words[3] - 1) + "; to find it, run the cell with %device cpu");
        }
    }

    /** Waits until all that was asked for is done. */
    void synchronize() {
        enter();
        driver.synchronize(stream);
    }
}
