package jacobi.autograd;

import jacobi.Tensor;
import jacobi.Tensors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Forward-mode differentiation: each op computes, beside its result, the tangent of the result from the tangents of its
 * inputs (Wengert: "A simple automatic derivative evaluation program", 1964). Nothing is recorded, so memory does not
 * grow with the length of the computation; one pass gives one direction.
 */
public final class ForwardMode {
    private static final AtomicLong LEVELS = new AtomicLong();

    private ForwardMode() {
    }

    /**
     * A value and its tangent.
     *
     * @param value   f(x)
     * @param tangent the derivative of f at x in the direction asked for, of the value's shape
     */
    public record Jvp(Tensor value, Tensor tangent) {
    }

    /**
     * The product of the Jacobian of f at x with a direction (PyTorch's {@code func.jvp}), at the cost of about two
     * evaluations of f.
     *
     * {@snippet :
     * jvp(t -> t.square(), tensor(1, 2, 3), tensor(1, 0, 0)).tangent();     // [2, 0, 0]
     * }
     *
     * @param v the direction, of x's shape
     * @throws IllegalArgumentException if x is not of floating-point numbers, or v has another shape
     */
    public static Jvp jvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        if (!x.dtype().isFloating()) {
            throw new IllegalArgumentException("jvp: only floating-point tensors have tangents, not " + x.dtype()
                    + "; convert with to(DType.FLOAT32) first");
        }
        if (!x.shape().equals(v.shape())) {
            throw new IllegalArgumentException("jvp: the direction has shape " + v.shape() + ", but x has shape " + x.shape()
                    + "; they must be equal");
        }
        long level = LEVELS.incrementAndGet();
        Tensor y = Gradient.value(f, Tensor.of(x.array(), null, new Dual(x, v.to(x.dtype()), level)));
        Dual dual = y.dual();
        return dual != null && dual.level() == level ? new Jvp(dual.primal(), dual.tangent())
                : new Jvp(y, Tensors.zerosLike(y));
    }

    /** Applies an op to inputs of which one at least has a tangent of this level, the highest among them. */
    static Tensor apply(Op op, long level, Tensor[] x) {
        Tensor[] primals = new Tensor[x.length];
        Tensor[] tangents = new Tensor[x.length];
        for (int i = 0; i < x.length; i++) {
            Dual dual = x[i].dual();
            boolean moves = dual != null && dual.level() == level;
            primals[i] = moves ? dual.primal() : x[i];
            tangents[i] = moves ? dual.tangent() : null;
        }
        Tensor y = op.apply(primals);
        return y.dtype().isFloating() ? Tensor.of(y.array(), null, new Dual(y, op.tangent(tangents, y, primals), level)) : y;
    }

    /**
     * The tangent of any op from its gradient alone: the gradient is linear in g, and the transpose of a linear map is its
     * own derivative once more.
     */
    static Tensor tangentByTransposing(Op op, Tensor[] dx, Tensor y, Tensor[] x) {
        return GradMode.with(true, () -> {
            Tensor g = Tensors.zerosLike(y).requiresGrad(true);
            Tensor total = null;
            for (int i = 0; i < x.length; i++) {
                if (dx[i] != null) {
                    Tensor term = op.gradient(i, g, y, x).mul(dx[i]).sum();
                    total = total == null ? term : total.add(term);
                }
            }
            if (!total.requiresGrad()) {
                return Tensors.zerosLike(y);
            }
            Tensor tangent = Backward.gradients(total, Tensors.onesLike(total), new Tensor[] {g}, false, true)[0];
            return tangent == null ? Tensors.zerosLike(y) : tangent;
        });
    }
}
