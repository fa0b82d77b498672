package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;

/** Products of matrices and vectors. */
public interface LinearAlgebra extends Operand {
    /** The product of two matrices. */
    record Matmul() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray a = x[0].array();
            NDArray b = x[1].array();
            NDArray out = a.backend().allocate(a.dtype(), Shape.of(a.shape().dim(0), b.shape().dim(1)));
            a.backend().matmul(a, b, out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return i == 0 ? g.matmul(x[1].t()) : x[0].t().matmul(g);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor left = dx[0] == null ? null : dx[0].matmul(x[1]);
            Tensor right = dx[1] == null ? null : x[0].matmul(dx[1]);
            return left == null ? right : right == null ? left : left.add(right);
        }
    }

    /**
     * The matrix product: {@code [m, k]} times {@code [k, n]} is {@code [m, n]}. A vector on the left counts as a row,
     * on the right as a column, and is a vector in the result again; two vectors give their dot product. Axes before
     * the last two of the left tensor are batches that share the right matrix.
     *
     * @throws IllegalArgumentException if the inner lengths differ, or the types are not one floating-point type
     */
    default Tensor matmul(Tensor other) {
        Tensor a = self();
        Tensor b = other;
        if (a.rank() == 0 || b.rank() == 0) {
            throw new IllegalArgumentException("matmul: shapes " + a.shape() + " and " + b.shape()
                    + ": a single number is not a matrix; use mul");
        }
        if (b.rank() > 2) {
            throw new IllegalArgumentException("matmul: shapes " + a.shape() + " and " + b.shape()
                    + ": the right tensor is a matrix or a vector; loop over its batches");
        }
        int inner = a.size(-1);
        if (inner != b.size(0)) {
            String hint = inner == b.size(-1) ? "; did you mean matmul of the transposed right matrix, b.t()?"
                    : a.rank() == 2 && a.size(0) == b.size(0) ? "; did you mean a.t().matmul(b)?" : "";
            throw new IllegalArgumentException("matmul: shapes " + a.shape() + " and " + b.shape()
                    + " do not fit: the last axis of the left (" + inner + ") must equal the first axis of the right ("
                    + b.size(0) + ")" + hint);
        }
        DType type = DType.promote(a.dtype(), b.dtype());
        if (a.dtype() != b.dtype() || !type.isFloating()) {
            throw new IllegalArgumentException("matmul: it multiplies floats of one type, not " + a.dtype() + " and "
                    + b.dtype() + "; convert with to(DType." + (type.isFloating() ? type : DType.FLOAT32).name() + ")");
        }
        int[] result = new int[a.rank() - 1 + b.rank() - 1];
        for (int axis = 0; axis < a.rank() - 1; axis++) {
            result[axis] = a.size(axis);
        }
        if (b.rank() == 2) {
            result[result.length - 1] = b.size(1);
        }
        int rows = 1;
        for (int axis = 0; axis < a.rank() - 1; axis++) {
            rows *= a.size(axis);
        }
        Tensor left = a.reshape(rows, inner);
        Tensor right = b.rank() == 2 ? b : b.reshape(inner, 1);
        return new Matmul().apply(left, right).reshape(Shape.of(result));
    }
}
