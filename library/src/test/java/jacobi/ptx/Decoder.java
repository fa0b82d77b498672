package jacobi.ptx;

import jacobi.ptx.Instruction.Label;
import jacobi.ptx.Instruction.Operand;

/** Reads one instruction after the other. What it does not know, it refuses by name. */
final class Decoder {
    private final Assembler in;
    private final Opcode arithmetic;
    private final Opcode data;
    private final Opcode control;

    Decoder(Assembler in) {
        this.in = in;
        arithmetic = new ArithmeticDecoder(in);
        data = new DataDecoder(in);
        control = new ControlDecoder(in);
    }

    void instruction() {
        Operand guard = null;
        boolean not = false;
        if (in.take("@")) {
            not = in.take("!");
            guard = in.source(Type.PRED);
        }
        int token = in.at;
        String opcode = in.next();
        if (opcode.equals("bra") || opcode.equals("bra.uni")) {
            in.emit(new Control.Branch(in.target(), guard == null ? -1 : guard.at(), not));
        } else if (guard == null) {
            decode(opcode, token);
        } else {
            // A guard becomes a branch around the instruction.
            Label after = new Label();
            in.emit(new Control.Branch(after, guard.at(), !not));
            decode(opcode, token);
            after.pc = in.position();
        }
        in.expect(";");
    }

    private void decode(String opcode, int token) {
        int end = opcode.indexOf('.');
        Opcode family = switch (end < 0 ? opcode : opcode.substring(0, end)) {
            case "mov", "cvta", "cvt", "ld", "ldu", "st", "atom", "red", "setp", "set", "testp", "selp", "slct", "isspacep" -> data;
            case "bar", "barrier", "membar", "fence", "vote", "activemask", "shfl", "call", "ret", "exit", "trap", "brx" -> control;
            default -> arithmetic;
        };
        family.decode(opcode, token);
    }
}
