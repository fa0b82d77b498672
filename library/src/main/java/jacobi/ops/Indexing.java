package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;

/** Elements and rows chosen by tensors of indices. */
public interface Indexing extends Operand {
    /** One element along an axis for each index. Inputs: the values, the indices. */
    record Gather(int axis) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), x[1].shape());
            in.backend().gather(in, axis, x[1].array(), out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new ScatterAdd(axis, x[0].shape()).apply(g, x[1]);
        }
    }

    /** Zeros, to which each element is added at its index along an axis. Inputs: the values, the indices. */
    record ScatterAdd(int axis, Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), shape);
            in.backend().scatterAdd(in, axis, x[1].array(), out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new Gather(axis).apply(g, x[1]);
        }
    }

    /** Whole slices along an axis. Inputs: the values, the indices. */
    record IndexSelect(int axis) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), in.shape().withDim(axis, x[1].size()));
            in.backend().indexSelect(in, axis, x[1].array(), out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new IndexAdd(axis, x[0].shape()).apply(g, x[1]);
        }
    }

    /** Zeros, to which each slice is added at its index along an axis. Inputs: the values, the indices. */
    record IndexAdd(int axis, Shape shape) implements Op.Linear {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray in = x[0].array();
            NDArray out = in.backend().allocate(in.dtype(), shape);
            in.backend().indexAdd(in, axis, x[1].array(), out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return new IndexSelect(axis).apply(g, x[1]);
        }
    }

    /**
     * One element along an axis for each index: {@code y[i][j] = x[index[i][j]][j]} for axis 0, and so on (PyTorch's
     * gather).
     *
     * @param index whole numbers; as many axes as this tensor, none longer but the chosen one
     * @throws IndexOutOfBoundsException if an index is not in the axis
     */
    default Tensor gather(int axis, Tensor index) {
        Shape shape = self().shape();
        int normal = shape.normalizeAxis("gather", axis);
        boolean fits = index.rank() == shape.rank();
        for (int i = 0; fits && i < shape.rank(); i++) {
            fits = i == normal || index.size(i) <= shape.dim(i);
        }
        if (!fits) {
            throw new IllegalArgumentException("gather: the index of shape " + index.shape() + " does not fit shape " + shape
                    + ": it needs as many axes, and only axis " + normal + " may be longer");
        }
        return new Gather(normal).apply(self(), Dims.indices("gather", index));
    }

    /**
     * Whole slices along an axis, in the order of the indices: {@code x.indexSelect(0, tensor(new int[] {3, 1}))} is
     * the fourth row and the second.
     *
     * @param index whole numbers in one axis
     * @throws IndexOutOfBoundsException if an index is not in the axis
     */
    default Tensor indexSelect(int axis, Tensor index) {
        int normal = self().shape().normalizeAxis("indexSelect", axis);
        if (index.rank() != 1) {
            throw new IllegalArgumentException("indexSelect: the indices are a tensor of one axis, not of shape "
                    + index.shape());
        }
        return new IndexSelect(normal).apply(self(), Dims.indices("indexSelect", index));
    }
}
