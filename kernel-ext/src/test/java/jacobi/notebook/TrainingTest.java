package jacobi.notebook;

import static jacobi.notebook.Notebook.log;
import static jacobi.notebook.Training.train;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.OperationInterruptedException;
import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.FakeHost;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.runs.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private final FakeHost host = new FakeHost();

    @BeforeEach
    void host() {
        Hosts.host(host);
        host.beginCell();
    }

    private static History.Run last() {
        return History.session().runs().getLast();
    }

    @Test
    void epochsShareOneRun() {
        List<Integer> epochs = new ArrayList<>();
        train(3, epoch -> {
            epochs.add(epoch);
            log("loss", 1.0 / epoch);
        });
        host.endCell();
        assertEquals(List.of(1, 2, 3), epochs);
        assertEquals("cell 7: 3 epochs", last().what());
        assertEquals("finished", last().state());
        assertEquals(3, last().steps());
    }

    @Test
    void theMagicDeclaresTheEpochAndRunsTheCell() {
        train(2, "log(\"loss\", epoch)");
        assertEquals(List.of("int epoch = 1;", "log(\"loss\", epoch)", "int epoch = 2;", "log(\"loss\", epoch)"),
                host.evaluated);
    }

    @Test
    void aFailureSaysInWhichEpoch() {
        CellFailure failure = assertThrows(CellFailure.class, () -> train(3, epoch -> log("loss", 1 / (2 - epoch))));
        host.endCell();
        assertEquals("train: epoch 2 of 3 failed: / by zero", failure.getMessage());
        assertEquals("failed in epoch 2 of 3: / by zero", last().state());
        assertTrue(host.shown.getLast().display().text().endsWith("Failed in epoch 2 of 3."));
    }

    @Test
    void anInterruptKeepsWhatWasLoggedAndSaysWhere() {
        try {
            assertThrows(OperationInterruptedException.class, () -> train(5, epoch -> {
                log("loss", epoch);
                if (epoch == 3) {
                    Thread.currentThread().interrupt();
                    log("loss", 99);
                }
            }));
        } finally {
            assertTrue(Thread.interrupted());
        }
        host.endCell();
        assertEquals("stopped in epoch 3 of 5", last().state());
        assertEquals(3, last().steps());
        assertTrue(host.shown.getLast().display().text().endsWith("Stopped in epoch 3 of 5."));
    }

    @Test
    void aTrainingThatLogsNothingIsARunTooAndTellsWhereItStopped() {
        assertThrows(CellFailure.class, () -> train(2, epoch -> {
            throw new IllegalStateException();
        }));
        assertEquals("Failed in epoch 1 of 2.", host.shown.getLast().display().text());
        host.endCell();
        assertEquals("failed in epoch 1 of 2: IllegalStateException", last().state());
    }

    @Test
    void insideAComparisonItBelongsToItsRun() {
        Notebook.compare("k", new int[] {1, 2}, k -> train(k, epoch -> log("loss", epoch)));
        host.endCell();
        assertEquals("cell 7: k=2", last().what());
        assertEquals(2, last().steps());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> train(0, epoch -> { }));
        assertThrows(IllegalArgumentException.class, () -> train(1, " "));
        Exception e = assertThrows(IllegalArgumentException.class, () -> train(2, "int epoch = 3;\nlog(\"a\", epoch);"));
        assertTrue(e.getMessage().contains("remove: int epoch = 3"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
    }
}
