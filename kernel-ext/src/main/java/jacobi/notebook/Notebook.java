package jacobi.notebook;

import jacobi.Interruption;
import jacobi.Tensor;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.Words;
import jacobi.notebook.runs.CompareArguments;
import jacobi.notebook.runs.CompareCell;
import jacobi.notebook.runs.Comparison;
import jacobi.notebook.runs.LiveChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import tech.tablesaw.api.Table;

/**
 * What Jacobi adds to a notebook and to JShell; statically imported there, so that a cell just says
 * {@code log("loss", loss)}. Stopping a cell ends its ops, its loops over data and its calls of {@code log}; a plain
 * Java loop without any of them goes on in the background until the kernel is restarted.
 */
public final class Notebook {
    private static final int LONGEST_NAME = 200;

    private Notebook() {
    }

    /**
     * Adds a value to the live chart below the running cell; the first call in a cell makes the chart. Each name is a
     * curve, and curves whose names end in the same word ({@code train loss}, {@code test loss}) share a panel. Costs
     * well below a microsecond, however many values there are: the chart is drawn on another thread, some times a
     * second, and a curve keeps at most 512 points, each standing for many values when there are more.
     *
     * {@snippet :
     * for (int i = 0; i < 100; i++) {
     *     log("loss", Math.exp(-i / 30.0));
     * }
     * }
     *
     * <p>In JShell, a line of text from time to time takes the place of the chart, and a PNG file has the picture.
     *
     * @param name  what is measured
     * @param value the value; its step is one more than the last one of this name, 1 to begin with
     */
    public static void log(String name, double value) {
        LiveChart chart = chart(name);
        if (chart != null) {
            chart.add(name, value);
        }
    }

    /**
     * Adds a tensor's only number to the live chart; see {@link #log(String, double)}.
     *
     * @param value a tensor of one element, such as a loss
     * @throws IllegalArgumentException if it has more elements, or none
     */
    public static void log(String name, Tensor value) {
        log(name, number(name, value));
    }

    /**
     * Adds a value at a step of one's own; see {@link #log(String, double)}.
     *
     * @param step where on the horizontal axis; a step below the last one of this name begins a new curve
     */
    public static void log(String name, long step, double value) {
        LiveChart chart = chart(name);
        if (chart != null) {
            chart.add(name, step, value);
        }
    }

    /**
     * Adds a tensor's only number at a step of one's own; see {@link #log(String, long, double)}.
     *
     * @throws IllegalArgumentException if the tensor has more than one element, or none
     */
    public static void log(String name, long step, Tensor value) {
        log(name, step, number(name, value));
    }

    /**
     * Runs something once for each value, from the same random seed each time, and shows one chart with a curve for each
     * value of all that is logged meanwhile. In a notebook, {@code %%compare batchSize=16,64,256} does the same with a
     * cell.
     *
     * {@snippet :
     * compare("batchSize", new int[] {16, 64, 256}, batchSize -> train(batchSize));
     * compare("rate", new double[] {0.1, 0.01}, rate -> train(rate), "repeats=3", "x=seconds");
     * }
     *
     * @param name    what the values are, for the chart and the table
     * @param values  the values, all different, at most 24
     * @param run     what to run with each value
     * @param options {@code repeats=3} makes each run from three seeds: curves are means, in bands from the lowest to the
     *                highest; {@code x=examples} or {@code x=seconds} says what the horizontal axis counts: training
     *                examples that loops over batches gave out, or time
     * @return a row for each value: final values of what was logged, steps per second, seconds; the run with the lowest
     *         first value logged comes first, the highest where its name ends in accuracy, score or the like
     * @throws CellFailure if a run failed
     */
    public static Table compare(String name, int[] values, IntConsumer run, String... options) {
        return compare(name, Arrays.stream(values).boxed().toList(), run::accept, options);
    }

