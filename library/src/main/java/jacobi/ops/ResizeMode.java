package jacobi.ops;

/** How the numbers between the samples of a signal or the pixels of an image are found. */
public enum ResizeMode {
    /** The sample before them. */
    NEAREST,
    /** On the line between their neighbours; samples are the middles of pixels (PyTorch's linear, bilinear, trilinear). */
    LINEAR,
    /** The same, with the first and the last sample kept in their places (PyTorch's align_corners). */
    LINEAR_ALIGNED
}
