package jacobi.notebook;

import jacobi.notebook.cell.Hosts;
import jacobi.notebook.chart.Board;
import jacobi.notebook.chart.ChartDisplay;
import jacobi.notebook.chart.Curve;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import jacobi.notebook.display.TableDisplay;
import jacobi.notebook.display.Words;
import jacobi.notebook.runs.Comparison;
import jacobi.notebook.runs.History;
import jacobi.notebook.runs.RunSelection;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.RuntimeIOException;

/**
 * The history of this session's runs: the magics {@code %runs} and {@code %loss} as methods, statically imported in a
 * notebook and in JShell. A run is a cell that logged, or one of a comparison's runs, or a training. It stays when its
 * cell is run again, fails or is stopped. The last 100 runs keep their curves (each at most 512 points, which stand for
 * many values when there are more), the last 1000 their figures.
 */
public final class Runs {
    private static final int MOST_MEASURES = 6;

    private Runs() {
    }

    /**
     * All runs, oldest first.
     *
     * {@snippet :
     * runs().sortAscendingOn("final loss").first(3)
     * }
     *
     * @return a row for each run: its number, cell, beginning, seconds, steps, the final values of what was logged (means
     *         of the last 5 % of its steps) and how it ended
     */
    public static Table runs() {
        return table(History.session().runs());
    }

    /**
     * Shows the curves of some runs in one chart, or writes them to a file. Without words, shows the table of all runs.
     *
     * {@snippet :
     * runs("3 5");                        // two runs; 3-5 are three
     * runs("last 3 loss x=seconds");      // the loss of the last three over time
     * runs("csv=runs.csv");               // all values of all runs as a file
     * }
     *
     * @param selection numbers, {@code last 3}, names of what was logged, {@code x=step}, {@code x=examples} or
     *                  {@code x=seconds}; {@code csv=file} writes a file, and {@code overwrite=yes} lets it replace one
     * @throws IllegalArgumentException for a run or a name that does not exist, or a file that cannot be written
     */
    public static void runs(String selection) {
        List<History.Run> all = History.session().runs();
        List<String> words = selection.isBlank() ? List.of() : List.of(selection.strip().split("\\s+"));
        RunSelection chosen = RunSelection.parse("runs", words, all);
        if (chosen.csv() != null) {
            write(chosen);
        } else if (chosen.picked() && !chosen.runs().isEmpty()) {
            Hosts.show(new ChartDisplay(chosen.snapshot(true)));
        } else {
            Hosts.show(list(all));
        }
    }

    /**
     * Shows the curves of runs in one chart.
     *
     * @param first the number of one
     * @param more  numbers of others
     * @throws IllegalArgumentException if there is no such run
     */
    public static void runs(int first, int... more) {
        StringBuilder words = new StringBuilder().append(first);
        Arrays.stream(more).forEach(number -> words.append(' ').append(number));
        runs(words.toString());
    }

