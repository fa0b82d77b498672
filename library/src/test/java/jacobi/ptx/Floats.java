package jacobi.ptx;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import jacobi.ptx.Instruction.Ternary;

/** Arithmetic of floats and doubles on the bits in registers. What is not there is null. */
final class Floats {
    /** What a GPU's single-precision instructions give as NaN. */
    private static final long NAN32 = 0x7FFFFFFFL;

    private Floats() {
    }

    static float f(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    static double d(long bits) {
        return Double.longBitsToDouble(bits);
    }

    static long bits(float value) {
        return value != value ? NAN32 : Float.floatToRawIntBits(value) & 0xFFFFFFFFL;
    }

    static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    /** {@return zero of the same sign for numbers too small for a normal float} */
    static long flush(long bits) {
        return (bits & 0x7F800000L) == 0 ? bits & 0x80000000L : bits;
    }

    private static long saturate(long bits) {
        float x = f(bits);
        return x > 0 ? x > 1 ? bits(1f) : bits : 0;
    }

    /** How results are rounded and what else happens to operands and results, from an instruction's modifiers. */
    record Manner(Rounding rounding, boolean flushes, boolean saturates) {
        boolean isPlain() {
            return rounding == Rounding.NEAREST && !flushes && !saturates;
        }

        LongUnaryOperator of(LongUnaryOperator f) {
            LongUnaryOperator g = flushes ? a -> flush(f.applyAsLong(flush(a))) : f;
            return saturates ? a -> saturate(g.applyAsLong(a)) : g;
        }

        LongBinaryOperator of(LongBinaryOperator f) {
            LongBinaryOperator g = flushes ? (a, b) -> flush(f.applyAsLong(flush(a), flush(b))) : f;
            return saturates ? (a, b) -> saturate(g.applyAsLong(a, b)) : g;
        }

        Ternary of(Ternary f) {
            Ternary g = flushes ? (a, b, c) -> flush(f.apply(flush(a), flush(b), flush(c))) : f;
            return saturates ? (a, b, c) -> saturate(g.apply(a, b, c)) : g;
        }
    }

    static LongUnaryOperator unary(String name, Type t, Rounding rounding) {
        boolean single = t == Type.F32;
        return switch (name) {
            case "neg" -> single ? a -> a ^ 0x80000000L : a -> a ^ Long.MIN_VALUE;
            case "abs" -> single ? a -> a & 0x7FFFFFFFL : a -> a & Long.MAX_VALUE;
            case "sqrt" -> single ? rounding == Rounding.NEAREST ? a -> bits((float) Math.sqrt(f(a)))
                    : a -> bits(rounding.sqrt(f(a)))
                    : rounding == Rounding.NEAREST ? a -> bits(Math.sqrt(d(a))) : a -> bits(rounding.sqrt(d(a)));
            case "rcp" -> {
                LongBinaryOperator divide = binary("div", t, rounding);
                long one = single ? bits(1f) : bits(1.0);
                yield a -> divide.applyAsLong(one, a);
            }
            default -> null;
        };
    }

    /** Approximations; with .ftz those of doubles give the upper half of the bits, for programs to refine. */
    static LongUnaryOperator approximate(String name, Type t, boolean flush) {
        if (t == Type.F64) {
            return switch (name) {
                case "rcp" -> flush ? a -> coarse(1 / d(coarse(d(a)))) : null;
                case "rsqrt" -> flush ? a -> coarse(1 / Math.sqrt(d(coarse(d(a))))) : a -> bits(1 / Math.sqrt(d(a)));
                default -> null;
            };
        }
        return switch (name) {
            case "rcp" -> a -> bits((float) (1.0 / f(a)));
            case "sqrt" -> a -> bits((float) Math.sqrt(f(a)));
            case "rsqrt" -> a -> bits((float) (1 / Math.sqrt(f(a))));
            case "ex2" -> a -> bits((float) Math.pow(2, f(a)));
            case "lg2" -> a -> bits((float) (Math.log(f(a)) / Math.log(2)));
            case "sin" -> a -> bits((float) Math.sin(f(a)));
            case "cos" -> a -> bits((float) Math.cos(f(a)));
            case "tanh" -> a -> bits((float) Math.tanh(f(a)));
            default -> null;
        };
    }

    /** The upper half of a double; numbers too small for a normal one are zero. */
    private static long coarse(double value) {
        long bits = bits(value);
        return Math.abs(value) < Double.MIN_NORMAL ? bits & Long.MIN_VALUE : bits & 0xFFFFFFFF00000000L;
    }

    static LongBinaryOperator binary(String name, Type t, Rounding rounding) {
        return t == Type.F32 ? floats(name, rounding) : doubles(name, rounding);
    }

    private static LongBinaryOperator floats(String name, Rounding rounding) {
        if (rounding != Rounding.NEAREST) {
            return switch (name) {
                case "add" -> (a, b) -> bits(rounding.add(f(a), f(b)));
                case "sub" -> (a, b) -> bits(rounding.add(f(a), -f(b)));
                case "mul" -> (a, b) -> bits(rounding.narrow((double) f(a) * f(b), 0));
                case "div" -> (a, b) -> bits(rounding.divide(f(a), f(b)));
                default -> null;
            };
        }
        return switch (name) {
            case "add" -> (a, b) -> bits(f(a) + f(b));
            case "sub" -> (a, b) -> bits(f(a) - f(b));
            case "mul" -> (a, b) -> bits(f(a) * f(b));
            case "div" -> (a, b) -> bits(f(a) / f(b));
            case "min" -> (a, b) -> isNaN32(a) ? bits(f(b)) : isNaN32(b) ? a : bits(Math.min(f(a), f(b)));
            case "max" -> (a, b) -> isNaN32(a) ? bits(f(b)) : isNaN32(b) ? a : bits(Math.max(f(a), f(b)));
            case "min.NaN" -> (a, b) -> bits(Math.min(f(a), f(b)));
            case "max.NaN" -> (a, b) -> bits(Math.max(f(a), f(b)));
            case "copysign" -> (a, b) -> a & 0x80000000L | b & 0x7FFFFFFFL;
            default -> null;
        };
    }

    private static LongBinaryOperator doubles(String name, Rounding rounding) {
        if (rounding != Rounding.NEAREST) {
            return switch (name) {
                case "add" -> (a, b) -> bits(rounding.add(d(a), d(b)));
                case "sub" -> (a, b) -> bits(rounding.add(d(a), -d(b)));
                case "mul" -> (a, b) -> bits(rounding.fma(d(a), d(b), 0));
                case "div" -> (a, b) -> bits(rounding.divide(d(a), d(b)));
                default -> null;
            };
        }
        return switch (name) {
            case "add" -> (a, b) -> bits(d(a) + d(b));
            case "sub" -> (a, b) -> bits(d(a) - d(b));
            case "mul" -> (a, b) -> bits(d(a) * d(b));
            case "div" -> (a, b) -> bits(d(a) / d(b));
            case "min" -> (a, b) -> isNaN64(a) ? b : isNaN64(b) ? a : bits(Math.min(d(a), d(b)));
            case "max" -> (a, b) -> isNaN64(a) ? b : isNaN64(b) ? a : bits(Math.max(d(a), d(b)));
            case "copysign" -> (a, b) -> a & Long.MIN_VALUE | b & Long.MAX_VALUE;
            default -> null;
        };
    }

    private static boolean isNaN32(long a) {
        return Float.isNaN(f(a));
    }

    private static boolean isNaN64(long a) {
        return Double.isNaN(d(a));
    }

    static Ternary fma(Type t, Rounding rounding) {
        if (t == Type.F32) {
            return rounding == Rounding.NEAREST ? (a, b, c) -> bits(Math.fma(f(a), f(b), f(c)))
                    : (a, b, c) -> bits(rounding.fma(f(a), f(b), f(c)));
        }
        return rounding == Rounding.NEAREST ? (a, b, c) -> bits(Math.fma(d(a), d(b), d(c)))
                : (a, b, c) -> bits(rounding.fma(d(a), d(b), d(c)));
    }
}
