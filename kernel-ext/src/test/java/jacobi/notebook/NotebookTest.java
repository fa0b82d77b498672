package jacobi.notebook;

import static jacobi.Tensors.tensor;
import static jacobi.notebook.Notebook.compare;
import static jacobi.notebook.Notebook.log;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.OperationInterruptedException;
import jacobi.Tensors;
import jacobi.data.Dataset;
import jacobi.data.Datasets;
import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.FakeHost;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.chart.ChartText;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.TableDisplay;
import jacobi.notebook.runs.CompareCell;
import jacobi.notebook.runs.LiveChart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class NotebookTest {
    private FakeHost host = new FakeHost();

    @BeforeEach
    void host() {
        Hosts.host(host);
        host.beginCell();
    }

    @Test
    void aCellHasOneChartThatIsCompleteAtItsEnd() {
        for (int i = 0; i < 100; i++) {
            log("loss", 1.0 / (i + 1));
            log("accuracy", i + 1, tensor(0.01 * i));
        }
        host.endCell();
        String text = host.shown.getLast().display().text();
        assertTrue(text.contains("loss ▆") && text.contains("0.0100 at step 100"), text);
        assertTrue(text.contains("accuracy ▁"), text);
        assertEquals(1, host.shown.stream().filter(FakeHost.Shown::first).count());
        assertEquals(1, host.shown.stream().map(FakeHost.Shown::id).distinct().count());
    }

    @Test
    void theChartTakesItsPlaceAtOnceWithItsText() {
        log("loss", 1);
        assertEquals(1, host.shown.size());
        assertEquals("loss ▅ 1.000 at step 1", host.shown.getFirst().display().text());
        assertTrue(host.shown.getFirst().first());
    }

    @Test
    void aPointAloneIsTextUntilTheCellEnds() {
        log("loss", 1);
        LiveChart.here().show();
        assertEquals(2, host.shown.size());
        assertTrue(host.shown.stream().allMatch(shown -> shown.display().picture() == null));
        host.endCell();
        assertEquals("loss ▅ 1.000 at step 1", host.shown.getLast().display().text());
        assertTrue(host.shown.getLast().display().picture() != null);
        assertEquals(1, host.shown.stream().filter(FakeHost.Shown::first).count());
    }

    @Test
    void theNextCellHasAChartOfItsOwn() {
        log("loss", 1);
        host.endCell();
        log("loss", 2);
        host.beginCell();
        log("loss", 3);
        host.endCell();
        List<FakeHost.Shown> charts = host.shown.stream().filter(shown -> shown.display().picture() != null).toList();
        assertEquals(List.of("loss ▅ 1.000 at step 1", "loss ▅ 3.000 at step 1"),
                charts.stream().map(shown -> shown.display().text()).toList());
        assertNotEquals(charts.get(0).id(), charts.get(1).id());
        assertEquals(2, host.shown.stream().filter(FakeHost.Shown::first).count());
    }

    @Test
    void logSaysWhatItTakes() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> log("loss", tensor(1, 2)));
        assertTrue(e.getMessage().contains("shape [2]") && e.getMessage().contains("mean()"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> log("loss", (jacobi.Tensor) null));
        assertThrows(IllegalArgumentException.class, () -> log(" ", 1));
        assertThrows(IllegalArgumentException.class, () -> log(null, 1));
        host.endCell();
        assertTrue(host.shown.isEmpty());
    }

    @Test
    void thePngOfAStoppedCellMayComeWhenTheCellIsOver() throws InterruptedException {
        BlockingQueue<Display> later = new LinkedBlockingQueue<>();
        host = new FakeHost() {
            @Override
            public BiConsumer<String, Display> later() {
                return (id, display) -> later.add(display);
            }
        };
        Hosts.host(host);
        host.beginCell();
        log("loss", 1);
        log("loss", 2);
        Hosts.cellEnded("stopped");
        host.endCell();
        Display last = host.shown.getLast().display();
        assertTrue(last.growing() && last.picture() != null, "the last state, without PNG");
        Display whole = later.take();
        assertFalse(whole.growing());
        assertEquals(last.text(), whole.text());
    }

    @Test
    void anInterruptStopsLogging() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(OperationInterruptedException.class, () -> log("loss", 1));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void compareMakesACurveAndARowForEachValueFromTheSameSeed() {
        List<Double> firsts = new ArrayList<>();
        Table table = compare("k", new int[] {16, 64}, k -> {
            firsts.add(Tensors.rand(1).item());
            for (int i = 0; i < k; i++) {
                log("loss", k - i);
            }
        });
        host.endCell();
        assertEquals(firsts.get(0), firsts.get(1));
        assertEquals(List.of("k", "final loss", "steps", "steps per second", "seconds"), table.columnNames());
        assertEquals(List.of("16", "64"), table.stringColumn("k").asList());
        assertEquals(List.of(16L, 64L), table.longColumn("steps").asList());
        assertEquals(2, table.doubleColumn("final loss").get(1), "the mean of the last three: 3, 2 and 1");
        String text = host.shown.getLast().display().text();
        assertTrue(text.contains("loss (k=16) █") && text.contains("loss (k=64) █"), text);
        assertEquals(table, Notebook.comparison());
    }

    @Test
    void aRunThatFailsKeepsTheOthers() {
        CellFailure failure = assertThrows(CellFailure.class, () -> compare("k", new int[] {1, 0, 2}, k -> log("loss", 1 / k)));
        assertTrue(failure.getMessage().contains("1 of 3 runs failed, the first with k=0"), failure.getMessage());
        assertTrue(failure.getMessage().contains("/ by zero"), failure.getMessage());
        assertEquals(List.of("", "", "/ by zero"), Notebook.comparison().stringColumn("error").asList());
        assertTrue(host.shown.stream().anyMatch(shown -> shown.display() instanceof TableDisplay));
    }

    @Test
    void whenTheFirstRunFailsNoOtherBegins() {
        int[] runs = new int[1];
        assertThrows(CellFailure.class, () -> compare("k", List.of("a", "b"), k -> {
            runs[0]++;
            throw new IllegalStateException("no");
        }));
        assertEquals(1, runs[0]);
    }

    @Test
    void theBestRunComesFirstInTheTable() {
        compare("k", new int[] {3, 1, 2}, k -> log("test accuracy", 0.1 * k));
        assertEquals(List.of("3", "2", "1"), Notebook.comparison().stringColumn("k").asList());
        compare("k", new int[] {3, 1, 0, 2}, k -> log("loss", k == 0 ? Double.NaN : k));
        assertEquals(List.of("1", "2", "3", "0"), Notebook.comparison().stringColumn("k").asList());
        assertEquals("loss became NaN at step 1", Notebook.comparison().stringColumn("error").get(3));
        assertTrue(LiveChart.here().board().snapshot().note().contains("The table begins with the run whose loss ends lowest."));
        compare("k", new int[] {3, 1, 2}, k -> { });
        assertEquals(List.of("3", "1", "2"), Notebook.comparison().stringColumn("k").asList());
    }

    @Test
    void repeatsHaveSeedsOfTheirOwnAndMakeOneRow() {
        List<Double> firsts = new ArrayList<>();
        Table table = compare("k", new int[] {1, 2}, k -> {
            firsts.add(Tensors.rand(1).item());
            log("loss", k + firsts.size() / 10.0);
            log("loss", k + firsts.size() / 10.0);
        }, "repeats=3");
        host.endCell();
        assertEquals(6, firsts.size());
        assertEquals(firsts.get(0), firsts.get(1), "values are compared from the same seed");
        assertEquals(3, firsts.stream().distinct().count());
        assertEquals(List.of("k", "final loss", "lowest loss", "highest loss", "steps", "steps per second", "seconds",
                "repeats"), table.columnNames());
        assertEquals(1.3, table.doubleColumn("final loss").get(0), 1e-12);
        assertEquals(1.1, table.doubleColumn("lowest loss").get(0), 1e-12);
        assertEquals(1.5, table.doubleColumn("highest loss").get(0), 1e-12);
        assertEquals(3, table.longColumn("repeats").get(0));
        String text = host.shown.getLast().display().text();
        assertTrue(text.contains("loss (k=1) ▅▅ 1.300 at step 2, from 1.300; 1.100 to 1.500 in 3 repeats"), text);
        assertTrue(text.contains("seeds 42 to 44"), text);
    }

    @Test
    void theAxisCountsExamplesOrSeconds() {
        Dataset data = Datasets.mnist().train().take(90);
        compare("size", new int[] {10, 30}, size -> {
            for (var batch : data.batches(size)) {
                log("loss", 1.0 / batch.x().size(0));
            }
            Tensors.noGrad(() -> data.batches(size).forEach(batch -> { }));
        }, "x=examples");
        host.endCell();
        String text = host.shown.getLast().display().text();
        int all = data.size();
        assertTrue(text.contains("(size=10) ") && text.contains(" after " + all + " examples"), text);
        host.beginCell();
        compare("k", new int[] {1}, k -> log("loss", k), "x=examples");
        assertTrue(LiveChart.here().board().snapshot().note().contains("No loop over batches was seen"));
        compare("k", new int[] {1}, k -> log("loss", k), "x=seconds");
        assertTrue(ChartText.text(LiveChart.here().board().snapshot()).contains("loss (k=1) ▅ 1.000 after 0.0 s"));
    }

    @Test
    void aGridOfValuesAsAMethod() {
        Table table = compare(new java.util.TreeMap<>(java.util.Map.of("a", List.of(1, 2), "b", List.of("x", "y"))),
                at -> log("loss", (int) at.get("a") + at.get("b").toString().charAt(0)));
        assertEquals(List.of("1", "1", "2", "2"), table.stringColumn("a").asList());
        assertEquals(List.of("x", "y", "x", "y"), table.stringColumn("b").asList());
    }

    @Test
    void optionsOfCompareAreChecked() {
        for (String wrong : List.of("repeats=0", "repeats=x", "repeats=21", "x=second", "fast", "repeat=3")) {
            Exception e = assertThrows(IllegalArgumentException.class,
                    () -> compare("k", new int[] {1}, k -> { }, wrong));
            assertTrue(e.getMessage().contains(wrong), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> compare("k", java.util.stream.IntStream.range(0, 20).toArray(),
                k -> { }, "repeats=20"));
    }

    @Test
    void compareWantsDifferentValues() {
        assertThrows(IllegalArgumentException.class, () -> compare("k", new int[] {1, 1}, k -> { }));
        assertThrows(IllegalArgumentException.class, () -> compare("k", new double[0], k -> { }));
    }

    @Test
    void theMagicDeclaresTheVariableAndRunsTheCell() {
        CompareCell.run(List.of("k=1,2"), "log(\"loss\", k)");
        assertEquals(List.of("int k = 1;\n", "log(\"loss\", k)", "int k = 2;\n", "log(\"loss\", k)",
                "tech.tablesaw.api.Table comparison = jacobi.notebook.runs.Comparison.latest();"), host.evaluated);
    }

    @Test
    void theMagicStopsWhenItsThreadIsInterrupted() throws Exception {
        Object running = new Object();
        boolean[] stopped = new boolean[1];
        FakeHost slow = new FakeHost() {
            private final Thread[] worker = new Thread[1];

            @Override
            public Object evaluate(String code) {
                worker[0] = Thread.currentThread();
                synchronized (running) {
                    running.notifyAll();
                    while (!stopped[0]) {
                        try {
                            running.wait();
                        } catch (InterruptedException e) {
                            throw new AssertionError("the compiling thread was interrupted", e);
                        }
                    }
                }
                throw new CellFailure("OperationInterruptedException", null);
            }

            @Override
            public void interrupt() {
                synchronized (running) {
                    stopped[0] = true;
                    running.notifyAll();
                }
            }
        };
        slow.beginCell();
        Hosts.host(slow);
        boolean[] flag = new boolean[1];
        Thread magic = new Thread(() -> {
            assertThrows(OperationInterruptedException.class, () -> CompareCell.run(List.of("k=1,2,3"), "k"));
            flag[0] = Thread.currentThread().isInterrupted();
        });
        synchronized (running) {
            magic.start();
            running.wait(10_000);
        }
        magic.interrupt();
        magic.join(10_000);
        assertFalse(magic.isAlive());
        assertTrue(stopped[0] && flag[0]);
    }
}
