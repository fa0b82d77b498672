package jacobi.notebook.view;

import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.data.Dataset;
import jacobi.data.Split;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import jacobi.notebook.picture.Canvas;
import jacobi.notebook.picture.Lettering;
import jacobi.notebook.picture.Palette;
import jacobi.notebook.picture.Paper;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A data set: its sizes, how often each class occurs, and its first examples, as pictures if they have the form of
 * pictures or are rows of 49 or more numbers from 0 to 1 that make a square, otherwise as a table.
 */
public final class DatasetCard implements Display {
    private static final int FIRST = 5;
    private static final int PICTURES = 18;
    private static final int MOST_COLUMNS = 8;
    private static final int MOST_CLASSES = 20;
    private static final int WIDTH = 640;
    private static final int BAR = 18;
    private static final int TEXT_BAR = 30;

    private final List<String> lines = new ArrayList<>();
    private final long[] classes;
    private final ImageSheet pictures;
    private final List<List<String>> rows = new ArrayList<>();

    /** A data set of one part. */
    public DatasetCard(Dataset data) {
        this(data, List.of(data.toString()));
    }

    /** A data set of two parts; classes and first examples are those of the first part. */
    public DatasetCard(Split split) {
        this(split.train(), List.of(split.description(), "train: " + split.train(), "test: " + split.test()));
    }

    private DatasetCard(Dataset data, List<String> about) {
        lines.addAll(about);
        classes = data.classes() > 0 && data.classes() <= 100_000 ? count(data) : new long[0];
        Dataset some = data.take(Math.min(data.size(), PICTURES));
        pictures = pictures(some);
        if (pictures == null) {
            table(some);
        }
    }

    private static long[] count(Dataset data) {
        long[] counts = new long[data.classes()];
        for (long label : data.y().toLongs()) {
            counts[(int) label]++;
        }
        return counts;
    }

    /** The first examples as pictures, null if they are none. */
    private static ImageSheet pictures(Dataset some) {
        Tensor x = some.x();
        int width = x.rank() == 2 ? x.size(1) : 0;
        int side = (int) Math.round(Math.sqrt(width));
        boolean pictures = x.rank() == 4 && (x.size(1) == 1 || x.size(1) == 3 || x.size(3) == 3 || x.size(3) == 1)
                || x.rank() == 3 && x.size(1) > 3 && x.size(2) > 3 || width >= 49 && side * side == width && shades(x);
        if (!pictures || x.size() == 0) {
            return null;
        }
        return some.y().size() == some.size() ? ImageSheet.several(x, some.y()) : ImageSheet.several(x, List.of());
    }

    private static boolean shades(Tensor x) {
        for (double value : x.detach().toDoubles()) {
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
        }
        return true;
    }

