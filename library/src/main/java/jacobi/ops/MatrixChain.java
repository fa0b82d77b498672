package jacobi.ops;

import jacobi.Tensor;

/** The product of several matrices, in the order that takes the fewest multiplications. */
public final class MatrixChain {
    private MatrixChain() {
    }

    /** What {@link jacobi.Tensors#chainMatmul} does. */
    public static Tensor chainMatmul(Tensor... matrices) {
        int count = matrices.length;
        if (count == 0) {
            throw new IllegalArgumentException("chainMatmul: there are no matrices to multiply");
        }
        for (int i = 0; i < count; i++) {
            boolean vector = matrices[i].rank() == 1 && count > 1 && (i == 0 || i == count - 1);
            if (matrices[i].rank() != 2 && !vector) {
                throw new IllegalArgumentException("chainMatmul: matrix " + i + " has shape " + matrices[i].shape()
                        + "; only the first and the last may be vectors, the others are matrices");
            }
            Matrices.requireOneType("chainMatmul", matrices[0], matrices[i]);
            if (i > 0 && matrices[i - 1].size(-1) != matrices[i].size(0)) {
                throw new IllegalArgumentException("chainMatmul: matrices " + (i - 1) + " and " + i + " of shapes "
                        + matrices[i - 1].shape() + " and " + matrices[i].shape() + " do not fit: " + matrices[i - 1].size(-1)
                        + " and " + matrices[i].size(0) + " must be equal");
            }
        }
        return multiply(matrices, best(matrices), 0, count - 1);
    }

    /**
     * Where to split the product of the matrices i to j, for all i and j (Cormen et al., "Introduction to Algorithms",
     * section 15.2).
     */
    private static int[][] best(Tensor[] matrices) {
        int count = matrices.length;
        double[] lengths = new double[count + 1];
        for (int i = 0; i < count; i++) {
            lengths[i] = matrices[i].rank() == 1 && i == 0 ? 1 : matrices[i].size(0);
        }
        lengths[count] = matrices[count - 1].rank() == 1 ? 1 : matrices[count - 1].size(-1);
        double[][] cost = new double[count][count];
        int[][] split = new int[count][count];
        for (int span = 1; span < count; span++) {
            for (int i = 0; i + span < count; i++) {
                int j = i + span;
                cost[i][j] = Double.POSITIVE_INFINITY;
                for (int k = i; k < j; k++) {
                    double here = cost[i][k] + cost[k + 1][j] + lengths[i] * lengths[k + 1] * lengths[j + 1];
                    if (here < cost[i][j]) {
                        cost[i][j] = here;
                        split[i][j] = k;
                    }
                }
            }
        }
        return split;
    }

    private static Tensor multiply(Tensor[] matrices, int[][] split, int from, int to) {
        if (from == to) {
            return matrices[from];
        }
        int k = split[from][to];
        return multiply(matrices, split, from, k).matmul(multiply(matrices, split, k + 1, to));
    }
}
