package jacobi.notebook.view;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.notebook.display.Display;
import jacobi.notebook.picture.Canvas;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Palette;
import jacobi.notebook.picture.Paper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a classifier of points in the plane says everywhere, with the points that it learnt from. */
public final class Boundary implements Display {
    private static final int ACROSS = 150;
    private static final int DOWN = 120;
    private static final int MOST_POINTS = 2000;
    private static final int MOST_CLASSES = 8;
    private static final int PLOT_WIDTH = 450;
    private static final int PLOT_HEIGHT = 360;
    private static final int TEXT_ACROSS = 60;
    private static final int TEXT_DOWN = 20;
    private static final String LETTERS = "ox+*#%@&";

    private final double[] points;
    private final int[] classes;
    private final double[] labels;
    private final Grid grid;
    private final double left;
    private final double bottom;
    private final double wide;
    private final double high;
    private final String about;

    /**
     * For each place, row by row from the top: the class that the model says, and how sure it is, from 0 to 1.
     *
     * @param scores what it gives, so many numbers for each place
     */
    private record Grid(int[] said, double[] sure, double[] scores, int outputs, double edge) {
        /** Where between two places the classes change that are said there, as a part of the way. */
        double crossing(int a, int b) {
            double here = lead(a, said[a], said[b]);
            double there = lead(b, said[a], said[b]);
            double part = here / (here - there);
            return part >= 0 && part <= 1 ? part : 0.5;
        }

        private double lead(int place, int mine, int other) {
            return outputs == 1 ? scores[place] - edge : mine < 0 || other < 0 ? 1
                    : scores[place * outputs + mine] - scores[place * outputs + other];
        }
    }

