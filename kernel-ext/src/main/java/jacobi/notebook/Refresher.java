package jacobi.notebook;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Redraws a display that changes often, now and then: at most once in a given time, and so that drawing takes about a
 * tenth of the time, but never so seldom that it seems to stand still. Drawing happens on a thread of its own, so that
 * telling of a change costs next to nothing; the last change is drawn too, without another call.
 */
final class Refresher {
    /** Runs something later; a part of its own so that tests have a clock of their own. */
    interface Timer {
        void after(long nanos, Runnable action);
    }

    /** A drawing takes at most one part of so many of the time. */
    private static final int SHARE = 10;
    /** Drawing that takes long is waited for no longer than that: a machine that is busy makes it seem dear. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private final Runnable draw;
    private final long every;
    private final LongSupplier clock;
    private final Timer timer;
    private final Object oneDrawing = new Object();
    private volatile boolean pending;
    private boolean drawing;
    private long nextAt;
    private boolean closed;

    /**
     * A display that is not drawn yet.
     *
     * @param draw        draws its present state
     * @param firstMillis how soon after the first change it is drawn
     * @param everyMillis the time in which it is drawn at most once
     */
    Refresher(Runnable draw, int firstMillis, int everyMillis) {
        this(draw, firstMillis, everyMillis, System::nanoTime, Threads::later);
    }

    Refresher(Runnable draw, int firstMillis, int everyMillis, LongSupplier clock, Timer timer) {
        this.draw = draw;
        this.every = TimeUnit.MILLISECONDS.toNanos(everyMillis);
        this.clock = clock;
        this.timer = timer;
        this.nextAt = clock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(firstMillis);
    }

    /** Says that the display changed. */
    void changed() {
        if (!pending) {
            schedule();
        }
    }

    private synchronized void schedule() {
        if (!pending && !closed) {
            pending = true;
            if (!drawing) {
                plan();
            }
        }
    }

    private void plan() {
        timer.after(Math.max(0, nextAt - clock.getAsLong()), this::refresh);
    }

    private void refresh() {
        synchronized (oneDrawing) {
            if (begin()) {
                draw();
            }
        }
    }

    /** Whether there is something to draw. What changes from now on is drawn next time, and never waits. */
    private synchronized boolean begin() {
        if (closed || !pending) {
            return false;
        }
        pending = false;
        drawing = true;
        return true;
    }

    private void draw() {
        long start = clock.getAsLong();
        try {
            draw.run();
        } finally {
            synchronized (this) {
                long end = clock.getAsLong();
                nextAt = end + Math.max(every, Math.min((SHARE - 1) * (end - start), LONGEST));
                drawing = false;
                if (pending && !closed) {
                    plan();
                }
            }
        }
    }

    /** Draws now, on this thread. */
    void now() {
        schedule();
        refresh();
    }

    /** Draws the last change, if it was not drawn, on this thread; nothing is drawn afterwards. */
    void close() {
        synchronized (oneDrawing) {
            boolean draws;
            synchronized (this) {
                draws = pending && !closed;
                closed = true;
                pending = true;                         // so that changed() returns at once from now on
            }
            if (draws) {
                draw.run();
            }
        }
    }

    /** The one thread that draws. */
    private static final class Threads {
        private static final ScheduledExecutorService EXECUTOR = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "jacobi-display");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });

        static void later(long nanos, Runnable action) {
            EXECUTOR.schedule(() -> {
                try {
                    action.run();
                } catch (RuntimeException | Error e) {
                    System.getLogger("jacobi").log(System.Logger.Level.WARNING, "a display could not be drawn", e);
                }
            }, nanos, TimeUnit.NANOSECONDS);
        }
    }
}
