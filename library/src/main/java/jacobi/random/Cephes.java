package jacobi.random;

/**
 * Logarithm, sine and cosine of float32 to the bit as PyTorch's vector code computes them for its normal numbers: the
 * formulas of Moshier's Cephes library, each product fused with the sum that follows.
 */
final class Cephes {
    private Cephes() {
    }

    /** {@return the logarithm of a number in (0, 1]} */
    static float log(float x) {
        int bits = Float.floatToRawIntBits(Math.max(x, Float.MIN_NORMAL));
        float e = (bits >>> 23) - 126;
        float m = Float.intBitsToFloat(bits & 0x007FFFFF | 0x3F000000);
        if (m < 0.70710678118654752f) {
            e--;
            m = m - 1 + m;
        } else {
            m--;
        }
        float z = m * m;
        float y = 7.0376836292E-2f;
        y = Math.fma(y, m, -1.1514610310E-1f);
        y = Math.fma(y, m, 1.1676998740E-1f);
        y = Math.fma(y, m, -1.2420140846E-1f);
        y = Math.fma(y, m, 1.4249322787E-1f);
        y = Math.fma(y, m, -1.6668057665E-1f);
        y = Math.fma(y, m, 2.0000714765E-1f);
        y = Math.fma(y, m, -2.4999993993E-1f);
        y = Math.fma(y, m, 3.3333331174E-1f);
        y = Math.fma(y * m, z, e * -2.12194440e-4f);
        y = Math.fma(z, -0.5f, y);
        return Math.fma(e, 0.693359375f, m + y);
    }

    /** {@return the sine of an angle that is not negative} */
    static float sin(float angle) {
        int octant = octant(angle);
        float x = reduced(angle, octant);
        float y = (octant & 2) == 0 ? sinNearZero(x) : cosNearZero(x);
        return (octant & 4) == 0 ? y : -y;
    }

    /** {@return the cosine of an angle that is not negative} */
    static float cos(float angle) {
        int octant = octant(angle);
        float x = reduced(angle, octant);
        float y = (octant & 2) == 0 ? cosNearZero(x) : sinNearZero(x);
        return (octant - 2 & 4) != 0 ? y : -y;
    }

    private static int octant(float angle) {
        return (int) (angle * 1.27323954473516f) + 1 & ~1;
    }

    /** What is left of the angle when eighths of a turn are taken away: in three steps, which keeps its digits. */
    private static float reduced(float angle, int octant) {
        float x = Math.fma(octant, -0.78515625f, angle);
        x = Math.fma(octant, -2.4187564849853515625e-4f, x);
        return Math.fma(octant, -3.77489497744594108e-8f, x);
    }

    private static float cosNearZero(float x) {
        float z = x * x;
        float y = Math.fma(2.443315711809948E-005f, z, -1.388731625493765E-003f);
        y = Math.fma(y, z, 4.166664568298827E-002f);
        return Math.fma(y * z, z, -0.5f * z) + 1;
    }

    private static float sinNearZero(float x) {
        float z = x * x;
        float y = Math.fma(-1.9515295891E-4f, z, 8.3321608736E-3f);
        y = Math.fma(y, z, -1.6666654611E-1f);
        return Math.fma(y * z, x, x);
    }
}