    /**
     * A decision boundary.
     *
     * @param model  gives for {@code [n, 2]} a score for each class, {@code [n, classes]}, or one number, {@code [n]} or
     *               {@code [n, 1]}: a probability, or a score with the boundary at 0
     * @param points {@code [n, 2]}
     * @param labels their classes, {@code [n]}
     */
    public Boundary(UnaryOperator<Tensor> model, Tensor points, Tensor labels) {
        if (points.rank() != 2 || points.size(1) != 2 || points.size(0) == 0 || labels.size() != points.size(0)) {
            throw new IllegalArgumentException("boundary: takes points [n, 2] and labels [n], not shapes " + points.shape()
                    + " and " + labels.shape());
        }
        this.points = points.detach().toDoubles();
        for (double value : this.points) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("boundary: a point has the coordinate " + Numerals.brief(value)
                        + "; leave such points out");
            }
        }
        double[] given = labels.detach().toDoubles();
        this.labels = Arrays.stream(given).distinct().sorted().toArray();
        double[] x = edges(0);
        double[] y = edges(1);
        left = x[0];
        wide = x[1] - x[0];
        bottom = y[0];
        high = y[1] - y[0];
        DType type = points.dtype().isFloating() ? points.dtype() : DType.FLOAT32;
        Tensor places = Tensors.tensor(places(), ACROSS * DOWN, 2).to(type);
        Tensor onPoints = Tensors.noGrad(() -> model.apply(points.detach().to(type)));
        Tensor scores = Tensors.noGrad(() -> model.apply(places));
        int outputs = scores.rank() == 1 ? 1 : scores.rank() == 2 ? scores.size(1) : 0;
        if (outputs == 0 || scores.size(0) != ACROSS * DOWN) {
            throw new IllegalArgumentException("boundary: for " + places.shape() + " the model gives shape " + scores.shape()
                    + "; it must give [n, classes], or one number for each point");
        }
        if (outputs > MOST_CLASSES || this.labels.length > MOST_CLASSES) {
            throw new IllegalArgumentException("boundary: can tell " + MOST_CLASSES + " classes apart, not "
                    + Math.max(outputs, this.labels.length));
        }
        double[] all = scores.detach().toDoubles();
        boolean probability = outputs == 1 && within(all) && within(onPoints.detach().toDoubles());
        grid = read(all, outputs, probability);
        classes = new int[given.length];
        for (int i = 0; i < given.length; i++) {
            classes[i] = index(given[i], outputs);
        }
        Grid said = read(onPoints.detach().toDoubles(), outputs, probability);
        int right = 0;
        for (int i = 0; i < classes.length; i++) {
            right += said.said[i] == classes[i] ? 1 : 0;
        }
        about = String.format(Locale.ROOT, "%.1f %% right: %s of %s points", 100.0 * right / classes.length,
                Numerals.count(right), Numerals.count(classes.length))
                + (outputs > 1 ? "" : probability ? "; boundary at 0.5" : "; boundary at 0")
                + (classes.length > MOST_POINTS ? "; " + Numerals.count(MOST_POINTS) + " of them drawn" : "");
    }

    /** The class of a label: itself, or, if the model gives one number, whether it is the greater of two. */
    private int index(double label, int outputs) {
        if (outputs == 1) {
            if (labels.length > 2) {
                throw new IllegalArgumentException("boundary: the model gives one number for each point, which tells two "
                        + "classes apart, but there are " + labels.length + " different labels");
            }
            return labels.length == 2 ? label == labels[1] ? 1 : 0 : label > 0 ? 1 : 0;
        }
        if (!(label >= 0 && label < outputs && label == Math.rint(label))) {
            throw new IllegalArgumentException("boundary: there is a label " + Numerals.brief(label) + ", but the model gives "
                    + outputs + " scores; labels are whole numbers from 0 to " + (outputs - 1));
        }
        return (int) label;
    }

    private static boolean within(double[] values) {
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
        }
        return true;
    }

    private double[] edges(int axis) {
        double low = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (int i = axis; i < points.length; i += 2) {
            low = Math.min(low, points[i]);
            top = Math.max(top, points[i]);
        }
        double room = top > low ? 0.12 * (top - low) : Math.max(1, Math.abs(low) / 10);
        return new double[] {low - room, top + room};
    }

    private float[] places() {
        float[] places = new float[2 * ACROSS * DOWN];
        for (int row = 0, at = 0; row < DOWN; row++) {
            for (int column = 0; column < ACROSS; column++) {
                places[at++] = (float) (left + (column + 0.5) / ACROSS * wide);
                places[at++] = (float) (bottom + (DOWN - row - 0.5) / DOWN * high);
            }
        }
        return places;
    }

    private static Grid read(double[] scores, int outputs, boolean probability) {
        int n = scores.length / outputs;
        int[] said = new int[n];
        double[] sure = new double[n];
        for (int i = 0; i < n; i++) {
            if (outputs == 1) {
                double p = probability ? scores[i] : 1 / (1 + Math.exp(-scores[i]));
                said[i] = Double.isNaN(p) ? -1 : p > 0.5 ? 1 : 0;
                sure[i] = Math.abs(2 * p - 1);
                continue;
            }
            int best = 0;
            double sum = 0;
            for (int k = 1; k < outputs; k++) {
                best = scores[i * outputs + k] > scores[i * outputs + best] ? k : best;
            }
            for (int k = 0; k < outputs; k++) {
                sum += Math.exp(scores[i * outputs + k] - scores[i * outputs + best]);
            }
            said[i] = Double.isNaN(sum) ? -1 : best;
            sure[i] = (1 / sum - 1.0 / outputs) / (1 - 1.0 / outputs);
        }
        return new Grid(said, sure, scores, outputs, probability ? 0.5 : 0);
    }

    private String name(int index) {
        return labels.length == 2 && index < 2 && labels[1] != 1 || labels.length == 2 && labels[0] == -1 && index < 2
                ? Numerals.brief(labels[index]) : Integer.toString(index);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder("decision boundary: ").append(about);
        char[][] map = new char[TEXT_DOWN][TEXT_ACROSS];
        List<Integer> seen = new ArrayList<>();
        for (int r = 0; r < TEXT_DOWN; r++) {
            for (int c = 0; c < TEXT_ACROSS; c++) {
                int said = grid.said[(2 * r + 1) * DOWN / (2 * TEXT_DOWN) * ACROSS + (2 * c + 1) * ACROSS / (2 * TEXT_ACROSS)];
                map[r][c] = said < 0 ? '?' : said == 0 ? ' ' : said == 1 ? '.' : (char) ('`' + said);
            }
        }
        for (int i = 0; i < Math.min(classes.length, MOST_POINTS); i++) {
            int r = (int) Math.clamp((1 - (points[2 * i + 1] - bottom) / high) * TEXT_DOWN, 0, TEXT_DOWN - 1);
            int c = (int) Math.clamp((points[2 * i] - left) / wide * TEXT_ACROSS, 0, TEXT_ACROSS - 1);
            map[r][c] = LETTERS.charAt(classes[i]);
            if (!seen.contains(classes[i])) {
                seen.add(classes[i]);
            }
        }
        for (char[] line : map) {
            out.append("\n|").append(line).append('|');
        }
        out.append("\nx from ").append(Numerals.brief(left)).append(" to ").append(Numerals.brief(left + wide))
                .append(", y from ").append(Numerals.brief(bottom)).append(" to ").append(Numerals.brief(bottom + high));
        seen.sort(null);
        for (int index : seen) {
            out.append("; ").append(LETTERS.charAt(index)).append(" is class ").append(name(index));
        }
        return out.append("; areas: blank for the first class, dots for the second").toString();
    }

    @Override
    public Picture picture() {
        int x = Paper.MARGIN + 44;
        int y = Paper.MARGIN + 44;
        int width = x + PLOT_WIDTH + Paper.MARGIN + 6;
        int height = y + PLOT_HEIGHT + 22 + Paper.MARGIN;
        return new Canvas(width, height, text(), g -> {
            Paper.card(g, width, height);
            Paper.left(g, about, Paper.SMALL, Paper.GREY, Paper.MARGIN, Paper.MARGIN + 11);
            legend(g, x, Paper.MARGIN + 30);
            Paper.pixels(g, background(), x, y, PLOT_WIDTH, PLOT_HEIGHT);
            g.setColor(Paper.INK);
            g.setStroke(new BasicStroke(1.4f));
            g.draw(line(x, y));
            axes(g, x, y);
            int drawn = Math.min(classes.length, MOST_POINTS);
            for (int k = 0; k < drawn; k++) {
                int i = (int) ((long) k * classes.length / drawn);
                mark(g, classes[i], x + (points[2 * i] - left) / wide * PLOT_WIDTH,
                        y + (1 - (points[2 * i + 1] - bottom) / high) * PLOT_HEIGHT, classes.length > 300 ? 3 : 4.2);
            }
        });
    }

    private void legend(Graphics2D g, double x, double y) {
        int highest = 0;
        for (int index : classes) {
            highest = Math.max(highest, index);
        }
        for (int i = 0; i <= highest; i++) {
            mark(g, i, x, y - 4, 4.2);
            Paper.left(g, name(i), Paper.SMALL, Paper.INK, x + 9, y);
            x += 28 + Lettering.width(name(i), Paper.SMALL);
        }
    }

    /** Tints of the classes' colours, the deeper the surer. */
    private BufferedImage background() {
        BufferedImage image = new BufferedImage(ACROSS, DOWN, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < ACROSS * DOWN; i++) {
            // In steps, which read as contour lines and keep the picture small.
            double depth = 0.12 + 0.4 * Math.rint(8 * Math.clamp(grid.sure[i], 0, 1)) / 8;
            image.setRGB(i % ACROSS, i / ACROSS, (grid.said[i] < 0 ? Paper.GREY
                    : Palette.tint(Palette.ofClass(grid.said[i]), depth)).getRGB());
        }
        return image;
    }

    /** The lines between places of different classes. */
    private Path2D line(double x, double y) {
        Path2D path = new Path2D.Double();
        double w = (double) PLOT_WIDTH / ACROSS;
        double h = (double) PLOT_HEIGHT / DOWN;
        int[][] sides = {{0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 0}};       // of a square of four places
        for (int row = 0; row + 1 < DOWN; row++) {
            for (int column = 0; column + 1 < ACROSS; column++) {
                double[] px = new double[4];
                double[] py = new double[4];
                int crossings = 0;
                for (int[] side : sides) {
                    int a = (row + side[1]) * ACROSS + column + side[0];
                    int b = (row + side[3]) * ACROSS + column + side[2];
                    if (grid.said[a] != grid.said[b]) {
                        double part = grid.crossing(a, b);
                        px[crossings] = x + (column + 0.5 + side[0] + part * (side[2] - side[0])) * w;
                        py[crossings++] = y + (row + 0.5 + side[1] + part * (side[3] - side[1])) * h;
                    }
                }
                double middleX = (px[0] + px[1] + px[2] + px[3]) / Math.max(1, crossings);
                double middleY = (py[0] + py[1] + py[2] + py[3]) / Math.max(1, crossings);
                for (int i = 0; i < crossings; i += crossings == 2 ? 2 : 1) {
                    path.moveTo(px[i], py[i]);
                    path.lineTo(crossings == 2 ? px[1] : middleX, crossings == 2 ? py[1] : middleY);
                }
            }
        }
        return path;
    }

    private void axes(Graphics2D g, double x, double y) {
        g.setColor(Paper.EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(x - 0.5, y - 0.5, PLOT_WIDTH + 1, PLOT_HEIGHT + 1));
        double stepX = step(wide / 6);
        for (double at = Math.ceil(left / stepX) * stepX; at <= left + wide; at += stepX) {
            Paper.center(g, Numerals.brief(Math.rint(at / stepX) * stepX), Paper.TINY, Paper.GREY,
                    x + (at - left) / wide * PLOT_WIDTH, y + PLOT_HEIGHT + 16);
        }
        double stepY = step(high / 6);
        for (double at = Math.ceil(bottom / stepY) * stepY; at <= bottom + high; at += stepY) {
            Paper.right(g, Numerals.brief(Math.rint(at / stepY) * stepY), Paper.TINY, Paper.GREY, x - 7,
                    y + (1 - (at - bottom) / high) * PLOT_HEIGHT + 4);
        }
    }

    /** The next round number: 1, 2 or 5 times a power of ten. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    }

    /** A mark in the colour and the form of a class. */
    private static void mark(Graphics2D g, int index, double x, double y, double r) {
        Shape form = switch (index % 4) {
            case 0 -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case 1 -> new Rectangle2D.Double(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
            case 2 -> polygon(x, y - 1.2 * r, x + 1.15 * r, y + 0.8 * r, x - 1.15 * r, y + 0.8 * r);
            default -> polygon(x, y - 1.25 * r, x + 1.25 * r, y, x, y + 1.25 * r, x - 1.25 * r, y);
        };
        g.setColor(Palette.ofClass(index));
        g.fill(form);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(1));
        g.draw(form);
    }

    private static Path2D polygon(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}
