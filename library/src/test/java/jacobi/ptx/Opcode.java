package jacobi.ptx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;
import jacobi.ptx.Instruction.Of2;
import jacobi.ptx.Instruction.Of3;
import jacobi.ptx.Instruction.Operand;
import jacobi.ptx.Instruction.Ternary;

/** An instruction while it is read: its name, and the modifiers and operands that are still to be understood. */
abstract class Opcode {
    final Assembler in;
    /** The modifiers of the instruction that have not been understood yet. */
    private List<String> modifiers;
    private String opcode;
    private int token;

    Opcode(Assembler in) {
        this.in = in;
    }

    /** Reads an instruction's operands and adds it to the program. */
    final void decode(String opcode, int token) {
        this.opcode = opcode;
        this.token = token;
        String[] parts = opcode.split("\\.");
        modifiers = new ArrayList<>(Arrays.asList(parts).subList(1, parts.length));
        decode(parts[0]);
    }

    abstract void decode(String name);

    /** {@return the first modifier, which is known by its place} */
    final String first() {
        if (modifiers.isEmpty()) {
            throw unknown();
        }
        return modifiers.removeFirst();
    }

    /** {@return the first modifier without taking it; empty if there is none} */
    final String peek() {
        return modifiers.isEmpty() ? "" : modifiers.getFirst();
    }

    /** Accepts all modifiers. */
    final void hasAny() {
        modifiers.clear();
    }

    final PtxException unknown() {
        return in.tokens.error(token, "the instruction " + opcode + " is not known here");
    }

    final boolean has(String modifier) {
        return modifiers.remove(modifier);
    }

    final String oneOf(String... names) {
        for (String name : names) {
            if (has(name)) {
                return name;
            }
        }
        throw unknown();
    }

    /** The first modifier that names a type. */
    final Type type() {
        for (String modifier : modifiers) {
            Type type = Type.of(modifier);
            if (type != null) {
                modifiers.remove(modifier);
                return type;
            }
        }
        throw unknown();
    }

    final Rounding rounding() {
        for (String modifier : modifiers) {
            Rounding rounding = modifier.endsWith("i") ? null : Rounding.of(modifier);
            if (rounding != null) {
                modifiers.remove(modifier);
                return rounding;
            }
        }
        return null;
    }

    final <T> T known(T found) {
        if (found == null || !modifiers.isEmpty()) {
            throw unknown();
        }
        return found;
    }

    /** As {@link #known}, with modifiers still to be read. */
    final <T> T found(T what) {
        if (what == null) {
            throw unknown();
        }
        return what;
    }

    final Operand comma(Type type) {
        in.expect(",");
        return in.source(type);
    }

    /** Adds an instruction of two operands, the quicker one if it is frequent. */
    final void two(String name, Type t, LongBinaryOperator f, Operand d, Operand a, Operand b) {
        Instruction frequent = Frequent.of(name, t, d, a, b);
        in.emit(frequent == null ? new Of2(f, d, a, b) : frequent);
    }

    final void ternary(String name, Ternary f, Type t, Type third) {
        Operand d = in.destination();
        Operand a = comma(t);
        Operand b = comma(t);
        Operand c = comma(third);
        Instruction frequent = Frequent.of(name, t, d, a, b, c);
        in.emit(frequent == null ? new Of3(f, d, a, b, c) : frequent);
    }

    final Operand[] destinations() {
        List<Operand> list = new ArrayList<>();
        in.expect("{");
        do {
            list.add(in.destination());
        } while (in.take(","));
        in.expect("}");
        return list.toArray(Operand[]::new);
    }

    final Operand[] vector(Type t) {
        List<Operand> list = new ArrayList<>();
        in.expect("{");
        do {
            list.add(in.source(t));
        } while (in.take(","));
        in.expect("}");
        return list.toArray(Operand[]::new);
    }

    final void check(boolean holds) {
        if (!holds) {
            throw unknown();
        }
    }

    final Space space() {
        for (Space s : List.of(Space.GLOBAL, Space.SHARED, Space.LOCAL, Space.CONST, Space.PARAM)) {
            String name = s.name().toLowerCase(Locale.ROOT);
            if (has(name) || s == Space.SHARED && has("shared::cta")) {
                return s;
            }
        }
        return Space.GENERIC;
    }
}
