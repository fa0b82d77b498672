package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import jacobi.backend.cpu.Pieces;
import java.util.Arrays;
import java.util.List;

/** Elements repeated, turned, moved and cut to triangles; the results are copies, unless a method says otherwise. */
public interface Arranging extends Operand {
    /** The same in memory of its own. */
    record Copy() implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().empty(in.dtype(), in.shape());
            in.backend().copy(in, out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return g;
        }
    }

    /** Some axes in reverse order. */
    record Flip(int[] axes) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray a = x[0].array();
            int[] strides = a.strides().clone();
            int offset = a.offset();
            for (int axis : axes) {
                offset += a.size() == 0 ? 0 : (a.shape().dim(axis) - 1) * strides[axis];
                strides[axis] = -strides[axis];
            }
            NDArray out = a.backend().empty(a.dtype(), a.shape());
            a.backend().copy(a.view(a.shape(), strides, offset), out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Flip(axes).apply(g);
        }
    }

    /** {@return the same numbers in memory of their own (PyTorch's clone)} Gradients go through. */
    default Tensor copy() {
        return new Copy().apply(self());
    }

    /**
     * {@return the same numbers in row-major order without gaps: the tensor itself if they lie so, otherwise a copy}
     */
    default Tensor contiguous() {
        return self().array().isContiguous() ? self() : copy();
    }

    /**
     * The tensor laid out several times: {@code tensor(1, 2).repeat(2, 3)} has two rows of 1, 2, 1, 2, 1, 2.
     *
     * @param times how often along each axis; more numbers than axes put new axes in front
     * @throws IllegalArgumentException if there are fewer numbers than axes, or one is negative
     */
    default Tensor repeat(int... times) {
        Shape shape = self().shape();
        int lead = times.length - shape.rank();
        if (lead < 0) {
            throw new IllegalArgumentException("repeat: shape " + shape + " has " + shape.rank() + " axes, but "
                    + Arrays.toString(times) + " has only " + times.length
                    + " numbers; say one for each axis, or use tile");
        }
        int[] apart = new int[2 * times.length];
        int[] stretched = new int[2 * times.length];
        int[] joined = new int[times.length];
        for (int axis = 0; axis < times.length; axis++) {
            if (times[axis] < 0) {
                throw new IllegalArgumentException("repeat: " + Arrays.toString(times) + " has the negative number "
                        + times[axis] + "; say how often, at least 0");
            }
            int length = axis < lead ? 1 : shape.dim(axis - lead);
            apart[2 * axis] = 1;
            apart[2 * axis + 1] = length;
            stretched[2 * axis] = times[axis];
            stretched[2 * axis + 1] = length;
            joined[axis] = Dims.length("repeat", (long) times[axis] * length);
        }
        return owned(self().reshape(apart).expand(Shape.of(stretched)).reshape(Shape.of(joined)));
    }

    /** {@return the tensor laid out several times, as {@link #repeat}; numbers that are missing in front count as 1} */
    default Tensor tile(int... times) {
        int missing = Math.max(0, self().rank() - times.length);
        int[] all = new int[missing + times.length];
        Arrays.fill(all, 0, missing, 1);
        System.arraycopy(times, 0, all, missing, times.length);
        return repeat(all);
    }

    /** {@return all elements in one axis, each of them several times in a row: 1, 2 becomes 1, 1, 2, 2} */
    default Tensor repeatInterleave(int times) {
        return self().flatten().repeatInterleave(times, 0);
    }

    /** {@return each index of an axis several times in a row} */
    default Tensor repeatInterleave(int times, int axis) {
        Shape shape = self().shape();
        int normal = shape.normalizeAxis("repeatInterleave", axis);
        if (times < 0) {
            throw new IllegalArgumentException("repeatInterleave: an index cannot come " + times
                    + " times; say how often, at least 0");
        }
        int length = Dims.length("repeatInterleave", (long) shape.dim(normal) * times);
        Tensor apart = self().unsqueeze(normal + 1);
        return owned(apart.expand(apart.shape().withDim(normal + 1, times))
                .reshape(shape.withDim(normal, length)));
    }

    /**
     * Each index of an axis as often as a tensor says.
     *
     * @param times whole numbers, one for each index of the axis, or one for all
     */
    default Tensor repeatInterleave(Tensor times, int axis) {
        int normal = self().shape().normalizeAxis("repeatInterleave", axis);
        int length = self().size(normal);
        long[] counts = Dims.indices("repeatInterleave", times).toLongs();
        if (times.rank() > 1 || counts.length != 1 && counts.length != length) {
            throw new IllegalArgumentException("repeatInterleave: numbers of shape " + times.shape()
                    + " do not fit axis "
                    + axis + " of shape " + self().shape() + ": they are [" + length + "], one for each index");
        }
        long total = 0;
        for (int i = 0; i < length; i++) {
            Pieces.poll("repeatInterleave", i);
            long count = counts[counts.length == 1 ? 0 : i];
            if (count < 0 || (total += count) > Shape.MAX_SIZE) {
                throw new IllegalArgumentException("repeatInterleave: index " + i + " cannot come " + count
                        + " times; say how often, at least 0 and at most " + Shape.MAX_SIZE + " in all");
            }
        }
        long[] sources = new long[(int) total];
        int next = 0;
        for (int i = 0; i < length; i++) {
            Pieces.poll("repeatInterleave", i);
            int end = next + (int) counts[counts.length == 1 ? 0 : i];
            Arrays.fill(sources, next, end, i);
            next = end;
        }
        return self().indexSelect(normal, Dims.longs(self(), sources));
    }

    private Tensor owned(Tensor y) {
        return y.array().buffer() == self().array().buffer() ? y.copy() : y;
    }

    /** {@return the elements in reverse order along these axes} */
    default Tensor flip(int... axes) {
        return new Flip(Axes.normalize("flip", self().shape(), axes)).apply(self());
    }

    /** {@return the columns in reverse order: left becomes right} */
    default Tensor fliplr() {
        if (self().rank() < 2) {
            throw new IllegalArgumentException("fliplr: shape " + self().shape()
                    + " has no left and right; it takes at least two axes, or use flip(0)");
        }
        return flip(1);
    }

    /** {@return the rows in reverse order: up becomes down} */
    default Tensor flipud() {
        return flip(0);
    }

    /** {@return the matrix turned by 90 degrees, from axis 0 towards axis 1: counterclockwise as printed} */
    default Tensor rot90() {
        return rot90(1, 0, 1);
    }

    /** {@return the matrix turned by 90 degrees {@code times} times; a negative number turns back} */
    default Tensor rot90(int times) {
        return rot90(times, 0, 1);
    }

    /**
     * {@return the tensor turned by 90 degrees {@code times} times in the plane of two axes, from the first to the
     * second}
     */
    default Tensor rot90(int times, int from, int to) {
        int[] plane = Dims.twoAxes("rot90", self().shape(), from, to);
        return switch (Math.floorMod(times, 4)) {
            case 1 -> flip(plane[1]).transpose(plane[0], plane[1]);
            case 2 -> flip(plane);
            case 3 -> flip(plane[0]).transpose(plane[0], plane[1]);
            default -> copy();
        };
    }

    /**
     * {@return the tensor with its elements moved on in row-major order; what leaves at the end comes in at the
     * start}
     */
    default Tensor roll(int shift) {
        return self().flatten().roll(shift, 0).reshape(self().shape());
    }

    /** {@return the tensor with the indices of an axis moved on; what leaves at one end comes in at the other} */
    default Tensor roll(int shift, int axis) {
        int normal = self().shape().normalizeAxis("roll", axis);
        int length = self().size(normal);
        int head = length == 0 ? 0 : Math.floorMod(shift, length);
        return head == 0 ? copy() : Tensors.cat(List.of(self().slice(normal, length - head, length),
                self().slice(normal, 0, length - head)), normal);
    }

    /** {@return the tensor moved on along several axes, by {@code shifts[i]} along {@code axes[i]}} */
    default Tensor roll(int[] shifts, int[] axes) {
        if (shifts.length != axes.length) {
            throw new IllegalArgumentException("roll: there are " + shifts.length + " shifts "
                    + Arrays.toString(shifts) + " and "
                    + axes.length + " axes " + Arrays.toString(axes) + "; say a shift for each axis");
        }
        for (int axis : axes) {
            self().shape().normalizeAxis("roll", axis);
        }
        Tensor y = axes.length == 0 ? copy() : self();
        for (int i = 0; i < axes.length; i++) {
            y = y.roll(shifts[i], axes[i]);
        }
        return y;
    }

    /** {@return the lower triangle of each matrix, the diagonal included, with zeros above} */
    default Tensor tril() {
        return tril(0);
    }

    /**
     * The lower triangle of each matrix, with zeros above.
     *
     * @param diagonal the last diagonal that stays: 0 for the main one, positive above it, negative below
     */
    default Tensor tril(int diagonal) {
        return Triangles.keep("tril", self(), diagonal, true);
    }

    /** {@return the upper triangle of each matrix, the diagonal included, with zeros below} */
    default Tensor triu() {
        return triu(0);
    }

    /**
     * The upper triangle of each matrix, with zeros below.
     *
     * @param diagonal the first diagonal that stays: 0 for the main one, positive above it, negative below
     */
    default Tensor triu(int diagonal) {
        return Triangles.keep("triu", self(), diagonal, false);
    }

    /** {@return the matrix with these numbers on its diagonal, or of a matrix the numbers on its diagonal} */
    default Tensor diag() {
        return diag(0);
    }

    /**
     * Of one axis, the matrix with these numbers on a diagonal; of a matrix, the numbers on it, as a copy.
     *
     * @param diagonal 0 for the main one, positive above it, negative below
     */
    default Tensor diag(int diagonal) {
        if (self().rank() != 1 && self().rank() != 2) {
            throw new IllegalArgumentException("diag: it takes one axis or a matrix, but the shape is " + self().shape()
                    + "; use diagonal or diagEmbed");
        }
        return self().rank() == 1 ? diagEmbed(diagonal, 0, 1) : self().diagonal(diagonal).copy();
    }

    /** {@return square matrices with the numbers of the last axis on their diagonals} */
    default Tensor diagEmbed() {
        return diagEmbed(0, -2, -1);
    }

    /**
     * Square matrices with the numbers of the last axis on a diagonal and zeros elsewhere; the reverse of
     * {@link Slicing#diagonal(int, int, int)}.
     *
     * @param offset 0 for the main diagonal, positive above it, negative below
     * @param axis   of the result, where the rows of the matrices go
     * @param other  of the result, where the columns of the matrices go
     */
    default Tensor diagEmbed(int offset, int axis, int other) {
        return Triangles.embed(self(), offset, axis, other);
    }
}
