package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.Reduction;
import jacobi.expr.Exprs;

/**
 * Many numbers become one: over all axes, or along some of them. An axis is counted from 0, or from the end if
 * negative. {@code keepDims} leaves a reduced axis in the shape with length 1, ready to broadcast. An empty list of axes
 * reduces none, as in NumPy; most reductions of PyTorch take it for all.
 */
public interface Reductions extends Operand {
    /** Sum along axes. */
    record Sum(int[] axes, boolean keepDims) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            DType type = x[0].dtype().isFloating() ? x[0].dtype() : DType.INT64;
            return Axes.reduce(Reduction.SUM, x[0], axes, keepDims, type);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.reshape(Axes.kept(x[0].shape(), axes)).expand(x[0].shape());
        }
    }

    /** Largest element along axes; equal ones share the gradient. */
    record Amax(int[] axes, boolean keepDims) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return Axes.reduce(Reduction.MAX, x[0], axes, keepDims, x[0].dtype());
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return Axes.shareAmongEqual(g, y, x[0], axes);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return Axes.averageOfEqual(dx[0], y, x[0], axes);
        }
    }

    /** Smallest element along axes; equal ones share the gradient. */
    record Amin(int[] axes, boolean keepDims) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return Axes.reduce(Reduction.MIN, x[0], axes, keepDims, x[0].dtype());
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return Axes.shareAmongEqual(g, y, x[0], axes);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return Axes.averageOfEqual(dx[0], y, x[0], axes);
        }
    }

    /** Product along an axis. The slope is the product of the others, before and behind: right where some are 0. */
    record Prod(int axis, boolean keepDims) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            DType type = x[0].dtype().isFloating() ? x[0].dtype() : DType.INT64;
            return Axes.reduce(Reduction.PROD, x[0], new int[] {axis}, keepDims, type);
        }

        private Tensor others(Tensor x) {
            Tensor before = new Scans.Cumprod(axis, false).apply(x);
            Tensor behind = new Scans.Cumprod(axis, true).apply(x);
            return Recurrences.shifted(before, axis, false, 1).mul(Recurrences.shifted(behind, axis, true, 1));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.reshape(x[0].shape().withDim(axis, 1)).mul(others(x[0]));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return others(x[0]).mul(dx[0]).sum(axis, keepDims);
        }
    }

    Elementwise FINITE = Elementwise.unary("finite",
            x -> Exprs.where(Exprs.lt(Exprs.abs(x), Double.POSITIVE_INFINITY), x, 0));

    /** log(sum(exp(x))) along axes, with the largest element outside of the exponentials. */
    record Logsumexp(int[] axes, boolean keepDims) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            Shape kept = Axes.kept(x[0].shape(), axes);
            Tensor largest = x[0].size() == 0 ? Dims.like(x[0], 0).expand(kept)
                    : FINITE.apply(x[0].amax(axes, true));
            Tensor sum = x[0].sub(largest).exp().sum(axes, keepDims);
            return sum.log().add(largest.reshape(sum.shape()));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Shape kept = Axes.kept(x[0].shape(), axes);
            return g.reshape(kept).mul(Scans.WEIGHT.apply(x[0], y.reshape(kept)));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor weight = Scans.WEIGHT.apply(x[0], y.reshape(Axes.kept(x[0].shape(), axes)));
            return weight.mul(dx[0]).sum(axes, keepDims);
        }
    }

    /** {@return the sum of all elements; int64 for whole numbers and bools} */
    default Tensor sum() {
        return new Sum(Axes.all(self().shape()), false).apply(self());
    }

    /** {@return the sums along one axis} */
    default Tensor sum(int axis) {
        return sum(axis, false);
    }

    /** {@return the sums along one axis, which may stay with length 1} */
    default Tensor sum(int axis, boolean keepDims) {
        return sum(new int[] {axis}, keepDims);
    }

    /** {@return the sums along several axes, which may stay with length 1} */
    default Tensor sum(int[] axes, boolean keepDims) {
        return new Sum(Axes.reduced("sum", self(), axes), keepDims).apply(self());
    }

    /** {@return the average of all elements, in floating point for whole numbers and bools too} */
    default Tensor mean() {
        return mean(Axes.all(self().shape()), false);
    }

    /** {@return the averages along one axis} */
    default Tensor mean(int axis) {
        return mean(axis, false);
    }

    /** {@return the averages along one axis, which may stay with length 1} */
    default Tensor mean(int axis, boolean keepDims) {
        return mean(new int[] {axis}, keepDims);
    }

    /** {@return the averages along several axes, which may stay with length 1} */
    default Tensor mean(int[] axes, boolean keepDims) {
        int[] normal = Axes.reduced("mean", self(), axes);
        Tensor x = self().dtype().isFloating() ? self() : self().to(DType.FLOAT32);
        return new Sum(normal, keepDims).apply(x).div(Axes.count(self().shape(), normal));
    }

    /** {@return the largest element; equal ones share the gradient; NaN if there is one} */
    default Tensor max() {
        return Axes.extreme("max", self(), Axes.all(self().shape()), normal -> new Amax(normal, false));
    }

    /** {@return the largest elements along one axis; the gradient goes to the first of equal ones} */
    default Tensor max(int axis) {
        return max(axis, false);
    }

    /** {@return the largest elements along one axis; the gradient goes to the first of equal ones} */
    default Tensor max(int axis, boolean keepDims) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).max(0, false);
        }
        Tensor y = self().gather(axis, Axes.arg("max", true, self(), axis));
        return keepDims ? y : y.squeeze(axis);
    }

    /** {@return the largest elements along several axes (PyTorch's amax); equal ones share the gradient} */
    default Tensor amax(int[] axes, boolean keepDims) {
        return Axes.extreme("amax", self(), axes, normal -> new Amax(normal, keepDims));
    }

    /** {@return the smallest element; equal ones share the gradient; NaN if there is one} */
    default Tensor min() {
        return Axes.extreme("min", self(), Axes.all(self().shape()), normal -> new Amin(normal, false));
    }

    /** {@return the smallest elements along one axis; the gradient goes to the first of equal ones} */
    default Tensor min(int axis) {
        return min(axis, false);
    }

    /** {@return the smallest elements along one axis; the gradient goes to the first of equal ones} */
    default Tensor min(int axis, boolean keepDims) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).min(0, false);
        }
        Tensor y = self().gather(axis, Axes.arg("min", false, self(), axis));
        return keepDims ? y : y.squeeze(axis);
    }

    /** {@return the smallest elements along several axes (PyTorch's amin); equal ones share the gradient} */
    default Tensor amin(int[] axes, boolean keepDims) {
        return Axes.extreme("amin", self(), axes, normal -> new Amin(normal, keepDims));
    }

    /** {@return the row-major position of the largest element, int64; the first one among equals} */
    default Tensor argmax() {
        return self().reshape(self().size()).argmax(0);
    }

    /** {@return the indices of the largest elements along an axis, int64; the first one among equals} */
    default Tensor argmax(int axis) {
        return argmax(axis, false);
    }

    /** {@return the indices of the largest elements along an axis, which may stay with length 1} */
    default Tensor argmax(int axis, boolean keepDims) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).argmax(0, false);
        }
        Tensor y = Axes.arg("argmax", true, self(), axis);
        return keepDims ? y : y.squeeze(axis);
    }

    /** {@return the row-major position of the smallest element, int64; the first one among equals} */
    default Tensor argmin() {
        return self().reshape(self().size()).argmin(0);
    }

    /** {@return the indices of the smallest elements along an axis, int64; the first one among equals} */
    default Tensor argmin(int axis) {
        return argmin(axis, false);
    }

    /** {@return the indices of the smallest elements along an axis, which may stay with length 1} */
    default Tensor argmin(int axis, boolean keepDims) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).argmin(0, false);
        }
        Tensor y = Axes.arg("argmin", false, self(), axis);
        return keepDims ? y : y.squeeze(axis);
    }

    /** {@return the product of all elements; int64 for whole numbers and bools; 1 for none} */
    default Tensor prod() {
        return new Prod(0, false).apply(self().reshape(self().size()));
    }

    /** {@return the products along one axis} */
    default Tensor prod(int axis) {
        return prod(axis, false);
    }

    /** {@return the products along one axis, which may stay with length 1} */
    default Tensor prod(int axis, boolean keepDims) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).prod(0, false);
        }
        return new Prod(self().shape().normalizeAxis("prod", axis), keepDims).apply(self());
    }

    /** {@return log of the sum of exp(x) of all elements; never overflows} */
    default Tensor logsumexp() {
        return logsumexp(Axes.all(self().shape()), false);
    }

    /** {@return log of the sums of exp(x) along one axis; never overflows} */
    default Tensor logsumexp(int axis) {
        return logsumexp(axis, false);
    }

    /** {@return log of the sums of exp(x) along one axis, which may stay with length 1; never overflows} */
    default Tensor logsumexp(int axis, boolean keepDims) {
        return logsumexp(new int[] {axis}, keepDims);
    }

    /** {@return log of the sums of exp(x) along several axes, which may stay with length 1; never overflows} */
    default Tensor logsumexp(int[] axes, boolean keepDims) {
        int[] normal = Axes.reduced("logsumexp", self(), axes);
        Tensor x = self().dtype().isFloating() ? self() : self().to(DType.FLOAT32);
        return new Logsumexp(normal, keepDims).apply(x);
    }

    /** {@return the smallest and the largest element; equal ones share the gradient} */
    default MinAndMax aminmax() {
        Tensor min = Axes.extreme("aminmax", self(), Axes.all(self().shape()), axes -> new Amin(axes, false));
        return new MinAndMax(min, max());
    }

    /** {@return the smallest and the largest elements along one axis, which may stay with length 1} */
    default MinAndMax aminmax(int axis, boolean keepDims) {
        int[] axes = {axis};
        Tensor min = Axes.extreme("aminmax", self(), axes, normal -> new Amin(normal, keepDims));
        return new MinAndMax(min, amax(axes, keepDims));
    }

    /** {@return the sum over the axes along which {@code shape} was stretched to this one (PyTorch's sum_to_size)} */
    default Tensor sumTo(Shape shape) {
        if (self().shape().equals(shape)) {
            return self();
        }
        if (!Shape.stretches(shape, self().shape())) {
            throw new IllegalArgumentException("sumTo: shape " + shape + " does not stretch to " + self().shape()
                    + ", so there is nothing to sum back");
        }
        int[] stretched = Axes.stretched(shape, self().shape());
        return new Sum(stretched, true).apply(self()).reshape(shape);
    }
}
