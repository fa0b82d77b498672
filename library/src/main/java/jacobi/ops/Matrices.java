package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import java.util.Arrays;

/** What ops on matrices share: the last two axes are the matrix, those before them are batches. */
final class Matrices {
    private Matrices() {
    }

    static void requireFloats(String op, Tensor x) {
        if (!x.dtype().isFloating()) {
            throw new IllegalArgumentException(op + ": it takes floating-point numbers, not " + x.dtype()
                    + "; convert with to(DType.FLOAT32)");
        }
    }

    static void requireOneType(String op, Tensor a, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw new IllegalArgumentException(op + ": the numbers must be of one type, not " + a.dtype() + " and "
                    + b.dtype() + "; convert with to(DType." + DType.promote(a.dtype(), b.dtype()).name() + ")");
        }
    }

    static void requireMatrix(String op, Tensor x) {
        requireFloats(op, x);
        if (x.rank() < 2) {
            throw new IllegalArgumentException(op + ": it takes matrices, in the last two axes, but the shape is " + x.shape()
                    + "; add an axis with unsqueeze(axis)");
        }
    }

    static void requireSquare(String op, Tensor x) {
        requireMatrix(op, x);
        if (x.size(-1) != x.size(-2)) {
            throw new IllegalArgumentException(op + ": it takes square matrices, but the last two axes of shape " + x.shape()
                    + " are " + x.size(-2) + " and " + x.size(-1));
        }
    }

    /** The shape without its last axes, and others in their place. */
    static Shape withTail(Shape shape, int dropped, int... tail) {
        int lead = shape.rank() - dropped;
        int[] dims = Arrays.copyOf(shape.dims(), lead + tail.length);
        System.arraycopy(tail, 0, dims, lead, tail.length);
        return Shape.of(dims);
    }

    /** The common batch axes of two tensors of matrices. */
    static Shape commonBatches(String op, Shape a, Shape b) {
        Shape left = withTail(a, 2);
        Shape right = withTail(b, 2);
        for (int fromEnd = 1; fromEnd <= Math.min(left.rank(), right.rank()); fromEnd++) {
            int da = left.dim(-fromEnd);
            int db = right.dim(-fromEnd);
            if (da != db && da != 1 && db != 1) {
                throw new IllegalArgumentException(op + ": shapes " + a + " and " + b + ": the batch axes before the last two, "
                        + left + " and " + right + ", do not fit (" + da + " and " + db + "): equal lengths fit, and a "
                        + "length of 1 stretches");
            }
        }
        return Shape.broadcast(op, left, right);
    }

    /** The matrices with batch axes stretched. */
    static Tensor stretched(Tensor x, Shape batches) {
        return x.expand(withTail(batches, 0, x.size(-2), x.size(-1)));
    }

    /** Numbers of the type, and on the device, of a tensor. */
    static Tensor constant(Tensor like, double[] values, Shape shape) {
        Object data = values;
        if (like.dtype() != DType.FLOAT64) {
            float[] floats = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
            data = floats;
        }
        return Tensor.of(like.array().backend().fromHost(data, shape));
    }

    /** A square matrix of one number below the diagonal, one on it and one above. */
    static Tensor mask(Tensor like, int n, double below, double on, double above) {
        double[] values = new double[Shape.of(n, n).size()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = i > j ? below : i == j ? on : above;
            }
        }
        return constant(like, values, Shape.of(n, n));
    }

    static Tensor identity(Tensor like, int n) {
        return mask(like, n, 0, 1, 0);
    }

    /** How the messages call one matrix of a batch. */
    static String name(Shape shape, int index) {
        if (shape.rank() == 2) {
            return "the matrix";
        }
        int[] at = new int[shape.rank() - 2];
        for (int axis = at.length - 1; axis >= 0; axis--) {
            at[axis] = index % shape.dim(axis);
            index /= shape.dim(axis);
        }
        return "matrix " + (at.length == 1 ? String.valueOf(at[0]) : Arrays.toString(at)) + " of the batch";
    }

    /** What is computed of one matrix, in plain loops. */
    interface Kernel {
        /**
         * @param matrix row-major, the kernel's own to change
         * @param name   how to call it in a message
         */
        double[] of(double[] matrix, String name);
    }

    /** Applies a kernel to each matrix; {@code tail} is the shape of what it makes. Computed in double. */
    static Tensor map(String op, Tensor x, int[] tail, Kernel kernel) {
        return map(op, x, null, tail, (matrix, none, name) -> kernel.of(matrix, name));
    }

    /** What is computed of two matrices, in plain loops. */
    interface PairKernel {
        double[] of(double[] left, double[] right, String name);
    }

    /** Applies a kernel to each pair of matrices of two tensors with equal batch axes; the second may be null. */
    static Tensor map(String op, Tensor x, Tensor y, int[] tail, PairKernel kernel) {
        Shape shape = withTail(x.shape(), 2, tail);
        int each = Shape.of(tail).size();
        int count = withTail(x.shape(), 2).size();
        int left = x.size(-2) * x.size(-1);
        int right = y == null ? 0 : y.size(-2) * y.size(-1);
        double[] a = x.toDoubles();
        double[] b = y == null ? null : y.toDoubles();
        double[] out = new double[shape.size()];
        for (int i = 0; i < count; i++) {
            Interruption.poll(op);
            double[] result = kernel.of(Arrays.copyOfRange(a, i * left, (i + 1) * left),
                    b == null ? null : Arrays.copyOfRange(b, i * right, (i + 1) * right), name(x.shape(), i));
            System.arraycopy(result, 0, out, i * each, each);
        }
        return constant(x, out, shape);
    }

    /** Several results of one op, one after the other in the last axis: takes one of them out. */
    static Tensor part(Tensor packed, int from, int... tail) {
        return packed.slice(-1, from, from + Shape.of(tail).size(), 1).reshape(withTail(packed.shape(), 1, tail));
    }

    /** Whether a right side holds vectors and not matrices of columns, by PyTorch's rule. */
    static boolean isVectors(Tensor a, Tensor right) {
        return right.rank() == 1
                || right.rank() == a.rank() - 1 && right.shape().equals(withTail(a.shape(), 2, a.size(-2)));
    }

    static IllegalArgumentException unfit(String op, Tensor a, Tensor right) {
        return new IllegalArgumentException(op + ": matrices of shape " + a.shape() + " and a right side of shape "
                + right.shape() + " do not fit: there must be " + a.size(-2) + " equations on both sides");
    }

    /** Applies an op that solves systems, when the right side has been checked and batches are stretched. */
    static Tensor solved(String op, Tensor a, Tensor right, boolean vectors, Op solver) {
        requireFloats(op, right);
        requireOneType(op, a, right);
        Tensor columns = vectors ? right.unsqueeze(-1) : right;
        if (columns.rank() < 2 || columns.size(-2) != a.size(-2)) {
            throw unfit(op, a, right);
        }
        Shape batches = commonBatches(op, a.shape(), columns.shape());
        Tensor x = solver.apply(stretched(a, batches), stretched(columns, batches));
        return vectors ? x.squeeze(-1) : x;
    }

    /** 1 / x, but 0 where x is 0. */
    static Tensor reciprocal(Tensor x) {
        Tensor there = x.detach().ne(0);
        return there.to(x.dtype()).div(there.where(x, Tensors.onesLike(x)));
    }

    /** Which singular values count as 0, relative to the largest, if nothing else is said. */
    static double tolerance(Tensor x) {
        requireMatrix("pinv", x);
        return Math.max(x.size(-2), x.size(-1)) * (x.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f));
    }
}
