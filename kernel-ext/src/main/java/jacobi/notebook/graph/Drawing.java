package jacobi.notebook.graph;

import jacobi.notebook.graph.Circuit.Kind;
import jacobi.notebook.graph.Circuit.Part;
import jacobi.notebook.graph.Layout.Leg;
import jacobi.notebook.graph.Layout.Place;
import jacobi.notebook.graph.Layout.Wire;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws a circuit as lectures do: values above the wires, gradients below, on a light card of its own, so that it reads the
 * same on a white and on a black page. A value is written where its wire leaves the part that makes it.
 */
final class Drawing {
    private static final int MARGIN = 18;
    private static final int LEGEND_ROW = 22;
    private static final int LEAST_WIDTH = 420;
    private static final int MOST_VALUE = 26;
    private static final Color WIRE = new Color(0x8c959f);
    private static final Color VALUE = new Color(0x00704d);
    private static final Color GRADIENT = new Color(0xc03500);
    private static final Color ACTIVE = new Color(0xfff0b8);
    private static final Font VALUES = Lettering.font(Font.PLAIN, 12);
    private static final Font LETTERS = Lettering.font(Font.BOLD, 10);
    private static final int ROW_WIDTH = 1100;
    private static final Font NOTES = Lettering.font(Font.PLAIN, 12);

    /**
     * How far a backward pass has come.
     *
     * @param gradients the gradients known so far, by part
     * @param active    the parts at work
     */
    record Moment(Map<Integer, String> gradients, Set<Integer> active) {
    }

    private final Circuit circuit;
    private final String[] values;
    private final boolean[] kept;
    private final Layout layout;
    private final List<Glyph.Entry> legend;
    private final List<double[]> legendAt = new ArrayList<>();
    private final int width;
    private final int height;

    /**
     * Finds the place of everything.
     *
     * @param values    what stands above each part's wire; empty for nothing
     * @param gradients what is to stand below it once the pass is over, by part
     * @param kept      which values the backward pass reads
     */
    Drawing(Circuit circuit, String[] values, Map<Integer, String> gradients, boolean[] kept) {
        this.circuit = circuit;
        this.values = values;
        this.kept = kept;
        List<Layout.Box> boxes = new ArrayList<>();
        for (int p = 0; p < circuit.parts().size(); p++) {
            Part part = circuit.parts().get(p);
            double label = Math.max(Lettering.width(values[p], VALUES),
                    Lettering.width(bars(gradients.getOrDefault(p, "")), VALUES));
            double stem = part.kind() == Kind.RESULT ? 0 : label == 0 ? 8 : label + 12 + (kept[p] ? 12 : 0);
            double tall = label == 0 ? 0 : gradients.isEmpty() ? 34 : 38;
            boxes.add(new Layout.Box(Glyph.width(part), stem, Math.max(tall, Glyph.height(part))));
        }
        layout = new Layout(boxes, circuit.inputs(), ROW_WIDTH);
        width = (int) Math.ceil(Math.max(LEAST_WIDTH, layout.width() + 2 * MARGIN));
        legend = Glyph.legend(circuit, anyKept(), anyValue(), !gradients.isEmpty());
        double x = MARGIN;
        int row = 0;
        for (Glyph.Entry entry : legend) {
            double wide = Glyph.LEGEND_SIGN + Lettering.width(entry.words(), NOTES);
            if (x > MARGIN && x + wide > width - MARGIN) {
                x = MARGIN;
                row++;
            }
            legendAt.add(new double[] {x, row});
            x += wide + 18;
        }
        height = (int) Math.ceil(layout.height() + 2.5 * MARGIN) + LEGEND_ROW * (row + 1)
                + (circuit.note().isEmpty() ? 0 : LEGEND_ROW);
    }

