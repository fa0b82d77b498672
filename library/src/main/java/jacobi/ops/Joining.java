package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
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
            NDArray out = first.backend().allocate(first.dtype(), first.shape().withDim(axis, length));
            int from = 0;
            for (Tensor t : x) {
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
        public boolean uses(int input) {
            return false;
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

    /** What {@link Tensors#cat} does. */
    public static Tensor cat(List<Tensor> tensors, int axis) {
        Shape first = check("cat", tensors);
        int normal = first.normalizeAxis("cat", axis);
        for (int i = 1; i < tensors.size(); i++) {
            Shape shape = tensors.get(i).shape();
            if (shape.rank() != first.rank() || !shape.withDim(normal, first.dim(normal)).equals(first)) {
                throw new IllegalArgumentException("cat: tensor " + i + " has shape " + shape + ", tensor 0 has shape " + first
                        + "; only axis " + normal + " may differ in length");
            }
        }
        return new Cat(normal).apply(tensors.toArray(Tensor[]::new));
    }

    /** What {@link Tensors#stack} does. */
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
