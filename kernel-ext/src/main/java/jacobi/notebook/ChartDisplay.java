package jacobi.notebook;

/** A board as something to look at. */
final class ChartDisplay implements Display {
    private final Board.Snapshot snapshot;

    ChartDisplay(Board.Snapshot snapshot) {
        this.snapshot = snapshot;
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
