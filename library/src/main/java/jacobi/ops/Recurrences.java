package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.backend.Backend;
import jacobi.backend.NDArray;
import jacobi.backend.Reduction;
import jacobi.backend.cpu.Pieces;
import java.util.List;

/** What scans are made of: values along an axis, each of which follows from the one before. */
final class Recurrences {
    private Recurrences() {
    }

    /**
     * h[i] = b[i] + a[i] * h[i-1], where nothing comes before the first; backwards, h[i] = b[i] + a[i] * h[i+1].
     * Inputs: b, a.
     */
    record Recurrence(int axis, boolean backwards) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            Lines lines = new Lines(x[0].shape(), axis);
            double[] b = x[0].toDoubles();
            double[] a = x[1].toDoubles();
            lines.forEach(name(), () -> null, (none, start, stride) -> {
                double h = 0;
                for (int k = 0; k < lines.length; k++) {
                    Pieces.poll(name(), k);
                    int at = start + (backwards ? lines.length - 1 - k : k) * stride;
                    h = k == 0 ? b[at] : b[at] + a[at] * h;
                    b[at] = h;
                }
            });
            return stored(b, x[0]);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor gb = new Recurrence(axis, !backwards).apply(g, shifted(x[1], axis, !backwards, 0));
            return i == 0 ? gb : gb.mul(shifted(y, axis, backwards, 0));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor db = dx[0];
            if (dx[1] != null) {
                Tensor moved = dx[1].mul(shifted(y, axis, backwards, 0));
                db = db == null ? moved : db.add(moved);
            }
            return apply(db, x[1]);
        }
    }

    /** Each element moved to the next place along an axis (backwards, to the one before), a number in the free one. */
    static Tensor shifted(Tensor x, int axis, boolean backwards, double free) {
        int length = x.size(axis);
        if (length == 0) {
            return x;
        }
        Tensor moved = backwards ? x.slice(axis, 1, length, 1) : x.slice(axis, 0, length - 1, 1);
        Tensor one = Dims.like(x, free).expand(x.shape().withDim(axis, 1));
        return Tensors.cat(backwards ? List.of(moved, one) : List.of(one, moved), axis);
    }

    static Tensor scan(Reduction reduction, Tensor x, int axis, boolean backwards) {
        boolean counts = reduction == Reduction.SUM || reduction == Reduction.PROD;
        NDArray in = x.array();
        NDArray out = in.backend().empty(counts && !x.dtype().isFloating() ? DType.INT64 : x.dtype(), x.shape());
        in.backend().scan(reduction, backwards, in, axis, out);
        return Tensor.of(out);
    }

    static ValuesAndIndices extreme(String op, boolean largest, Tensor x, int axis) {
        Interruption.poll(op);
        int normal = x.shape().normalizeAxis(op, axis);
        NDArray in = x.array();
        NDArray indices = in.backend().empty(DType.INT64, x.shape());
        in.backend().argScan(largest, in, normal, indices);
        return new ValuesAndIndices(x.gather(normal, Tensor.of(indices)), Tensor.of(indices));
    }

    /** Sums in double; the larger part is kept outside of the exponential. */
    static Tensor logcumsumexp(Tensor x, int axis) {
        Lines lines = new Lines(x.shape(), axis);
        Backend backend = x.array().backend();
        Object in = backend.peek(x.array());
        Object out = in instanceof float[] ? new float[x.size()] : new double[x.size()];
        lines.forEach("logcumsumexp", () -> null, (none, start, stride) -> {
            double sum = Double.NEGATIVE_INFINITY;
            for (int k = 0, at = start; k < lines.length; k++, at += stride) {
                Pieces.poll("logcumsumexp", k);
                if (in instanceof float[] floats) {
                    sum = logOfSum(sum, floats[at]);
                    ((float[]) out)[at] = (float) sum;
                } else {
                    sum = logOfSum(sum, ((double[]) in)[at]);
                    ((double[]) out)[at] = sum;
                }
            }
        });
        return Tensor.of(backend.adopt(out, x.shape()));
    }

    private static double logOfSum(double a, double b) {
        double large = Math.max(a, b);
        return Double.isInfinite(large) ? large : large + Math.log1p(Math.exp(Math.min(a, b) - large));
    }

    /** The sums of neighbours. */
    static Tensor trapezoids(String op, Tensor y, int axis) {
        int normal = y.shape().normalizeAxis(op, axis);
        int length = y.size(normal);
        Tensor floating = y.dtype().isFloating() ? y : y.to(DType.FLOAT32);
        return floating.slice(normal, 1, length, 1).add(floating.slice(normal, 0, Math.max(0, length - 1), 1));
    }

    /** The distances between points, in a shape that fits the trapezoids. */
    static Tensor widths(String op, Tensor x, Tensor y, int axis) {
        int normal = y.shape().normalizeAxis(op, axis);
        int length = y.size(normal);
        if (x.shape().equals(y.shape())) {
            return x.diff(1, normal);
        }
        if (x.rank() != 1 || x.size() != length) {
            throw new IllegalArgumentException(op + ": points of shape " + x.shape() + " do not fit values of shape "
                    + y.shape() + " along axis " + axis + "; give " + length
                    + " points in one axis, or one for each value");
        }
        int[] dims = new int[y.rank()];
        java.util.Arrays.fill(dims, 1);
        dims[normal] = Math.max(0, length - 1);
        return x.diff(1, 0).reshape(dims);
    }

    private static Tensor stored(double[] values, Tensor like) {
        return Tensor.of(like.array().backend().fromHost(values, like.shape())).to(like.dtype());
    }
}
