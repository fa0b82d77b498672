package jacobi.golden;

import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The rows of LinearAlgebra. */
final class LinearAlgebraGolden {
    private LinearAlgebraGolden() {
    }

    private static void product(Entries entries, String method, BinaryOperator<Tensor> call, String... labels) {
        for (String label : labels) {
            entries.row(method + ", " + label, x -> call.apply(x[0], x[1]));
        }
    }

    static void addTo(Entries entries) {
        String matmul = "matmul(Tensor)";
        product(entries, matmul, Tensor::matmul, "[2, 3, 4] and [2, 4, 5]", "[2, 1, 3, 4] and [5, 4, 2]",
                "[3, 4] and [2, 4, 2]", "[4] and [2, 4, 3]", "[2, 3, 4] and [4]", "[2, 3, 1] and [1, 1, 2]",
                "[0, 3, 4] and [4, 2]", "[2, 3, 0] and [2, 0, 2]", "[1, 0, 3] and [5, 3, 2]", "expanded batches",
                "whole numbers");
        entries.row(matmul + ", heads", x -> x[0].transpose(1, 2).matmul(x[1].permute(0, 2, 3, 1)));
        product(entries, "mm(Tensor)", Tensor::mm, "[2, 3] and [3, 4]", "[0, 3] and [3, 2]");
        product(entries, "bmm(Tensor)", Tensor::bmm, "[2, 3, 4] and [2, 4, 5]", "[0, 1, 2] and [0, 2, 1]");
        product(entries, "mv(Tensor)", Tensor::mv, "[2, 3] and [3]", "[2, 0] and [0]");
        product(entries, "dot(Tensor)", Tensor::dot, "[5] and [5]", "[0] and [0]", "whole numbers");
        product(entries, "vdot(Tensor)", Tensor::vdot, "[5] and [5]");
        product(entries, "inner(Tensor)", torch::inner, "[5] and [5]", "[2, 3] and [4, 3]", "[2, 2, 3] and [3]",
                "[] and [2, 2]", "[2, 0] and [3, 0]");
        product(entries, "outer(Tensor)", Tensor::outer, "[2] and [3]", "[0] and [3]");
        product(entries, "kron(Tensor)", torch::kron, "[2, 3] and [2, 2]", "[2] and [2, 3]", "[2, 1, 2] and [3]",
                "[] and [2]", "[0, 2] and [2, 2]");
        product(entries, "cross(Tensor)", (a, b) -> {
            Tensor[] both = {a.unsqueeze(0), b.unsqueeze(0)};
            return a.dim() == b.dim() ? torch.linalg_cross(a, b)
                    : torch.linalg_cross(a.dim() < b.dim() ? both[0] : a, a.dim() < b.dim() ? b : both[1]);
        }, "[3] and [3]", "[2, 3] and [4, 2, 3]", "[0, 3] and [3]");
        product(entries, "cross(Tensor,int)", (a, b) -> torch.linalg_cross(a, b, 0), "[3, 2] and [3, 2]", "[3, 1] and [3, 4]");
        entries.row("tensordot(Tensor,int), [2, 3, 4] and [3, 4, 2]",
                x -> torch.tensordot(x[0], x[1], new long[] {1, 2}, 0, 1));
        entries.row("tensordot(Tensor,int), [3, 2] and [3, 2]", x -> torch.tensordot(x[0], x[1], new long[] {0, 1}, 0, 1));
        entries.row("tensordot(Tensor,int), [2, 0, 2] and [0, 2]", x -> torch.tensordot(x[0], x[1], new long[] {1, 2}, 0, 1));
        entries.row("tensordot(Tensor,int), no axes", x -> x[0].unsqueeze(-1).mul(x[1]));
        entries.row("tensordot(Tensor,int[],int[]), crosswise",
                x -> torch.tensordot(x[0], x[1], new long[] {0, 2}, 1, 0));
        entries.row("addmm(Tensor,Tensor)", x -> torch.addmm(x[0], x[1], x[2]));
        entries.row("addmm(Tensor,Tensor,double,double)",
                x -> torch.addmm(x[0], x[1], x[2], new Scalar(0.5), new Scalar(-2.0)));
        entries.row("addmm(Tensor,Tensor,double,double), beta 0",
                x -> torch.addmm(x[0].div(new Scalar(0.0)), x[1], x[2], new Scalar(0.0), new Scalar(1.0)));
        entries.row("baddbmm(Tensor,Tensor)", x -> torch.baddbmm(x[0], x[1], x[2]));
        entries.row("baddbmm(Tensor,Tensor,double,double)",
                x -> torch.baddbmm(x[0], x[1], x[2], new Scalar(0.5), new Scalar(-2.0)));
        for (int n : new int[] {0, 1, 2, 3, 5, -1, -2}) {
            entries.one("matrixPower(int), " + n, x -> torch.matrix_power(x, n));
        }
        for (String label : new String[] {"[3, 3]", "[2, 4]", "[4, 2]", "[0, 3]", "[1, 1]", "whole numbers", "transposed"}) {
            entries.one("trace(), " + label, Tensor::trace);
        }
    }
}
