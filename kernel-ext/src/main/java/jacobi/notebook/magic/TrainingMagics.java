package jacobi.notebook.magic;

import jacobi.notebook.Runs;
import jacobi.notebook.Training;
import jacobi.notebook.magic.Magic.Kind;
import jacobi.notebook.runs.CompareCell;

/** Magics that run a cell and keep an eye on what it logs. */
final class TrainingMagics {
    static final Magic COMPARE = new Magic("compare", Kind.CELL,
            "name=v1,v2,... [other=...] [repeats=n] [x=step|examples|seconds]",
            "Runs the cell once for each value, and draws what it logs in one chart; the best comes first in a table.",
            "%%compare batchSize=16,64,256 repeats=3", call -> CompareCell.run(call.words(), call.code()));

    static final Magic TRAIN = new Magic("train", Kind.CELL, "[epochs=n]",
            "Runs the cell once for each epoch, with the time left; the variable epoch counts from 1.",
            "%%train epochs=10", call -> {
        MagicCall.Options options = call.options("epochs");
        if (!options.rest().isEmpty()) {
            throw call.failure("does not know " + options.line() + "; write %%train epochs=10");
        }
        Training.train(options.whole("epochs", 1, 1, Training.MOST_EPOCHS), call.code());
        return null;
    });

    static final Magic LOSS = new Magic("loss", Kind.LINE, "[name...] [x=step|examples|seconds]",
            "Shows the chart of the running cell, or of the last run, again.", "%loss accuracy", call -> {
        Runs.loss(call.words().toArray(String[]::new));
        return null;
    });

    static final Magic RUNS = new Magic("runs", Kind.LINE,
            "[3 5] [last n] [name...] [x=step|examples|seconds] [csv=file [overwrite=yes]]",
            "All runs of this session; some of them in one chart, or their values in a file.", "%runs last 3 loss", call -> {
        Runs.runs(call.line());
        return null;
    });

    private TrainingMagics() {
    }
}
