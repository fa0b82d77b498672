package jacobi.notebook;

import java.util.UUID;

/** The chart below a cell that grows while the cell runs. */
final class LiveChart {
    private static final int FIRST_MILLIS = 150;

    private static LiveChart current;
    private static Object currentCell;

    private final Board board = new Board();
    private final String id = "jacobi-" + UUID.randomUUID();
    private final Host host;
    private final Refresher refresher;
    private volatile boolean placed;
    private volatile boolean shown;
    private volatile boolean drawn;
    private volatile boolean settled;

    private LiveChart(Host host) {
        this.host = host;
        refresher = new Refresher(this::show, FIRST_MILLIS, host.everyMillis());
    }

    /** The chart of the cell that runs now, which is closed at the cell's end; null while none runs. */
    static synchronized LiveChart here() {
        Host host = Hosts.host();
        Object cell = host.cell();
        if (cell == null) {
            return null;
        }
        if (cell != currentCell) {
            if (current != null) {
                current.close();
            }
            LiveChart chart = new LiveChart(host);
            current = chart;
            currentCell = cell;
            host.atEndOfCell(chart::close);
        }
        return current;
    }

    Board board() {
        return board;
    }

    void changed() {
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
        if (chart != null) {
            String text = ChartText.text(chart.board.snapshot());
            chart.host.show(chart.id, () -> text, !chart.shown);
        }
    }

    private static synchronized LiveChart ofCell(Object cell) {
        return cell != null && cell == currentCell ? current : null;
    }

    /** Draws a chart that nobody sees, so that the classes for it are there when the first one is to be seen. */
    static void warmUp() {
        Board board = new Board();
        board.add("loss", 1);
        Display.Picture picture = new ChartDisplay(board.snapshot()).picture();
        picture.svg();
        picture.png();
    }

    /** Shows the present state at once, a single point too. */
    void showNow() {
        settled = true;
        refresher.now();
    }

    /** Shows the present state; as text as long as there is no more than a point. */
    void show() {
        Board.Snapshot snapshot = board.snapshot();
        boolean curves = snapshot.lines().stream().anyMatch(line -> line.points().size() > 1);
        if (curves || settled && !snapshot.lines().isEmpty()) {
            host.show(id, new ChartDisplay(snapshot), !shown);
            shown = true;
            drawn = true;
        } else if (shown) {
            host.show(id, () -> ChartText.text(snapshot), false);
        }
    }

    /** Shows the final state, a single point too; nothing more is shown afterwards. */
    void close() {
        settled = true;
        if (!drawn) {
            refresher.changed();
        }
        refresher.close();
    }
}
