package jacobi.autograd;

import jacobi.Tensor;
import jacobi.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Matrices of derivatives, and their products with vectors, which are far cheaper. */
public final class Jacobians {
    /** Which way to go through the computation. */
    public enum Mode {
        /** One pass for each number that goes in. */
        FORWARD,
        /** One pass for each number that comes out. */
        REVERSE
    }

    private Jacobians() {
    }

    /**
     * The product of a vector with the Jacobian of f at x (PyTorch's {@code func.vjp}): one backward pass.
     *
     * @param u of f(x)'s shape
     * @return of x's shape; zeros if f does not depend on x
     */
    public static Tensor vjp(UnaryOperator<Tensor> f, Tensor x, Tensor u) {
        return Gradient.record(f, x, (y, input, again) -> {
            if (!y.shape().equals(u.shape())) {
                throw new IllegalArgumentException("vjp: the vector has shape " + u.shape() + ", but f(x) has shape "
                        + y.shape() + "; they must be equal");
            }
            return pulledBack(y, u.to(y.dtype()), input, again, again);
        });
    }

    /** The gradient of a result with respect to the input; zeros if it does not depend on it. */
    private static Tensor pulledBack(Tensor y, Tensor u, Tensor input, boolean retain, boolean again) {
        Tensor gradient = y.requiresGrad() ? Backward.gradients(y, u, new Tensor[] {input}, retain, again)[0] : null;
        return gradient != null ? gradient : Tensors.zerosLike(input);
    }

    /**
     * All partial derivatives of all results, in the cheaper mode: forward if fewer numbers go in than come out.
     *
     * {@snippet :
     * jacobian(t -> t.square(), tensor(1, 2));        // [[2, 0], [0, 4]]
     * }
     *
     * @return the axes of f(x), then those of x
     */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
        return jacobian(f, x, null);
    }

    /**
     * All partial derivatives of all results.
     *
     * @param mode null for the cheaper one
     * @return the axes of f(x), then those of x
     */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x, Mode mode) {
        Mode chosen = mode != null ? mode
                : x.size() < Tensors.noGrad(() -> Gradient.value(f, x.detach())).size() ? Mode.FORWARD : Mode.REVERSE;
        return chosen == Mode.FORWARD ? forwardJacobian(f, x) : reverseJacobian(f, x);
    }

    /** Column by column. */
    private static Tensor forwardJacobian(UnaryOperator<Tensor> f, Tensor x) {
        List<Tensor> columns = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            columns.add(ForwardMode.jvp(f, x, unit(x, i)).tangent());
        }
        if (columns.isEmpty()) {
            return reverseJacobian(f, x);
        }
        int[] yDims = columns.getFirst().shape().dims();
        return Tensors.stack(columns, -1).reshape(joined(yDims, x.shape().dims()));
    }

    /** Row by row; f is computed once. */
    private static Tensor reverseJacobian(UnaryOperator<Tensor> f, Tensor x) {
        return Gradient.record(f, x, (y, input, again) -> {
            int[] dims = joined(y.shape().dims(), x.shape().dims());
            List<Tensor> rows = new ArrayList<>();
            for (int i = 0; i < y.size(); i++) {
                rows.add(pulledBack(y, unit(y, i), input, true, again));
            }
            return rows.isEmpty() ? Tensors.zeros(x.dtype(), dims).to(x.device()) : Tensors.stack(rows, 0).reshape(dims);
        });
    }

    /**
     * All second derivatives of a number: forward mode over reverse mode, one pass for each number that goes in.
     *
     * @param f gives a single number
     * @return the axes of x, twice
     */
    public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
        return jacobian(new Gradient(f)::at, x, Mode.FORWARD);
    }

    /**
     * The product of the Hessian of f at x with a vector, without the Hessian: forward mode over reverse mode, at the cost
     * of about two gradients (Pearlmutter: "Fast Exact Multiplication by the Hessian", 1994).
     *
     * @param f gives a single number
     * @param v of x's shape
     * @return of x's shape
     */
    public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        return ForwardMode.jvp(new Gradient(f)::at, x, v).tangent();
    }

    /** Zeros with a single 1, in x's shape. */
    private static Tensor unit(Tensor x, int i) {
        return Tensors.tensor(x.dtype(), oneAt(x.size(), i)).to(x.device()).reshape(x.shape());
    }

    private static double[] oneAt(int n, int i) {
        double[] values = new double[n];
        values[i] = 1;
        return values;
    }

    private static int[] joined(int[] a, int[] b) {
        int[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
