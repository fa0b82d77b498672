package jacobi.backend.cuda;

import jacobi.backend.KernelTyping.Kind;

/**
 * Lines of PTX, and the virtual registers that they use. Registers are never used again for another value; the driver's
 * compiler assigns the real ones.
 */
final class PtxWriter {
    private final StringBuilder lines = new StringBuilder();
    private int floats;
    private int doubles;
    private int ints;
    private int longs;
    private int predicates;
    private int labels;

    /** Adds an instruction; {@code %s} and the like are filled in. */
    void line(String format, Object... values) {
        lines.append("    ").append(values.length == 0 ? format : format.formatted(values)).append(";\n");
    }

    void label(String label) {
        lines.append(label).append(":\n");
    }

    /** Adds text as it is. */
    void raw(String text) {
        lines.append(text);
    }

    String newLabel() {
        return "$L" + labels++;
    }

    String register(Kind kind) {
        return switch (kind) {
            case BOOL, INT -> "%r" + ints++;
            case LONG -> "%rd" + longs++;
            case FLOAT -> "%f" + floats++;
            case DOUBLE -> "%fd" + doubles++;
        };
    }

    String address() {
        return register(Kind.LONG);
    }

    String predicate() {
        return "%p" + predicates++;
    }

    /** {@return the type of instructions on such numbers} */
    static String type(Kind kind) {
        return switch (kind) {
            case BOOL, INT -> "s32";
            case LONG -> "s64";
            case FLOAT -> "f32";
            case DOUBLE -> "f64";
        };
    }

    /** {@return the type of moves of such numbers, whatever they mean} */
    static String bits(Kind kind) {
        return kind == Kind.LONG || kind == Kind.DOUBLE ? "b64" : "b32";
    }

    /** {@return a number as PTX writes it} */
    static String constant(double value, Kind kind) {
        return switch (kind) {
            case BOOL, INT -> Integer.toString((int) value);
            case LONG -> Long.toString((long) value);
            case FLOAT -> "0f%08X".formatted(Float.floatToRawIntBits((float) value));
            case DOUBLE -> "0d%016X".formatted(Double.doubleToRawLongBits(value));
        };
    }

    /** {@return a kernel of one parameter with these lines} */
    String kernel(String name, int parameterBytes) {
        StringBuilder text = new StringBuilder();
        text.append(".visible .entry ").append(name).append("(.param .align 8 .b8 args[").append(parameterBytes)
                .append("])\n{\n");
        declare(text, ".b32 %r", ints);
        declare(text, ".b64 %rd", longs);
        declare(text, ".f32 %f", floats);
        declare(text, ".f64 %fd", doubles);
        declare(text, ".pred %p", predicates);
        return text.append(lines).append("}\n").toString();
    }

    private static void declare(StringBuilder text, String registers, int count) {
        if (count > 0) {
            text.append("    .reg ").append(registers).append('<').append(count).append(">;\n");
        }
    }
}
