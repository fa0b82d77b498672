package jacobi.notebook.view;

import jacobi.Tensor;
import jacobi.notebook.display.Display;
import jacobi.notebook.picture.Canvas;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Palette;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A matrix as colours, with a bar that tells what they mean: blue and red around zero if it has numbers on both sides,
 * dark to bright otherwise. A small one has its numbers in its cells; a big one's cells are means of blocks.
 */
public final class HeatMap implements Display {
    private static final int MOST_CELLS = 400;
    private static final int MOST_NUMBERS = 16;
    private static final int WIDEST = 520;
    private static final int HIGHEST = 400;
    private static final int BAR = 14;
    private static final int BAR_ROOM = 78;
    private static final String SHADES = " ░▒▓█";
    private static final Color ODD = new Color(0x9a9a9a);

    private final Matrix matrix;
    private final Matrix cells;
    private final boolean diverging;
    private final double low;
    private final double high;
    private final String about;

    /**
     * A heat map.
     *
     * @throws IllegalArgumentException if it is no matrix, nor a vector, which is a row
     */
    public HeatMap(Tensor tensor) {
        matrix = Matrix.of("heatmap", tensor);
        cells = matrix.blocks(MOST_CELLS, MOST_CELLS);
        double[] range = matrix.range();
        diverging = range[0] < 0 && range[1] > 0;
        double far = Math.max(Math.abs(range[0]), Math.abs(range[1]));
        low = diverging ? -far : range[0];
        high = diverging ? far : range[1];
        String odd = matrix.odd() > 0 ? ", " + Numerals.count(matrix.odd()) + " NaN or infinite (grey)" : "";
        about = "heat map of " + tensor.shape() + " " + tensor.dtype() + (matrix.size() == 0 ? ": no elements"
                : matrix.odd() == matrix.size() ? ": NaN or infinite throughout"
                : ", from " + Numerals.brief(range[0]) + " to " + Numerals.brief(range[1]) + odd)
                + (cells == matrix ? "" : "; each cell the mean of up to " + blockSize() + " numbers");
    }

    private String blockSize() {
        return Numerals.times((matrix.rows() + cells.rows() - 1) / cells.rows(),
                (matrix.columns() + cells.columns() - 1) / cells.columns());
    }

    private double part(double value) {
        return high > low ? (value - low) / (high - low) : 0.5;
    }

    private Color color(double value) {
        return !Double.isFinite(value) ? ODD : diverging ? Palette.diverging(part(value)) : Palette.sequential(part(value));
    }

    @Override
    public String text() {
        if (matrix.size() == 0) {
            return about;
        }
        if (matrix.rows() <= MOST_NUMBERS && matrix.columns() <= MOST_NUMBERS) {
            return about + "\n" + matrix.table();
        }
        Matrix coarse = matrix.blocks(16, 48);
        StringBuilder out = new StringBuilder(about);
        for (int r = 0; r < coarse.rows(); r++) {
            out.append("\n|");
            for (int c = 0; c < coarse.columns(); c++) {
                double value = coarse.at(r, c);
                out.append(Double.isFinite(value)
                        ? SHADES.charAt((int) Math.clamp(part(value) * SHADES.length(), 0, SHADES.length() - 1)) : '?');
            }
            out.append('|');
        }
        return out.append("\n' ' is ").append(Numerals.brief(low)).append(", '█' is ").append(Numerals.brief(high)).toString();
    }

    @Override
    public Picture picture() {
        return matrix.size() == 0 ? null : new Painting().canvas();
    }

    /** Where everything is. */
    private final class Painting {
        private final boolean numbers = matrix.rows() <= MOST_NUMBERS && matrix.columns() <= MOST_NUMBERS && widest() <= 48;
        private final double cellWidth;
        private final double cellHeight;
        private final int left;
        private final int top = Paper.MARGIN + 40;
        private final int gridWidth;
        private final int gridHeight;
        private final int width;
        private final int height;

        Painting() {
            double across = (double) WIDEST / cells.columns();
            double down = (double) HIGHEST / cells.rows();
            if (numbers) {
                cellWidth = Math.min(across, Math.max(34, widest() + 10));
                cellHeight = Math.min(down, 26);
            } else {
                // Square cells, unless that would leave nothing to see of a long and narrow matrix.
                double side = Math.min(Math.min(across, down), 24);
                double longest = Math.max(cells.rows(), cells.columns()) * side;
                cellWidth = Math.max(side, Math.min(across, Math.min(24, longest / 3 / cells.columns())));
                cellHeight = Math.max(side, Math.min(down, Math.min(24, longest / 3 / cells.rows())));
            }
            gridWidth = (int) Math.max(1, Math.round(cellWidth * cells.columns()));
            gridHeight = (int) Math.max(1, Math.round(cellHeight * cells.rows()));
            left = Paper.MARGIN + 10 + (int) Lettering.width(Integer.toString(Math.max(0, matrix.rows() - 1)), Paper.TINY);
            int inside = left + gridWidth + BAR_ROOM + Paper.MARGIN;
            width = Math.max(inside, Math.min(left + WIDEST + BAR_ROOM + Paper.MARGIN,
                    (int) Lettering.width(about, Paper.SMALL) + 2 * Paper.MARGIN + 2));
            height = top + Math.max(gridHeight, 60) + Paper.MARGIN;
        }

