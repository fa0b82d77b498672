package jacobi.notebook.magic;

import jacobi.Tensor;
import jacobi.notebook.Measure;
import jacobi.notebook.Memory;
import jacobi.notebook.magic.Magic.Kind;
import jacobi.notebook.magic.MagicCall.Options;
import jacobi.optim.SGD;
import java.util.function.Supplier;

/** Magics that measure. */
final class MeasureMagics {
    private static final double LONGEST_SECONDS = 3600;

    static final Magic BENCH = new Magic("bench", Kind.CELL, "[runs=n] [seconds=s]",
            "How long the cell's code takes: warmed up, run many times, median and spread.", "%%bench", call -> {
        Options options = call.options("runs", "seconds");
        if (!options.rest().isEmpty()) {
            throw call.failure("does not know " + options.line() + "; write %%bench runs=100 seconds=5, and the code below it");
        }
        double seconds = options.number("seconds", Measure.SECONDS);
        if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
            throw call.failure("seconds=" + options.named().get("seconds") + " is not a time from 0 to 3600 seconds");
        }
        Measure.benchCell(call.code(), options.whole("runs", Measure.RUNS, 1, 1_000_000), seconds);
        return null;
    });

    static final Magic PROFILE = new Magic("profile", Kind.CELL, "",
            "Where the cell's time goes: by op, forward and backward, and by line.", "%%profile", call -> {
        if (!call.words().isEmpty()) {
            throw call.failure("takes nothing but the code below it, not " + call.line());
        }
        return Measure.profileCell(call.code());
    });

    static final Magic MEMORY = new Magic("memory", Kind.LINE, "[free]",
            "Tensors in memory by variable and shape, and the heap; free lets go of results of cells.", "%memory", call -> {
        if (call.words().isEmpty()) {
            Memory.memory();
        } else if (call.line().equals("free")) {
            Memory.freeMemory();
        } else {
            throw call.failure("takes nothing, or free, not " + call.line());
        }
        return null;
    });

    static final Magic LRFIND = new Magic("lrfind", Kind.LINE, "optimizer loss [from=1e-6] [to=1] [steps=100]",
            "Draws the loss against a growing learning rate, and says which one to take.",
            "%lrfind sgd model.apply(x).crossEntropy(y)", call -> {
        Options options = call.options("from", "to", "steps");
        if (options.rest().size() < 2) {
            throw call.failure("needs an optimizer and a loss, such as %lrfind sgd model.apply(x).crossEntropy(y)");
        }
        String name = options.rest().getFirst();
        String loss = String.join(" ", options.rest().subList(1, options.rest().size()));
        Object optimizer = call.evaluate(name);
        if (!(optimizer instanceof SGD sgd)) {
            throw call.failure(name + " is not an optimizer" + (optimizer == null ? "" : " but a "
                    + optimizer.getClass().getSimpleName()) + "; write one first, then the loss");
        }
        Measure.lrfind(sgd, supplier(call, loss), options.number("from", 1e-6), options.number("to", 1),
                options.whole("steps", 100, 10, 100_000));
        return null;
    });

    @SuppressWarnings("unchecked")
    private static Supplier<Tensor> supplier(MagicCall call, String loss) {
        return (Supplier<Tensor>) call.evaluate("(java.util.function.Supplier<jacobi.Tensor>) (() -> " + loss + ")");
    }

    private MeasureMagics() {
    }
}
