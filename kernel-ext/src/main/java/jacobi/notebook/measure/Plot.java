package jacobi.notebook.measure;

import jacobi.notebook.picture.Canvas;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Palette;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.DoubleFunction;

/**
 * A plot with its axes on a light card of its own, so that it reads the same on a white and on a black page; what is in
 * it is drawn by somebody else.
 *
 * @param title  what is to be seen, in a few words
 * @param lines  further lines below the title
 * @param x      the horizontal axis
 * @param y      the vertical axis; null for none
 * @param height of the plot itself
 */
record Plot(String title, List<String> lines, Axis x, Axis y, int height) {
    static final int WIDTH = 640;
    static final Color BLUE = Palette.ofClass(0);
    static final Color PALE_BLUE = new Color(0x9cc9e3);
    static final Color ORANGE = Palette.ofClass(1);
    static final Color GREEN = Palette.ofClass(2);
    private static final int INDENT = 20;
    private static final int LINE = 17;
    private static final int BELOW = 40;
    private static final int Y_LABELS = 52;
    private static final int MOST_MARKS = 7;

    /**
     * An axis.
     *
     * @param name   what it measures; empty where that is clear
     * @param low    where it begins
     * @param high   where it ends
     * @param log    whether equal distances are equal ratios
     * @param number how a number is written at it
     */
    record Axis(String name, double low, double high, boolean log, DoubleFunction<String> number) {
        /** Where a value is, from 0 to 1; nothing leaves the axis. */
        double place(double value) {
            double inside = Math.clamp(value, low, high);
            return high <= low ? 0.5 : log ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
        }

        /** Round numbers on the axis. */
        List<Double> marks() {
            List<Double> marks = new ArrayList<>();
            if (log) {
                int from = (int) Math.ceil(Math.log10(low) - 1e-9);
                int to = (int) Math.floor(Math.log10(high) + 1e-9);
                int step = Math.max(1, Math.ceilDiv(to - from + 1, MOST_MARKS + 2));
                for (int exponent = from; exponent <= to; exponent += step) {
                    marks.add(Math.pow(10, exponent));
                }
                return marks;
            }
            double raw = (high - low) / MOST_MARKS;
            if (!(raw > 0 && raw < Double.POSITIVE_INFINITY)) {
                return List.of(low);
            }
            double power = Math.pow(10, Math.floor(Math.log10(raw)));
            double step = raw <= 2 * power ? 2 * power : raw <= 5 * power ? 5 * power : 10 * power;
            for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
                marks.add(k * step);
            }
            return marks;
        }
    }

    /** The plot's own area: what is drawn there asks for its pixels. */
    record Area(Axis xAxis, Axis yAxis, double left, double top, double right, double bottom) {
        double x(double value) {
            return left + xAxis.place(value) * (right - left);
        }

        double y(double value) {
            return bottom - yAxis.place(value) * (bottom - top);
        }
    }

    private int head() {
        return 14 + LINE * (1 + lines.size()) + 6;
    }

    Canvas canvas(String label, BiConsumer<Graphics2D, Area> content) {
        return new Canvas(WIDTH, head() + height + BELOW, label, g -> paint(g, content));
    }

    private void paint(Graphics2D g, BiConsumer<Graphics2D, Area> content) {
        int bottom = head() + height;
        RoundRectangle2D card = new RoundRectangle2D.Double(0.5, 0.5, WIDTH - 1, bottom + BELOW - 1, 12, 12);
        g.setColor(Paper.CARD);
        g.fill(card);
        g.setColor(Paper.EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(card);
        double line = 11 + LINE - 3;
        Lettering.draw(g, title, Paper.TITLE, Paper.INK, INDENT, line);
        for (String text : lines) {
            line += LINE;
            Lettering.draw(g, text, Paper.SMALL, Paper.GREY, INDENT, line);
        }
        Area area = new Area(x, y == null ? new Axis("", 0, 1, false, Units::digits) : y,
                y == null ? INDENT : INDENT + Y_LABELS, head(), WIDTH - INDENT, bottom);
        if (y != null) {
            for (double mark : y.marks()) {
                g.setColor(Paper.GRID);
                g.draw(new Line2D.Double(area.left, area.y(mark), area.right, area.y(mark)));
                String text = y.number().apply(mark);
                Lettering.draw(g, text, Paper.SMALL, Paper.GREY, area.left - 8 - Lettering.width(text, Paper.SMALL), area.y(mark) + 4);
            }
        }
        content.accept(g, area);
        g.setColor(Paper.EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(area.left, area.bottom, area.right, area.bottom));
        for (double mark : x.marks()) {
            g.setColor(Paper.EDGE);
            g.draw(new Line2D.Double(area.x(mark), area.bottom, area.x(mark), area.bottom + 4));
            String text = x.number().apply(mark);
            double width = Lettering.width(text, Paper.SMALL);
            Lettering.draw(g, text, Paper.SMALL, Paper.GREY,
                    Math.clamp(area.x(mark) - width / 2, 6, WIDTH - 6 - width), area.bottom + 17);
        }
        Lettering.draw(g, x.name(), Paper.SMALL, Paper.GREY, (area.left + area.right - Lettering.width(x.name(), Paper.SMALL)) / 2,
                area.bottom + 33);
    }
}
