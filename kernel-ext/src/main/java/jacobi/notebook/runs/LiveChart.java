package jacobi.notebook.runs;

import jacobi.notebook.cell.CellStart;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.cell.Refresher;
import jacobi.notebook.chart.Board;
import jacobi.notebook.chart.ChartDisplay;
import jacobi.notebook.chart.ChartText;
import jacobi.notebook.display.Display;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The chart below a cell that grows while the cell runs, and the run that the cell is in the history. */
public final class LiveChart {
    private static final int FIRST_MILLIS = 150;
    /** With the progress bar and what an executor does beside, the display of a cell takes less than a fiftieth of the time. */
    private static final int SHARE = 70;
    /** How long a cell that was stopped waits for the PNG of its chart; one that takes longer comes when it is over. */
    private static final int PNG_MILLIS = 40;
    /** How many times longer than SVG a PNG takes about. */
    private static final int PNG_TIMES = 3;
    private static final int WARM_DRAWINGS = 4;

    static {
        Hosts.onEnding(LiveChart::outcome);
    }

    private static LiveChart current;
    private static Object currentCell;

    private final Board board;
    private final String id = "jacobi-" + UUID.randomUUID();
    private final Host host;
    private final Refresher refresher;
    private volatile History.Run own;
    private volatile boolean managed;
    private int comparisons;
    private volatile boolean placed;
    private volatile boolean shown;
    private volatile boolean complete;
    private volatile boolean settled;
    private volatile boolean hurried;
    private volatile String outcome;

    private LiveChart(Host host, CellStart start) {
        this.host = host;
        board = new Board(start);
        refresher = new Refresher(this::show, FIRST_MILLIS, host.everyMillis(), SHARE);
        outcome = host.tellsFailures() ? "finished" : "ended";
    }

    /** The chart of the cell that runs now, which is closed at the cell's end; null while none runs. */
    public static synchronized LiveChart here() {
        Host host = Hosts.host();
        Object cell = host.cell();
        if (cell == null) {
            return null;
        }
        if (cell != currentCell) {
            if (current != null) {
                current.close();
            }
            LiveChart chart = new LiveChart(host, CellStart.of(cell));
            current = chart;
            currentCell = cell;
            host.atEndOfCell(chart::close);
        }
        return current;
    }

    public Board board() {
        return board;
    }

    /** Adds a value to the run that is under way, which is the cell's own one unless a comparison says otherwise. */
    public void add(String name, double value) {
        if (own == null && !managed) {
            own("");
        }
        board.add(name, value);
        changed();
    }

    /** Adds a value at a step. */
    public void add(String name, long step, double value) {
        if (own == null && !managed) {
            own("");
        }
        board.add(name, step, value);
        changed();
    }

    /** The run of the history that this cell is, which begins now unless it did before. */
    public synchronized History.Run own(String label) {
        if (own == null) {
            own = History.session().begin(id, host.cellName(), label, board, "", 0);
        }
        return own;
    }

    /** Whether values belong to a run of a comparison. */
    public boolean managed() {
        return managed;
    }

    /** What sets the runs of a further comparison in the same cell apart; empty for the first. */
    synchronized String comparison() {
        return ++comparisons == 1 ? "" : " #" + comparisons;
    }

    /** Begins a run of a comparison. */
    History.Run begin(String run, int repeat, String label, String note) {
        managed = true;
        board.run(run, repeat, note);
        changed();
        return History.session().begin(id, host.cellName(), label, board, run, repeat);
    }

    /** Ends the runs of a comparison; what is logged from now on belongs to the cell's own run. */
    void endRuns(String note) {
        board.run("", note);
        managed = false;
        changed();
    }

    /** Says how the cell's own run ends. */
    public void outcome(String how) {
        outcome = how;
    }

    /** Says how a cell ended, if it logged. */
    public static void outcome(Object cell, String how) {
        LiveChart chart = ofCell(cell);
        if (chart != null) {
            chart.outcome(how);
        }
    }

    public void changed() {
        if (!placed) {
            place();
        }
        refresher.changed();
    }

    /** Takes the chart's place among the cell's outputs at once, with its text, since the first drawing takes a while. */
    private synchronized void place() {
        if (!placed) {
            String text = ChartText.text(board.snapshot());
            shown = host.announce(id, () -> text);
            placed = true;
        }
    }

    /** Tells of the running cell's chart in words, if it has one. */
    static void tell(Object cell) {
        LiveChart chart = ofCell(cell);
        if (chart != null && chart.placed) {
            String text = ChartText.text(chart.board.snapshot());
            chart.host.show(chart.id, () -> text, !chart.shown);
        }
    }

    private static synchronized LiveChart ofCell(Object cell) {
        return cell != null && cell == currentCell ? current : null;
    }

    /**
     * Gets ready for the first chart in the background, some time from now; for a kernel's adapter, which knows that
     * somebody may want one.
     */
    public static void warmUp(int afterMillis) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(afterMillis);
                warmUp();
            } catch (InterruptedException | RuntimeException | LinkageError e) {
                System.getLogger("jacobi").log(System.Logger.Level.DEBUG, "the first chart is going to tell", e);
            }
        }, "jacobi-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Draws a chart that nobody sees, so that the classes for it are there when the first one is to be seen. */
    private static void warmUp() {
        Board board = new Board();
        for (int i = 0; i < 1000; i++) {
            board.add("loss", Math.sin(i));
            board.add("accuracy", Math.cos(i));
        }
        for (int i = 0; i < WARM_DRAWINGS; i++) {
            Display.Picture picture = new ChartDisplay(board.snapshot()).picture();
            picture.svg();
            if (i < WARM_DRAWINGS / 2) {
                picture.png();
            }
        }
    }

    /** Shows the present state at once, a single point too. */
    void showNow() {
        settled = true;
        refresher.now();
        settled = false;
    }

    /** Shows the present state; as text as long as there is no more than a point. */
    public void show() {
        Board.Snapshot snapshot = board.snapshot();
        boolean curves = snapshot.lines().stream().anyMatch(line -> line.points().size() > 1);
        if (curves || settled && !snapshot.lines().isEmpty()) {
            host.show(id, new ChartDisplay(snapshot, !settled || hurried), !shown);
            shown = true;
            complete = settled;
        } else if (shown) {
            host.show(id, () -> ChartText.text(snapshot), false);
        }
    }

    /**
     * Shows the final state, a single point too; nothing more is shown afterwards. Who stopped a cell waits for its end, so
     * the chart's PNG, which takes longest, may follow then.
     */
    void close() {
        History.Run run = own;
        if (run != null) {
            run.end(outcome);
        }
        BiConsumer<String, Display> later = outcome.startsWith("stopped") ? host.later() : null;
        hurried = later != null && !complete;
        settled = true;
        if (!complete) {
            refresher.changed();
        }
        long start = System.nanoTime();
        refresher.close();
        if (hurried && complete) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            complete(later, board.snapshot(), millis * PNG_TIMES < PNG_MILLIS ? PNG_MILLIS : 0);
        }
    }

    private void complete(BiConsumer<String, Display> later, Board.Snapshot snapshot, int patience) {
        CountDownLatch drawn = new CountDownLatch(1);
        Refresher.drawOnce(() -> {
            later.accept(id, new ChartDisplay(snapshot));
            drawn.countDown();
        });
        try {
            drawn.await(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
