package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Arrays;

/** What comparisons of rows need. */
final class Similarities {
    /** As many rows are worth a matrix product. */
    private static final int MANY = 26;

    private Similarities() {
    }

    static void checkEntries(String op, Tensor indices, int entries) {
        if (indices.array().backend().checksIndicesLater()) {
            return;
        }
        long[] values = (long[]) indices.array().backend().peek(indices.array());
        for (int i = 0; i < indices.size(); i++) {
            if (values[i] < 0 || values[i] >= entries) {
                throw new IndexOutOfBoundsException(op + ": index " + values[i] + " at position " + i
                        + " is out of range: the table has the entries 0 to " + (entries - 1));
            }
        }
    }

    /** Vectors along an axis, divided by their lengths. */
    static Tensor unit(Tensor x, int axis, double eps) {
        Tensor length = Norms.along("cosineSimilarity", x, 2, axis, true);
        return x.div(length.maximum(Dims.like(length, eps)));
    }

    static Tensor cdist(Tensor x, Tensor y, double p) {
        Classes.requireFloats("cdist", x);
        if (x.rank() < 2 || y.rank() < 2 || x.size(-1) != y.size(-1)) {
            throw new IllegalArgumentException("cdist: rows of shape " + x.shape() + " and " + y.shape()
                    + " do not fit: they are [..., rows, features] with as many features");
        }
        Shape.broadcast("cdist", batches(x), batches(y));
        boolean many = x.size(-2) >= MANY || y.size(-2) >= MANY;
        if (p != 2 || !many || x.rank() != 2 || y.rank() != 2) {
            return Norms.along("cdist", x.unsqueeze(-2).sub(y.unsqueeze(-3)), p, -1, false);
        }
        // |x - y|^2 = |x|^2 - 2 x y + |y|^2; rounding may take it below 0
        Tensor squared = x.square().sum(1, true).add(y.square().sum(1)).sub(x.matmul(y.t()).mul(2));
        return Norms.ROOT.apply(squared);
    }

    private static Shape batches(Tensor rows) {
        return Shape.of(Arrays.copyOf(rows.shape().dims(), rows.rank() - 2));
    }

    static Tensor pdist(Tensor x, double p) {
        Classes.requireFloats("pdist", x);
        if (x.rank() != 2) {
            throw new IllegalArgumentException("pdist: it takes rows, [rows, features], but the shape is " + x.shape());
        }
        int rows = x.size(0);
        Tensor pairs = Tensors.triuIndices(rows, rows, 1);
        return Norms.along("pdist", x.indexSelect(0, pairs.select(0, 0)).sub(x.indexSelect(0, pairs.select(0, 1))), p, 1,
                false);
    }

    static Tensor attention(Tensor queries, Tensor keys, Tensor values, Tensor mask, boolean causal) {
        Classes.requireFloats("scaledDotProductAttention", queries);
        if (queries.rank() < 2 || keys.rank() < 2 || values.rank() < 2 || queries.size(-1) != keys.size(-1)
                || keys.size(-2) != values.size(-2)) {
            throw new IllegalArgumentException("scaledDotProductAttention: queries, keys and values of shapes "
                    + queries.shape() + ", " + keys.shape() + " and " + values.shape() + " do not fit: they are [..., queries, "
                    + "features], [..., positions, features] and [..., positions, features of the values]");
        }
        Tensor scores = queries.matmul(keys.transpose(-2, -1)).mul(1 / Math.sqrt(Math.max(1, queries.size(-1))));
        if (mask != null && !Shape.stretches(mask.shape(), scores.shape())) {
            throw new IllegalArgumentException("scaledDotProductAttention: a mask of shape " + mask.shape()
                    + " does not stretch to the similarities of shape " + scores.shape());
        }
        Tensor allowed = mask != null && mask.dtype() == DType.BOOL ? mask : null;
        if (causal) {
            Tensor past = past(queries.size(-2), keys.size(-2)).to(queries.device());
            allowed = allowed == null ? past : past.where(allowed, past);
        }
        Tensor seen = mask == null || mask.dtype() == DType.BOOL ? scores : scores.add(mask);
        if (allowed == null) {
            return seen.softmax(-1).matmul(values);
        }
        // A finite number, so that a row without anything allowed is not NaN.
        Tensor weights = allowed.where(seen, Dims.like(seen, -1e30)).softmax(-1);
        return allowed.where(weights, Dims.like(weights, 0)).matmul(values);
    }

    private static Tensor past(int queries, int positions) {
        boolean[] past = new boolean[Shape.of(queries, positions).size()];
        for (int i = 0; i < past.length; i++) {
            past[i] = i % positions <= i / positions;
        }
        return Tensors.tensor(past, queries, positions);
    }
}
