package jacobi.notebook.view;

import jacobi.DType;
import jacobi.Tensor;

/**
 * What the numbers of a tensor are like: the least, the greatest, mean and standard deviation of the finite ones, and
 * how many others there are.
 *
 * @param numbers what they are like; empty if there is nothing to say
 * @param flags   what is NaN or infinite; empty if nothing is
 */
public record Statistics(String numbers, String flags) {
    /** Elements beyond which those of a sample are told. */
    private static final int MOST = 1 << 22;

    /** The statistics of a tensor; of a sample of it, if it has more than four million elements. */
    public static Statistics of(Tensor tensor) {
        if (tensor.size() < 2) {
            return new Statistics("", "");
        }
        Sample sample = Sample.of(tensor, MOST);
        double[] values = sample.values();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            sum += value;
        }
        String of = sample.complete() ? "" : " · of a sample of " + Numerals.count(sample.looked());
        if (tensor.dtype() == DType.BOOL) {
            return new Statistics(Numerals.count((long) sum) + " of " + Numerals.count(sample.looked()) + " true" + of, "");
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        String numbers = values.length == 0 ? "" : "min " + Numerals.brief(low) + " · max " + Numerals.brief(high) + " · mean "
                + Numerals.brief(mean) + (values.length > 1 ? " · std " + Numerals.brief(Math.sqrt(squares / (values.length - 1)))
                : "") + of;
        String flags = (sample.nan() > 0 ? Numerals.count(sample.nan()) + " NaN" : "")
                + (sample.nan() > 0 && sample.inf() > 0 ? ", " : "")
                + (sample.inf() > 0 ? Numerals.count(sample.inf()) + " infinite" : "");
        return new Statistics(numbers, flags.isEmpty() ? "" : flags + (sample.complete() ? "" : " in the sample"));
    }
}
