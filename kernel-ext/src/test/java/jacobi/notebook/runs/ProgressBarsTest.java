package jacobi.notebook.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.notebook.cell.FakeHost;
import jacobi.notebook.display.Display;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {
    private static final long SECOND = 1_000_000_000;

    private final FakeHost host = new FakeHost();
    private long now;
    private final ProgressBars bars = new ProgressBars(host, () -> now);

    private void loop(String task, int steps, double secondsEach, int stopAt) {
        for (int i = 0; i < steps && i < stopAt; i++) {
            bars.update(task, i, steps, false);
            now += (long) (secondsEach * SECOND);
        }
        bars.update(task, Math.min(steps, stopAt), steps, true);
    }

    private String shown() {
        return host.shown.isEmpty() ? null : host.shown.getLast().display().text();
    }

    @Test
    void aShortLoopShowsNothing() {
        host.beginCell();
        loop("digits", 100, 0.015, 100);
        host.endCell();
        assertEquals(null, shown());
    }

    @Test
    void aLongLoopEndsAsOneLine() {
        host.beginCell();
        loop("digits", 100, 0.05, 100);
        host.endCell();
        assertEquals("digits: 100 steps in 5.0 s", shown());
        assertEquals(Display.Passing.OVER, host.shown.getLast().display().passing());
    }

    @Test
    void whileItRunsItTellsTheTimeLeft() {
        host.beginCell();
        for (int i = 0; i <= 30; i++) {
            bars.update("digits, 5 epochs", i, 100, false);
            now += SECOND;
        }
        host.endCell();
        assertEquals("[#######.................] digits: epoch 2 of 5, 30 of 100 (30 %), 1 min 12 s left", shown());
        assertTrue(host.shown.getLast().display().html().contains("width: 30.0%"));
    }

    @Test
    void aLoopThatIsLeftSaysWhere() {
        host.beginCell();
        loop("<digits>", 100, 1, 40);
        host.endCell();
        assertEquals("<digits>: stopped at 40 of 100 after 40 s", shown());
        assertTrue(host.shown.getLast().display().html().contains("&lt;digits&gt;"));
    }

    @Test
    void passesOverTheSameDataShareALine() {
        host.beginCell();
        for (int pass = 0; pass < 3; pass++) {
            loop("digits", 10, 0.1, 10);
        }
        host.endCell();
        assertEquals("digits: 3 passes, 30 steps in 3.0 s", shown());
        assertEquals(1, host.shown.stream().filter(FakeHost.Shown::first).count());
    }

    @Test
    void outsideACellNothingHappens() {
        loop("digits", 100, 1, 100);
        assertEquals(null, shown());
    }

    @Test
    void oddNumbersDontHurt() {
        host.beginCell();
        bars.update("a, 0 epochs", 0, 0, false);
        bars.update("b, 3 epochs", 5, 2, false);
        bars.update("c, 999999999 epochs", 0, Long.MAX_VALUE, false);
        now += 10 * SECOND;
        for (String task : List.of("a, 0 epochs", "b, 3 epochs", "c, 999999999 epochs")) {
            bars.update(task, 1, 1, false);
        }
        host.endCell();
        assertTrue(shown().contains("a, 0 epochs") || shown().contains("a: "), shown());
    }
}
