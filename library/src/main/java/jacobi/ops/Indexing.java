package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import java.util.List;

/**
 * Elements and slices chosen, replaced and added to by tensors of indices. The results are new tensors: PyTorch's
 * index_add_ and the like, without the underscore.
 */
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

    /** A tensor, to which each element is added at its index along an axis. Inputs: the tensor, the elements, the indices. */
    record AddedAt(int axis) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray out = x[0].array().backend().allocate(x[0].dtype(), x[0].shape());
            out.backend().copy(x[0].array(), out);
            out.backend().scatterAdd(x[1].array(), axis, x[2].array(), out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return i == 0 ? g : new Gather(axis).apply(g, x[2]);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor added = dx[1] == null ? null : new ScatterAdd(axis, y.shape()).apply(dx[1], x[2]);
            return dx[0] == null ? added : added == null ? dx[0] : dx[0].add(added);
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

    /** A tensor, to which each slice is added at its index along an axis. Inputs: the tensor, the slices, the indices. */
    record SlicesAddedAt(int axis) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray out = x[0].array().backend().allocate(x[0].dtype(), x[0].shape());
            out.backend().copy(x[0].array(), out);
            out.backend().indexAdd(x[1].array(), axis, x[2].array(), out);
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return i == 0 ? g : new IndexSelect(axis).apply(g, x[2]);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor added = dx[1] == null ? null : new IndexAdd(axis, y.shape()).apply(dx[1], x[2]);
            return dx[0] == null ? added : added == null ? dx[0] : dx[0].add(added);
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
        int normal = self().shape().normalizeAxis("gather", axis);
        Places.requireFits("gather", self().shape(), normal, index);
        return new Gather(normal).apply(self(), Dims.indices("gather", index).to(self().device()));
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
        Places.requireOneAxis("indexSelect", index);
        return new IndexSelect(normal).apply(self(), Dims.indices("indexSelect", index).to(self().device()));
    }

    /**
     * The elements at positions counted in row-major order (PyTorch's take).
     *
     * @param index whole numbers; negative ones count from the end
     * @return of the index's shape
     */
    default Tensor take(Tensor index) {
        return index(self().flatten(), "take", List.of(index));
    }

    /** {@return one element along an axis for each index, as {@link #gather}; the other axes broadcast} */
    default Tensor takeAlongDim(Tensor index, int axis) {
        Shape shape = self().shape();
        int normal = shape.normalizeAxis("takeAlongDim", axis);
        if (index.rank() != shape.rank()) {
            throw new IllegalArgumentException("takeAlongDim: the index of shape " + index.shape()
                    + " does not fit shape "
                    + shape + ": it needs as many axes");
        }
        Shape common = Shape.broadcast("takeAlongDim", shape.withDim(normal, 1), index.shape().withDim(normal, 1));
        return self().expand(common.withDim(normal, shape.dim(normal)))
                .gather(normal, index.expand(common.withDim(normal, index.size(normal))));
    }

    /**
     * What tensors of indices name, one for each leading axis: Python's {@code x[i, j]}. The indices broadcast against
     * each other, and their axes take the place of those they name.
     *
     * @param indices whole numbers, of which negative ones count from the end; or masks, which name the axes they have
     */
    default Tensor index(Tensor... indices) {
        return index(self(), "index", List.of(indices));
    }

    private static Tensor index(Tensor x, String op, List<Tensor> indices) {
        Places places = Places.of(op, x.shape(), indices);
        return new IndexSelect(0).apply(x.reshape(places.flat()), Dims.longs(x, places.positions()))
                .reshape(places.shape());
    }

    /** {@return the tensor with other values at what the indices name: Python's {@code x[i, j] = values}} */
    default Tensor indexPut(List<Tensor> indices, Tensor values) {
        return indexPut(indices, values, false);
    }

    /**
     * The tensor with other values at what the indices name, as for {@link #index}.
     *
     * @param values     broadcast to the shape of what is named; where a place is named twice, the last one counts
     * @param accumulate whether the values are added to the old ones, and to each other
     */
    default Tensor indexPut(List<Tensor> indices, Tensor values, boolean accumulate) {
        Places places = Places.of("indexPut", self().shape(), indices);
        if (!Shape.stretches(values.shape(), places.shape())) {
            throw new IllegalArgumentException("indexPut: values of shape " + values.shape()
                    + " do not stretch to what the indices name, which has shape " + places.shape());
        }
        if (accumulate) {
            Places.requireNumbers("indexPut", self());
        } else {
            Matrices.requireOneType("indexPut", self(), values);
        }
        Tensor rows = self().reshape(places.flat());
        Tensor source = values.expand(places.shape()).reshape(places.flat().withDim(0, places.positions().length));
        Tensor index = Dims.longs(self(), places.positions());
        return (accumulate ? rows.indexAdd(0, index, source) : rows.indexCopy(0, index,
                source)).reshape(self().shape());
    }

    /**
     * The tensor with elements of another one put along an axis: {@code y[index[i][j]][j] = source[i][j]} for axis 0.
     * Where a place is named twice, the last one counts, and gets the gradient.
     *
     * @param index  whole numbers; as many axes as this tensor, none longer but the chosen one
     * @param source at least as long as the index along each axis
     */
    default Tensor scatter(int axis, Tensor index, Tensor source) {
        int normal = self().shape().normalizeAxis("scatter", axis);
        Tensor part = Places.sourceFor("scatter", self(), normal, index, source);
        return Places.replace(self(), Places.lastWriters("scatter", self(), normal, index), part.flatten());
    }

    /** {@return the tensor with a number put along an axis, as in {@link #scatter(int, Tensor, Tensor)}} */
    default Tensor scatter(int axis, Tensor index, double value) {
        int normal = self().shape().normalizeAxis("scatter", axis);
        Places.requireFits("scatter", self().shape(), normal, index);
        Tensor number = Dims.number("scatter", self(), value);
        return Places.lastWriters("scatter", self(), normal, index).ge(0).where(number, self());
    }

    /**
     * {@return the tensor with elements of another one added along an axis:
     * {@code y[index[i][j]][j] += source[i][j]} for axis 0}
     */
    default Tensor scatterAdd(int axis, Tensor index, Tensor source) {
        int normal = self().shape().normalizeAxis("scatterAdd", axis);
        Places.requireNumbers("scatterAdd", self());
        Tensor part = Places.sourceFor("scatterAdd", self(), normal, index, source);
        return new AddedAt(normal).apply(self(), part, Dims.indices("scatterAdd", index).to(self().device()));
    }

    /** {@return {@link #scatterReduce(int, Tensor, Tensor, String, boolean)} with the old elements among the others} */
    default Tensor scatterReduce(int axis, Tensor index, Tensor source, String reduction) {
        return scatterReduce(axis, index, source, reduction, true);
    }

    /**
     * The tensor with the elements of another one combined along an axis, at the places that the index names.
     *
     * @param reduction   {@code "sum"}, {@code "prod"}, {@code "mean"} (of floats), {@code "amax"} or {@code "amin"}
     * @param includeSelf whether the old element is combined too; where nothing is named, it stays in any case
     */
    default Tensor scatterReduce(int axis, Tensor index, Tensor source, String reduction, boolean includeSelf) {
        int normal = self().shape().normalizeAxis("scatterReduce", axis);
        Tensor part = Places.sourceFor("scatterReduce", self(), normal, index, source);
        return ScatterReductions.apply(self(), normal, Dims.indices("scatterReduce", index), part, reduction,
                includeSelf);
    }

    /** {@return the tensor with slices of another one added at their indices along an axis} */
    default Tensor indexAdd(int axis, Tensor index, Tensor source) {
        int normal = self().shape().normalizeAxis("indexAdd", axis);
        Places.requireNumbers("indexAdd", self());
        Places.requireSlices("indexAdd", self(), normal, index, source);
        Tensor indices = Dims.indices("indexAdd", index).to(self().device());
        return self().dtype() == source.dtype() ? new SlicesAddedAt(normal).apply(self(), source, indices)
                : self().add(new IndexAdd(normal, self().shape()).apply(source, indices));
    }

    /**
     * The tensor with slices of another one put at their indices along an axis. Where an index comes twice, the last
     * slice counts, and gets the gradient.
     */
    default Tensor indexCopy(int axis, Tensor index, Tensor source) {
        int normal = self().shape().normalizeAxis("indexCopy", axis);
        Places.requireSlices("indexCopy", self(), normal, index, source);
        Tensor writers = Places.lastSlices("indexCopy", self(), normal, index);
        if (source.size() == 0) {
            return self().copy();
        }
        Tensor slices = new IndexSelect(normal).apply(source, writers.relu());
        return Places.along(writers.ge(0), self(), normal).where(slices, self());
    }

    /** {@return the tensor with a number in all the slices that are named along an axis} */
    default Tensor indexFill(int axis, Tensor index, double value) {
        int normal = self().shape().normalizeAxis("indexFill", axis);
        Places.requireOneAxis("indexFill", index);
        Tensor number = Dims.number("indexFill", self(), value);
        return Places.along(Places.lastSlices("indexFill", self(), normal, index).ge(0), self(), normal)
                .where(number, self());
    }
}
