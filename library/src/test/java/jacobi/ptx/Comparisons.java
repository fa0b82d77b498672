package jacobi.ptx;

import java.util.function.LongBinaryOperator;

/** Comparisons, with 1 for true. What is not there is null. */
final class Comparisons {
    /** Of two floats: less, equal, greater, or with a NaN among them. */
    private static final int LESS = 1;
    private static final int EQUAL = 2;
    private static final int GREATER = 4;
    private static final int UNORDERED = 8;

    private Comparisons() {
    }

    static LongBinaryOperator of(String name, Type t, boolean flush) {
        return t.isFloat() ? floats(name, t, flush) : whole(name, t);
    }

    private static LongBinaryOperator floats(String name, Type t, boolean flush) {
        int accepted = switch (name) {
            case "eq" -> EQUAL;
            case "ne" -> LESS | GREATER;
            case "lt" -> LESS;
            case "le" -> LESS | EQUAL;
            case "gt" -> GREATER;
            case "ge" -> GREATER | EQUAL;
            case "equ" -> EQUAL | UNORDERED;
            case "neu" -> LESS | GREATER | UNORDERED;
            case "ltu" -> LESS | UNORDERED;
            case "leu" -> LESS | EQUAL | UNORDERED;
            case "gtu" -> GREATER | UNORDERED;
            case "geu" -> GREATER | EQUAL | UNORDERED;
            case "num" -> LESS | EQUAL | GREATER;
            case "nan" -> UNORDERED;
            default -> 0;
        };
        if (accepted == 0) {
            return null;
        }
        if (t == Type.F64) {
            return (a, b) -> holds(accepted, Floats.d(a), Floats.d(b));
        }
        return flush ? (a, b) -> holds(accepted, Floats.f(Floats.flush(a)), Floats.f(Floats.flush(b)))
                : (a, b) -> holds(accepted, Floats.f(a), Floats.f(b));
    }

    private static long holds(int accepted, double a, double b) {
        int order = a < b ? LESS : a > b ? GREATER : a == b ? EQUAL : UNORDERED;
        return (accepted & order) != 0 ? 1 : 0;
    }

    private static LongBinaryOperator whole(String name, Type t) {
        if (t.isSigned()) {
            return switch (name) {
                case "eq" -> (a, b) -> t.of(a) == t.of(b) ? 1 : 0;
                case "ne" -> (a, b) -> t.of(a) != t.of(b) ? 1 : 0;
                case "lt" -> t == Type.S32 ? (a, b) -> (int) a < (int) b ? 1 : 0 : (a, b) -> t.of(a) < t.of(b) ? 1 : 0;
                case "le" -> (a, b) -> t.of(a) <= t.of(b) ? 1 : 0;
                case "gt" -> (a, b) -> t.of(a) > t.of(b) ? 1 : 0;
                case "ge" -> t == Type.S32 ? (a, b) -> (int) a >= (int) b ? 1 : 0 : (a, b) -> t.of(a) >= t.of(b) ? 1 : 0;
                default -> null;
            };
        }
        return switch (name) {
            case "eq" -> (a, b) -> t.of(a) == t.of(b) ? 1 : 0;
            case "ne" -> (a, b) -> t.of(a) != t.of(b) ? 1 : 0;
            case "lt", "lo" -> (a, b) -> Long.compareUnsigned(t.of(a), t.of(b)) < 0 ? 1 : 0;
            case "le", "ls" -> (a, b) -> Long.compareUnsigned(t.of(a), t.of(b)) <= 0 ? 1 : 0;
            case "gt", "hi" -> (a, b) -> Long.compareUnsigned(t.of(a), t.of(b)) > 0 ? 1 : 0;
            case "ge", "hs" -> (a, b) -> Long.compareUnsigned(t.of(a), t.of(b)) >= 0 ? 1 : 0;
            default -> null;
        };
    }

    /** {@return how a comparison is combined with a predicate: by and, or, xor} */
    static LongBinaryOperator combine(String name) {
        return switch (name) {
            case "and" -> (a, b) -> a & b;
            case "or" -> (a, b) -> a | b;
            case "xor" -> (a, b) -> a ^ b;
            default -> null;
        };
    }
}
