package jacobi.backend.cuda;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Copies between Java's arrays and a GPU, through page-locked memory: the only kind that the device reads and writes by
 * itself while the program goes on. Pieces of a large array take turns in a few buffers.
 */
final class Staging {
    private static final int BYTES = 1 << 20;
    private static final int BUFFERS = 4;

    private final Gpu gpu;
    private final ByteBuffer[] buffers = new ByteBuffer[BUFFERS];
    /** For each buffer, the end of the last work with it. */
    private final long[] events = new long[BUFFERS];
    private int current;
    /** Bytes of the current buffer that wait to be read by the device. */
    private int filled;
    private boolean forbidden;

    Staging(Gpu gpu) {
        this.gpu = gpu;
    }

    /** Says whether copies are an error, because what is asked for now is noted and not done. */
    synchronized void forbid(boolean forbidden) {
        this.forbidden = forbidden;
    }

    /** Refuses numbers that would be the same ones whenever noted work is done again. */
    synchronized void requireNew() {
        if (forbidden) {
            throw new IllegalStateException("a captured step must not bring numbers from the program: make its tensors before, "
                    + "and change them with assign (random numbers and dropout are such numbers too)");
        }
    }

    /** Copies an array to the device; the array may change afterwards. */
    synchronized void upload(Object array, long bytes, long address) {
        requireNew();
        MemorySegment from = segment(array);
        for (long done = 0; done < bytes; ) {
            if (filled == BYTES) {
                next();
            }
            ByteBuffer buffer = buffer();
            int part = (int) Math.min(bytes - done, BYTES - filled);
            MemorySegment.copy(from, done, MemorySegment.ofBuffer(buffer.clear()), filled, part);
            gpu.driver.copyToDevice(address + done, buffer, filled, part, gpu.stream);
            // The next part begins where any type of number may.
            filled = Math.min(BYTES, filled + part + 255 & ~255);
            done += part;
        }
    }

    /** Copies from the device to an array, and waits for it. */
    synchronized void download(long address, long bytes, Object array) {
        if (forbidden) {
            throw new IllegalStateException("a captured step must not read numbers of its tensors; return the tensor and read it "
                    + "after run()");
        }
        MemorySegment to = segment(array);
        // Two pieces are on their way at a time: while one is copied to the array, the device writes the next.
        long asked = 0;
        int pending = -1;
        long pendingFrom = 0;
        int pendingBytes = 0;
        while (asked < bytes || pending >= 0) {
            int started = -1;
            long startedFrom = asked;
            int part = (int) Math.min(bytes - asked, BYTES);
            if (part > 0) {
                next();
                gpu.driver.copyToHost(buffer(), 0, address + asked, part, gpu.stream);
                started = current;
                filled = BYTES;
                next();
                asked += part;
            }
            if (pending >= 0) {
                gpu.driver.synchronizeEvent(events[pending]);
                MemorySegment.copy(MemorySegment.ofBuffer(buffers[pending].clear()), 0, to, pendingFrom, pendingBytes);
            }
            pending = started;
            pendingFrom = startedFrom;
            pendingBytes = part;
        }
    }

    private ByteBuffer buffer() {
        if (buffers[current] == null) {
            buffers[current] = gpu.driver.allocatePinned(BYTES);
            events[current] = gpu.driver.createEvent();
        }
        return buffers[current];
    }

    /** Goes on with the next buffer, when the device has finished with it. */
    private void next() {
        if (filled > 0) {
            gpu.driver.record(events[current], gpu.stream);
            filled = 0;
            current = (current + 1) % BUFFERS;
            if (buffers[current] != null) {
                gpu.driver.synchronizeEvent(events[current]);
            }
        }
    }

    static MemorySegment segment(Object array) {
        return switch (array) {
            case float[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case byte[] a -> MemorySegment.ofArray(a);
            default -> throw new IllegalArgumentException("no array of numbers: " + array.getClass());
        };
    }
}
