package jacobi.ops;

import java.util.Arrays;

/**
 * How the window of a convolution moves. One number stands for all axes; otherwise there is one for each.
 *
 * {@snippet :
 * x.conv2d(weight, bias, new ConvOptions().stride(2).padding(1).groups(4));
 * }
 *
 * @param stride        how far the window moves, 1 by default
 * @param padding       zeros in front of and behind each axis, none by default; null for {@link #samePadding}
 * @param dilation      how far the elements of the window lie apart, 1 by default
 * @param groups        into how many groups the channels are divided, which do not mix; 1 by default
 * @param outputPadding of a transposed convolution: how much longer the result is at the end of each axis, 0 by
 *                      default and less than the stride or the dilation; it chooses among the lengths that the
 *                      convolution shortens to the same one
 */
public record ConvOptions(int[] stride, int[] padding, int[] dilation, int groups, int[] outputPadding) {
    /** A step at a time, without padding. */
    public ConvOptions() {
        this(new int[] {1}, new int[] {0}, new int[] {1}, 1, new int[] {0});
    }

    /** {@return these options with another stride} */
    public ConvOptions stride(int... steps) {
        return new ConvOptions(steps, padding, dilation, groups, outputPadding);
    }

    /** {@return these options with other padding} */
    public ConvOptions padding(int... zeros) {
        return new ConvOptions(stride, zeros, dilation, groups, outputPadding);
    }

    /**
     * {@return these options with as many zeros around a signal as keep its length (PyTorch's padding='same')} For
     * convolutions with a stride of 1; of an odd number of zeros, the one more lies behind.
     */
    public ConvOptions samePadding() {
        return new ConvOptions(stride, null, dilation, groups, outputPadding);
    }

    /** {@return these options with another dilation} */
    public ConvOptions dilation(int... distance) {
        return new ConvOptions(stride, padding, distance, groups, outputPadding);
    }

    /** {@return these options with another number of groups} */
    public ConvOptions groups(int count) {
        return new ConvOptions(stride, padding, dilation, count, outputPadding);
    }

    /** {@return these options with other output padding} */
    public ConvOptions outputPadding(int... more) {
        return new ConvOptions(stride, padding, dilation, groups, more);
    }

    /** {@return the windows of these options for a kernel} */
    Windows windows(String op, int[] kernel) {
        if (padding == null) {
            throw new IllegalArgumentException(op + ": samePadding() is for convolutions, which keep the length of a signal by "
                    + "it; use padding(...)");
        }
        return Windows.of(op, kernel, stride, padding, dilation);
    }

    @Override
    public String toString() {
        return "stride " + Arrays.toString(stride) + ", padding " + (padding == null ? "same" : Arrays.toString(padding)) + ", dilation "
                + Arrays.toString(dilation) + ", groups " + groups + ", output padding " + Arrays.toString(outputPadding);
    }
}
