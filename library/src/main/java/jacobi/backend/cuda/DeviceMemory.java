package jacobi.backend.cuda;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The memory of one GPU. Blocks that are no longer used are kept for the next request of their size, as a request to the
 * driver takes longer than most ops. All work goes through one stream in order, so that a block may be given away while
 * earlier work on it is still waiting.
 *
 * <p>A block goes back when the object that took it becomes unreachable. Java's collector does not see how much memory of
 * the device hangs on its small objects, so it is asked to run when too much is taken.
 */
final class DeviceMemory {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final long SMALLEST = 512;
    /** Bytes that may be taken, on any device, before a collection is worth its time; a quarter of the memory may be. */
    private static final long AT_EASE = 256L << 20;
    /** How long the collector is given to find what can go, in milliseconds. */
    private static final int PATIENCE = 500;

    private final Gpu gpu;
    private final TreeMap<Long, ArrayDeque<Long>> own = new TreeMap<>();
    /** Blocks that went back while a copy to them was on its way, as happens to what a loop left early had asked for. */
    private final List<Block> unawaited = new ArrayList<>();
    /** Where blocks are looked for first: our own, or those of a graph that is being made. */
    private Reserve reserve;
    private long used;
    private long cached;
    private long most;
    private long collectAt;
    private long collections;

    DeviceMemory(Gpu gpu) {
        this.gpu = gpu;
        this.collectAt = atEase();
    }

    private long atEase() {
        return Math.max(AT_EASE, gpu.properties.bytes() / 4);
    }

    /** A block and whether it has gone back, apart from its owner, which is to become unreachable. */
    private static final class Block implements Runnable {
        final DeviceMemory memory;
        final long address;
        final long size;
        /** The graph that uses this block again each time; null if none does. */
        final Reserve reserve;
        boolean back;
        /** The copy that this memory was taken for, if it was taken for one. */
        volatile Uploads.Arrival arrival;

        Block(DeviceMemory memory, long address, long size, Reserve reserve) {
            this.memory = memory;
            this.address = address;
            this.size = size;
            this.reserve = reserve;
        }

        @Override
        public void run() {
            memory.giveBack(this);
        }
    }

    /** What a taker holds of a block: the address, and a way to give it back early. */
    record Taken(Block block, Cleaner.Cleanable cleanable) {
        long address() {
            return block.address;
        }

        void giveBack() {
            cleanable.clean();
        }

        /** Says that a copy on another stream is on its way to the block. */
        void arriving(Uploads.Arrival arrival) {
            block.arrival = arrival;
        }
    }

    /**
     * {@return memory with anything in it, until the owner becomes unreachable}
     *
     * @throws CudaException if the device has no more, even after a collection
     */
    Taken take(Object owner, long bytes) {
        long size = rounded(bytes);
        long address = find(size);
        Block block = new Block(this, address, size, current());
        return new Taken(block, CLEANER.register(owner, block));
    }

    /**
     * Blocks that belong to a graph: its work writes to them whenever it is done again, whether or not tensors use them. So
     * they come back to other work only when the graph is closed.
     */
    final class Reserve {
        private final TreeMap<Long, ArrayDeque<Long>> free = new TreeMap<>();
        private boolean closed;

        void close() {
            synchronized (DeviceMemory.this) {
                closed = true;
                free.forEach((size, blocks) -> own.computeIfAbsent(size, s -> new ArrayDeque<>()).addAll(blocks));
                free.clear();
            }
        }
    }

    /** From here on blocks belong to a graph. */
    synchronized Reserve reserve() {
        return reserve = new Reserve();
    }

    /** From here on they no longer do. */
    synchronized void useOwn() {
        reserve = null;
    }

    private synchronized Reserve current() {
        return reserve;
    }

    /** Sizes come in steps of an eighth to a quarter of themselves, so that blocks fit many requests. */
    static long rounded(long bytes) {
        if (bytes <= SMALLEST) {
            return SMALLEST;
        }
        long step = Math.max(SMALLEST, Long.highestOneBit(bytes - 1) >> 2);
        return (bytes + step - 1) / step * step;
    }

