package jacobi.ops;

import jacobi.Tensor;
import jacobi.Tensors;

/** What comparisons of rows need. */
final class Similarities {
    /** As many rows are worth a matrix product. */
    private static final int MANY = 26;

    private Similarities() {
    }

    static void checkEntries(String op, Tensor indices, int entries) {
        long[] values = indices.toLongs();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= entries) {
                throw new IndexOutOfBoundsException(op + ": index " + values[i] + " at position " + i
                        + " is out of range: the table has the entries 0 to " + (entries - 1));
            }
        }
    }

    /** Vectors along an axis, divided by their lengths. */
    static Tensor unit(Tensor x, int axis, double eps) {
        Tensor length = Norms.along("cosineSimilarity", x, 2, axis, true);
        return x.div(length.maximum(Tensors.scalarLike(length, eps)));
    }

    static Tensor cdist(Tensor x, Tensor y, double p) {
        Classes.requireFloats("cdist", x);
        if (x.rank() < 2 || y.rank() < 2 || x.size(-1) != y.size(-1)) {
            throw new IllegalArgumentException("cdist: rows of shape " + x.shape() + " and " + y.shape()
                    + " do not fit: they are [..., rows, features] with as many features");
        }
        boolean many = x.size(-2) >= MANY || y.size(-2) >= MANY;
        if (p != 2 || !many || x.rank() != 2 || y.rank() != 2) {
            return Norms.along("cdist", x.unsqueeze(-2).sub(y.unsqueeze(-3)), p, -1, false);
        }
        // |x - y|^2 = |x|^2 - 2 x y + |y|^2; rounding may take it below 0
        Tensor squared = x.square().sum(1, true).add(y.square().sum(1)).sub(x.matmul(y.t()).mul(2));
        return Norms.ROOT.apply(squared);
    }
}
