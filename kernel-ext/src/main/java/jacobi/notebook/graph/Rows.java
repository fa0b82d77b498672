package jacobi.notebook.graph;

/** Where a picture that is too wide is broken into rows of about the same width, preferably where few wires pass. */
final class Rows {
    private static final double PASSING = 0.02;

    private final double[] left;
    private final double[] ends;
    private final int[] passing;
    private final double rowWidth;

    /**
     * A picture as one row.
     *
     * @param left    where columns begin
     * @param ends    where they end
     * @param passing how many values go on from each column to the next
     */
    Rows(double[] left, double[] ends, int[] passing, double rowWidth) {
        this.left = left;
        this.ends = ends;
        this.passing = passing;
        this.rowWidth = rowWidth;
    }

    /** For each column its row, from 0: the breaks of the least cost, found from the end. */
    int[] rows() {
        int n = left.length;
        double[] cost = new double[n + 1];
        int[] next = new int[n];
        double target = ends[n - 1] / Math.ceil(ends[n - 1] / rowWidth);
        for (int c = n - 1; c >= 0; c--) {
            cost[c] = Double.POSITIVE_INFINITY;
            for (int end = c + 1; end <= n; end++) {
                double wide = ends[end - 1] - left[c] + (c == 0 ? 0 : Layout.PASSAGE) + (end == n ? 0 : Layout.PASSAGE);
                double off = (wide - target) / target;
                double here = off * off + (wide > rowWidth && end > c + 1 ? 1000 : 0)
                        + (end == n ? 0 : PASSING * passing[end - 1]) + cost[end];
                if (here < cost[c]) {
                    cost[c] = here;
                    next[c] = end;
                }
            }
        }
        int[] rows = new int[n];
        for (int c = 0, row = 0; c < n; row++) {
            for (int end = next[c]; c < end; c++) {
                rows[c] = row;
            }
        }
        return rows;
    }
}
