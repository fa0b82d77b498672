package jacobi.ops;

import jacobi.Tensor;

/** The variance and the average. */
public record VarAndMean(Tensor var, Tensor mean) {
}
