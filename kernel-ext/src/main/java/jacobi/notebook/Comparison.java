package jacobi.notebook;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jacobi.OperationInterruptedException;
import jacobi.Tensors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Runs that differ in some values: a curve for each in one chart, and a row for each in one table. */
final class Comparison {
    /** What {@link Tensors#manualSeed} is set to before each run. */
    static final long SEED = 42;
    private static final int MOST_MEASURES = 8;

    /** One run to make. */
    record Run(Map<String, String> values, Runnable action) {
        String label() {
            List<String> parts = new ArrayList<>();
            values.forEach((name, value) -> parts.add(name + "=" + value));
            return String.join(", ", parts);
        }
    }

    private record Outcome(Run run, double seconds, String error) {
    }

    private static volatile Table latest;

    private final LiveChart chart;
    private final List<Run> runs;
    private final List<Outcome> outcomes = new ArrayList<>();
    private volatile boolean cancelled;
    private RuntimeException firstFailure;

    Comparison(LiveChart chart, List<Run> runs) {
        this.chart = chart;
        this.runs = runs;
    }

    /** The table of the last comparison; null before the first. */
    static Table latest() {
        return latest;
    }

    /** Has no further run begin. */
    void cancel() {
        cancelled = true;
    }

    /**
     * Makes the runs one after the other. One that fails is noted, and the next one begins, unless it was the first.
     *
     * @return the table
     */
    Table run() {
        for (Run run : runs) {
            if (cancelled) {
                break;
            }
            tell(run.label(), "Run " + (outcomes.size() + 1) + " of " + runs.size() + ": " + run.label());
            Tensors.manualSeed(SEED);
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
            outcomes.add(new Outcome(run, (System.nanoTime() - start) / 1e9, error));
            if (error != null && outcomes.size() == 1) {
                break;
            }
        }
        tell("", (cancelled ? "Stopped. " : "") + "Each run starts from seed " + SEED
                + "; final values are means of the last 5 % of its steps.");
        if (chart != null) {
            chart.showNow();
        }
        return latest = table();
    }

    private void tell(String run, String note) {
        if (chart != null) {
            chart.board().run(run, note);
            chart.changed();
        }
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

    private static String sentence(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }

    private Table table() {
        Map<String, Map<String, Curve.Points>> byRun = new LinkedHashMap<>();
        Set<String> measures = new LinkedHashSet<>();
        if (chart != null) {
            for (Board.Line line : chart.board().snapshot().lines()) {
                byRun.computeIfAbsent(line.run(), run -> new LinkedHashMap<>()).put(line.name(), line.points());
                if (!line.run().isEmpty() && measures.size() < MOST_MEASURES) {
                    measures.add(line.name());
                }
            }
        }
        Table table = Table.create("comparison");
        if (!runs.isEmpty()) {
            for (String name : runs.getFirst().values().keySet()) {
                table.addColumns(StringColumn.create(name, outcomes.stream().map(o -> o.run().values().get(name)).toList()));
            }
        }
        for (String measure : measures) {
            DoubleColumn column = DoubleColumn.create("final " + measure);
            for (Outcome outcome : outcomes) {
                Curve.Points points = byRun.getOrDefault(outcome.run().label(), Map.of()).get(measure);
                column.append(points == null ? Double.NaN : points.closing());
            }
            table.addColumns(column);
        }
        LongColumn steps = LongColumn.create("steps");
        DoubleColumn rate = DoubleColumn.create("steps per second");
        DoubleColumn time = DoubleColumn.create("seconds");
        StringColumn error = StringColumn.create("error");
        for (Outcome outcome : outcomes) {
            long most = byRun.getOrDefault(outcome.run().label(), Map.of()).values().stream()
                    .mapToLong(Curve.Points::count).max().orElse(0);
            steps.append(most);
            rate.append(most / outcome.seconds());
            time.append(outcome.seconds());
            error.append(outcome.error() == null ? "" : outcome.error().lines().findFirst().orElse(""));
        }
        table.addColumns(steps, rate, time);
        if (outcomes.stream().anyMatch(outcome -> outcome.error() != null)) {
            table.addColumns(error);
        }
        for (NumericColumn<?> column : table.numericColumns()) {
            if (column instanceof DoubleColumn doubles) {
                doubles.setPrintFormatter(formatter(TableDisplay.digits(doubles)));
            }
        }
        return table;
    }

    /** For those who see Tablesaw's own text, as in JShell. */
    private static NumberColumnFormatter formatter(int digits) {
        String pattern = digits < 0 ? "0.000E0" : "0" + (digits == 0 ? "" : ".") + "0".repeat(digits);
        return new NumberColumnFormatter(new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)));
    }
}
