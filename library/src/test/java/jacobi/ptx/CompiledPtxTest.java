package jacobi.ptx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

/** Runs what NVIDIA's compiler makes of CUDA C; the sources stand beside the texts. */
class CompiledPtxTest {
    private static Bench bench(String name) {
        try (InputStream in = CompiledPtxTest.class.getResourceAsStream(name + ".ptx")) {
            return new Bench(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final Bench MATHEMATICS = bench("mathematics");
    private static final double[] VALUES = {0, 0.3, 0.5, 1, 1.5, 2.5, 3.7, 10, 88.5, 100, 709, 1e-3, 1e-30, 123456.7, 1e8, 3e9, 1e15,
        1e30, 1e-40, 4e-320, 1e300, Math.PI, Math.E, 0.9999, Double.POSITIVE_INFINITY, Double.NaN};

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer run(String kernel, ByteBuffer x, ByteBuffer y, int n) {
        Bench b = MATHEMATICS;
        long to = b.heap.allocate(x.capacity());
        b.launch(kernel, (n + 63) / 64, 64, 0, b.put(x.array()), b.put(y.array()), to, n);
        byte[] out = new byte[x.capacity()];
        b.heap.read(to, out);
        return ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All pairs of values of both signs, with the error in units in the last place. */
    private static void floats(String kernel, DoubleBinaryOperator f, int most) {
        int n = 4 * VALUES.length * VALUES.length;
        ByteBuffer x = buffer(4 * n);
        ByteBuffer y = buffer(4 * n);
        fill(n, (a, b) -> {
            x.putFloat((float) a);
            y.putFloat((float) b);
        });
        ByteBuffer out = run(kernel, x, y, n);
        for (int i = 0; i < n; i++) {
            float a = x.getFloat(4 * i);
            float b = y.getFloat(4 * i);
            float expected = (float) f.applyAsDouble(a, b);
            float got = out.getFloat(4 * i);
            assertTrue(expected == got || expected != expected && got != got || Math.abs(expected - got) <= most * Math.ulp(expected),
                    () -> kernel + "(" + a + ", " + b + ") gave " + got + ", not " + expected);
        }
    }

    private static void doubles(String kernel, DoubleBinaryOperator f, int most) {
        int n = 4 * VALUES.length * VALUES.length;
        ByteBuffer x = buffer(8 * n);
        ByteBuffer y = buffer(8 * n);
        fill(n, (a, b) -> {
            x.putDouble(a);
            y.putDouble(b);
        });
        ByteBuffer out = run(kernel, x, y, n);
        for (int i = 0; i < n; i++) {
            double a = x.getDouble(8 * i);
            double b = y.getDouble(8 * i);
            double expected = f.applyAsDouble(a, b);
            double got = out.getDouble(8 * i);
            assertTrue(expected == got || expected != expected && got != got || Math.abs(expected - got) <= most * Math.ulp(expected),
                    () -> kernel + "(" + a + ", " + b + ") gave " + got + ", not " + expected);
        }
    }

    private interface Pair {
        void add(double a, double b);
    }

    private static void fill(int n, Pair to) {
        for (int i = 0; i < n; i++) {
            double a = VALUES[i / 4 / VALUES.length];
            double b = VALUES[i / 4 % VALUES.length];
            to.add((i & 1) == 0 ? a : -a, (i & 2) == 0 ? b : -b);
        }
    }

    @Test
    void exponentials() {
        floats("exp_float", (x, y) -> Math.exp(x), 2);
        doubles("exp_double", (x, y) -> Math.exp(x), 2);
        doubles("tanh_double", (x, y) -> Math.tanh(x), 2);
    }

    @Test
    void logarithms() {
        floats("log_float", (x, y) -> Math.log(x), 1);
        doubles("log_double", (x, y) -> Math.log(x), 2);
    }

    @Test
    void sinesOfSmallAndHugeAngles() {
        floats("sin_float", (x, y) -> Math.sin(x), 2);
        doubles("sin_double", (x, y) -> Math.sin(x), 2);
        doubles("atan2_double", Math::atan2, 2);
    }

    @Test
    void powersAndRoots() {
        // Of these two, C and Java differ in 1^NaN and (-1)^infinity.
        floats("pow_float", (x, y) -> x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y), 2);
        floats("cbrt_float", (x, y) -> Math.cbrt(x), 1);
        doubles("rsqrt_double", (x, y) -> 1 / Math.sqrt(x), 1);
    }

    @Test
    void remaindersAreExact() {
        floats("fmod_float", (x, y) -> x % y, 0);
        doubles("fmod_double", (x, y) -> x % y, 0);
        doubles("remainder_double", Math::IEEEremainder, 0);
        floats("next_float", (x, y) -> Math.nextAfter((float) x, y), 0);
    }

    private static void longs(String kernel, LongBinaryOperator f) {
        long[] some = {0, 1, 2, 3, 7, 1000, 0xFFFFFFFFL, 1L << 32, 123456789012345L, Long.MAX_VALUE};
        int n = 4 * some.length * some.length;
        ByteBuffer x = buffer(8 * n);
        ByteBuffer y = buffer(8 * n);
        for (int i = 0; i < n; i++) {
            x.putLong(some[i / 4 / some.length] * ((i & 1) == 0 ? 1 : -1));
            y.putLong(some[i / 4 % some.length] * ((i & 2) == 0 ? 1 : -1));
        }
        ByteBuffer out = run(kernel, x, y, n);
        for (int i = 0; i < n; i++) {
            assertEquals(f.applyAsLong(x.getLong(8 * i), y.getLong(8 * i)), out.getLong(8 * i));
        }
    }

    @Test
    void wholeNumbers() {
        longs("divide_long", (x, y) -> y == 0 ? 7 : x / y);
        longs("high_unsigned", (x, y) -> new BigInteger(Long.toUnsignedString(x)).multiply(new BigInteger(Long.toUnsignedString(y)))
                .shiftRight(64).longValue());
    }

    @Test
    void sumInSharedMemory() {
        Bench b = bench("together");
        int n = 10_001;
        ByteBuffer x = buffer(4 * n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            x.putFloat(i % 100 * 0.25f);
            sum += i % 100 * 0.25f;
        }
        long to = b.heap.allocate(8 * 3);
        b.launch("sum", 3, 256, 0, b.put(x.array()), 0, to, n);
        byte[] out = new byte[24];
        b.heap.read(to, out);
        ByteBuffer parts = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(sum, parts.getDouble(0) + parts.getDouble(8) + parts.getDouble(16));
    }

    @Test
    void shufflesAndVotes() {
        Bench b = bench("together");
        int[] x = new Random(1).ints(256, -10, 10).toArray();
        long to = b.heap.allocate(12 * x.length);
        b.launch("warps", 2, 128, 0, b.ints(x), 0, to, 0);
        int[] out = b.ints(to, 3 * x.length);
        for (int i = 0; i < x.length; i++) {
            int[] warp = Arrays.copyOfRange(x, i / 32 * 32, i / 32 * 32 + 32);
            int[] block = Arrays.copyOfRange(x, i / 128 * 128, i / 128 * 128 + 128);
            assertEquals(Arrays.stream(warp).sum(), out[3 * i]);
            assertEquals(Arrays.stream(warp).filter(v -> v > 0).count(), out[3 * i + 1]);
            assertEquals(Arrays.stream(block).filter(v -> v > 0).count(), out[3 * i + 2]);
        }
    }

    @Test
    void tileOfAProduct() {
        Bench b = bench("together");
        int n = 48;
        ByteBuffer x = buffer(4 * 64 * n);
        ByteBuffer y = buffer(4 * 64 * n);
        Random random = new Random(2);
        for (int i = 0; i < 64 * n; i++) {
            x.putFloat(random.nextInt(9) - 4);
            y.putFloat(random.nextInt(9) - 4);
        }
        long to = b.heap.allocate(4 * 64 * 64);
        b.launch("product", 1, 256, 4096, b.put(x.array()), b.put(y.array()), to, n);
        int[] out = b.ints(to, 64 * 64);
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 64; j++) {
                float sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += x.getFloat(4 * (i * n + k)) * y.getFloat(4 * (k * 64 + j));
                }
                assertEquals(sum, Float.intBitsToFloat(out[64 * i + j]));
            }
        }
    }

    @Test
    void atomicsInSharedMemory() {
        Bench b = bench("together");
        int[] x = new Random(3).ints(1000, 0, 16).toArray();
        long to = b.ints(new int[16]);
        b.launch("histogram", 1, 96, 0, b.ints(x), 0, to, x.length);
        int[] expected = new int[16];
        Arrays.stream(x).forEach(v -> expected[v]++);
        assertArrayEquals(expected, b.ints(to, 16));
    }

    @Test
    void callsAndCases() {
        Bench b = bench("together");
        int n = 100;
        long to = b.heap.allocate(8 * n);
        b.launch("calls", 2, 64, 0, 0, 0, to, n);
        byte[] bytes = new byte[8 * n];
        b.heap.read(to, bytes);
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] primes = {2, 3, 5, 7, 11, 13, 17, 19};
        for (int i = 0; i < n; i++) {
            double a = 2.0 * i;
            int second = primes[i & 7] + "jacobi".charAt(i % 6);
            double expected = switch (i % 7) {
                case 0 -> a + 1;
                case 1 -> a * a;
                case 2 -> second;
                case 3 -> -a;
                case 4 -> Math.sqrt(a);
                default -> a + second;
            };
            assertEquals(expected, out.getDouble(8 * i));
        }
    }
}
