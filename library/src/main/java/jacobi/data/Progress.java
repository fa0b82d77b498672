package jacobi.data;

import jacobi.autograd.GradMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far a loop is. Loops over {@link Batches} report by themselves; a loop of your own can do so as well:
 *
 * {@snippet :
 * var progress = Progress.start("simulation", 1000);
 * for (int i = 0; i < 1000; i++) {
 *     progress.step(i);                  // i steps are complete
 *     simulate();
 * }
 * progress.finish();
 * }
 *
 * <p>Nothing is shown unless a host, such as the notebook, listens. A loop that is left by {@code break} or by an
 * exception cannot tell that it is over. It is taken to be when the loop around it makes its next step, when its thread
 * starts a loop of the same name or many others, or when the host says so with {@link #finishAll} at the end of a cell.
 * Should it go on all the same, it is silent: the listener's last call for a loop is the one with {@code finished}.
 */
public final class Progress {
    private static final int MOST_OPEN = 16;
    private static final List<Progress> OPEN = new ArrayList<>();
    private static final LongAdder EXAMPLES = new LongAdder();
    private static volatile ProgressListener listener;
    /** The last of {@link #OPEN}, to be compared without a lock. */
    private static volatile Progress newest;

    private final String task;
    private final long total;
    private final Thread thread = Thread.currentThread();
    private long done;
    private boolean finished;

    private Progress(String task, long total) {
        this.task = task;
        this.total = total;
    }

    /**
     * How many examples all loops over {@link Batches} have given out since the program began, on all threads; the
     * difference of two calls is what was trained on in between. Loops inside {@code noGrad} do not count, since they
     * evaluate a model and do not train it.
     *
     * {@snippet :
     * long before = Progress.examples();
     * train();
     * System.out.println(Progress.examples() - before);
     * }
     *
     * @return the number of examples, each time that one was given out counted
     */
    public static long examples() {
        return EXAMPLES.sum();
    }

    /** Counts examples that a loop gives out. */
    static void gaveOut(int examples) {
        if (GradMode.isEnabled()) {
            EXAMPLES.add(examples);
        }
    }

    /**
     * Has all loops report to a listener from now on, in the place of the one before. A listener that throws an
     * exception is dropped with a line in the log; the loop goes on.
     *
     * @param newListener null for none
     */
    public static void listen(ProgressListener newListener) {
        listener = newListener;
    }

    /**
     * Begins a loop on this thread.
     *
     * @param task  what is looped over
     * @param total how many steps it takes, 0 or more
     * @return what to tell of each step, and of the end
     */
    public static Progress start(String task, long total) {
        if (total < 0) {
            throw new IllegalArgumentException("Progress.start: the number of steps must not be negative: " + total);
        }
        Progress progress = new Progress(task, total);
        List<Progress> left = new ArrayList<>();
        synchronized (OPEN) {
            for (Progress open : OPEN) {
                if (open.thread == progress.thread && open.task.equals(task)) {
                    left.add(open);
                }
            }
            if (left.isEmpty() && OPEN.size() >= MOST_OPEN) {
                left.add(OPEN.getFirst());
            }
        }
        left.forEach(Progress::leave);
        synchronized (OPEN) {
            OPEN.add(progress);
            newest = progress;
        }
        return progress;
    }

    /**
     * Says how far this loop is, at the beginning of each of its steps.
     *
     * @param completed how many steps are complete, 0 before the first
     */
    public void step(long completed) {
        if (newest != this) {
            leaveInner();
        }
        if (listener != null) {
            synchronized (this) {
                if (!finished) {
                    done = completed;
                    report();
                }
            }
        }
    }

    /** Ends this loop after its last step; a second time, this does nothing. */
    public void finish() {
        end(true);
    }

    /** Ends this loop before its last step; nothing, if it has ended. */
    public void leave() {
        end(false);
    }

    /**
     * Ends all loops that have not ended themselves. For hosts, when a cell or a line is over, whether it succeeded or
     * not.
     */
    public static void finishAll() {
        List<Progress> all;
        synchronized (OPEN) {
            all = List.copyOf(OPEN.reversed());
        }
        all.forEach(Progress::leave);
    }

    /** Ends the loops that began on this thread within this one. */
    private void leaveInner() {
        List<Progress> inner = new ArrayList<>();
        synchronized (OPEN) {
            int position = OPEN.indexOf(this);
            for (int i = OPEN.size() - 1; position >= 0 && i > position; i--) {
                if (OPEN.get(i).thread == thread) {
                    inner.add(OPEN.get(i));
                }
            }
        }
        inner.forEach(Progress::leave);
    }

    private void end(boolean complete) {
        synchronized (OPEN) {
            OPEN.remove(this);
            newest = OPEN.isEmpty() ? null : OPEN.getLast();
        }
        synchronized (this) {
            if (!finished) {
                finished = true;
                done = complete ? total : done;
                report();
            }
        }
    }

    private void report() {
        ProgressListener current = listener;
        if (current != null) {
            try {
                current.update(task, done, total, finished);
            } catch (RuntimeException e) {
                listener = null;
                System.getLogger("jacobi").log(System.Logger.Level.WARNING,
                        "progress is no longer shown, because its listener failed: " + e);
            }
        }
    }
}
