package jacobi.nn;

import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.List;

/**
 * Weighted sums: {@code y = x W^T + b}, for rows {@code x} of {@code inputs} numbers. W is {@code [outputs, inputs]}, b
 * is {@code [outputs]}; both begin uniform in ±1/sqrt(inputs), as in PyTorch's Linear.
 *
 * {@snippet :
 * var layer = new Linear(784, 128);
 * Tensor y = layer.apply(x);                 // [64, 784] gives [64, 128]
 * }
 */
public final class Linear implements Layer {
    private final Tensor weight;
    private final Tensor bias;

    /**
     * A layer whose first parameters come from the common generator, which {@link Tensors#manualSeed} sets.
     *
     * @throws IllegalArgumentException if a number is not positive
     */
    public Linear(int inputs, int outputs) {
        this(inputs, outputs, Tensors.generator());
    }

    /** A layer whose first parameters come from this generator. */
    public Linear(int inputs, int outputs, Rng rng) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("Linear: " + inputs + " inputs and " + outputs
                    + " outputs; there must be at least one of each");
        }
        weight = uniform(rng, inputs, outputs, inputs);
        bias = uniform(rng, inputs, outputs);
    }

    private static Tensor uniform(Rng rng, int inputs, int... dims) {
        double bound = 1 / Math.sqrt(inputs);
        return Tensors.rand(rng, dims).mul(2 * bound).sub(bound).requiresGrad(true);
    }

    /**
     * {@inheritDoc}
     *
     * @param x of shape {@code [..., inputs]}
     * @return of shape {@code [..., outputs]}
     * @throws IllegalArgumentException if the last axis of x has another length
     */
    @Override
    public Tensor apply(Tensor x) {
        int inputs = weight.size(1);
        if (x.rank() == 0 || x.size(-1) != inputs) {
            Shape shape = x.shape();
            int all = x.rank() < 2 ? 0 : shape.size() / Math.max(1, shape.dim(0));
            throw new IllegalArgumentException("Linear(" + inputs + ", " + weight.size(0) + "): it takes rows of " + inputs
                    + " numbers, shape [..., " + inputs + "], but the input has shape " + shape
                    + (all == inputs ? "; use reshape(" + shape.dim(0) + ", -1) first" : ""));
        }
        return x.matmul(weight.t()).add(bias);
    }

    /** {@return the weight, {@code [outputs, inputs]}} */
    public Tensor weight() {
        return weight;
    }

    /** {@return the bias, {@code [outputs]}} */
    public Tensor bias() {
        return bias;
    }

    /** {@return the weight and the bias} */
    @Override
    public List<Tensor> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public String toString() {
        return "Linear(" + weight.size(1) + ", " + weight.size(0) + ")";
    }
}
