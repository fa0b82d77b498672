package jacobi.notebook.runs;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import jacobi.notebook.chart.Along;
import jacobi.notebook.chart.Board;
import jacobi.notebook.display.TableDisplay;
import jacobi.notebook.display.Words;
import jacobi.notebook.runs.Comparison.Outcome;
import jacobi.notebook.runs.Comparison.Run;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** The runs of a comparison as a table: a row for each, the best one first. */
final class ComparisonTable {
    private static final int MOST_MEASURES = 8;
    /** What measures end in of which more is better. */
    private static final Set<String> MORE_IS_BETTER = Set.of("accuracy", "acc", "score", "auc", "f1", "precision", "recall",
            "reward", "return", "r2", "psnr", "bleu", "iou", "dice", "correct", "likelihood", "elbo");

    /** A row: all repeats of a run. */
    private record Row(Run run, List<Outcome> outcomes) {
        double mean(ToDoubleFunction<Outcome> of) {
            return outcomes.stream().mapToDouble(of).average().orElse(Double.NaN);
        }

        String error() {
            for (Outcome outcome : outcomes) {
                if (outcome.error() != null) {
                    return outcome.error().lines().findFirst().orElse("");
                }
            }
            return outcomes.stream().flatMap(outcome -> outcome.lines().stream()).filter(line -> line.points().broken())
                    .findFirst().map(line -> line.name() + " became " + line.points().brokenValue() + " "
                            + Along.STEP.at(line.points().brokenAt())).orElse("");
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Set<String> measures = new LinkedHashSet<>();
    private final boolean repeated;
    private Table table;

    ComparisonTable(List<Run> runs, List<Outcome> outcomes) {
        for (Run run : runs) {
            List<Outcome> all = outcomes.stream().filter(outcome -> outcome.run() == run).toList();
            if (!all.isEmpty()) {
                rows.add(new Row(run, all));
            }
        }
        for (Outcome outcome : outcomes) {
            outcome.lines().stream().map(Board.Line::name).filter(name -> measures.size() < MOST_MEASURES)
                    .forEach(measures::add);
        }
        repeated = rows.stream().anyMatch(row -> row.outcomes().size() > 1);
        if (!measures.isEmpty()) {
            String first = measures.iterator().next();
            Comparator<Row> order = Comparator.comparingDouble(row -> {
                double value = row.mean(outcome -> closing(outcome, first));
                return Double.isNaN(value) ? Double.POSITIVE_INFINITY : moreIsBetter(first) ? -value : value;
            });
            rows.sort(Comparator.<Row, Boolean>comparing(row -> !row.error().isEmpty()).thenComparing(order));
        }
    }

    /** Whether a larger value of it is the better one, as far as its name tells. */
    static boolean moreIsBetter(String measure) {
        return MORE_IS_BETTER.contains(Board.quantity(measure));
    }

    /** Whether loops over batches ran. */
    boolean sawExamples() {
        return rows.stream().flatMap(row -> row.outcomes().stream()).flatMap(outcome -> outcome.lines().stream())
                .anyMatch(line -> line.points().lastExample() > 0);
    }

    /** A sentence, after a blank, about the order of the rows. */
    String order() {
        if (measures.isEmpty() || rows.size() < 2) {
            return "";
        }
        String first = measures.iterator().next();
        return "\nThe table begins with the run whose " + Words.shorten(first, 40) + " ends "
                + (moreIsBetter(first) ? "highest." : "lowest.");
    }

    private static double closing(Outcome outcome, String measure) {
        return outcome.lines().stream().filter(line -> line.name().equals(measure)).findFirst()
                .map(line -> line.points().closing()).orElse(Double.NaN);
    }

    /** {@return the table, made when it is first asked for: a cell that is stopped does not wait for it} */
    synchronized Table table() {
        if (table == null) {
            table = made();
        }
        return table;
    }

    private Table made() {
        Table table = Table.create("comparison");
        if (!rows.isEmpty()) {
            for (String name : rows.getFirst().run().values().keySet()) {
                table.addColumns(StringColumn.create(name, rows.stream().map(row -> row.run().values().get(name)).toList()));
            }
        }
        for (String measure : measures) {
            addMeasure(table, measure);
        }
        LongColumn steps = LongColumn.create("steps");
        DoubleColumn rate = DoubleColumn.create("steps per second");
        DoubleColumn time = DoubleColumn.create("seconds");
        StringColumn error = StringColumn.create("error");
        for (Row row : rows) {
            steps.append(Math.round(row.mean(ComparisonTable::steps)));
            rate.append(row.mean(ComparisonTable::steps) / row.mean(Outcome::seconds));
            time.append(row.mean(Outcome::seconds));
            error.append(row.error());
        }
        table.addColumns(steps, rate, time);
        if (repeated) {
            table.addColumns(LongColumn.create("repeats", rows.stream().mapToLong(row -> row.outcomes().size()).toArray()));
        }
        if (rows.stream().anyMatch(row -> !row.error().isEmpty())) {
            table.addColumns(error);
        }
        for (NumericColumn<?> column : table.numericColumns()) {
            if (column instanceof DoubleColumn doubles) {
                doubles.setPrintFormatter(formatter(TableDisplay.digits(doubles)));
            }
        }
        return table;
    }

    private void addMeasure(Table table, String measure) {
        DoubleColumn mean = DoubleColumn.create("final " + measure);
        DoubleColumn low = DoubleColumn.create("lowest " + measure);
        DoubleColumn high = DoubleColumn.create("highest " + measure);
        for (Row row : rows) {
            mean.append(row.mean(outcome -> closing(outcome, measure)));
            low.append(row.outcomes().stream().mapToDouble(outcome -> closing(outcome, measure)).min().orElse(Double.NaN));
            high.append(row.outcomes().stream().mapToDouble(outcome -> closing(outcome, measure)).max().orElse(Double.NaN));
        }
        table.addColumns(mean);
        if (repeated) {
            table.addColumns(low, high);
        }
    }

    private static long steps(Outcome outcome) {
        return outcome.lines().stream().mapToLong(line -> line.points().count()).max().orElse(0);
    }

    /** For those who see Tablesaw's own text, as in JShell. */
    private static NumberColumnFormatter formatter(int digits) {
        String pattern = digits < 0 ? "0.000E0" : "0" + (digits == 0 ? "" : ".") + "0".repeat(digits);
        return new NumberColumnFormatter(new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)));
    }
}
