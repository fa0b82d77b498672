package jacobi.notebook.chart;

import jacobi.notebook.chart.Board.Line;
import jacobi.notebook.display.Words;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Palette;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Paints a board: one panel for each quantity, one below the other, on a light card of its own, so that it reads the
 * same on a white and on a black page. A strong line is the moving average; behind a line that is alone in its panel, a
 * faint one has the values.
 */
final class ChartPainter {
    static final int WIDTH = 640;
    /** Panels beyond which no more are drawn. */
    static final int MOST_PANELS = 6;
    /** As many points as a curve gets: about one for each two pixels. */
    static final int MOST_POINTS = 256;
    private static final int ONE_PLOT = 270;
    private static final int EACH_PLOT = 180;
    private static final int AXIS_TITLE = 20;
    private static final int NOTE = 18;
    private static final int MARGIN = 10;
    private static final int INDENT = 2 * MARGIN;
    private static final int INSIDE = WIDTH - 2 * INDENT;
    private static final int AXIS_WIDTH = 56;
    /** About how far apart the numbers at the vertical axis are. */
    private static final int Y_SPACING = 38;
    /** How opaque a band is, of 255. */
    private static final int BAND = 56;

    /** One line as it is drawn: thinned out, with its average. */
    private record Trace(Line line, Curve.Points points, double[] average, Color color) {
        boolean dots() {
            return (points.exact() || band()) && points.size() <= Smoothing.FEW;
        }

        /** Whether there is a band around the line: from the lowest to the highest of several repeats. */
        boolean band() {
            return line.repeats() > 1;
        }
    }

    /** One plot with what stands above it and below. */
    private record Panel(String title, List<Trace> traces, Range range, Legend legend, double[] steps, String axis) {
        int head() {
            return Legend.ROW * Math.max(1, legend.rows()) + 2;
        }
    }

    private final List<Panel> panels = new ArrayList<>();
    private final List<String> notes;
    private final Along along;
    private final List<String> runs;
    private final Legend legend;