    private boolean anyKept() {
        for (boolean one : kept) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private boolean anyValue() {
        for (String value : values) {
            if (!value.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void paint(Graphics2D g, Moment moment) {
        Paper.card(g, width, height);
        double left = (width - layout.width()) / 2;
        g.translate(left, MARGIN);
        for (Wire wire : layout.wires()) {
            paint(g, wire, moment);
        }
        for (int p = 0; p < circuit.parts().size(); p++) {
            paint(g, p, moment);
        }
        g.translate(-left, -MARGIN);
        double y = layout.height() + 2 * MARGIN;
        for (int i = 0; i < legend.size(); i++) {
            double x = legendAt.get(i)[0];
            double middle = y + LEGEND_ROW * (legendAt.get(i)[1] + 0.5);
            legend.get(i).sign().paint(g, x, middle);
            Lettering.draw(g, legend.get(i).words(), NOTES, Paper.INK, x + Glyph.LEGEND_SIGN, middle + 4);
        }
        if (!circuit.note().isEmpty()) {
            Lettering.draw(g, circuit.note() + ".", NOTES, Paper.GREY, MARGIN, height - MARGIN / 2.0 - 5);
        }
    }

    private void paint(Graphics2D g, Wire wire, Moment moment) {
        Place to = layout.place(wire.to());
        Part goal = circuit.parts().get(wire.to());
        double[] port = Glyph.port(goal, wire.argument());
        double endX = to.x() - port[0];
        double endY = to.y() + port[1];
        boolean active = moment.active().contains(wire.to()) && moment.gradients().containsKey(wire.from());
        Color color = active ? GRADIENT : WIRE;
        g.setColor(color);
        g.setStroke(new BasicStroke(active ? 2.4f : 1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < wire.legs().size(); i++) {
            Leg leg = wire.legs().get(i);
            boolean last = i == wire.legs().size() - 1;
            double toX = last ? endX - (active ? 0 : 6) : leg.toX();
            double toY = last ? endY : leg.toY();
            Path2D path = new Path2D.Double();
            path.moveTo(leg.x(), leg.y());
            path.lineTo(leg.x() + leg.straight(), leg.y());
            if (leg.letter().isEmpty()) {
                curve(path, leg.x() + leg.straight(), leg.y(), toX, toY);
                g.draw(path);
            } else {
                double out = leg.x() + leg.straight() + Layout.PASSAGE - 16;
                path.lineTo(out, leg.y());
                path.moveTo(leg.toX() - Layout.PASSAGE + 14, toY);
                path.lineTo(toX, toY);
                g.draw(path);
                letter(g, leg.letter(), color, out + 8, leg.y());
                letter(g, leg.letter(), color, leg.toX() - Layout.PASSAGE + 8, toY);
                g.setColor(color);
            }
        }
        if (active) {
            arrow(g, layout.place(wire.from()).stemEnd() - 2, layout.place(wire.from()).y(), -8, 5);
        } else {
            arrow(g, endX, endY, 7, 3.5);
        }
    }

    /** Where a wire goes on in another row. */
    private static void letter(Graphics2D g, String letter, Color color, double x, double y) {
        g.setColor(Color.WHITE);
        Shape badge = new Ellipse2D.Double(x - 6.5, y - 6.5, 13, 13);
        g.fill(badge);
        g.setColor(color);
        g.draw(badge);
        Lettering.draw(g, letter, LETTERS, Paper.INK, x - Lettering.width(letter, LETTERS) / 2, y + 3.6);
    }

    private static void curve(Path2D path, double x, double y, double toX, double toY) {
        double bend = Math.max(10, (toX - x) / 2);
        if (Math.abs(y - toY) < 0.5) {
            path.lineTo(toX, toY);
        } else {
            path.curveTo(x + bend, y, toX - bend, toY, toX, toY);
        }
    }

    /** A filled arrow that ends at a place, pointing to the right, or to the left if its length is negative. */
    private static void arrow(Graphics2D g, double x, double y, double length, double half) {
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - length, y - half);
        head.lineTo(x - length, y + half);
        head.closePath();
        g.fill(head);
    }

    private void paint(Graphics2D g, int p, Moment moment) {
        Part part = circuit.parts().get(p);
        Place place = layout.place(p);
        String gradient = moment.gradients().getOrDefault(p, "");
        if (part.kind() != Kind.RESULT) {
            double start = place.x() + Glyph.width(part) / 2;
            g.setColor(gradient.isEmpty() || moment.active().isEmpty() ? WIRE : GRADIENT);
            g.setStroke(new BasicStroke(1.4f));
            g.draw(new Line2D.Double(start, place.y(), place.stemEnd(), place.y()));
            double label = place.stemEnd() - 4;
            right(g, values[p], VALUE, label, place.y() - 5);
            right(g, bars(gradient), GRADIENT, label, place.y() + 15);
            if (kept[p]) {
                Glyph.diamond(g, start + 8, place.y());
            }
        }
        Glyph.paint(g, part, place.x(), place.y(), moment.active().contains(p) ? ACTIVE : null);
    }

    private static void right(Graphics2D g, String text, Color color, double x, double y) {
        Lettering.draw(g, text, VALUES, color, x - Lettering.width(text, VALUES), y);
    }

    /** A norm between bars. */
    private static String bars(String gradient) {
        return gradient.startsWith("norm ") ? "‖" + gradient.substring(5) + "‖" : gradient;
    }

    /** A value as it is written above a wire. */
    static String cut(String value) {
        return Numbers.shorten(value, MOST_VALUE);
    }
}
