package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.cpu.Pieces;
import java.util.Arrays;
import java.util.List;

/** Elements chosen and replaced where a bool tensor is true, and the ways from masks to indices and back. */
public interface Masking extends Operand {
    /**
     * The tensor with a number where the mask is true: {@code scores.maskedFill(mask, Double.NEGATIVE_INFINITY)}.
     *
     * @param mask bool; it broadcasts against the tensor
     */
    default Tensor maskedFill(Tensor mask, double value) {
        return maskedFill(mask, Dims.number("maskedFill", self(), value));
    }

    /**
     * The tensor with the number of a scalar tensor where the mask is true.
     *
     * @param mask bool; it broadcasts against the tensor
     */
    default Tensor maskedFill(Tensor mask, Tensor value) {
        Masks.require("maskedFill", mask);
        if (value.rank() != 0) {
            throw new IllegalArgumentException("maskedFill: it fills with a single number, not with shape "
                    + value.shape()
                    + "; use mask.where(values, x)");
        }
        Shape.broadcast("maskedFill", self().shape(), mask.shape());
        return mask.where(value.to(self().dtype()), self());
    }

    /**
     * The elements where the mask is true, in row-major order, in one axis.
     *
     * @param mask bool; it and the tensor broadcast against each other
     */
    default Tensor maskedSelect(Tensor mask) {
        Masks.require("maskedSelect", mask);
        Shape common = Shape.broadcast("maskedSelect", self().shape(), mask.shape());
        long[] positions = Masks.positions("maskedSelect", mask.expand(common));
        return new Indexing.IndexSelect(0).apply(self().expand(common).flatten(), Dims.longs(self(), positions));
    }

    /**
     * The tensor with the elements of a source where the mask is true, one after the other in row-major order.
     *
     * @param mask   bool; it and the tensor broadcast against each other
     * @param source at least as many elements as the mask has trues
     */
    default Tensor maskedScatter(Tensor mask, Tensor source) {
        Masks.require("maskedScatter", mask);
        Places.requireType("maskedScatter", self(), source);
        Shape common = Shape.broadcast("maskedScatter", self().shape(), mask.shape());
        long[] positions = Masks.positions("maskedScatter", mask.expand(common));
        if (source.size() < positions.length) {
            throw new IllegalArgumentException("maskedScatter: the mask is true " + positions.length
                    + " times, but the source of shape " + source.shape() + " has only " + source.size() + " elements");
        }
        long[] writers = new long[common.size()];
        Arrays.fill(writers, -1);
        for (int i = 0; i < positions.length; i++) {
            Pieces.poll("maskedScatter", i);
            writers[(int) positions[i]] = i;
        }
        return Places.replace(self().expand(common), Dims.longs(self(), writers).reshape(common), source.flatten());
    }

    /** {@return the indices of the elements that are not 0: {@link #nonzero}, by its other name} */
    default Tensor argwhere() {
        return nonzero();
    }

    /** {@return the indices of the elements that are not 0, int64: a row for each of them, a column for each axis} */
    default Tensor nonzero() {
        long[] indices = Masks.indices("nonzero", self());
        int rank = self().rank();
        int count = rank == 0 ? Masks.positions("nonzero", self()).length : indices.length / rank;
        return Tensor.of(self().array().backend().adopt(indices, Shape.of(count, rank)));
    }

    /**
     * {@return the indices of the elements that are not 0, a tensor for each axis, as {@link Indexing#index} takes
     * them}
     */
    default List<Tensor> where() {
        return self().atLeast1d().nonzero().unbind(1);
    }

    /** {@return rows of zeros with a 1 at each index, int64, as many columns as the largest index needs} */
    default Tensor oneHot() {
        return oneHot(-1);
    }

    /**
     * A row of zeros with a 1 at each index, int64, in a new last axis.
     *
     * @param classes how long the rows are; -1 for as long as the largest index needs
     * @throws IndexOutOfBoundsException if an index is negative or too large
     */
    default Tensor oneHot(int classes) {
        Interruption.poll("oneHot");
        long[] values = Dims.indices("oneHot", self().detach()).toLongs();
        if (classes < 1 && (classes != -1 || values.length == 0)) {
            throw new IllegalArgumentException("oneHot: " + classes + " classes for the indices of shape "
                    + self().shape()
                    + "; say how many classes there are, at least 1");
        }
        int length = classes == -1 ? Dims.length("oneHot", Arrays.stream(values).max().getAsLong() + 1) : classes;
        for (int i = 0; i < values.length; i++) {
            Pieces.poll("oneHot", i);
            if (values[i] < 0 || values[i] >= length) {
                throw new IndexOutOfBoundsException("oneHot: the index " + values[i] + " at position " + i
                        + " is out of range: "
                        + length + " classes have the indices 0 to " + (length - 1)
                        + (values[i] == length ? "; are they counted from 1?" : ""));
            }
        }
        Shape rows = Dims.inserted("oneHot", self().shape(), -1).withDim(self().rank(), length);
        long[] ones = new long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Pieces.poll("oneHot", i);
            ones[i * length + (int) values[i]] = 1;
        }
        return Tensor.of(self().array().backend().adopt(ones, rows));
    }
}
