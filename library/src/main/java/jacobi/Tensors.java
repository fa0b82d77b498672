package jacobi;

import jacobi.autograd.ForwardMode;
import jacobi.autograd.GradCheck;
import jacobi.autograd.GradMode;
import jacobi.autograd.Gradient;
import jacobi.autograd.Gradient.ValueAndGrad;
import jacobi.autograd.Jacobians;
import jacobi.ops.Einsum;
import jacobi.ops.Joining;
import jacobi.ops.MatrixChain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes tensors, joins them, and differentiates. Meant for static import: {@code import static jacobi.Tensors.*;}.
 *
 * <p>Random tensors come from a generator that {@link #manualSeed} sets; it starts with seed 0, so that programs give
 * the same numbers every time unless they ask for others.
 */
public final class Tensors extends RandomTensors {
    private Tensors() {
    }

    // Joined

    /**
     * Tensors one after the other along an axis.
     *
     * @param axis along which they may differ in length; negative ones count from the end
     * @throws IllegalArgumentException if there are none, or their other lengths or their types differ
     */
    public static Tensor cat(List<Tensor> tensors, int axis) {
        return Joining.cat(tensors, axis);
    }

    /**
     * Tensors of one shape side by side along a new axis.
     *
     * @param axis where the new axis goes; negative ones count from the end of the result
     * @throws IllegalArgumentException if there are none, or their shapes or types differ
     */
    public static Tensor stack(List<Tensor> tensors, int axis) {
        return Joining.stack(tensors, axis);
    }

    /** {@return tensors one after the other along their rows: {@link #cat(List, int)} along axis 0} */
    public static Tensor cat(List<Tensor> tensors) {
        return Joining.cat(tensors);
    }

    /** {@return tensors of one shape side by side along a new first axis} */
    public static Tensor stack(List<Tensor> tensors) {
        return Joining.stack(tensors);
    }

    /** {@return tensors side by side: joined along axis 1, or along axis 0 if they have only one} */
    public static Tensor hstack(List<Tensor> tensors) {
        return Joining.hstack(tensors);
    }

    /** {@return tensors one below the other: joined along axis 0; one axis counts as a row} */
    public static Tensor vstack(List<Tensor> tensors) {
        return Joining.vstack(tensors);
    }

    /** {@return tensors one behind the other: joined along axis 2, which they get if they lack it} */
    public static Tensor dstack(List<Tensor> tensors) {
        return Joining.dstack(tensors);
    }

    /** {@return tensors side by side: joined along axis 1; one axis counts as a column} */
    public static Tensor columnStack(List<Tensor> tensors) {
        return Joining.columnStack(tensors);
    }

    /** {@return matrices along the diagonal of a large one that is 0 elsewhere; one axis counts as a row} */
    public static Tensor blockDiag(Tensor... blocks) {
        return Joining.blockDiag(blocks);
    }

    /** {@return views of the tensors, stretched to the shape in which they meet} */
    public static List<Tensor> broadcastTensors(Tensor... tensors) {
        return Joining.broadcastTensors(tensors);
    }

    /** {@return the coordinates of the points of a grid; see {@link #meshgrid(String, Tensor...)} with "ij"} */
    public static List<Tensor> meshgrid(Tensor... axes) {
        return Joining.meshgrid(axes);
    }

    /**
     * The coordinates of the points of a grid, as views: for each axis a tensor of the grid's shape.
     *
     * @param indexing {@code "ij"}: the first tensor runs along axis 0; {@code "xy"}: it runs along axis 1, and the second
     *                 one along axis 0, as pictures have it
     * @param axes     the numbers along each axis
     */
    public static List<Tensor> meshgrid(String indexing, Tensor... axes) {
        return Joining.meshgrid(indexing, axes);
    }

    /** {@return all ways to take a number of each tensor, one in a row; the last tensor's numbers change fastest} */
    public static Tensor cartesianProd(Tensor... tensors) {
        return Joining.cartesianProd(tensors);
    }

    // Multiplied

    /**
     * Sums of products in Einstein's notation: a letter for each axis, a term for each operand, and after the arrow the axes
     * of the result. What is missing there is summed over; a letter twice in a term is a diagonal; an ellipsis stands for
     * axes without letters, which stretch. Without an arrow the result has the letters that occur once.
     *
     * {@snippet :
     * einsum("ik,kj->ij", a, b);                  // the matrix product
     * einsum("bhqd,bhkd->bhqk", queries, keys);   // scores of attention
     * einsum("ii", a);                            // the trace
     * }
     *
     * @param equation letters a to z and A to Z; spaces don't matter
     * @param operands of one type; a length of 1 stretches
     * @throws IllegalArgumentException if the equation is not one, or does not fit the shapes
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.einsum(equation, operands);
    }

    /**
     * The product of matrices in the order that takes the fewest multiplications (PyTorch's linalg.multi_dot). The first
     * and the last may be vectors, a row and a column.
     *
     * @throws IllegalArgumentException if there are none, or two neighbours do not fit
     */
    public static Tensor chainMatmul(Tensor... matrices) {
        return MatrixChain.chainMatmul(matrices);
    }

    // Differentiation

    /** Runs {@code body} without recording: for evaluation, and for changing parameters. */
    public static void noGrad(Runnable body) {
        GradMode.with(false, () -> {
            body.run();
            return null;
        });
    }

    /** {@return what {@code body} computes, without recording it} */
    public static <T> T noGrad(Supplier<T> body) {
        return GradMode.with(false, body);
    }

    /**
     * The derivative of a function as a function.
     *
     * {@snippet :
     * grad(x -> x.square().sum()).at(tensor(1, 2, 3));        // [2, 4, 6]
     * }
     *
     * @param f gives a single number
     */
    public static Gradient grad(UnaryOperator<Tensor> f) {
        return new Gradient(f);
    }

    /** The value and the gradient of a function together; see {@link Gradient#valueAndGrad}. */
    public static ValueAndGrad valueAndGrad(UnaryOperator<Tensor> f, Tensor x) {
        return new Gradient(f).valueAndGrad(x);
    }

    /** Jacobian times vector, by forward mode; see {@link ForwardMode#jvp}. */
    public static ForwardMode.Jvp jvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        return ForwardMode.jvp(f, x, v);
    }

    /** Vector times Jacobian, by reverse mode; see {@link Jacobians#vjp}. */
    public static Tensor vjp(UnaryOperator<Tensor> f, Tensor x, Tensor u) {
        return Jacobians.vjp(f, x, u);
    }

    /** All partial derivatives of all results; see {@link Jacobians#jacobian}. */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
        return Jacobians.jacobian(f, x);
    }

    /** All second derivatives of a number; see {@link Jacobians#hessian}. */
    public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
        return Jacobians.hessian(f, x);
    }

    /** Holds a gradient against central differences; see {@link GradCheck}. */
    public static GradCheck gradCheck(Function<Tensor[], Tensor> f, Tensor... inputs) {
        return GradCheck.of(f, inputs);
    }

    /**
     * Applies a function to each part along the first axis, and stacks the results (PyTorch's {@code func.vmap}, as a loop:
     * it saves writing, not time).
     *
     * @param f gives the same shape for each part
     */
    public static Tensor vmap(UnaryOperator<Tensor> f, Tensor x) {
        if (x.rank() == 0 || x.size(0) == 0) {
            throw new IllegalArgumentException("vmap: shape " + x.shape() + " has no parts along a first axis");
        }
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < x.size(0); i++) {
            Tensor part = f.apply(x.get(i));
            if (part == null) {
                throw new IllegalArgumentException("vmap: the function gave null for part " + i + "; it must give a tensor");
            }
            parts.add(part);
        }
        return stack(parts, 0);
    }

    /** Hessian times vector; see {@link Jacobians#hvp}. */
    public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        return Jacobians.hvp(f, x, v);
    }
}
