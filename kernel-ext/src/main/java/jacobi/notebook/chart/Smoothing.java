package jacobi.notebook.chart;

/** The moving average that a chart draws. */
final class Smoothing {
    /** A window is this part of a curve. */
    private static final int PARTS = 24;
    /** Up to so many values, none is averaged, and each is marked. */
    static final int FEW = 24;
    /** A slope that noise makes in one of fourteen windows is none. */
    private static final double DOUBT = 4;

    private Smoothing() {
    }

    /**
     * The means of a curve's points, each averaged with its neighbours. The window shrinks towards the beginning, where
     * curves are steep; at the end, where there are no later neighbours, it is a line fitted to the earlier ones, so
     * that the average does not lag behind, as far as the line's slope stands out from the noise.
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
        int count = to - from + 1;
        double middle = (to - from) / 2.0;
        double mean = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = from; k <= to; k++) {
            double value = values[k] / scale;
            mean += value / count;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double product = 0;
        double squares = 0;
        double spread = 0;
        for (int k = from; k <= to; k++) {
            double x = k - from - middle;
            product += x * (values[k] / scale - mean);
            squares += x * x;
            spread += (values[k] / scale - mean) * (values[k] / scale - mean);
        }
        double explained = squares == 0 ? 0 : product * product / squares;
        if (explained == 0) {
            return mean * scale;
        }
        double noise = Math.max(0, spread - explained) / Math.max(1, count - 2);
        double trust = Math.max(0, 1 - DOUBT * noise / explained);
        return Math.clamp(mean + trust * product / squares * (to - from - back - middle), low, high) * scale;
    }
}
