package jacobi.ptx;

import jacobi.ptx.Instruction.Operand;

/** Reads the instructions that say what comes next, and those that threads do together. */
final class ControlDecoder extends Opcode {
    ControlDecoder(Assembler in) {
        super(in);
    }

    @Override
    void decode(String name) {
        control(name);
    }

    private void control(String name) {
        switch (name) {
            case "ret", "exit" -> {
                has("uni");
                known(name);
                in.emit(name.equals("ret") ? in.leave() : new Control.Exit());
            }
            case "trap" -> in.emit(known(new Control.Trap()));
            case "brx" -> {
                oneOf("idx");
                has("uni");
                known(name);
                Operand index = in.source(Type.U32);
                in.expect(",");
                in.emit(new Control.Table(index, in.register(Type.U32), in.table()));
            }
            case "call" -> {
                has("uni");
                known(name);
                in.call();
            }
            case "membar", "fence" -> {
                hasAny();
                in.emit(new Control.Fence());
            }
            case "bar", "barrier" -> barrier();
            default -> together(name);
        }
    }

    private void barrier() {
        if (has("warp")) {
            oneOf("sync");
            known("bar");
            in.emit(new Control.WarpBarrier(in.source(Type.B32)));
            return;
        }
        has("cta");
        has("aligned");
        if (has("red")) {
            String reduction = oneOf("popc", "and", "or");
            type();
            known(reduction);
            Operand d = in.destination();
            in.expect(",");
            barrierZero();
            in.emit(new Control.Barrier(reduction, d, comma(Type.PRED)));
        } else {
            oneOf("sync");
            known("bar");
            barrierZero();
            in.emit(new Control.Barrier(null, null, null));
        }
    }

    /** Only barrier 0, of all threads, is known. */
    private void barrierZero() {
        if (!in.isNumber() || in.number() != 0) {
            throw in.error("of barriers, only number 0 is known here");
        }
    }

    private void together(String name) {
        if (name.equals("activemask")) {
            oneOf("b32");
            known(name);
            in.emit(new Control.ActiveMask(in.destination()));
            return;
        }
        oneOf("sync");
        if (name.equals("vote")) {
            String mode = oneOf("all", "any", "uni", "ballot");
            type();
            known(mode);
            Operand d = in.destination();
            Operand p = comma(Type.PRED);
            in.emit(new Control.Vote(mode, d, p, comma(Type.B32)));
            return;
        }
        String mode = oneOf("up", "down", "bfly", "idx");
        oneOf("b32");
        known(mode);
        Operand d = in.destination();
        Operand p = in.take("|") ? in.destination() : null;
        Operand a = comma(Type.B32);
        Operand b = comma(Type.B32);
        Operand c = comma(Type.B32);
        in.emit(new Control.Shuffle(mode, d, p, a, b, c, comma(Type.B32)));
    }
}
