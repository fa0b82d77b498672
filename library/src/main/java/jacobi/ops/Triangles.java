package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;
import java.util.function.BinaryOperator;

/** What triangles and diagonals of matrices are made with. */
final class Triangles {
    private Triangles() {
    }

    /** Each matrix with zeros where the column does not relate to the row, moved by the diagonal, as it should. */
    static Tensor keep(String op, Tensor x, int diagonal, BinaryOperator<Tensor> relation) {
        if (x.rank() < 2) {
            throw new IllegalArgumentException(op
                    + ": it takes matrices, tensors of at least two axes, but the shape is "
                    + x.shape() + "; use unsqueeze to add an axis");
        }
        return mask(x, x.size(-2), x.size(-1), diagonal, relation).where(x, Dims.number(op, x, 0));
    }

    /** Where column relates to row + diagonal, on the device of a tensor. */
    static Tensor mask(Tensor device, int rows, int columns, int diagonal, BinaryOperator<Tensor> relation) {
        return relation.apply(Dims.range(device, 0, columns), Dims.range(device, diagonal, rows).unsqueeze(1));
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
