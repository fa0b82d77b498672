package jacobi.ptx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jacobi.backend.cuda.PtxAssembler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every instruction that computes, against plain Java, on special values and on others. A row's instructions read the
 * registers with the numbers 1 to 3 and write the one with number 0: %h of 16 bits, %r of 32, %l of 64, %f floats, %d doubles,
 * %p predicates (true where %r is odd).
 */
class PtxArithmeticTest {
    /** What a row is to give, from the bits of its three inputs. */
    interface Expected {
        long of(long a, long b, long c);
    }

    /** @param result the letter of the register that is looked at */
    record Row(String code, char result, Expected expected) {
        @Override
        public String toString() {
            return code;
        }
    }

    private static Row ints(String code, Expected e) {
        return new Row(code, 'r', e);
    }

    private static Row longs(String code, Expected e) {
        return new Row(code, 'l', e);
    }

    private static Row test(String code, Expected e) {
        return new Row(code, 'p', e);
    }

    interface FloatFunction {
        float of(float a, float b, float c);
    }

    private static Row floats(String code, FloatFunction f) {
        return new Row(code, 'f', (a, b, c) -> Float.floatToRawIntBits(f.of(f(a), f(b), f(c))));
    }

    interface DoubleFunction {
        double of(double a, double b, double c);
    }

    private static Row doubles(String code, DoubleFunction f) {
        return new Row(code, 'd', (a, b, c) -> Double.doubleToRawLongBits(f.of(d(a), d(b), d(c))));
    }

