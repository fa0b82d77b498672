package jacobi.random;

/** The gamma distribution and those made of it. */
final class Continuous {
    private Continuous() {
    }

    /** Marsaglia and Tsang: "A simple method for generating gamma variables", 2000, also for shapes below 1. */
    static double gamma(RandomStream stream, double shape) {
        if (shape >= 1) {
            return marsagliaTsang(stream, shape);
        }
        return marsagliaTsang(stream, shape + 1) * StrictMath.pow(1 - stream.uniform(), 1 / shape);
    }

    /** For shapes of at least 1, in the order in which NumPy draws. */
    static double marsagliaTsang(RandomStream stream, double shape) {
        double d = shape - 1. / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x;
            double v;
            do {
                x = stream.normal();
                v = 1 + c * x;
            } while (v <= 0);
            v = v * v * v;
            double u = stream.uniform();
            if (u < 1 - 0.0331 * (x * x) * (x * x)
                    || StrictMath.log(u) < 0.5 * x * x + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }

    /** The logarithm, which exists also where the number itself would round to 0. */
    private static double logGamma(RandomStream stream, double shape) {
        if (shape >= 1) {
            return StrictMath.log(marsagliaTsang(stream, shape));
        }
        return StrictMath.log(marsagliaTsang(stream, shape + 1)) + StrictMath.log(1 - stream.uniform()) / shape;
    }

    static double beta(RandomStream stream, double a, double b) {
        double x = logGamma(stream, a);
        double y = logGamma(stream, b);
        return x > y ? 1 / (1 + StrictMath.exp(y - x)) : StrictMath.exp(x - y) / (1 + StrictMath.exp(x - y));
    }

    /** For a and b of at most 1 (Jöhnk, 1964), as NumPy draws. */
    static double johnk(RandomStream stream, double a, double b) {
        while (true) {
            double u = stream.uniform();
            double v = stream.uniform();
            double x = StrictMath.pow(u, 1 / a);
            double y = StrictMath.pow(v, 1 / b);
            double sum = x + y;
            if (sum <= 1) {
                if (sum > 0) {
                    return x / sum;
                }
                double logX = StrictMath.log(u) / a;
                double logY = StrictMath.log(v) / b;
                double larger = Math.max(logX, logY);
                logX -= larger;
                logY -= larger;
                return StrictMath.exp(logX - StrictMath.log(StrictMath.exp(logX) + StrictMath.exp(logY)));
            }
        }
    }

    static void dirichlet(RandomStream stream, double[] concentrations, double[] out) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < out.length; i++) {
            out[i] = logGamma(stream, concentrations[i]);
            largest = Math.max(largest, out[i]);
        }
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = StrictMath.exp(out[i] - largest);
            sum += out[i];
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= sum;
        }
    }
}
