package jacobi.notebook;

import java.util.Arrays;
import java.util.List;
import jacobi.notebook.Board.Line;

/** From where to where a panel's vertical axis goes. A few wild values don't squeeze the rest. */
record Range(double low, double high, boolean logarithmic) {
    /** How many times the smallest average the largest one must be for a logarithmic axis. */
    private static final double DECADES = 1000;

    /** Farther out, or nearer to zero on a logarithmic axis, nothing can be drawn. */
    private static final double FARTHEST = 1e150;

    static Range of(List<Line> lines, List<double[]> averages) {
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
        boolean positive = lines.stream().allMatch(line -> quantile(line.points().low(), 0) > 0);
        if (positive && high / low > DECADES && high > 1e3 / FARTHEST) {
            return new Range(Math.max(1 / FARTHEST, Math.pow(10, Math.floor(Math.log10(low)))),
                    Math.min(FARTHEST, Math.pow(10, Math.ceil(Math.log10(high)))), true);
        }
        for (Line line : lines) {
            low = Math.min(low, quantile(line.points().low(), 0.02));
            high = Math.max(high, quantile(line.points().high(), 0.98));
        }
        low = Math.clamp(low, -FARTHEST, FARTHEST);
        high = Math.clamp(high, -FARTHEST, FARTHEST);
        double room = Math.max(0.04 * (high - low), 1e-9 * Math.max(Math.abs(low), Math.abs(high)));
        room = room == 0 ? 0.5 : room;
        double bottom = low >= 0 && low < 0.4 * high ? 0 : low - room;
        return new Range(bottom, high + room, false);
    }

    private static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    double clamp(double value) {
        return Math.clamp(value, low, high);
    }

    double[] clamp(double[] values) {
        return Arrays.stream(values).map(this::clamp).toArray();
    }
}
