package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import jacobi.autograd.Op;
import java.lang.reflect.Array;

/** What triangles and diagonals of matrices are made with. */
final class Triangles {
    private Triangles() {
    }

    /** Each matrix with zeros above the diagonal that lies so far to the right of the main one, or below it. */
    record Triangle(boolean lower, int diagonal) implements Op.Linear {
        @Override
        public String name() {
            return lower ? "tril" : "triu";
        }

        @Override
        public Tensor forward(Tensor... x) {
            int rows = x[0].size(-2);
            int columns = x[0].size(-1);
            Object in = x[0].array().backend().peek(x[0].array());
            Object out = Array.newInstance(in.getClass().getComponentType(), x[0].size());
            for (int from = 0, row = 0; from < x[0].size(); from += columns, row = (row + 1) % rows) {
                // The first column right of the diagonal, or on it.
                int edge = (int) Math.clamp((long) row + diagonal + (lower ? 1 : 0), 0, columns);
                int first = lower ? 0 : edge;
                System.arraycopy(in, from + first, out, from + first, lower ? edge : columns - edge);
            }
            return Tensor.of(x[0].array().backend().adopt(out, x[0].shape()));
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            return apply(g);
        }
    }

    static Tensor keep(String op, Tensor x, int diagonal, boolean lower) {
        if (x.rank() < 2) {
            throw new IllegalArgumentException(op
                    + ": it takes matrices, tensors of at least two axes, but the shape is "
                    + x.shape() + "; use unsqueeze to add an axis");
        }
        return new Triangle(lower, diagonal).apply(x);
    }

    static Tensor embed(Tensor x, int offset, int axis, int other) {
        if (x.rank() == 0) {
            throw new IllegalArgumentException("diagEmbed: a single number has no axis to be a diagonal; "
                    + "use reshape(1) first");
        }
        int side = Dims.length("diagEmbed", x.size(-1) + Math.abs((long) offset));
        int rank = x.rank() + 1;
        int first = axis < 0 ? axis + rank : axis;
        int second = other < 0 ? other + rank : other;
        if (first < 0 || first >= rank || second < 0 || second >= rank || first == second) {
            throw new IndexOutOfBoundsException("diagEmbed: matrices of the numbers of shape " + x.shape()
                    + " lie in two "
                    + "different axes from " + -rank + " to " + (rank - 1) + ", not in " + axis + " and " + other);
        }
        int[] dims = new int[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            dims[i] = i == first || i == second ? side : x.size(next++);
        }
        return new Slicing.Placed(new Slicing.Diagonal(offset, first, second), Shape.of(dims)).apply(x);
    }
}
