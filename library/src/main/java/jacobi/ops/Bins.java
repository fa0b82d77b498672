package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Arrays;

/** Numbers counted in bins, on the host. */
final class Bins {
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
        long[] values = x.toLongs();
        long smallest = 0;
        long largest = -1;
        for (long value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        if (smallest < 0 || largest >= Shape.MAX_SIZE) {
            int i = 0;
            while (values[i] >= 0 && values[i] < Shape.MAX_SIZE) {
                i++;
            }
            throw new IllegalArgumentException("bincount: there is " + values[i] + " at position " + i
                    + ", but it counts numbers from 0 to " + (Shape.MAX_SIZE - 1));
        }
        long length = Math.max(minLength, largest + 1);
        if (weights == null) {
            long[] counts = new long[(int) length];
            for (long value : values) {
                counts[(int) value]++;
            }
            return Tensor.of(x.array().backend().adopt(counts, Shape.of(counts.length)));
        }
        Tensor numbers = weights.dtype().isFloating() ? weights : weights.to(DType.FLOAT64);
        return new Indexing.ScatterAdd(0, Shape.of((int) length)).apply(numbers, x.to(DType.INT64));
    }

    /** The edges of equally wide bins. */
    static double[] edges(String op, Tensor x, int bins, double min, double max) {
        Axes.requireFloats(op, x);
        if (bins < 1) {
            throw new IllegalArgumentException(op + ": there is at least 1 bin, not " + bins);
        }
        double from = min;
        double to = max;
        if (min == max && x.size() > 0) {
            from = x.detach().min().item();
            to = x.detach().max().item();
        }
        if (!(from <= to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException(op + ": bins cannot go from " + from + " to " + to
                    + "; give finite bounds, the lower one first");
        }
        if (from == to) {
            from -= 1;
            to += 1;
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
        switch (x.array().backend().peek(x.array())) {
            case float[] a -> count(a, x.size(), edges, weight, counts);
            case double[] a -> count(a, x.size(), edges, weight, counts);
            default -> throw new AssertionError(x.dtype());
        }
        for (double count : counts) {
            total += count;
        }
        for (int b = 0; density && b < bins; b++) {
            counts[b] /= total * (edges[b + 1] - edges[b]);
        }
        return new Histogram(like(counts, x), like(edges, x));
    }

    private static void count(float[] values, int n, double[] edges, double[] weight, double[] counts) {
        double perBin = perBin(edges);
        for (int i = 0; i < n; i++) {
            int bin = bin(edges, perBin, values[i]);
            if (bin >= 0) {
                counts[bin] += weight == null ? 1 : weight[i];
            }
        }
    }

    private static void count(double[] values, int n, double[] edges, double[] weight, double[] counts) {
        double perBin = perBin(edges);
        for (int i = 0; i < n; i++) {
            int bin = bin(edges, perBin, values[i]);
            if (bin >= 0) {
                counts[bin] += weight == null ? 1 : weight[i];
            }
        }
    }

    /** How many bins there are for a length of 1, if they are equally wide or nearly so; NaN if they are not. */
    private static double perBin(double[] edges) {
        int bins = edges.length - 1;
        double perBin = bins / (edges[bins] - edges[0]);
        for (int i = 0; i < bins; i++) {
            if (!(Math.abs((edges[i] - edges[0]) * perBin - i) < 0.5)) {
                return Double.NaN;
            }
        }
        return perBin;
    }

    /**
     * The bin whose lower edge is the last one that is not larger; the upper edge of all belongs to the last bin. -1 for
     * what lies outside, and for NaN.
     */
    private static int bin(double[] edges, double perBin, double value) {
        int bins = edges.length - 1;
        if (!(value >= edges[0] && value <= edges[bins])) {
            return -1;
        }
        int at;
        if (perBin == perBin) {
            // Where it would be in bins of one width; rounding moves it by one at most.
            at = (int) ((value - edges[0]) * perBin);
            at = Math.min(at, bins - 1);
            while (value < edges[at]) {
                at--;
            }
        } else {
            at = Arrays.binarySearch(edges, value);
            at = at < 0 ? -at - 2 : at;
        }
        while (at < bins && edges[at + 1] <= value) {
            at++;
        }
        return Math.min(at, bins - 1);
    }

    private static Tensor like(double[] values, Tensor x) {
        return Tensor.of(x.array().backend().fromHost(values, Shape.of(values.length))).to(x.dtype());
    }
}
