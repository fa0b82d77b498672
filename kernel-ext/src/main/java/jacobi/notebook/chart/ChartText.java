package jacobi.notebook.chart;

import java.util.ArrayList;
import java.util.List;
import jacobi.notebook.chart.Board.Line;
import jacobi.notebook.display.Words;

/** What a chart says in words: numbers, notes below the picture, and the form for those who see no picture. */
public final class ChartText {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int SPARKS = 40;
    private static final int MOST_NOTES = 4;

    private ChartText() {
    }

    /** One line for each thing that the curves alone don't tell. */
    static List<String> notes(Board.Snapshot snapshot) {
        List<String> notes = new ArrayList<>();
        if (!snapshot.note().isEmpty()) {
            snapshot.note().lines().forEach(line -> notes.add(Words.shorten(line, 100)));
        }
        for (Line line : snapshot.lines()) {
            if (line.points().broken() && notes.size() < MOST_NOTES) {
                notes.add(name(line) + " became " + line.points().brokenValue() + " "
                        + Along.STEP.at(line.points().brokenAt()) + "; such values are left out.");
            }
        }
        int panels = snapshot.panels().size();
        if (panels > ChartPainter.MOST_PANELS) {
            notes.add(panels - ChartPainter.MOST_PANELS + " more quantities were logged than there is room for.");
        }
        if (snapshot.dropped() > 0) {
            notes.add(Words.number(snapshot.dropped()) + " values were not kept: a chart has at most " + Board.MOST_CURVES
                    + " curves.");
        }
        return notes;
    }

    static String name(Line line) {
        return Words.shorten(line.run().isEmpty() ? line.name() : line.name() + " (" + line.run() + ")", 60);
    }

    /** The whole board as text, a line for each curve. */
    public static String text(Board.Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        for (Line line : snapshot.lines()) {
            lines.add(line(line, snapshot.along()));
        }
        lines.addAll(notes(snapshot));
        return lines.isEmpty() ? "nothing logged yet" : String.join("\n", lines);
    }

    /** The whole board as text without the tiny pictures, for those who have it read to them. */
    static String spoken(Board.Snapshot snapshot) {
        return text(snapshot).replaceAll("[▁-█]+ ", "");
    }

    /** Such as {@code loss ▇▅▃▂▁ 0.2143 at step 780, from 2.305}. */
    static String line(Line line, Along along) {
        Curve.Points points = line.points();
        Along at = along == Along.EXAMPLES && points.lastExample() == 0 ? Along.STEP : along;
        int end = points.size() - 1;
        return name(line) + " " + sparks(points.mean()) + " " + Words.measured(points.last()) + " " + at.at(points.lastStep())
                + (points.count() > 1 ? ", from " + Words.measured(points.first()) : "") + (line.repeats() > 1 && end >= 0
                ? "; " + Words.measured(points.low()[end]) + " to " + Words.measured(points.high()[end]) + " in " + line.repeats()
                + " repeats" : "");
    }

    private static String sparks(double[] values) {
        int width = Math.min(SPARKS, values.length);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < width; i++) {
            int from = (int) ((long) i * values.length / width);
            int to = (int) ((long) (i + 1) * values.length / width);
            double sum = 0;
            for (int k = from; k < to; k++) {
                sum += (values[k] / 2 - low / 2) / (to - from);
            }
            double part = high > low ? sum / (high / 2 - low / 2) : 0.5;
            out.append(BLOCKS.charAt((int) Math.clamp(part * BLOCKS.length(), 0, BLOCKS.length() - 1)));
        }
        return out.toString();
    }
}