    private static float f(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static double d(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static long u(long a) {
        return a & 0xFFFFFFFFL;
    }

    private static BigInteger unsigned(long a) {
        return new BigInteger(Long.toUnsignedString(a));
    }

    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    static Stream<Row> whole() {
        return Stream.of(
                ints("add.s32 %r0, %r1, %r2;", (a, b, c) -> (int) a + (int) b),
                ints("add.sat.s32 %r0, %r1, %r2;",
                        (a, b, c) -> Math.clamp((long) (int) a + (int) b, Integer.MIN_VALUE, Integer.MAX_VALUE)),
                ints("sub.u32 %r0, %r1, -5;", (a, b, c) -> (int) a + 5),
                longs("sub.s64 %l0, %l1, %l2;", (a, b, c) -> a - b),
                new Row("mul.lo.s16 %h0, %h1, %h2;", 'h', (a, b, c) -> (short) a * (short) b),
                new Row("rem.u16 %h0, %h1, 7;", 'h', (a, b, c) -> (a & 0xFFFF) % 7),
                ints("mul.lo.u32 %r0, %r1, %r2;", (a, b, c) -> (int) a * (int) b),
                ints("mul.hi.s32 %r0, %r1, %r2;", (a, b, c) -> (long) (int) a * (int) b >> 32),
                ints("mul.hi.u32 %r0, %r1, %r2;", (a, b, c) -> u(a) * u(b) >>> 32),
                longs("mul.hi.s64 %l0, %l1, %l2;",
                        (a, b, c) -> BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).shiftRight(64).longValue()),
                longs("mul.hi.u64 %l0, %l1, %l2;",
                        (a, b, c) -> unsigned(a).multiply(unsigned(b)).shiftRight(64).longValue()),
                longs("mul.wide.s32 %l0, %r1, %r2;", (a, b, c) -> (long) (int) a * (int) b),
                longs("mul.wide.u32 %l0, %r1, %r2;", (a, b, c) -> u(a) * u(b)),
                ints("mul.wide.u16 %r0, %h1, %h2;", (a, b, c) -> (a & 0xFFFF) * (b & 0xFFFF)),
                ints("mad.lo.s32 %r0, %r1, %r2, %r3;", (a, b, c) -> (int) a * (int) b + (int) c),
                ints("mad.hi.u32 %r0, %r1, %r2, %r3;", (a, b, c) -> (u(a) * u(b) >>> 32) + c),
                longs("mad.wide.s32 %l0, %r1, %r2, %l3;", (a, b, c) -> (long) (int) a * (int) b + c),
                longs("mad.lo.s64 %l0, %l1, %l2, %l3;", (a, b, c) -> a * b + c),
                ints("or.b32 %r4, %r2, 1; div.s32 %r0, %r1, %r4;", (a, b, c) -> (int) a / ((int) b | 1)),
                ints("or.b32 %r4, %r2, 1; rem.s32 %r0, %r1, %r4;", (a, b, c) -> (int) a % ((int) b | 1)),
                ints("or.b32 %r4, %r2, 1; div.u32 %r0, %r1, %r4;",
                        (a, b, c) -> Integer.divideUnsigned((int) a, (int) b | 1)),
                longs("or.b64 %l4, %l2, 1; div.s64 %l0, %l1, %l4;", (a, b, c) -> a / (b | 1)),
                longs("or.b64 %l4, %l2, 1; rem.u64 %l0, %l1, %l4;", (a, b, c) -> Long.remainderUnsigned(a, b | 1)),
                ints("min.s32 %r0, %r1, %r2;", (a, b, c) -> Math.min((int) a, (int) b)),
                ints("max.u32 %r0, %r1, %r2;", (a, b, c) -> Math.max(u(a), u(b))),
                longs("max.s64 %l0, %l1, %l2;", (a, b, c) -> Math.max(a, b)),
                longs("min.u64 %l0, %l1, %l2;", (a, b, c) -> unsigned(a).min(unsigned(b)).longValue()),
                ints("abs.s32 %r0, %r1;", (a, b, c) -> Math.abs((int) a)),
                longs("neg.s64 %l0, %l1;", (a, b, c) -> -a),
                ints("sad.u32 %r0, %r1, %r2, %r3;", (a, b, c) -> Math.max(u(a), u(b)) - Math.min(u(a), u(b)) + c),
                ints("and.b32 %r0, %r1, %r2;", (a, b, c) -> a & b),
                ints("not.b32 %r0, %r1;", (a, b, c) -> ~a),
                ints("cnot.b32 %r0, %r1;", (a, b, c) -> (int) a == 0 ? 1 : 0),
                longs("xor.b64 %l0, %l1, %l2;", (a, b, c) -> a ^ b),
                ints("lop3.b32 %r0, %r1, %r2, %r3, 0xCA;", (a, b, c) -> a & b | ~a & c),
                ints("shl.b32 %r0, %r1, %r2;", (a, b, c) -> u(b) > 31 ? 0 : a << b),
                ints("shr.s32 %r0, %r1, %r2;", (a, b, c) -> (int) a >> Math.min(u(b), 31)),
                ints("shr.u32 %r0, %r1, %r2;", (a, b, c) -> u(b) > 31 ? 0 : u(a) >> b),
                longs("shl.b64 %l0, %l1, %r2;", (a, b, c) -> u(b) > 63 ? 0 : a << b),
                longs("shr.s64 %l0, %l1, %r2;", (a, b, c) -> a >> Math.min(u(b), 63)),
                longs("shr.u64 %l0, %l1, 33;", (a, b, c) -> a >>> 33),
                ints("shf.l.wrap.b32 %r0, %r1, %r2, %r3;", (a, b, c) -> (u(a) | b << 32) << (c & 31) >>> 32),
                ints("shf.r.clamp.b32 %r0, %r1, %r2, %r3;", (a, b, c) -> (u(a) | b << 32) >>> Math.min(u(c), 32)),
                ints("popc.b64 %r0, %l1;", (a, b, c) -> Long.bitCount(a)),
                ints("clz.b32 %r0, %r1;", (a, b, c) -> Integer.numberOfLeadingZeros((int) a)),
                longs("brev.b64 %l0, %l1;", (a, b, c) -> Long.reverse(a)),
                ints("bfind.s32 %r0, %r1;", (a, b, c) -> 31 - Integer.numberOfLeadingZeros((int) a ^ (int) a >> 31)),
                ints("bfind.shiftamt.u64 %r0, %l1;", (a, b, c) -> a == 0 ? -1 : Long.numberOfLeadingZeros(a)),
                ints("bfe.u32 %r0, %r1, 5, 9;", (a, b, c) -> a >> 5 & 511),
                ints("bfe.s32 %r0, %r1, 20, 20;", (a, b, c) -> (int) a >> 20),
                longs("bfe.s64 %l0, %l1, 60, 3;", (a, b, c) -> a << 1 >> 61),
                ints("bfi.b32 %r0, %r1, %r2, 8, 4;", (a, b, c) -> b & ~0xF00 | (a & 15) << 8),
                ints("prmt.b32 %r0, %r1, %r2, 0x7250;",
                        (a, b, c) -> a & 0xFF | (b & 0xFF00) | a & 0xFF0000 | b & 0xFF000000L),
                ints("prmt.b32 %r0, %r1, %r2, 0x000B;", (a, b, c) -> (int) a >> 31 & 0xFF | (a & 0xFF) * 0x01010100L),
                longs("add.cc.u32 %r4, %r1, %r2; addc.u32 %r5, %r3, 0; mov.b64 %l0, {%r4, %r5};",
                        (a, b, c) -> u(a) + u(b) + (c << 32)),
                longs("sub.cc.u32 %r4, %r1, %r2; subc.u32 %r5, %r3, 0; mov.b64 %l0, {%r4, %r5};",
                        (a, b, c) -> u(a) - u(b) + (c << 32)),
                ints("sub.cc.u32 %r4, %r1, %r2; subc.cc.u32 %r5, %r3, %r3; subc.u32 %r0, 0, 0;",
                        (a, b, c) -> u(a) < u(b) ? -1 : 0),
                longs("mad.lo.cc.u32 %r4, %r1, %r2, %r3; madc.hi.u32 %r5, %r1, %r2, 0; mov.b64 %l0, {%r4, %r5};",
                        (a, b, c) -> u(a) * u(b) + u(c)),
                longs("add.cc.u64 %l4, %l1, %l2; addc.cc.u64 %l5, %l3, %l3; addc.u64 %l0, 0, 0;",

                        (a, b, c) -> unsigned(c).add(unsigned(c)).add(unsigned(a).add(unsigned(b)).divide(TWO_64)).divide(TWO_64).longValue()),
                longs("mov.b64 {%r4, %r5}, %l1; mov.b64 %l0, {%r5, %r4};", (a, b, c) -> a << 32 | a >>> 32),
                ints("mov.b32 {%h4, %h5}, %r1; mov.b32 %r0, {%h5, %h4};", (a, b, c) -> a << 16 | u(a) >>> 16),
                longs("selp.b64 %l0, %l1, %l2, %p3;", (a, b, c) -> (c & 1) != 0 ? a : b),
                ints("slct.u32.s32 %r0, %r1, %r2, %r3;", (a, b, c) -> (int) c >= 0 ? a : b),
                ints("@%p1 mov.u32 %r0, 5; @!%p1 mov.u32 %r0, %r2;", (a, b, c) -> (a & 1) != 0 ? 5 : b),
                test("setp.lt.s32 %p0, %r1, %r2;", (a, b, c) -> truth((int) a < (int) b)),
                test("setp.lo.u32 %p0, %r1, %r2;", (a, b, c) -> truth(u(a) < u(b))),
                test("neg.s32 %r4, %r1; setp.lt.u32 %p0, %r4, %r2;", (a, b, c) -> truth(u(-a) < u(b))),
                test("sub.s32 %r4, %r1, %r2; setp.ge.u32 %p0, %r4, 9;", (a, b, c) -> truth(u(a - b) >= 9)),
                test("setp.ge.u64 %p0, %l1, %l2;", (a, b, c) -> truth(Long.compareUnsigned(a, b) >= 0)),
                test("setp.gt.s64 %p0, %l1, %l2;", (a, b, c) -> truth(a > b)),
                test("setp.eq.s16 %p0, %h1, %h2;", (a, b, c) -> truth((short) a == (short) b)),
                test("setp.ne.b64 %p0, %l1, %l2;", (a, b, c) -> truth(a != b)),
                test("setp.le.and.s32 %p0, %r1, %r2, !%p3;", (a, b, c) -> truth((int) a <= (int) b && (c & 1) == 0)),
                test("setp.ne.xor.s32 %p4|%p0, %r1, %r2, %p3;",
                        (a, b, c) -> truth((int) a != (int) b ? (c & 1) != 0 : (c & 1) == 0)),
                ints("set.gt.u32.s32 %r0, %r1, %r2;", (a, b, c) -> (int) a > (int) b ? -1 : 0),
                test("and.pred %p4, %p1, %p2; not.pred %p5, %p3; or.pred %p0, %p4, %p5;",
                        (a, b, c) -> truth((a & b & 1) != 0 || (c & 1) == 0)));
    }

    static Stream<Row> conversions() {
        return Stream.of(
                longs("cvt.s64.s32 %l0, %r1;", (a, b, c) -> (int) a),
                longs("cvt.u64.u16 %l0, %h1;", (a, b, c) -> a & 0xFFFF),
                ints("cvt.s32.s8 %r0, %r1;", (a, b, c) -> (byte) a),
                ints("cvt.sat.s8.s32 %r0, %r1;", (a, b, c) -> Math.clamp((int) a, -128, 127)),
                ints("cvt.sat.u32.s64 %r0, %l1;", (a, b, c) -> Math.clamp(a, 0, 0xFFFFFFFFL)),
                new Row("cvt.rn.f32.f64 %f0, %d1;", 'f', (a, b, c) -> Float.floatToRawIntBits((float) d(a))),
                new Row("cvt.rz.f32.f64 %f0, %d1;", 'f', (a, b, c) -> bits(narrow(d(a), RoundingMode.DOWN))),
                new Row("cvt.rp.f32.f64 %f0, %d1;", 'f', (a, b, c) -> bits(narrow(d(a), RoundingMode.CEILING))),
                new Row("cvt.f64.f32 %d0, %f1;", 'd', (a, b, c) -> Double.doubleToRawLongBits(f(a))),
                new Row("cvt.rn.f32.s64 %f0, %l1;", 'f', (a, b, c) -> Float.floatToRawIntBits((float) a)),
                new Row("cvt.rn.f32.u64 %f0, %l1;", 'f',
                        (a, b, c) -> Float.floatToRawIntBits(new BigDecimal(unsigned(a)).floatValue())),
                new Row("cvt.rm.f32.s64 %f0, %l1;", 'f',
                        (a, b, c) -> bits(narrow(new BigDecimal(a), RoundingMode.FLOOR))),
                new Row("cvt.rn.f32.u32 %f0, %r1;", 'f', (a, b, c) -> Float.floatToRawIntBits((float) u(a))),
                new Row("cvt.rn.f64.u64 %d0, %l1;", 'd',
                        (a, b, c) -> Double.doubleToRawLongBits(unsigned(a).doubleValue())),
                new Row("cvt.rn.f64.s32 %d0, %r1;", 'd', (a, b, c) -> Double.doubleToRawLongBits((int) a)),
                ints("cvt.rzi.s32.f32 %r0, %f1;", (a, b, c) -> (int) f(a)),
                ints("cvt.rni.s32.f32 %r0, %f1;", (a, b, c) -> (int) Math.rint(f(a))),
                ints("cvt.rzi.u32.f32 %r0, %f1;", (a, b, c) -> Math.clamp((long) f(a), 0, 0xFFFFFFFFL)),
                ints("cvt.rzi.s32.f64 %r0, %d1;", (a, b, c) -> Double.isNaN(d(a)) ? Integer.MIN_VALUE : (int) d(a)),
                longs("cvt.rmi.s64.f64 %l0, %d1;",
                        (a, b, c) -> Double.isNaN(d(a)) ? Long.MIN_VALUE : (long) Math.floor(d(a))),
                longs("cvt.rzi.u64.f64 %l0, %d1;",
                        (a, b, c) -> Double.isNaN(d(a)) ? Long.MIN_VALUE : d(a) <= 0 ? 0 : d(a) >= 0x1p64 ? -1
                        : new BigDecimal(d(a)).toBigInteger().longValue()),
                longs("cvt.rzi.s64.f32 %l0, %f1;", (a, b, c) -> Float.isNaN(f(a)) ? Long.MIN_VALUE : (long) f(a)),
                floats("cvt.rni.f32.f32 %f0, %f1;", (a, b, c) -> (float) Math.rint(a)),
                floats("cvt.rpi.f32.f32 %f0, %f1;", (a, b, c) -> (float) Math.ceil(a)),
                floats("cvt.sat.f32.f32 %f0, %f1;", (a, b, c) -> a > 0 ? Math.min(a, 1) : 0),
                doubles("cvt.rzi.f64.f64 %d0, %d1;", (a, b, c) -> a < 0 ? Math.ceil(a) : Math.floor(a)),
                doubles("cvt.rmi.f64.f64 %d0, %d1;", (a, b, c) -> Math.floor(a)));
    }

    static Stream<Row> real() {
        return Stream.of(
                floats("add.f32 %f0, %f1, %f2;", (a, b, c) -> a + b),
                floats("sub.rn.f32 %f0, %f1, %f2;", (a, b, c) -> a - b),
                floats("mul.f32 %f0, %f1, 0f40400000;", (a, b, c) -> a * 3),
                floats("mul.ftz.f32 %f0, %f1, %f2;", (a, b, c) -> flushed(flushed(a) * flushed(b))),
                floats("add.sat.f32 %f0, %f1, %f2;", (a, b, c) -> a + b > 0 ? Math.min(a + b, 1) : 0),
                floats("add.rz.f32 %f0, %f1, %f2;", (a, b, c) -> exact(a + b, RoundingMode.DOWN, a, 1, b)),
                floats("add.rm.f32 %f0, %f1, %f2;", (a, b, c) -> exact(a + b, RoundingMode.FLOOR, a, 1, b)),
                floats("mul.rp.f32 %f0, %f1, %f2;", (a, b, c) -> exact(a * b, RoundingMode.CEILING, a, b, 0)),
                floats("fma.rn.f32 %f0, %f1, %f2, %f3;", Math::fma),
                floats("fma.rm.f32 %f0, %f1, %f2, %f3;",
                        (a, b, c) -> exact(Math.fma(a, b, c), RoundingMode.FLOOR, a, b, c)),
                floats("fma.rz.f32 %f0, %f1, %f2, %f3;",
                        (a, b, c) -> exact(Math.fma(a, b, c), RoundingMode.DOWN, a, b, c)),
                floats("div.rn.f32 %f0, %f1, %f2;", (a, b, c) -> a / b),
                floats("rcp.rn.f32 %f0, %f1;", (a, b, c) -> 1 / a),
                floats("sqrt.rn.f32 %f0, %f1;", (a, b, c) -> (float) Math.sqrt(a)),
                floats("sqrt.rm.f32 %f0, %f1;", (a, b, c) -> a > 0 && a < Float.POSITIVE_INFINITY
                        ? narrow(new BigDecimal(a).sqrt(new MathContext(60)), RoundingMode.FLOOR) : (float) Math.sqrt(a)),
                floats("neg.f32 %f0, %f1;", (a, b, c) -> -a),
                floats("abs.f32 %f0, %f1;", (a, b, c) -> Math.abs(a)),
                floats("min.f32 %f0, %f1, %f2;", (a, b, c) -> a != a ? b : b != b ? a : Math.min(a, b)),
                floats("max.f32 %f0, %f1, %f2;", (a, b, c) -> a != a ? b : b != b ? a : Math.max(a, b)),
                floats("copysign.f32 %f0, %f1, %f2;",
                        (a, b, c) -> Math.copySign(b, Float.floatToRawIntBits(a) < 0 ? -1 : 1)),
                floats("ex2.approx.ftz.f32 %f0, %f1;", (a, b, c) -> flushed((float) Math.pow(2, flushed(a)))),
                floats("lg2.approx.f32 %f0, %f1;", (a, b, c) -> (float) (Math.log(a) / Math.log(2))),
                floats("rsqrt.approx.f32 %f0, %f1;", (a, b, c) -> (float) (1 / Math.sqrt(a))),
                floats("sin.approx.f32 %f0, %f1;", (a, b, c) -> (float) Math.sin(a)),
                floats("div.approx.f32 %f0, %f1, %f2;", (a, b, c) -> a / b),
                new Row("selp.f32 %f0, %f1, 0f7F800000, %p2;", 'f', (a, b, c) -> (b & 1) != 0 ? a : 0x7F800000),
                doubles("add.f64 %d0, %d1, %d2;", (a, b, c) -> a + b),
                doubles("sub.f64 %d0, 0d3FF0000000000000, %d2;", (a, b, c) -> 1 - b),
                doubles("mul.f64 %d0, %d1, %d2;", (a, b, c) -> a * b),
                doubles("add.rz.f64 %d0, %d1, %d2;", (a, b, c) -> exact(a + b, RoundingMode.DOWN, a, 1, b)),
                doubles("mul.rm.f64 %d0, %d1, %d2;", (a, b, c) -> exact(a * b, RoundingMode.FLOOR, a, b, 0)),
                doubles("fma.rn.f64 %d0, %d1, %d2, %d3;", Math::fma),
                doubles("fma.rp.f64 %d0, %d1, %d2, %d3;",
                        (a, b, c) -> exact(Math.fma(a, b, c), RoundingMode.CEILING, a, b, c)),
                doubles("div.rn.f64 %d0, %d1, %d2;", (a, b, c) -> a / b),
                doubles("rcp.rn.f64 %d0, %d1;", (a, b, c) -> 1 / a),
                doubles("sqrt.rn.f64 %d0, %d1;", (a, b, c) -> Math.sqrt(a)),
                doubles("rsqrt.approx.f64 %d0, %d1;", (a, b, c) -> 1 / Math.sqrt(a)),
                doubles("min.f64 %d0, %d1, %d2;", (a, b, c) -> a != a ? b : b != b ? a : Math.min(a, b)),
                doubles("max.f64 %d0, %d1, %d2;", (a, b, c) -> a != a ? b : b != b ? a : Math.max(a, b)),
                doubles("neg.f64 %d0, %d1;", (a, b, c) -> -a),
                doubles("abs.f64 %d0, %d1;", (a, b, c) -> Math.abs(a)),
                test("setp.eq.f32 %p0, %f1, %f2;", (a, b, c) -> truth(f(a) == f(b))),
                test("setp.ne.f32 %p0, %f1, %f2;", (a, b, c) -> truth(f(a) < f(b) || f(a) > f(b))),
                test("setp.neu.f32 %p0, %f1, %f2;", (a, b, c) -> truth(f(a) != f(b))),
                test("setp.ltu.f32 %p0, %f1, %f2;", (a, b, c) -> truth(!(f(a) >= f(b)))),
                test("setp.le.f64 %p0, %d1, %d2;", (a, b, c) -> truth(d(a) <= d(b))),
                test("setp.geu.f64 %p0, %d1, %d2;", (a, b, c) -> truth(!(d(a) < d(b)))),
                test("setp.num.f64 %p0, %d1, %d2;", (a, b, c) -> truth(d(a) == d(a) && d(b) == d(b))),
                test("setp.nan.f32 %p0, %f1, %f2;", (a, b, c) -> truth(f(a) != f(a) || f(b) != f(b))),
                test("setp.gt.ftz.f32 %p0, %f1, %f2;", (a, b, c) -> truth(flushed(f(a)) > flushed(f(b)))),
                test("testp.subnormal.f32 %p0, %f1;",
                        (a, b, c) -> truth(f(a) != 0 && Math.abs(f(a)) < Float.MIN_NORMAL)),
                test("testp.infinite.f64 %p0, %d1;", (a, b, c) -> truth(Double.isInfinite(d(a)))));
    }

    private static float flushed(float a) {
        return Math.abs(a) < Float.MIN_NORMAL ? Math.copySign(0, a) : a;
    }

    private static long bits(float a) {
        return Float.floatToRawIntBits(a);
    }

    private static float narrow(double a, RoundingMode mode) {
        return Double.isFinite(a) && a != 0 ? narrow(new BigDecimal(a), mode) : (float) a;
    }

    /** {@return the float in this direction, found by comparing} */
    private static float narrow(BigDecimal a, RoundingMode mode) {
        boolean up = mode == RoundingMode.CEILING || mode == RoundingMode.DOWN && a.signum() < 0;
        float x = a.floatValue();
        if (up) {
            return x == Float.NEGATIVE_INFINITY || !Float.isInfinite(x) && new BigDecimal(x).compareTo(a) < 0 ? Math.nextUp(x) : x;
        }
        return x == Float.POSITIVE_INFINITY || !Float.isInfinite(x) && new BigDecimal(x).compareTo(a) > 0 ? Math.nextDown(x) : x;
    }

    /** {@return a * b + c in this direction; the nearest where that is exact or no number} */
    private static float exact(float nearest, RoundingMode mode, float a, float b, float c) {
        if (!Float.isFinite(a) || !Float.isFinite(b) || !Float.isFinite(c)) {
            return nearest;
        }
        BigDecimal sum = new BigDecimal(a).multiply(new BigDecimal(b)).add(new BigDecimal(c));
        return sum.signum() == 0 ? nearest : narrow(sum, mode);
    }

    private static double exact(double nearest, RoundingMode mode, double a, double b, double c) {
        if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(c)) {
            return nearest;
        }
        BigDecimal sum = new BigDecimal(a).multiply(new BigDecimal(b)).add(new BigDecimal(c));
        if (sum.signum() == 0) {
            return nearest;
        }
        double x = sum.doubleValue();
        boolean up = mode == RoundingMode.CEILING || mode == RoundingMode.DOWN && sum.signum() < 0;
        int order = Double.isInfinite(x) ? (x > 0 ? 1 : -1) : new BigDecimal(x).compareTo(sum);
        return up ? order < 0 ? Math.nextUp(x) : x : order > 0 ? Math.nextDown(x) : x;
    }