    /** Runs something once for each number; see {@link #compare(String, int[], IntConsumer, String...)}. */
    public static Table compare(String name, double[] values, DoubleConsumer run, String... options) {
        return compare(name, Arrays.stream(values).boxed().toList(), run::accept, options);
    }

    /** Runs something once for each value; see {@link #compare(String, int[], IntConsumer, String...)}. */
    public static <T> Table compare(String name, List<T> values, Consumer<? super T> run, String... options) {
        return compare(Map.of(name, values), at -> {
            @SuppressWarnings("unchecked")
            T value = (T) at.get(name);
            run.accept(value);
        }, options);
    }

    /**
     * Runs something once for each combination of values; see {@link #compare(String, int[], IntConsumer, String...)}.
     *
     * {@snippet :
     * compare(Map.of("rate", List.of(0.1, 0.01), "width", List.of(32, 128)),
     *         at -> train((double) at.get("rate"), (int) at.get("width")));
     * }
     *
     * @param values for each name its values; the last name's change fastest
     * @param run    gets a value for each name
     */
    public static Table compare(Map<String, ? extends List<?>> values, Consumer<Map<String, Object>> run, String... options) {
        CompareArguments.Options how = CompareArguments.take(List.of(options));
        if (!how.rest().isEmpty()) {
            throw new IllegalArgumentException("compare: does not know the option " + Words.shorten(how.rest().getFirst(), 60)
                    + "; there are repeats=3 and x=step, x=examples, x=seconds");
        }
        Comparison comparison = new Comparison(LiveChart.here(), combine(values, run), how);
        comparison.run();
        return CompareCell.finish(Hosts.host(), comparison, Comparison.latest());
    }

    private static List<Comparison.Run> combine(Map<String, ? extends List<?>> values, Consumer<Map<String, Object>> run) {
        long runs = values.isEmpty() ? 0 : 1;
        List<Map<String, Object>> points = List.of(Map.of());
        for (Map.Entry<String, ? extends List<?>> entry : values.entrySet()) {
            List<?> some = entry.getValue();
            runs = Math.min(Integer.MAX_VALUE, runs * some.size());
            if (runs < 1 || runs > CompareArguments.MOST_RUNS
                    || some.stream().map(String::valueOf).distinct().count() < some.size()) {
                throw new IllegalArgumentException("compare: takes 1 to " + CompareArguments.MOST_RUNS
                        + " different values, not " + Words.shorten(some.toString(), 100)
                        + (values.size() > 1 ? " of " + Words.shorten(entry.getKey(), 60) + " among others" : ""));
            }
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> point : points) {
                for (Object value : some) {
                    Map<String, Object> next = new LinkedHashMap<>(point);
                    next.put(entry.getKey(), value);
                    longer.add(next);
                }
            }
            points = longer;
        }
        if (runs < 1) {
            throw new IllegalArgumentException("compare: needs at least one name with values");
        }
        List<Comparison.Run> all = new ArrayList<>();
        for (Map<String, Object> point : points) {
            Map<String, String> words = new LinkedHashMap<>();
            point.forEach((name, value) -> words.put(name, String.valueOf(value)));
            all.add(new Comparison.Run(words, () -> run.accept(point)));
        }
        return all;
    }

    /** {@return the table of the last comparison, which a later cell can go on with; null before the first} */
    public static Table comparison() {
        return Comparison.latest();
    }

    private static LiveChart chart(String name) {
        Interruption.poll("log");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("log: a name of 1 to " + LONGEST_NAME + " characters says what is measured, "
                    + "such as log(\"loss\", loss); this one has " + (name == null ? 0 : name.strip().length()));
        }
        return LiveChart.here();
    }

    private static double number(String name, Tensor value) {
        if (value == null || value.size() != 1) {
            throw new IllegalArgumentException("log(\"" + name + "\", ...): takes a single number, and this is "
                    + (value == null ? "null" : "a tensor of shape " + value.shape()
                    + "; reduce it first, by mean() or item(index)"));
        }
        return value.item();
    }
}