    ChartPainter(Board.Snapshot snapshot) {
        along = snapshot.along();
        runs = snapshot.lines().stream().map(Line::run).distinct().toList();
        List<List<Line>> groups = new ArrayList<>();
        List<String> quantities = new ArrayList<>();
        snapshot.panels().forEach((quantity, lines) -> {
            if (groups.size() < MOST_PANELS) {
                quantities.add(quantity);
                groups.add(lines.stream().filter(line -> line.points().size() > 0).toList());
            }
        });
        Axes axes = new Axes(groups, along);
        for (int i = 0; i < groups.size(); i++) {
            panels.add(panel(quantities.get(i), groups.get(i), axes.steps(i), axes.title(i)));
        }
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; runs.size() > 1 && i < runs.size(); i++) {
            entries.add(new Legend.Entry(Words.shorten(runs.get(i), 60), color(runs.get(i), i, 0)));
        }
        legend = new Legend(entries, 0, INSIDE);
        notes = new ArrayList<>(ChartText.notes(snapshot));
        if (panels.stream().map(Panel::traces).anyMatch(all -> all.size() > 1 && !all.stream().allMatch(Trace::dots)
                && all.stream().noneMatch(Trace::band))) {
            notes.add(0, notes.isEmpty() ? "Lines are averages." : notes.removeFirst() + " Lines are averages.");
        }
    }

    private static List<String> names(List<Line> lines) {
        return lines.stream().map(Line::name).distinct().toList();
    }

    private Panel panel(String quantity, List<Line> lines, double[] steps, String axis) {
        List<String> names = names(lines);
        List<Trace> traces = new ArrayList<>();
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Curve.Points points = line.points().atMost(MOST_POINTS);
            traces.add(new Trace(line, points, line.repeats() > 1 ? points.mean() : Smoothing.average(points),
                    color(line.run(), i, names.indexOf(line.name()))));
        }
        for (int i = 0; names.size() > 1 && i < names.size(); i++) {        // beside the runs' colours, shades
            Color color = runs.size() > 1 ? pale(Paper.INK, i) : traces.get(i).color;
            entries.add(new Legend.Entry(Words.shorten(names.get(i), 60), color));
        }
        List<double[]> drawn = new ArrayList<>();
        for (Trace trace : traces) {
            drawn.add(trace.average);
            if (trace.band()) {
                drawn.add(trace.points.low());
                drawn.add(trace.points.high());
            }
        }
        Range range = Range.of(traces.stream().map(Trace::points).toList(), drawn);
        String title = Words.shorten(names.size() == 1 ? names.getFirst() : quantity, 60)
                + (range.logarithmic() ? " (log scale)" : "");
        return new Panel(title, traces, range, new Legend(entries, Lettering.width(title, Paper.TITLE) + INDENT, INSIDE),
                steps, axis);
    }

    private int plotHeight(Panel panel) {
        return (panels.size() <= 1 ? ONE_PLOT : EACH_PLOT) + (panel.axis.isEmpty() ? 0 : AXIS_TITLE);
    }

    int height() {
        int height = 2 * MARGIN + Legend.ROW * legend.rows() + NOTE * notes.size();
        for (Panel panel : panels) {
            height += panel.head() + plotHeight(panel);
        }
        return panels.isEmpty() ? height + ONE_PLOT : height;
    }

    void paint(Graphics2D g) {
        Paper.card(g, WIDTH, height());
        legend.paint(g, INDENT, MARGIN, Paper.INK);
        int y = MARGIN + Legend.ROW * legend.rows();
        for (Panel panel : panels) {
            Lettering.draw(g, panel.title, Paper.TITLE, Paper.INK, INDENT, y + 15);
            panel.legend.paint(g, INDENT, y, Paper.INK);
            y += panel.head();
            g.translate(MARGIN, y);
            chart(panel).paint(g, WIDTH - 2 * MARGIN, plotHeight(panel));
            g.translate(-MARGIN, -y);
            y += plotHeight(panel);
        }
        for (String note : notes) {
            y += NOTE;
            Lettering.draw(g, note, Paper.SMALL, Paper.GREY, INDENT, y - 4);
        }
    }

    private static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private XYChart chart(Panel panel) {
        XYChart chart = new XYChart(WIDTH - 2 * MARGIN, plotHeight(panel));
        style(chart.getStyler(), panel, plotHeight(panel));
        chart.setXAxisTitle(panel.axis);
        List<Trace> traces = panel.traces;
        if (traces.size() == 1 && !traces.getFirst().dots() && !traces.getFirst().band()) {
            faint(chart, traces.getFirst(), panel.range);
        }
        for (int i = 0; i < traces.size(); i++) {
            if (traces.get(i).band() && traces.get(i).points.size() > 1) {
                band(chart, "band " + i, traces.get(i), panel.range);
            }
        }
        for (int i = 0; i < traces.size(); i++) {
            Trace trace = traces.get(i);
            XYSeries series = chart.addSeries("line " + i, uneven(trace.points.step().clone()),
                    panel.range.places(trace.average));
            series.setMarkerColor(trace.color);
            series.setMarker(trace.dots() ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setLineColor(trace.color).setLineStyle(solid(2.2f));
        }
        if (traces.isEmpty()) {
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

    /** The values behind their average; where several share a point, from the lowest to the highest of them. */
    private static void faint(XYChart chart, Trace trace, Range range) {
        Curve.Points points = trace.points;
        int each = points.exact() ? 1 : 2;
        double[] steps = uneven(points.step().clone());
        double[] x = new double[each * points.size()];
        double[] y = new double[x.length];
        for (int i = 0; i < points.size(); i++) {
            boolean up = i % 2 == 0;
            x[each * i] = steps[i];
            y[each * i] = range.place(up ? points.low()[i] : points.high()[i]);
            x[each * i + each - 1] = steps[i];
            y[each * i + each - 1] = range.place(up ? points.high()[i] : points.low()[i]);
        }
        XYSeries series = chart.addSeries("values", x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(mix(trace.color, 0.3)).setLineStyle(solid(1));
    }

    /** From the lowest to the highest of several repeats: out along the highest, and back. */
    private static void band(XYChart chart, String name, Trace trace, Range range) {
        Curve.Points points = trace.points;
        double[] steps = uneven(points.step().clone());
        int size = points.size();
        double[] x = new double[2 * size];
        double[] y = new double[2 * size];
        for (int i = 0; i < size; i++) {
            x[i] = steps[i];
            y[i] = range.place(points.high()[i]);
            x[2 * size - 1 - i] = steps[i];
            y[2 * size - 1 - i] = range.place(points.low()[i]);
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        series.setMarker(SeriesMarkers.NONE).setLineColor(new Color(255, 255, 255, 0)).setLineStyle(solid(1));
        Color color = trace.color;
        series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND));
    }

    /** A tint, opaque because not every viewer of SVG does half-transparent lines well. */
    private static Color mix(Color color, double part) {
        return new Color(tint(color.getRed(), part), tint(color.getGreen(), part), tint(color.getBlue(), part));
    }

    private static int tint(int channel, double part) {
        return (int) Math.round(255 - (255 - channel) * part);
    }

    /** The colour of a run; of a line, where there are no runs. A second name of a run, or a ninth line, is paler. */
    private Color color(String run, int index, int name) {
        int place = runs.size() > 1 ? runs.indexOf(run) : index;
        int paler = place / Palette.classes() + (runs.size() > 1 ? name : 0);
        return pale(Palette.ofClass(place), paler);
    }

    private static Color pale(Color color, int paler) {
        return mix(color, paler % 3 == 0 ? 1 : paler % 3 == 1 ? 0.6 : 0.4);
    }

    private void style(XYStyler styler, Panel panel, int height) {
        styler.setChartBackgroundColor(Paper.CARD).setPlotBackgroundColor(Paper.CARD).setPlotBorderVisible(false).setChartPadding(4)
                .setChartFontColor(Paper.INK).setChartTitleVisible(false).setLegendVisible(false).setLocale(Locale.ROOT);
        styler.setAxisTitleFont(Paper.SMALL).setAxisTickLabelsFont(Paper.SMALL).setAxisTickLabelsColor(Paper.GREY)
                .setAxisTickMarksColor(Paper.EDGE).setPlotGridLinesColor(Paper.GRID).setPlotGridLinesStroke(solid(1))
                .setPlotGridVerticalLinesVisible(false).setPlotMargin(2).setXAxisTickMarkSpacingHint(90)
                .setYAxisTickMarkSpacingHint(panel.range.spacing(Y_SPACING, height)).setAxisTicksLineVisible(false)
                .setXAxisTitleVisible(!panel.axis.isEmpty())
                .setYAxisTitleVisible(false);
        styler.setXAxisTickLabelsFormattingFunction(
                step -> along == Along.SECONDS || step == Math.rint(step) ? Words.number(step) : " ");
        styler.setYAxisTickLabelsFormattingFunction(panel.range.labels(height / Y_SPACING));
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right).setMarkerSize(6)
                .setYAxisLeftWidthHint(AXIS_WIDTH);
        styler.setYAxisMin(panel.range.bottom()).setYAxisMax(panel.range.top())
                .setXAxisMin(panel.steps[0]).setXAxisMax(panel.steps[1]);
        styler.setPlotContentSize(0.97);
    }
}
