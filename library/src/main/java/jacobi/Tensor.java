package jacobi;

import jacobi.autograd.Autograd;
import jacobi.autograd.Cut;
import jacobi.autograd.Dual;
import jacobi.autograd.Node;
import jacobi.autograd.Trace;
import jacobi.backend.Buffers;
import jacobi.backend.NDArray;
import jacobi.ops.Activations;
import jacobi.ops.Arithmetic;
import jacobi.ops.Arranging;
import jacobi.ops.Attention;
import jacobi.ops.Comparisons;
import jacobi.ops.Convolutions;
import jacobi.ops.Counting;
import jacobi.ops.Decompositions;
import jacobi.ops.Devices;
import jacobi.ops.Functions;
import jacobi.ops.Indexing;
import jacobi.ops.LinearAlgebra;
import jacobi.ops.Logic;
import jacobi.ops.Losses;
import jacobi.ops.MarginLosses;
import jacobi.ops.Masking;
import jacobi.ops.Normalizations;
import jacobi.ops.Padding;
import jacobi.ops.Pooling;
import jacobi.ops.Reductions;
import jacobi.ops.RegressionLosses;
import jacobi.ops.Rounding;
import jacobi.ops.Scans;
import jacobi.ops.Shaping;
import jacobi.ops.Slicing;
import jacobi.ops.Sorting;
import jacobi.ops.SpecialFunctions;
import jacobi.ops.Statistics;
import jacobi.ops.Systems;
import jacobi.ops.Trigonometry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A block of numbers of one type, with any number of axes, that knows how it was computed. Tensors are values: ops
 * return new ones and never change their inputs. Only leaves change, by {@link #assign} and the optimizers.
 *
 * <p>The ops are declared in families ({@link jacobi.ops}), whose methods a tensor inherits. {@link Tensors} makes
 * tensors.
 *
 * {@snippet :
 * Tensor x = Tensors.tensor(1, 2, 3).requiresGrad(true);
 * Tensor y = x.square().sum();
 * y.backward();
 * x.grad();                                  // [2, 4, 6]
 * }
 */
public final class Tensor implements Arithmetic, Functions, Trigonometry, Rounding, SpecialFunctions, Activations,
        Comparisons, Logic, Reductions, Counting, Statistics, Scans, Sorting, Shaping, Slicing, Arranging, Padding,
        Indexing, Masking, LinearAlgebra, Systems, Decompositions, Convolutions, Pooling, Normalizations, Attention,
        Losses, RegressionLosses, MarginLosses {
    private static final Cut[] CUTS = Cut.values();

    private final NDArray array;
    private final Node node;
    private final Dual dual;
    private boolean leafRequiresGrad;
    /** The place of a {@link Cut} in its enum, counted from 1; 0 for none. A reference would cost each tensor 8 bytes. */
    private byte cut;
    private Tensor grad;
    /** How often the numbers had been changed when the gradient came. */
    private int gradVersion;
    private List<UnaryOperator<Tensor>> hooks;

    private Tensor(NDArray array, Node node, Dual dual) {
        this.array = array;
        this.node = node;
        this.dual = dual;
    }

    /** {@return a tensor of these numbers, without a history} For authors of ops. */
    public static Tensor of(NDArray array) {
        return new Tensor(array, null, null);
    }

    /** {@return a tensor of these numbers that was computed by a node and has a tangent, each if not null} */
    public static Tensor of(NDArray array, Node node, Dual dual) {
        return new Tensor(array, node, dual);
    }

    /** {@return the numbers themselves} For authors of ops; they are not to be changed. */
    public NDArray array() {
        return array;
    }

    /** {@return the step that computed this tensor; null for a leaf} */
    public Node node() {
        return node;
    }

    /** {@return the value and the tangent that forward mode carries along here; null outside of it} */
    public Dual dual() {
        return dual;
    }

    /** {@return how this tensor lost its history; null if it has one, or never had} */
    public Cut cut() {
        return cut == 0 ? null : CUTS[cut - 1];
    }

    /** {@return this, having lost its history in a way that messages about missing gradients will tell} */
    public Tensor cut(Cut how) {
        cut = (byte) (how == null ? 0 : how.ordinal() + 1);
        return this;
    }

    /** {@return the lengths of the axes} */
    public Shape shape() {
        return array.shape();
    }

    /** {@return the number of axes} */
    public int rank() {
        return array.shape().rank();
    }

    /** {@return the number of elements} */
    public int size() {
        return array.shape().size();
    }

    /** {@return the length of an axis, which is counted from the end if negative} */
    public int size(int axis) {
        return array.shape().dim(axis);
    }

    /** {@return the type of the elements} */
    public DType dtype() {
        return array.dtype();
    }

    /** {@return where the numbers are} */
    public Device device() {
        return Device.of(array.backend().name());
    }

    /**
     * {@return the same numbers on another device; the tensor itself if it is there} Gradients go back to where the numbers
     * came from.
     *
     * {@snippet :
     * Tensor y = x.to(Device.of("cuda"));
     * }
     *
     * @throws IllegalStateException if there is no such device
     */
    public Tensor to(Device device) {
        return array.backend() == device.backend() ? this : Devices.move(this, device);
    }

    /** {@return the same numbers on the processor} As {@code to(Device.CPU)}. */
    public Tensor cpu() {
        return to(Device.CPU);
    }

    /** {@return the same numbers on the first GPU} As {@code to(Device.of("cuda"))}. */
    public Tensor cuda() {
        return to(Device.of("cuda"));
    }

    // Reading

    /**
     * {@return the one number of a tensor of one element}
     *
     * @throws IllegalStateException if there is not exactly one
     */
    public double item() {
        if (size() != 1) {
            throw new IllegalStateException("item: a tensor of shape " + shape() + " has " + size()
                    + " elements, not one; use toFloats(), or reduce it with sum() or mean()");
        }
        return array.backend().item(array, 0);
    }

    /**
     * {@return one element}
     *
     * @param index one index for each axis; negative ones count from the end
     */
    public double item(int... index) {
        if (index.length == 0) {
            return item();
        }
        if (index.length != rank()) {
            throw new IllegalArgumentException("item: shape " + shape() + " needs " + rank() + " indices, not " + index.length);
        }
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            int length = size(axis);
            int at = index[axis] < 0 ? index[axis] + length : index[axis];
            if (at < 0 || at >= length) {
                throw new IndexOutOfBoundsException("item: there is no index " + index[axis] + " along axis " + axis
                        + " of shape " + shape());
            }
            position = position * length + at;
        }
        return array.backend().item(array, position);
    }

    /** {@return the elements in row-major order as floats, in an array of the caller's own} */
    public float[] toFloats() {
        return (float[]) host(DType.FLOAT32);
    }

    /** {@return the elements in row-major order as doubles, in an array of the caller's own} */
    public double[] toDoubles() {
        return (double[]) host(DType.FLOAT64);
    }

    /** {@return the elements in row-major order as ints, fractions cut off, in an array of the caller's own} */
    public int[] toInts() {
        return (int[]) host(DType.INT32);
    }

    /** {@return the elements in row-major order as longs, fractions cut off, in an array of the caller's own} */
    public long[] toLongs() {
        return (long[]) host(DType.INT64);
    }

    /** {@return the elements in row-major order, true where not 0, in an array of the caller's own} */
    public boolean[] toBooleans() {
        return (boolean[]) host(DType.BOOL);
    }

    private Object host(DType type) {
        NDArray converted = detach().to(type).array;
        return converted.backend().toHost(converted);
    }

    // Differentiation

    /** {@return whether gradients reach this tensor: it is a leaf that asks for them, or was computed from one} */
    public boolean requiresGrad() {
        return leafRequiresGrad || node != null;
    }

    /**
     * Asks for gradients of a leaf, or no longer.
     *
     * @return this
     * @throws IllegalArgumentException if the elements are not floating-point numbers
     * @throws IllegalStateException    if this is the result of an op
     */
    public Tensor requiresGrad(boolean required) {
        if (required && !dtype().isFloating()) {
            throw new IllegalArgumentException("requiresGrad: only floating-point tensors have gradients, not " + dtype()
                    + "; convert with to(DType.FLOAT32) first");
        }
        if (node != null && !required) {
            throw new IllegalStateException("requiresGrad: this is the result of " + node.op().name()
                    + "; use detach() for a copy that is cut from the graph");
        }
        leafRequiresGrad = required && node == null;
        return this;
    }

    /**
     * {@return the gradients that backward passes have added up here, of this tensor's shape; null before the first}
     *
     * @throws IllegalStateException if none can come: gradients are not asked for, or this is the result of an op whose
     *                               gradient is not kept
     */
    public Tensor grad() {
        if (grad == null && node != null && hooks == null) {
            throw new IllegalStateException("grad: this is the result of " + node.op().name() + ", and only leaves collect "
                    + "gradients; call retainGrad() on it before backward(), or use Autograd.grad(y, x)");
        }
        if (grad == null && node == null && !leafRequiresGrad) {
            throw new IllegalStateException("grad: this tensor of shape " + shape() + " does not require gradients; call "
                    + "requiresGrad(true) before it is used");
        }
        if (grad == null) {
            Autograd.hintAtMissing(this);
        }
        return grad;
    }

    /**
     * Replaces the gradient; null clears it.
     *
     * @throws IllegalArgumentException if its shape is another
     */
    public void grad(Tensor gradient) {
        if (gradient != null && !gradient.shape().equals(shape())) {
            throw new IllegalArgumentException("grad: a tensor of shape " + shape() + " cannot have a gradient of shape "
                    + gradient.shape());
        }
        if (gradient != null) {
            Buffers.keepForGood(gradient.array.buffer());
        }
        grad = gradient;
        gradVersion = array.buffer().version();
    }

    /**
     * Has a function see each gradient that arrives here in a backward pass, and change it if it returns another one; null
     * leaves it as it is (PyTorch's register_hook). Hooks run in the order they were added, on the whole gradient of the
     * pass.
     *
     * {@snippet :
     * x.onGradient(g -> g.mul(0.1));
     * }
     *
     * @return this
     * @throws IllegalStateException if this tensor does not require gradients
     */
    public Tensor onGradient(UnaryOperator<Tensor> hook) {
        if (!requiresGrad()) {
            throw new IllegalStateException("onGradient: no gradient will come, since this tensor of shape " + shape()
                    + " does not require gradients; call requiresGrad(true) before it is used");
        }
        if (hooks == null) {
            hooks = new ArrayList<>();
        }
        hooks.add(hook);
        return this;
    }

    /**
     * Keeps the gradient of this result of an op in {@link #grad()}, as leaves do.
     *
     * @return this
     */
    public Tensor retainGrad() {
        return node == null ? this : onGradient(g -> {
            grad(grad == null ? g : grad.add(g));
            return g;
        });
    }

    /** {@return the gradient after the hooks} For backward passes. */
    public Tensor hooked(Tensor gradient) {
        if (hooks != null) {
            for (UnaryOperator<Tensor> hook : hooks) {
                Tensor changed = hook.apply(gradient);
                if (changed != null && !changed.shape().equals(shape())) {
                    throw new IllegalStateException("onGradient: a hook made shape " + changed.shape()
                            + " of a gradient of shape " + shape() + "; they must be equal");
                }
                gradient = changed != null ? changed : gradient;
            }
        }
        return gradient;
    }

    /** {@return whether the numbers have been changed since the gradient came} For backward passes. */
    public boolean changedSinceGrad() {
        return array.buffer().version() != gradVersion;
    }

    /**
     * Adds the gradients of this number to {@link #grad()} of every leaf it was computed from, and frees the graph.
     *
     * @throws IllegalArgumentException if this is not a single number
     * @throws IllegalStateException    if nothing requires gradients, or the graph has been freed
     */
    public void backward() {
        Autograd.backward(this, null, false, false);
    }

    /**
     * Like {@link #backward()}, for a tensor of any shape.
     *
     * @param gradient the gradient of some number with respect to this tensor
     */
    public void backward(Tensor gradient) {
        Autograd.backward(this, gradient, false, false);
    }

    /** {@return the same numbers without their history: no gradients go back through it} Shares memory. */
    public Tensor detach() {
        return new Tensor(array, null, null).cut(requiresGrad() ? Cut.DETACH : cut());
    }

    /**
     * Changes the numbers of a leaf, outside of any graph.
     *
     * @param values broadcast to this shape and converted to this type
     * @return this
     * @throws IllegalStateException    if this is the result of an op
     * @throws IllegalArgumentException if the values do not broadcast to this shape
     */
    public Tensor assign(Tensor values) {
        if (node != null) {
            throw new IllegalStateException("assign: this is the result of " + node.op().name()
                    + "; only leaves can be changed");
        }
        if (!Shape.stretches(values.shape(), shape())) {
            throw new IllegalArgumentException("assign: values of shape " + values.shape() + " do not stretch to shape " + shape()
                    + " of this tensor, which keeps its shape");
        }
        NDArray source = values.detach().expand(shape()).array;
        if (source.buffer() == array.buffer() && source != array) {
            source = values.array().backend().fromHost(source.backend().toHost(source), shape());
        }
        array.backend().copy(source, array);
        array.buffer().changed("assign" + (Trace.isOn() ? Trace.at(Trace.line()) : ""));
        return this;
    }

    /** {@return the type, the shape, and the numbers as NumPy prints them; long tensors are shortened} */
    @Override
    public String toString() {
        return TensorFormat.format(this);
    }
}
