package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import java.util.List;

/**
 * Matrices as products of simpler ones, and what follows from these. Matrices lie in the last two axes; the axes before
 * them are batches. Computed in double, whatever the type. Signs that a decomposition leaves open are chosen always in the
 * same way, so results are reproducible.
 */
public interface Decompositions extends Operand {
    /** L of A = L L^T, from the symmetric part of A. Gradient: Murray, "Differentiation of the Cholesky decomposition". */
    record Cholesky() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("cholesky", x[0], new int[] {n, n}, (a, name) -> HostCholesky.lower(a, n, name));
        }

        /** The lower triangle with half of the diagonal: how the two factors share a change of their product. */
        private static Tensor lowerHalf(Tensor x) {
            return x.mul(Matrices.mask(x, x.size(-1), 1, 0.5, 0));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor inner = lowerHalf(y.mT().matmul(g));
            Tensor half = y.mT().solveTriangular(inner, true);                       // L^-T P
            Tensor whole = y.mT().solveTriangular(half.mT(), true);                  // (L^-T P L^-1)^T
            return whole.add(whole.mT()).mul(0.5);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor symmetric = dx[0].add(dx[0].mT()).mul(0.5);
            Tensor half = y.solveTriangular(symmetric, false);                       // L^-1 dA
            return y.matmul(lowerHalf(y.solveTriangular(half.mT(), false)));
        }
    }

    /** Q and R, one after the other in one axis. Gradient: Walter and Lehmann (2010). */
    record Qr() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int m = x[0].size(-2);
            int n = x[0].size(-1);
            int k = Math.min(m, n);
            return Matrices.map("qr", x[0], new int[] {m * k + k * n}, (matrix, name) -> HostQr.packed("qr", matrix, m, n));
        }

        QrResult unpack(Tensor packed, Tensor x) {
            int m = x.size(-2);
            int n = x.size(-1);
            int k = Math.min(m, n);
            return new QrResult(Matrices.part(packed, 0, m, k), Matrices.part(packed, m * k, k, n));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            QrResult f = unpack(y, x[0]);
            QrResult d = unpack(g, x[0]);
            int m = x[0].size(-2);
            int n = x[0].size(-1);
            if (m >= n) {
                return square(f.q, f.r, d.q, d.r);
            }
            // A = [X Y] with X square: X = Q U as above, and R = [U Q^T Y].
            Tensor rest = d.r.slice(-1, m, n, 1);
            Tensor gq = d.q.add(x[0].slice(-1, m, n, 1).matmul(rest.mT()));
            Tensor gx = square(f.q, f.r.slice(-1, 0, m, 1), gq, d.r.slice(-1, 0, m, 1));
            return Tensors.cat(List.of(gx, f.q.matmul(rest)), -1);
        }

        private static Tensor square(Tensor q, Tensor r, Tensor gq, Tensor gr) {
            int n = r.size(-1);
            Tensor m = r.matmul(gr.mT()).sub(gq.mT().matmul(q)).mul(Matrices.mask(r, n, 1, 0.5, 0));
            Tensor left = gq.add(q.matmul(m.add(m.mT())));
            return r.solveTriangular(left.mT(), true).mT();
        }
    }

    /** U, s and V^T, one after the other in one axis. Gradient: Townsend, "Differentiating the SVD" (2016). */
    record Svd() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int m = x[0].size(-2);
            int n = x[0].size(-1);
            int k = Math.min(m, n);
            return Matrices.map("svd", x[0], new int[] {m * k + k + k * n},
                    (matrix, name) -> new HostSvd("svd", name, matrix, m, n).packed());
        }

        SvdResult unpack(Tensor packed, Tensor x) {
            int m = x.size(-2);
            int n = x.size(-1);
            int k = Math.min(m, n);
            return new SvdResult(Matrices.part(packed, 0, m, k), Matrices.part(packed, m * k, k),
                    Matrices.part(packed, m * k + k, k, n));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            SvdResult f = unpack(y, x[0]);
            SvdResult d = unpack(g, x[0]);
            int m = x[0].size(-2);
            int n = x[0].size(-1);
            int k = Math.min(m, n);
            Tensor across = f.s.unsqueeze(-2);
            Tensor down = f.s.unsqueeze(-1);
            Tensor gaps = Matrices.reciprocal(across.square().sub(down.square()));      // 1 / (s_j^2 - s_i^2)
            Tensor gv = d.vh.mT();
            Tensor ofU = f.u.mT().matmul(d.u);
            Tensor ofV = f.vh.matmul(gv);
            Tensor inner = ofU.sub(ofU.mT()).mul(gaps).mul(across).add(ofV.sub(ofV.mT()).mul(gaps).mul(down))
                    .add(d.s.unsqueeze(-1).mul(Matrices.identity(x[0], k)));
            Tensor result = f.u.matmul(inner).matmul(f.vh);
            if (m > k) {
                Tensor outside = d.u.sub(f.u.matmul(ofU));
                result = result.add(outside.mul(Matrices.reciprocal(across)).matmul(f.vh));
            }
            if (n > k) {
                Tensor outside = gv.sub(f.vh.mT().matmul(ofV));
                result = result.add(f.u.matmul(outside.mul(Matrices.reciprocal(across)).mT()));
            }
            return result;
        }
    }

    /** Eigenvalues and eigenvectors, one after the other in one axis, of the symmetric part of A. Gradient: Giles. */
    record Eigh() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("eigh", x[0], new int[] {n + n * n}, (matrix, name) -> HostEigen.packed("eigh", name, matrix, n));
        }

        EighResult unpack(Tensor packed, Tensor x) {
            int n = x.size(-1);
            return new EighResult(Matrices.part(packed, 0, n), Matrices.part(packed, n, n, n));
        }

        private static Tensor gaps(Tensor values) {
            return Matrices.reciprocal(values.unsqueeze(-2).sub(values.unsqueeze(-1)));   // 1 / (w_j - w_i)
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            EighResult f = unpack(y, x[0]);
            EighResult d = unpack(g, x[0]);
            Tensor inner = f.vectors.mT().matmul(d.vectors).mul(gaps(f.values))
                    .add(d.values.unsqueeze(-1).mul(Matrices.identity(x[0], x[0].size(-1))));
            Tensor whole = f.vectors.matmul(inner).matmul(f.vectors.mT());
            return whole.add(whole.mT()).mul(0.5);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            EighResult f = unpack(y, x[0]);
            Tensor symmetric = dx[0].add(dx[0].mT()).mul(0.5);
            Tensor turned = f.vectors.mT().matmul(symmetric).matmul(f.vectors);
            Tensor vectors = f.vectors.matmul(turned.mul(gaps(f.values)));
            return Tensors.cat(List.of(turned.diagonal(0, -2, -1), vectors.reshape(Matrices.withTail(y.shape(), 1, x[0].size(-1)
                    * x[0].size(-1)))), -1);
        }
    }

    /** The singular values without their vectors. */
    record Svdvals() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int m = x[0].size(-2);
            int n = x[0].size(-1);
            return Matrices.map("svdvals", x[0], new int[] {Math.min(m, n)},
                    (matrix, name) -> HostSvd.values("svdvals", name, matrix, m, n));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            SvdResult f = x[0].svd();
            return f.u.mul(g.unsqueeze(-2)).matmul(f.vh);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            SvdResult f = x[0].svd();
            return f.u.mT().matmul(dx[0]).mul(f.vh).sum(-1);
        }
    }

    /** The eigenvalues without their vectors. */
    record Eigvalsh() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int n = x[0].size(-1);
            return Matrices.map("eigvalsh", x[0], new int[] {n},
                    (matrix, name) -> HostEigen.values("eigvalsh", name, matrix, n));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor vectors = x[0].eigh().vectors;
            return vectors.mul(g.unsqueeze(-2)).matmul(vectors.mT());
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor vectors = x[0].eigh().vectors;
            return dx[0].matmul(vectors).mul(vectors).sum(-2);
        }
    }

    /** The pseudo-inverse. Gradient: Golub and Pereyra (1973). */
    record Pinv(double tolerance) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int m = x[0].size(-2);
            int n = x[0].size(-1);
            return Matrices.map("pinv", x[0], new int[] {n, m}, (matrix, name) -> {
                HostSvd svd = new HostSvd("pinv", name, matrix, m, n);
                double[] s = svd.singularValues();
                double[] inverses = new double[s.length];
                for (int i = 0; i < s.length; i++) {
                    inverses[i] = s[i] > tolerance * s[0] ? 1 / s[i] : 0;
                }
                return svd.combined(inverses);
            });
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor left = g.mT().sub(x[0].matmul(y).matmul(g.mT()));             // (I - A P) G^T
            Tensor right = g.mT().sub(g.mT().matmul(y).matmul(x[0]));            // G^T (I - P A)
            return left.matmul(y).matmul(y.mT()).add(y.mT().matmul(y).matmul(right))
                    .sub(y.mT().matmul(g).matmul(y.mT()));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor d = dx[0].mT();
            Tensor left = d.sub(d.matmul(x[0]).matmul(y));                       // dA^T (I - A P)
            Tensor right = d.sub(y.matmul(x[0]).matmul(d));                      // (I - P A) dA^T
            return y.matmul(y.mT()).matmul(left).add(right.matmul(y.mT()).matmul(y)).sub(y.matmul(dx[0]).matmul(y));
        }
    }

    /**
     * The Cholesky factor L of symmetric, positive definite matrices: A = L L^T, lower triangular. Of a matrix that is not
     * symmetric, (A + A^T) / 2 is taken.
     *
     * @throws IllegalArgumentException if a matrix is not positive definite
     */
    default Tensor cholesky() {
        Matrices.requireSquare("cholesky", self());
        return new Cholesky().apply(self());
    }

    /**
     * What {@link #qr} gives: {@code [..., m, k]} and {@code [..., k, n]}, where k is the smaller of m and n.
     *
     * @param q with orthogonal columns of length 1
     * @param r upper triangular, its diagonal not negative
     */
    record QrResult(Tensor q, Tensor r) {
    }

    /** {@return the matrices as Q R, with the signs for which the diagonal of R is not negative} The reduced form. */
    default QrResult qr() {
        Matrices.requireMatrix("qr", self());
        Qr op = new Qr();
        return op.unpack(op.apply(self()), self());
    }

    /**
     * What {@link #svd} gives: {@code [..., m, k]}, {@code [..., k]} and {@code [..., k, n]}, where k is the smaller of m
     * and n.
     *
     * @param u  with orthogonal columns of length 1; in each, the element largest in absolute value is positive
     * @param s  the singular values, the largest first
     * @param vh with orthogonal rows of length 1
     */
    record SvdResult(Tensor u, Tensor s, Tensor vh) {
    }

    /**
     * The singular value decomposition A = U diag(s) V^T, in its reduced form. Gradients of U and V need singular values
     * that differ; those of s alone do not.
     *
     * @throws IllegalArgumentException if there is NaN or an infinity
     */
    default SvdResult svd() {
        Matrices.requireMatrix("svd", self());
        Svd op = new Svd();
        return op.unpack(op.apply(self()), self());
    }

    /** {@return the singular values, the largest first} */
    default Tensor svdvals() {
        Matrices.requireMatrix("svdvals", self());
        return self().requiresGrad() ? svd().s : new Svdvals().apply(self());
    }

    /**
     * What {@link #eigh} gives: {@code [..., n]} and {@code [..., n, n]}.
     *
     * @param values  the eigenvalues, the smallest first
     * @param vectors column j belongs to value j; of length 1, the element largest in absolute value positive
     */
    record EighResult(Tensor values, Tensor vectors) {
    }

    /**
     * Eigenvalues and eigenvectors of symmetric matrices. Of a matrix that is not symmetric, (A + A^T) / 2 is taken.
     * Gradients of the vectors need eigenvalues that differ; those of the values alone do not.
     *
     * @throws IllegalArgumentException if there is NaN or an infinity
     */
    default EighResult eigh() {
        Matrices.requireSquare("eigh", self());
        Eigh op = new Eigh();
        return op.unpack(op.apply(self()), self());
    }

    /** {@return the eigenvalues of symmetric matrices, the smallest first} */
    default Tensor eigvalsh() {
        Matrices.requireSquare("eigvalsh", self());
        return self().requiresGrad() ? eigh().values : new Eigvalsh().apply(self());
    }

    /** {@return the rank: how many singular values exceed max(m, n) * epsilon of the type * the largest; int64} */
    default Tensor matrixRank() {
        Matrices.requireMatrix("matrixRank", self());
        Tensor s = self().detach().svdvals();
        if (s.size(-1) == 0) {
            return Tensors.zeros(DType.INT64, Matrices.withTail(s.shape(), 1).dims()).to(s.device());
        }
        return s.gt(s.slice(-1, 0, 1, 1).mul(Matrices.tolerance(self()))).sum(-1);
    }

    /**
     * The pseudo-inverse (Moore and Penrose): {@code [..., n, m]} for {@code [..., m, n]}. Singular values up to
     * max(m, n) * epsilon of the type * the largest count as 0.
     */
    default Tensor pinv() {
        return pinv(Matrices.tolerance(self()));
    }

    /**
     * {@return the pseudo-inverse, where singular values up to {@code tolerance} times the largest count as 0} The gradient
     * takes these to be 0 exactly, and to stay so.
     */
    default Tensor pinv(double tolerance) {
        Matrices.requireMatrix("pinv", self());
        return new Pinv(tolerance).apply(self());
    }

    /** {@return the Frobenius norm of each matrix: the root of the sum of squares} */
    default Tensor matrixNorm() {
        Matrices.requireMatrix("matrixNorm", self());
        return Axes.norm("matrixNorm", self(), 2, new int[] {-2, -1}, false);
    }

    /**
     * A norm of each matrix, by its order as in PyTorch's linalg.matrix_norm: 2 the largest singular value, -2 the smallest,
     * 1 the largest sum of absolute values of a column, -1 the smallest, infinity and -infinity those of a row.
     */
    default Tensor matrixNorm(double order) {
        Matrices.requireMatrix("matrixNorm", self());
        double size = Math.abs(order);
        if (size == 2) {
            Tensor s = self().svdvals();
            return order > 0 ? s.amax(new int[] {-1}, false) : s.amin(new int[] {-1}, false);
        }
        if (size != 1 && size != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("matrixNorm: there is no order " + order
                    + "; use 1, 2, infinity or their negatives, or matrixNorm() for the Frobenius norm");
        }
        Tensor sums = self().abs().sum(size == 1 ? -2 : -1);
        return order > 0 ? sums.amax(new int[] {-1}, false) : sums.amin(new int[] {-1}, false);
    }

    /**
     * A norm of each matrix by its name, as in PyTorch: "fro" (Frobenius) is {@link #matrixNorm()}, "nuc" (nuclear) the sum
     * of the singular values.
     */
    default Tensor matrixNorm(String order) {
        return switch (order) {
            case "fro" -> matrixNorm();
            case "nuc" -> {
                Matrices.requireMatrix("matrixNorm", self());
                yield svdvals().sum(-1);
            }
            default -> throw new IllegalArgumentException("matrixNorm: there is no order \"" + order
                    + "\"; use \"fro\", \"nuc\" or a number");
        };
    }

    /** {@return the condition number: the largest singular value over the smallest; infinity for singular matrices} */
    default Tensor cond() {
        Matrices.requireMatrix("cond", self());
        Tensor s = self().svdvals();
        if (s.size(-1) == 0) {
            return s.sum(-1);
        }
        return s.amax(new int[] {-1}, false).div(s.amin(new int[] {-1}, false));
    }
}
