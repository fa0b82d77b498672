package jacobi.data;

import static jacobi.data.DatasetTest.numbered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import jacobi.OperationInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void listen() {
        Progress.finishAll();
        Progress.listen((task, done, total, finished) ->
                events.add(task + " " + done + "/" + total + (finished ? " finished" : "")));
    }

    @AfterEach
    void stopListening() {
        Progress.finishAll();
        Progress.listen(null);
    }

    @Test
    void aLoopReportsEachStepAndItsEnd() {
        for (Batch batch : numbered(5).batches(2)) {
            events.add("step of " + batch.size());
        }
        assertEquals(List.of("data 0/3", "step of 2", "data 1/3", "step of 2", "data 2/3", "step of 1",
                "data 3/3 finished"), events);
    }

    @Test
    void epochsAreOneLoop() {
        for (Batch batch : numbered(2).epochs(2).batches(2)) {
            events.add("epoch " + batch.epoch());
        }
        assertEquals(List.of("data, 2 epochs 0/2", "epoch 0", "data, 2 epochs 1/2", "epoch 1",
                "data, 2 epochs 2/2 finished"), events);
    }

    @Test
    void aLoopLeftByBreakEndsWhenTheHostSaysSo() {
        leaveAfterOneStep();
        assertEquals(List.of("data 0/3"), events);
        Progress.finishAll();
        assertEquals(List.of("data 0/3", "data 0/3 finished"), events);
        Progress.finishAll();
        assertEquals(2, events.size());
    }

    @Test
    void aLoopLeftByBreakEndsWhenTheNextOfItsNameBegins() {
        leaveAfterOneStep();
        leaveAfterOneStep();
        assertEquals(List.of("data 0/3", "data 0/3 finished", "data 0/3"), events);
    }

    @Test
    void anInnerLoopLeftByBreakEndsWithTheNextStepOutside() {
        Progress outer = Progress.start("outer", 2);
        outer.step(0);
        leaveAfterOneStep();
        outer.step(1);
        outer.finish();
        assertEquals(List.of("outer 0/2", "data 0/3", "data 0/3 finished", "outer 1/2", "outer 2/2 finished"), events);
    }

    private static void leaveAfterOneStep() {
        for (Batch batch : numbered(5).batches(2)) {
            if (batch.index() == 0) {
                break;
            }
        }
    }

    @Test
    void anInterruptedLoopEnds() {
        var batches = numbered(3).batches(1).iterator();
        batches.next();
        Thread.currentThread().interrupt();
        try {
            assertThrows(OperationInterruptedException.class, batches::next);
        } finally {
            Thread.interrupted();
        }
        assertEquals(List.of("data 0/3", "data 1/3", "data 1/3 finished"), events);
    }

    @Test
    void nothingIsReportedAfterTheEnd() {
        Progress progress = Progress.start("mine", 3);
        progress.step(0);
        progress.leave();
        progress.step(1);
        progress.finish();
        assertEquals(List.of("mine 0/3", "mine 0/3 finished"), events);
    }

    @Test
    void aListenerThatFailsIsDroppedAndTheLoopGoesOn() {
        int[] calls = {0};
        Progress.listen((task, done, total, finished) -> {
            calls[0]++;
            throw new IllegalStateException("no screen");
        });
        int steps = 0;
        for (Batch batch : numbered(3).batches(1)) {
            steps += batch.size();
        }
        assertEquals(3, steps);
        assertEquals(1, calls[0]);
    }

    @Test
    void manyLoopsLeftOpenAreEndedFromTheOldest() {
        for (int i = 0; i < 40; i++) {
            Progress.start("loop " + i, 1);
        }
        assertEquals("loop 0 0/1 finished", events.getFirst());
        assertEquals(24, events.size());
    }

    @Test
    void refusesANegativeTotal() {
        assertThrows(IllegalArgumentException.class, () -> Progress.start("mine", -1));
    }
}
