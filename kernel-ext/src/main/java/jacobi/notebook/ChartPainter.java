package jacobi.notebook;

import jacobi.notebook.Board.Line;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Paints a board: one panel for each quantity, one below the other, on a light card of its own, so that it reads the
 * same on a white and on a black page. A strong line is the moving average, a faint one behind it the values.
 */
final class ChartPainter {
    static final int WIDTH = 640;
    /** Panels beyond which no more are drawn. */
    static final int MOST_PANELS = 6;
    private static final int ONE_PANEL = 320;
    private static final int EACH_PANEL = 230;
    private static final int NOTE = 18;
    private static final int MARGIN = 10;
    private static final Color CARD = new Color(0xffffff);
    private static final Color EDGE = new Color(0xd0d7de);
    private static final Color INK = new Color(0x24292f);
    private static final Color GREY = new Color(0x57606a);
    private static final Color GRID = new Color(0xe6eaef);
    /** Told apart by most people who see colours differently (Okabe and Ito, darkened for lines on white). */
    private static final Color[] COLORS = {new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
        new Color(0xc4549c), new Color(0xb8860b), new Color(0x3a9fd8), new Color(0x6a3d9a), new Color(0x555555)};

    private final Map<String, List<Line>> panels;
    private final List<String> notes;
    private final List<String> runs;
    private final double lastStep;

    ChartPainter(Board.Snapshot snapshot) {
        panels = snapshot.panels();
        notes = ChartText.notes(snapshot);
        lastStep = snapshot.lines().stream().mapToDouble(line -> line.points().lastStep()).max().orElse(0);
        runs = snapshot.lines().stream().map(Line::run).distinct().toList();
    }

    private static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private int drawn() {
        return Math.min(panels.size(), MOST_PANELS);
    }

    private int panelHeight() {
        return drawn() <= 1 ? ONE_PANEL : EACH_PANEL;
    }

    int height() {
        return 2 * MARGIN + Math.max(1, drawn()) * panelHeight() + notes.size() * NOTE;
    }

