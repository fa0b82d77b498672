package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;

/** How far predicted numbers are from the right ones. Predictions and targets have the same shape. */
public interface RegressionLosses extends Operand {
    Elementwise MSE = Elementwise.binary("mseLoss", (x, t) -> x.sub(t).mul(x.sub(t))).floating();

    /** {@return the average of (x - t)^2} */
    default Tensor mseLoss(Tensor target) {
        return mseLoss(target, LossReduction.MEAN);
    }

    /** {@return (x - t)^2, averaged, added up or as it is} */
    default Tensor mseLoss(Tensor target, LossReduction reduction) {
        Targets.check("mseLoss", self(), target);
        return reduction.of(MSE.apply(self(), target));
    }

    Elementwise L1 = Elementwise.binary("l1Loss", (x, t) -> Exprs.abs(x.sub(t))).floating();

    /** {@return the average of |x - t|} */
    default Tensor l1Loss(Tensor target) {
        return l1Loss(target, LossReduction.MEAN);
    }

    /** {@return |x - t|, averaged, added up or as it is} */
    default Tensor l1Loss(Tensor target, LossReduction reduction) {
        Targets.check("l1Loss", self(), target);
        return reduction.of(L1.apply(self(), target));
    }

    Elementwise HUBER = Elementwise.ternary("huberLoss", (x, t, delta) -> {
        Expr d = x.sub(t);
        Expr far = Exprs.abs(d);
        return Exprs.where(Exprs.lt(far, delta), d.mul(d).mul(0.5), delta.mul(far.sub(delta.mul(0.5))));
    }).floating();

    /** {@return the average Huber loss with delta 1} See {@link #huberLoss(Tensor, double, LossReduction)}. */
    default Tensor huberLoss(Tensor target) {
        return huberLoss(target, 1, LossReduction.MEAN);
    }

    /**
     * d^2 / 2 for d = |x - t| below delta, delta (d - delta / 2) beyond (Huber: "Robust Estimation of a Location
     * Parameter", 1964).
     *
     * @param delta positive
     */
    default Tensor huberLoss(Tensor target, double delta, LossReduction reduction) {
        Targets.check("huberLoss", self(), target);
        if (!(delta > 0)) {
            throw new IllegalArgumentException("huberLoss: delta must be positive, not " + delta);
        }
        return reduction.of(HUBER.apply(self(), target, Dims.beside(delta, self(), target)));
    }

    Elementwise SMOOTH_L1 = Elementwise.ternary("smoothL1Loss", (x, t, beta) -> {
        Expr d = x.sub(t);
        Expr far = Exprs.abs(d);
        return Exprs.where(Exprs.lt(far, beta), d.mul(d).mul(0.5).div(beta), far.sub(beta.mul(0.5)));
    }).floating();

    /** {@return the average smooth L1 loss with beta 1} See {@link #smoothL1Loss(Tensor, double, LossReduction)}. */
    default Tensor smoothL1Loss(Tensor target) {
        return smoothL1Loss(target, 1, LossReduction.MEAN);
    }

    /**
     * d^2 / (2 beta) for d = |x - t| below beta, d - beta / 2 beyond (Girshick: "Fast R-CNN", 2015).
     *
     * @param beta not negative; 0 gives the L1 loss
     */
    default Tensor smoothL1Loss(Tensor target, double beta, LossReduction reduction) {
        Targets.check("smoothL1Loss", self(), target);
        if (!(beta >= 0)) {
            throw new IllegalArgumentException("smoothL1Loss: beta must not be negative: " + beta);
        }
        return reduction.of(SMOOTH_L1.apply(self(), target, Dims.beside(beta, self(), target)));
    }

    Elementwise POISSON_LOG = Elementwise.binary("poissonNllLoss", (x, t) -> Exprs.exp(x).sub(t.mul(x))).floating();

    Elementwise POISSON = Elementwise.ternary("poissonNllLoss", (x, t, eps) -> x.sub(t.mul(Exprs.log(x.add(eps))))).floating();

    /** Stirling's approximation of log t!, for t above 1. */
    Elementwise STIRLING = Elementwise.unary("stirling", t -> Exprs.where(Exprs.gt(t, 1),
            t.mul(Exprs.log(t)).sub(t).add(Exprs.log(t.mul(2 * Math.PI)).mul(0.5)), 0)).floating();

    /** {@return the average of e^x - t x: counts t, the logarithm of whose expected value is x} */
    default Tensor poissonNllLoss(Tensor target) {
        return poissonNllLoss(target, true, false, 1e-8, LossReduction.MEAN);
    }

    /**
     * -log of the probability of counts t of Poisson's distribution.
     *
     * @param logInput whether x is the logarithm of the expected value (e^x - t x), or that value (x - t log(x + eps))
     * @param full     whether Stirling's approximation of log t! is added, for t above 1
     */
    default Tensor poissonNllLoss(Tensor target, boolean logInput, boolean full, double eps, LossReduction reduction) {
        Targets.check("poissonNllLoss", self(), target);
        Tensor losses = logInput ? POISSON_LOG.apply(self(), target)
                : POISSON.apply(self(), target, Dims.beside(eps, self(), target));
        return reduction.of(full ? losses.add(STIRLING.apply(target)) : losses);
    }

    Elementwise GAUSSIAN = Elementwise.ternary("gaussianNllLoss", (x, t, v) ->
            Exprs.log(v).add(x.sub(t).mul(x.sub(t)).div(v)).mul(0.5)).floating();

    /** {@return the average of (log v + (x - t)^2 / v) / 2} */
    default Tensor gaussianNllLoss(Tensor target, Tensor variance) {
        return gaussianNllLoss(target, variance, false, 1e-6, LossReduction.MEAN);
    }

    /**
     * -log of the density of t under the normal distribution with mean x and variance v.
     *
     * @param variance of x's shape, or of that without the last axis, along which it is then the same (as in PyTorch), or one
     *                 that stretches to x's shape; not negative
     * @param full     whether the constant log(2 pi) / 2 is added
     * @param eps      the least variance
     */
    default Tensor gaussianNllLoss(Tensor target, Tensor variance, boolean full, double eps, LossReduction reduction) {
        Targets.check("gaussianNllLoss", self(), target);
        if (variance.rank() == self().rank() - 1 && variance.shape().equals(Dims.without(self().shape(), variance.rank()))) {
            return gaussianNllLoss(target, variance.unsqueeze(-1), full, eps, reduction);
        }
        if (!Shape.stretches(variance.shape(), self().shape())) {
            throw new IllegalArgumentException("gaussianNllLoss: variances of shape " + variance.shape()
                    + " do not stretch to the shape of the predictions, " + self().shape());
        }
        if (variance.size() > 0 && variance.detach().min().item() < 0) {
            throw new IllegalArgumentException("gaussianNllLoss: a variance is not negative, but one is "
                    + variance.detach().min().item() + "; predict its logarithm and use exp()");
        }
        Tensor losses = GAUSSIAN.apply(self(), target, variance.maximum(Dims.like(variance, eps)));
        return reduction.of(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses);
    }
}
