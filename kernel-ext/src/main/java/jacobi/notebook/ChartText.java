package jacobi.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jacobi.notebook.Board.Line;

/** What a chart says in words: numbers, notes below the picture, and the form for those who see no picture. */
final class ChartText {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int SPARKS = 40;
    private static final int MOST_NOTES = 4;

    private ChartText() {
    }

    /** A number as short as it can be without loss that matters: 0.25, 1200, 25k, 1.5M, 3e-05. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (size >= 1e12 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0*e", "e").replace("e+", "e");
        }
        if (size >= 1e6) {
            return plain(value / 1e6) + "M";
        }
        return size >= 1e4 ? plain(value / 1e3) + "k" : plain(value);
    }

    /** The same with at least so many digits behind the point, where it has one. */
    static String number(double value, int digits) {
        String text = number(value);
        if (Math.abs(value) >= 1e4 || text.contains("e") || digits == 0) {
            return text;
        }
        int has = text.contains(".") ? text.length() - 1 - text.indexOf('.') : 0;
        return text + (has == 0 ? "." : "") + "0".repeat(Math.max(0, digits - has));
    }

    private static String plain(double value) {
        double size = Math.abs(value);
        int digits = size >= 1000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + (size < 0.1 ? 6 : digits) + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** A measured value, to four digits. */
    static String measured(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= 1e6 || size < 1e-3) {
            return number(value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.3f" : "%.4f", value);
    }

    static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** One line for each thing that the curves alone don't tell. */
    static List<String> notes(Board.Snapshot snapshot) {
        List<String> notes = new ArrayList<>();
        if (!snapshot.note().isEmpty()) {
            snapshot.note().lines().forEach(line -> notes.add(shorten(line, 100)));
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
            notes.add(number(snapshot.dropped()) + " values were not kept: a chart has at most " + Board.MOST_CURVES
                    + " curves.");
        }
        return notes;
    }

    static String name(Line line) {
        return shorten(line.run().isEmpty() ? line.name() : line.name() + " (" + line.run() + ")", 60);
    }

    /** The whole board as text, a line for each curve. */
    static String text(Board.Snapshot snapshot) {
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
        return name(line) + " " + sparks(points.mean()) + " " + measured(points.last()) + " " + at.at(points.lastStep())
                + (points.count() > 1 ? ", from " + measured(points.first()) : "") + (line.repeats() > 1 && end >= 0
                ? "; " + measured(points.low()[end]) + " to " + measured(points.high()[end]) + " in " + line.repeats()
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
