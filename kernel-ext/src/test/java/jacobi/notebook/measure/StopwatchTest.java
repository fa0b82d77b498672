package jacobi.notebook.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.OperationInterruptedException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class StopwatchTest {
    @Test
    void everyRunIsCountedAndTimed() throws Exception {
        AtomicLong runs = new AtomicLong();
        Timing timing = Stopwatch.measure(runs::incrementAndGet, 40, 0.2, (part, nanos) -> { });
        assertEquals(runs.get(), timing.warmUpRuns() + timing.inner() * timing.samples().length);
        assertTrue(timing.samples().length <= 40 && timing.inner() > 1, "short runs are timed many at once");
        assertTrue(timing.quantile(0) <= timing.median() && timing.median() <= timing.quantile(1));
        assertTrue(timing.median() > 0);
    }

    @Test
    void aSlowRunIsMadeThreeTimesAtLeast() throws Exception {
        AtomicLong runs = new AtomicLong();
        Timing timing = Stopwatch.measure(() -> {
            Thread.sleep(20);
            return runs.incrementAndGet();
        }, 100, 0.01, (part, nanos) -> { });
        assertEquals(3, runs.get());
        assertEquals(1, timing.inner());
        assertTrue(timing.median() >= 19e6, "20 ms are told as such");
        assertNull(new TimingDisplay(timing, "").picture());
        assertTrue(new TimingDisplay(timing, "").text().contains("too few runs to say more"));
    }

    @Test
    void failuresAndInterruptsComeThrough() {
        assertThrows(IOException.class, () -> Stopwatch.measure(() -> {
            throw new IOException("no");
        }, 10, 1, (part, nanos) -> { }));
        Thread.currentThread().interrupt();
        assertThrows(OperationInterruptedException.class, () -> Stopwatch.measure(() -> 1, 10, 1, (part, nanos) -> { }));
        assertTrue(Thread.interrupted());
    }

    @Test
    void memoryIsCounted() throws Exception {
        Timing timing = Stopwatch.measure(() -> new byte[100_000], 100, 0.1, (part, nanos) -> { });
        assertEquals(100_016, timing.bytes(), 1000);
    }

    @Test
    void aTimingIsShownByItsMedian() throws Exception {
        double[] samples = {10, 11, 12, 13, 14, 15, 16, 17, 100};
        TimingDisplay display = new TimingDisplay(new Timing(samples, 5, 200, 50, 3e8, true, 64, 2), "A note.");
        assertEquals("""
                14.0 ns a run, in the median
                half of them from 12.0 ns to 16.0 ns (± 14.3 %), all from 10.0 ns to 100 ns
                9 samples of 5 runs each, after 50 to warm up (300 ms); the very first took 200 ns
                64 B allocated a run, 2 garbage collections
                A note.
                """, display.text().substring(0, display.text().lastIndexOf('\n') + 1));
        assertTrue(display.text().endsWith("10.0 ns to 42.8 ns, 1 slower"), display.text());
        assertNotNull(display.picture().png());
        Document svg = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(display.picture().svg().getBytes("UTF-8")));
        assertEquals("svg", svg.getDocumentElement().getTagName());
    }

    @Test
    void equalTimesAndNoTimeAtAllCanBeShown() {
        for (double value : new double[] {0, 5, 1e12}) {
            double[] samples = new double[20];
            java.util.Arrays.fill(samples, value);
            TimingDisplay display = new TimingDisplay(new Timing(samples, 1, value, 1, 0, false, -1, 0), "");
            assertNotNull(display.picture().svg());
            assertTrue(display.text().contains("It had not settled"));
        }
    }

    @Test
    void unitsHaveThreeDigits() {
        assertEquals("0 ns", Units.time(0));
        assertEquals("0.50 ns", Units.time(0.5));
        assertEquals("999 ns", Units.time(999.4));
        assertEquals("1.00 µs", Units.time(999.6));
        assertEquals("12.3 ms", Units.time(12_345_678));
        assertEquals("7200 s", Units.time(7.2e12));
        assertEquals("999 B", Units.size(999));
        assertEquals("4.10 kB", Units.size(4096));
        assertEquals("1,234,567", Units.count(1_234_567));
        assertEquals("<0.1 %", Units.share(1, 1e6));
        assertEquals("0.0 %", Units.share(0, 0));
    }
}
