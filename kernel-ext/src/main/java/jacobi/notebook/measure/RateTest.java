package jacobi.notebook.measure;

import jacobi.Interruption;
import jacobi.Tensor;
import jacobi.optim.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What the loss does while the learning rate grows from step to step, by the same factor each time.
 *
 * @param rates    the learning rates, one a step
 * @param losses   the loss before each step; the last one may not be finite
 * @param smooth   the losses, each averaged with its neighbours; one for each finite loss
 * @param exploded whether the test ended early, because the loss had exploded
 */
public record RateTest(double[] rates, double[] losses, double[] smooth, boolean exploded) {
    private static final double MEMORY = 0.85;
    private static final double EXPLODED = 4;
    private static final int EARLIEST_END = 10;
    /** The part of all steps over which the slope is taken. */
    private static final int SLOPE_PART = 15;
    /** How far the average reaches to either side, as a part of all steps. */
    private static final int WINDOW_PART = 16;
    /** A loss that falls by less than this part of itself does not fall. */
    private static final double FALLS = 0.02;

    /**
     * Makes the test. The parameters, their gradients and the optimizer are afterwards what they were before, whatever
     * happens meanwhile; layers that remember batches, and random numbers that were drawn, are not put back.
     *
     * @param from     the first rate
     * @param to       the last rate
     * @param steps    how many rates there are
     * @param progress is told the part that is done, and the rate
     * @throws IllegalArgumentException if the loss is no single number
     * @throws IllegalStateException    if no gradient comes to the parameters
     */
    public static RateTest of(SGD optimizer, Supplier<Tensor> loss, double from, double to, int steps,
            BiConsumer<Double, Double> progress) {
        Runnable back = optimizer.snapshot();
        double[] rates = new double[steps];
        List<Double> losses = new ArrayList<>();
        boolean exploded = false;
        try {
            optimizer.zeroGrad();
            double sum = 0;
            double weight = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < steps && !exploded; i++) {
                Interruption.poll("lrfind");
                rates[i] = from * Math.pow(to / from, (double) i / (steps - 1));
                optimizer.learningRate(rates[i]);
                Tensor y = loss.get();
                if (y == null || y.size() != 1) {
                    throw new IllegalArgumentException("lrfind: the loss must be a single number, and it is "
                            + (y == null ? "null" : "a tensor of shape " + y.shape() + "; reduce it by mean() or sum()"));
                }
                double value = y.item();
                losses.add(value);
                if (!Double.isFinite(value)) {
                    exploded = true;
                    break;
                }
                sum = MEMORY * sum + (1 - MEMORY) * value;
                weight = MEMORY * weight + (1 - MEMORY);
                least = Math.min(least, sum / weight);
                double first = losses.getFirst();
                exploded = i >= EARLIEST_END && value - least > EXPLODED * Math.max(Math.abs(least), Math.abs(first - least))
                        && sum / weight > first;
                y.backward();
                optimizer.step();
                progress.accept((i + 1.0) / steps, rates[i]);
            }
        } finally {
            back.run();
        }
        double[] values = losses.stream().mapToDouble(Double::doubleValue).toArray();
        return new RateTest(Arrays.copyOf(rates, values.length), values, smooth(values), exploded);
    }

    /** Averages with as many neighbours on either side, near ones counting more; fewer where the values end. */
    private static double[] smooth(double[] losses) {
        int count = losses.length > 0 && !Double.isFinite(losses[losses.length - 1]) ? losses.length - 1 : losses.length;
        int widest = Math.max(2, count / WINDOW_PART);
        double[] smooth = new double[count];
        for (int i = 0; i < count; i++) {
            int reach = Math.min(widest, Math.min(i, count - 1 - i));
            double sum = 0;
            double weights = 0;
            for (int k = -reach; k <= reach; k++) {
                double weight = reach + 1 - Math.abs(k);
                sum += weight * losses[i + k];
                weights += weight;
            }
            smooth[i] = sum / weights;
        }
        return smooth;
    }

    /** {@return the step with the least smoothed loss; -1 if there is none} */
    public int lowest() {
        int lowest = -1;
        for (int i = 0; i < smooth.length; i++) {
            lowest = lowest < 0 || smooth[i] < smooth[lowest] ? i : lowest;
        }
        return lowest;
    }

    /** {@return the step at which the loss falls fastest by the rate's logarithm; -1 if it does not fall} */
    public int steepest() {
        int lowest = lowest();
        double highest = 0;
        for (int i = 0; i <= lowest; i++) {
            highest = Math.max(highest, smooth[i]);
        }
        int reach = Math.max(1, smooth.length / SLOPE_PART);
        if (lowest < 2 * reach || highest - smooth[lowest] <= FALLS * Math.abs(highest)) {
            return -1;
        }
        int steepest = -1;
        double most = 0;
        for (int i = reach; i + reach <= lowest; i++) {
            double fall = smooth[i - reach] - smooth[i + reach];
            if (fall > most) {
                most = fall;
                steepest = i;
            }
        }
        return steepest;
    }

    /** {@return the rate at which the loss falls fastest, rounded to two digits; NaN if it does not fall} */
    public double suggestion() {
        int steepest = steepest();
        return steepest < 0 ? Double.NaN : rounded(rates[steepest]);
    }

    /** {@return a rate, rounded to two digits} */
    public static double rounded(double rate) {
        return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.1e", rate));
    }
}
