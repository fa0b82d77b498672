package jacobi.nn;

import jacobi.Tensor;

/** The logistic function 1 / (1 + e^-x), between 0 and 1. See {@link Tensor#sigmoid()}. */
public record Sigmoid() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
        return x.sigmoid();
    }
}
