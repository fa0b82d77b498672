package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;
import jacobi.backend.cpu.Threads;
import java.util.Arrays;

/** Numbers counted in bins, on the host. */
final class Bins {
    /** How many numbers are worth a piece of work of their own. */
    private static final int PIECE = 1 << 16;

    private Bins() {
    }

    static Tensor bincount(Tensor x, Tensor weights, int minLength) {
        if (x.rank() != 1 || !x.dtype().isInteger()) {
            throw new IllegalArgumentException("bincount: it counts whole numbers in one axis, not " + x.dtype()
                    + " of shape " + x.shape() + "; use flatten() and to(DType.INT64)");
        }
        if (weights != null && !weights.shape().equals(x.shape())) {
            throw new IllegalArgumentException("bincount: weights of shape " + weights.shape()
                    + " do not fit numbers of shape " + x.shape() + "; give one for each");
        }
        if (minLength < 0) {
            throw new IllegalArgumentException("bincount: the least length is 0 or more, not " + minLength);
        }
        Tally tally = Tally.of(x);
        int length = tally.length(x, minLength);
        if (weights == null) {
            return Tensor.of(x.array().backend().adopt(tally.counts(x, length), Shape.of(length)));
        }
        Tensor numbers = weights.dtype().isFloating() ? weights : weights.to(DType.FLOAT64);
        return new Indexing.ScatterAdd(0, Shape.of(length)).apply(numbers, x.to(DType.INT64));
    }

    /** The edges of equally wide bins from the smallest to the largest element; of nothing, between two numbers. */
    static double[] edges(String op, Tensor x, int bins, double min, double max, double widened) {
        Axes.requireFloats(op, x);
        return x.size() == 0 ? edges(op, bins, min, max, widened)
                : edges(op, bins, x.detach().min().item(), x.detach().max().item(), widened);
    }

    /** The edges of equally wide bins between two numbers, which are moved apart if they are equal. */
    static double[] edges(String op, int bins, double min, double max, double widened) {
        if (bins < 1) {
            throw new IllegalArgumentException(op + ": there is at least 1 bin, not " + bins);
        }
        double from = min;
        double to = max;
        if (!(from <= to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException(op + ": bins cannot go from " + from + " to " + to
                    + "; give finite bounds, the lower one first");
        }
        if (from == to) {
            from -= widened;
            to += widened;
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = i == bins ? to : from + (to - from) * i / bins;
        }
        return edges;
    }

    /** Edges as they were given. */
    static double[] edges(Tensor x, Tensor edges) {
        Axes.requireFloats("histogram", x);
        if (edges.rank() != 1 || edges.size() < 2) {
            throw new IllegalArgumentException("histogram: the edges are a tensor of one axis, two or more, not of "
                    + "shape " + edges.shape());
        }
        double[] values = edges.toDoubles();
        for (int i = 1; i < values.length; i++) {
            if (!(values[i - 1] <= values[i])) {
                throw new IllegalArgumentException("histogram: the edges increase, but " + values[i] + " at position "
                        + i + " follows " + values[i - 1]);
            }
        }
        return values;
    }

    static Histogram histogram(String op, Tensor x, double[] edges, Tensor weights, boolean density) {
        if (weights != null && !weights.shape().equals(x.shape())) {
            throw new IllegalArgumentException(op + ": weights of shape " + weights.shape()
                    + " do not fit numbers of shape " + x.shape() + "; give one for each");
        }
        int bins = edges.length - 1;
        double[] weight = weights == null ? null : weights.toDoubles();
        double[] counts = new double[bins];
        double total = 0;
        Object array = x.array().backend().peek(x.array());
        if (weight == null) {
            // Whole numbers add up to the same in any order.
            EvenBins even = EvenBins.of(edges);
            int grain = Math.max(PIECE, bins);
            int[][] pieces = new int[Math.ceilDiv(x.size(), grain)][];
            Threads.parallelFor(x.size(), grain, (from, to) -> pieces[from / grain] =
                    even != null ? even.count(array, from, to) : count(array, from, to, edges));
            for (int[] piece : pieces) {
                for (int b = 0; b < bins; b++) {
                    counts[b] += piece[b];
                }
            }
        } else {
            double[] values = x.toDoubles();
            for (int i = 0; i < values.length; i++) {
                Pieces.poll(op, i);
                int bin = bin(edges, values[i]);
                if (bin >= 0) {
                    counts[bin] += weight[i];
                }
            }
        }
        for (double count : counts) {
            total += count;
        }
        for (int b = 0; density && b < bins; b++) {
            counts[b] /= total * (edges[b + 1] - edges[b]);
        }
        return new Histogram(like(counts, x), like(edges, x));
    }

    private static int[] count(Object values, int from, int to, double[] edges) {
        int[] counts = new int[edges.length - 1];
        for (int i = from; i < to; i++) {
            int bin = bin(edges, values instanceof float[] floats ? floats[i] : ((double[]) values)[i]);
            if (bin >= 0) {
                counts[bin]++;
            }
        }
        return counts;
    }

    /**
     * The bin whose lower edge is the last one that is not larger; the upper edge of all belongs to the last bin. -1 for
     * what lies outside, and for NaN.
     */
    private static int bin(double[] edges, double value) {
        int bins = edges.length - 1;
        if (!(value >= edges[0] && value <= edges[bins])) {
            return -1;
        }
        int at = Arrays.binarySearch(edges, value);
        at = at < 0 ? -at - 2 : at;
        while (at < bins && edges[at + 1] <= value) {
            at++;
        }
        return Math.min(at, bins - 1);
    }

    private static Tensor like(double[] values, Tensor x) {
        return Tensor.of(x.array().backend().fromHost(values, Shape.of(values.length))).to(x.dtype());
    }
}
