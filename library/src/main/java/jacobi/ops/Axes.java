package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Cut;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import jacobi.backend.Reduction;
import jacobi.expr.Exprs;
import java.util.Arrays;
import java.util.function.Function;

/** What reductions share: which axes, and what shape remains. */
final class Axes {
    private static final Elementwise EQUAL = Elementwise.binary("equalOrNaN", (x, y) -> Exprs.where(Exprs.eq(x, y), 1,
            Exprs.where(Exprs.eq(x, x), 0, Exprs.where(Exprs.eq(y, y), 0, Exprs.constant(1)))));

    private Axes() {
    }

    static int[] all(Shape shape) {
        int[] axes = new int[shape.rank()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        return axes;
    }

    /** Whether this is a number and its axis the one that it would have if it were a line of length 1, as in PyTorch. */
    static boolean isOfNumber(Tensor x, int axis) {
        return x.rank() == 0 && (axis == 0 || axis == -1);
    }

    /** The axes that are reduced, counted from 0; none of a number, of which the axis may be named. */
    static int[] reduced(String op, Tensor x, int[] axes) {
        return axes.length == 1 && isOfNumber(x, axes[0]) ? new int[0] : normalize(op, x.shape(), axes);
    }

    /** The axes counted from 0, in increasing order; one that is named twice is an error. */
    static int[] normalize(String op, Shape shape, int[] axes) {
        int[] normal = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            normal[i] = shape.normalizeAxis(op, axes[i]);
        }
        Arrays.sort(normal);
        for (int i = 1; i < normal.length; i++) {
            if (normal[i] == normal[i - 1]) {
                throw new IllegalArgumentException(op + ": axis " + normal[i] + " is named twice in " + Arrays.toString(axes));
            }
        }
        return normal;
    }

    /** The shape with length 1 at the given axes. */
    static Shape kept(Shape shape, int[] axes) {
        int[] dims = shape.dims();
        for (int axis : axes) {
            dims[axis] = 1;
        }
        return Shape.of(dims);
    }

    /** The shape without the given axes. */
    private static Shape dropped(Shape shape, int[] axes) {
        int[] dims = new int[shape.rank() - axes.length];
        int next = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (Arrays.binarySearch(axes, axis) < 0) {
                dims[next++] = shape.dim(axis);
            }
        }
        return Shape.of(dims);
    }

    /** The axes of {@code large} along which {@code small} was stretched to get it. */
    static int[] stretched(Shape small, Shape large) {
        int lead = large.rank() - small.rank();
        int[] axes = new int[large.rank()];
        int count = 0;
        for (int axis = 0; axis < large.rank(); axis++) {
            if (axis < lead || small.dim(axis - lead) == 1 && large.dim(axis) != 1) {
                axes[count++] = axis;
            }
        }
        return Arrays.copyOf(axes, count);
    }

    static void requireFloats(String op, Tensor x) {
        if (!x.dtype().isFloating()) {
            throw new IllegalArgumentException(op + ": it takes floating-point numbers, not " + x.dtype()
                    + "; convert them with to(DType.FLOAT32)");
        }
    }

    static void requireElements(String op, Shape shape, int[] axes) {
        for (int axis : axes) {
            if (shape.dim(axis) == 0) {
                throw new IllegalArgumentException(op + ": shape " + shape + " has no elements along axis " + axis
                        + ", and there is no " + op + " of nothing");
            }
        }
    }

    static Tensor reduce(Reduction reduction, Tensor x, int[] axes, boolean keepDims, DType type) {
        NDArray in = x.array();
        Shape shape = keepDims ? kept(x.shape(), axes) : dropped(x.shape(), axes);
        NDArray out = in.backend().empty(type, shape);
        if (axes.length == 0) {
            in.backend().copy(in, out);
        } else {
            in.backend().reduce(reduction, in, axes, out);
        }
        return Tensor.of(out);
    }

    /** The index of the largest or smallest element along an axis, which stays with length 1. */
    static Tensor arg(String op, boolean largest, Tensor x, int axis) {
        Interruption.poll(op);
        int normal = x.shape().normalizeAxis(op, axis);
        requireElements(op, x.shape(), new int[] {normal});
        NDArray in = x.array();
        NDArray out = in.backend().empty(DType.INT64, x.shape().withDim(normal, 1));
        in.backend().argReduce(largest, in, normal, out);
        return Cut.mark(Tensor.of(out), x);
    }

    /** Where the elements are not 0. */
    static Tensor truth(Tensor x) {
        return x.dtype() == DType.BOOL ? x : x.ne(0);
    }

    /** The number of elements that become one. */
    static int count(Shape shape, int[] axes) {
        int count = 1;
        for (int axis : axes) {
            count *= shape.dim(axis);
        }
        return count;
    }

    static Tensor norm(String op, Tensor x, double p, int[] axes, boolean keepDims) {
        int[] normal = reduced(op, x, axes);
        requireFloats(op, x);
        if (Double.isNaN(p)) {
            throw new IllegalArgumentException(op + ": p must not be NaN; 2 is the Euclidean length");
        }
        if (Double.isInfinite(p)) {
            requireElements(op, x.shape(), normal);
        }
        return p == 1 ? x.abs().sum(normal, keepDims)
                : p == 0 ? Statistics.NONZERO.apply(x).sum(normal, keepDims)
                : p == Double.POSITIVE_INFINITY ? x.abs().amax(normal, keepDims)
                : p == Double.NEGATIVE_INFINITY ? x.abs().amin(normal, keepDims)
                : new Statistics.Norm(p, normal, keepDims).apply(x);
    }

    /** Applies a maximum or minimum, of which there is none for no elements. */
    static Tensor extreme(String name, Tensor x, int[] axes, Function<int[], Op> op) {
        int[] normal = reduced(name, x, axes);
        requireElements(name, x.shape(), normal);
        return op.apply(normal).apply(x);
    }

    /** The gradient of a maximum or minimum: it goes to the elements that equal it, in equal parts. */
    static Tensor shareAmongEqual(Tensor g, Tensor y, Tensor x, int[] axes) {
        Shape kept = kept(x.shape(), axes);
        Tensor chosen = equalTo(y, x, kept);
        return chosen.mul(g.reshape(kept)).div(chosen.sum(axes, true));
    }

    /** The tangent of a maximum or minimum: the average over the elements that equal it. */
    static Tensor averageOfEqual(Tensor dx, Tensor y, Tensor x, int[] axes) {
        Tensor chosen = equalTo(y, x, kept(x.shape(), axes));
        return chosen.mul(dx).sum(axes, false).div(chosen.sum(axes, false)).reshape(y.shape());
    }

    /** 1 where an element is the extreme one, be it NaN; else 0. */
    private static Tensor equalTo(Tensor y, Tensor x, Shape kept) {
        return EQUAL.apply(x.detach(), y.detach().reshape(kept));
    }
}
