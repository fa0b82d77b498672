package jacobi.ptx;

/**
 * Up to 32 threads ("lanes") of a block. Lanes at the same instruction go in step. When a branch parts them, those with
 * the lowest position in the program go first, until they have caught up with others.
 */
final class Warp {
    /** The position of lanes that have nothing to do. */
    private static final int NOWHERE = Integer.MAX_VALUE;

    final Launch launch;
    final int index;
    final long[] registers;
    /** The lanes' own memory, one after the other. */
    final byte[] local;
    /** The space and the array that the last checked access was in. */
    Space space;
    byte[] memory;
    /** Where each access to global memory was last. */
    final Heap.Allocation[] last;
    /** Of the active lanes: their numbers, how many they are, and a bit for each. */
    final int[] lanes = new int[32];
    int count;
    int active;
    int pc;
    /** Where the lanes are that are not active. */
    private final int[] pcs = new int[32];
    /** The next position at which other lanes wait to be caught up with. */
    private int limit;
    /** The lanes that have not ended. */
    private int alive;
    /** The lanes that wait at the block's barrier. */
    int waiting;
    Control.Barrier barrier;
    /** The lanes that wait at an instruction of the warp for others to come. */
    private int held;
    /** How many barriers of the warp there were. */
    int syncs;

    Warp(Launch launch, int index) {
        this.launch = launch;
        this.index = index;
        Program program = launch.program;
        registers = new long[program.registers];
        local = new byte[32 * program.localBytes];
        last = new Heap.Allocation[program.code.length];
        program.fillConstants(launch, registers);
    }

    /** Puts lanes at the start of the program. */
    void start(int lanesInUse) {
        alive = lanesInUse == 32 ? -1 : (1 << lanesInUse) - 1;
        waiting = 0;
        held = 0;
        syncs = 0;
        launch.program.fillSpecials(this);
        activate(alive);
        pc = 0;
        limit = NOWHERE;
    }

    private void activate(int mask) {
        active = mask;
        int n = 0;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            lanes[n++] = Integer.numberOfTrailingZeros(rest);
        }
        count = n;
    }

    int alive() {
        return alive;
    }

    /** Runs until all lanes have ended or wait at the block's barrier. */
    void run() {
        Instruction[] code = launch.program.code;
        long fuel = launch.limit;
        long done = 0;
        while (pc < limit || regroup()) {
            Instruction in = code[pc++];
            if (fuel-- == 0) {
                throw fault(in, lanes[0], "an endless loop? " + launch.limit + " instructions and no end");
            }
            done += count;
            in.run(this);
        }
        launch.executed += done;
        if (held != 0) {
            int lane = Integer.numberOfTrailingZeros(held);
            throw fault(code[pcs[lane]], lane, "waits for threads of its warp that its mask names but that do not come"
                    + "; here are " + bits(held & at(pcs[lane])) + ", ended have " + bits(~alive) + " (a bit each)");
        }
    }

    static String bits(int mask) {
        return "0x" + Integer.toHexString(mask);
    }

    /** {@return the active lanes where a predicate holds} */
    int where(int predicate, boolean not) {
        int mask = 0;
        for (int i = 0; i < count; i++) {
            int l = lanes[i];
            if ((registers[predicate + l] & 1) != 0 != not) {
                mask |= 1 << l;
            }
        }
        return mask;
    }

    /** The next lanes to run: those that are furthest behind. {@return false if no lane can run} */
    private boolean regroup() {
        for (int i = 0; i < count; i++) {
            pcs[lanes[i]] = pc;
        }
        int lowest = NOWHERE;
        int group = 0;
        limit = NOWHERE;
        for (int rest = alive & ~waiting & ~held; rest != 0; rest &= rest - 1) {
            int l = Integer.numberOfTrailingZeros(rest);
            if (pcs[l] < lowest) {
                limit = lowest;
                lowest = pcs[l];
                group = 1 << l;
            } else if (pcs[l] == lowest) {
                group |= 1 << l;
            } else if (pcs[l] < limit) {
                limit = pcs[l];
            }
        }
        activate(group);
        pc = lowest;
        return group != 0;
    }

    /** Some of the active lanes go elsewhere. */
    void jump(int mask, int to) {
        if (mask == active) {
            pc = to;
        } else if (mask != 0) {
            for (int i = 0; i < count; i++) {
                int l = lanes[i];
                pcs[l] = (mask >> l & 1) != 0 ? to : pc;
            }
            none();
        }
    }

    /** Each active lane goes where a register says. */
    void jump(int register) {
        for (int i = 0; i < count; i++) {
            int l = lanes[i];
            pcs[l] = (int) registers[register + l];
        }
        none();
    }

    private void none() {
        activate(0);
        pc = NOWHERE;
    }

    void exit() {
        alive &= ~active;
        none();
    }

    void waitAt(Control.Barrier at) {
        if (waiting != 0 && barrier != at) {
            throw fault(at, lanes[0], "a barrier that not all threads of the block reach: others wait at the one in line "
                    + barrier.line);
        }
        barrier = at;
        for (int i = 0; i < count; i++) {
            pcs[lanes[i]] = pc;
        }
        waiting |= active;
        none();
    }

    /** Lets the lanes at the barrier go on. */
    void release() {
        waiting = 0;
        pc = NOWHERE;
    }

    /** Some of the active lanes are to do an instruction after the others. */
    void postpone(Instruction in, int mask) {
        for (int i = 0; i < count; i++) {
            pcs[lanes[i]] = in.number;
        }
        activate(active & ~mask);
        limit = Math.min(limit, in.number);
    }

    /** {@return whether all lanes of a mask are at this instruction now; if not, the active ones have been made to wait} */
    boolean gathered(Instruction in, int mask) {
        int here = active | held & at(in.number) & mask;
        if ((mask & ~here) != 0) {
            for (int i = 0; i < count; i++) {
                pcs[lanes[i]] = in.number;
            }
            held |= active;
            none();
            return false;
        }
        held &= ~here;
        if (here != active) {
            activate(here);
        }
        return true;
    }

    private int at(int position) {
        int mask = 0;
        for (int l = 0; l < 32; l++) {
            mask |= pcs[l] == position ? 1 << l : 0;
        }
        return mask;
    }

    PtxException fault(Instruction in, int lane, String message) {
        return PtxException.at(in.line, in.text, "kernel " + launch.program.name + ", block " + launch.blockX
                + (launch.blocksY > 1 ? "," + launch.blockY : "") + ", thread " + (index * 32 + lane) + ": " + message);
    }
}