    private static final long[] VALUES = values();

    /** Whole numbers, floats (in the low half) and doubles, with what is special among them. */
    private static long[] values() {
        LongStream.Builder all = LongStream.builder();
        for (long x : new long[] {0, 1, 2, 5, 7, 31, 32, 33, 63, 64, 100, 255, 1 << 15, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFFL,
                0x123456789ABCDEFL, Long.MAX_VALUE}) {
            all.add(x).add(-x);
        }
        for (float x : new float[] {0, 0.5f, 1, 1.5f, 2.5f, 3.1415927f, 100.7f, 1e-3f, 16777217, 3e9f, 1e19f, 1e-40f, 1e-38f,
                3e38f, Float.POSITIVE_INFINITY, Float.NaN}) {
            all.add(Float.floatToRawIntBits(x) & 0xFFFFFFFFL).add(Float.floatToRawIntBits(-x) & 0xFFFFFFFFL);
        }
        for (double x : new double[] {0.1, 1, 1.5, 2.5, Math.PI, 1e-3, 3e9, 1e19, 1e-310, 1e300, 1e-40, 1e39, 1 + 1e-15,
                Double.POSITIVE_INFINITY, Double.NaN}) {
            all.add(Double.doubleToRawLongBits(x)).add(Double.doubleToRawLongBits(-x));
        }
        return all.build().toArray();
    }

