package jacobi.backend.cuda;

import java.nio.ByteBuffer;

/**
 * What is used of the CUDA driver. Handles (contexts, modules, functions, streams, events, graphs) and addresses of
 * device memory are longs, as the driver itself has them. A call that fails throws {@link CudaException}. Except for
 * {@link #version}, {@link #deviceCount}, {@link #properties} and {@link #retainContext}, the calls are about the context
 * that is current on the calling thread.
 *
 * <p>{@link JCudaDriver} is the real one. The tests have one that runs kernels in an interpreter, and one that writes the
 * calls down.
 */
interface Driver {
    /** {@return the newest CUDA that the driver serves, as 1000 * major + 10 * minor} */
    int version();

    int deviceCount();

    DeviceProperties properties(int device);

    /** {@return the primary context of a device, which other libraries in this process share} */
    long retainContext(int device);

    /** Makes a context the current one of the calling thread. */
    void makeCurrent(long context);

    // Memory

    /** {@return the address of new device memory; aligned to 256 bytes} */
    long allocate(long bytes);

    void free(long address);

    /** {@return the bytes that are free on the device, and how many it has} */
    long[] memory();

    /** {@return page-locked memory of the host in native byte order, which copies may read and write while Java goes on} */
    ByteBuffer allocatePinned(int bytes);

    void freePinned(ByteBuffer memory);

    // Work on a stream: it is done in order, and these return before it is done.

    /** @param from page-locked; its position and limit don't matter */
    void copyToDevice(long to, ByteBuffer from, int fromByte, long bytes, long stream);

    /** @param to page-locked; its position and limit don't matter */
    void copyToHost(ByteBuffer to, int toByte, long from, long bytes, long stream);

    void copy(long to, long from, long bytes, long stream);

    void fill(long address, byte value, long bytes, long stream);

    /**
     * @param arguments the kernel's one parameter, a struct by value, in a direct buffer that may be used again at once
     */
    void launch(long function, int blocks, int threads, int sharedBytes, long stream, ByteBuffer arguments);

    long createStream();

    /** {@return a stream as other libraries of the process know it} */
    long pointer(long stream);

    /** Waits until all work on a stream is done. */
    void synchronize(long stream);

    long createEvent();

    void destroyEvent(long event);

    /** Marks the end of the work that is on the stream so far. */
    void record(long event, long stream);

    /** Lets the work that is asked for on a stream from now on wait for the work before the mark. */
    void waitFor(long stream, long event);

    /** {@return whether the work before the mark is done} */
    boolean isDone(long event);

    /** Waits for the work before the mark. */
    void synchronizeEvent(long event);

    // Code

    /** {@return a module compiled from PTX} */
    long loadModule(String ptx);

    long function(long module, String name);

    // Graphs

    /** From here on the work on the stream is noted rather than done. */
    void beginCapture(long stream);

    /** {@return what was noted, ready to be launched as a whole} */
    long endCapture(long stream);

    void launchGraph(long graph, long stream);

    void destroyGraph(long graph);
}
