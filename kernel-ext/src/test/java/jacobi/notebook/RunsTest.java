package jacobi.notebook;

import static jacobi.notebook.Notebook.compare;
import static jacobi.notebook.Notebook.log;
import static jacobi.notebook.Runs.loss;
import static jacobi.notebook.Runs.runs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.FakeHost;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.runs.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class RunsTest {
    private final FakeHost host = new FakeHost();

    @BeforeEach
    void host() {
        Hosts.host(host);
    }

    private int cell(Runnable body) {
        host.beginCell();
        body.run();
        host.endCell();
        return History.session().runs().getLast().number();
    }

    private String shown() {
        return host.shown.getLast().display().text();
    }

    private static Row last() {
        Table table = runs();
        return table.row(table.rowCount() - 1);
    }

    @Test
    void aCellThatLogsIsARunWithItsFinalValues() {
        int number = cell(() -> {
            for (int i = 1; i <= 100; i++) {
                log("loss", i <= 95 ? 1 : 0.5);
                log("train accuracy", 0.25);
            }
        });
        assertEquals("cell 7", last().getString("what"));
        assertEquals(100, last().getLong("steps"));
        assertEquals(0.5, last().getDouble("final loss"));
        assertEquals(0.25, last().getDouble("final train accuracy"));
        assertEquals("finished", last().getString("state"));
        assertEquals(number, last().getInt("run"));
        cell(() -> runs(""));
        assertTrue(shown().strip().startsWith("run  what") && shown().contains("cell 7"), shown());
    }

    @Test
    void aRunSaysHowItEnds() {
        host.beginCell();
        log("loss", 1);
        assertEquals("running", last().getString("state"));
        log("loss", Double.NaN);
        Hosts.cellEnded("failed: IllegalStateException: no");
        host.endCell();
        assertEquals("failed: IllegalStateException: no; loss became NaN at step 2", last().getString("state"));
    }

    @Test
    void eachRunOfAComparisonIsOne() {
        int before = cell(() -> log("loss", 1));
        cell(() -> {
            log("loss", 5);
            assertThrows(CellFailure.class, () -> compare("k", new int[] {1, 0}, k -> log("loss", 1 / k), "repeats=2"));
            log("loss", 6);
        });
        List<History.Run> all = History.session().runs();
        List<History.Run> runs = all.subList(all.size() - 4, all.size());
        assertEquals(List.of("cell 7", "cell 7: k=1, seed 42", "cell 7: k=0, seed 42", "cell 7: k=1, seed 43"),
                runs.stream().map(History.Run::what).toList());
        assertEquals(List.of("finished", "finished", "failed: / by zero", "finished"),
                runs.stream().map(History.Run::state).toList());
        assertEquals(List.of(2L, 1L, 0L, 1L), runs.stream().map(History.Run::steps).toList());
        assertEquals(before + 4, all.getLast().number());
    }

    @Test
    void runsAreDrawnTogether() {
        int first = cell(() -> {
            log("loss", 2);
            log("test accuracy", 0.5);
        });
        int second = cell(() -> log("loss", 3));
        cell(() -> runs(first, second));
        assertEquals("loss (%d · cell 7) ▅ 2.000 at step 1\ntest accuracy (%d · cell 7) ▅ 0.5000 at step 1\n"
                .formatted(first, first) + "loss (%d · cell 7) ▅ 3.000 at step 1".formatted(second), shown());
        assertTrue(host.shown.getLast().display().picture().width() > 0);
        cell(() -> runs("last 2 accuracy"));
        assertEquals("test accuracy (%d · cell 7) ▅ 0.5000 at step 1".formatted(first), shown());
        cell(() -> runs(first + "-" + second + " test accuracy"));
        assertEquals("test accuracy (%d · cell 7) ▅ 0.5000 at step 1".formatted(first), shown());
        cell(() -> runs(second + " x=seconds"));
        assertTrue(shown().contains("3.000 after 0.0 s"), shown());
        cell(() -> runs("loss"));
        assertTrue(shown().contains("(" + first + " · ") && shown().contains("(" + second + " · "), shown());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            987654     | there is no run 987654; there are runs
            8-7        | there is no run 8 to 7
            last los   | nothing was logged as los; did you mean loss?
            x=second   | there is no x=second; did you mean x=seconds?
            cs=a.csv   | there is no argument cs=a.csv; did you mean csv=?
            csv=/ 1    | csv=/ is no name of a file
            csv=/no/no/no.csv  | the file /no/no/no.csv cannot be written
            overwrite=1 | neither overwrite=yes nor overwrite=no
            """)
    void mistakesGetASentence(String words, String part) {
        cell(() -> log("loss", 1));
        Exception e = assertThrows(IllegalArgumentException.class,
                () -> runs(words.replace(" 1", " " + History.session().runs().getLast().number())));
        assertTrue(e.getMessage().startsWith("runs: ") && e.getMessage().contains(part), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void valuesGoToAFileThatIsNotReplacedUnasked(@TempDir Path folder) throws Exception {
        int number = cell(() -> {
            log("loss", 10, 2.5);
            log("loss", 20, 1.5);
        });
        Path file = folder.resolve("runs.csv");
        cell(() -> runs(number + " csv=" + file));
        assertEquals("2 points of 1 run are in " + file, shown());
        List<String> lines = Files.readAllLines(file);
        assertEquals("run,label,metric,step,value,lowest,highest,seconds,examples", lines.get(0));
        assertTrue(lines.get(1).startsWith(number + ",cell 7,loss,10.0,2.5,2.5,2.5,"), lines.get(1));
        assertEquals(3, lines.size());
        Exception e = assertThrows(IllegalArgumentException.class, () -> runs(number + " csv=" + file));
        assertTrue(e.getMessage().contains("overwrite=yes"), e.getMessage());
        cell(() -> runs("csv=" + file + " overwrite=yes " + number));
        assertEquals(3, Files.readAllLines(file).size());
        assertTrue(Runs.runValues().rowCount() >= 2);
    }

    @Test
    void lossShowsTheLastChartAgain() {
        cell(() -> compare("k", new int[] {1, 2}, k -> {
            log("loss", k);
            log("accuracy", 1.0 / k);
        }));
        cell(() -> loss("accuracy"));
        assertEquals("accuracy (k=1) ▅ 1.000 at step 1\naccuracy (k=2) ▅ 0.5000 at step 1", shown());
        Exception e = assertThrows(IllegalArgumentException.class, () -> loss("acuracy"));
        assertEquals("loss: nothing was logged as acuracy; did you mean accuracy?", e.getMessage());
        host.beginCell();
        log("train loss", 4);
        loss();
        assertEquals("train loss ▅ 4.000 at step 1", shown());
        host.endCell();
    }

    @Test
    void aThousandRerunsLeaveABoundedHistory() {
        for (int round = 0; round < History.MOST_RUNS + 50; round++) {
            host.beginCell();
            for (int i = 0; i < 40; i++) {
                log("loss", i);
            }
            host.endCell();
            host.shown.clear();
        }
        List<History.Run> all = History.session().runs();
        assertEquals(History.MOST_RUNS, all.size());
        assertEquals(History.MOST_DRAWN, all.stream().filter(run -> !run.dropped()).count());
        assertEquals(100L * 40, Runs.runValues().rowCount());
        assertEquals(39, History.finals(all.getFirst()).get("loss"), 1, "figures stay");
        cell(() -> runs(""));
        assertTrue(shown().contains("nothing is kept") && shown().contains("the last 100 runs keep theirs"), shown());
        cell(() -> runs(all.getFirst().number() + " " + all.getLast().number()));
        assertTrue(shown().contains("1 of these runs have no curves any more"), shown());
        assertFalse(shown().contains("(" + all.getFirst().number() + " ·"), shown());
    }

    @Test
    void severalThreadsLogIntoOneRun() throws Exception {
        host.beginCell();
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            String name = "loss of " + t % 2;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    log(name, 1);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        host.endCell();
        assertEquals(10_000, last().getLong("steps"));
        assertEquals(1, host.shown.stream().filter(FakeHost.Shown::first).count());
        assertTrue(shown().contains("loss of 1 ") && shown().contains(" at step 10000"), shown());
    }
}
