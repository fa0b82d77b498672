package jacobi.notebook.runs;

import jacobi.OperationInterruptedException;
import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.cell.OwnThread;
import jacobi.notebook.display.TableDisplay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** {@code %%compare}: runs the cell below it once for each value. */
public final class CompareCell {
    /** Gives the table to the notebook as a variable. */
    private static final String VARIABLE = Table.class.getName() + " comparison = " + Comparison.class.getName()
            + ".latest();";

    private CompareCell() {
    }

    /**
     * Runs a cell once for each combination of values. The table is the notebook's variable {@code comparison} then.
     *
     * @param words what stands behind the magic's name, such as {@code batchSize=16,64,256}; {@code repeats=3} makes each
     *              run from three seeds, {@code x=examples} or {@code x=seconds} says what the horizontal axis counts
     * @param code  the cell without its first line
     * @return a row for each run
     * @throws IllegalArgumentException if the words are not understood, or there is nothing to compare
     * @throws CellFailure              if a run failed; the others' table has been shown then
     */
    public static Table run(List<String> words, String code) {
        CompareArguments.Options options = CompareArguments.take(words);
        List<CompareArguments.Setting> settings = CompareArguments.settings(options.rest());
        CompareArguments.check(settings, code);
        Host host = Hosts.host();
        List<Comparison.Run> runs = new ArrayList<>();
        for (CompareArguments.Setting setting : settings) {
            Map<String, String> values = new LinkedHashMap<>();
            setting.values().forEach((parameter, value) -> values.put(parameter.name(), value));
            runs.add(new Comparison.Run(values, () -> {
                host.evaluate(setting.declarations());
                host.evaluate(code);
            }));
        }
        Comparison comparison = new Comparison(LiveChart.here(), runs, options);
        OwnThread.run(host, "jacobi-compare", () -> {
            comparison.run();
            if (comparison.anySuccess() && !comparison.cancelled()) {
                host.evaluate(VARIABLE);
            }
        }, comparison::cancel);
        if (comparison.cancelled()) {
            throw new OperationInterruptedException("%%compare");
        }
        return finish(host, comparison, Comparison.latest());
    }

    /** Shows the table and complains, if a run failed. */
    public static Table finish(Host host, Comparison comparison, Table table) {
        String failures = comparison.failures();
        if (comparison.anySuccess() && (failures != null || !host.showsResults())) {
            host.show("jacobi-table-" + System.nanoTime(), new TableDisplay(table), true);
        }
        if (comparison.anySuccess() && table.columnNames().stream().noneMatch(name -> name.startsWith("final "))) {
            System.out.println("Nothing was logged, so there is no chart: call log(\"loss\", loss) in what is compared.");
        }
        if (failures != null) {
            throw new CellFailure(failures, comparison.firstFailure());
        }
        return table;
    }
}
