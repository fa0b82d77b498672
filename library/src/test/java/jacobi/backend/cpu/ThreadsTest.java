package jacobi.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import jacobi.Interruption;
import jacobi.OperationInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class ThreadsTest {
    private int before;

    @BeforeEach
    void remember() {
        before = Threads.count();
    }

    @AfterEach
    void restore() {
        Threads.setCount(before);
        assertFalse(Thread.interrupted(), "a test left its thread interrupted");
    }

    @Test
    void everyIndexIsVisitedOnceForAnyNumberOfThreads() {
        for (int threads = 1; threads <= 4; threads++) {
            Threads.setCount(threads);
            for (int n : new int[] {0, 1, 2, 7, 8, 9, 1000}) {
                for (int grain : new int[] {1, 3, 8, 2000, Integer.MAX_VALUE}) {
                    var visits = new AtomicIntegerArray(n);
                    var pieces = Collections.synchronizedList(new ArrayList<List<Integer>>());
                    Threads.parallelFor(n, grain, (from, to) -> {
                        pieces.add(List.of(from, to));
                        for (int i = from; i < to; i++) {
                            visits.incrementAndGet(i);
                        }
                    });
                    for (int i = 0; i < n; i++) {
                        assertEquals(1, visits.get(i));
                    }
                    var expected = new ArrayList<List<Integer>>();
                    for (long from = 0; from < n; from += grain) {
                        expected.add(List.of((int) from, (int) Math.min(n, from + grain)));
                    }
                    pieces.sort((x, y) -> x.getFirst() - y.getFirst());
                    assertEquals(expected, pieces, threads + " threads");
                }
            }
        }
    }

    @Test
    void theLargestRangeDoesNotOverflow() {
        for (int threads : new int[] {1, 3}) {
            Threads.setCount(threads);
            var sum = new AtomicInteger();
            int grain = Integer.MAX_VALUE / 2;
            Threads.parallelFor(Integer.MAX_VALUE, grain, (from, to) -> sum.addAndGet(to - from));
            assertEquals(Integer.MAX_VALUE, sum.get());
        }
    }

    @Test
    void twoPiecesRunAtTheSameTime() {
        Threads.setCount(2);
        var both = new CountDownLatch(2);
        Threads.parallelFor(2, 1, (from, to) -> {
            both.countDown();
            awaitQuietly(both);
        });
        assertEquals(0, both.getCount());
    }

    @Test
    void helpersAreDaemons() {
        Threads.setCount(2);
        var both = new CountDownLatch(2);
        var caller = Thread.currentThread();
        Threads.parallelFor(2, 1, (from, to) -> {
            both.countDown();
            awaitQuietly(both);
            var current = Thread.currentThread();
            assertTrue(current == caller || current.isDaemon() && current.getName().startsWith("jacobi-"));
        });
    }

    @Test
    void aLoopInsideABodyStaysOnItsThread() {
        Threads.setCount(3);
        var inner = new AtomicInteger();
        Threads.parallelFor(10, 1, (from, to) -> {
            var outer = Thread.currentThread();
            Threads.parallelFor(10, 1, (f, t) -> {
                assertSame(outer, Thread.currentThread());
                inner.incrementAndGet();
            });
        });
        assertEquals(100, inner.get());
    }

    @Test
    void theFirstExceptionReachesTheCallerAfterAllPiecesHaveStopped() {
        for (int threads = 1; threads <= 3; threads++) {
            Threads.setCount(threads);
            for (int bad = 0; bad < 40; bad += 13) {
                int fails = bad;
                var running = new AtomicInteger();
                var thrown = assertThrows(IllegalStateException.class, () -> Threads.parallelFor(40, 1, (from, to) -> {
                    running.incrementAndGet();
                    try {
                        if (from == fails) {
                            throw new IllegalStateException("piece " + from);
                        }
                    } finally {
                        running.decrementAndGet();
                    }
                }));
                assertEquals("piece " + bad, thrown.getMessage());
                assertEquals(0, running.get());
            }
        }
    }

    @Test
    void anErrorInAHelperIsNotLost() {
        Threads.setCount(2);
        var caller = Thread.currentThread();
        var both = new CountDownLatch(2);
        assertThrows(StackOverflowError.class, () -> Threads.parallelFor(2, 1, (from, to) -> {
            both.countDown();
            awaitQuietly(both);
            if (Thread.currentThread() != caller) {
                throw new StackOverflowError();
            }
        }));
        var sum = new AtomicInteger();
        Threads.parallelFor(100, 1, (from, to) -> sum.addAndGet(from));
        assertEquals(4950, sum.get(), "the pool works on");
    }

    @Test
    void interruptionStopsTheLoop() {
        for (int threads = 1; threads <= 3; threads++) {
            Threads.setCount(threads);
            var caller = Thread.currentThread();
            var pieces = new AtomicInteger();
            assertThrows(OperationInterruptedException.class,
                () -> Threads.parallelFor(Integer.MAX_VALUE, 1, (from, to) -> {
                    if (pieces.incrementAndGet() == 5) {
                        caller.interrupt();
                    }
                }));
            assertTrue(Thread.interrupted(), "the flag stays set");
        }
    }

    @Test
    void aCallerThatIsInterruptedWhileItWaitsWaitsForTheRunningPiece() {
        Threads.setCount(2);
        var caller = Thread.currentThread();
        var both = new CountDownLatch(2);
        var finished = new AtomicBoolean();
        Threads.parallelFor(2, 1, (from, to) -> {
            both.countDown();
            awaitQuietly(both);
            if (Thread.currentThread() != caller) {
                while (caller.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
                finished.set(true);
            }
        });
        assertTrue(finished.get());
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void helpersAreInterruptedWithTheirCallerAndForThatLoopOnly() {
        Threads.setCount(2);
        var caller = Thread.currentThread();
        for (boolean waiting : new boolean[] {true, false}) {
            var both = new CountDownLatch(2);
            assertThrows(OperationInterruptedException.class, () -> Threads.parallelFor(2, 1, (from, to) -> {
                both.countDown();
                awaitQuietly(both);
                if (Thread.currentThread() == caller && waiting) {
                    return;
                }
                caller.interrupt();
                for (long end = System.nanoTime() + 10_000_000_000L; System.nanoTime() < end; ) {
                    Interruption.poll("a piece that takes ten seconds");
                }
            }), waiting ? "the caller waits" : "the caller works");
            assertTrue(Thread.interrupted(), "the flag stays set");
            var again = new CountDownLatch(2);
            Threads.parallelFor(2, 1, (from, to) -> {
                again.countDown();
                awaitQuietly(again);
                Interruption.poll("the next loop");
            });
        }
    }

    @Test
    void manyCallersAtOnceEachGetTheirOwnResult() throws InterruptedException {
        Threads.setCount(3);
        var wrong = new AtomicInteger();
        var callers = new Thread[6];
        Arrays.setAll(callers, i -> Thread.ofPlatform().start(() -> {
            for (int round = 0; round < 300; round++) {
                int n = 50 + i + round;
                var sum = new AtomicInteger();
                Threads.parallelFor(n, 4, (from, to) -> sum.addAndGet(to - from));
                if (sum.get() != n) {
                    wrong.incrementAndGet();
                }
            }
        }));
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(0, wrong.get());
    }

    @Test
    void aVirtualThreadCanCall() throws InterruptedException {
        Threads.setCount(2);
        var sum = new AtomicInteger();
        Thread.ofVirtual().start(() -> Threads.parallelFor(1000, 10, (from, to) -> sum.addAndGet(to - from))).join();
        assertEquals(1000, sum.get());
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Threads.setCount(0));
        assertThrows(IllegalArgumentException.class, () -> Threads.setCount(1 << 20));
        assertEquals(before, Threads.count());
        assertThrows(IllegalArgumentException.class, () -> Threads.parallelFor(5, 0, (from, to) -> {
        }));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