        private double widest() {
            double widest = 0;
            for (int r = 0; r < matrix.rows(); r++) {
                for (int c = 0; c < matrix.columns(); c++) {
                    widest = Math.max(widest, Lettering.width(Numerals.brief(matrix.at(r, c)), Paper.TINY));
                }
            }
            return widest;
        }

        Canvas canvas() {
            return new Canvas(width, height, text(), this::paint);
        }

        private void paint(Graphics2D g) {
            Paper.card(g, width, height);
            Paper.left(g, Paper.fitted(about, Paper.SMALL, width - 2 * Paper.MARGIN), Paper.SMALL, Paper.GREY,
                    Paper.MARGIN, Paper.MARGIN + 11);
            BufferedImage image = new BufferedImage(cells.columns(), cells.rows(), BufferedImage.TYPE_INT_RGB);
            for (int r = 0; r < cells.rows(); r++) {
                for (int c = 0; c < cells.columns(); c++) {
                    image.setRGB(c, r, color(cells.at(r, c)).getRGB());
                }
            }
            Paper.pixels(g, image, left, top, gridWidth, gridHeight);
            frame(g, left, top, gridWidth, gridHeight);
            marks(g);
            for (int r = 0; numbers && r < matrix.rows(); r++) {
                for (int c = 0; c < matrix.columns(); c++) {
                    Paper.center(g, Numerals.brief(matrix.at(r, c)), Paper.TINY, Palette.inkOn(color(matrix.at(r, c))),
                            left + (c + 0.5) * gridWidth / matrix.columns(),
                            top + (r + 0.5) * gridHeight / matrix.rows() + 4);
                }
            }
            bar(g);
        }

        private void frame(Graphics2D g, double x, double y, double w, double h) {
            g.setColor(Paper.EDGE);
            g.setStroke(new BasicStroke(1));
            g.draw(new Rectangle2D.Double(x - 0.5, y - 0.5, w + 1, h + 1));
        }

        /** Indices of rows and columns, as many as there is room for. */
        private void marks(Graphics2D g) {
            double wide = Lettering.width(Integer.toString(matrix.columns() - 1), Paper.TINY) + 8;
            int step = step(matrix.columns(), (int) (gridWidth / wide));
            for (int c = 0; c < matrix.columns(); c += step) {
                Paper.center(g, Integer.toString(c), Paper.TINY, Paper.GREY,
                        left + (c + 0.5) * gridWidth / matrix.columns(), top - 5);
            }
            step = step(matrix.rows(), gridHeight / 15);
            for (int r = 0; r < matrix.rows(); r += step) {
                Paper.right(g, Integer.toString(r), Paper.TINY, Paper.GREY, left - 6,
                        top + (r + 0.5) * gridHeight / matrix.rows() + 4);
            }
        }

        private void bar(Graphics2D g) {
            int x = left + gridWidth + 16;
            int barHeight = Math.max(60, Math.min(gridHeight, 200));
            BufferedImage image = new BufferedImage(1, 2 * barHeight, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 2 * barHeight; i++) {
                double part = 1 - (i + 0.5) / (2 * barHeight);
                image.setRGB(0, i, (diverging ? Palette.diverging(part) : Palette.sequential(part)).getRGB());
            }
            Paper.pixels(g, image, x, top, BAR, barHeight);
            frame(g, x, top, BAR, barHeight);
            int marks = barHeight >= 120 ? 4 : 2;
            for (int i = 0; i <= marks; i += high > low ? 1 : marks) {
                double y = top + (1 - (double) i / marks) * barHeight;
                g.setColor(Paper.GREY);
                g.draw(new Line2D.Double(x + BAR, y, x + BAR + 4, y));
                Paper.left(g, Numerals.brief(low + (high - low) * i / marks), Paper.TINY, Paper.GREY, x + BAR + 7, y + 4);
            }
        }
    }

    /** A round step with which about so many marks are made of a number of indices. */
    static int step(int count, int marks) {
        int least = (int) Math.ceil((double) count / Math.max(1, marks));
        for (int power = 1; ; power *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (factor * power >= least) {
                    return factor * power;
                }
            }
        }
    }
}
