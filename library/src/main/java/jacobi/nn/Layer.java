package jacobi.nn;

import jacobi.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A part of a model: a function of a tensor, and the parameters that training changes. Any function without parameters
 * is one already, such as {@code Tensor::relu}; one with parameters says which they are. (PyTorch's Module, under a
 * name that does not collide with {@code java.lang.Module}.)
 *
 * {@snippet :
 * class Residual implements Layer {
 *     final Linear inner = new Linear(64, 64);
 *     public Tensor apply(Tensor x) { return x.add(inner.apply(x).tanh()); }
 *     public List<Tensor> parameters() { return inner.parameters(); }
 * }
 * }
 */
@FunctionalInterface
public interface Layer extends UnaryOperator<Tensor> {
    /** {@return what the layer makes of {@code x}} */
    @Override
    Tensor apply(Tensor x);

    /** {@return the leaves that training changes, always in the same order; none by default} */
    default List<Tensor> parameters() {
        return List.of();
    }

    /**
     * {@return the layers that this one is made of, for summaries; none if it is of one piece} By default the layers in
     * its fields, and in lists, arrays and maps there, in the order in which they are declared. Nothing else depends on
     * it: which numbers training changes, {@link #parameters} says.
     */
    default List<Layer> parts() {
        return Parts.of(this);
    }

    /** {@return what this is called in summaries} By default the first line of its {@code toString}, or else its class. */
    default String name() {
        return Parts.name(this);
    }
}
