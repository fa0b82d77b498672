package jacobi.notebook.view;

import jacobi.Tensor;
import jacobi.notebook.display.Display;
import jacobi.notebook.picture.Canvas;
import jacobi.notebook.picture.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How often numbers occur, for one tensor or several in the same bins. */
public final class Histogram implements Display {
    private static final int MOST_TENSORS = 8;
    private static final int MOST_NUMBERS = 1 << 21;
    private static final int MOST_BINS = 60;
    private static final int TEXT_BINS = 20;
    private static final int TEXT_WIDTH = 40;

    private final List<String> names;
    private final List<Sample> samples = new ArrayList<>();
    private final double low;
    private final double width;
    private final int bins;
    private final boolean whole;
    private final String about;

    /**
     * A histogram.
     *
     * @param names   one for each tensor
     * @param tensors at least one
     */
    public Histogram(List<String> names, List<Tensor> tensors) {
        if (tensors.isEmpty() || tensors.size() > MOST_TENSORS || names.size() != tensors.size()) {
            throw new IllegalArgumentException("histogram: takes 1 to " + MOST_TENSORS + " tensors, and a name for each, not "
                    + tensors.size() + " tensors and " + names.size() + " names");
        }
        this.names = List.copyOf(names);
        StringBuilder notes = new StringBuilder();
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        boolean wholes = true;
        int most = 0;
        for (int i = 0; i < tensors.size(); i++) {
            Sample sample = Sample.of(tensors.get(i), MOST_NUMBERS);
            samples.add(sample);
            most = Math.max(most, sample.values().length);
            for (double value : sample.values()) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                wholes &= value == Math.rint(value);
            }
            String whose = tensors.size() == 1 ? "" : names.get(i) + ": ";
            notes.append(i == 0 ? "" : "; ").append(whose).append(sample.complete() ? Numerals.count(sample.of()) + " numbers"
                    : "a sample of " + Numerals.count(sample.looked()) + " of " + Numerals.count(sample.of()) + " numbers");
            if (sample.nan() + sample.inf() > 0) {
                notes.append(", without ").append(sample.nan() > 0 ? Numerals.count(sample.nan()) + " NaN" : "")
                        .append(sample.nan() > 0 && sample.inf() > 0 ? " and " : "")
                        .append(sample.inf() > 0 ? Numerals.count(sample.inf()) + " infinite" : "");
            }
        }
        boolean empty = !(least <= greatest);
        whole = wholes && !empty && greatest - least < MOST_BINS;
        if (empty) {
            low = 0;
            width = 1;
            bins = 0;
        } else if (whole) {
            low = least - 0.5;
            width = 1;
            bins = (int) (greatest - least) + 1;
        } else {
            bins = least == greatest ? 1 : (int) Math.clamp(Math.round(2 * Math.cbrt(most)), 8, MOST_BINS);
            double range = greatest / 2 - least / 2;
            double room = least == greatest ? Math.max(Math.abs(least) / 10, Double.MIN_NORMAL) : 0;
            low = least - room;
            width = range == 0 ? 2 * room : 2 * (range / bins);
        }
        about = notes.append(bins == 0 ? "" : least == greatest ? "; all " + Numerals.brief(least)
                : ", from " + Numerals.brief(least) + " to " + Numerals.brief(greatest)
                + (whole ? "" : ", in " + bins + " bins")).toString();
    }

    private int[] counts(Sample sample, int many) {
        int[] counts = new int[many];
        double wide = width * bins / many;
        for (double value : sample.values()) {
            counts[(int) Math.clamp((value - low) / wide, 0, many - 1)]++;
        }
        return counts;
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder("histogram of ").append(about);
        int many = whole ? bins : Math.min(bins, TEXT_BINS);
        for (int i = 0; i < samples.size() && many > 0; i++) {
            if (samples.size() > 1) {
                out.append('\n').append(names.get(i));
            }
            int[] counts = counts(samples.get(i), many);
            int highest = 1;
            int wide = 0;
            String[] labels = new String[many];
            for (int k = 0; k < many; k++) {
                highest = Math.max(highest, counts[k]);
                double from = low + k * (width * bins / many);
                labels[k] = whole ? Numerals.brief(Math.rint(from + 0.5)) : Numerals.brief(from);
                wide = Math.max(wide, labels[k].length());
            }
            for (int k = 0; k < many; k++) {
                int length = (int) Math.round((double) counts[k] * TEXT_WIDTH / highest);
                out.append('\n').append(" ".repeat(wide - labels[k].length())).append(labels[k]).append(whole ? "  " : "…  ")
                        .append("█".repeat(length)).append(counts[k] > 0 && length == 0 ? "▏" : "").append(length > 0 ? " " : "")
                        .append(Numerals.count(counts[k]));
            }
        }
        return out.toString();
    }

    @Override
    public Picture picture() {
        return bins == 0 ? null : new Canvas(Charts.WIDTH, Charts.HEIGHT, text(),
                g -> Charts.paint(g, chart(), about, names));
    }

    /** The bins as outlines with light areas; whole numbers stand apart. */
    private XYChart chart() {
        XYChart chart = Charts.chart("", "");
        for (int i = 0; i < samples.size(); i++) {
            int[] counts = counts(samples.get(i), bins);
            double[] x = new double[4 * bins];
            double[] y = new double[x.length];
            double gap = whole ? 0.08 : 0;
            for (int k = 0; k < bins; k++) {
                x[4 * k] = x[4 * k + 1] = low + (k + gap) * width;
                x[4 * k + 2] = x[4 * k + 3] = low + (k + 1 - gap) * width;
                y[4 * k] = whole || k == 0 ? 0 : counts[k - 1];
                y[4 * k + 1] = y[4 * k + 2] = counts[k];
                y[4 * k + 3] = whole || k == bins - 1 ? 0 : counts[k];
            }
            x[0] -= 0.02 * width;       // XChart marks the axis at round numbers only if the steps are not even
            Color color = Palette.ofClass(i);
            XYSeries series = chart.addSeries("series " + i, x, y);
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
            series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(new BasicStroke(1.8f));
            series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 70));
        }
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(count -> count == Math.rint(count) ? Numerals.brief(count) : " ");
        if (whole) {
            chart.getStyler().setXAxisTickLabelsFormattingFunction(
                    place -> place == Math.rint(place) ? Numerals.brief(place) : " ");
        }
        return chart;
    }
}