    private void table(Dataset some) {
        int n = Math.min(FIRST, some.size());
        Dataset first = some.take(n);
        double[] x = Tensors.noGrad(() -> first.x().detach().reshape(n, first.x().size() / n)).toDoubles();
        double[] y = Tensors.noGrad(() -> first.y().detach().reshape(n, first.y().size() / n)).toDoubles();
        List<String> header = new ArrayList<>(List.of("example"));
        header("x", x.length / n, header);
        header("y", y.length / n, header);
        rows.add(header);
        for (int i = 0; i < n; i++) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(i)));
            numbers(x, i, x.length / n, row);
            numbers(y, i, y.length / n, row);
            rows.add(row);
        }
    }

    private static void header(String name, int width, List<String> header) {
        for (int c = 0; c < Math.min(width, MOST_COLUMNS); c++) {
            header.add(width == 1 ? name : name + c);
        }
        if (width > MOST_COLUMNS) {
            header.add("…");
        }
    }

    private static void numbers(double[] values, int row, int width, List<String> cells) {
        for (int c = 0; c < Math.min(width, MOST_COLUMNS); c++) {
            cells.add(Numerals.brief(values[row * width + c]));
        }
        if (width > MOST_COLUMNS) {
            cells.add("…");
        }
    }

    private String share(long count) {
        long all = 0;
        for (long each : classes) {
            all += each;
        }
        return Numerals.count(count) + String.format(Locale.ROOT, " (%.1f%%)", 100.0 * count / Math.max(1, all));
    }

    private long highest() {
        long highest = 1;
        for (long count : classes) {
            highest = Math.max(highest, count);
        }
        return highest;
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder(String.join("\n", lines));
        int width = Integer.toString(classes.length).length();
        for (int i = 0; i < Math.min(classes.length, MOST_CLASSES); i++) {
            out.append(String.format(Locale.ROOT, "\n  class %" + width + "d  ", i))
                    .append("█".repeat((int) Math.round((double) classes[i] * TEXT_BAR / highest())))
                    .append(classes[i] > 0 ? " " : "").append(share(classes[i]));
        }
        if (classes.length > MOST_CLASSES) {
            out.append("\n  and ").append(classes.length - MOST_CLASSES).append(" more classes");
        }
        return out.append('\n').append(pictures != null ? "first examples: " + pictures.text()
                : "first examples:\n" + Columns.text(rows, 1)).toString();
    }

    @Override
    public String html() {
        StringBuilder out = new StringBuilder("<div>");
        for (int i = 0; i < lines.size(); i++) {
            String line = Html.escape(lines.get(i));
            out.append("<div>").append(i == 0 ? "<b>" + line + "</b>" : line).append("</div>\n");
        }
        if (classes.length > 0) {
            image(out, bars());
        }
        if (pictures != null) {
            image(out, pictures.picture());
        } else {
            out.append("<table>\n");
            for (int r = 0; r < rows.size(); r++) {
                String tag = r == 0 ? "th" : "td";
                out.append(r == 0 ? "<thead>" : "").append(rows.get(r).stream().map(cell -> "<" + tag
                        + " style=\"text-align: right\">" + Html.escape(cell) + "</" + tag + ">")
                        .collect(Collectors.joining("", "<tr>", "</tr>"))).append(r == 0 ? "</thead>\n<tbody>\n" : "\n");
            }
            out.append("</tbody></table>\n");
        }
        return out.append("</div>").toString();
    }

    private static void image(StringBuilder out, Picture picture) {
        out.append("<div style=\"margin: 4px 0\"><img width=\"").append(picture.width()).append("\" height=\"")
                .append(picture.height()).append("\" alt=\"\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(picture.png())).append("\"/></div>\n");
    }

    private Picture bars() {
        int shown = Math.min(classes.length, MOST_CLASSES);
        int height = 2 * Paper.MARGIN + 20 + shown * BAR + (classes.length > shown ? BAR : 0);
        int left = Paper.MARGIN + 12 + (int) Lettering.width(Integer.toString(classes.length - 1), Paper.SMALL);
        int longest = 380;
        return new Canvas(WIDTH, height, "", g -> {
            Paper.card(g, WIDTH, height);
            Paper.left(g, "examples of each class", Paper.SMALL, Paper.GREY, Paper.MARGIN, Paper.MARGIN + 10);
            for (int i = 0; i < shown; i++) {
                bar(g, i, left, Paper.MARGIN + 20 + i * BAR, (double) longest * classes[i] / highest());
            }
            if (classes.length > shown) {
                Paper.left(g, "and " + (classes.length - shown) + " more classes", Paper.SMALL, Paper.GREY, left,
                        height - Paper.MARGIN - 3);
            }
        });
    }

    private void bar(Graphics2D g, int index, int x, int y, double length) {
        Paper.right(g, Integer.toString(index), Paper.SMALL, Paper.INK, x - 7, y + 12);
        g.setColor(Palette.tint(Palette.ofClass(0), 0.75));
        g.fill(new Rectangle2D.Double(x, y + 2, Math.max(1, length), BAR - 5));
        Paper.left(g, share(classes[index]), Paper.SMALL, Paper.GREY, x + length + 7, y + 12);
    }
}
