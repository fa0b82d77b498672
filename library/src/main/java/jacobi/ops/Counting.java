package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.backend.Reduction;
import jacobi.expr.Exprs;

/**
 * Are all, is any, how many; sums and averages without NaN; numbers counted in bins. What is not 0 counts as true, NaN
 * too. An axis may be negative: it counts from the end.
 */
public interface Counting extends Operand {
    Elementwise NAN_TO_ZERO = Elementwise.unary("nanToZero", x -> Exprs.where(Exprs.eq(x, x), x, 0));

    /** {@return whether no element is 0; true for none} */
    default Tensor all() {
        return all(Axes.all(self().shape()), false);
    }

    /** {@return whether no element along an axis is 0} */
    default Tensor all(int axis) {
        return all(axis, false);
    }

    /** {@return whether no element along an axis, which may stay with length 1, is 0} */
    default Tensor all(int axis, boolean keepDims) {
        return all(new int[] {axis}, keepDims);
    }

    /** {@return whether no element along several axes, which may stay with length 1, is 0} */
    default Tensor all(int[] axes, boolean keepDims) {
        int[] normal = Axes.reduced("all", self(), axes);
        return Axes.reduce(Reduction.MIN, Axes.truth(self()), normal, keepDims, DType.BOOL);
    }

    /** {@return whether some element is not 0; false for none} */
    default Tensor any() {
        return any(Axes.all(self().shape()), false);
    }

    /** {@return whether some element along an axis is not 0} */
    default Tensor any(int axis) {
        return any(axis, false);
    }

    /** {@return whether some element along an axis, which may stay with length 1, is not 0} */
    default Tensor any(int axis, boolean keepDims) {
        return any(new int[] {axis}, keepDims);
    }

    /** {@return whether some element along several axes, which may stay with length 1, is not 0} */
    default Tensor any(int[] axes, boolean keepDims) {
        int[] normal = Axes.reduced("any", self(), axes);
        Reduction or = Axes.count(self().shape(), normal) == 0 ? Reduction.SUM : Reduction.MAX;
        return Axes.reduce(or, Axes.truth(self()), normal, keepDims, DType.BOOL);
    }

    /** {@return how many elements are not 0, int64} */
    default Tensor countNonzero() {
        return NonzeroCount.of(self());
    }

    /** {@return how many elements along an axis are not 0, int64} */
    default Tensor countNonzero(int axis) {
        return countNonzero(new int[] {axis});
    }

    /** {@return how many elements along several axes are not 0, int64} */
    default Tensor countNonzero(int[] axes) {
        return self().ne(0).sum(Axes.reduced("countNonzero", self(), axes), false);
    }

    /** {@return the sum of all elements but NaN} */
    default Tensor nansum() {
        return nansum(Axes.all(self().shape()), false);
    }

    /** {@return the sums along one axis, without NaN} */
    default Tensor nansum(int axis) {
        return nansum(new int[] {axis}, false);
    }

    /** {@return the sums along several axes, which may stay with length 1, without NaN} */
    default Tensor nansum(int[] axes, boolean keepDims) {
        int[] normal = Axes.reduced("nansum", self(), axes);
        return (self().dtype().isFloating() ? NAN_TO_ZERO.apply(self()) : self()).sum(normal, keepDims);
    }

    /** {@return the average of all elements but NaN; NaN if there are no others} */
    default Tensor nanmean() {
        return nanmean(Axes.all(self().shape()), false);
    }

    /** {@return the averages along one axis, without NaN} */
    default Tensor nanmean(int axis) {
        return nanmean(new int[] {axis}, false);
    }

    /** {@return the averages along several axes, which may stay with length 1, without NaN} */
    default Tensor nanmean(int[] axes, boolean keepDims) {
        int[] normal = Axes.reduced("nanmean", self(), axes);
        Axes.requireFloats("nanmean", self());
        Tensor fixed = self().detach();
        return nansum(normal, keepDims).div(fixed.eq(fixed).sum(normal, keepDims).to(self().dtype()));
    }

    /** {@return how often each of the numbers 0, 1, ... up to the largest occurs, int64} */
    default Tensor bincount() {
        return bincount(0);
    }

    /**
     * How often each of the numbers 0, 1, ... occurs in a tensor of one axis of whole numbers, none negative.
     *
     * @param minLength how many counts there are at least
     * @return int64
     */
    default Tensor bincount(int minLength) {
        return Bins.bincount(self(), null, minLength);
    }

    /**
     * The sums of the weights of the numbers 0, 1, ... in a tensor of one axis of whole numbers, none negative.
     *
     * @param weights    of this shape
     * @param minLength how many sums there are at least
     * @return of the type of the weights; float64 if those are whole numbers
     */
    default Tensor bincount(Tensor weights, int minLength) {
        return Bins.bincount(self(), weights, minLength);
    }

    /** {@return how many elements lie in each of 100 bins from the smallest to the largest} */
    default Tensor histc() {
        return histc(100, 0, 0);
    }

    /**
     * How many elements lie in each of some equally wide bins. What lies outside of the range is not counted; what lies
     * at its upper end is.
     *
     * @param bins how many, at least 1
     * @param min  where the first bin starts; if it equals {@code max}, the bins go from the smallest to the
     *             largest element
     * @param max  where the last bin ends
     * @return of this tensor's type
     */
    default Tensor histc(int bins, double min, double max) {
        Axes.requireFloats("histc", self());
        double[] edges = min == max ? Bins.edges("histc", self(), bins, min, max, 1) : Bins.edges("histc", bins, min, max, 1);
        return Bins.histogram("histc", self(), edges, null, false).counts();
    }

    /**
     * {@return how many elements lie in each of some equally wide bins from the smallest to the largest element} If all
     * are equal, the bins go from 1/2 below them to 1/2 above.
     */
    default Histogram histogram(int bins) {
        return Bins.histogram("histogram", self(), Bins.edges("histogram", self(), bins, 0, 1, 0.5), null, false);
    }

    /**
     * {@return how many elements lie in each of some equally wide bins} What lies outside of the range is not counted; what
     * lies at its upper end is.
     *
     * @param bins how many, at least 1
     * @param min  where the first bin starts
     * @param max  where the last bin ends; if it equals {@code min}, the bins go from 1/2 below to 1/2 above
     */
    default Histogram histogram(int bins, double min, double max) {
        Axes.requireFloats("histogram", self());
        return Bins.histogram("histogram", self(), Bins.edges("histogram", bins, min, max, 0.5), null, false);
    }

    /** {@return how many elements lie between each edge and the next; the last bin holds both of its edges} */
    default Histogram histogram(Tensor edges) {
        return histogram(edges, null, false);
    }

    /**
     * The sums of the weights of the elements between each edge and the next; the last bin holds both of its edges.
     *
     * @param edges   increasing, in one axis, at least 2
     * @param weights of this shape; null if each element counts 1
     * @param density whether to divide so that the sum of counts times widths is 1
     */
    default Histogram histogram(Tensor edges, Tensor weights, boolean density) {
        return Bins.histogram("histogram", self(), Bins.edges(self(), edges), weights, density);
    }
}
