package jacobi.notebook.chart;

import jacobi.notebook.picture.Lettering;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;

/** Names beside short lines in their colours, in as many rows as they need. */
final class Legend {
    /** What a row is high. */
    static final int ROW = 20;
    private static final int SWATCH = 22;
    private static final int GAP = 6;
    private static final int BETWEEN = 18;
    private static final Font FONT = Lettering.font(Font.PLAIN, 12);

    /** A line and its name. */
    record Entry(String label, Color color) {
    }

    private final List<Entry> entries;
    private final double[] at;
    private final int[] row;

    /**
     * Finds a place for each entry.
     *
     * @param start how far to the right the first row begins
     * @param width how wide a row is
     */
    Legend(List<Entry> entries, double start, double width) {
        this.entries = entries;
        at = new double[entries.size()];
        row = new int[entries.size()];
        double x = start;
        int rows = 0;
        for (int i = 0; i < at.length; i++) {
            double wide = SWATCH + GAP + Lettering.width(entries.get(i).label(), FONT);
            if (x > 0 && x + wide > width) {
                x = 0;
                rows++;
            }
            at[i] = x;
            row[i] = rows;
            x += wide + BETWEEN;
        }
    }

    /** How many rows there are. */
    int rows() {
        return row.length == 0 ? 0 : row[row.length - 1] + 1;
    }

    /** Draws the rows below a place. */
    void paint(Graphics2D g, double x, double y, Color ink) {
        for (int i = 0; i < at.length; i++) {
            double left = x + at[i];
            double middle = y + row[i] * ROW + ROW / 2.0;
            g.setColor(entries.get(i).color());
            g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new Line2D.Double(left + 1, middle, left + SWATCH - 1, middle));
            Lettering.draw(g, entries.get(i).label(), FONT, ink, left + SWATCH + GAP, middle + 4);
        }
    }
}
