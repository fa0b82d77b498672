package jacobi.ops;

import java.util.Arrays;

/**
 * Bins of one width, or nearly so, into which numbers are sorted by arithmetic, many at a time. Only those that come so
 * near to an edge that rounding might decide are compared with it.
 */
final class EvenBins {
    /** So many numbers stay in the cache between a loop and the next one. */
    private static final int CHUNK = 1 << 10;
    /** More counts than this are found faster one by one than added up for each piece of the work. */
    private static final int MOST = 1 << 20;

    private final double[] edges;
    private final int bins;
    /** A number times the scale plus the shift is 1 at the first edge, 2 at the next one, and so on. */
    private final double scale;
    private final double shift;
    /** How far from whole numbers that may lie at an edge. */
    private final double margin;
    /** Whether numbers from 0 on, times the scale, are exact, so that nothing rounds. */
    private final boolean exact;

    private EvenBins(double[] edges, double scale, double shift, double margin, boolean exact) {
        this.edges = edges;
        this.bins = edges.length - 1;
        this.scale = scale;
        this.shift = shift;
        this.margin = margin;
        this.exact = exact;
    }

    /** {@return bins between these edges; null if they are not about equally wide} */
    static EvenBins of(double[] edges) {
        int bins = edges.length - 1;
        double scale = bins / (edges[bins] - edges[0]);
        double shift = 1 - edges[0] * scale;
        double off = 0;
        for (int i = 0; i <= bins; i++) {
            off = Math.max(off, Math.abs(edges[i] * scale + shift - (i + 1)));
        }
        double margin = off + 4 * Math.ulp(Math.max(Math.abs(edges[0]), Math.abs(edges[bins])) * scale + bins + 1);
        boolean exact = off == 0 && edges[0] == 0 && Math.scalb(1.0, Math.getExponent(scale)) == scale;
        return margin < 0.25 && bins <= MOST ? new EvenBins(edges, scale, shift, margin, exact) : null;
    }

    /** {@return how many of some numbers, an array of floats or of doubles, lie in each bin} */
    int[] count(Object values, int from, int to) {
        // Below the first edge, in each bin, above; then those near an edge, numbered alike.
        int[] counts = new int[2 * (bins + 2)];
        double[] some = new double[CHUNK];
        int[] codes = new int[CHUNK];
        for (int start = from; start < to; start += CHUNK) {
            int n = Math.min(CHUNK, to - start);
            if (values instanceof float[] floats) {
                for (int i = 0; i < n; i++) {
                    some[i] = floats[start + i];
                }
            } else {
                System.arraycopy((double[]) values, start, some, 0, n);
            }
            boolean exactly = exact && allFromZero(some, n);
            if (exactly) {
                for (int i = 0; i < n; i++) {
                    codes[i] = Math.min((int) (some[i] * scale), bins) + 1;
                }
            } else {
                code(some, codes, n);
            }
            // The last edge belongs to the last bin, so what is above by exact arithmetic is looked at too.
            int near = bins + (exactly ? 1 : 2);
            int signs = 0;
            for (int i = 0; i < n; i++) {
                signs |= near - 1 - codes[i];
            }
            for (int i = 0; i < n; i++) {
                counts[codes[i]]++;
            }
            for (int i = 0; signs < 0 && i < n; i++) {
                if (codes[i] >= near) {
                    countNear(some[i], codes[i], counts);
                }
            }
        }
        return Arrays.copyOfRange(counts, 1, bins + 1);
    }

    private static boolean allFromZero(double[] some, int n) {
        for (int i = 0; i < n; i++) {
            if (!(some[i] >= 0)) {
                return false;
            }
        }
        return true;
    }

    private void code(double[] some, int[] codes, int n) {
        int above = bins + 1;
        double low = shift - margin;
        double high = shift + margin;
        for (int i = 0; i < n; i++) {
            int lower = Math.max(0, Math.min((int) (some[i] * scale + low), above));
            int upper = Math.max(0, Math.min((int) (some[i] * scale + high), above));
            codes[i] = lower + (upper - lower) * (above + 1);
        }
    }

    /** Counts a number whose code says which edge it is near: that below the bin after the coded one. */
    private void countNear(double value, int code, int[] counts) {
        int edge = Math.min(code - (code > bins + 1 ? bins + 2 : 1), bins);
        if (value >= edges[0] && value <= edges[bins]) {
            int bin = value < edges[edge] ? edge - 1 : edge;
            counts[Math.min(bin, bins - 1) + 1]++;
        }
    }
}
