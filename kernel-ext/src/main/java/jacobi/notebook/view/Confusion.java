package jacobi.notebook.view;

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
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often each class was taken for which: a row for each class that it is, a column for each that was predicted. */
public final class Confusion implements Display {
    /** Classes beyond which no more are told. */
    private static final int MOST_CLASSES = 30;
    private static final int WIDEST = 620;

    private final int[][] counts;
    private final int[] rowSums;
    private final int total;
    private final int right;
    private final List<String> names = new ArrayList<>();

    /**
     * A confusion matrix.
     *
     * @param predicted classes {@code [n]}, or scores {@code [n, classes]}, of which the highest counts
     * @param actual    classes {@code [n]}
     * @param given     the names of the classes; numbers from 0 if there are none
     */
    public Confusion(Tensor predicted, Tensor actual, List<String> given) {
        Tensor classes = Tensors.noGrad(() -> predicted.rank() == 2 && predicted.size(1) > 1
                ? predicted.detach().argmax(1) : predicted.detach());
        if (classes.size() != actual.size() || actual.size() == 0) {
            throw new IllegalArgumentException("confusion: takes one predicted and one actual class for each example, [n] and "
                    + "[n], or scores [n, classes] as predictions, not shapes " + predicted.shape() + " and " + actual.shape());
        }
        int[] p = whole("predicted", classes);
        int[] a = whole("actual", actual.detach());
        int n = given.size();
        for (int i = 0; i < p.length; i++) {
            n = Math.max(n, 1 + Math.max(p[i], a[i]));
        }
        if (!given.isEmpty() && n > given.size() || n > MOST_CLASSES) {
            throw new IllegalArgumentException("confusion: there is a class " + (n - 1) + ", but " + (given.isEmpty()
                    ? "room for " + MOST_CLASSES + " classes only; group some first" : given.size() + " names; give one for "
                    + "each class, counted from 0"));
        }
        counts = new int[n][n];
        rowSums = new int[n];
        int hits = 0;
        for (int i = 0; i < p.length; i++) {
            counts[a[i]][p[i]]++;
            rowSums[a[i]]++;
            hits += a[i] == p[i] ? 1 : 0;
        }
        right = hits;
        total = p.length;
        for (int i = 0; i < n; i++) {
            String name = given.isEmpty() ? Integer.toString(i) : given.get(i);
            names.add(name.length() <= 24 ? name : name.substring(0, 23) + "…");
        }
    }

    private static int[] whole(String which, Tensor tensor) {
        double[] values = tensor.toDoubles();
        int[] classes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] == Math.rint(values[i]) && values[i] < 1_000_000)) {
                throw new IllegalArgumentException("confusion: the " + which + " class of example " + i + " is "
                        + Numerals.brief(values[i]) + "; classes are whole numbers from 0");
            }
            classes[i] = (int) values[i];
        }
        return classes;
    }

    private String about() {
        return String.format(Locale.ROOT, "%.1f %% right: %s of %s; in each row, the shares of what it really is",
                100.0 * right / total, Numerals.count(right), Numerals.count(total));
    }

    private String percent(int row, int column) {
        return rowSums[row] == 0 ? "" : counts[row][column] == 0 ? "0"
                : String.format(Locale.ROOT, "%.0f", 100.0 * counts[row][column] / rowSums[row]);
    }

    @Override
    public String text() {
        int n = names.size();
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("actual \\ predicted"));
        header.addAll(names);
        header.add("all");
        header.add("right");
        rows.add(header);
        for (int r = 0; r < n; r++) {
            List<String> row = new ArrayList<>(List.of(names.get(r)));
            for (int c = 0; c < n; c++) {
                row.add(counts[r][c] == 0 ? "." : counts[r][c] + (percent(r, c).isEmpty() ? "" : " (" + percent(r, c) + "%)"));
            }
            row.add(Integer.toString(rowSums[r]));
            row.add(rowSums[r] == 0 ? "" : percent(r, r) + "%");
            rows.add(row);
        }
        return about() + "\n" + Columns.text(rows, 1);
    }

    @Override
    public Picture picture() {
        int n = names.size();
        double labels = names.stream().mapToDouble(name -> Lettering.width(name, Paper.SMALL)).max().orElse(0);
        int left = Paper.MARGIN + 22 + (int) Math.min(labels, 150) + 8;
        int cell = Math.clamp((WIDEST - left - Paper.MARGIN) / n, 18, 56);
        boolean two = cell >= 36;
        int cellHeight = two ? Math.min(cell, 40) : Math.max(18, Math.min(cell, 24));
        int top = Paper.MARGIN + 62;
        int width = Math.max(left + n * cell + Paper.MARGIN,
                (int) Lettering.width(about(), Paper.SMALL) + 2 * Paper.MARGIN + 2);
        int height = top + n * cellHeight + Paper.MARGIN;
        return new Canvas(width, height, text(), g -> {
            Paper.card(g, width, height);
            Paper.left(g, about(), Paper.SMALL, Paper.GREY, Paper.MARGIN, Paper.MARGIN + 11);
            Paper.center(g, "predicted", Paper.TITLE, Paper.INK, left + n * cell / 2.0, Paper.MARGIN + 36);
            g.rotate(-Math.PI / 2);
            Paper.center(g, "actual", Paper.TITLE, Paper.INK, -(top + n * cellHeight / 2.0), Paper.MARGIN + 12);
            g.rotate(Math.PI / 2);
            for (int i = 0; i < n; i++) {
                Paper.center(g, Paper.fitted(names.get(i), Paper.SMALL, cell - 4), Paper.SMALL, Paper.INK,
                        left + (i + 0.5) * cell, top - 7);
                Paper.right(g, Paper.fitted(names.get(i), Paper.SMALL, 150), Paper.SMALL, Paper.INK, left - 8,
                        top + (i + 0.5) * cellHeight + 4);
                for (int k = 0; k < n; k++) {
                    cell(g, i, k, left + k * cell, top + i * cellHeight, cell, cellHeight, two);
                }
            }
            g.setColor(Paper.EDGE);
            g.setStroke(new BasicStroke(1));
            g.draw(new Rectangle2D.Double(left - 0.5, top - 0.5, n * cell, n * cellHeight));
        });
    }

    private void cell(Graphics2D g, int row, int column, int x, int y, int wide, int high, boolean two) {
        int count = counts[row][column];
        double share = rowSums[row] == 0 ? 0 : (double) count / rowSums[row];
        Color color = Palette.share(Math.sqrt(share));
        g.setColor(color);
        g.fill(new Rectangle2D.Double(x, y, wide - 1, high - 1));
        if (row == column) {
            g.setColor(Paper.GREY);
            g.setStroke(new BasicStroke(1.2f));
            g.draw(new Rectangle2D.Double(x + 0.5, y + 0.5, wide - 2, high - 2));
        }
        if (count == 0) {
            return;
        }
        Color ink = Palette.inkOn(color);
        String number = Paper.fitted(Integer.toString(count), Paper.SMALL, wide - 2);
        if (two) {
            Paper.center(g, number, Paper.SMALL, ink, x + wide / 2.0, y + high / 2.0 - 2);
            Paper.center(g, percent(row, column) + " %", Paper.TINY, ink, x + wide / 2.0, y + high / 2.0 + 12);
        } else {
            Paper.center(g, number, Paper.TINY, ink, x + wide / 2.0, y + high / 2.0 + 4);
        }
    }
}
