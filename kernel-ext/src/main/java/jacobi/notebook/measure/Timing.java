package jacobi.notebook.measure;

import java.util.Arrays;

/**
 * How long something took, in nanoseconds a run.
 *
 * @param samples     each the mean of so many runs in a row, in the order in which they were measured
 * @param inner       how many runs a sample is
 * @param first       the very first run, with all that is done but once
 * @param warmUpRuns  how many runs came before the samples
 * @param warmUpNanos how long those took
 * @param settled     whether the runs had stopped becoming faster when the samples began
 * @param bytes       the memory that a run allocates on its own thread; negative if that is not known
 * @param collections how often the garbage collector was at work meanwhile
 */
public record Timing(double[] samples, long inner, double first, long warmUpRuns, double warmUpNanos, boolean settled,
                     double bytes, long collections) {
    /** {@return the value below which a part of the samples is, from 0 (the fastest) to 1 (the slowest)} */
    public double quantile(double part) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** {@return the time that half of the samples stay below} */
    public double median() {
        return quantile(0.5);
    }
}
