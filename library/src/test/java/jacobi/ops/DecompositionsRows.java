package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.SystemsRows.regular;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;

/** Matrices as products of simpler ones. */
final class DecompositionsRows {
    private DecompositionsRows() {
    }

    /** Matrices with singular values, and eigenvalues of the symmetric part, that are not close to each other or to 0. */
    private static OpRow.Sample spread(int... dims) {
        return rng -> {
            int m = dims[dims.length - 2];
            int n = dims[dims.length - 1];
            double[] diagonal = new double[m * n];
            for (int i = 0; i < Math.min(m, n); i++) {
                diagonal[i * n + i] = 4 * (i + 1);
            }
            return any(dims).make(rng).add(Tensors.tensor(diagonal, m, n));
        };
    }

    static void addTo(OpTable t) {
        for (int[] dims : new int[][] {{3, 3}, {1, 1}, {2, 3, 3}, {0, 0}, {0, 2, 2}}) {
            String label = Arrays.toString(dims);
            t.golden("cholesky()", label, true, regular(dims), Tensor::cholesky);
            t.golden("eigvalsh()", label, true, spread(dims), Tensor::eigvalsh);
            t.golden("eigh()", "values " + label, true, spread(dims), x -> x.eigh().values());
            t.golden("eigh()", "vectors " + label, true, spread(dims), x -> x.eigh().vectors());
        }
        t.golden("eigvalsh()", "one value thrice", false, regular(3, 3), x -> Tensors.eye(3).to(x.dtype()).mul(2).eigvalsh());
        for (int[] dims : new int[][] {{3, 3}, {4, 2}, {2, 4}, {2, 3, 2}, {0, 2}, {2, 0}, {1, 3}, {3, 1}}) {
            String label = Arrays.toString(dims);
            t.golden("qr()", "Q " + label, true, spread(dims), x -> x.qr().q());
            t.golden("qr()", "R " + label, true, spread(dims), x -> x.qr().r());
            t.golden("svd()", "U " + label, true, spread(dims), x -> x.svd().u());
            t.golden("svd()", "s " + label, true, spread(dims), x -> x.svd().s());
            t.golden("svd()", "V^T " + label, true, spread(dims), x -> x.svd().vh());
            t.golden("svdvals()", label, true, spread(dims), Tensor::svdvals);
            t.golden("pinv()", label, true, spread(dims), Tensor::pinv);
            t.golden("matrixRank()", label, false, spread(dims), Tensor::matrixRank);
            t.golden("matrixNorm()", label, dims[0] * dims[1] > 0, spread(dims), Tensor::matrixNorm);
            if (dims[0] * dims[1] > 0) {
                t.golden("cond()", label, true, spread(dims), Tensor::cond);
                for (double order : new double[] {1, -1, 2, -2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                    t.golden("matrixNorm(double)", order + " " + label, true, spread(dims), x -> x.matrixNorm(order));
                }
            }
        }
        t.golden("pinv()", "of rank 1", List.of(any(3, 1), any(1, 4)), x -> x[0].matmul(x[1]).pinv(), true, true);
        t.golden("pinv(double)", "half of the largest", false, spread(3, 3), x -> x.pinv(0.5));
        t.golden("matrixRank()", "of rank 1", List.of(any(3, 1), any(1, 4)), x -> x[0].matmul(x[1]).matrixRank(), false, false);
        t.golden("svdvals()", "of rank 1", List.of(any(3, 1), any(1, 4)), x -> x[0].matmul(x[1]).svdvals().select(0, 0),
                false, false);
        for (int[] dims : new int[][] {{3, 3}, {4, 2}, {2, 4}, {2, 3, 2}, {0, 2}}) {
            for (String order : List.of("fro", "nuc")) {
                t.golden("matrixNorm(String)", order + " " + Arrays.toString(dims), dims[0] > 0, spread(dims),
                        x -> x.matrixNorm(order));
            }
        }
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        record Any(String name, Function<Tensor, Object> call) {
        }
        for (Any a : List.of(new Any("qr", Tensor::qr), new Any("svd", Tensor::svd), new Any("svdvals", Tensor::svdvals),
                new Any("pinv", Tensor::pinv), new Any("matrixRank", Tensor::matrixRank),
                new Any("matrixNorm", Tensor::matrixNorm), new Any("cond", Tensor::cond))) {
            OpErrorsTest.bad(rows, a.name + "()", () -> a.call.apply(Tensors.zeros(3)), a.name + ": it takes matrices, in the "
                    + "last two axes, but the shape is [3]; add an axis with unsqueeze(axis)");
            OpErrorsTest.bad(rows, a.name + "()", () -> a.call.apply(Tensors.zeros(DType.BOOL, 2, 2)), a.name + ": it takes "
                    + "floating-point numbers, not bool; convert with to(DType.FLOAT32)");
        }
        OpErrorsTest.bad(rows, "cholesky()", () -> Tensors.eye(2).mul(-1).cholesky(), "cholesky: the matrix is not positive "
                + "definite (its first 1 rows and columns are not); add a small number to its diagonal if it should be");
        OpErrorsTest.bad(rows, "svd()", () -> Tensors.full(Double.NaN, 3, 2, 2).svd(), "svd: matrix 0 of the batch holds NaN, "
                + "and only finite numbers can be decomposed; find out which op produced it");
        OpErrorsTest.bad(rows, "eigh()", () -> Tensors.full(Double.POSITIVE_INFINITY, 2, 2).eigh(), "eigh: the matrix holds "
                + "Infinity, and only finite numbers can be decomposed; find out which op produced it");
        OpErrorsTest.bad(rows, "matrixNorm(double)", () -> Tensors.eye(2).matrixNorm(3), "matrixNorm: there is no order 3.0; use "
                + "1, 2, infinity or their negatives, or matrixNorm() for the Frobenius norm");
        OpErrorsTest.bad(rows, "matrixNorm(String)", () -> Tensors.eye(2).matrixNorm("nuclear"), "matrixNorm: there is no order "
                + "\"nuclear\"; use \"fro\", \"nuc\" or a number");
    }
}
