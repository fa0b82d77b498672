package jacobi.notebook.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import jacobi.data.Progress;
import jacobi.data.ProgressListener;
import jacobi.notebook.cell.CellStart;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Refresher;

/**
 * Shows how far the loops of the running cell are: a line for each, in one display that is updated in place. It appears
 * only when a loop is going to take longer than two seconds.
 */
public final class ProgressBars implements ProgressListener {
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Before that much time has gone by, nothing is known of how long a loop is going to take. */
    private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int FIRST_MILLIS = 400;
    private static final int SHARE = 300;
    /** How far apart the ends of loops are told at least. */
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_LOOPS = 5;

    /**
     * A loop at one moment. Pass counts the loops of the same name, one after the other, in this cell; all means all
     * of them.
     */
    record State(String task, int pass, long done, long total, boolean finished, double seconds, double left,
                 long allDone, double allSeconds) {
    }

    /** A loop; the time of all passes counts for whether it is a long one. */
    private static final class Loop {
        private int pass;
        private long done;
        private long total;
        private boolean finished = true;
        private long startedAt;
        private long earlier;
        private long doneEarlier;
        private long now;
    }

    /** The loops of one cell. */
    private static final class View {
        private final Map<String, Loop> loops = new LinkedHashMap<>();
        private final String id = "jacobi-" + UUID.randomUUID();
        private Refresher refresher;
        private boolean shown;
        private long nextEndAt = Long.MIN_VALUE;
    }

    private final Host host;
    private final LongSupplier clock;
    private Object cell;
    private View current;
    private View ending;

    /** Shows progress in a host. */
    public ProgressBars(Host host) {
        this(host, System::nanoTime);
    }

    ProgressBars(Host host, LongSupplier clock) {
        this.host = host;
        this.clock = clock;
    }

    @Override
    public void update(String task, long done, long total, boolean finished) {
        View changed = note(task, done, total, finished);
        if (changed != null) {
            changed.refresher.changed();
            if (finished && host.showsAtOnce()) {
                tellEnd(changed);
            }
        }
    }

    /** Tells that a loop is over before its statement is, but not of each of many short ones. */
    private void tellEnd(View view) {
        Object of;
        synchronized (this) {
            of = cell;
            if (states(view).isEmpty() || view == ending || clock.getAsLong() < view.nextEndAt) {
                return;
            }
            view.nextEndAt = clock.getAsLong() + END_NANOS;
        }
        view.refresher.now();
        LiveChart.tell(of);
    }

    private synchronized View note(String task, long done, long total, boolean finished) {
        Object running = host.cell();
        if (running == null && ending == null) {
            return null;
        }
        if (running != cell && ending == null) {
            cell = running;
            CellStart.of(running);
            begin();
        }
        View view = ending != null ? ending : current;
        Loop loop = view.loops.get(task);
        if (loop == null) {
            if (view.loops.size() >= MOST_LOOPS) {
                view.loops.remove(view.loops.keySet().iterator().next());
            }
            view.loops.put(task, loop = new Loop());
        }
        long now = clock.getAsLong();
        if (loop.finished) {
            loop.pass++;
            loop.earlier += loop.now - loop.startedAt;
            loop.doneEarlier += loop.done;
            loop.startedAt = now;
        }
        loop.done = done;
        loop.total = total;
        loop.finished = finished;
        loop.now = now;
        return view;
    }

    private void begin() {
        View fresh = new View();
        fresh.refresher = new Refresher(() -> show(fresh), FIRST_MILLIS, host.everyMillis() / 2,
                SHARE);
        current = fresh;
        host.atEndOfCell(() -> {
            end(fresh);
        });
    }

    /** Has the loops that a cell leaves behind end in its own display, whatever cell this thread belongs to. */
    private void end(View over) {
        synchronized (this) {
            ending = over;
        }
        Progress.finishAll();
        synchronized (this) {
            ending = null;
        }
        over.refresher.close();
    }

    private void show(View shownView) {
        List<State> states;
        synchronized (this) {
            states = states(shownView);
        }
        if (!states.isEmpty()) {
            host.show(shownView.id, new ProgressDisplay(states), !shownView.shown);
            shownView.shown = true;
        }
    }

    private List<State> states(View of) {
        List<State> states = new ArrayList<>();
        of.loops.forEach((task, loop) -> {
            long now = loop.finished ? loop.now : clock.getAsLong();
            long elapsed = now - loop.startedAt;
            double left = loop.done > 0 ? (double) elapsed / loop.done * (loop.total - loop.done) : Double.NaN;
            boolean takesLong = loop.earlier + elapsed > LONG_NANOS
                    || !loop.finished && elapsed > SETTLED_NANOS && elapsed + left > LONG_NANOS;
            if (takesLong || of.shown) {
                states.add(new State(task, loop.pass, loop.done, loop.total, loop.finished, elapsed / 1e9, left / 1e9,
                        loop.doneEarlier + loop.done, (loop.earlier + elapsed) / 1e9));
            }
        });
        return states;
    }
}