    void paint(Graphics2D g) {
        g.setColor(CARD);
        RoundRectangle2D card = new RoundRectangle2D.Double(0.5, 0.5, WIDTH - 1, height() - 1, 12, 12);
        g.fill(card);
        g.setColor(EDGE);
        g.setStroke(solid(1));
        g.draw(card);
        int y = MARGIN;
        List<String> names = List.copyOf(panels.keySet());
        for (String name : names.subList(0, drawn())) {
            g.translate(MARGIN, y);
            chart(name, panels.get(name)).paint(g, WIDTH - 2 * MARGIN, panelHeight());
            g.translate(-MARGIN, -y);
            y += panelHeight();
        }
        g.setFont(font(Font.PLAIN, 12));
        g.setColor(GREY);
        for (String note : notes) {
            y += NOTE;
            g.fill(new TextLayout(note, g.getFont(), g.getFontRenderContext()).getOutline(
                    AffineTransform.getTranslateInstance(2 * MARGIN, y - 4)));
        }
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private XYChart chart(String quantity, List<Line> lines) {
        XYChart chart = new XYChart(WIDTH - 2 * MARGIN, panelHeight());
        List<Line> shown = lines.stream().filter(line -> line.points().size() > 0).toList();
        String title = shown.stream().map(Line::name).distinct().count() == 1 ? shown.getFirst().name() : quantity;
        chart.setTitle(ChartText.shorten(title, 60));
        style(chart.getStyler());
        chart.getStyler().setLegendVisible(shown.size() > 1);
        List<double[]> averages = shown.stream().map(line -> Smoothing.average(line.points())).toList();
        Range range = Range.of(shown, averages);
        chart.getStyler().setYAxisLogarithmic(range.logarithmic()).setYAxisLogarithmicDecadeOnly(true)
                .setYAxisMin(range.low()).setYAxisMax(range.high());
        chart.setYAxisTitle(ChartText.shorten(quantity, 24) + (range.logarithmic() ? " (log scale)" : ""));
        horizontal(chart, shown);
        List<String> names = shown.stream().map(Line::name).distinct().toList();
        for (int i = 0; i < shown.size(); i++) {
            Curve.Points points = shown.get(i).points();
            if (!points.exact() || points.size() > Smoothing.FEW) {
                Color color = color(shown.get(i), i, names.indexOf(shown.get(i).name()));
                faint(chart, i, points, range, mix(color, shown.size() == 1 ? 0.3 : 0.2));
            }
        }
        for (int i = 0; i < shown.size(); i++) {
            Line line = shown.get(i);
            Curve.Points points = line.points();
            Color color = color(line, i, names.indexOf(line.name()));
            String label = line.run().isEmpty() ? line.name()
                    : names.size() > 1 ? line.run() + " " + line.name() : line.run();
            XYSeries series = chart.addSeries("line " + i, uneven(points.step().clone()), range.clamp(averages.get(i)));
            series.setMarkerColor(color);
            series.setMarker(points.exact() && points.size() <= Smoothing.FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setLineColor(color).setLineStyle(solid(2.2f)).setLabel(ChartText.shorten(label, 28));
        }
        if (shown.isEmpty()) {
            XYSeries nothing = chart.addSeries("nothing", new double[] {0, 1}, new double[] {0, 1});
            nothing.setMarker(SeriesMarkers.NONE).setLineColor(new Color(255, 255, 255, 0));
        }
        return chart;
    }

    /** Steps that are not evenly spaced, by a hair: XChart marks the axis at round numbers only then. */
    private static double[] uneven(double[] steps) {
        if (steps.length > Smoothing.FEW) {
            steps[steps.length - 1] -= 0.05 * (steps[steps.length - 1] - steps[steps.length - 2]);
        }
        return steps;
    }

    /** A panel goes from its first step, or 0 if that is near, to its last. */
    private void horizontal(XYChart chart, List<Line> shown) {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (Line line : shown) {
            first = Math.min(first, line.points().step()[0]);
            last = Math.max(last, line.points().lastStep());
        }
        if (first <= last) {
            boolean fromZero = first >= 0 && last > Smoothing.FEW && first < 0.3 * last;
            chart.getStyler().setXAxisMin(fromZero ? 0 : first).setXAxisMax(Math.max(last, first + 1));
        }
        // Accuracy, say, that is logged once an epoch has an axis of its own, on which it is 3 where the loss is 1875.
        chart.setXAxisTitle(last < lastStep ? "times logged" : "step");
    }

    /** The values behind their average; where several share a point, from the lowest to the highest of them. */
    private static void faint(XYChart chart, int index, Curve.Points points, Range range, Color color) {
        int each = points.exact() ? 1 : 2;
        double[] steps = uneven(points.step().clone());
        double[] x = new double[each * points.size()];
        double[] y = new double[x.length];
        for (int i = 0; i < points.size(); i++) {
            boolean up = i % 2 == 0;
            x[each * i] = steps[i];
            y[each * i] = range.clamp(up ? points.low()[i] : points.high()[i]);
            x[each * i + each - 1] = steps[i];
            y[each * i + each - 1] = range.clamp(up ? points.high()[i] : points.low()[i]);
        }
        XYSeries series = chart.addSeries("values " + index, x, y);
        series.setLineColor(color).setLineStyle(solid(1)).setShowInLegend(false);
        series.setMarker(SeriesMarkers.NONE);
    }

    /** A tint, opaque because not every viewer of SVG does half-transparent lines well. */
    private static Color mix(Color color, double part) {
        return new Color(tint(color.getRed(), part), tint(color.getGreen(), part), tint(color.getBlue(), part));
    }

    private static int tint(int channel, double part) {
        return (int) Math.round(255 - (255 - channel) * part);
    }

    /** The colour of a run; of a line, where there are no runs. A second name of a run, or a ninth line, is paler. */
    private Color color(Line line, int index, int name) {
        int place = runs.size() > 1 ? runs.indexOf(line.run()) : index;
        int paler = place / COLORS.length + (runs.size() > 1 ? name : 0);
        return mix(COLORS[place % COLORS.length], paler % 3 == 0 ? 1 : paler % 3 == 1 ? 0.6 : 0.4);
    }

    private static void style(XYStyler styler) {
        styler.setChartBackgroundColor(CARD).setPlotBackgroundColor(CARD).setLegendBackgroundColor(CARD)
                .setLegendBorderColor(CARD).setPlotBorderVisible(false).setChartPadding(4)
                .setChartFontColor(INK).setChartTitleFont(font(Font.BOLD, 14)).setChartTitleVisible(true)
                .setChartTitleBoxVisible(false).setLegendFont(font(Font.PLAIN, 12)).setLegendPadding(4)
                .setLegendSeriesLineLength(22).setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLocale(Locale.ROOT);
        styler.setAxisTitleFont(font(Font.PLAIN, 12)).setAxisTickLabelsFont(font(Font.PLAIN, 12))
                .setAxisTickLabelsColor(GREY).setAxisTickMarksColor(EDGE).setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(solid(1)).setPlotGridVerticalLinesVisible(false).setPlotMargin(2)
                .setXAxisTickMarkSpacingHint(90).setYAxisTickMarkSpacingHint(38).setAxisTicksLineVisible(false);
        styler.setXAxisTickLabelsFormattingFunction(
                step -> step == Math.rint(step) ? ChartText.number(step) : " ");
        styler.setYAxisTickLabelsFormattingFunction(ChartText::number);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right).setMarkerSize(6).setYAxisLeftWidthHint(64);
    }
}
