package jacobi.ops;

/** What a quantile is that lies between two elements. */
public enum Interpolation {
    /** In proportion to how near it lies to each. */
    LINEAR,
    /** The lower element. */
    LOWER,
    /** The higher element. */
    HIGHER,
    /** Half way between the two. */
    MIDPOINT,
    /** The nearer element; half way, the one with the even rank. */
    NEAREST
}
