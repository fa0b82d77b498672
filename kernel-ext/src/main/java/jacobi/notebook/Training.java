package jacobi.notebook;

import jacobi.Interruption;
import jacobi.OperationInterruptedException;
import jacobi.data.Progress;
import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.cell.OwnThread;
import jacobi.notebook.display.Words;
import jacobi.notebook.measure.CellEpochs;
import jacobi.notebook.runs.Comparison;
import jacobi.notebook.runs.LiveChart;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Training for several epochs: the magic {@code %%train} as methods, statically imported in a notebook and in JShell. */
public final class Training {
    /** How many epochs there are at most. */
    public static final int MOST_EPOCHS = 1_000_000;
    private static final Pattern OWN = Pattern.compile("(?m)^\\s*(?:final\\s+)?(?:var|int|long)\\s+epoch\\s*=.*$");

    private Training() {
    }

    /**
     * Runs something once for each epoch, under a bar that tells the time left. What it logs goes on in one live chart
     * and is one run in the history. An interrupt ends it within one op; what was logged stays, and the chart says in
     * which epoch that was.
     *
     * {@snippet :
     * train(10, epoch -> {
     *     for (var batch : mnist.train().shuffle(epoch).batches(64)) {
     *         var loss = model.apply(batch.x()).crossEntropy(batch.y());
     *         loss.backward();
     *         sgd.step();
     *         log("loss", loss);
     *     }
     * });
     * }
     *
     * @param epochs how many
     * @param epoch  what to run; it gets the epoch's number, from 1 on
     * @throws IllegalArgumentException if the number of epochs is not from 1 to a million
     * @throws CellFailure              if an epoch failed; it says which one
     * @throws OperationInterruptedException if it was interrupted
     */
    public static void train(int epochs, IntConsumer epoch) {
        check(epochs);
        run("train", epochs, (next, begin) -> {
            begin.accept(next);
            epoch.accept(next);
            return next + 1;
        }, () -> false);
    }

    /**
     * Runs code of the notebook once for each epoch; this is {@code %%train epochs=10} above a cell. The code sees the
     * epoch's number, from 1 on, as the variable {@code epoch}. Its declarations begin anew with each epoch: what lasts
     * longer, the model and its optimizer, belongs into a cell before. The first epochs and the last compile the code
     * anew, which takes some tens of milliseconds each; see {@link CellEpochs} for the others.
     *
     * {@snippet :
     * train(10, "for (var batch : mnist.train().batches(64)) { log(\"loss\", step(batch)); }");
     * }
     *
     * @param code what a cell could have
     * @throws IllegalArgumentException if the number of epochs is not from 1 to a million, or the code has no use for it
     * @throws CellFailure              if an epoch failed, or if this host cannot evaluate code
     */
    public static void train(int epochs, String code) {
        check(epochs);
        if (code.isBlank()) {
            throw new IllegalArgumentException("%%train: there is no code to run; write the code of one epoch below it");
        }
        Matcher own = OWN.matcher(code);
        if (own.find()) {
            throw new IllegalArgumentException("%%train: the code declares epoch itself, which would hide the number of "
                    + "the epoch; remove: " + Words.shorten(own.group().strip(), 60));
        }
        Host host = Hosts.host();
        LiveChart.here();               // before the wait for the thread: what is to be done last at a cell's end comes first
        AtomicBoolean cancelled = new AtomicBoolean();
        OwnThread.run(host, "jacobi-train", () -> {
            try {
                CellEpochs cell = new CellEpochs(host, code, epochs);
                run("%%train", epochs, cell::run, cancelled::get);
            } catch (OperationInterruptedException e) {
                cancelled.set(true);                    // told by the chart; the cell is interrupted anyway
            }
        }, () -> cancelled.set(true));
    }

    private static void check(int epochs) {
        if (epochs < 1 || epochs > MOST_EPOCHS) {
            throw new IllegalArgumentException("train: takes 1 to " + MOST_EPOCHS + " epochs, not " + epochs);
        }
    }

    /** Runs one epoch or more. */
    private interface Epochs {
        /**
         * Runs some epochs.
         *
         * @param next  the number of the first
         * @param begin to be called with the number of each epoch before it begins
         * @return the number of the epoch after these
         */
        int run(int next, IntConsumer begin);
    }

    private static void run(String name, int epochs, Epochs body, BooleanSupplier cancelled) {
        LiveChart chart = LiveChart.here();
        boolean part = chart == null || chart.managed();
        if (!part) {
            chart.own(epochs == 1 ? "1 epoch" : epochs + " epochs");
        }
        Progress progress = Progress.start(epochs == 1 ? "training" : "training, " + epochs + " epochs", epochs);
        AtomicReference<String> where = new AtomicReference<>();
        try {
            for (int next = 1; next <= epochs; ) {
                next = body.run(next, epoch -> {
                    where.set("epoch " + epoch + " of " + epochs);
                    progress.step(epoch - 1);
                    Interruption.poll(where.get());
                    if (cancelled.getAsBoolean()) {
                        throw new OperationInterruptedException(where.get());
                    }
                });
            }
        } catch (RuntimeException e) {
            progress.leave();
            boolean stopped = cancelled.getAsBoolean() || e instanceof OperationInterruptedException;
            if (!part) {
                tell(chart, stopped ? "Stopped in " + where + "." : "Failed in " + where + ".",
                        stopped ? "stopped in " + where : "failed in " + where + ": " + Comparison.sentence(e));
            }
            if (stopped) {
                throw e instanceof OperationInterruptedException ? e : new OperationInterruptedException(where.get());
            }
            throw new CellFailure(name + ": " + where + " failed: " + Comparison.sentence(e), e);
        }
        progress.finish();
        if (!part) {
            chart.outcome("finished");
        }
    }

    /** Says in the chart, or below the cell where there is none, that training ended early. */
    private static void tell(LiveChart chart, String note, String outcome) {
        chart.outcome(outcome);
        if (chart.board().snapshot().lines().isEmpty()) {
            Hosts.show(() -> note);
        } else {
            chart.board().note(note);
            chart.changed();
        }
    }
}
