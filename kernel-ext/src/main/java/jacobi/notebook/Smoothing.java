package jacobi.notebook;

/** The moving average that a chart draws. */
final class Smoothing {
    /** A window is this part of a curve. */
    private static final int PARTS = 24;
    /** Up to so many values, none is averaged, and each is marked. */
    static final int FEW = 24;

    private Smoothing() {
    }

    /**
     * The means of a curve's points, each averaged with its neighbours. The window shrinks towards the beginning, where
     * curves are steep; at the end, where there are no later neighbours, a line is fitted to the earlier ones, so that
     * the average does not lag behind.
     */
    static double[] average(Curve.Points points) {
        if (points.size() <= FEW) {
            return points.mean();
        }
        int half = Math.max(1, points.size() / PARTS / 2);
        return smooth(smooth(points.mean(), half), half);
    }

    private static double[] smooth(double[] values, int half) {
        double scale = 1;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean atEnd = i + half >= values.length;
            int from = atEnd ? values.length - 1 - 2 * half : i - Math.min(half, i);
            int to = atEnd ? values.length - 1 : 2 * i - from;
            result[i] = fit(values, from, to, to - i, scale);
        }
        return result;
    }

    /** The line through a window's values, at a place so many before its end; never beyond the values themselves. */
    private static double fit(double[] values, int from, int to, int back, double scale) {
        double middle = (to - from) / 2.0;
        double sum = 0;
        double slope = 0;
        double squares = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = from; k <= to; k++) {
            double value = values[k] / scale;
            double x = k - from - middle;
            sum += value;
            slope += x * value;
            squares += x * x;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double at = sum / (to - from + 1) + (squares == 0 ? 0 : slope / squares * (to - from - back - middle));
        return Math.clamp(at, low, high) * scale;
    }
}
