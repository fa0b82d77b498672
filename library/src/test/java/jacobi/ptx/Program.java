package jacobi.ptx;

import java.util.List;
import java.util.Map;
import jacobi.ptx.Instruction.Operand;

/** A kernel and the functions it calls, decoded, with the places of its registers, constants and memory. */
final class Program {
    /** A constant's place and value. */
    record Constant(int at, long value) {
    }

    final String name;
    final Instruction[] code;
    /** Longs for the registers of a warp. */
    final int registers;
    final int localBytes;
    final int sharedBytes;
    final int parameterBytes;
    /** Log2 of the bytes of shared memory that are watched together. */
    final int granule;
    private final List<Constant> constants;
    private final Map<String, Integer> symbols;
    private final Map<String, Operand> specials;

    Program(String name, Instruction[] code, int registers, int localBytes, int sharedBytes, int parameterBytes, int granule,
            List<Constant> constants, Map<String, Integer> symbols, Map<String, Operand> specials) {
        this.name = name;
        this.code = code;
        this.registers = registers;
        this.localBytes = localBytes;
        this.sharedBytes = sharedBytes;
        this.parameterBytes = parameterBytes;
        this.granule = granule;
        this.constants = constants;
        this.symbols = symbols;
        this.specials = specials;
    }

    void fillConstants(Launch launch, long[] registers) {
        for (Constant c : constants) {
            registers[c.at()] = c.value();
        }
        symbols.forEach((symbol, at) -> registers[at] = launch.module.addresses.get(symbol));
    }

    void fillSpecials(Warp w) {
        specials.forEach((special, place) -> {
            for (int l = 0; l <= place.mask(); l++) {
                w.registers[place.at() + l] = special(special, w, l);
            }
        });
    }

    /** {@return whether a special register differs between the lanes of a warp; null if it is not known} */
    static Boolean varies(String special) {
        return switch (special) {
            case "%tid.x", "%laneid", "%lanemask_eq", "%lanemask_lt", "%lanemask_le", "%lanemask_gt", "%lanemask_ge" -> true;
            case "%tid.y", "%tid.z", "%ntid.x", "%ntid.y", "%ntid.z", "%ctaid.x", "%ctaid.y", "%ctaid.z", "%nctaid.x",
                    "%nctaid.y", "%nctaid.z", "%warpid", "%nwarpid", "%smid", "%nsmid", "%clock", "%clock64", "%gridid",
                    "%dynamic_smem_size", "%total_smem_size" -> false;
            default -> null;
        };
    }

    private static long special(String name, Warp w, int lane) {
        Launch launch = w.launch;
        return switch (name) {
            case "%tid.x" -> 32 * w.index + lane;
            case "%laneid" -> lane;
            case "%lanemask_eq" -> 1L << lane;
            case "%lanemask_lt" -> (1L << lane) - 1;
            case "%lanemask_le" -> (2L << lane) - 1;
            case "%lanemask_gt" -> ~((2L << lane) - 1) & 0xFFFFFFFFL;
            case "%lanemask_ge" -> ~((1L << lane) - 1) & 0xFFFFFFFFL;
            case "%ntid.x" -> launch.threads;
            case "%ctaid.x" -> launch.blockX;
            case "%ctaid.y" -> launch.blockY;
            case "%nctaid.x" -> launch.blocksX;
            case "%nctaid.y" -> launch.blocksY;
            case "%ntid.y", "%ntid.z", "%nctaid.z", "%nsmid" -> 1;
            case "%warpid" -> w.index;
            case "%nwarpid" -> (launch.threads + 31) / 32;
            case "%clock", "%clock64" -> launch.executed;
            case "%dynamic_smem_size" -> launch.sharedBytes - launch.program.sharedBytes;
            case "%total_smem_size" -> launch.sharedBytes;
            default -> 0;
        };
    }
}
