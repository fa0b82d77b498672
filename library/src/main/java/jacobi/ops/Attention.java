package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;

/** Rows looked up, compared, and mixed by similarity. */
public interface Attention extends Operand {
    /**
     * Rows of a table, looked up by these indices (PyTorch's embedding): {@code tokens.embedding(table)}.
     *
     * @param table {@code [entries, features]}
     * @return of the shape of the indices, with the axis of the features behind it
     * @throws IndexOutOfBoundsException if an index is not a row of the table
     */
    default Tensor embedding(Tensor table) {
        if (table.rank() != 2) {
            throw new IllegalArgumentException("embedding: the table of shape " + table.shape()
                    + " is not a matrix of [entries, features]");
        }
        int[] dims = java.util.Arrays.copyOf(self().shape().dims(), self().rank() + 1);
        dims[self().rank()] = table.size(1);
        Tensor indices = Dims.indices("embedding", self()).flatten();
        Similarities.checkEntries("embedding", indices, table.size(0));
        return table.indexSelect(0, indices).reshape(Shape.of(dims));
    }

    /**
     * Rows of a table, of which one stands for "nothing": no gradient goes to it.
     *
     * @param paddingIndex which one; negative ones count from the end
     */
    default Tensor embedding(Tensor table, int paddingIndex) {
        Tensor y = embedding(table);
        int padding = paddingIndex < 0 ? paddingIndex + table.size(0) : paddingIndex;
        if (padding < 0 || padding >= table.size(0)) {
            throw new IndexOutOfBoundsException("embedding: the padding index " + paddingIndex + " is not one of the "
                    + table.size(0) + " entries of the table");
        }
        return self().eq(padding).unsqueeze(-1).where(y.detach(), y);
    }

    /** {@return the cosines of the angles between vectors along an axis} See {@link #cosineSimilarity(Tensor, int, double)}. */
    default Tensor cosineSimilarity(Tensor other, int axis) {
        return cosineSimilarity(other, axis, 1e-8);
    }

    /**
     * x y / (|x| |y|) along an axis; the other axes broadcast.
     *
     * @param eps the least length that a vector counts for
     */
    default Tensor cosineSimilarity(Tensor other, int axis, double eps) {
        Classes.requireFloats("cosineSimilarity", self());
        Shape both = Shape.broadcast("cosineSimilarity", self().shape(), other.shape());
        int normal = both.normalizeAxis("cosineSimilarity", axis) - both.rank();
        if (Math.min(self().rank(), other.rank()) < -normal || self().size(normal) != other.size(normal)) {
            return self().expand(both).cosineSimilarity(other.expand(both), axis, eps);
        }
        return Similarities.unit(self(), normal, eps).mul(Similarities.unit(other, normal, eps)).sum(normal);
    }

    /** {@return the lengths of the differences of rows} See {@link #pairwiseDistance(Tensor, double)}. */
    default Tensor pairwiseDistance(Tensor other) {
        return pairwiseDistance(other, 2);
    }

    /**
     * The p-norm of x - y + 1e-6 along the last axis, as PyTorch has it: the small number keeps the gradient finite.
     *
     * @param p not negative; 2 for Euclid's distance, infinity for the largest difference
     */
    default Tensor pairwiseDistance(Tensor other, double p) {
        Shape.broadcast("pairwiseDistance", self().shape(), other.shape());
        if (self().rank() == 0 && other.rank() == 0) {
            return self().reshape(1).pairwiseDistance(other, p);
        }
        Classes.requireFloats("pairwiseDistance", self());
        return Norms.along("pairwiseDistance", self().sub(other).add(1e-6), p, -1, false);
    }

    /** {@return Euclid's distances of all rows from all others} See {@link #cdist(Tensor, double)}. */
    default Tensor cdist(Tensor other) {
        return cdist(other, 2);
    }

    /**
     * The distance of each row of x from each row of y, by the p-norm. From 26 rows on, Euclid's distances are computed
     * from a matrix product, as in PyTorch: much faster, and less exact for rows that are nearly equal.
     *
     * @param other {@code [..., rows of y, features]}, for x of {@code [..., rows of x, features]}
     * @return {@code [..., rows of x, rows of y]}
     */
    default Tensor cdist(Tensor other, double p) {
        return Similarities.cdist(self(), other, p);
    }

    /** {@return Euclid's distances of all pairs of rows} See {@link #pdist(double)}. */
    default Tensor pdist() {
        return pdist(2);
    }

    /**
     * The distances of all pairs of rows, by the p-norm: of row 0 from rows 1, 2, ..., then of row 1 from rows 2, 3, ...
     *
     * @return one axis of {@code rows * (rows - 1) / 2} numbers
     */
    default Tensor pdist(double p) {
        return Similarities.pdist(self(), p);
    }

    /** {@return softmax(x keys^T / sqrt(features)) values} See {@link #scaledDotProductAttention(Tensor, Tensor, Tensor, boolean)}. */
    default Tensor scaledDotProductAttention(Tensor keys, Tensor values) {
        return scaledDotProductAttention(keys, values, null, false);
    }

    /**
     * softmax(x keys^T / sqrt(features)) values: each row of this tensor, a query, gets an average of the values, weighted
     * by how similar their keys are (Vaswani et al.: "Attention Is All You Need", 2017).
     *
     * @param keys   {@code [..., positions, features]}, for queries of {@code [..., queries, features]}
     * @param values {@code [..., positions, features of the values]}
     * @param mask   {@code [..., queries, positions]}: bools, true where a query may look, or floats that are added to
     *               the similarities; null for none. A query that may look nowhere gets zeros.
     * @param causal whether a query may look no further than its own position
     */
    default Tensor scaledDotProductAttention(Tensor keys, Tensor values, Tensor mask, boolean causal) {
        return Similarities.attention(self(), keys, values, mask, causal);
    }
}
