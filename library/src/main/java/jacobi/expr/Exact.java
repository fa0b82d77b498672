package jacobi.expr;

/** The functions of {@link Fn} and {@link Op} that {@link Math} lacks, in double precision; compiled kernels call them. */
public final class Exact {
    private static final double LN2 = 0.6931471805599453;

    private Exact() {
    }

    /** {@return 1 / (1 + exp(-x))} */
    public static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** {@return log(1 + exp(x)), without overflow} */
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** {@return the logarithm to base 2, exact for powers of 2} */
    public static double log2(double x) {
        int e = Math.getExponent(x);
        return x == Math.scalb(1.0, e) && e <= Double.MAX_EXPONENT ? e : Math.log(x) / LN2;
    }

    /** {@return the inverse hyperbolic sine} */
    public static double asinh(double x) {
        double a = Math.abs(x);
        double y = a > 0x1p28 ? Math.log(a) + LN2 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(y, x);
    }

    /** {@return the inverse hyperbolic cosine; NaN below 1} */
    public static double acosh(double x) {
        double t = x - 1;
        return x < 1 ? Double.NaN : x > 0x1p28 ? Math.log(x) + LN2 : Math.log1p(t + Math.sqrt(t * (t + 2)));
    }

    /** {@return the inverse hyperbolic tangent; NaN beyond -1 and 1} */
    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /** {@return the error function} */
    public static double erf(double x) {
        return ErrorFunctions.erf(x);
    }

    /** {@return 1 - erf(x), exact where that is close to 0} */
    public static double erfc(double x) {
        return ErrorFunctions.erfc(x);
    }

    /** {@return the inverse of erf; NaN beyond -1 and 1} */
    public static double erfinv(double x) {
        return ErrorFunctions.erfinv(x);
    }

    /** {@return the logarithm of the absolute value of the gamma function} */
    public static double lgamma(double x) {
        return GammaFunctions.lgamma(x);
    }

    /** {@return the derivative of the logarithm of the gamma function} */
    public static double digamma(double x) {
        return GammaFunctions.digamma(x);
    }

    /** {@return the derivative of digamma of the given order; NaN unless that is whole, not negative, and at most 170} */
    public static double polygamma(double order, double x) {
        return GammaFunctions.polygamma(order, x);
    }

    /** {@return log(exp(a) + exp(b)), without overflow} */
    public static double logaddexp(double a, double b) {
        return a == b ? a + LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    /** {@return a to the power b, which is 1 for a = 1 whatever b is, as in C, where {@link Math#pow} says NaN} */
    public static double pow(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }

    /** {@return a to the power b, without its fraction, and limited to the range of long} */
    public static long pow(long a, long b) {
        double near = Math.pow(a, b);
        if (!(Math.abs(near) > 0x1p53 && Math.abs(near) < 0x1p63)) {
            return (long) near;
        }
        long power = 1;
        for (long i = 0; i < b; i++) {
            power *= a;
        }
        return power;
    }

    /** {@return the remainder of a / b with the sign of a} */
    public static double fmod(double a, double b) {
        return a % b;
    }

    /** {@return the same for whole numbers; 0 for b = 0} */
    public static int fmod(int a, int b) {
        return b == 0 ? 0 : a % b;
    }

    /** {@return the same for whole numbers; 0 for b = 0} */
    public static long fmod(long a, long b) {
        return b == 0 ? 0 : a % b;
    }

    /** {@return the largest whole number not above a / b, without the error of rounding the quotient first} */
    public static double floorDivide(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && rest < 0 != b < 0) {
            quotient--;
        }
        return Math.rint(quotient);
    }

    /** {@return the same for whole numbers; for b = 0 the largest or smallest one, or 0, as of an infinity or NaN} */
    public static int floorDivide(int a, int b) {
        return b == 0 ? (int) (a / 0.0) : Math.floorDiv(a, b);
    }

    /** {@return the same for whole numbers; for b = 0 the largest or smallest one, or 0, as of an infinity or NaN} */
    public static long floorDivide(long a, long b) {
        return b == 0 ? (long) (a / 0.0) : Math.floorDiv(a, b);
    }
}
