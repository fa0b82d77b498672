package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.expr.Exprs;

/** Spread, length and middle of numbers: over all axes, or along some of them, which {@code keepDims} leaves as 1. */
public interface Statistics extends Operand {
    Elementwise SQUARED_DEVIATION = Elementwise.binary("squaredDeviation", (x, m) -> x.sub(m).mul(x.sub(m)));

    /** x / y, and 0 where y is 0: the slope of a length, which has none at 0. */
    Elementwise DIV_OR_ZERO = Elementwise.binary("divOrZero", (x, y) -> Exprs.where(Exprs.eq(y, 0), 0, x.div(y)));

    /** sum((x - mean)^2) / (count - correction). */
    record Var(int[] axes, double correction, boolean keepDims) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return SQUARED_DEVIATION.apply(x[0], x[0].mean(axes, true)).sum(axes, keepDims).div(degrees(x[0]));
        }

        private double degrees(Tensor x) {
            return Math.max(0, Axes.count(x.shape(), axes) - correction);
        }

        private Tensor slope(Tensor x) {
            return x.sub(x.mean(axes, true)).mul(2 / degrees(x));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.reshape(Axes.kept(x[0].shape(), axes)).mul(slope(x[0]));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return slope(x[0]).mul(dx[0]).sum(axes, keepDims);
        }
    }

    /** The square root of {@link Var}; its gradient is 0 where all elements are equal. */
    record Std(int[] axes, double correction, boolean keepDims) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return new Var(axes, correction, keepDims).apply(x[0]).sqrt();
        }

        private Tensor slope(Tensor x, Tensor y) {
            double degrees = Math.max(0, Axes.count(x.shape(), axes) - correction);
            return DIV_OR_ZERO.apply(x.sub(x.mean(axes, true)), y.reshape(Axes.kept(x.shape(), axes))).mul(1 / degrees);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.reshape(Axes.kept(x[0].shape(), axes)).mul(slope(x[0], y));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return slope(x[0], y).mul(dx[0]).sum(axes, keepDims);
        }
    }

    Elementwise POWER_OF_NORM = Elementwise.ternary("powerOfNorm", (x, y, p) -> Exprs.where(Exprs.eq(x, 0), 0,
            Exprs.sign(x).mul(Exprs.abs(x).div(y).pow(p.sub(Exprs.constant(1))))));

    Elementwise NONZERO = Elementwise.unary("nonzero", x -> Exprs.where(Exprs.ne(x, 0), Exprs.constant(1), 0));

    /** sum(|x|^p)^(1/p). */
    record Norm(double p, int[] axes, boolean keepDims) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            return p == 2 ? x[0].square().sum(axes, keepDims).sqrt() : x[0].abs().pow(p).sum(axes, keepDims).pow(1 / p);
        }

        private Tensor slope(Tensor x, Tensor y) {
            Tensor kept = y.reshape(Axes.kept(x.shape(), axes));
            return p == 2 ? DIV_OR_ZERO.apply(x, kept) : POWER_OF_NORM.apply(x, kept, Dims.like(x, p));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g.reshape(Axes.kept(x[0].shape(), axes)).mul(slope(x[0], y));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return slope(x[0], y).mul(dx[0]).sum(axes, keepDims);
        }
    }

    /** {@return the variance of all elements, with Bessel's correction: divided by their number - 1} */
    default Tensor var() {
        return var(Axes.all(self().shape()), false);
    }

    /** {@return the variances along one axis, with Bessel's correction} */
    default Tensor var(int axis) {
        return var(axis, false);
    }

    /** {@return the variances along one axis, which may stay with length 1, with Bessel's correction} */
    default Tensor var(int axis, boolean keepDims) {
        return var(new int[] {axis}, keepDims);
    }

    /** {@return the variances along several axes, which may stay with length 1, with Bessel's correction} */
    default Tensor var(int[] axes, boolean keepDims) {
        return var(axes, 1, keepDims);
    }

    /**
     * The variances along several axes: the squared distances from the average, summed and divided by their number less
     * the correction.
     *
     * @param correction 1 estimates the variance from a sample; 0 is that of the numbers themselves
     */
    default Tensor var(int[] axes, double correction, boolean keepDims) {
        int[] normal = Axes.reduced("var", self(), axes);
        Axes.requireFloats("var", self());
        return new Var(normal, correction, keepDims).apply(self());
    }

    /** {@return the standard deviation of all elements: the root of {@link #var()}} */
    default Tensor std() {
        return std(Axes.all(self().shape()), false);
    }

    /** {@return the standard deviations along one axis} */
    default Tensor std(int axis) {
        return std(axis, false);
    }

    /** {@return the standard deviations along one axis, which may stay with length 1} */
    default Tensor std(int axis, boolean keepDims) {
        return std(new int[] {axis}, keepDims);
    }

    /** {@return the standard deviations along several axes, which may stay with length 1} */
    default Tensor std(int[] axes, boolean keepDims) {
        return std(axes, 1, keepDims);
    }

    /** {@return the standard deviations along several axes: the roots of {@link #var(int[], double, boolean)}} */
    default Tensor std(int[] axes, double correction, boolean keepDims) {
        int[] normal = Axes.reduced("std", self(), axes);
        Axes.requireFloats("std", self());
        return new Std(normal, correction, keepDims).apply(self());
    }

    /** {@return the variance and the average of all elements} */
    default VarAndMean varMean() {
        return varMean(Axes.all(self().shape()), 1, false);
    }

    /** {@return the variances and the averages along several axes; see {@link #var(int[], double, boolean)}} */
    default VarAndMean varMean(int[] axes, double correction, boolean keepDims) {
        int[] normal = Axes.reduced("varMean", self(), axes);
        Axes.requireFloats("varMean", self());
        return new VarAndMean(var(normal, correction, keepDims), self().mean(normal, keepDims));
    }

    /** {@return the length of all elements as one vector: the root of the sum of their squares (Frobenius)} */
    default Tensor norm() {
        return norm(2);
    }

    /** {@return the p-norm of all elements as one vector; see {@link #norm(double, int[], boolean)}} */
    default Tensor norm(double p) {
        return norm(p, Axes.all(self().shape()), false);
    }

    /** {@return the p-norms along an axis; see {@link #norm(double, int[], boolean)}} */
    default Tensor norm(double p, int axis) {
        return norm(p, new int[] {axis}, false);
    }

    /**
     * The p-norms along several axes: {@code sum(|x|^p)^(1/p)}.
     *
     * @param p 1 for the sum of the absolute values, 2 for the Euclidean length, infinity for the largest absolute
     *          value, -infinity for the smallest, 0 for how many are not 0; any other number is fine too
     */
    default Tensor norm(double p, int[] axes, boolean keepDims) {
        return Axes.norm("norm", self(), p, axes, keepDims);
    }

    /** {@return the p-norm of all elements as one vector, like {@link #norm(double)} (torch.linalg.vector_norm)} */
    default Tensor vectorNorm(double p) {
        return vectorNorm(p, Axes.all(self().shape()), false);
    }

    /** {@return the p-norms along several axes; the same as {@link #norm(double, int[], boolean)}} */
    default Tensor vectorNorm(double p, int[] axes, boolean keepDims) {
        return Axes.norm("vectorNorm", self(), p, axes, keepDims);
    }

    /** The middle of all elements; equal ones share the gradient. */
    record Middle(boolean withoutNaN) implements Op {
        @Override
        public String name() {
            return withoutNaN ? "nanmedian" : "median";
        }

        @Override
        public Tensor forward(Tensor... x) {
            return Ordering.median(name(), x[0].reshape(x[0].size()), 0, withoutNaN, false);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return Axes.shareAmongEqual(g, y, x[0], Axes.all(x[0].shape()));
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return Axes.averageOfEqual(dx[0], y, x[0], Axes.all(x[0].shape()));
        }
    }

    /** {@return the middle element, the lower one of two; NaN if there is one} Equal ones share the gradient. */
    default Tensor median() {
        Axes.requireElements("median", self().shape(), Axes.all(self().shape()));
        return new Middle(false).apply(self());
    }

    /** {@return the middle elements along an axis, the lower ones of two; kthvalue tells where they are} */
    default Tensor median(int axis) {
        return median(axis, false);
    }

    /** {@return the middle elements along an axis, which may stay with length 1; the lower ones of two} */
    default Tensor median(int axis, boolean keepDims) {
        return Ordering.median("median", self(), axis, false, keepDims);
    }

    /** {@return the middle element without NaN; NaN if there are no others} Equal ones share the gradient. */
    default Tensor nanmedian() {
        Axes.requireElements("nanmedian", self().shape(), Axes.all(self().shape()));
        return new Middle(true).apply(self());
    }

    /** {@return the middle elements along an axis, which may stay with length 1, without NaN} */
    default Tensor nanmedian(int axis, boolean keepDims) {
        return Ordering.median("nanmedian", self(), axis, true, keepDims);
    }

    /** {@return the number below which a part q of all elements lies, between the two nearest ones} */
    default Tensor quantile(double q) {
        return self().reshape(self().size()).quantile(q, 0);
    }

    /** {@return the numbers below which a part q of the elements along an axis lies, between the two nearest ones} */
    default Tensor quantile(double q, int axis) {
        return quantile(Tensors.scalar(q, DType.FLOAT64), axis, false, Interpolation.LINEAR);
    }

    /**
     * The numbers below which parts q of the elements along an axis lie; NaN where one is NaN.
     *
     * @param q   from 0 to 1: one number, or several in one axis, which becomes the first axis of the result
     * @param how what lies between two elements
     */
    default Tensor quantile(Tensor q, int axis, boolean keepDims, Interpolation how) {
        return Quantiles.quantile("quantile", self(), q, axis, keepDims, how, false);
    }

    /** {@return the number below which a part q of all elements but NaN lies} */
    default Tensor nanquantile(double q) {
        return self().reshape(self().size()).nanquantile(Tensors.scalar(q, DType.FLOAT64), 0, false,
                Interpolation.LINEAR);
    }

    /** {@return like {@link #quantile(Tensor, int, boolean, Interpolation)}, without NaN} NaN if nothing else. */
    default Tensor nanquantile(Tensor q, int axis, boolean keepDims, Interpolation how) {
        return Quantiles.quantile("nanquantile", self(), q, axis, keepDims, how, true);
    }

    /** {@return the covariances of the rows} See {@link #cov(double)}. */
    default Tensor cov() {
        return cov(1);
    }

    /**
     * The covariances of variables, each of which is a row with one column for each observation.
     *
     * @param correction what is taken from the number of observations before dividing by it: 1 for a sample, 0 for all
     * @return {@code [rows, rows]}; a single number for one row
     */
    default Tensor cov(double correction) {
        return covariances("cov", correction);
    }

    private Tensor covariances(String op, double correction) {
        Axes.requireFloats(op, self());
        if (self().rank() > 2) {
            throw new IllegalArgumentException(op + ": it takes [variables, observations], but the shape is "
                    + self().shape() + "; flatten the axes of the observations");
        }
        Tensor rows = self().rank() == 2 ? self() : self().reshape(1, self().size());
        Tensor centered = rows.sub(rows.mean(1, true));
        Tensor products = centered.matmul(centered.t()).div(Math.max(0, rows.size(1) - correction));
        return rows.size(0) == 1 ? products.reshape() : products;
    }

    /** {@return the correlations of the rows, from -1 to 1; rows are variables, columns are observations} Of one row, 1. */
    default Tensor corrcoef() {
        Tensor products = covariances("corrcoef", 1);
        if (products.rank() == 0) {
            return products.div(products);
        }
        Tensor deviations = products.diagonal().sqrt();
        return products.div(deviations.unsqueeze(1)).div(deviations).clamp(-1, 1);
    }
}
