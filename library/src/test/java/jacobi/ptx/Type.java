package jacobi.ptx;

import java.util.Locale;

/** The types of PTX that the machine knows. */
enum Type {
    PRED, B8, U8, S8, B16, U16, S16, B32, U32, S32, F32, B64, U64, S64, F64;

    /** {@return the type of this name, such as {@code u32}; null if there is none} */
    static Type of(String name) {
        for (Type type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return type;
            }
        }
        return null;
    }

    private final int bits = name().equals("PRED") ? 1 : Integer.parseInt(name().substring(1));
    private final boolean signed = name().startsWith("S");

    int bits() {
        return bits;
    }

    /** {@return how many bytes it takes in memory} */
    int bytes() {
        return bits + 7 >> 3;
    }

    boolean isFloat() {
        return this == F32 || this == F64;
    }

    boolean isSigned() {
        return signed;
    }

    /** {@return the number that the low bits of a register are in this whole type, as a long} */
    long of(long register) {
        return switch (this) {
            case PRED -> register & 1;
            case B8, U8 -> register & 0xFF;
            case S8 -> (byte) register;
            case B16, U16 -> register & 0xFFFF;
            case S16 -> (short) register;
            case B32, U32, F32 -> register & 0xFFFFFFFFL;
            case S32 -> (int) register;
            case B64, U64, S64, F64 -> register;
        };
    }
}
