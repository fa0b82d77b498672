package jacobi.autograd;

import jacobi.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The derivative of a function of one tensor, by reverse mode. It is a function itself: {@code grad(grad(f)::at)} is the
 * second derivative.
 *
 * @param f gives a single number
 */
public record Gradient(UnaryOperator<Tensor> f) {
    /**
     * A value and its gradient.
     *
     * @param value f(x), without a history
     * @param grad  the gradient, of x's shape
     */
    public record ValueAndGrad(Tensor value, Tensor grad) {
    }

    /**
     * {@return the gradient at x, of x's shape} Where x, or something else that f uses, requires gradients, the result
     * can be differentiated again.
     *
     * @throws IllegalArgumentException if f(x) is not a single number, or does not depend on x
     */
    public Tensor at(Tensor x) {
        return valueAndGrad(x).grad;
    }

    /** {@return f(x) and the gradient at x, for the price of one} */
    public ValueAndGrad valueAndGrad(Tensor x) {
        return record(f, x, (y, input, again) -> {
            Tensor grad = Autograd.grad(y, List.of(input), again, again).getFirst();
            return new ValueAndGrad(again ? y : Tensor.of(y.array(), null, y.dual()), grad);
        });
    }

    /** What is done with a computation that has been recorded. */
    interface Pass<T> {
        /**
         * @param y     f(input)
         * @param input stands for x
         * @param again whether the result may be differentiated again
         */
        T run(Tensor y, Tensor input, boolean again);
    }

    /** {@return f(x)} */
    static Tensor value(UnaryOperator<Tensor> f, Tensor x) {
        Tensor y = f.apply(x);
        if (y == null) {
            throw new IllegalArgumentException("the function gave null for an input of shape " + x.shape()
                    + "; it must give a tensor");
        }
        return y;
    }

    /** Computes f(x) with recording on, and goes back through it. */
    static <T> T record(UnaryOperator<Tensor> f, Tensor x, Pass<T> pass) {
        boolean recording = GradMode.isEnabled();
        return GradMode.with(true, () -> {
            Tensor input = recording && x.requiresGrad() ? x : Tensor.of(x.array(), null, x.dual()).requiresGrad(true);
            Tensor y = value(f, input);
            return pass.run(y, input, recording && (isWatched(x) || !GraphOrder.otherLeaves(y, input).isEmpty()));
        });
    }

    /** Whether an outer derivative is to be taken with respect to this tensor. */
    private static boolean isWatched(Tensor x) {
        return x.requiresGrad() || x.dual() != null && (isWatched(x.dual().primal()) || isWatched(x.dual().tangent()));
    }
}
