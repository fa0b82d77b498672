package jacobi.random;

/**
 * Cosine and sine of angles of one turn, to the last bit those of {@link StrictMath}, which needs an array for each angle
 * above pi/4. The method is FDLIBM's (Sun Microsystems, 1993), cut down to these angles: a multiple of pi/2 is taken off,
 * in two parts, and a polynomial approximates the rest.
 */
final class Turn {
    private static final double QUARTERS = 6.36619772367581382433e-01;
    /** Pi/2: a piece of 33 bits, and the rest, which is a second piece and its rest, and so on. */
    private static final double PIECE = 1.57079632673412561417e+00;
    private static final double REST = 6.07710050650619224932e-11;
    private static final double[] MORE = {6.07710050630396597660e-11, 2.02226624871116645580e-21};
    private static final double[] LESS = {2.02226624879595063154e-21, 8.47842766036889956997e-32};
    /** The upper halves of pi/4 and 3 pi/4, and of the multiples of pi/2, near which digits cancel. */
    private static final int EIGHTH = 0x3fe921fb;
    private static final int THREE_EIGHTHS = 0x4002d97c;
    private static final int[] MULTIPLES = {0, 0x3ff921fb, 0x400921fb, 0x4012d97c, 0x401921fb};

    private Turn() {
    }

    /** {@return the cosine} @param x from 0 to 2 pi */
    static double cos(double x) {
        return turned(x, 1);
    }

    /** {@return the sine} @param x from 0 to 2 pi */
    static double sin(double x) {
        return turned(x, 0);
    }

    /** The sine of an angle that is some quarters further on. */
    private static double turned(double x, int quarters) {
        int high = high(x);
        if (high <= EIGHTH) {
            return quarter(quarters, x, 0);
        }
        int n = high < THREE_EIGHTHS ? 1 : (int) (x * QUARTERS + 0.5);
        double rest = x - n * PIECE;
        double taken = n * REST;
        double y = rest - taken;
        if (high == MULTIPLES[n]) {
            // So few digits are left that more of pi is needed.
            if (n == 1) {
                rest -= MORE[0];
                taken = LESS[0];
                y = rest - taken;
            } else {
                for (int i = 0; i < 2 && (high >> 20) - (high(y) >> 20 & 0x7ff) > (i == 0 ? 16 : 49); i++) {
                    double before = rest;
                    taken = n * MORE[i];
                    rest = before - taken;
                    taken = n * LESS[i] - (before - rest - taken);
                    y = rest - taken;
                }
            }
        }
        return quarter(n + quarters, y, rest - y - taken);
    }

    /** The sine of x + tail after some quarters; |x| is up to pi/4. */
    private static double quarter(int quarters, double x, double tail) {
        return switch (quarters & 3) {
            case 0 -> sineNear0(x, tail);
            case 1 -> cosineNear0(x, tail);
            case 2 -> -sineNear0(x, tail);
            default -> -cosineNear0(x, tail);
        };
    }

    private static double cosineNear0(double x, double tail) {
        int high = high(x) & 0x7fffffff;
        if (high < 0x3e400000) {
            return 1;
        }
        double z = x * x;
        double r = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05
                + z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
        if (high < 0x3fd33333) {
            return 1 - (0.5 * z - (z * r - x * tail));
        }
        double most = high > 0x3fe90000 ? 0.28125 : Double.longBitsToDouble((long) (high - 0x00200000) << 32);
        return 1 - most - (0.5 * z - most - (z * r - x * tail));
    }

    private static double sineNear0(double x, double tail) {
        if ((high(x) & 0x7fffffff) < 0x3e400000) {
            return x;
        }
        double z = x * x;
        double v = z * x;
        double r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06
                + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
        double s = -1.66666666666666324348e-01;
        return tail == 0 ? x + v * (s + z * r) : x - (z * (0.5 * tail - v * r) - tail - v * s);
    }

    private static int high(double x) {
        return (int) (Double.doubleToRawLongBits(x) >> 32);
    }
}
