package jacobi.notebook.measure;

import jacobi.notebook.display.Display;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The loss against the learning rate, with the rate to take. */
public final class RateDisplay implements Display {
    private static final int HEIGHT = 250;
    private static final int MOST_ROWS = 12;
    private static final Color PALE = new Color(0xb7d4e6);

    private final RateTest test;

    /** A display of a test. */
    public RateDisplay(RateTest test) {
        this.test = test;
    }

    /** A rate as people write it: 0.013, 2.5e-05. */
    static String rate(double rate) {
        return rate >= 1e-3 && rate < 1000 ? String.format(Locale.ROOT, "%.3g", rate).replaceFirst("(\\.\\d*?)0+$", "$1")
                .replaceFirst("\\.$", "") : String.format(Locale.ROOT, "%.1e", rate).replaceFirst("\\.0e", "e");
    }

    private static String loss(double value) {
        double size = Math.abs(value);
        return !Double.isFinite(value) ? String.valueOf(value) : size >= 1e5 || size > 0 && size < 1e-3
                ? String.format(Locale.ROOT, "%.2e", value) : String.format(Locale.ROOT, "%.4g", value)
                .replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "");
    }

    private String title() {
        return test.steepest() < 0 ? "The loss does not fall at any of these learning rates"
                : "Learning rate " + rate(test.suggestion()) + ": there the loss falls fastest";
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        int lowest = test.lowest();
        if (lowest >= 0 && test.steepest() >= 0) {
            lines.add("The loss is lowest at " + rate(RateTest.rounded(test.rates()[lowest])) + "; a tenth of that, "
                    + rate(RateTest.rounded(test.rates()[lowest] / 10)) + ", is the careful choice.");
        } else {
            lines.add("Try other rates (from= and to=), or look whether the loss depends on the parameters.");
        }
        lines.add((test.exploded() ? "Stopped at " + rate(test.rates()[test.rates().length - 1])
                + ", where the loss had become " + loss(test.losses()[test.losses().length - 1]) + ". " : "")
                + "Parameters and optimizer are as they were.");
        return lines;
    }

    @Override
    public String text() {
        List<String> text = new ArrayList<>(List.of(title()));
        text.addAll(lines());
        int count = test.smooth().length;
        int step = Math.max(1, Math.ceilDiv(count, MOST_ROWS));
        for (int i = 0; i < count; i += step) {
            text.add(String.format(Locale.ROOT, "  %8s  loss %s", rate(test.rates()[i]), loss(test.smooth()[i])));
        }
        return String.join("\n", text);
    }

    @Override
    public Picture picture() {
        if (test.smooth().length < 2) {
            return null;
        }
        double[] smooth = test.smooth();
        double low = Math.min(Arrays.stream(smooth).min().orElse(0),
                Arrays.stream(test.losses()).filter(Double::isFinite).min().orElse(0));
        // What explodes would squeeze the rest: the axis ends a little above where the curve began.
        double top = smooth[0] + 0.6 * (smooth[0] - low);
        double high = Math.min(Arrays.stream(smooth).max().orElse(1), top > smooth[0] ? top : 2 * Math.abs(low) + 1);
        high = high > low ? high : low + Math.max(1e-9, Math.abs(low));
        double room = 0.06 * (high - low);
        Plot.Axis x = new Plot.Axis("learning rate (log scale)", test.rates()[0],
                test.rates()[test.rates().length - 1], true, RateDisplay::rate);
        Plot.Axis y = new Plot.Axis("loss", low - room, high + room, false, RateDisplay::loss);
        return new Plot(title(), lines(), x, y, HEIGHT).canvas(title() + "; " + String.join("; ", lines()), this::paint);
    }

    private void paint(Graphics2D g, Plot.Area area) {
        double[] rates = test.rates();
        line(g, area, test.losses(), PALE, 1.2f);
        line(g, area, test.smooth(), Plot.BLUE, 2.4f);
        int steepest = test.steepest();
        if (steepest >= 0) {
            mark(g, area, steepest, Plot.ORANGE);
            mark(g, area, test.lowest(), Plot.GREEN);
            label(g, area, steepest, "falls fastest: " + rate(test.suggestion()), Plot.ORANGE);
            label(g, area, test.lowest(), "lowest: " + rate(RateTest.rounded(rates[test.lowest()])), Plot.GREEN);
        }
    }

    private void line(Graphics2D g, Plot.Area area, double[] values, Color color, float width) {
        Path2D path = new Path2D.Double();
        boolean pen = false;
        for (int i = 0; i < values.length && Double.isFinite(values[i]); i++) {
            if (pen) {
                path.lineTo(area.x(test.rates()[i]), area.y(values[i]));
            } else {
                path.moveTo(area.x(test.rates()[i]), area.y(values[i]));
            }
            pen = true;
        }
        g.setColor(color);
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (pen) {
            g.draw(path);
        }
    }

    private void mark(Graphics2D g, Plot.Area area, int i, Color color) {
        double x = area.x(test.rates()[i]);
        double y = area.y(test.smooth()[i]);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 4}, 0));
        g.draw(new Line2D.Double(x, y, x, area.bottom()));
        g.fill(new Ellipse2D.Double(x - 4.5, y - 4.5, 9, 9));
    }

    /** Words beside a mark, on the side where the curve is not. */
    private void label(Graphics2D g, Plot.Area area, int i, String text, Color color) {
        double x = area.x(test.rates()[i]);
        double width = Lettering.width(text, Paper.SMALL);
        boolean low = i == test.lowest();
        double left = low ? Math.clamp(x - width / 2, area.left(), area.right() - width) : x - 10 - width < area.left()
                ? x + 10 : x - 10 - width;
        double y = low ? area.y(test.smooth()[i]) - 14 : area.y(test.smooth()[i]) + 16;
        g.setColor(Paper.CARD);
        g.fill(new RoundRectangle2D.Double(left - 3, y - 12, width + 6, 16, 6, 6));
        Lettering.draw(g, text, Paper.SMALL, color, left, y);
    }
}
