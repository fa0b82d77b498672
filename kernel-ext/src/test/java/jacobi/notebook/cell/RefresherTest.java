package jacobi.notebook.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefresherTest {
    private static final long MILLI = 1_000_000;

    private record Task(long at, Runnable action) {
    }

    private final List<Task> tasks = new ArrayList<>();
    private final List<Long> drawnAt = new ArrayList<>();
    private long now;
    private long cost;
    private final Refresher refresher = new Refresher(this::draw, 100, 250, 50, () -> now, () -> now,
            (nanos, action) -> tasks.add(new Task(now + nanos, action)));

    private void draw() {
        drawnAt.add(now / MILLI);
        now += cost;
    }

    /** Lets time go by, in which something changes every millisecond. */
    private void busy(int millis) {
        for (long end = now + millis * MILLI; now < end; now += MILLI) {
            refresher.changed();
            runDue();
        }
    }

    private void idle(int millis) {
        now += millis * MILLI;
        runDue();
    }

    private void runDue() {
        tasks.sort(Comparator.comparing(Task::at));
        while (!tasks.isEmpty() && tasks.getFirst().at <= now) {
            tasks.removeFirst().action.run();
        }
    }

    @Test
    void aThousandChangesASecondAreDrawnFourTimes() {
        busy(1000);
        assertEquals(List.of(100L, 350L, 600L, 850L), drawnAt);
    }

    @Test
    void theLastChangeIsDrawnAndThenNothing() {
        busy(101);
        refresher.changed();
        idle(10_000);
        assertEquals(2, drawnAt.size());
        idle(10_000);
        assertEquals(2, drawnAt.size());
        assertTrue(tasks.isEmpty());
    }

    @Test
    void drawingTakesAFiftiethOfTheTime() {
        cost = 20 * MILLI;
        busy(60_000);
        assertTrue(drawnAt.size() >= 58 && drawnAt.size() <= 61, drawnAt.size() + " drawings: " + drawnAt);
    }

    @Test
    void aDearFirstDrawingIsPaidForByTheNext() {
        cost = 100 * MILLI;
        busy(101);
        cost = 10 * MILLI;
        busy(9_900);
        assertEquals(100L, drawnAt.getFirst());
        assertEquals(5_000, drawnAt.get(1), 2);
        assertTrue(100 + 10 * (drawnAt.size() - 1) <= 10_000 / 50 + 10, drawnAt.toString());
    }

    @Test
    void evenTheSlowestDrawingComesAgainSoon() {
        cost = 1500 * MILLI;
        busy(60_000);
        assertTrue(drawnAt.size() >= 3 && drawnAt.size() <= 4, drawnAt.toString());
    }

    @Test
    void aChartOfManyCurvesKeepsToItsShare() {
        cost = 250 * MILLI;
        busy(600_000);
        assertTrue(drawnAt.size() <= 600_000 / 50 / 250 + 1, drawnAt.size() + " drawings");
    }

    @Test
    void closingDrawsWhatIsPendingOnceAndNothingAfterwards() {
        refresher.changed();
        refresher.close();
        assertEquals(1, drawnAt.size());
        refresher.close();
        refresher.changed();
        idle(10_000);
        assertEquals(1, drawnAt.size());
    }

    @Test
    void closingDrawsNothingThatWasDrawn() {
        refresher.changed();
        idle(500);
        refresher.close();
        assertEquals(1, drawnAt.size());
    }

    @Test
    void drawingNowReplacesTheDrawingThatWasPlanned() {
        refresher.changed();
        refresher.now();
        idle(10_000);
        refresher.close();
        assertEquals(1, drawnAt.size());
    }

    @Test
    void aChangeDoesNotWaitForADrawing() throws InterruptedException {
        CountDownLatch drawing = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        boolean[] inTime = new boolean[1];
        Refresher slow = new Refresher(() -> {
            drawing.countDown();
            try {
                inTime[0] = changed.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }, 0, 10, 50, System::nanoTime, System::nanoTime, (nanos, action) -> { });
        Thread drawer = new Thread(slow::now);
        drawer.start();
        drawing.await();
        slow.changed();
        changed.countDown();
        drawer.join();
        assertTrue(inTime[0]);
    }

    @Test
    void whatChangesDuringADrawingIsDrawnLater() {
        int[] count = new int[1];
        Refresher[] own = new Refresher[1];
        own[0] = new Refresher(() -> {
            if (count[0]++ == 0) {
                own[0].changed();
            }
        }, 0, 250, 50, () -> now, () -> now, (nanos, action) -> tasks.add(new Task(now + nanos, action)));
        own[0].changed();
        idle(1);
        assertEquals(1, count[0]);
        idle(100);
        assertEquals(1, count[0]);
        idle(200);
        assertEquals(2, count[0]);
        assertTrue(tasks.isEmpty());
    }

    @Test
    void aDrawingThatFailsDoesNotEndTheOthers() {
        int[] calls = new int[1];
        List<Exception> failures = new ArrayList<>();
        Refresher failing = new Refresher(() -> {
            calls[0]++;
            throw new IllegalStateException();
        }, 0, 10, 50, () -> now, () -> now, (nanos, action) -> tasks.add(new Task(now + nanos, () -> {
            try {
                action.run();
            } catch (IllegalStateException expected) {
                failures.add(expected);
            }
        })));
        failing.changed();
        idle(100);
        failing.changed();
        idle(100);
        assertEquals(2, calls[0]);
        assertEquals(2, failures.size());
    }
}
