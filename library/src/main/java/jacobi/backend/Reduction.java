package jacobi.backend;

/** How many elements become one. */
public enum Reduction {
    /** Their sum; 0 for none. */
    SUM(0),
    /** Their product; 1 for none. */
    PROD(1),
    /** The largest; NaN if one is NaN. */
    MAX(Double.NEGATIVE_INFINITY),
    /** The smallest; NaN if one is NaN. */
    MIN(Double.POSITIVE_INFINITY);

    private final double identity;

    Reduction(double identity) {
        this.identity = identity;
    }

    /** {@return the result for no elements at all} */
    public double identity() {
        return identity;
    }

    /** {@return the combination of two numbers} */
    public double combine(double a, double b) {
        return switch (this) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }
}
