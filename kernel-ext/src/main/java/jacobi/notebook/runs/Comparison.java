package jacobi.notebook.runs;

import jacobi.OperationInterruptedException;
import jacobi.Tensors;
import jacobi.notebook.chart.Along;
import jacobi.notebook.chart.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** Runs that differ in some values: a curve for each in one chart, and a row for each in one table. */
public final class Comparison {
    /** What {@link Tensors#manualSeed} is set to before each run; a repeat has the next number. */
    static final long SEED = 42;
    /** How many runs there are at most, with all their repeats. */
    static final int MOST_RUNS = 120;

    /** One run to make. */
    public record Run(Map<String, String> values, Runnable action) {
        String label() {
            List<String> parts = new ArrayList<>();
            values.forEach((name, value) -> parts.add(name + "=" + value));
            return String.join(", ", parts);
        }
    }

    /** How a repeat of a run went; its error is null if it went through. */
    record Outcome(Run run, double seconds, String error, List<Board.Line> lines) {
    }

    private static volatile ComparisonTable latest;

    private final LiveChart chart;
    private final List<Run> runs;
    private final int repeats;
    private final Along along;
    private final List<Outcome> outcomes = new ArrayList<>();
    private String which = "";
    private volatile boolean cancelled;
    private RuntimeException firstFailure;

    /**
     * A comparison.
     *
     * @param chart   where to draw; null for nowhere
     * @param options how often, and along what
     */
    public Comparison(LiveChart chart, List<Run> runs, CompareArguments.Options options) {
        this.chart = chart;
        this.runs = runs;
        this.repeats = options.repeats();
        this.along = options.along();
        if ((long) runs.size() * repeats > MOST_RUNS) {
            throw new IllegalArgumentException("%%compare: " + runs.size() + " combinations of values with " + repeats
                    + " repeats are " + runs.size() * repeats + " runs, and at most " + MOST_RUNS
                    + " are made; give fewer values or repeats");
        }
    }

    /** The table of the last comparison; null before the first. */
    public static Table latest() {
        ComparisonTable table = latest;
        return table == null ? null : table.table();
    }

    /** Has no further run begin. */
    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /**
     * Makes the runs one after the other; repeats come when each was made once. One that fails is noted and not
     * repeated, and the next one begins, unless it was the first of all.
     */
    public void run() {
        if (chart != null) {
            chart.board().along(along);
            which = chart.comparison();
        }
        boolean goOn = true;
        for (int repeat = 0; repeat < repeats && goOn; repeat++) {
            for (int i = 0; i < runs.size() && goOn; i++) {
                if (!cancelled && !failed(runs.get(i))) {
                    outcomes.add(run(runs.get(i), i, repeat));
                    goOn = outcomes.size() > 1 || outcomes.getFirst().error() == null;
                }
            }
        }
        ComparisonTable table = new ComparisonTable(runs, outcomes);
        if (chart != null) {
            chart.endRuns(note(table));
            if (cancelled) {
                chart.outcome("stopped");               // drawn when the cell ends, which is to be soon
            } else {
                chart.showNow();
            }
        }
        latest = table;
    }

    private boolean failed(Run run) {
        return outcomes.stream().anyMatch(outcome -> outcome.run() == run && outcome.error() != null);
    }

    private Outcome run(Run run, int index, int repeat) {
        String again = repeats == 1 ? "" : ", repeat " + (repeat + 1) + " of " + repeats;
        History.Run noted = chart == null ? null : chart.begin(run.label() + which, repeat,
                run.label() + (repeats == 1 ? "" : ", seed " + (SEED + repeat)),
                "Run " + (index + 1) + " of " + runs.size() + ": " + run.label() + again);
        Tensors.manualSeed(SEED + repeat);
        long start = System.nanoTime();
        String error = null;
        try {
            run.action().run();
        } catch (OperationInterruptedException e) {
            cancelled = true;
            error = "stopped";
        } catch (RuntimeException e) {
            error = cancelled ? "stopped" : sentence(e);
            firstFailure = firstFailure == null ? e : firstFailure;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (noted != null) {
            noted.end(error == null ? "finished" : error.equals("stopped") ? error : "failed: " + error);
        }
        return new Outcome(run, seconds, error, noted == null ? List.of() : noted.lines());
    }

    private String note(ComparisonTable table) {
        String told = repeats == 1 ? "Each run starts from seed " + SEED
                + "; final values are means of the last 5 % of its steps."
                : "Lines are means of " + repeats + " repeats (seeds " + SEED + " to " + (SEED + repeats - 1)
                + "), bands go from the lowest to the highest.\n"
                + "Final values are means of the last 5 % of the steps, and of the repeats.";
        String axis = along == Along.EXAMPLES && !table.sawExamples()
                ? "\nNo loop over batches was seen, so the axis counts steps." : "";
        return (cancelled ? "Stopped. " : "") + told + table.order() + axis;
    }

    /** {@return what went wrong in the runs that failed, in one sentence; null if none did} */
    String failures() {
        List<Outcome> failed = outcomes.stream().filter(outcome -> outcome.error() != null).toList();
        if (failed.isEmpty() || cancelled) {
            return null;
        }
        Outcome first = failed.getFirst();
        String which = outcomes.size() == 1 && runs.size() > 1 ? "the first of " + runs.size() + " runs, "
                : failed.size() + " of " + runs.size() + " runs failed, the first with ";
        return "%%compare: " + which + first.run().label() + (outcomes.size() == 1 ? ", failed, so no other was begun: "
                : ": ") + first.error();
    }

    /** Whether some run went through. */
    boolean anySuccess() {
        return outcomes.stream().anyMatch(outcome -> outcome.error() == null);
    }

    RuntimeException firstFailure() {
        return firstFailure;
    }

    /** What an exception says; what it is, if it says nothing. */
    public static String sentence(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }
}
