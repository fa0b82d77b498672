package jacobi.nn;

import jacobi.Tensor;

/** The positive part: {@code max(x, 0)}. See {@link Tensor#relu()}. */
public record ReLU() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
        return x.relu();
    }
}
