package jacobi.backend;

/**
 * What windows see along an axis: window i the elements {@code from[i]}, {@code from[i] + step} and so on, before
 * {@code to[i]}. Each sees at least one, and none sees beyond the axis.
 */
public record Ranges(int[] from, int[] to, int step) {
    /** {@return how many windows there are} */
    public int count() {
        return from.length;
    }

    /** {@return how many elements a window sees} */
    public int length(int window) {
        return Math.ceilDiv(to[window] - from[window], step);
    }
}
