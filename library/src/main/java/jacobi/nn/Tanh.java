package jacobi.nn;

import jacobi.Tensor;

/** The hyperbolic tangent, between -1 and 1. See {@link Tensor#tanh()}. */
public record Tanh() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
        return x.tanh();
    }
}
