package jacobi.ptx;

/** One launch of a kernel: runs its blocks one after the other. */
final class Launch {
    final Machine.Loaded module;
    final Program program;
    final int blocksX;
    final int blocksY;
    final int threads;
    final int sharedBytes;
    final byte[] parameters;
    final Heap heap;
    final SharedMemory shared;
    final long limit;
    int blockX;
    int blockY;
    /** Instructions, each counted for each thread. */
    long executed;
    private final Warp[] warps;

    Launch(Machine.Loaded module, Program program, int blocksX, int blocksY, int threads, int dynamic, byte[] parameters,
            long limit) {
        this.module = module;
        this.program = program;
        this.blocksX = blocksX;
        this.blocksY = blocksY;
        this.threads = threads;
        this.parameters = parameters;
        this.heap = module.heap;
        this.limit = limit;
        sharedBytes = program.sharedBytes + dynamic;
        shared = new SharedMemory(sharedBytes, program.granule);
        warps = new Warp[(threads + 31) / 32];
    }

    void run() {
        for (int i = 0; i < warps.length; i++) {
            warps[i] = new Warp(this, i);
        }
        for (blockY = 0; blockY < blocksY; blockY++) {
            for (blockX = 0; blockX < blocksX; blockX++) {
                block();
            }
        }
    }

    private void block() {
        shared.startBlock();
        for (Warp warp : warps) {
            warp.start(Math.min(32, threads - 32 * warp.index));
        }
        do {
            for (Warp warp : warps) {
                warp.run();
            }
        } while (barrier());
    }

    /** {@return whether all threads are at a barrier, which they have left now; false if all have ended} */
    private boolean barrier() {
        Control.Barrier at = null;
        Warp first = null;
        for (Warp warp : warps) {
            if (warp.waiting != 0) {
                if (at != null && warp.barrier != at) {
                    throw warp.fault(warp.barrier, Integer.numberOfTrailingZeros(warp.waiting),
                            "a barrier that not all threads of the block reach: others wait at the one in line " + at.line);
                }
                at = warp.barrier;
                first = first == null ? warp : first;
            }
        }
        if (at == null) {
            return false;
        }
        for (Warp warp : warps) {
            int here = Math.min(32, threads - 32 * warp.index);
            int all = here == 32 ? -1 : (1 << here) - 1;
            if (warp.waiting != all) {
                throw first.fault(at, Integer.numberOfTrailingZeros(first.waiting), "a barrier that not all threads of the "
                        + "block reach: thread " + (32 * warp.index + Integer.numberOfTrailingZeros(all & ~warp.waiting))
                        + " has ended");
            }
        }
        at.combine(warps);
        shared.barrier();
        for (Warp warp : warps) {
            warp.release();
        }
        return true;
    }
}
