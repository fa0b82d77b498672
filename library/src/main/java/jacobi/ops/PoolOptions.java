package jacobi.ops;

/**
 * How the window of a pooling moves. One number stands for all axes; otherwise there is one for each.
 *
 * @param stride          how far the window moves; null, the default, for its own length
 * @param padding         how far it reaches beyond the ends, at most half of its length; 0 by default
 * @param dilation        of a maximum: how far the elements of the window lie apart, 1 by default
 * @param ceil            whether a last window that is not full counts, as in Caffe; false by default
 * @param countIncludePad whether an average counts the zeros beyond the ends; true by default
 */
public record PoolOptions(int[] stride, int[] padding, int[] dilation, boolean ceil, boolean countIncludePad) {
    /** A window next to the other, without padding. */
    public PoolOptions() {
        this(null, new int[] {0}, new int[] {1}, false, true);
    }

    /** {@return these options with another stride} */
    public PoolOptions stride(int... steps) {
        return new PoolOptions(steps, padding, dilation, ceil, countIncludePad);
    }

    /** {@return these options with other padding} */
    public PoolOptions padding(int... reach) {
        return new PoolOptions(stride, reach, dilation, ceil, countIncludePad);
    }

    /** {@return these options with another dilation} */
    public PoolOptions dilation(int... distance) {
        return new PoolOptions(stride, padding, distance, ceil, countIncludePad);
    }

    /** {@return these options with or without a last window that is not full} */
    public PoolOptions ceil(boolean partial) {
        return new PoolOptions(stride, padding, dilation, partial, countIncludePad);
    }

    /** {@return these options with or without the padding in averages} */
    public PoolOptions countIncludePad(boolean include) {
        return new PoolOptions(stride, padding, dilation, ceil, include);
    }
}
