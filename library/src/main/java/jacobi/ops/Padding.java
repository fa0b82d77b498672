package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import java.util.Arrays;

/** Axes made longer at their ends. */
public interface Padding extends Operand {
    /** A number before and after along each axis. */
    record Pad(int[] before, int[] after, double value) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            int[] dims = in.shape().dims();
            for (int axis = 0; axis < dims.length; axis++) {
                dims[axis] = Dims.length("pad", (long) dims[axis] + before[axis] + after[axis]);
            }
            NDArray out = in.backend().allocate(in.dtype(), Shape.of(dims));
            if (value != 0) {
                in.backend().copy(Dims.number("pad", x[0], value).array().broadcastTo(out.shape()), out);
            }
            NDArray middle = out;
            for (int axis = 0; axis < dims.length; axis++) {
                middle = new Slicing.Slice(axis, before[axis], dims[axis] - after[axis], 1).view(middle);
            }
            in.backend().copy(in, middle);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            for (int axis = 0; axis < before.length; axis++) {
                g = g.slice(axis, before[axis], before[axis] + x[0].size(axis));
            }
            return g;
        }

        @Override
        public int used() {
            return 0;
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return new Pad(before, after, 0).apply(dx[0]);
        }
    }

    /** {@return the tensor with zeros around it; see {@link #pad(int[], double)}} */
    default Tensor pad(int... padding) {
        return pad(padding, 0);
    }

    /**
     * The tensor with a number around it (PyTorch's torch.nn.functional.pad).
     *
     * @param padding how many before and after along the last axis, then along the last but one, and so on; negative
     *                numbers cut off
     */
    default Tensor pad(int[] padding, double value) {
        Tensor inner = cut(padding);
        Dims.number("pad", inner, value);
        int rank = inner.rank();
        int[] before = new int[rank];
        int[] after = new int[rank];
        for (int i = 0; i < padding.length; i += 2) {
            before[rank - 1 - i / 2] = Math.max(padding[i], 0);
            after[rank - 1 - i / 2] = Math.max(padding[i + 1], 0);
        }
        return new Pad(before, after, value).apply(inner);
    }

    /**
     * The tensor with some of its own elements around it.
     *
     * @param padding as for {@link #pad(int[], double)}
     * @param mode    {@code "reflect"} mirrors at the outermost elements, {@code "replicate"} repeats them,
     *                {@code "circular"} goes on at the other end, {@code "constant"} fills with zeros
     */
    default Tensor pad(int[] padding, String mode) {
        if (mode.equals("constant")) {
            return pad(padding, 0);
        }
        if (!mode.equals("reflect") && !mode.equals("replicate") && !mode.equals("circular")) {
            throw new IllegalArgumentException("pad: there is no mode \"" + mode
                    + "\"; use \"constant\", \"reflect\", \"replicate\" or \"circular\"");
        }
        Tensor y = cut(padding);
        for (int i = 0; i < padding.length; i += 2) {
            int axis = y.rank() - 1 - i / 2;
            int before = Math.max(padding[i], 0);
            int after = Math.max(padding[i + 1], 0);
            int length = y.size(axis);
            int most = switch (mode) {
                case "reflect" -> Math.max(length - 1, 0);
                case "circular" -> length;
                default -> length == 0 ? 0 : Integer.MAX_VALUE;
            };
            if (Math.max(before, after) > most) {
                throw new IllegalArgumentException("pad: axis " + axis + " of shape " + y.shape() + " has length "
                        + length
                        + ", which gives at most " + most + " elements to pad with in mode \"" + mode + "\", not "
                        + Math.max(before, after) + "; pad less, or use another mode");
            }
            if (before > 0 || after > 0) {
                long[] sources = new long[Dims.length("pad", (long) length + before + after)];
                for (int k = 0; k < sources.length; k++) {
                    int at = k - before;
                    sources[k] = switch (mode) {
                        case "reflect" -> at < 0 ? -at : at < length ? at : 2 * (length - 1) - at;
                        case "replicate" -> Math.clamp(at, 0, length - 1);
                        default -> Math.floorMod(at, length);
                    };
                }
                y = y.indexSelect(axis, Dims.longs(y, sources));
            }
        }
        return y == self() ? y.copy() : y;
    }

    /** Checks the padding and cuts off what is negative. */
    private Tensor cut(int[] padding) {
        Tensor x = self();
        Shape shape = x.shape();
        if (padding.length % 2 != 0 || padding.length / 2 > shape.rank()) {
            throw new IllegalArgumentException("pad: " + Arrays.toString(padding) + " does not fit shape " + shape
                    + ": it takes two numbers, before and after, for each axis from the last on");
        }
        for (int i = 0; i < padding.length; i += 2) {
            int axis = shape.rank() - 1 - i / 2;
            long first = Math.max(0L, -(long) padding[i]);
            long end = shape.dim(axis) - Math.max(0L, -(long) padding[i + 1]);
            if (end < first) {
                throw new IllegalArgumentException("pad: cutting " + -(long) padding[i] + " and "
                        + -(long) padding[i + 1] + " off axis " + axis + " of shape " + shape
                        + " leaves less than nothing");
            }
            if (first > 0 || end < shape.dim(axis)) {
                x = x.slice(axis, (int) first, (int) end);
            }
        }
        return x;
    }
}