    private static final List<Row> ROWS = Stream.of(whole(), conversions(), real()).flatMap(s -> s).toList();

    private static String module() {
        StringBuilder ptx = new StringBuilder(".version 8.0\n.target sm_60\n.address_size 64\n");
        for (int i = 0; i < ROWS.size(); i++) {
            Row row = ROWS.get(i);
            String store = switch (row.result()) {
                case 'h' -> "cvt.u64.u16 %l0, %h0;";
                case 'r' -> "cvt.u64.u32 %l0, %r0;";
                case 'f' -> "mov.b32 %r0, %f0; cvt.u64.u32 %l0, %r0;";
                case 'd' -> "mov.b64 %l0, %d0;";
                case 'p' -> "selp.u64 %l0, 1, 0, %p0;";
                default -> "";
            };
            ptx.append(KERNEL.replace("NAME", "k" + i).replace("CODE", row.code()).replace("STORE", store));
        }
        return ptx.toString();
    }

    private static final String KERNEL = """
            .visible .entry NAME(.param .align 8 .b8 args[24])
            {
                .reg .pred %p<9>; .reg .b16 %h<9>; .reg .b32 %r<9>; .reg .f32 %f<9>; .reg .b64 %l<9>; .reg .f64 %d<9>;
                .reg .b32 %i, %n; .reg .b64 %in, %out, %at;
                ld.param.u64 %in, [args];
                ld.param.u64 %out, [args+8];
                ld.param.u32 %n, [args+16];
                mov.u32 %r4, %ctaid.x;
                mov.u32 %r5, %ntid.x;
                mov.u32 %r6, %tid.x;
                mad.lo.s32 %i, %r4, %r5, %r6;
                setp.ge.u32 %p1, %i, %n;
                @%p1 ret;
                mul.wide.u32 %at, %i, 24;
                add.s64 %at, %in, %at;
                ld.global.b64 %l1, [%at];
                ld.global.b64 %l2, [%at+8];
                ld.global.b64 %l3, [%at+16];
                cvt.u16.u64 %h1, %l1; cvt.u32.u64 %r1, %l1; mov.b32 %f1, %r1; mov.b64 %d1, %l1;
                cvt.u16.u64 %h2, %l2; cvt.u32.u64 %r2, %l2; mov.b32 %f2, %r2; mov.b64 %d2, %l2;
                cvt.u16.u64 %h3, %l3; cvt.u32.u64 %r3, %l3; mov.b32 %f3, %r3; mov.b64 %d3, %l3;
                and.b32 %r4, %r1, 1; setp.ne.u32 %p1, %r4, 0;
                and.b32 %r4, %r2, 1; setp.ne.u32 %p2, %r4, 0;
                and.b32 %r4, %r3, 1; setp.ne.u32 %p3, %r4, 0;
                CODE
                STORE
                mul.wide.u32 %at, %i, 8;
                add.s64 %at, %out, %at;
                st.global.b64 [%at], %l0;
                ret;
            }
            """;

