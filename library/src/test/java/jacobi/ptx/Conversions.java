package jacobi.ptx;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.LongUnaryOperator;

/** The instruction cvt. */
final class Conversions {
    private static final double TWO_63 = 0x1p63;

    private Conversions() {
    }

    /**
     * @param rounding null if the instruction has none
     * @param whole    whether to round to whole numbers, as .rni, .rzi, .rmi and .rpi do
     */
    static LongUnaryOperator of(Type to, Type from, Rounding rounding, boolean whole, boolean flush, boolean saturate) {
        if (from.isFloat()) {
            LongUnaryOperator read = from == Type.F64 ? a -> a
                    : flush ? a -> Floats.bits((double) Floats.f(Floats.flush(a))) : a -> Floats.bits((double) Floats.f(a));
            return to.isFloat() ? betweenFloats(to, from, read, rounding, whole, flush, saturate)
                    : toWhole(to, from, read, rounding == null ? Rounding.ZERO : rounding);
        }
        if (to == Type.F32) {
            LongUnaryOperator f = rounding == null || rounding == Rounding.NEAREST ? from == Type.U64
                    ? a -> Floats.bits(unsignedFloat(a)) : a -> Floats.bits((float) from.of(a))
                    : a -> Floats.bits(rounding.narrow(nearest(a, from), exact(a, from)));
            return saturate ? a -> Floats.bits(Math.clamp(Floats.f(f.applyAsLong(a)), 0f, 1f)) : f;
        }
        if (to == Type.F64) {
            return rounding == null || rounding == Rounding.NEAREST
                    ? from == Type.U64 ? a -> Floats.bits(unsignedDouble(a)) : a -> Floats.bits((double) from.of(a))
                    : a -> Floats.bits(rounding.add(nearest(a, from), exact(a, from)));
        }
        return saturate ? a -> clamp(a, from, to) : a -> to.of(from.of(a));
    }

    private static LongUnaryOperator betweenFloats(Type to, Type from, LongUnaryOperator read, Rounding rounding,
            boolean whole, boolean flush, boolean saturate) {
        return a -> {
            double x = Floats.d(read.applyAsLong(a));
            if (whole) {
                x = rounding.whole(x);
            }
            if (saturate) {
                x = x > 0 ? Math.min(x, 1) : 0;
            }
            if (to == Type.F64) {
                return from == Type.F64 && !whole && !saturate ? a : Floats.bits(x);
            }
            long bits = Floats.bits(rounding == null || whole ? (float) x : rounding.narrow(x, 0));
            return flush ? Floats.flush(bits) : bits;
        };
    }

    private static LongUnaryOperator toWhole(Type to, Type from, LongUnaryOperator read, Rounding rounding) {
        // What becomes of NaN depends on the widths.
        long ofNaN = from == Type.F64 || to.bits() == 64 ? 1L << to.bits() - 1 : 0;
        if (to == Type.U64) {
            return a -> {
                double x = rounding.whole(Floats.d(read.applyAsLong(a)));
                return x != x ? ofNaN : x <= 0 ? 0 : x >= 2 * TWO_63 ? -1
                        : x < TWO_63 ? (long) x : (long) (x - TWO_63) ^ Long.MIN_VALUE;
            };
        }
        long low = to.isSigned() ? -1L << to.bits() - 1 : 0;
        long high = to.isSigned() ? ~low : -1L >>> 64 - to.bits();
        return a -> {
            double x = rounding.whole(Floats.d(read.applyAsLong(a)));
            return x != x ? ofNaN : Math.max(low, Math.min(high, (long) x));
        };
    }

    private static float unsignedFloat(long a) {
        return a >= 0 ? (float) a : (float) (a >>> 1 | a & 1) * 2;
    }

    private static double unsignedDouble(long a) {
        return a >= 0 ? (double) a : (double) (a >>> 1 | a & 1) * 2;
    }

    private static double nearest(long a, Type from) {
        return from == Type.U64 ? unsignedDouble(a) : (double) from.of(a);
    }

    /** What the nearest double leaves of a whole number. */
    private static double exact(long a, Type from) {
        BigInteger value = BigInteger.valueOf(from.of(a));
        if (from == Type.U64 && a < 0) {
            value = value.add(BigInteger.ONE.shiftLeft(64));
        }
        return new BigDecimal(value).subtract(new BigDecimal(nearest(a, from))).doubleValue();
    }

    private static long clamp(long a, Type from, Type to) {
        long x = from.of(a);
        if (from == Type.U64 || from == Type.B64) {
            long high = to.isSigned() ? (1L << to.bits() - 1) - 1 : to.bits() == 64 ? -1 : (1L << to.bits()) - 1;
            return Long.compareUnsigned(x, high) > 0 ? high : x;
        }
        if (to.bits() == 64) {
            return to.isSigned() ? x : Math.max(x, 0);
        }
        long low = to.isSigned() ? -1L << to.bits() - 1 : 0;
        long high = to.isSigned() ? ~low : (1L << to.bits()) - 1;
        return Math.max(low, Math.min(high, x));
    }
}
