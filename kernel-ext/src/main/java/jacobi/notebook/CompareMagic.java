package jacobi.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** {@code %%compare}: runs the cell below it once for each value. */
public final class CompareMagic {
    private static final long STOP_MILLIS = 50;
    private static final long PATIENCE_MILLIS = 10_000;

    private CompareMagic() {
    }

    /**
     * Runs a cell once for each combination of values.
     *
     * @param words what stands behind the magic's name, such as {@code batchSize=16,64,256}
     * @param code  the cell without its first line
     * @return a row for each run
     * @throws IllegalArgumentException if the words are not understood, or there is nothing to compare
     * @throws CellFailure              if a run failed; the others' table has been shown then
     */
    public static Table run(List<String> words, String code) {
        List<CompareArguments.Setting> settings = CompareArguments.parse(words);
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
        Comparison comparison = new Comparison(LiveChart.here(), runs);
        Table table = onOwnThread(host, comparison);
        return finish(host, comparison, table);
    }

    /** Shows the table and complains, if a run failed. */
    static Table finish(Host host, Comparison comparison, Table table) {
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

    /**
     * The runs have a thread that nobody interrupts, because the compiler works on it, and a compiler that is
     * interrupted while it reads a jar cannot read it ever again. An interrupt of this thread stops the code that runs.
     */
    private static Table onOwnThread(Host host, Comparison comparison) {
        Table[] result = new Table[1];
        RuntimeException[] failure = new RuntimeException[1];
        Thread worker = new Thread(() -> {
            try {
                result[0] = comparison.run();
            } catch (RuntimeException e) {
                failure[0] = e;
            }
        }, "jacobi-compare");
        worker.setDaemon(true);
        worker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        host.atEndOfCell(() -> join(worker, PATIENCE_MILLIS));
        worker.start();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join(interrupted ? STOP_MILLIS : 0);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                comparison.cancel();
                host.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure[0] != null) {
            throw failure[0];
        }
        return result[0];
    }

    private static void join(Thread worker, long millis) {
        try {
            worker.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
