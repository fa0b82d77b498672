package jacobi.ptx;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Device memory. Addresses are never used twice, and there are gaps between allocations, so that an access out of bounds
 * or after the memory was freed is noticed. New memory is full of ones: NaN as floats, -1 as indices.
 */
public final class Heap {
    private static final long START = 0x7F0000000000L;
    private static final int ALIGNMENT = 256;
    private static final int GAP = 4096;

    /** Memory from one call. */
    static final class Allocation {
        final long base;
        final int size;
        final byte[] bytes;
        /** For each byte whether it was written; null if that is not watched. */
        final boolean[] written;
        boolean freed;

        Allocation(long base, int size, boolean watch) {
            this.base = base;
            this.size = size;
            bytes = new byte[size];
            Arrays.fill(bytes, (byte) 0xFF);
            written = watch ? new boolean[size] : null;
        }
    }

    private final TreeMap<Long, Allocation> live = new TreeMap<>();
    /** Sizes of what was freed, by address. */
    private final TreeMap<Long, Integer> freed = new TreeMap<>();
    private final boolean watch;
    private long next = START;
    private long used;

    /** @param watch whether kernels that read bytes which nobody has written are reported */
    public Heap(boolean watch) {
        this.watch = watch;
    }

    /** {@return the address of new memory, a multiple of 256} */
    public synchronized long allocate(long bytes) {
        Allocation a = new Allocation(next, Math.toIntExact(bytes), watch);
        live.put(a.base, a);
        used += bytes;
        next = (next + bytes + GAP + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return a.base;
    }

    /** Gives back what {@link #allocate} gave. */
    public synchronized void free(long address) {
        Allocation a = live.remove(address);
        if (a == null) {
            throw new PtxException("freed an address that is not the begin of an allocation: " + describe(address));
        }
        a.freed = true;
        freed.put(address, a.size);
        used -= a.size;
    }

    /** {@return bytes that are allocated} */
    public synchronized long used() {
        return used;
    }

    /** {@return how many allocations there are} */
    public synchronized int allocations() {
        return live.size();
    }

    /** Copies into device memory. */
    public synchronized void write(long address, byte[] data) {
        Allocation a = at(address, data.length);
        System.arraycopy(data, 0, a.bytes, (int) (address - a.base), data.length);
        mark(a, address, data.length);
    }

    /** Copies out of device memory. */
    public synchronized void read(long address, byte[] data) {
        Allocation a = at(address, data.length);
        System.arraycopy(a.bytes, (int) (address - a.base), data, 0, data.length);
    }

    /** Copies within device memory. */
    public synchronized void copy(long to, long from, int bytes) {
        Allocation a = at(from, bytes);
        Allocation b = at(to, bytes);
        int source = (int) (from - a.base);
        int target = (int) (to - b.base);
        System.arraycopy(a.bytes, source, b.bytes, target, bytes);
        if (watch) {
            System.arraycopy(a.written, source, b.written, target, bytes);
        }
    }

    /** Sets all bytes to one value. */
    public synchronized void fill(long address, byte value, int bytes) {
        Allocation a = at(address, bytes);
        int from = (int) (address - a.base);
        Arrays.fill(a.bytes, from, from + bytes, value);
        mark(a, address, bytes);
    }

    private static void mark(Allocation a, long address, int bytes) {
        if (a.written != null) {
            int from = (int) (address - a.base);
            Arrays.fill(a.written, from, from + bytes, true);
        }
    }

    private Allocation at(long address, long bytes) {
        Allocation a = find(address, bytes);
        if (a == null) {
            throw new PtxException("no " + bytes + " bytes of device memory are at " + describe(address));
        }
        return a;
    }

    /** {@return the allocation that all these bytes lie in; null if there is none} */
    synchronized Allocation find(long address, long bytes) {
        var entry = live.floorEntry(address);
        Allocation a = entry == null ? null : entry.getValue();
        return a != null && address - a.base + bytes <= a.size ? a : null;
    }

    /** {@return where an address is, in words} */
    synchronized String describe(long address) {
        String name = "0x" + Long.toHexString(address);
        var old = freed.floorEntry(address);
        if (old != null && address - old.getKey() < old.getValue()) {
            return name + ", which is in freed memory: byte " + (address - old.getKey()) + " of what were " + old.getValue();
        }
        var entry = live.floorEntry(address);
        if (entry == null || address - entry.getKey() - entry.getValue().size > GAP) {
            return name + ", which is in no allocation";
        }
        long offset = address - entry.getKey();
        return name + ", which is byte " + offset + " of an allocation of " + entry.getValue().size;
    }
}
