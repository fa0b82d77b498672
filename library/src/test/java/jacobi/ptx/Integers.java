package jacobi.ptx;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import jacobi.ptx.Instruction.Ternary;

/** Arithmetic of whole numbers. What is not there is null. Results may have anything above the bits of their type. */
final class Integers {
    private Integers() {
    }

    static LongUnaryOperator unary(String name, Type t) {
        return switch (name) {
            case "neg" -> a -> -a;
            case "not" -> t == Type.PRED ? a -> a ^ 1 : a -> ~a;
            case "cnot" -> a -> t.of(a) == 0 ? 1 : 0;
            case "abs" -> t == Type.S64 ? Math::abs : t == Type.S32 ? a -> Math.abs((int) a) : a -> Math.abs(t.of(a));
            case "popc" -> a -> Long.bitCount(t.of(a));
            case "clz" -> t.bits() == 32 ? a -> Integer.numberOfLeadingZeros((int) a) : Long::numberOfLeadingZeros;
            case "brev" -> t.bits() == 32 ? a -> Integer.reverse((int) a) : Long::reverse;
            default -> null;
        };
    }

    static LongBinaryOperator binary(String name, Type t) {
        int bits = t.bits();
        return switch (name) {
            case "add" -> (a, b) -> a + b;
            case "sub" -> (a, b) -> a - b;
            case "and" -> (a, b) -> a & b;
            case "or" -> (a, b) -> a | b;
            case "xor" -> (a, b) -> a ^ b;
            case "div" -> t == Type.S32 ? (a, b) -> (int) b == 0 ? -1 : (int) a / (int) b
                    : t == Type.S64 ? (a, b) -> b == 0 ? -1 : a / b
                    : t.isSigned() ? (a, b) -> t.of(b) == 0 ? -1 : t.of(a) / t.of(b)
                    : (a, b) -> t.of(b) == 0 ? -1 : Long.divideUnsigned(t.of(a), t.of(b));
            case "rem" -> t == Type.S32 ? (a, b) -> (int) b == 0 ? a : (int) a % (int) b
                    : t.isSigned() ? (a, b) -> t.of(b) == 0 ? a : t.of(a) % t.of(b)
                    : (a, b) -> t.of(b) == 0 ? a : Long.remainderUnsigned(t.of(a), t.of(b));
            case "min" -> t.isSigned() ? (a, b) -> Math.min(t.of(a), t.of(b))
                    : (a, b) -> Long.compareUnsigned(t.of(a), t.of(b)) <= 0 ? a : b;
            case "max" -> t.isSigned() ? (a, b) -> Math.max(t.of(a), t.of(b))
                    : (a, b) -> Long.compareUnsigned(t.of(a), t.of(b)) >= 0 ? a : b;
            case "shl" -> (a, b) -> {
                long by = b & 0xFFFFFFFFL;
                return by >= bits ? 0 : a << by;
            };
            case "shr" -> t.isSigned() ? (a, b) -> t.of(a) >> Math.min(b & 0xFFFFFFFFL, 63) : (a, b) -> {
                long by = b & 0xFFFFFFFFL;
                return by >= bits ? 0 : t.of(a) >>> by;
            };
            default -> null;
        };
    }

    /** @param part lo, hi or wide */
    static LongBinaryOperator multiply(String part, Type t) {
        return switch (part) {
            case "lo" -> (a, b) -> a * b;
            case "wide" -> t == Type.S32 ? (a, b) -> (long) (int) a * (int) b : (a, b) -> t.of(a) * t.of(b);
            case "hi" -> t == Type.S64 ? Math::multiplyHigh : t.bits() == 64 ? Math::unsignedMultiplyHigh
                    : (a, b) -> t.of(a) * t.of(b) >> t.bits();
            default -> null;
        };
    }

    static Ternary multiplyAdd(String part, Type t) {
        if (part.equals("lo")) {
            return (a, b, c) -> a * b + c;
        }
        LongBinaryOperator product = multiply(part, t);
        return product == null ? null : (a, b, c) -> product.applyAsLong(a, b) + c;
    }

    static long highestBit(long a, Type t, boolean distance) {
        long value = t.of(a);
        if (t.isSigned() && value < 0) {
            value = t.of(~value);
        }
        int bit = 63 - Long.numberOfLeadingZeros(value);
        return bit < 0 ? -1 : distance ? t.bits() - 1 - bit : bit;
    }

    static long extract(long a, long position, long length, Type t) {
        int from = (int) position & 0xFF;
        int count = (int) length & 0xFF;
        int top = t.bits() - 1;
        boolean fill = t.isSigned() && count > 0 && (a >> Math.min(from + count - 1, top) & 1) != 0;
        long d = 0;
        for (int i = 0; i <= top; i++) {
            boolean bit = i < count && from + i <= top ? (a >> from + i & 1) != 0 : fill;
            d |= bit ? 1L << i : 0;
        }
        return d;
    }

    static long insert(long a, long into, long position, long length, Type t) {
        int from = (int) position & 0xFF;
        int count = Math.min((int) length & 0xFF, t.bits() - from);
        long d = into;
        for (int i = 0; i < count; i++) {
            long bit = 1L << from + i;
            d = (a >> i & 1) != 0 ? d | bit : d & ~bit;
        }
        return d;
    }

    /** Picks four bytes of eight, each by four bits of the selector; the highest of these spreads the byte's sign. */
    static long permute(long a, long b, long selector) {
        long both = a & 0xFFFFFFFFL | b << 32;
        long d = 0;
        for (int i = 0; i < 4; i++) {
            int pick = (int) (selector >> 4 * i) & 0xF;
            long value = both >> 8 * (pick & 7) & 0xFF;
            d |= ((pick & 8) == 0 ? value : (value & 0x80) != 0 ? 0xFF : 0) << 8 * i;
        }
        return d;
    }

    static long funnel(boolean left, boolean wrap, long a, long b, long by) {
        int n = wrap ? (int) by & 31 : (int) Math.min(by & 0xFFFFFFFFL, 32);
        long both = a & 0xFFFFFFFFL | b << 32;
        return left ? n == 32 ? a : both << n >>> 32 : both >>> n;
    }

    static long logic(long a, long b, long c, int table) {
        long d = 0;
        for (int row = 0; row < 8; row++) {
            if ((table >> row & 1) != 0) {
                d |= ((row & 4) != 0 ? a : ~a) & ((row & 2) != 0 ? b : ~b) & ((row & 1) != 0 ? c : ~c);
            }
        }
        return d;
    }

    /** Addition with carry: {@code {sum, carry}}. */
    static void add(long a, long b, long carry, Type t, long[] out) {
        long x = t.bits() == 32 ? a & 0xFFFFFFFFL : a;
        long y = t.bits() == 32 ? b & 0xFFFFFFFFL : b;
        long sum = x + y + carry;
        out[0] = sum;
        out[1] = t.bits() == 32 ? sum >>> 32
                : Long.compareUnsigned(x + y, x) < 0 || Long.compareUnsigned(sum, carry) < 0 ? 1 : 0;
    }

    /** Subtraction with borrow: {@code {difference, borrow}}. */
    static void subtract(long a, long b, long borrow, Type t, long[] out) {
        long x = t.bits() == 32 ? a & 0xFFFFFFFFL : a;
        long y = t.bits() == 32 ? b & 0xFFFFFFFFL : b;
        out[0] = x - y - borrow;
        int order = Long.compareUnsigned(x, y);
        out[1] = order < 0 || order == 0 && borrow != 0 ? 1 : 0;
    }
}