    private long find(long size) {
        boolean collect;
        synchronized (this) {
            collect = used + size > collectAt && cachedOf(own, size) == null && reserve == null;
        }
        if (collect) {
            collect();
            synchronized (this) {
                collectAt = Math.max(atEase(), 2 * used);
            }
        }
        long address = taken(size);
        if (address == 0) {
            collect();
            address = taken(size);
        }
        if (address == 0 && current() == null) {
            release();
            address = taken(size);
        }
        if (address == 0) {
            long[] bytes = gpu.driver.memory();
            throw new CudaException(CudaException.OUT_OF_MEMORY, String.format(java.util.Locale.ROOT,
                    "out of memory on %s: %s more are needed, %s of %s are free, tensors take %s; use smaller batches, close a "
                            + "scope, or let go of tensors (in a notebook, %%memory shows them)", gpu.properties.name(),
                    amount(size), amount(bytes[0]), amount(bytes[1]), amount(used)));
        }
        return address;
    }

    static String amount(long bytes) {
        return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
    }

    private static ArrayDeque<Long> cachedOf(TreeMap<Long, ArrayDeque<Long>> free, long size) {
        ArrayDeque<Long> blocks = free.get(size);
        return blocks == null || blocks.isEmpty() ? null : blocks;
    }

    /** Lets blocks that went back too early be used for other work, which waits for the copies to them. */
    private void settle() {
        for (Block block : unawaited) {
            gpu.enter();
            block.arrival.await();
            own.computeIfAbsent(block.size, size -> new ArrayDeque<>()).push(block.address);
        }
        unawaited.clear();
    }

    /** A cached block of this size, or a new one; 0 if the device has none. */
    private synchronized long taken(long size) {
        if (reserve == null) {
            settle();
        }
        ArrayDeque<Long> blocks = reserve == null ? null : cachedOf(reserve.free, size);
        blocks = blocks == null ? cachedOf(own, size) : blocks;
        long address;
        if (blocks != null) {
            address = blocks.pop();
            cached -= size;
        } else {
            gpu.enter();
            try {
                address = gpu.driver.allocate(size);
            } catch (CudaException e) {
                if (e.code() != CudaException.OUT_OF_MEMORY) {
                    throw e;
                }
                return 0;
            }
        }
        used += size;
        most = Math.max(most, used);
        return address;
    }

    private synchronized void giveBack(Block block) {
        if (!block.back) {
            block.back = true;
            used -= block.size;
            cached += block.size;
            if (block.arrival != null && !block.arrival.isAwaited()) {
                unawaited.add(block);
                return;
            }
            boolean reserved = block.reserve != null && !block.reserve.closed;
            (reserved ? block.reserve.free : own).computeIfAbsent(block.size, size -> new ArrayDeque<>()).push(block.address);
        }
    }

    /** Asks the collector for what is unreachable, and waits until it begins to come back. */
    private static void sweep() {
        CountDownLatch begun = new CountDownLatch(1);
        CLEANER.register(new Object(), begun::countDown);
        System.gc();
        try {
            begun.await(PATIENCE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the collector for what is unreachable, and waits until it comes back or nothing more does. */
    private void collect() {
        long before;
        synchronized (this) {
            before = used;
            collections++;
        }
        sweep();
        long last = before;
        long end = System.nanoTime() + PATIENCE * 1_000_000L;
        int unchanged = 0;
        while (unchanged < 5 && System.nanoTime() < end) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            synchronized (this) {
                unchanged = used == last ? unchanged + 1 : 0;
                last = used;
            }
        }
    }

    /** Gives what nobody uses back to the driver. */
    synchronized void release() {
        gpu.enter();
        settle();
        gpu.driver.synchronize(gpu.stream);
        for (Map.Entry<Long, ArrayDeque<Long>> blocks : own.entrySet()) {
            for (long address : blocks.getValue()) {
                gpu.driver.free(address);
                cached -= blocks.getKey();
            }
        }
        own.clear();
    }

    /** {@return the bytes that tensors take} */
    synchronized long used() {
        return used;
    }

    /** {@return the bytes kept for the next requests} */
    synchronized long cached() {
        return cached;
    }

    /** {@return the most that tensors have taken at a time} */
    synchronized long most() {
        return most;
    }

    /** {@return how often the collector was asked} */
    synchronized long collections() {
        return collections;
    }
}
