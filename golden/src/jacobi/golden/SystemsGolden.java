package jacobi.golden;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The rows of Systems. */
final class SystemsGolden {
    private SystemsGolden() {
    }

    static void addTo(Entries entries) {
        for (String label : new String[] {"[3, 3]", "[1, 1]", "[2, 3, 3]", "[2, 2, 2, 2]", "[0, 0]", "[0, 2, 2]"}) {
            entries.one("inverse(), " + label, torch::linalg_inv);
            entries.one("det(), " + label, torch::linalg_det);
            entries.one("slogdet(), logarithm " + label, x -> torch.linalg_slogdet(x).get1());
            entries.one("logdet(), " + label, torch::logdet);
            entries.one("matrixExp(), " + label, torch::matrix_exp);
        }
        entries.one("inverse(), needs pivots", x -> torch.linalg_inv(x.sub(torch.diag(torch.diag(x)))));
        entries.one("inverse(), transposed", x -> torch.linalg_inv(x.t()));
        entries.one("det(), negative", torch::linalg_det);
        entries.one("slogdet(), sign", x -> torch.linalg_slogdet(x).get0());
        entries.one("logdet(), negative", torch::logdet);
        entries.one("matrixExp(), large", x -> torch.matrix_exp(x.mul(new org.bytedeco.pytorch.Scalar(3))));
        for (String label : new String[] {"[3, 3] and [3]", "[3, 3] and [3, 2]", "[2, 3, 3] and [2, 3, 2]",
            "[2, 3, 3] and [2, 3]", "[2, 3, 3] and [3, 2]", "[3, 3] and [2, 3, 2]", "[2, 1, 3, 3] and [4, 3, 1]",
            "[0, 0] and [0, 2]", "[2, 2] and [2, 0]"}) {
            entries.row("solve(Tensor), " + label, x -> torch.linalg_solve(x[0], x[1]));
            // Square and regular: the same.
            entries.row("lstsq(Tensor), " + label, x -> torch.linalg_solve(x[0], x[1]));
            if (label.endsWith("and [3]") || label.startsWith("[2, 3, 3]") && !label.endsWith("[2, 3, 2]")) {
                continue;
            }
            entries.row("solveTriangular(Tensor,boolean), false " + label,
                    x -> torch.linalg_solve_triangular(x[0].tril(), x[1], false));
            entries.row("solveTriangular(Tensor,boolean), true " + label,
                    x -> torch.linalg_solve_triangular(x[0].triu(), x[1], true));
            entries.row("choleskySolve(Tensor), " + label, x -> {
                Tensor factor = x[1].tril();
                return torch.linalg_solve(factor.matmul(factor.mT()), x[0]);
            });
        }
        entries.row("lstsq(Tensor), more equations", x -> torch.linalg_pinv(x[0]).matmul(x[1]));
        entries.row("lstsq(Tensor), more unknowns", x -> torch.linalg_pinv(x[0]).matmul(x[1]));
    }
}
