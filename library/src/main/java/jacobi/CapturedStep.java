package jacobi;

import jacobi.backend.Backend;
import java.util.function.Supplier;

/**
 * A step of training that is the same each time, captured once and then done as a whole (CUDA graphs; PyTorch's
 * {@code torch.cuda.graph}). On a GPU small steps spend most of their time in asking for one kernel after the other; a
 * captured step asks once. On the processor a captured step is the step itself, so programs work everywhere.
 *
 * {@snippet :
 * Tensor x = zeros(64, 784), y = zeros(DType.INT64, 64);
 * try (var step = CapturedStep.capture(() -> {
 *     Tensor loss = model.apply(x).crossEntropy(y);
 *     loss.backward();
 *     sgd.step();
 *     return loss;
 * })) {
 *     for (var batch : batches) {
 *         x.assign(batch.x());
 *         y.assign(batch.y());
 *         log("loss", step.run());
 *     }
 * }
 * }
 *
 * <p>What is captured is what the GPU does, on the memory that it does it with. So branches and loops of the program are
 * taken as they were when it was captured, learning rates stay what they were, and the step must neither read numbers nor
 * bring new ones: inputs are changed by {@link Tensor#assign}. Random numbers, dropout among them, are such new ones.
 */
public final class CapturedStep implements AutoCloseable {
    private final Backend.Noted work;
    private Tensor result;

    private CapturedStep(Supplier<Tensor> step) {
        // Twice as it is: what is made at first use (kernels, velocities of an optimizer) must not be part of it.
        result = step.get();
        result = step.get();
        work = Device.backendInUse().note(() -> result = step.get());
    }

    /**
     * Does a step twice, and captures it.
     *
     * @param step the step; it returns a tensor whose numbers are of interest, such as the loss, or null
     * @throws IllegalStateException if the step reads numbers or makes tensors of new ones, on a GPU
     */
    public static CapturedStep capture(Supplier<Tensor> step) {
        return new CapturedStep(step);
    }

    /** Does the step. {@return what the step returns; the next run overwrites its numbers} */
    public Tensor run() {
        Interruption.poll("CapturedStep.run");
        work.again();
        return result;
    }

    /** Lets go of the memory that the step uses. */
    @Override
    public void close() {
        work.close();
    }
}
