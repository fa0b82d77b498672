package jacobi.autograd;

import jacobi.Interruption;
import jacobi.Tensor;
import jacobi.ops.Devices;

/**
 * A differentiable function of tensors: what it computes, and how a gradient goes back through it. The attributes of
 * one use (axes, shapes) are the fields of the op, which is therefore usually a record. This is also how users write
 * functions with a backward of their own.
 *
 * {@snippet :
 * record Cube() implements Op {
 *     public Tensor forward(Tensor... x) { return x[0].mul(x[0]).mul(x[0]); }
 *     public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) { return g.mul(x[0].square()).mul(3); }
 * }
 * Tensor y = new Cube().apply(x);
 * }
 */
public interface Op {
    /** {@return the name for messages and pictures of the graph} By default the simple class name, first letter small. */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.substring(0, 1).toLowerCase() + simple.substring(1);
    }

    /**
     * Computes the result. Nothing inside is recorded: the whole call is one node of the graph.
     *
     * @param x the inputs; never to be changed
     */
    Tensor forward(Tensor... x);

    /**
     * The gradient with respect to one input, written in tensor ops, so that it can be differentiated again.
     *
     * @param i which input
     * @param g the gradient of the final result with respect to {@code y}, of y's shape
     * @param y what {@link #forward} returned
     * @param x the inputs
     * @return of the shape and type of {@code x[i]}
     */
    Tensor gradient(int i, Tensor g, Tensor y, Tensor... x);

    /**
     * {@return the inputs whose numbers {@link #gradient} reads, and not just their shapes: bit i for input i} If they are
     * changed before the backward pass, the pass is refused. By default all (of the first 32).
     */
    default int used() {
        return -1;
    }

    /**
     * The tangent of the result: how fast it moves when the inputs move (forward mode). By default it follows from the
     * gradient, at a higher cost; ops say it directly.
     *
     * @param dx the tangents of the inputs; null for an input that stands still, not for all
     * @param y  what {@link #forward} returned
     * @param x  the inputs
     * @return of y's shape and type
     */
    default Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
        return ForwardMode.tangentByTransposing(this, dx, y, x);
    }

    /** Computes the result and, where an input requires it, records how, or carries a tangent along. */
    default Tensor apply(Tensor... x) {
        if (Thread.currentThread().isInterrupted()) {
            // Most names are made when they are asked for.
            Interruption.poll(name());
        }
        Devices.requireOne(this, x);
        long level = Dual.level(x);
        boolean required = false;
        for (Tensor input : x) {
            required |= input.requiresGrad();
        }
        GradMode mode = GradMode.current();
        boolean before = mode.enabled;
        Watch.Listener listener = Watch.listener(mode);
        long start = listener == null ? 0 : System.nanoTime();
        Tensor y;
        if (level > 0) {
            y = ForwardMode.apply(this, level, x);
        } else {
            boolean inside = mode.inside;
            mode.enabled = false;
            mode.inside = true;
            try {
                y = forward(x);
            } finally {
                mode.enabled = before;
                mode.inside = inside;
            }
        }
        if (Trace.isOn() && before) {
            Trace.check(name(), y, x);
        }
        if (required && before && y.dtype().isFloating()) {
            y = new Node(this, x, y.array(), y.dual()).output();
        } else if (!mode.inside && y.node() == null && y.dual() == null) {
            Cut.mark(y, x);
        }
        if (listener != null) {
            Watch.tell(mode, listener, this, start, y, x);
        }
        return y;
    }

    /** An op that is linear in its first input and constant in the others: it is its own tangent map. */
    interface Linear extends Op {
        @Override
        default int used() {
            return -2;
        }

        @Override
        default Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            Tensor[] moved = x.clone();
            moved[0] = dx[0];
            return apply(moved);
        }
    }
}
