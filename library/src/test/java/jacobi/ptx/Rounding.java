package jacobi.ptx;

import java.math.BigDecimal;

/** How results that have no exact representation are rounded. */
enum Rounding {
    NEAREST, ZERO, DOWN, UP;

    /** {@return the rounding of a modifier: rn, rz, rm, rp; null for others} */
    static Rounding of(String modifier) {
        return switch (modifier) {
            case "rn", "rni" -> NEAREST;
            case "rz", "rzi" -> ZERO;
            case "rm", "rmi" -> DOWN;
            case "rp", "rpi" -> UP;
            default -> null;
        };
    }

    /** {@return the whole number next to a number in this rounding's direction} */
    double whole(double value) {
        return switch (this) {
            case NEAREST -> Math.rint(value);
            case ZERO -> value < 0 ? Math.ceil(value) : Math.floor(value);
            case DOWN -> Math.floor(value);
            case UP -> Math.ceil(value);
        };
    }

    /** Whether a rounded value has to go one step down (-1) or up (1), given the sign of what was cut off. */
    private int step(double value, double rest) {
        boolean negative = value < 0 || value == 0 && rest < 0;
        return switch (this) {
            case NEAREST -> 0;
            case DOWN -> rest < 0 ? -1 : 0;
            case UP -> rest > 0 ? 1 : 0;
            case ZERO -> negative ? rest > 0 ? 1 : 0 : rest < 0 ? -1 : 0;
        };
    }

    private double stepped(double nearest, double rest) {
        int step = step(nearest, rest);
        return step == 0 ? nearest : step > 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
    }

    /** {@return the float of {@code high + low}, which is exact and where low is the smaller by far} */
    float narrow(double high, double low) {
        float nearest = (float) high;
        if (Float.isNaN(nearest) || Double.isInfinite(high)) {
            return nearest;
        }
        if (this == NEAREST) {
            return low == 0 ? nearest : new BigDecimal(high).add(new BigDecimal(low)).floatValue();
        }
        double rest = Float.isInfinite(nearest) ? -nearest : high == nearest ? low : high - nearest;
        int step = step(nearest, rest);
        return step == 0 ? nearest : step > 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
    }

    float add(float a, float b) {
        return exactZero(a, b) ? signedZero(a, b) : sum(a, b);
    }

    private float sum(double a, double b) {
        double sum = a + b;
        return Double.isFinite(sum) ? narrow(sum, lost(a, b, sum)) : (float) sum;
    }

    /** What a sum of doubles lost, exactly. */
    private static double lost(double a, double b, double sum) {
        double t = sum - a;
        return a - (sum - t) + (b - t);
    }

    private static boolean exactZero(double a, double b) {
        return a == -b;
    }

    /** A sum that is exactly zero is negative when rounding down, unless both parts are positive zeros. */
    private float signedZero(double a, double b) {
        double sum = a + b;
        return this == DOWN && sum == 0 && !(1 / a > 0 && 1 / b > 0 && a == 0) ? -0f : (float) sum;
    }

    double add(double a, double b) {
        if (exactZero(a, b)) {
            return signedZero(a, b);
        }
        double sum = a + b;
        return Double.isFinite(sum) ? stepped(sum, lost(a, b, sum)) : overflown(sum, a, b);
    }

    /** A finite operation that overflows ends at the largest number if infinity is in the wrong direction. */
    private double overflown(double result, double a, double b) {
        return Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b) ? stepped(result, -result) : result;
    }

    float fma(float a, float b, float c) {
        double product = (double) a * b;
        return exactZero(product, c) ? signedZero(product, c) : sum(product, c);
    }

    double fma(double a, double b, double c) {
        double nearest = Math.fma(a, b, c);
        if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(c)) {
            return nearest;
        }
        if (Double.isInfinite(nearest)) {
            return stepped(nearest, -nearest);
        }
        BigDecimal exact = new BigDecimal(a).multiply(new BigDecimal(b)).add(new BigDecimal(c));
        if (exact.signum() == 0) {
            return c == 0 && a * b != 0 || a == 0 || b == 0 ? signedZero(a * b, c) : this == DOWN ? -0.0 : 0.0;
        }
        return stepped(nearest, exact.compareTo(new BigDecimal(nearest)));
    }

    float divide(float a, float b) {
        float q = a / b;
        if (!Float.isFinite(q) || q == 0 && a == 0) {
            return Float.isInfinite(q) && Float.isFinite(a) && b != 0 ? narrow((double) a / b, 0) : q;
        }
        // The remainder's sign, in doubles, where a quotient of floats times a float is exact.
        double rest = ((double) a - (double) q * b) * Math.signum(b);
        int step = step(q == 0 ? Math.copySign(0, q) : q, rest);
        return step == 0 ? q : step > 0 ? Math.nextUp(q) : Math.nextDown(q);
    }

    double divide(double a, double b) {
        double q = a / b;
        if (!Double.isFinite(q)) {
            return b != 0 ? overflown(q, a, b) : q;
        }
        return q == 0 && a == 0 || Double.isInfinite(b) ? q : stepped(q, -Math.fma(q, b, -a) * Math.signum(b));
    }

    float sqrt(float a) {
        return narrow(Math.sqrt(a), -Math.fma(Math.sqrt(a), Math.sqrt(a), -a));
    }

    double sqrt(double a) {
        double root = Math.sqrt(a);
        return Double.isFinite(root) && root > 0 ? stepped(root, -Math.fma(root, root, -a)) : root;
    }
}
