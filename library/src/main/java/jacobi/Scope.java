package jacobi;

import jacobi.backend.Buffers;

/**
 * A part of a program at whose end the memory of its tensors goes back, without waiting for Java's collector. That matters
 * on a GPU, whose memory the collector doesn't see; on the processor nothing happens.
 *
 * {@snippet :
 * Tensor scores;
 * try (Scope scope = Scope.open()) {
 *     scores = scope.keep(model.apply(images).softmax(1));      // what was computed on the way goes back here
 * }
 * }
 *
 * <p>It is about tensors that the thread makes meanwhile. Gradients of leaves and what optimizers remember stay. A tensor
 * that is used after its memory went back says so.
 */
public final class Scope implements AutoCloseable {
    private final Buffers buffers = Buffers.open();

    private Scope() {
    }

    /** {@return a scope, to be closed by the same thread; scopes may lie within each other} */
    public static Scope open() {
        return new Scope();
    }

    /** {@return the tensor, which stays beyond the end of this scope; with it all views of its memory} */
    public Tensor keep(Tensor tensor) {
        buffers.keep(tensor.array().buffer());
        return tensor;
    }

    /**
     * Gives the memory back.
     *
     * @throws IllegalStateException if another thread opened the scope, or one within it is still open
     */
    @Override
    public void close() {
        buffers.close();
    }
}
