package jacobi.notebook.graph;

import jacobi.notebook.graph.Circuit.Kind;
import jacobi.notebook.graph.Circuit.Line;
import jacobi.notebook.graph.Circuit.Part;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Palette;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What each kind of part looks like: its shape, its colours (Okabe and Ito's, as in charts), how large it is. */
final class Glyph {
    static final int LEGEND_SIGN = 30;
    private static final int ROUND = 36;
    private static final int HIGH = 28;
    private static final int ROW = 17;
    private static final Color BLUE = Palette.ofClass(0);
    private static final Color SKY = new Color(0xb9e1f9);
    private static final Color ORANGE = new Color(0xf5b83d);
    private static final Color PURPLE = Palette.ofClass(3);
    private static final Color VALUE = new Color(0x00704d);
    private static final Color GRADIENT = new Color(0xc03500);
    private static final Font NAME = Lettering.font(Font.BOLD, 13);
    private static final Font SYMBOL = Lettering.font(Font.BOLD, 16);
    private static final Font SMALL = Lettering.font(Font.PLAIN, 12);

    /** A line of a legend. */
    record Entry(Sign sign, String words) {
    }

    /** Draws what a line of a legend explains, its left end at a place. */
    interface Sign {
        void paint(Graphics2D g, double x, double middle);
    }

    private Glyph() {
    }

    private static Font font(Part part) {
        return part.kind() == Kind.OP && part.label().length() <= 1 ? SYMBOL : part.kind() == Kind.NUMBER
                || part.kind() == Kind.MORE ? SMALL : NAME;
    }

    private static boolean isRound(Part part) {
        return part.kind() == Kind.OP && Lettering.width(part.label(), font(part)) <= ROUND - 8;
    }

    static double width(Part part) {
        double label = Lettering.width(part.label(), font(part));
        return switch (part.kind()) {
            case OP -> isRound(part) ? ROUND : label + 22;
            case INPUT -> label + 32;
            case NUMBER -> label + 6;
            case PARAMETER, MORE -> label + 20;
            case RESULT -> label + 28;
            case GROUP -> {
                for (Line line : part.lines()) {
                    label = Math.max(label, Lettering.width(line.text(), SMALL) + (line.kind() == null ? 0 : 18));
                }
                yield label + 24;
            }
        };
    }

    static double height(Part part) {
        return switch (part.kind()) {
            case OP -> isRound(part) ? ROUND : HIGH + 4;
            case GROUP -> 30 + ROW * part.lines().size() + 4;
            case NUMBER -> 20;
            default -> HIGH;
        };
    }

    /** Where a wire to an input ends: how far left of the middle, and how far below it. */
    static double[] port(Part part, int argument) {
        int count = part.inputs().length;
        double spread = Math.min(14 * (count - 1), 0.6 * height(part));
        double y = count == 1 ? 0 : spread * (argument / (count - 1.0) - 0.5);
        double half = width(part) / 2;
        return new double[] {isRound(part) ? Math.sqrt(half * half - y * y) : half, y};
    }

    private static Shape shape(Part part, double x, double y) {
        double w = width(part);
        double h = height(part);
        double left = x - w / 2;
        double top = y - h / 2;
        return switch (part.kind()) {
            case PARAMETER -> new Rectangle2D.Double(left, top, w, h);
            case INPUT -> slanted(left, top, w, h);
            case RESULT -> new RoundRectangle2D.Double(left, top, w, h, h, h);
            case OP -> isRound(part) ? new Ellipse2D.Double(left, top, w, h)
                    : new RoundRectangle2D.Double(left, top, w, h, 16, 16);
            default -> new RoundRectangle2D.Double(left, top, w, h, 12, 12);
        };
    }

    private static Shape slanted(double left, double top, double w, double h) {
        Path2D path = new Path2D.Double();
        double slant = Math.min(8, h / 3);
        path.moveTo(left + slant, top);
        path.lineTo(left + w, top);
        path.lineTo(left + w - slant, top + h);
        path.lineTo(left, top + h);
        path.closePath();
        return path;
    }

    /** @param highlight what is behind a part that is at work; null for any other */
    static void paint(Graphics2D g, Part part, double x, double y, Color highlight) {
        Shape shape = shape(part, x, y);
        Color fill = switch (part.kind()) {
            case PARAMETER -> BLUE;
            case INPUT -> SKY;
            case RESULT -> ORANGE;
            default -> Color.WHITE;
        };
        if (part.kind() == Kind.GROUP) {
            double w = width(part);
            double h = height(part);
            g.setColor(Color.WHITE);
            Shape behind = new RoundRectangle2D.Double(x - w / 2 + 4, y - h / 2 + 4, w - 4, h, 12, 12);
            g.fill(behind);
            outline(g, behind, Paper.GREY, 1, false);
        }
        if (part.kind() != Kind.NUMBER) {
            g.setColor(highlight != null ? highlight : fill);
            g.fill(shape);
            outline(g, shape, highlight != null ? GRADIENT : part.kind() == Kind.MORE ? Paper.GREY : Paper.INK,
                    highlight != null ? 2.4f : part.kind() == Kind.RESULT ? 2 : 1.3f, part.kind() == Kind.MORE);
        }
        Color ink = part.kind() == Kind.PARAMETER && highlight == null ? Color.WHITE
                : part.kind() == Kind.MORE ? Paper.GREY : Paper.INK;
        if (part.kind() != Kind.GROUP) {
            centre(g, part.label(), font(part), ink, x, y);
            return;
        }
        double left = x - width(part) / 2 + 12;
        double line = y - height(part) / 2 + 20;
        Lettering.draw(g, part.label(), NAME, Paper.INK, left, line);
        for (Line one : part.lines()) {
            line += ROW;
            if (one.kind() != null) {
                sign(g, one.kind(), left, line - 4, 11, 9);
            }
            Lettering.draw(g, one.text(), SMALL, one.kind() == null ? Paper.GREY : Paper.INK, left + (one.kind() == null ? 0 : 18), line);
        }
    }

    private static void outline(Graphics2D g, Shape shape, Color color, float width, boolean dashed) {
        g.setColor(color);
        g.setStroke(dashed ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0)
                : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    private static void centre(Graphics2D g, String text, Font font, Color color, double x, double y) {
        Lettering.draw(g, text, font, color, x - Lettering.width(text, font) / 2, y + font.getSize() * 0.36);
    }

    /** The mark of a value that the backward pass reads. */
    static void diamond(Graphics2D g, double x, double y) {
        Path2D path = new Path2D.Double();
        path.moveTo(x - 6, y);
        path.lineTo(x, y - 6);
        path.lineTo(x + 6, y);
        path.lineTo(x, y + 6);
        path.closePath();
        g.setColor(PURPLE);
        g.fill(path);
        outline(g, path, Color.WHITE, 1, false);
    }

    /** A small sign for a kind of part. */
    private static void sign(Graphics2D g, Kind kind, double x, double middle, double w, double h) {
        Shape shape = switch (kind) {
            case PARAMETER -> new Rectangle2D.Double(x, middle - h / 2, w, h);
            case INPUT -> slanted(x, middle - h / 2, w, h);
            case RESULT -> new RoundRectangle2D.Double(x, middle - h / 2, w, h, h, h);
            case OP -> new Ellipse2D.Double(x + (w - h) / 2, middle - h / 2, h, h);
            default -> new RoundRectangle2D.Double(x, middle - h / 2, w, h, 6, 6);
        };
        g.setColor(switch (kind) {
            case PARAMETER -> BLUE;
            case INPUT -> SKY;
            case RESULT -> ORANGE;
            default -> Color.WHITE;
        });
        g.fill(shape);
        outline(g, shape, kind == Kind.MORE ? Paper.GREY : Paper.INK, 1.2f, kind == Kind.MORE);
    }

    private static Entry entry(Kind kind, String words) {
        return new Entry((g, x, middle) -> sign(g, kind, x, middle, 22, 14), words);
    }

    /** What there is to explain in a picture. */
    static List<Entry> legend(Circuit circuit, boolean kept, boolean values, boolean gradients) {
        List<Entry> entries = new ArrayList<>();
        has(circuit, Kind.PARAMETER, "parameter", entries);
        has(circuit, Kind.INPUT, "input", entries);
        has(circuit, Kind.OP, "op", entries);
        if (circuit.parts().stream().anyMatch(part -> part.kind() == Kind.GROUP)) {
            entries.add(new Entry((g, x, middle) -> {
                sign(g, Kind.GROUP, x + 3, middle + 2, 19, 12);
                sign(g, Kind.GROUP, x, middle - 1, 19, 12);
            }, "several ops"));
        }
        has(circuit, Kind.MORE, "not shown", entries);
        has(circuit, Kind.RESULT, "result", entries);
        if (kept) {
            entries.add(new Entry((g, x, middle) -> diamond(g, x + 11, middle), "kept for the backward pass"));
        }
        if (values) {
            entries.add(new Entry((g, x, middle) -> Lettering.draw(g, "0.5", SMALL, VALUE, x + 2, middle + 4),
                    "value or shape, above" + (gradients ? "" : " the wire")));
        }
        if (gradients) {
            entries.add(new Entry((g, x, middle) -> Lettering.draw(g, "0.5", SMALL, GRADIENT, x + 2, middle + 4),
                    "gradient of the result, or its norm ‖g‖, below"));
        }
        return entries;
    }

    private static void has(Circuit circuit, Kind kind, String words, List<Entry> entries) {
        boolean there = circuit.parts().stream().anyMatch(part -> part.kind() == kind
                || part.lines().stream().anyMatch(line -> line.kind() == kind));
        if (there) {
            entries.add(entry(kind, words));
        }
    }
}
