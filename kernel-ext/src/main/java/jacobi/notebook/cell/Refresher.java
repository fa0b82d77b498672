package jacobi.notebook.cell;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Redraws a display that changes often, now and then: at most once in a given time, and so that all its drawings
 * together take at most a given part of the time, but never so seldom that it seems to stand still. Drawing happens on a
 * thread of its own, so that telling of a change costs next to nothing; the last change is drawn too, without another call.
 */
public final class Refresher {
    /** Runs something later; a part of its own so that tests have a clock of their own. */
    interface Timer {
        void after(long nanos, Runnable action);
    }

    /** How long a change waits at most, however dear drawing is: so that drawings of up to 0.3 s keep to their share. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(15);

    private final Runnable draw;
    private final long every;
    private final int share;
    private final LongSupplier clock;
    private final LongSupplier work;
    private final Timer timer;
    private final long startedAt;
    private long spent;
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
     * @param share       its drawings take at most one part of so many of the time
     */
    public Refresher(Runnable draw, int firstMillis, int everyMillis, int share) {
        this(draw, firstMillis, everyMillis, share, System::nanoTime, Work::nanos, Threads::later);
    }

    /**
     * The same by clocks of one's own.
     *
     * @param work how much time this thread has worked
     */
    public Refresher(Runnable draw, int firstMillis, int everyMillis, int share, LongSupplier clock, LongSupplier work,
                     Timer timer) {
        this.draw = draw;
        this.share = share;
        this.every = TimeUnit.MILLISECONDS.toNanos(everyMillis);
        this.clock = clock;
        this.work = work;
        this.timer = timer;
        this.startedAt = clock.getAsLong();
        this.nextAt = startedAt + TimeUnit.MILLISECONDS.toNanos(firstMillis);
    }

    /** Says that the display changed. */
    public void changed() {
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
        long before = work.getAsLong();
        try {
            draw.run();
        } finally {
            synchronized (this) {
                long end = clock.getAsLong();
                spent += work.getAsLong() - before;
                nextAt = Math.max(end + every, Math.min(startedAt + share * spent, end + LONGEST));
                drawing = false;
                if (pending && !closed) {
                    plan();
                }
            }
        }
    }

    /** Draws now, on this thread. */
    public void now() {
        schedule();
        refresh();
    }

    /** Draws the last change, if it was not drawn, on this thread; nothing is drawn afterwards. */
    public void close() {
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

    /** Has the thread that draws do something once. */
    public static void drawOnce(Runnable action) {
        Threads.later(0, action);
    }

    /** How much time the processor gave to this thread: on a machine that is busy, drawing is no dearer than otherwise. */
    private static final class Work {
        private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
        private static final boolean KNOWN = BEAN.isCurrentThreadCpuTimeSupported() && BEAN.isThreadCpuTimeEnabled();

        static long nanos() {
            return KNOWN ? BEAN.getCurrentThreadCpuTime() : System.nanoTime();
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
