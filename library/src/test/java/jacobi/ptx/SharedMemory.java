package jacobi.ptx;

import java.util.Arrays;

/**
 * The memory that a block's threads share, with a note for each word of who wrote and who read it since the last barrier.
 * Of two threads that use a word, one to write it, there must be a barrier in between; that both write the same value is
 * accepted. A barrier of a warp (bar.warp.sync) that all its threads take part in counts among them.
 */
final class SharedMemory {
    /** Not one thread: several of a warp (the warp is added), several of any warp, or atomic operations. */
    private static final int OF_WARP = 0x1000;
    private static final int SEVERAL = 0x2000;
    private static final int ATOMIC = 0x4000;

    final byte[] bytes;
    /** Log2 of the bytes that share a note: as few as the kernel's smallest access. */
    private final int granule;
    /** The barriers before, the warp's barriers before, and who: 32, 16 and 16 bits. */
    private final long[] writers;
    private final long[] readers;
    private long epoch;
    private long start;

    SharedMemory(int size, int granule) {
        bytes = new byte[size];
        this.granule = granule;
        writers = new long[(size >> granule) + 1];
        readers = new long[writers.length];
    }

    void startBlock() {
        start = ++epoch;
        Arrays.fill(bytes, (byte) 0xFF);
    }

    void barrier() {
        epoch++;
    }

    private long note(Warp w, int who) {
        return epoch << 32 | (w.syncs & 0xFFFFL) << 16 | who;
    }

    private boolean conflicts(long note, Warp w, int thread) {
        if (note >>> 32 != epoch) {
            return false;
        }
        int who = (int) note & 0xFFFF;
        if (who == thread) {
            return false;
        }
        boolean sameWarp = who < OF_WARP ? who / 32 == w.index : who < SEVERAL && who - OF_WARP == w.index;
        return !sameWarp || (note >>> 16 & 0xFFFF) == (w.syncs & 0xFFFF);
    }

    private long joined(long old, Warp w, int thread) {
        int who = (int) old & 0xFFFF;
        if (old >>> 32 != epoch || who == thread) {
            return note(w, thread);
        }
        boolean sameWarp = who < OF_WARP ? who / 32 == w.index : who - OF_WARP == w.index;
        return note(w, sameWarp ? OF_WARP + w.index : SEVERAL);
    }

    private static String name(long note) {
        int who = (int) note & 0xFFFF;
        return who < OF_WARP ? "thread " + who : who < SEVERAL ? "threads of warp " + (who - OF_WARP)
                : who < ATOMIC ? "several threads" : "an atomic operation";
    }

    void read(Warp w, Instruction in, int lane, int at, int size) {
        int thread = w.index * 32 + lane;
        for (int k = at >> granule, last = at + size - 1 >> granule; k <= last; k++) {
            long writer = writers[k];
            if (writer >>> 32 < start) {
                throw w.fault(in, lane, "read shared memory that nobody in this block has written, at byte " + at);
            }
            if (conflicts(writer, w, thread)) {
                throw w.fault(in, lane, "race: read byte " + at + " of shared memory, which " + name(writer)
                        + " has written without a barrier in between");
            }
            readers[k] = joined(readers[k], w, thread);
        }
    }

    /** @param same whether the bytes are there already */
    void write(Warp w, Instruction in, int lane, int at, int size, boolean same) {
        int thread = w.index * 32 + lane;
        for (int k = at >> granule, last = at + size - 1 >> granule; k <= last; k++) {
            long writer = writers[k];
            if (!same && conflicts(writer, w, thread)) {
                throw w.fault(in, lane, "race: wrote byte " + at + " of shared memory, which " + name(writer)
                        + " has written, too, without a barrier in between");
            }
            check(w, in, lane, at, thread, k);
            writers[k] = joined(writer, w, thread);
        }
    }

    private void check(Warp w, Instruction in, int lane, int at, int thread, int k) {
        if (conflicts(readers[k], w, thread)) {
            throw w.fault(in, lane, "race: wrote byte " + at + " of shared memory, which " + name(readers[k])
                    + " has read without a barrier in between");
        }
    }

    void atomic(Warp w, Instruction in, int lane, int at, int size) {
        int thread = w.index * 32 + lane;
        for (int k = at >> granule, last = at + size - 1 >> granule; k <= last; k++) {
            if (writers[k] >>> 32 < start) {
                throw w.fault(in, lane, "read shared memory that nobody in this block has written, at byte " + at);
            }
            if (((int) writers[k] & 0xFFFF) != ATOMIC && conflicts(writers[k], w, thread)) {
                throw w.fault(in, lane, "race: an atomic operation on byte " + at + " of shared memory, which "
                        + name(writers[k]) + " has written without a barrier in between");
            }
            check(w, in, lane, at, thread, k);
            writers[k] = note(w, ATOMIC);
        }
    }
}
