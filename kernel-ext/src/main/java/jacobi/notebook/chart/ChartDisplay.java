package jacobi.notebook.chart;

import jacobi.notebook.display.Display;
import jacobi.notebook.picture.Canvas;

/** A board as something to look at. */
public final class ChartDisplay implements Display {
    private final Board.Snapshot snapshot;
    private final boolean growing;

    public ChartDisplay(Board.Snapshot snapshot) {
        this(snapshot, false);
    }

    public ChartDisplay(Board.Snapshot snapshot, boolean growing) {
        this.snapshot = snapshot;
        this.growing = growing;
    }

    @Override
    public boolean growing() {
        return growing;
    }

    @Override
    public String text() {
        return ChartText.text(snapshot);
    }

    @Override
    public Picture picture() {
        ChartPainter painter = new ChartPainter(snapshot);
        return new Canvas(ChartPainter.WIDTH, painter.height(), ChartText.spoken(snapshot), painter::paint);
    }
}
