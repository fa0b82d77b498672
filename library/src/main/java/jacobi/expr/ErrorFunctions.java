package jacobi.expr;

/**
 * The error function and its relatives, within a few units in the last place. The polynomials interpolate at Chebyshev
 * nodes; they were computed with 50 digits.
 */
final class ErrorFunctions {
    private static final double TWO_BY_ROOT_PI = 1.1283791670955126;

    /** {@code erf(x) / x} for x up to 1, in {@code 2 x^2 - 1}. */
    private static final double[] NEAR = {0.9654687386698673, -0.1405360890227171, 0.019852496688983708,
        -0.0022854855611441132, 0.00021751715604159932, -1.7537169441124866e-05, 1.223382738359897e-06,
        -7.511569286591727e-08, 4.115800583208149e-09, -2.035228405815769e-10, 9.167619596865806e-12,
        -3.8078824063194953e-13, 1.4543887079465116e-14};

    /** {@code (1 + 2x) e^(x^2) erfc(x)} for x from 1, in {@code (x - 5.75) / (x + 3.75)}, which goes from -1 to 1. */
    private static final double[] FAR = {1.208734727121424, -0.10348036935198053, 0.021018309656413853,
        0.010996100551870582, -0.016565862849315476, 0.012244250777872022, -0.00666920728565552, 0.002849692980782858,
        -0.0009389158067986955, 0.0002137978072200099, -1.7866051693401273e-05, -8.970138314685999e-06,
        4.007317311714817e-06, -3.610305830557043e-07, -2.5204484393560704e-07, 8.650841406211589e-08,
        7.305200675367153e-09, -9.602750643414419e-09, 4.960494359374642e-10, 8.655266976619341e-10,
        -7.662587866205651e-11, -5.401153182659765e-11};

    private ErrorFunctions() {
    }

    static double erf(double x) {
        double size = Math.abs(x);
        return size <= 1 ? near(x) : Math.copySign(1 - far(size), x);
    }

    static double erfc(double x) {
        return x > 1 ? far(x) : x < -1 ? 2 - far(-x) : 1 - near(x);
    }

    private static double near(double x) {
        return x * polynomial(NEAR, Math.fma(2 * x, x, -1));
    }

    /** erfc from 1 on; NaN for NaN. */
    private static double far(double x) {
        if (x > 28) {
            return 0;
        }
        // The square is rounded by up to half a unit, which in the exponent would be many; so what was lost comes back.
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return Math.exp(-square) * (1 - lost) / (1 + 2 * x) * polynomial(FAR, (x - 5.75) / (x + 3.75));
    }

    /** A guess that is good to three digits (S. Winitzki, 2008), and Halley's method, which trebles them each time. */
    static double erfinv(double x) {
        double size = Math.abs(x);
        if (!(size < 1) || x == 0) {
            return size == 1 ? x * Double.POSITIVE_INFINITY : size > 1 ? Double.NaN : x;
        }
        double log = size < 0.5 ? Math.log1p(-x * x) : Math.log((1 - size) * (1 + size));
        double a = 0.147;
        double b = 2 / (Math.PI * a) + log / 2;
        // sqrt(sqrt(b^2 - log / a) - b), free of cancellation for small x.
        double y = Math.sqrt(-log / a / (Math.sqrt(b * b - log / a) + b));
        for (int i = 0; i < 2; i++) {
            double error = size < 0.5 ? erf(y) - size : 1 - size - erfc(y);
            double step = error / (TWO_BY_ROOT_PI * Math.exp(-y * y));
            y -= step / (1 + y * step);
        }
        return Math.copySign(y, x);
    }

    static double polynomial(double[] coefficients, double x) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }
}
