package jacobi.ptx;

import java.util.LinkedHashMap;
import java.util.Map;
import jacobi.ptx.Reader.Variable;

/** Runs kernels of modules on the memory of a heap. Not for several threads at a time. */
public final class Machine {
    /** What a GPU has for a block at most, unless it is asked for more. */
    public static final int SHARED_BYTES = 48 << 10;

    private final Heap heap;
    private long limit = 100_000_000;
    private long executed;

    public Machine(Heap heap) {
        this.heap = heap;
    }

    /** Sets how many instructions a warp may do between two barriers; 100 million unless set. */
    public void limit(long instructions) {
        limit = instructions;
    }

    /** {@return how many instructions were done so far, each counted for each thread} */
    public long executed() {
        return executed;
    }

    /** A module with its variables in memory. */
    public static final class Loaded {
        final PtxModule module;
        final Heap heap;
        final Map<String, Long> addresses = new LinkedHashMap<>();
        final byte[] constants;

        Loaded(PtxModule module, Heap heap) {
            this.module = module;
            this.heap = heap;
            int next = 0;
            for (Variable v : module.variables.values()) {
                if (v.space() == Space.GLOBAL) {
                    addresses.put(v.name(), heap.allocate(v.bytes()));
                } else if (v.space() == Space.CONST) {
                    next = (next + v.align() - 1) / v.align() * v.align();
                    addresses.put(v.name(), (long) next);
                    next += v.bytes();
                }
            }
            constants = new byte[next];
            for (Variable v : module.variables.values()) {
                if (v.space() == Space.GLOBAL) {
                    heap.write(addresses.get(v.name()), module.contents(v, addresses));
                } else if (v.space() == Space.CONST) {
                    System.arraycopy(module.contents(v, addresses), 0, constants, addresses.get(v.name()).intValue(), v.bytes());
                }
            }
        }

        /** {@return the address of a variable in global memory} */
        public long address(String variable) {
            return addresses.get(variable);
        }

        public PtxModule module() {
            return module;
        }
    }

    /** Puts a module's variables into memory. */
    public Loaded load(PtxModule module) {
        return new Loaded(module, heap);
    }

    /**
     * Runs a kernel to its end.
     *
     * @param shared     bytes of dynamic shared memory
     * @param parameters its arguments, laid out as in C
     */
    public void launch(Loaded module, String kernel, int blocksX, int blocksY, int threads, int shared, byte[] parameters) {
        Program program = module.module.program(kernel);
        if (blocksX < 1 || blocksY < 1 || blocksY > 65535 || threads < 1 || threads > 1024) {
            throw new PtxException("kernel " + kernel + " was launched with " + blocksX + " x " + blocksY + " blocks of "
                    + threads + " threads");
        }
        if (shared < 0 || program.sharedBytes + shared > SHARED_BYTES) {
            throw new PtxException("kernel " + kernel + " takes " + program.sharedBytes + " + " + shared
                    + " bytes of shared memory; there are " + SHARED_BYTES);
        }
        // A struct's end may be padded to the alignment of its largest possible member.
        if (parameters.length < program.parameterBytes || parameters.length > (program.parameterBytes + 7) / 8 * 8) {
            throw new PtxException("kernel " + kernel + " takes " + program.parameterBytes + " bytes of arguments and got "
                    + parameters.length);
        }
        Launch launch = new Launch(module, program, blocksX, blocksY, threads, shared, parameters, limit);
        launch.run();
        executed += launch.executed;
    }
}
