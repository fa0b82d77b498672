package jacobi.notebook.chart;

import java.util.Arrays;

/**
 * The values logged under one name, in bounded memory. Neighbouring values share a bucket that keeps their mean, lowest
 * and highest; when all buckets are in use, each two become one. So a million values cost as much to keep, and to draw,
 * as a thousand, and no peak is lost.
 */
public final class Curve {
    /** How many buckets there are at most. */
    static final int MOST = 512;
    /** How many of the last values the closing mean is taken of at most. */
    private static final int TAIL = 64;

    /** How many there are to begin with. */
    private static final int FEW = 16;

    private double[] step = new double[FEW];
    private double[] seconds = new double[FEW];
    private double[] examples = new double[FEW];
    private double[] mean = new double[FEW];
    private double[] low = new double[FEW];
    private double[] high = new double[FEW];
    private final double[] tail = new double[TAIL];
    private int buckets;
    private long perBucket = 1;
    private long inLast;
    private long count;
    private long finite;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private double lastStep = Double.NEGATIVE_INFINITY;
    private double lastSecond;
    private double lastExample;
    private double brokenAt = Double.NaN;
    private double brokenValue;
    private boolean counted = true;

    /**
     * The values at one moment: points to draw, with the step of each and when it was, in seconds and in examples seen;
     * and figures to tell.
     */
    public record Points(double[] step, double[] seconds, double[] examples, double[] mean, double[] low, double[] high,
                  long count, double first, double last, double lastStep, double lastSecond, double lastExample,
                  double closing, double brokenAt, double brokenValue, boolean counted) {
        public int size() {
            return step.length;
        }

        /** Whether each point is one value, so that nothing was merged. */
        boolean exact() {
            return Arrays.equals(low, high);
        }

        public boolean broken() {
            return !Double.isNaN(brokenAt);
        }

        /** The same with at most so many points, made by merging neighbours. */
        Points atMost(int most) {
            int each = (size() + most - 1) / most;
            if (each <= 1) {
                return this;
            }
            int points = (size() + each - 1) / each;
            double[][] merged = new double[6][points];
            for (int i = 0; i < points; i++) {
                int from = i * each;
                int to = Math.min(size(), from + each);
                merged[2][i] = low[from];
                merged[3][i] = high[from];
                for (int k = from; k < to; k++) {
                    merged[0][i] += step[k] / (to - from);
                    merged[4][i] += seconds[k] / (to - from);
                    merged[5][i] += examples[k] / (to - from);
                    merged[1][i] += mean[k] / (to - from);
                    merged[2][i] = Math.min(merged[2][i], low[k]);
                    merged[3][i] = Math.max(merged[3][i], high[k]);
                }
            }
            return new Points(merged[0], merged[4], merged[5], merged[1], merged[2], merged[3], count, first, last,
                    lastStep, lastSecond, lastExample, closing, brokenAt, brokenValue, counted);
        }

        /** The same figures without the points. */
        public Points withoutPoints() {
            double[] none = {};
            return new Points(none, none, none, none, none, none, count, first, last, lastStep, lastSecond, lastExample,
                    closing, brokenAt, brokenValue, counted);
        }

        /** The same with other places as its steps; where no examples were seen, steps stay. */
        Points along(Along axis) {
            boolean same = axis == Along.STEP || axis == Along.EXAMPLES && lastExample == 0;
            return same ? this : new Points(axis == Along.SECONDS ? seconds : examples, seconds, examples, mean, low, high,
                    count, first, last, axis == Along.SECONDS ? lastSecond : lastExample, lastSecond, lastExample, closing,
                    brokenAt, brokenValue, false);
        }
    }

    /** How many values were added. */
    long count() {
        return count;
    }

    double lastStep() {
        return lastStep;
    }

    /** The step after the last one. */
    double nextStep() {
        return count == 0 ? 1 : lastStep + 1;
    }

    /** Adds a value at the step after the last one. */
    void add(double value) {
        add(nextStep(), lastSecond, lastExample, value, true);
    }

    /** Adds a value at a step that was given. */
    void add(double atStep, double value) {
        add(atStep, lastSecond, lastExample, value, false);
    }

    /** Adds a value; one that is no finite number is only counted, and remembered if it is the first. */
    void add(double atStep, double atSecond, double atExample, double value, boolean isCounted) {
        counted &= isCounted;
        count++;
        last = value;
        lastStep = atStep;
        lastSecond = atSecond;
        lastExample = atExample;
        if (!Double.isFinite(value)) {
            if (Double.isNaN(brokenAt)) {
                brokenAt = atStep;
                brokenValue = value;
            }
            return;
        }
        if (finite == 0) {
            first = value;
        }
        tail[(int) (finite++ % TAIL)] = value;
        if (buckets > 0 && inLast < perBucket) {
            int b = buckets - 1;
            inLast++;
            step[b] += (atStep - step[b]) / inLast;
            seconds[b] += (atSecond - seconds[b]) / inLast;
            examples[b] += (atExample - examples[b]) / inLast;
            mean[b] += (value - mean[b]) / inLast;
            low[b] = Math.min(low[b], value);
            high[b] = Math.max(high[b], value);
            return;
        }
        if (buckets == MOST) {
            halve();
        } else if (buckets == step.length) {
            grow();
        }
        step[buckets] = atStep;
        seconds[buckets] = atSecond;
        examples[buckets] = atExample;
        mean[buckets] = value;
        low[buckets] = value;
        high[buckets] = value;
        inLast = 1;
        buckets++;
    }

    private void grow() {
        int room = Math.min(MOST, 2 * buckets);
        step = Arrays.copyOf(step, room);
        seconds = Arrays.copyOf(seconds, room);
        examples = Arrays.copyOf(examples, room);
        mean = Arrays.copyOf(mean, room);
        low = Arrays.copyOf(low, room);
        high = Arrays.copyOf(high, room);
    }

    private void halve() {
        buckets = MOST / 2;
        perBucket *= 2;
        for (int i = 0; i < buckets; i++) {
            int a = 2 * i;
            int b = a + 1;
            step[i] = step[a] / 2 + step[b] / 2;
            seconds[i] = seconds[a] / 2 + seconds[b] / 2;
            examples[i] = examples[a] / 2 + examples[b] / 2;
            mean[i] = mean[a] / 2 + mean[b] / 2;
            low[i] = Math.min(low[a], low[b]);
            high[i] = Math.max(high[a], high[b]);
        }
    }

    /** The mean of the last twentieth of the values, at least of one, at most of the last 64. */
    private double closing() {
        if (!Double.isFinite(last) || finite == 0) {
            return last;
        }
        int some = (int) Math.clamp(finite / 20, 1, TAIL);
        double sum = 0;
        for (long i = finite - some; i < finite; i++) {
            sum += tail[(int) (i % TAIL)];
        }
        return sum / some;
    }

    Points points() {
        return new Points(Arrays.copyOf(step, buckets), Arrays.copyOf(seconds, buckets), Arrays.copyOf(examples, buckets),
                Arrays.copyOf(mean, buckets), Arrays.copyOf(low, buckets), Arrays.copyOf(high, buckets), count, first,
                last, lastStep, lastSecond, lastExample, closing(), brokenAt, brokenValue, counted);
    }
}
