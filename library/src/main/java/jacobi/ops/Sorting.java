package jacobi.ops;

import jacobi.DType;
import jacobi.Tensor;

/**
 * Order: sorted values, ranks, distinct values. NaN counts as larger than any number. Equal elements keep their order.
 * Gradients go back to the elements that were chosen.
 */
public interface Sorting extends Operand {
    /** {@return the elements in increasing order along the last axis, and where they were} */
    default ValuesAndIndices sort() {
        if (self().rank() == 0) {
            ValuesAndIndices one = self().reshape(1).sort();
            return one.reshaped(self().shape());
        }
        return sort(-1, false);
    }

    /** {@return the elements in increasing order along an axis, and where they were} */
    default ValuesAndIndices sort(int axis) {
        return sort(axis, false);
    }

    /** {@return the elements in increasing or decreasing order along an axis, and where they were; always stable} */
    default ValuesAndIndices sort(int axis, boolean descending) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).sort(0, descending).reshaped(self().shape());
        }
        int normal = self().shape().normalizeAxis("sort", axis);
        return FirstElements.of("sort", self(), normal, descending, self().size(normal));
    }

    /** {@return the indices that sort the last axis in increasing order, int64} */
    default Tensor argsort() {
        return self().rank() == 0 ? self().sort().indices() : argsort(-1, false);
    }

    /** {@return the indices that sort an axis in increasing order, int64} */
    default Tensor argsort(int axis) {
        return argsort(axis, false);
    }

    /** {@return the indices that sort an axis in increasing or decreasing order, int64; always stable} */
    default Tensor argsort(int axis, boolean descending) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).argsort(0, descending).reshape(self().shape());
        }
        int normal = self().shape().normalizeAxis("argsort", axis);
        return FirstElements.indices("argsort", self(), normal, descending, self().size(normal));
    }

    /** {@return the k largest elements along the last axis, largest first, and where they are} */
    default ValuesAndIndices topk(int k) {
        return topk(k, -1, true);
    }

    /** {@return the k largest elements along an axis, largest first, and where they are} */
    default ValuesAndIndices topk(int k, int axis) {
        return topk(k, axis, true);
    }

    /**
     * The k largest elements along an axis, largest first, or the k smallest, smallest first; the first ones among
     * equals.
     *
     * @param k from 0 to the length of the axis
     */
    default ValuesAndIndices topk(int k, int axis, boolean largest) {
        int normal = self().shape().normalizeAxis("topk", axis);
        if (k < 0 || k > self().size(normal)) {
            throw new IllegalArgumentException("topk: axis " + axis + " of shape " + self().shape() + " has "
                    + self().size(normal) + " elements, of which " + k + " cannot be taken");
        }
        return FirstElements.of("topk", self(), normal, largest, k);
    }

    /** {@return the k-th smallest element along the last axis, counted from 1, and where it is} */
    default ValuesAndIndices kthvalue(int k) {
        return kthvalue(k, -1, false);
    }

    /**
     * The k-th smallest element along an axis, and where it is.
     *
     * @param k counted from 1
     */
    default ValuesAndIndices kthvalue(int k, int axis, boolean keepDims) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).kthvalue(k, 0, true).reshaped(self().shape());
        }
        int normal = self().shape().normalizeAxis("kthvalue", axis);
        int length = self().size(normal);
        if (k < 1 || k > length) {
            throw new IllegalArgumentException("kthvalue: axis " + axis + " of shape " + self().shape() + " has "
                    + length + " elements, so that k runs from 1 to " + length + ", not " + k);
        }
        return Ordering.at(self(), normal, Ordering.place("kthvalue", self(), normal, k - 1), keepDims);
    }

    /** {@return the most frequent element along the last axis, and where it is} */
    default ValuesAndIndices mode() {
        return mode(-1, false);
    }

    /** {@return the most frequent element along an axis, the smallest among equally frequent, and its last place} */
    default ValuesAndIndices mode(int axis, boolean keepDims) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).mode(0, true).reshaped(self().shape());
        }
        int normal = self().shape().normalizeAxis("mode", axis);
        Axes.requireElements("mode", self().shape(), new int[] {normal});
        Tensor numbers = self().dtype() == DType.INT32 ? self().detach().to(DType.INT64) : self();
        Tensor index = Ordering.choose("mode", numbers, normal, 1, new MostFrequent());
        return Ordering.at(self(), normal, index, keepDims);
    }

    /** {@return the distinct elements in increasing order, which of them each element is, and how often they occur} */
    default Unique unique() {
        Unique flat = Unique.of(self().detach().reshape(self().size()), 0);
        return new Unique(flat.values(), flat.inverse().reshape(self().shape()), flat.counts());
    }

    /**
     * The distinct slices along an axis, compared element by element: {@code x.unique(0)} are the distinct rows.
     *
     * @return the slices in increasing order; which of them each slice is, and how often they occur, of one axis
     */
    default Unique unique(int axis) {
        return Unique.of(self().detach(), self().shape().normalizeAxis("unique", axis));
    }

    /** {@return where values belong in these sorted numbers, before equal ones} */
    default Tensor searchsorted(Tensor values) {
        return searchsorted(values, false);
    }

    /**
     * Where values belong in the last axis of these sorted numbers, so that they stay sorted.
     *
     * @param values of any shape if these numbers have one axis; otherwise of this shape but for the last axis
     * @param right  whether behind equal numbers rather than before them
     * @return of the shape of the values, int64, from 0 to the number of sorted numbers
     */
    default Tensor searchsorted(Tensor values, boolean right) {
        return Ordering.positions("searchsorted", self(), values, right);
    }

    /** {@return the number of the bucket that each element lies in: how many boundaries are less than it} */
    default Tensor bucketize(Tensor boundaries) {
        return bucketize(boundaries, false);
    }

    /**
     * The number of the bucket that each element lies in.
     *
     * @param boundaries increasing, in one axis
     * @param right      whether an element that equals a boundary lies behind it rather than before it
     * @return of this shape, int64, from 0 to the number of boundaries
     */
    default Tensor bucketize(Tensor boundaries, boolean right) {
        if (boundaries.rank() != 1) {
            throw new IllegalArgumentException("bucketize: the boundaries are a tensor of one axis, not of shape "
                    + boundaries.shape());
        }
        return Ordering.positions("bucketize", boundaries, self(), right);
    }
}
