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
     * curves are steep, and is cut off at the end.
     */
    static double[] average(Curve.Points points) {
        if (points.size() <= FEW) {
            return points.mean();
        }
        int half = Math.max(1, points.size() / PARTS / 2);
        return box(box(points.mean(), half), half);
    }

    private static double[] box(double[] values, int half) {
        double[] sums = new double[values.length + 1];
        double scale = 1;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i] / scale;
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int before = Math.min(half, i);
            int from = i - before;
            int to = Math.min(values.length, i + before + 1);
            result[i] = (sums[to] - sums[from]) / (to - from) * scale;
        }
        return result;
    }
}
