package jacobi.autograd;

import jacobi.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hooks on values: while some code runs, a listener sees each op that it applies, with its inputs and its result, in the
 * forward pass and in the backward pass. What an op applies in turn is a part of it and not told. (For hooks on
 * gradients, see {@link Tensor#onGradient}.)
 *
 * {@snippet :
 * Watch.with(step -> System.out.println(step.op().name() + " " + step.output().shape()), () -> model.apply(x));
 * }
 */
public final class Watch {
    /** How many threads are being watched, so that the others need not look. */
    private static final AtomicInteger WATCHED = new AtomicInteger();

    /** Who sees the ops of all threads without a listener of their own; null for nobody. */
    private static volatile Listener everywhere;

    private Watch() {
    }

    /**
     * An op that has been applied.
     *
     * @param op         the op
     * @param inputs     what it was applied to
     * @param output     what it computed
     * @param nanos      how long that took, in nanoseconds
     * @param gradientOf in a backward pass, the op whose gradient this is a part of; null otherwise
     */
    public record Step(Op op, List<Tensor> inputs, Tensor output, long nanos, Op gradientOf) {
    }

    /** Sees ops. Those that it applies itself are not told. */
    @FunctionalInterface
    public interface Listener {
        /** Is told of an op, on the thread that applied it, at once. */
        void applied(Step step);

        /**
         * Is told of work that is no op, such as an optimizer's step, on the thread that did it, at once.
         *
         * @param name  what it is called
         * @param nanos how long it took, in nanoseconds
         */
        default void worked(String name, long nanos) {
        }
    }

    /**
     * {@return what {@code body} returns, while a listener sees the ops of this thread} A listener from outside sees
     * nothing meanwhile.
     */
    public static <T> T with(Listener listener, Supplier<T> body) {
        GradMode mode = GradMode.current();
        Listener before = mode.listener;
        boolean inside = mode.inside;
        mode.listener = listener;
        mode.inside = false;
        WATCHED.incrementAndGet();
        try {
            return body.get();
        } finally {
            WATCHED.decrementAndGet();
            mode.listener = before;
            mode.inside = inside;
        }
    }

    /** Runs {@code body} while a listener sees the ops of this thread; see {@link #with(Listener, Supplier)}. */
    public static void with(Listener listener, Runnable body) {
        with(listener, () -> {
            body.run();
            return null;
        });
    }

    /**
     * Runs {@code body} while a listener sees the ops of all threads that have none of their own, at the same time where
     * they work at the same time; for code that others run, on threads of theirs, as the kernels of notebooks do.
     *
     * @throws IllegalStateException if there is such a listener already
     */
    public static void everywhere(Listener listener, Runnable body) {
        synchronized (WATCHED) {
            if (everywhere != null) {
                throw new IllegalStateException("everywhere: the ops of all threads are being watched already; "
                        + "wait until that is over");
            }
            everywhere = listener;
        }
        WATCHED.incrementAndGet();
        try {
            body.run();
        } finally {
            WATCHED.decrementAndGet();
            everywhere = null;
        }
    }

    /**
     * {@return what {@code body} returns} A listener is told of it as one piece of work, and not of the ops inside.
     *
     * @param name such as {@code SGD step}
     */
    public static <T> T work(String name, Supplier<T> body) {
        if (!isOn()) {
            return body.get();
        }
        GradMode mode = GradMode.current();
        Listener listener = listener(mode);
        if (listener == null) {
            return body.get();
        }
        long start = System.nanoTime();
        mode.inside = true;
        try {
            T result = body.get();
            listener.worked(name, System.nanoTime() - start);
            return result;
        } finally {
            mode.inside = false;
        }
    }

    /** Who is to be told of what this thread does next; null for nobody. */
    static Listener listener(GradMode mode) {
        return mode.inside ? null : mode.listener != null ? mode.listener : everywhere;
    }

    /** {@return whether any thread is being watched} */
    public static boolean isOn() {
        return WATCHED.get() > 0;
    }

    static void tell(GradMode mode, Listener listener, Op op, long start, Tensor y, Tensor[] x) {
        long nanos = System.nanoTime() - start;
        mode.inside = true;
        try {
            listener.applied(new Step(op, List.of(x), y, nanos, mode.gradientOf));
        } finally {
            mode.inside = false;
        }
    }

    /** {@return what {@link Op#gradient} returns; the ops that it applies are told as parts of that gradient} */
    static Tensor gradient(Op op, int i, Tensor g, Tensor y, Tensor[] x) {
        if (!isOn()) {
            return op.gradient(i, g, y, x);
        }
        GradMode mode = GradMode.current();
        Op before = mode.gradientOf;
        mode.gradientOf = op;
        try {
            return op.gradient(i, g, y, x);
        } finally {
            mode.gradientOf = before;
        }
    }
}
