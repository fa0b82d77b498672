package jacobi.interrupts;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jacobi.Tensor;
import jacobi.Tensors;

/** Products, decompositions and systems of matrices, in both floating-point types. */
final class MatrixRows {
    private MatrixRows() {
    }

    static void add(Rows rows) {
        rows.both("matmul", () -> Rows.floats(4000, 4000), x -> x.matmul(x));
        rows.both("matmul, float64", () -> Rows.doubles(2500, 2500), x -> x.matmul(x));
        rows.on("matmul, int64", () -> Rows.longs(10, 2000, 2000), x -> x.matmul(x));
        rows.on("matmul of transposed ones", () -> Rows.floats(4000, 4000), x -> x.t().matmul(x.t()));
        rows.on("matmul of one long row", () -> Rows.floats(1, 40_000_000), x -> x.matmul(x.t()));
        rows.on("matmul, thin", () -> Rows.floats(5000, 1), x -> x.matmul(x.t()));
        rows.on("matmul, deep", () -> Rows.floats(64, 700_000), x -> x.matmul(x.t()));
        rows.on("matmul, float64, deep", () -> Rows.doubles(64, 300_000), x -> x.matmul(x.t()));
        rows.on("matmul of a batch", () -> Rows.floats(200, 500, 500), x -> x.matmul(x));
        rows.on("matmul of a broadcast batch", () -> Rows.floats(200, 500, 500), x -> x.matmul(x.select(0, 0)));
        rows.on("matmul of many small ones", () -> Rows.floats(1_000_000, 4, 4), x -> x.matmul(x));
        rows.on("matmul of a batch, int64", () -> Rows.longs(10, 50, 300, 300), x -> x.matmul(x));
        rows.on("mv", Rows::matrix, x -> x.mv(x.select(0, 0)));
        rows.on("mv of a transposed one", Rows::matrix, x -> x.t().mv(x.select(0, 0)));
        rows.on("dot", Rows::line, x -> x.dot(x));
        rows.on("outer", () -> Rows.floats(Rows.SIDE), x -> x.outer(x));
        rows.on("addmm", () -> Rows.floats(3000, 3000), x -> x.addmm(x, x));
        rows.on("matrixPower", () -> Rows.floats(2000, 2000), x -> x.matrixPower(10));
        rows.on("tensordot", () -> Rows.floats(60, 60, 600), x -> x.tensordot(x, new int[] {2}, new int[] {2}));
        rows.on("kron", () -> Rows.floats(80, 80), x -> x.kron(x));
        rows.on("cross", () -> Rows.floats(5_000_000, 3), x -> x.cross(x));
        rows.on("einsum, a product", () -> Rows.floats(3000, 3000), x -> Tensors.einsum("ij,jk->ik", x, x));
        rows.on("einsum of three", () -> Rows.doubles(1500, 1500), x -> Tensors.einsum("ij,jk,kl->il", x, x, x));
        rows.on("einsum, a batch", () -> Rows.floats(200, 300, 300), x -> Tensors.einsum("bij,bjk->ik", x, x));
        rows.on("einsum, a diagonal", Rows::matrix, x -> Tensors.einsum("ii->i", x));
        rows.on("chainMatmul", () -> Rows.floats(2000, 2000), x -> Tensors.chainMatmul(x, x, x, x));
        rows.on("cdist", () -> Rows.floats(4000, 500), x -> x.cdist(x));
        rows.on("cdist, p 1", () -> Rows.floats(1000, 50), x -> x.cdist(x, 1));
        rows.on("pdist", () -> Rows.floats(2000, 20), Tensor::pdist);

        types(rows, "cholesky", 3000, x -> positive(x).cholesky());
        types(rows, "qr", 2000, x -> x.qr().q());
        types(rows, "svd", 1000, x -> x.svd().s());
        types(rows, "svdvals", 1500, Tensor::svdvals);
        types(rows, "eigh", 1500, x -> x.add(x.t()).eigh().values());
        types(rows, "eigvalsh", 2000, x -> x.add(x.t()).eigvalsh());
        types(rows, "matrixRank", 1500, Tensor::matrixRank);
        types(rows, "pinv", 800, Tensor::pinv);
        types(rows, "cond", 1500, Tensor::cond);
        types(rows, "nuclear norm", 1500, x -> x.matrixNorm("nuc"));
        types(rows, "inverse", 2500, Tensor::inverse);
        types(rows, "det", 3000, Tensor::det);
        types(rows, "slogdet", 3000, x -> x.slogdet().logAbsDet());
        types(rows, "solve", 2500, x -> x.solve(x));
        types(rows, "solve of one column", 3000, x -> x.solve(x.slice(1, 0, 1)));
        types(rows, "solveTriangular", 2500, x -> x.solveTriangular(x, true));
        types(rows, "solveTriangular of one column", 5000, x -> x.solveTriangular(x.slice(1, 0, 1), true));
        types(rows, "choleskySolve", 2500, x -> x.choleskySolve(x));
        types(rows, "lstsq", 1500, x -> x.lstsq(x));
        types(rows, "matrixExp", 1200, x -> x.div(1000).matrixExp());
        many(rows, "inverse", Tensor::inverse);
        many(rows, "det", Tensor::det);
        many(rows, "svd", x -> x.svd().s());
        many(rows, "eigh", x -> x.add(x.mT()).eigh().values());
        many(rows, "qr", x -> x.qr().q());
        many(rows, "solve", x -> x.solve(x));
        many(rows, "matrixExp", Tensor::matrixExp);
        rows.on("svd of a tall one", () -> Rows.floats(200_000, 100), x -> x.svd().s());
        rows.on("qr of a tall one", () -> Rows.floats(200_000, 100), x -> x.qr().r());
        rows.on("lstsq of a tall one", () -> Rows.floats(200_000, 100), x -> x.lstsq(x.slice(1, 0, 1)));
        gradient(rows, "cholesky", 1500, x -> positive(x).cholesky());
        gradient(rows, "qr", 1000, x -> x.qr().q());
        gradient(rows, "svd", 500, x -> x.svd().s());
        gradient(rows, "eigh", 500, x -> x.add(x.t()).eigh().values());
        gradient(rows, "inverse", 1500, Tensor::inverse);
        gradient(rows, "slogdet", 1500, x -> x.slogdet().logAbsDet());
        gradient(rows, "solve", 1500, x -> x.solve(x));
        gradient(rows, "matrixExp", 400, x -> x.div(100).matrixExp());
    }

    private static Tensor positive(Tensor x) {
        int n = x.size(0);
        return x.matmul(x.t()).div(n).add(Tensors.eye(x.dtype(), n, n));
    }

    private static Supplier<Tensor> floats(int n) {
        return () -> Rows.floats(n, n).add(Tensors.eye(n).mul(n / 100.0));
    }

    private static Supplier<Tensor> doubles(int n) {
        return () -> floats(n).get().to(jacobi.DType.FLOAT64);
    }

    private static void types(Rows rows, String name, int n, UnaryOperator<Tensor> op) {
        rows.on(name, floats(n), op);
        rows.on(name + ", float64", doubles(n), op);
    }

    private static void many(Rows rows, String name, UnaryOperator<Tensor> op) {
        rows.on(name + " of many small ones", () -> Rows.floats(50_000, 8, 8), op);
    }

    private static void gradient(Rows rows, String name, int n, UnaryOperator<Tensor> op) {
        rows.add(name + ", gradient", () -> {
            Tensor x = floats(n).get().requiresGrad(true);
            return () -> op.apply(x).sum().backward();
        });
    }
}
