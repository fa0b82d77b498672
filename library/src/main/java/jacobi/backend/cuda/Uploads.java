package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.Buffers;
import jacobi.backend.Carrier;
import jacobi.backend.NDArray;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Copies to a GPU on a stream of their own, beside the stream that computes. Two waits keep the order: a copy waits for the
 * work that was asked for before it, which may use the memory that the copy gets, and the work that is asked for after the
 * array was taken waits for the copy. The program waits for neither, unless it is three copies of a size ahead of the device.
 */
final class Uploads implements Carrier {
    /** Copies of one size that may be on their way at a time. */
    private static final int AHEAD = 3;
    /** Pieces of page-locked memory that are kept. */
    private static final int KEPT = 16;
    /** Larger arrays than the device copies at once, in bytes, are copied piece by piece. */
    private static final long LARGEST = 1L << 30;

    private final CudaBackend backend;
    private final Gpu gpu;
    /** The least recently used one comes first. */
    private final List<Room> rooms = new ArrayList<>();
    /** The stream of the copies; 0 before the first one. */
    private long stream;
    private long asked;

    Uploads(CudaBackend backend) {
        this.backend = backend;
        this.gpu = backend.gpu;
    }

    /** Page-locked memory for one copy at a time. */
    private static final class Room {
        final ByteBuffer memory;
        /** The end of the last copy from it. */
        final long copied;
        boolean gone;

        Room(ByteBuffer memory, long copied) {
            this.memory = memory;
            this.copied = copied;
        }
    }

    /**
     * A copy on its way. If its room is used again before anybody waits for it, the wait is for the later copy, which is behind
     * it on the same stream.
     */
    final class Arrival {
        private final Room room;
        private volatile boolean awaited;

        private Arrival(Room room) {
            this.room = room;
        }

        boolean isAwaited() {
            return awaited;
        }

        /** Makes the stream that computes wait for it, at most once. */
        void await() {
            synchronized (room) {
                if (!awaited && !room.gone) {
                    gpu.driver.waitFor(gpu.stream, room.copied);
                }
                awaited = true;
            }
        }
    }

    @Override
    public Supplier<NDArray> bring(Object data, Shape shape) {
        DType dtype = CudaBackend.dtype(data);
        long bytes = (long) shape.size() * CudaBuffer.bytes(dtype);
        if (bytes == 0 || bytes > LARGEST) {
            NDArray there = Buffers.outside(() -> backend.fromHost(data, shape));
            return () -> taken(there);
        }
        gpu.enter();
        gpu.staging.requireNew();
        NDArray array = Buffers.outside(() -> backend.empty(dtype, shape));
        CudaBuffer buffer = (CudaBuffer) array.buffer();
        Arrival arrival = copy(Staging.segment(CudaBackend.numbers(data)), bytes, buffer);
        return () -> {
            synchronized (gpu) {
                gpu.enter();
                gpu.staging.requireNew();
                arrival.await();
            }
            return taken(array);
        };
    }

    /** From here on an array belongs to the program, as if it had made it now. */
    private static NDArray taken(NDArray array) {
        ((CudaBuffer) array.buffer()).joinScope();
        return array;
    }

    private synchronized Arrival copy(MemorySegment numbers, long bytes, CudaBuffer buffer) {
        if (stream == 0) {
            stream = gpu.driver.createStream();
            asked = gpu.driver.createEvent();
        }
        Room room = room(DeviceMemory.rounded(bytes));
        MemorySegment.copy(numbers, 0, MemorySegment.ofBuffer(room.memory.clear()), 0, bytes);
        // Not while a graph is noted, to which the mark would belong.
        synchronized (gpu) {
            gpu.staging.requireNew();
            gpu.driver.record(asked, gpu.stream);
            gpu.driver.waitFor(stream, asked);
            gpu.driver.copyToDevice(buffer.address(), room.memory, 0, bytes, stream);
            gpu.driver.record(room.copied, stream);
            Arrival arrival = new Arrival(room);
            buffer.arriving(arrival);
            return arrival;
        }
    }

    /** Page-locked memory from which no copy is on its way. */
    private Room room(long bytes) {
        Room first = null;
        Room free = null;
        int count = 0;
        for (Room room : rooms) {
            if (room.memory.capacity() == bytes) {
                count++;
                first = first == null ? room : first;
                free = free == null && gpu.driver.isDone(room.copied) ? room : free;
            }
        }
        if (free == null && count >= AHEAD) {
            free = first;
            gpu.driver.synchronizeEvent(free.copied);
        }
        if (free == null) {
            if (rooms.size() >= KEPT) {
                giveBack(rooms.removeFirst());
            }
            free = new Room(gpu.driver.allocatePinned((int) bytes), gpu.driver.createEvent());
        } else {
            rooms.remove(free);
        }
        rooms.add(free);
        return free;
    }

    private void giveBack(Room room) {
        gpu.driver.synchronizeEvent(room.copied);
        synchronized (room) {
            room.gone = true;
            gpu.driver.freePinned(room.memory);
            gpu.driver.destroyEvent(room.copied);
        }
    }

    /** Gives the page-locked memory back to the system. */
    synchronized void release() {
        gpu.enter();
        rooms.forEach(this::giveBack);
        rooms.clear();
    }
}
