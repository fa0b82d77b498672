package jacobi.notebook.measure;

import jacobi.notebook.display.Display;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long something took: the median first, then how far to trust it, and a histogram. */
public final class TimingDisplay implements Display {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int TEXT_BINS = 40;
    private static final int BINS = 60;
    private static final int FEW = 8;
    private static final int HEIGHT = 150;

    private final Timing timing;
    private final String note;

    /**
     * A display.
     *
     * @param note a sentence to add; empty for none
     */
    public TimingDisplay(Timing timing, String note) {
        this.timing = timing;
        this.note = note;
    }

    private String title() {
        return Units.time(timing.median()) + " a run, in the median";
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (timing.samples().length >= FEW) {
            double spread = (timing.quantile(0.75) - timing.quantile(0.25)) / 2;
            lines.add("half of them from " + Units.time(timing.quantile(0.25)) + " to " + Units.time(timing.quantile(0.75))
                    + " (± " + Units.share(spread, timing.median()) + "), all from " + Units.time(timing.quantile(0))
                    + " to " + Units.time(timing.quantile(1)));
        } else {
            lines.add("from " + Units.time(timing.quantile(0)) + " to " + Units.time(timing.quantile(1))
                    + "; too few runs to say more: give it more seconds");
        }
        int samples = timing.samples().length;
        lines.add((timing.inner() > 1 ? Units.count(samples) + " samples of " + Units.count(timing.inner()) + " runs each"
                : Units.count(samples) + " runs") + ", after " + Units.count(timing.warmUpRuns()) + " to warm up ("
                + Units.time(timing.warmUpNanos()) + "); the very first took " + Units.time(timing.first()));
        String memory = timing.bytes() < 0 ? "" : Units.size(timing.bytes()) + " allocated a run";
        String collector = timing.collections() == 0 ? "" : Units.count(timing.collections())
                + (timing.collections() == 1 ? " garbage collection" : " garbage collections");
        if (!memory.isEmpty() || !collector.isEmpty()) {
            lines.add(memory + (memory.isEmpty() || collector.isEmpty() ? "" : ", ") + collector);
        }
        if (!timing.settled() && samples >= FEW) {
            lines.add("It had not settled when the warm-up was over: other work on this machine, or runs that differ.");
        }
        if (!note.isEmpty()) {
            lines.add(note);
        }
        return lines;
    }

    /**
     * How far to the right the histogram goes: as wide as the fast half, several times, so that slow samples, which have
     * other causes, don't squeeze the rest.
     */
    private double end() {
        double median = timing.median();
        double reach = Math.max(median + 8 * (median - timing.quantile(0.05)), 1.2 * median);
        double end = Math.min(timing.quantile(1), Math.max(reach, timing.quantile(0.75)));
        return end > timing.quantile(0) ? end : timing.quantile(0) * 1.01 + 1e-9;
    }

    private int[] bins(int count) {
        int[] bins = new int[count];
        double from = timing.quantile(0);
        double width = (end() - from) / count;
        for (double sample : timing.samples()) {
            int bin = (int) ((sample - from) / width);
            if (bin <= count) {
                bins[Math.clamp(bin, 0, count - 1)]++;
            }
        }
        return bins;
    }

    private String beyond() {
        double end = end();
        long slower = Arrays.stream(timing.samples()).filter(sample -> sample > end * (1 + 1e-9)).count();
        return slower == 0 ? "" : ", " + Units.count(slower) + " slower";
    }

    @Override
    public String text() {
        List<String> text = new ArrayList<>(List.of(title()));
        text.addAll(lines());
        if (timing.samples().length >= FEW) {
            int[] bins = bins(TEXT_BINS);
            int highest = Arrays.stream(bins).max().orElse(1);
            StringBuilder blocks = new StringBuilder();
            for (int bin : bins) {
                blocks.append(bin == 0 ? ' ' : BLOCKS.charAt(Math.min(BLOCKS.length() - 1, bin * BLOCKS.length() / highest)));
            }
            text.add(blocks.toString().stripTrailing() + " " + Units.time(timing.quantile(0)) + " to "
                    + Units.time(end()) + beyond());
        }
        return String.join("\n", text);
    }

    @Override
    public Picture picture() {
        if (timing.samples().length < FEW) {
            return null;
        }
        double low = timing.quantile(0);
        double high = end();
        double room = 0.02 * (high - low);
        Plot.Axis x = new Plot.Axis("time of a run" + beyond().replace(" slower", " slower ones are out of sight"), low - room, high + room, false,
                Units::time);
        return new Plot(title(), lines(), x, null, HEIGHT).canvas(title() + "; " + String.join("; ", lines()), this::paint);
    }

    private void paint(Graphics2D g, Plot.Area area) {
        double low = timing.quantile(0);
        int[] bins = bins(BINS);
        double width = (end() - low) / BINS;
        int highest = Arrays.stream(bins).max().orElse(1);
        double full = area.bottom() - area.top() - 4;
        g.setColor(new Color(0xeef4f9));
        g.fill(new Rectangle2D.Double(area.x(timing.quantile(0.25)), area.top(),
                area.x(timing.quantile(0.75)) - area.x(timing.quantile(0.25)), area.bottom() - area.top()));
        g.setColor(Plot.BLUE);
        for (int i = 0; i < BINS; i++) {
            double from = area.x(low + i * width);
            double height = full * bins[i] / highest;
            g.fill(new Rectangle2D.Double(from + 0.5, area.bottom() - height, area.x(low + (i + 1) * width) - from - 1, height));
        }
        g.setColor(Plot.ORANGE);
        g.setStroke(new BasicStroke(2));
        g.draw(new Line2D.Double(area.x(timing.median()), area.top(), area.x(timing.median()), area.bottom()));
    }
}
