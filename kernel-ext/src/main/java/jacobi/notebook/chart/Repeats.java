package jacobi.notebook.chart;

import java.util.Arrays;
import java.util.List;

/** The same curve of several repeats as one: the mean of their averages, and from the lowest to the highest of them. */
final class Repeats {
    /** A repeat with less than this part of the most values is still running, or failed. */
    private static final double COMPLETE = 0.9;

    private Repeats() {
    }

    /**
     * One curve for several. Its points are where the longest one has points, and others have their values there by
     * interpolation; {@code low} and {@code high} are the band.
     */
    static Curve.Points merge(List<Curve.Points> repeats) {
        List<Curve.Points> curves = repeats.stream().map(points -> points.atMost(ChartPainter.MOST_POINTS)).toList();
        List<double[]> averages = curves.stream().map(Smoothing::average).toList();
        Curve.Points longest = curves.getFirst();
        for (Curve.Points points : curves) {
            longest = points.size() > 0 && (longest.size() == 0 || points.lastStep() > longest.lastStep()) ? points : longest;
        }
        int size = longest.size();
        long most = curves.stream().mapToLong(Curve.Points::count).max().orElse(0);
        double[] mean = new double[size];
        double[] low = new double[size];
        double[] high = new double[size];
        for (int i = 0; i < size; i++) {
            double x = longest.step()[i];
            int count = 0;
            low[i] = Double.POSITIVE_INFINITY;
            high[i] = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < curves.size(); k++) {
                double value = at(curves.get(k), averages.get(k), x, most);
                if (!Double.isNaN(value)) {
                    mean[i] += (value - mean[i]) / ++count;
                    low[i] = Math.min(low[i], value);
                    high[i] = Math.max(high[i], value);
                }
            }
        }
        Curve.Points broken = curves.stream().filter(Curve.Points::broken).findFirst().orElse(longest);
        return new Curve.Points(longest.step(), longest.seconds(), longest.examples(), mean, low, high, most,
                curves.stream().mapToDouble(Curve.Points::first).average().orElse(Double.NaN),
                size > 0 ? mean[size - 1] : Double.NaN, longest.lastStep(),
                longest.lastSecond(), longest.lastExample(),
                curves.stream().mapToDouble(Curve.Points::closing).average().orElse(Double.NaN), broken.brokenAt(),
                broken.brokenValue(), curves.stream().allMatch(Curve.Points::counted));
    }

    /** The value of a repeat at a place; NaN where it has none. One that is complete keeps its last value. */
    private static double at(Curve.Points points, double[] values, double x, long most) {
        int size = points.size();
        if (size == 0 || x > points.lastStep() && points.count() < COMPLETE * most) {
            return Double.NaN;
        }
        int found = Arrays.binarySearch(points.step(), x);
        int next = found >= 0 ? found : -found - 1;
        if (found >= 0 || next == 0 || next == size) {
            return values[Math.min(next, size - 1)];
        }
        double from = points.step()[next - 1];
        double part = (x - from) / (points.step()[next] - from);
        return values[next - 1] + part * (values[next] - values[next - 1]);
    }
}
