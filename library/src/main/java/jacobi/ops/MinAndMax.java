package jacobi.ops;

import jacobi.Tensor;

/** The smallest and the largest elements. */
public record MinAndMax(Tensor min, Tensor max) {
}
