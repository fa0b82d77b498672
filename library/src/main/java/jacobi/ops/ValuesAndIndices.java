package jacobi.ops;

import jacobi.Shape;
import jacobi.Tensor;

/**
 * Chosen elements and where they were found: what PyTorch returns as a pair.
 *
 * @param values  the elements; gradients go back through them to where they came from
 * @param indices their positions along the axis, int64
 */
public record ValuesAndIndices(Tensor values, Tensor indices) {
    ValuesAndIndices reshaped(Shape shape) {
        return new ValuesAndIndices(values.reshape(shape), indices.reshape(shape));
    }
}
