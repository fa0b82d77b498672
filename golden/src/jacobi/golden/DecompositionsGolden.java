package jacobi.golden;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The rows of Decompositions, with the signs that Jacobi chooses. */
final class DecompositionsGolden {
    private DecompositionsGolden() {
    }

    private static Tensor symmetric(Tensor x) {
        return x.add(x.mT()).div(new Scalar(2));
    }

    /** The signs that make, in each column, the element largest in absolute value positive. */
    private static Tensor signs(Tensor u) {
        if (u.numel() == 0) {
            return torch.ones(1).to(u.scalar_type());
        }
        return u.gather(-2, u.abs().argmax(new LongOptional(-2), true)).sign();
    }

    /** The signs that make the diagonal of R positive, as a row. */
    private static Tensor positive(Tensor r) {
        return r.diagonal(0, -2, -1).sign().unsqueeze(-2);
    }

    static void addTo(Entries entries) {
        for (String label : new String[] {"[3, 3]", "[1, 1]", "[2, 3, 3]", "[0, 0]", "[0, 2, 2]"}) {
            entries.one("cholesky(), " + label, x -> torch.linalg_cholesky(symmetric(x)));
            entries.one("eigvalsh(), " + label, x -> torch.linalg_eigvalsh(symmetric(x)));
            entries.one("eigh(), values " + label, x -> torch.linalg_eigvalsh(symmetric(x)));
            entries.one("eigh(), vectors " + label, x -> {
                Tensor vectors = torch.linalg_eigh(symmetric(x)).get1();
                return vectors.mul(signs(vectors));
            });
        }
        entries.one("eigvalsh(), one value thrice", x -> torch.ones(3).to(x.scalar_type()).mul(new Scalar(2)));
        for (String label : new String[] {"[3, 3]", "[4, 2]", "[2, 4]", "[2, 3, 2]", "[0, 2]", "[2, 0]", "[1, 3]", "[3, 1]"}) {
            entries.one("qr(), Q " + label, x -> {
                T_TensorTensor_T qr = torch.linalg_qr(x);
                return qr.get0().mul(positive(qr.get1()));
            });
            entries.one("qr(), R " + label, x -> {
                Tensor r = torch.linalg_qr(x).get1();
                return r.mul(positive(r).mT());
            });
            entries.one("svd(), U " + label, x -> {
                Tensor u = torch.linalg_svd(x, false, new org.bytedeco.pytorch.StringViewOptional()).get0();
                return u.mul(signs(u));
            });
            entries.one("svd(), s " + label, torch::linalg_svdvals);
            entries.one("svd(), V^T " + label, x -> {
                var svd = torch.linalg_svd(x, false, new org.bytedeco.pytorch.StringViewOptional());
                return svd.get2().mul(signs(svd.get0()).numel() == 1 ? signs(svd.get0()) : signs(svd.get0()).mT());
            });
            entries.one("svdvals(), " + label, torch::linalg_svdvals);
            entries.one("pinv(), " + label, torch::linalg_pinv);
            entries.one("matrixRank(), " + label, torch::linalg_matrix_rank);
            entries.one("matrixNorm(), " + label, torch::linalg_matrix_norm);
            if (!label.contains("0")) {
                entries.one("cond(), " + label, torch::linalg_cond);
                for (double order : new double[] {1, -1, 2, -2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                    entries.one("matrixNorm(double), " + order + " " + label,
                            x -> torch.linalg_matrix_norm(x, new Scalar(order)));
                }
            }
        }
        entries.row("pinv(), of rank 1", x -> torch.linalg_pinv(x[0].matmul(x[1])));
        entries.one("pinv(double), half of the largest", x -> torch.linalg_pinv(x, 0.5, false));
        entries.row("matrixRank(), of rank 1", x -> torch.linalg_matrix_rank(x[0].matmul(x[1])));
        entries.row("svdvals(), of rank 1", x -> torch.linalg_svdvals(x[0].matmul(x[1])).get(0));
        for (int[] dims : new int[][] {{3, 3}, {4, 2}, {2, 4}, {2, 3, 2}, {0, 2}}) {
            for (String order : new String[] {"fro", "nuc"}) {
                entries.one("matrixNorm(String), " + order + " " + java.util.Arrays.toString(dims),
                        x -> torch.linalg_matrix_norm(x, order, new long[] {-2, -1}, false,
                                new org.bytedeco.pytorch.ScalarTypeOptional()));
            }
        }
    }
}