    /**
     * Shows the chart of the running cell, or of the last cell that logged, again.
     *
     * {@snippet :
     * loss();                             // all of it
     * loss("accuracy");                   // what is called so, or ends in this word
     * }
     *
     * @param metrics what to show; nothing for all. Among them, {@code x=step}, {@code x=examples} or {@code x=seconds}
     *                says what the horizontal axis counts
     * @throws IllegalArgumentException if nothing of that name was logged there
     */
    public static void loss(String... metrics) {
        List<History.Run> all = History.session().runs();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("loss: nothing was logged yet; call log(\"loss\", loss) in a training loop");
        }
        Object group = all.getLast().group();
        List<History.Run> last = all.stream().filter(run -> run.group() == group).toList();
        List<String> words = new ArrayList<>(List.of("last", String.valueOf(last.size())));
        for (String metric : metrics) {
            words.addAll(List.of(metric.strip().split("\\s+")));
        }
        words.removeIf(String::isEmpty);
        RunSelection chosen = RunSelection.parse("loss", words, last);
        if (chosen.csv() != null) {
            throw new IllegalArgumentException("loss: writes no file; write runs(\"last csv=" + chosen.csv() + "\")");
        }
        Hosts.show(new ChartDisplay(chosen.snapshot(false)));
    }

    /**
     * All curves that are kept, as one long table with a row for each point.
     *
     * @return the columns run, label, metric, step, value, lowest and highest (of the values that the point stands for),
     *         seconds, examples (that loops over batches gave out since the run began)
     */
    public static Table runValues() {
        return values(History.session().runs(), Set.of());
    }

    private static Display list(List<History.Run> runs) {
        if (runs.isEmpty()) {
            return () -> "No runs yet: a cell that calls log(\"loss\", loss) is one.";
        }
        long dropped = runs.stream().filter(History.Run::dropped).count();
        int forgotten = History.session().forgotten();
        String note = (forgotten == 0 ? "" : "Of " + forgotten + " earlier runs nothing is kept. ")
                + (dropped == 0 ? "" : "The curves of " + dropped + " of these runs were let go: the last "
                + History.MOST_DRAWN + " runs keep theirs.");
        Display table = new TableDisplay(table(runs));
        return note.isEmpty() ? table : new Display() {
            @Override
            public String text() {
                return table.text() + "\n" + note.strip();
            }

            @Override
            public String html() {
                return "<div>" + table.html() + "\n<p>" + Html.escape(note.strip()) + "</p></div>";
            }
        };
    }

    private static Table table(List<History.Run> runs) {
        IntColumn number = IntColumn.create("run");
        StringColumn what = StringColumn.create("what");
        DateTimeColumn started = DateTimeColumn.create("started");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        LongColumn steps = LongColumn.create("steps");
        StringColumn state = StringColumn.create("state");
        Set<String> measures = new LinkedHashSet<>();
        List<Map<String, Double>> finals = runs.stream().map(History::finals).toList();
        finals.reversed().forEach(of -> of.keySet().stream().filter(name -> measures.size() < MOST_MEASURES)
                .forEach(measures::add));
        for (History.Run run : runs) {
            number.append(run.number());
            what.append(run.what());
            started.append(run.start().time().withNano(0));
            seconds.append(run.seconds());
            steps.append(run.steps());
            state.append(run.state());
        }
        Table table = Table.create("runs", number, what, started, seconds, steps);
        for (String measure : measures) {
            table.addColumns(DoubleColumn.create("final " + measure,
                    finals.stream().mapToDouble(of -> of.getOrDefault(measure, Double.NaN)).toArray()));
        }
        return table.addColumns(state);
    }

    private static Table values(List<History.Run> runs, Set<String> metrics) {
        IntColumn number = IntColumn.create("run");
        StringColumn label = StringColumn.create("label");
        StringColumn metric = StringColumn.create("metric");
        List<DoubleColumn> columns = List.of(DoubleColumn.create("step"), DoubleColumn.create("value"),
                DoubleColumn.create("lowest"), DoubleColumn.create("highest"), DoubleColumn.create("seconds"),
                DoubleColumn.create("examples"));
        for (History.Run run : runs) {
            for (Board.Line line : run.lines()) {
                Curve.Points points = line.points();
                List<double[]> parts = List.of(points.step(), points.mean(), points.low(), points.high(), points.seconds(),
                        points.examples());
                for (int i = 0; i < points.size() && (metrics.isEmpty() || metrics.contains(line.name())); i++) {
                    number.append(run.number());
                    label.append(run.what());
                    metric.append(line.name());
                    for (int c = 0; c < parts.size(); c++) {
                        columns.get(c).append(parts.get(c)[i]);
                    }
                }
            }
        }
        return Table.create("values", number, label, metric).addColumns(columns.toArray(DoubleColumn[]::new));
    }

    private static void write(RunSelection chosen) {
        String name = Words.shorten(chosen.csv(), 100);
        Table table = values(chosen.runs(), chosen.metrics());
        try {
            Path file = Path.of(chosen.csv());
            if (chosen.csv().isBlank() || Files.isDirectory(file)) {
                throw new IllegalArgumentException("runs: csv=" + name + " is no name of a file; write csv=runs.csv");
            }
            if (Files.exists(file) && !chosen.overwrite()) {
                throw new IllegalArgumentException("runs: there is a file " + name
                        + " already; write overwrite=yes to replace it, or take another name");
            }
            table.write().csv(file.toFile());
            Hosts.show(() -> table.rowCount() + " points of " + chosen.runs().size()
                    + (chosen.runs().size() == 1 ? " run" : " runs") + " are in " + file.toAbsolutePath().normalize());
        } catch (RuntimeIOException | UncheckedIOException | InvalidPathException e) {
            throw new IllegalArgumentException("runs: the file " + name + " cannot be written; take a name in a folder that "
                    + "exists (" + Comparison.sentence(e) + ")", e);
        }
    }
}
