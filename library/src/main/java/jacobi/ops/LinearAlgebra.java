package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import java.util.Arrays;

/** Products of matrices and vectors. Matrices lie in the last two axes; the axes before them are batches. */
public interface LinearAlgebra extends Operand {
    /** The products of matrices; batch axes stretch. */
    record Matmul() implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray a = x[0].array();
            NDArray b = x[1].array();
            int m = a.shape().dim(-2);
            int n = b.shape().dim(-1);
            Shape shape = Shape.of(m, n);
            if (a.shape().rank() > 2 || b.shape().rank() > 2) {
                Shape batches = Shape.broadcast("matmul", Matrices.withTail(a.shape(), 2), Matrices.withTail(b.shape(), 2));
                a = a.broadcastTo(Matrices.withTail(batches, 0, m, a.shape().dim(-1)));
                b = b.broadcastTo(Matrices.withTail(batches, 0, b.shape().dim(-2), n));
                shape = Matrices.withTail(batches, 0, m, n);
            }
            NDArray out = a.backend().empty(a.dtype(), shape);
            a.backend().matmul(a, b, out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return (i == 0 ? g.matmul(x[1].mT()) : x[0].mT().matmul(g)).sumTo(x[i].shape());
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
     * the last two are batches, which stretch as in any op of two tensors: {@code [8, 1, m, k]} times
     * {@code [5, k, n]} is {@code [8, 5, m, n]}.
     *
     * @throws IllegalArgumentException if the inner lengths or the batches do not fit, or the types are not one
     */
    default Tensor matmul(Tensor other) {
        Tensor a = self();
        Tensor b = other;
        if (a.rank() == 0 || b.rank() == 0) {
            throw new IllegalArgumentException("matmul: shapes " + a.shape() + " and " + b.shape()
                    + ": a single number is not a matrix; use mul");
        }
        int inner = a.size(-1);
        if (inner != b.size(b.rank() == 1 ? 0 : -2)) {
            String hint = b.rank() > 1 && inner == b.size(-1)
                    ? "; did you mean matmul of the transposed right matrix, b." + (b.rank() == 2 ? "t" : "mT") + "()?"
                    : a.rank() == 2 && a.size(0) == b.size(0) ? "; did you mean a.t().matmul(b)?" : "";
            throw new IllegalArgumentException("matmul: shapes " + a.shape() + " and " + b.shape()
                    + " do not fit: the last axis of the left (" + inner + ") must equal the "
                    + (b.rank() > 2 ? "last but one" : "first") + " axis of the right ("
                    + b.size(b.rank() == 1 ? 0 : -2) + ")" + hint);
        }
        DType type = DType.promote(a.dtype(), b.dtype());
        if (a.dtype() != b.dtype() || type == DType.BOOL) {
            throw new IllegalArgumentException("matmul: it multiplies numbers of one type, not " + a.dtype() + " and "
                    + b.dtype() + "; convert with to(DType." + (type == DType.BOOL ? DType.FLOAT32 : type).name() + ")");
        }
        if (a.rank() == 2 && b.rank() == 2) {
            return new Matmul().apply(a, b);
        }
        if (b.rank() <= 2) {
            // All rows of all batches meet the same matrix: one product.
            Tensor right = b.rank() == 2 ? b : b.unsqueeze(1);
            Tensor left = a.rank() == 2 ? a : a.reshape(Matrices.withTail(a.shape(), 1).size(), inner);
            Tensor y = new Matmul().apply(left, right);
            return y.reshape(b.rank() == 2 ? Matrices.withTail(a.shape(), 1, b.size(1)) : Matrices.withTail(a.shape(), 1));
        }
        Tensor left = a.rank() == 1 ? a.unsqueeze(0) : a;
        Matrices.commonBatches("matmul", left.shape(), b.shape());
        Tensor y = new Matmul().apply(left, b);
        return a.rank() == 1 ? y.squeeze(-2) : y;
    }

    private static Tensor product(String op, Tensor a, int rankOfA, Tensor b, int rankOfB) {
        if (a.rank() != rankOfA || b.rank() != rankOfB) {
            String[] kinds = {"", "a vector", "a matrix", "a batch of matrices (three axes)"};
            throw new IllegalArgumentException(op + ": it takes " + kinds[rankOfA] + " and " + kinds[rankOfB]
                    + ", but the shapes are " + a.shape() + " and " + b.shape() + "; matmul takes other shapes too");
        }
        int along = rankOfB == 1 ? 0 : rankOfB - 2;
        if (a.size(-1) != b.size(along) || rankOfA == 3 && a.size(0) != b.size(0)) {
            throw new IllegalArgumentException(op + ": shapes " + a.shape() + " and " + b.shape() + " do not fit: "
                    + (a.size(-1) != b.size(along) ? "the last axis of the left (" + a.size(-1) + ") must equal axis " + along
                    + " of the right (" + b.size(along) + ")"
                    : "the numbers of matrices (" + a.size(0) + " and " + b.size(0) + ") must be equal"));
        }
        Matrices.requireOneType(op, a, b);
        return a.matmul(b);
    }

    /** {@return the product of two matrices; {@link #matmul} without batches and vectors} */
    default Tensor mm(Tensor matrix) {
        return product("mm", self(), 2, matrix, 2);
    }

    /** {@return the products of as many matrices: {@code [b, m, k]} times {@code [b, k, n]}} */
    default Tensor bmm(Tensor matrices) {
        return product("bmm", self(), 3, matrices, 3);
    }

    /** {@return the product of a matrix with a vector} */
    default Tensor mv(Tensor vector) {
        return product("mv", self(), 2, vector, 1);
    }

    /** {@return the dot product of two vectors, a scalar} */
    default Tensor dot(Tensor vector) {
        return product("dot", self(), 1, vector, 1);
    }

    /** {@return the dot product of two vectors: that of real numbers, {@link #dot}} */
    default Tensor vdot(Tensor vector) {
        return product("vdot", self(), 1, vector, 1);
    }

    /**
     * Sums of products along the last axes: {@code [..., k]} and {@code [,,, k]} give {@code [..., ,,,]}; with a scalar,
     * the product.
     */
    default Tensor inner(Tensor other) {
        Tensor a = self();
        if (a.rank() == 0 || other.rank() == 0) {
            return a.mul(other);
        }
        if (a.size(-1) != other.size(-1)) {
            throw new IllegalArgumentException("inner: shapes " + a.shape() + " and " + other.shape()
                    + " do not fit: their last axes (" + a.size(-1) + " and " + other.size(-1) + ") must be equal");
        }
        Matrices.requireOneType("inner", a, other);
        return a.tensordot(other, new int[] {-1}, new int[] {-1});
    }

    /** {@return the matrix of all products of an element of this vector with one of the other} */
    default Tensor outer(Tensor vector) {
        if (self().rank() != 1 || vector.rank() != 1) {
            throw new IllegalArgumentException("outer: it takes two vectors, but the shapes are " + self().shape() + " and "
                    + vector.shape() + "; flatten() makes a vector");
        }
        return self().unsqueeze(1).mul(vector);
    }

    private static Tensor plusProduct(Tensor bias, Tensor product, double beta, double alpha, String op) {
        if (!Shape.stretches(bias.shape(), product.shape())) {
            throw new IllegalArgumentException(op + ": this tensor of shape " + bias.shape() + " does not stretch to the "
                    + "product's shape " + product.shape());
        }
        Tensor scaled = alpha == 1 ? product : product.mul(alpha);
        return beta == 0 ? scaled : (beta == 1 ? bias : bias.mul(beta)).add(scaled);
    }

    /** {@return this tensor, stretched if necessary, plus the product of two matrices} */
    default Tensor addmm(Tensor left, Tensor right) {
        return addmm(left, right, 1, 1);
    }

    /** {@return {@code beta * this + alpha * left.mm(right)}; with beta 0 this tensor does not matter, be it NaN} */
    default Tensor addmm(Tensor left, Tensor right, double beta, double alpha) {
        return plusProduct(self(), product("addmm", left, 2, right, 2), beta, alpha, "addmm");
    }

    /** {@return this tensor, stretched if necessary, plus the products of as many matrices} */
    default Tensor baddbmm(Tensor left, Tensor right) {
        return baddbmm(left, right, 1, 1);
    }

    /** {@return {@code beta * this + alpha * left.bmm(right)}; with beta 0 this tensor does not matter, be it NaN} */
    default Tensor baddbmm(Tensor left, Tensor right, double beta, double alpha) {
        return plusProduct(self(), product("baddbmm", left, 3, right, 3), beta, alpha, "baddbmm");
    }

    /**
     * A square matrix multiplied with itself n times, by repeated squaring: the identity for 0, powers of the inverse
     * below.
     */
    default Tensor matrixPower(int n) {
        Matrices.requireSquare("matrixPower", self());
        if (n == 0) {
            return Matrices.identity(self(), self().size(-1)).expand(self().shape());
        }
        Tensor result = null;
        Tensor square = n < 0 ? self().inverse() : self();
        for (long left = Math.abs((long) n); ; square = square.matmul(square)) {
            if ((left & 1) == 1) {
                result = result == null ? square : result.matmul(square);
            }
            left >>= 1;
            if (left == 0) {
                return result;
            }
        }
    }

    /** {@return sums of products over the last n axes of this tensor and the first n of the other} */
    default Tensor tensordot(Tensor other, int n) {
        if (n < 0 || n > self().rank() || n > other.rank()) {
            throw new IllegalArgumentException("tensordot: shapes " + self().shape() + " and " + other.shape()
                    + " do not have " + n + " axes each to sum over");
        }
        int[] last = new int[n];
        int[] first = new int[n];
        for (int i = 0; i < n; i++) {
            last[i] = self().rank() - n + i;
            first[i] = i;
        }
        return tensordot(other, last, first);
    }

    /**
     * Sums of products over pairs of axes; the other axes stay, first this tensor's, then the other's.
     *
     * @param axes      of this tensor
     * @param otherAxes of the other, as many and as long
     */
    default Tensor tensordot(Tensor other, int[] axes, int[] otherAxes) {
        Tensor a = self();
        Matrices.requireOneType("tensordot", a, other);
        if (axes.length != otherAxes.length) {
            throw new IllegalArgumentException("tensordot: " + Arrays.toString(axes) + " and " + Arrays.toString(otherAxes)
                    + " must name as many axes of the one as of the other");
        }
        Axes.normalize("tensordot", a.shape(), axes);
        Axes.normalize("tensordot", other.shape(), otherAxes);
        int[] summed = Arrays.stream(axes).map(axis -> a.shape().normalizeAxis("tensordot", axis)).toArray();
        int[] otherSummed = Arrays.stream(otherAxes).map(i -> other.shape().normalizeAxis("tensordot", i)).toArray();
        int inner = 1;
        for (int i = 0; i < axes.length; i++) {
            if (a.size(summed[i]) != other.size(otherSummed[i])) {
                throw new IllegalArgumentException("tensordot: shapes " + a.shape() + " and " + other.shape()
                        + " do not fit: axis " + axes[i] + " of the left (" + a.size(summed[i]) + ") must equal axis "
                        + otherAxes[i] + " of the right (" + other.size(otherSummed[i]) + ")");
            }
            inner *= a.size(summed[i]);
        }
        int[] kept = Dims.others(a.rank(), summed);
        int[] otherKept = Dims.others(other.rank(), otherSummed);
        int[] dims = new int[kept.length + otherKept.length];
        int rows = 1;
        int columns = 1;
        for (int i = 0; i < kept.length; i++) {
            dims[i] = a.size(kept[i]);
            rows *= dims[i];
        }
        for (int i = 0; i < otherKept.length; i++) {
            dims[kept.length + i] = other.size(otherKept[i]);
            columns *= dims[kept.length + i];
        }
        Tensor left = a.permute(Dims.concat(kept, summed)).reshape(rows, inner);
        Tensor right = other.permute(Dims.concat(otherSummed, otherKept)).reshape(inner, columns);
        return left.matmul(right).reshape(Shape.of(dims));
    }

    /** {@return the Kronecker product: each element of this tensor times the whole other one, in its place} */
    default Tensor kron(Tensor other) {
        int rank = Math.max(self().rank(), other.rank());
        int[] left = new int[2 * rank];
        int[] right = new int[2 * rank];
        int[] dims = new int[rank];
        if ((long) self().size() * other.size() > Shape.MAX_SIZE) {
            throw new IllegalArgumentException("kron: the product of shapes " + self().shape() + " and " + other.shape()
                    + " would have more than " + Shape.MAX_SIZE + " elements");
        }
        for (int axis = 0; axis < rank; axis++) {
            int i = axis - rank + self().rank();
            int j = axis - rank + other.rank();
            left[2 * axis] = i < 0 ? 1 : self().size(i);
            left[2 * axis + 1] = 1;
            right[2 * axis] = 1;
            right[2 * axis + 1] = j < 0 ? 1 : other.size(j);
            dims[axis] = left[2 * axis] * right[2 * axis + 1];
        }
        return self().reshape(Shape.of(left)).mul(other.reshape(Shape.of(right))).reshape(Shape.of(dims));
    }

    /** {@return the cross products of vectors of length 3 in the last axis (PyTorch's linalg.cross)} */
    default Tensor cross(Tensor other) {
        return cross(other, -1);
    }

    /** {@return the cross products of vectors of length 3 along an axis; the other axes stretch} */
    default Tensor cross(Tensor other, int axis) {
        Shape shape = Shape.broadcast("cross", self().shape(), other.shape());
        int normal = shape.normalizeAxis("cross", axis);
        int fromEnd = normal - shape.rank();
        if (self().rank() < -fromEnd || other.rank() < -fromEnd || self().size(fromEnd) != 3 || other.size(fromEnd) != 3) {
            throw new IllegalArgumentException("cross: shapes " + self().shape() + " and " + other.shape()
                    + " must both have length 3 along axis " + axis);
        }
        Tensor next = Tensor.of(self().array().backend().fromHost(new long[] {1, 2, 0}, Shape.of(3)));
        Tensor last = Tensor.of(self().array().backend().fromHost(new long[] {2, 0, 1}, Shape.of(3)));
        return self().indexSelect(fromEnd, next).mul(other.indexSelect(fromEnd, last))
                .sub(self().indexSelect(fromEnd, last).mul(other.indexSelect(fromEnd, next)));
    }

    /** {@return the sum of the diagonal of a matrix} */
    default Tensor trace() {
        if (self().rank() != 2) {
            throw new IllegalArgumentException("trace: it takes a matrix, but the shape is " + self().shape());
        }
        return self().diagonal().sum();
    }
}
