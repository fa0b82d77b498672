package jacobi.expr;

/** The functions of {@link Fn} that {@link Math} lacks, in double precision; compiled kernels call them. */
public final class Exact {
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
}