    private static final Heap HEAP = new Heap(true);
    private static final Machine MACHINE = new Machine(HEAP);
    private static final Machine.Loaded LOADED = MACHINE.load(new PtxModule(module()));

    static Stream<Row> rows() {
        return ROWS.stream();
    }

    @Test
    void theRowsArePtx() {
        assertEquals("", PtxAssembler.complaints(module(), "sm_60"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void computes(Row row) {
        int n = VALUES.length;
        long[] in = new long[3 * n * n];
        for (int i = 0; i < n * n; i++) {
            in[3 * i] = VALUES[i / n];
            in[3 * i + 1] = VALUES[i % n];
            in[3 * i + 2] = VALUES[(i / n * 7 + i * 3) % n];
        }
        long[] out = run("k" + ROWS.indexOf(row), in, n * n);
        for (int i = 0; i < n * n; i++) {
            long a = in[3 * i];
            long b = in[3 * i + 1];
            long c = in[3 * i + 2];
            long expected = row.expected().of(a, b, c);
            if (!same(row, expected, out[i])) {
                assertEquals(Long.toHexString(expected), Long.toHexString(out[i]), () -> row + " of " + Long.toHexString(a) + ", "
                        + Long.toHexString(b) + ", " + Long.toHexString(c));
            }
        }
    }

    private static long[] run(String kernel, long[] in, int n) {
        ByteBuffer bytes = ByteBuffer.allocate(in.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(in);
        long from = HEAP.allocate(bytes.capacity());
        long to = HEAP.allocate(n * 8L);
        HEAP.write(from, bytes.array());
        ByteBuffer arguments = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(from).putLong(to).putLong(n);
        MACHINE.launch(LOADED, kernel, (n + 127) / 128, 1, 128, 0, arguments.array());
        byte[] result = new byte[n * 8];
        HEAP.read(to, result);
        HEAP.free(from);
        HEAP.free(to);
        long[] out = new long[n];
        ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(out);
        return out;
    }

    private static boolean same(Row row, long expected, long got) {
        // The sign of an exact zero in directed rounding has a test of its own.
        boolean anyZero = row.code().matches(".*\\.r[zmp]\\.f.*");
        return switch (row.result()) {
            case 'h' -> (expected & 0xFFFF) == got;
            case 'r' -> u(expected) == got;
            case 'f' -> u(expected) == got || f(expected) != f(expected) && f(got) != f(got) || anyZero && f(expected) == f(got);
            case 'd' -> expected == got || d(expected) != d(expected) && d(got) != d(got) || anyZero && d(expected) == d(got);
            default -> expected == got;
        };
    }

    @Test
    void zerosHaveTheSignOfTheDirection() {
        long one = Float.floatToRawIntBits(1);
        long minusOne = Float.floatToRawIntBits(-1);
        long minusZero = 0x80000000L;
        int row = ROWS.stream().map(Row::code).toList().indexOf("add.rm.f32 %f0, %f1, %f2;");
        long[] out = run("k" + row, new long[] {one, minusOne, 0, 0, 0, 0, minusZero, 0, 0, minusZero, minusZero, 0}, 4);
        assertArrayEquals(new long[] {minusZero, 0, minusZero, minusZero}, out);
    }
}
