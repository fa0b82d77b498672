package jacobi.autograd;

import jacobi.Hints;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.List;

/** Gradients on request, as values: the alternative to {@link Tensor#backward()}, which adds them to the leaves. */
public final class Autograd {
    private Autograd() {
    }

    /**
     * The gradient of a scalar with respect to one tensor. The graph is freed.
     *
     * {@snippet :
     * Tensor x = Tensors.tensor(3).requiresGrad(true);
     * Autograd.grad(x.square(), x);              // 6
     * }
     *
     * @param y a scalar that was computed from {@code x}
     * @param x a leaf or an intermediate value that requires gradients
     * @return dy/dx, of x's shape
     * @throws IllegalArgumentException if y is not a scalar, or does not depend on x
     */
    public static Tensor grad(Tensor y, Tensor x) {
        return grad(y, List.of(x), false, false).getFirst();
    }

    /**
     * The gradients of a scalar with respect to several tensors (PyTorch's {@code autograd.grad}).
     *
     * @param retainGraph keep the graph, so that it can be walked again
     * @param createGraph record the gradient's own computation, so that the gradients can be differentiated; this
     *                    keeps the graph too
     * @return one gradient for each of {@code xs}, of its shape
     * @throws IllegalArgumentException if y is not a scalar, or does not depend on one of xs
     */
    public static List<Tensor> grad(Tensor y, List<Tensor> xs, boolean retainGraph, boolean createGraph) {
        requireScalar("grad", y);
        Tensor seed = Tensors.onesLike(y);
        for (Tensor x : xs) {
            if (!x.requiresGrad()) {
                throw new IllegalArgumentException("grad: a tensor of shape " + x.shape() + " does not require gradients; "
                        + "call requiresGrad(true) on it before it is used");
            }
        }
        Tensor[] gradients = Backward.gradients(y, seed, xs.toArray(Tensor[]::new), retainGraph, createGraph);
        for (int i = 0; i < gradients.length; i++) {
            if (gradients[i] == null) {
                String cut = lastCut(y);
                throw new IllegalArgumentException("grad: the result does not depend on input " + i + " of shape "
                        + xs.get(i).shape() + "; " + (cut == null ? "compute it from that very tensor" : cut));
            }
        }
        return List.of(gradients);
    }

    /**
     * What {@link Tensor#backward()} does, with all choices.
     *
     * @param y           the result
     * @param seed        the gradient to start with, of y's shape; null for 1, which needs a scalar y
     * @param retainGraph keep the graph, so that it can be walked again
     * @param createGraph record the gradient's own computation; this keeps the graph too
     */
    public static void backward(Tensor y, Tensor seed, boolean retainGraph, boolean createGraph) {
        if (!y.requiresGrad()) {
            throw new IllegalStateException(y.cut() != null
                    ? "backward: no gradients go back from here: " + Cut.result(y) + "; call backward() on a result that was "
                    + "computed without that"
                    : "backward: nothing that this result was computed from requires gradients; call requiresGrad(true) on "
                    + "the parameters first");
        }
        if (seed == null) {
            requireScalar("backward", y);
            seed = Tensors.onesLike(y);
        } else if (!seed.shape().equals(y.shape())) {
            throw new IllegalArgumentException("backward: the gradient to start with has shape " + seed.shape()
                    + ", but the result has shape " + y.shape() + "; they must be equal");
        }
        Backward.accumulate(y, seed, retainGraph, createGraph);
    }

    private static String lastCut(Tensor y) {
        return y.cut() != null ? Cut.result(y) : GradMode.current().lastCut;
    }

    /** Says why a leaf has no gradient, if the last backward pass of this thread saw where it got lost. */
    public static void hintAtMissing(Tensor leaf) {
        String cut = GradMode.current().lastCut;
        if (cut != null) {
            Hints.give("grad: the last backward() did not reach this tensor of shape " + leaf.shape() + "; " + cut + ".");
        }
    }

    private static void requireScalar(String op, Tensor y) {
        if (y.size() != 1) {
            throw new IllegalArgumentException(op + ": the result has shape " + y.shape() + ", but a gradient belongs to "
                    + "one number; reduce it with sum() or mean() first");
        }
    }
}
