package jacobi.notebook.view;

import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Palette;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;

/** How charts look that stand on a card, with a title line and names of their own. */
final class Charts {
    static final int WIDTH = 640;
    static final int HEIGHT = 300;
    static final int HEAD = 44;

    private Charts() {
    }

    /** An empty chart in our colours, to be painted below a head. */
    static XYChart chart(String xTitle, String yTitle) {
        XYChart chart = new XYChart(WIDTH - 2 * Paper.MARGIN, HEIGHT - HEAD - 8);
        XYStyler styler = chart.getStyler();
        styler.setChartBackgroundColor(Paper.CARD).setPlotBackgroundColor(Paper.CARD).setPlotBorderVisible(false)
                .setChartPadding(4).setChartFontColor(Paper.INK).setChartTitleVisible(false).setLegendVisible(false)
                .setLocale(Locale.ROOT);
        styler.setAxisTitleFont(Paper.SMALL).setAxisTickLabelsFont(Paper.SMALL).setAxisTickLabelsColor(Paper.GREY)
                .setAxisTickMarksColor(Paper.EDGE).setPlotGridLinesColor(Paper.GRID)
                .setPlotGridLinesStroke(new BasicStroke(1)).setPlotGridVerticalLinesVisible(false).setPlotMargin(2)
                .setXAxisTickMarkSpacingHint(80).setYAxisTickMarkSpacingHint(40).setAxisTicksLineVisible(false);
        styler.setXAxisTitleVisible(!xTitle.isEmpty()).setYAxisTitleVisible(!yTitle.isEmpty());
        chart.setXAxisTitle(xTitle);
        chart.setYAxisTitle(yTitle);
        styler.setXAxisTickLabelsFormattingFunction(Numerals::brief);
        styler.setYAxisTickLabelsFormattingFunction(Numerals::brief);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setPlotContentSize(0.98);
        return chart;
    }

    /** Paints a chart on its card, below a line that says what it is and, if there are several, names in their colours. */
    static void paint(Graphics2D g, XYChart chart, String about, List<String> names) {
        Paper.card(g, WIDTH, HEIGHT);
        Paper.left(g, Paper.fitted(about, Paper.SMALL, WIDTH - 2 * Paper.MARGIN), Paper.SMALL, Paper.GREY, Paper.MARGIN,
                Paper.MARGIN + 11);
        double x = Paper.MARGIN;
        for (int i = 0; names.size() > 1 && i < names.size() && x < WIDTH - 60; i++) {
            String name = Paper.fitted(names.get(i), Paper.SMALL, 120);
            dot(g, Palette.ofClass(i), x + 5, Paper.MARGIN + 25, 5);
            Paper.left(g, name, Paper.SMALL, Paper.INK, x + 15, Paper.MARGIN + 29);
            x += 15 + Lettering.width(name, Paper.SMALL) + 16;
        }
        g.translate(Paper.MARGIN, HEAD);
        chart.paint(g, WIDTH - 2 * Paper.MARGIN, HEIGHT - HEAD - 8);
        g.translate(-Paper.MARGIN, -HEAD);
    }

    static void dot(Graphics2D g, Color color, double x, double y, double radius) {
        g.setColor(color);
        g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
}
