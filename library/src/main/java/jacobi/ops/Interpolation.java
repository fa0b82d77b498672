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
/** How the numbers between the samples of a signal are found. */
public enum Interpolation {
    /** The sample before them. */
    NEAREST,
    /** On the line between their neighbours; samples are the middles of pixels (PyTorch's linear, bilinear, trilinear). */
    LINEAR,
    /** The same, with the first and the last sample kept in their places (PyTorch's align_corners). */
    LINEAR_ALIGNED
}
