package jacobi.notebook.chart;

import jacobi.notebook.display.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** From where to where a panel's vertical axis goes. A few wild values don't squeeze the rest. */
record Range(double low, double high, boolean logarithmic) {
    /** How many times the smallest average the largest one must be for a logarithmic axis. */
    private static final double DECADES = 1000;

    /** Farther out, or nearer to zero on a logarithmic axis, nothing can be drawn. */
    private static final double FARTHEST = 1e150;

    /**
     * The range of a panel.
     *
     * @param lines    the values; they count if there is only one line, since only then they are drawn
     * @param averages their averages
     */
    static Range of(List<Curve.Points> lines, List<double[]> averages) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] average : averages) {
            for (double value : average) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (!(low <= high)) {
            return new Range(0, 1, false);
        }
        boolean positive = low > 0 && lines.stream().allMatch(line -> quantile(line.low(), 0) > 0);
        if (positive && high / low > DECADES && high > 1e3 / FARTHEST) {
            return new Range(Math.max(1 / FARTHEST, Math.pow(10, Math.floor(Math.log10(low)))),
                    Math.min(FARTHEST, Math.pow(10, Math.ceil(Math.log10(high)))), true);
        }
        if (lines.size() == 1) {
            low = Math.min(low, quantile(lines.getFirst().low(), 0.02));
            high = Math.max(high, quantile(lines.getFirst().high(), 0.98));
        }
        low = Math.clamp(low, -FARTHEST, FARTHEST);
        high = Math.clamp(high, -FARTHEST, FARTHEST);
        double size = Math.max(Math.abs(low), Math.abs(high));
        double room = high - low > 1e-9 * size ? 0.04 * (high - low) : size == 0 ? 0.5 : 0.1 * size;
        double bottom = low >= 0 && low < 0.4 * high ? 0 : low - room;
        return new Range(bottom, high + room, false);
    }

    private static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    /** Where the axis begins: the lowest value, or its exponent. */
    double bottom() {
        return logarithmic ? Math.log10(low) : low;
    }

    /** Where the axis ends. */
    double top() {
        return logarithmic ? Math.log10(high) : high;
    }

    /** Where a value is on the axis, which nothing leaves. */
    double place(double value) {
        double inside = Math.clamp(value, low, high);
        return logarithmic ? Math.log10(inside) : inside;
    }

    double[] places(double[] values) {
        return Arrays.stream(values).map(this::place).toArray();
    }

    /** How many pixels apart marks are at least: so many, and no closer than powers of ten. */
    int spacing(int pixels, int height) {
        return logarithmic ? Math.max(pixels, (int) (0.9 * height / (top() - bottom()))) : pixels;
    }

    /** How places on the axis are called, if there are about so many marks: all with the same number of digits. */
    Function<Double, String> labels(int marks) {
        if (logarithmic) {
            return place -> place == Math.rint(place) ? Words.number(Math.pow(10, place)) : " ";
        }
        int digits = (int) Math.clamp(Math.ceil(-Math.log10((high - low) / Math.max(1, marks))), 0, 4);
        return place -> Words.number(place, digits);
    }
}
