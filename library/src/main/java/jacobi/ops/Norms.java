package jacobi.ops;

import jacobi.Tensor;
import jacobi.expr.Exprs;

/** Lengths of vectors, whose gradient at 0 is 0. */
final class Norms {
    /** The square root, whose derivative at 0 counts as 0. */
    static final Elementwise ROOT = Elementwise.unary("root", x -> Exprs.where(Exprs.gt(x, 0), Exprs.sqrt(x),
            x.mul(0))).floating();

    private Norms() {
    }

    /** (sum of |x|^p)^(1/p) along an axis. */
    static Tensor along(String op, Tensor x, double p, int axis, boolean keepDims) {
        if (p == 2) {
            return ROOT.apply(x.square().sum(axis, keepDims));
        } else if (p == 1 || p == Double.POSITIVE_INFINITY && x.size(axis) == 0) {
            return x.abs().sum(axis, keepDims);
        } else if (p == Double.POSITIVE_INFINITY) {
            return x.abs().amax(new int[] {axis}, keepDims);
        } else if (p == 0) {
            return x.ne(0).sum(axis, keepDims).to(x.dtype());
        } else if (p > 0) {
            return Axes.norm(op, x, p, new int[] {axis}, keepDims);
        }
        throw new IllegalArgumentException(op + ": the power of a norm is not negative, but it is " + p);
    }
}
