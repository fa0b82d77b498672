package jacobi.autograd;

import jacobi.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A part of a computation whose inner values are not kept: the backward pass computes them once more (Chen, Xu, Zhang,
 * Guestrin: "Training Deep Nets with Sublinear Memory Cost", 2016; PyTorch's checkpoint). Memory for time.
 */
public final class Checkpoint {
    private Checkpoint() {
    }

    /**
     * Applies f without keeping its inner values. Gradients reach x and the leaves that f uses.
     *
     * {@snippet :
     * Tensor y = Checkpoint.apply(block::apply, x);
     * }
     *
     * @param f always gives the same result for the same input
     */
    public static Tensor apply(UnaryOperator<Tensor> f, Tensor x) {
        if (!GradMode.isEnabled()) {
            return f.apply(x);
        }
        Tensor input = Tensor.of(x.array(), null, x.dual()).requiresGrad(x.requiresGrad());
        Tensor y = f.apply(input);
        List<Tensor> inputs = new ArrayList<>(List.of(x));
        inputs.addAll(GraphOrder.otherLeaves(y, input));
        return new Segment(f).apply(inputs.toArray(Tensor[]::new));
    }

    /** Inputs: x, then the leaves that f uses by itself. */
    private static final class Segment implements Op {
        private final UnaryOperator<Tensor> f;
        /** The gradients of all inputs, found together when the first is asked for. */
        private Tensor[] gradients;
        private Tensor gradientsFor;

        Segment(UnaryOperator<Tensor> f) {
            this.f = f;
        }

        @Override
        public String name() {
            return "checkpoint";
        }

        @Override
        public Tensor forward(Tensor... x) {
            return f.apply(x[0]);
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            if (gradientsFor != g) {
                boolean again = GradMode.isEnabled();
                gradients = GradMode.with(true,
                        () -> Backward.gradients(f.apply(x[0]), g, x, again, again, x[0].node()));
                gradientsFor = g;
            }
            return gradients[i];
        }
    }
}
