package jacobi.ops;

import jacobi.Tensor;

/**
 * How many numbers lie in each of some bins.
 *
 * @param counts one for each bin, of the type of the numbers
 * @param edges  where the bins start and end: one more than there are bins
 */
public record Histogram(Tensor counts, Tensor edges) {
}
