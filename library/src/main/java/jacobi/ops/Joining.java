package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several tensors become one. */
public final class Joining {
    private Joining() {
    }

    /** One after the other along an axis. */
    record Cat(int axis) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            int length = 0;
            for (Tensor t : x) {
                length += t.size(axis);
            }
            NDArray first = x[0].array();
            NDArray out = first.backend().empty(first.dtype(), first.shape().withDim(axis, length));
            int from = 0;
            for (Tensor t : x) {
                Interruption.poll(name());
                int to = from + t.size(axis);
                first.backend().copy(t.array(), new Slicing.Slice(axis, from, to, 1).view(out));
                from = to;
            }
            return Tensor.of(out);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            int from = 0;
            for (int k = 0; k < i; k++) {
                from += x[k].size(axis);
            }
            return g.slice(axis, from, from + x[i].size(axis), 1);
        }

        @Override
        public int used() {
            return 0;
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor[] moved = new Tensor[x.length];
            for (int i = 0; i < x.length; i++) {
                moved[i] = dx[i] != null ? dx[i] : Tensors.zerosLike(x[i]);
            }
            return apply(moved);
        }
    }

    /** What {@link Tensors#cat(List)} does. */
    public static Tensor cat(List<Tensor> tensors) {
        return joined("cat", tensors, 0);
    }

    /** What {@link Tensors#cat(List, int)} does. */
    public static Tensor cat(List<Tensor> tensors, int axis) {
        return joined("cat", tensors, axis);
    }

    private static Tensor joined(String op, List<Tensor> tensors, int axis) {
        Shape first = check(op, tensors);
        int normal = first.normalizeAxis(op, axis);
        for (int i = 1; i < tensors.size(); i++) {
            Shape shape = tensors.get(i).shape();
            if (shape.rank() != first.rank() || !shape.withDim(normal, first.dim(normal)).equals(first)) {
                throw new IllegalArgumentException(op + ": tensor " + i + " has shape " + shape
                        + ", tensor 0 has shape " + first
                        + "; only axis " + normal + " may differ in length");
            }
        }
        return new Cat(normal).apply(tensors.toArray(Tensor[]::new));
    }

    /** What {@link Tensors#stack(List)} does. */
    public static Tensor stack(List<Tensor> tensors) {
        return stack(tensors, 0);
    }

    /** What {@link Tensors#stack(List, int)} does. */
    public static Tensor stack(List<Tensor> tensors, int axis) {
        Shape first = check("stack", tensors);
        for (int i = 1; i < tensors.size(); i++) {
            if (!tensors.get(i).shape().equals(first)) {
                throw new IllegalArgumentException("stack: tensor " + i + " has shape " + tensors.get(i).shape()
                        + ", tensor 0 has shape " + first + "; they must be equal");
            }
        }
        Shape widened = Dims.inserted("stack", first, axis);
        int normal = axis < 0 ? axis + widened.rank() : axis;
        return new Cat(normal).apply(tensors.stream().map(t -> t.reshape(widened)).toArray(Tensor[]::new));
    }

    /** What {@link Tensors#hstack} does. */
    public static Tensor hstack(List<Tensor> tensors) {
        List<Tensor> wide = tensors.stream().map(Tensor::atLeast1d).toList();
        return joined("hstack", wide, !wide.isEmpty() && wide.getFirst().rank() > 1 ? 1 : 0);
    }

    /** What {@link Tensors#vstack} does. */
    public static Tensor vstack(List<Tensor> tensors) {
        return joined("vstack", tensors.stream().map(Tensor::atLeast2d).toList(), 0);
    }

    /** What {@link Tensors#dstack} does. */
    public static Tensor dstack(List<Tensor> tensors) {
        return joined("dstack", tensors.stream().map(Tensor::atLeast3d).toList(), 2);
    }

    /** What {@link Tensors#columnStack} does. */
    public static Tensor columnStack(List<Tensor> tensors) {
        return joined("columnStack", tensors.stream().map(t -> t.rank() < 2 ? t.reshape(t.size(), 1) : t).toList(), 1);
    }

    /** What {@link Tensors#blockDiag} does. */
    public static Tensor blockDiag(Tensor... blocks) {
        check("blockDiag", List.of(blocks));
        List<Tensor> rows = new ArrayList<>();
        int columns = 0;
        for (Tensor block : blocks) {
            if (block.rank() > 2) {
                throw new IllegalArgumentException("blockDiag: the blocks are matrices, not of shape " + block.shape()
                        + "; use reshape");
            }
            columns = Dims.length("blockDiag", (long) columns + block.atLeast2d().size(1));
        }
        int before = 0;
        for (Tensor block : blocks) {
            Tensor matrix = block.atLeast2d();
            rows.add(matrix.pad(before, columns - before - matrix.size(1)));
            before += matrix.size(1);
        }
        return cat(rows, 0);
    }

    /** What {@link Tensors#broadcastTensors} does. */
    public static List<Tensor> broadcastTensors(Tensor... tensors) {
        Shape common = Shape.SCALAR;
        for (Tensor tensor : tensors) {
            common = Shape.broadcast("broadcastTensors", common, tensor.shape());
        }
        List<Tensor> stretched = new ArrayList<>();
        for (Tensor tensor : tensors) {
            stretched.add(tensor.expand(common));
        }
        return stretched;
    }

    /** What {@link Tensors#meshgrid(Tensor...)} does. */
    public static List<Tensor> meshgrid(Tensor... axes) {
        return meshgrid("ij", axes);
    }

    /** What {@link Tensors#meshgrid(String, Tensor...)} does. */
    public static List<Tensor> meshgrid(String indexing, Tensor... axes) {
        if (!indexing.equals("ij") && !indexing.equals("xy")) {
            throw new IllegalArgumentException("meshgrid: there is no indexing \"" + indexing
                    + "\"; use \"ij\", where the first tensor runs down, or \"xy\", where it runs to the right");
        }
        check("meshgrid", List.of(axes));
        int[] dims = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            if (axes[i].rank() > 1) {
                throw new IllegalArgumentException("meshgrid: tensor " + i + " has shape " + axes[i].shape()
                        + "; each is the numbers along one axis, so it has one axis itself");
            }
            dims[i] = axes[i].size();
        }
        Shape grid = Shape.of(dims);
        List<Tensor> grids = new ArrayList<>();
        for (int i = 0; i < axes.length; i++) {
            int[] along = new int[axes.length];
            Arrays.fill(along, 1);
            along[i] = dims[i];
            Tensor full = axes[i].reshape(along).expand(grid);
            grids.add(indexing.equals("xy") && axes.length > 1 ? full.transpose(0, 1) : full);
        }
        return grids;
    }

    /** What {@link Tensors#cartesianProd} does. */
    public static Tensor cartesianProd(Tensor... tensors) {
        check("cartesianProd", List.of(tensors));
        for (int i = 0; i < tensors.length; i++) {
            if (tensors[i].rank() != 1) {
                throw new IllegalArgumentException("cartesianProd: tensor " + i + " has shape " + tensors[i].shape()
                        + "; each has one axis");
            }
        }
        return tensors.length == 1 ? tensors[0] : stack(meshgrid(tensors), -1).flatten(0, -2);
    }

    private static Shape check(String op, List<Tensor> tensors) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException(op + ": there are no tensors, so there is no shape for the result");
        }
        DType type = tensors.getFirst().dtype();
        for (int i = 1; i < tensors.size(); i++) {
            if (tensors.get(i).dtype() != type) {
                throw new IllegalArgumentException(op + ": tensor " + i + " is of type " + tensors.get(i).dtype()
                        + ", tensor 0 of type " + type + "; convert one with to(DType." + type.name() + ")");
            }
        }
        return tensors.getFirst().shape();
    }
}
