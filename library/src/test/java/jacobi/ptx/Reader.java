package jacobi.ptx;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads the parts of PTX that modules and functions have in common: numbers, types and variables. */
class Reader {
    final Tokens tokens;
    int at;

    Reader(Tokens tokens, int at) {
        this.tokens = tokens;
        this.at = at;
    }

    String peek() {
        return tokens.get(at);
    }

    String next() {
        if (at >= tokens.count()) {
            throw tokens.error(at, "the text ends too early");
        }
        return tokens.get(at++);
    }

    boolean take(String word) {
        if (peek().equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String word) {
        if (!take(word)) {
            throw error("expected '" + word + "' and found '" + peek() + "'");
        }
    }

    PtxException error(String message) {
        return tokens.error(at, message);
    }

    /** Skips what is left of the line; some directives end without a sign. */
    void skipLine() {
        int line = tokens.line(at - 1);
        while (at < tokens.count() && tokens.line(at) == line) {
            at++;
        }
    }

    void skipPast(String word) {
        while (!next().equals(word)) {
            continue;
        }
    }

    /** Skips a body; the opening brace has been read. */
    void skipBraces() {
        for (int depth = 1; depth > 0;) {
            String word = next();
            depth += word.equals("{") ? 1 : word.equals("}") ? -1 : 0;
        }
    }

    boolean isNumber() {
        return Character.isDigit(peek().charAt(0)) || peek().equals("-") || peek().equals("WARP_SZ");
    }

    long number() {
        return number(Type.B64);
    }

    /** {@return the bits of a number, as they are in a register of this type} */
    long number(Type type) {
        boolean negative = take("-");
        String word = next();
        if (word.startsWith("0f") || word.startsWith("0F")) {
            float value = Float.intBitsToFloat(Integer.parseUnsignedInt(word.substring(2), 16));
            return bits(negative ? -value : value, type, Integer.parseUnsignedInt(word.substring(2), 16), negative);
        }
        if (word.startsWith("0d") || word.startsWith("0D")) {
            long bits = Long.parseUnsignedLong(word.substring(2), 16);
            double value = Double.longBitsToDouble(negative ? bits ^ Long.MIN_VALUE : bits);
            return type == Type.F32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
        }
        if (word.equals("WARP_SZ")) {
            return 32;
        }
        boolean hex = word.startsWith("0x") || word.startsWith("0X");
        if (!hex && (word.contains(".") || word.contains("e") || word.contains("E"))) {
            double value = (negative ? -1 : 1) * Double.parseDouble(word);
            return type == Type.F32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
        }
        try {
            String digits = word.endsWith("U") ? word.substring(0, word.length() - 1) : word;
            BigInteger value = hex ? new BigInteger(digits.substring(2), 16)
                    : digits.startsWith("0b") || digits.startsWith("0B") ? new BigInteger(digits.substring(2), 2)
                    : digits.length() > 1 && digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
            if (type.isFloat()) {
                throw tokens.error(at - 1, "a whole number where " + type + " belongs");
            }
            return negative ? value.negate().longValue() : value.longValue();
        } catch (NumberFormatException e) {
            throw tokens.error(at - 1, "'" + word + "' is not a number");
        }
    }

    private static long bits(float value, Type type, int bits, boolean negative) {
        return type == Type.F64 ? Double.doubleToRawLongBits(value) : negative ? bits ^ Integer.MIN_VALUE : bits;
    }

    Type type() {
        String word = next();
        Type type = word.startsWith(".") ? Type.of(word.substring(1)) : null;
        if (type == null) {
            throw tokens.error(at - 1, "'" + word + "' is not a type that is known here");
        }
        return type;
    }

    /** An initial value: a number, or the address of a variable. */
    record Initial(String symbol, boolean generic, long number) {
    }

    /**
     * A variable in memory.
     *
     * @param bytes 0 for dynamic shared memory
     */
    record Variable(String name, Space space, Type type, int align, int bytes, List<Initial> initial) {
    }

    /** Reads a variable from behind its space to before what ends it. */
    Variable variable(Space space) {
        int align = 0;
        if (take(".align")) {
            align = (int) number();
        }
        int vector = take(".v2") ? 2 : take(".v4") ? 4 : 1;
        Type type = type();
        while (take(".ptr") || peek().equals(".global") || peek().equals(".shared") || peek().equals(".const")) {
            next();
        }
        if (take(".align")) {
            number();
        }
        String name = next();
        long count = vector;
        while (take("[")) {
            count = peek().equals("]") ? 0 : count * number();
            expect("]");
        }
        List<Initial> initial = new ArrayList<>();
        if (take("=")) {
            initials(type, initial);
        }
        return new Variable(name, space, type, Math.max(align, type.bytes() * vector), Math.toIntExact(count * type.bytes()),
                initial);
    }

    private void initials(Type type, List<Initial> out) {
        if (take("{")) {
            while (!take("}")) {
                initials(type, out);
                take(",");
            }
        } else if (isNumber()) {
            out.add(new Initial(null, false, number(type)));
        } else {
            boolean generic = take("generic");
            if (generic) {
                expect("(");
            }
            String symbol = next();
            if (generic) {
                expect(")");
            }
            long offset = take("+") ? number() : 0;
            out.add(new Initial(symbol, generic, offset));
        }
    }
}
