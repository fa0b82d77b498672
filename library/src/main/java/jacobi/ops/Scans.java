package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.Reduction;
import jacobi.expr.Exprs;

/** Running sums, products and extremes along an axis, the steps between neighbours, and integrals. */
public interface Scans extends Operand {
    /** y[i] = x[0] + ... + x[i]; backwards, from the other end. */
    record Cumsum(int axis, boolean backwards) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            return Recurrences.scan(Reduction.SUM, x[0], axis, backwards);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Cumsum(axis, !backwards).apply(g);
        }
    }

    /**
     * y[i] = x[0] * ... * x[i]; backwards, from the other end. As y[i] = y[i-1] * x[i], gradient and tangent are
     * recurrences too, which need no division and are right where x is 0.
     */
    record Cumprod(int axis, boolean backwards) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return Recurrences.scan(Reduction.PROD, x[0], axis, backwards);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor next = Recurrences.shifted(x[0], axis, !backwards, 1);
            return new Recurrences.Recurrence(axis, !backwards).apply(g, next).mul(before(y));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return new Recurrences.Recurrence(axis, backwards).apply(dx[0].mul(before(y)), x[0]);
        }

        private Tensor before(Tensor y) {
            return Recurrences.shifted(y, axis, backwards, 1);
        }
    }

    /** exp(x - y), the share of a part in a sum of exponentials; 0 rather than NaN if both are -infinity. */
    Elementwise WEIGHT = Elementwise.binary("weight", (x, y) -> Exprs.exp(
            x.sub(Exprs.where(Exprs.eq(y, Double.NEGATIVE_INFINITY), 0, y))));

    /** y[i] = log(exp(y[i-1]) + exp(x[i])). */
    record Logcumsumexp(int axis) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return Recurrences.logcumsumexp(x[0], axis);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            // Infinities beyond the ends have no share; exp(y - 0) could overflow.
            Tensor keeps = WEIGHT.apply(y, Recurrences.shifted(y, axis, true, Double.POSITIVE_INFINITY));
            return new Recurrences.Recurrence(axis, true).apply(g, keeps).mul(WEIGHT.apply(x[0], y));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor keeps = WEIGHT.apply(Recurrences.shifted(y, axis, false, Double.NEGATIVE_INFINITY), y);
            return new Recurrences.Recurrence(axis, false).apply(dx[0].mul(WEIGHT.apply(x[0], y)), keeps);
        }
    }

    /** {@return the running sums along an axis; int64 for whole numbers and bools} */
    default Tensor cumsum(int axis) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).cumsum(0).reshape(self().shape());
        }
        return new Cumsum(self().shape().normalizeAxis("cumsum", axis), false).apply(self());
    }

    /** {@return the running products along an axis; int64 for whole numbers and bools} */
    default Tensor cumprod(int axis) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).cumprod(0).reshape(self().shape());
        }
        return new Cumprod(self().shape().normalizeAxis("cumprod", axis), false).apply(self());
    }

    /** {@return the largest element so far, along an axis, and where it is; the last one among equals; NaN stays} */
    default ValuesAndIndices cummax(int axis) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).cummax(0).reshaped(self().shape());
        }
        return Recurrences.extreme("cummax", true, self(), axis);
    }

    /** {@return the smallest element so far, along an axis, and where it is; the last one among equals; NaN stays} */
    default ValuesAndIndices cummin(int axis) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).cummin(0).reshaped(self().shape());
        }
        return Recurrences.extreme("cummin", false, self(), axis);
    }

    /** {@return log of the running sums of exp(x) along an axis; never overflows} */
    default Tensor logcumsumexp(int axis) {
        Axes.requireFloats("logcumsumexp", self());
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).logcumsumexp(0).reshape(self().shape());
        }
        return new Logcumsumexp(self().shape().normalizeAxis("logcumsumexp", axis)).apply(self());
    }

    /** {@return each element minus the one before it, along the last axis, which becomes one shorter} */
    default Tensor diff() {
        return diff(1, -1);
    }

    /**
     * Differences of neighbours along an axis, taken again and again. For bools, whether they differ.
     *
     * @param n how many times, at least 0; each makes the axis one shorter
     */
    default Tensor diff(int n, int axis) {
        int normal = self().shape().normalizeAxis("diff", axis);
        if (n < 0) {
            throw new IllegalArgumentException("diff: it can be taken 0 times or more, not " + n);
        }
        Tensor y = self();
        for (int i = 0; i < n && y.size(normal) > 0; i++) {
            Tensor after = y.slice(normal, 1, y.size(normal), 1);
            Tensor before = y.slice(normal, 0, y.size(normal) - 1, 1);
            y = y.dtype() == DType.BOOL ? after.ne(before) : after.sub(before);
        }
        return y;
    }

    /** {@return the integral along the last axis by the trapezoidal rule, with points 1 apart} */
    default Tensor trapezoid() {
        return trapezoid(1, -1);
    }

    /**
     * The integral along an axis by the trapezoidal rule.
     *
     * @param dx how far apart the points are
     */
    default Tensor trapezoid(double dx, int axis) {
        return Recurrences.trapezoids("trapezoid", self(), axis).sum(axis).mul(dx / 2);
    }

    /**
     * The integral along an axis by the trapezoidal rule.
     *
     * @param x the points at which this tensor's values are taken: of its shape, or one axis of the axis' length
     */
    default Tensor trapezoid(Tensor x, int axis) {
        return Recurrences.trapezoids("trapezoid", self(), axis)
                .mul(Recurrences.widths("trapezoid", x, self(), axis)).sum(axis).div(2);
    }

    /** {@return the running integral along the last axis, with points 1 apart; one shorter than this tensor} */
    default Tensor cumulativeTrapezoid() {
        return cumulativeTrapezoid(1, -1);
    }

    /** {@return the running integral along an axis, with points {@code dx} apart; one shorter than this tensor} */
    default Tensor cumulativeTrapezoid(double dx, int axis) {
        return Recurrences.trapezoids("cumulativeTrapezoid", self(), axis).cumsum(axis).mul(dx / 2);
    }

    /** {@return the running integral along an axis, the values taken at points {@code x}; see {@link #trapezoid}} */
    default Tensor cumulativeTrapezoid(Tensor x, int axis) {
        return Recurrences.trapezoids("cumulativeTrapezoid", self(), axis)
                .mul(Recurrences.widths("cumulativeTrapezoid", x, self(), axis)).cumsum(axis).div(2);
    }
}
