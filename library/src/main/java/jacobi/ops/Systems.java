package jacobi.ops;

import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import java.util.List;

/**
 * Systems of linear equations, inverses and determinants, of square matrices in the last two axes; the axes before them
 * are batches. Computed in double, whatever the type. Gradients follow Giles: "Collected Matrix Derivative Results for
 * Forward and Reverse Mode Algorithmic Differentiation" (2008).
 */
public interface Systems extends Operand {
    /** The inverse. */
    record Inverse() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("inverse", x[0], new int[] {n, n}, (matrix, name) -> {
                double[] identity = new double[n * n];
                for (int i = 0; i < n; i++) {
                    identity[i * n + i] = 1;
                }
                return new HostLu("inverse", matrix, n).requireRegular(name, "pinv() gives a pseudo-inverse")
                        .solve(identity, n);
            });
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return y.mT().matmul(g).matmul(y.mT()).neg();
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return y.matmul(dx[0]).matmul(y).neg();
        }
    }

    /** The determinant. */
    record Det() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("det", x[0], new int[0],
                    (matrix, name) -> new double[] {new HostLu("det", matrix, n).determinant()});
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.unsqueeze(-1).unsqueeze(-1).mul(new Cofactors().apply(x[0]));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return new Cofactors().apply(x[0]).mul(dx[0]).sum(new int[] {-2, -1}, false);
        }
    }

    /** The derivative of the determinant with respect to each element, which exists for singular matrices too. */
    record Cofactors() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("det", x[0], new int[] {n, n}, (matrix, name) -> HostSvd.cofactors(matrix, n));
        }

        /** With C = det(A) A^-T: the derivatives of both factors. */
        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor inverse = x[0].inverse().mT();
            Tensor along = g.mul(inverse).sum(new int[] {-2, -1}, true);
            return y.mul(along).sub(y.matmul(g.mT()).matmul(inverse));
        }
    }

    /** The sign of the determinant and the logarithm of its absolute value, side by side. */
    record Slogdet() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("slogdet", x[0], new int[] {2}, (matrix, name) -> new HostLu("slogdet", matrix, n).signAndLog());
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.select(-1, 1).unsqueeze(-1).unsqueeze(-1).mul(x[0].inverse().mT());
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor log = x[0].inverse().mT().mul(dx[0]).sum(new int[] {-2, -1}, false).unsqueeze(-1);
            return Tensors.cat(List.of(Tensors.zerosLike(log), log), -1);
        }
    }

    /** The solution X of A X = B; batches are equal. */
    record Solve() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            int columns = x[1].size(-1);
            return Matrices.map("solve", x[0], x[1], new int[] {n, columns}, (matrix, right, name) -> new HostLu("solve", matrix, n)
                    .requireRegular(name, "lstsq(b) finds the x for which A x comes closest to b")
                    .solve(right, columns));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor right = apply(x[0].mT(), g);
            return i == 1 ? right : right.matmul(y.mT()).neg();
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor right = dx[0] == null ? dx[1] : dx[1] == null ? dx[0].matmul(y).neg() : dx[1].sub(dx[0].matmul(y));
            return apply(x[0], right);
        }
    }

    /** The solution X of A X = B, where only one triangle of A counts; batches are equal. */
    record SolveTriangular(boolean upper) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            int columns = x[1].size(-1);
            return Matrices.map("solveTriangular", x[0], x[1], new int[] {n, columns}, (matrix, right, name) -> {
                for (int i = 0; i < n; i++) {
                    if (matrix[i * n + i] == 0) {
                        throw new IllegalArgumentException("solveTriangular: " + name + " is singular (element " + i
                                + " of its diagonal is 0), so there is no solution, or no single one");
                    }
                }
                HostLu.substitute("solveTriangular", matrix, n, right, columns, upper, false);
                return right;
            });
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor right = new SolveTriangular(!upper).apply(x[0].mT(), g);
            return i == 1 ? right : right.matmul(y.mT()).neg().mul(triangle(x[0]));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor moved = dx[0] == null ? null : dx[0].mul(triangle(x[0])).matmul(y).neg();
            return apply(x[0], moved == null ? dx[1] : dx[1] == null ? moved : dx[1].add(moved));
        }

        private Tensor triangle(Tensor like) {
            return Matrices.mask(like, like.size(-1), upper ? 0 : 1, 1, upper ? 1 : 0);
        }
    }

    /**
     * The inverse of each matrix.
     *
     * @throws IllegalArgumentException if one is singular, or not square
     */
    default Tensor inverse() {
        Matrices.requireSquare("inverse", self());
        return new Inverse().apply(self());
    }

    /** {@return the determinant of each matrix; 0 for singular ones} */
    default Tensor det() {
        Matrices.requireSquare("det", self());
        return new Det().apply(self());
    }

    /**
     * A determinant that may be too large or too small for a number.
     *
     * @param sign      1, -1, or 0 for a singular matrix; without a gradient
     * @param logAbsDet the natural logarithm of the determinant's absolute value
     */
    record SlogdetResult(Tensor sign, Tensor logAbsDet) {
    }

    /** {@return the sign of each determinant, and the logarithm of its absolute value} */
    default SlogdetResult slogdet() {
        Matrices.requireSquare("slogdet", self());
        Tensor both = new Slogdet().apply(self());
        return new SlogdetResult(both.select(-1, 0).detach(), both.select(-1, 1));
    }

    /** {@return the logarithm of each determinant: NaN if it is negative, -Infinity if it is 0} */
    default Tensor logdet() {
        Matrices.requireSquare("logdet", self());
        SlogdetResult parts = slogdet();
        return parts.logAbsDet.add(parts.sign.log());
    }

    /**
     * The solution x of A x = b, where this tensor is A: {@code [..., n, n]}. The right side is a vector {@code [n]}, a
     * matrix of columns {@code [..., n, k]}, or a vector for each matrix of a batch, {@code [..., n]} with A's batches; what
     * could be both counts as vectors, as in PyTorch.
     *
     * @throws IllegalArgumentException if a matrix is singular, or the shapes do not fit
     */
    default Tensor solve(Tensor right) {
        Matrices.requireSquare("solve", self());
        boolean vectors = Matrices.isVectors(self(), right);
        return Matrices.solved("solve", self(), right, vectors, new Solve());
    }

    /**
     * The solution X of A X = B, where this tensor is A and counts as triangular: what lies in the other triangle is
     * ignored.
     *
     * @param right of the shape {@code [..., n, k]}
     * @param upper whether A is the upper triangle; otherwise the lower
     */
    default Tensor solveTriangular(Tensor right, boolean upper) {
        Matrices.requireSquare("solveTriangular", self());
        return Matrices.solved("solveTriangular", self(), right, false, new SolveTriangular(upper));
    }

    /**
     * The solution X of A X = B for this tensor B, when A is known by its Cholesky factor: A = L L^T.
     *
     * @param factor L, lower triangular, as {@link Decompositions#cholesky} makes it
     */
    default Tensor choleskySolve(Tensor factor) {
        Matrices.requireSquare("choleskySolve", factor);
        Tensor half = Matrices.solved("choleskySolve", factor, self(), false, new SolveTriangular(false));
        return factor.mT().solveTriangular(half, true);
    }

    /**
     * The x for which A x comes closest to b in the sum of squares, where this tensor is A: {@code [..., m, n]}; of several
     * the shortest. Right sides are as in {@link #solve}, of length m.
     */
    default Tensor lstsq(Tensor right) {
        Matrices.requireMatrix("lstsq", self());
        Matrices.requireOneType("lstsq", self(), right);
        boolean vectors = Matrices.isVectors(self(), right);
        Tensor columns = vectors ? right.unsqueeze(-1) : right;
        if (columns.rank() < 2 || columns.size(-2) != self().size(-2)) {
            throw Matrices.unfit("lstsq", self(), right);
        }
        Tensor x = self().pinv().matmul(columns);
        return vectors ? x.squeeze(-1) : x;
    }

    /** e to the power of a matrix. The gradient is a block of the exponential of a larger matrix (Van Loan 1978). */
    record MatrixExp() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("matrixExp", x[0], new int[] {n, n}, (matrix, name) -> HostExp.exp(matrix, n));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return derivative(x[0].mT(), g);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return derivative(x[0], dx[0]);
        }

        private static Tensor derivative(Tensor x, Tensor dx) {
            int n = x.size(-1);
            Tensor top = Tensors.cat(List.of(x, dx), -1);
            Tensor bottom = Tensors.cat(List.of(Tensors.zerosLike(x), x), -1);
            Tensor whole = new MatrixExp().apply(Tensors.cat(List.of(top, bottom), -2));
            return whole.slice(-2, 0, n, 1).slice(-1, n, 2 * n, 1);
        }
    }

    /** {@return the exponential of each square matrix: I + A + A^2/2! + A^3/3! + ...} */
    default Tensor matrixExp() {
        Matrices.requireSquare("matrixExp", self());
        return new MatrixExp().apply(self());
    }
}
