package jacobi.notebook.view;

import java.util.Locale;
import jacobi.Tensor;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;

/**
 * A tensor as a small table under its shape, type, device and statistics; of a big one, the ends of each axis.
 */
public final class TensorCard implements Display {
    private static final int MOST_ROWS = 10;
    private static final int MOST_COLUMNS = 12;
    private static final int ENDS = 4;
    private static final int MOST_DIGITS = 4;

    private final Tensor tensor;

    public TensorCard(Tensor tensor) {
        this.tensor = tensor;
    }

    @Override
    public String text() {
        return tensor.toString();
    }

    @Override
    public String html() {
        StringBuilder out = new StringBuilder("<div><div style=\"opacity: 0.75\">").append(Html.escape(header()))
                .append("</div>\n");
        Statistics statistics = Statistics.of(tensor);
        if (!statistics.numbers().isEmpty() || !statistics.flags().isEmpty()) {
            out.append("<div style=\"opacity: 0.75\">").append(Html.escape(statistics.numbers()))
                    .append(statistics.flags().isEmpty() ? "" : (statistics.numbers().isEmpty() ? "" : " · ") + "<b>⚠ "
                    + Html.escape(statistics.flags()) + "</b>").append("</div>\n");
        }
        if (tensor.rank() == 0) {
            out.append("<div><b>").append(Html.escape(text().substring(text().lastIndexOf(": ") + 2))).append("</b></div>");
        } else if (tensor.size() == 0) {
            out.append("<div>no elements</div>");
        } else if (tensor.rank() <= 2) {
            table(out);
        } else {
            String text = text();
            out.append("<pre>").append(Html.escape(text.substring(text.indexOf('\n') + 1))).append("</pre>");
        }
        return out.append("</div>").toString();
    }

    private String header() {
        return "Tensor " + (tensor.rank() == 0 ? "scalar" : tensor.shape().toString().replace(",", " ×").replaceAll("[\\[\\]]", ""))
                + " · " + tensor.dtype() + " · " + tensor.device() + (tensor.requiresGrad() ? " · requires grad" : "");
    }

    private void table(StringBuilder out) {
        int rows = tensor.rank() == 1 ? 1 : tensor.size(0);
        int columns = tensor.size(-1);
        int[] shownRows = shown(rows, MOST_ROWS);
        int[] shownColumns = shown(columns, MOST_COLUMNS);
        double[][] values = new double[shownRows.length][shownColumns.length];
        for (int r = 0; r < shownRows.length; r++) {
            for (int c = 0; c < shownColumns.length; c++) {
                values[r][c] = shownRows[r] < 0 || shownColumns[c] < 0 ? 0
                        : tensor.rank() == 1 ? tensor.item(shownColumns[c]) : tensor.item(shownRows[r], shownColumns[c]);
            }
        }
        String format = format(values);
        out.append("<table>\n<thead><tr><th></th>");
        for (int column : shownColumns) {
            out.append("<th style=\"text-align: right\">").append(column < 0 ? "…" : column).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < shownRows.length; r++) {
            int row = shownRows[r];
            out.append("<tr><th style=\"text-align: right\">").append(tensor.rank() == 1 ? "" : row < 0 ? "⋮" : row)
                    .append("</th>");
            for (int c = 0; c < shownColumns.length; c++) {
                out.append("<td style=\"text-align: right\">").append(row < 0 ? "⋮" : shownColumns[c] < 0 ? "…"
                        : Html.escape(number(values[r][c], format))).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table>");
    }

    /** The places along an axis that are shown; -1 stands for those left out. */
    private static int[] shown(int length, int most) {
        if (length <= most) {
            int[] all = new int[length];
            for (int i = 0; i < length; i++) {
                all[i] = i;
            }
            return all;
        }
        int[] ends = new int[2 * ENDS + 1];
        for (int i = 0; i < ENDS; i++) {
            ends[i] = i;
            ends[ends.length - 1 - i] = length - 1 - i;
        }
        ends[ENDS] = -1;
        return ends;
    }

    /** The format in which all shown numbers have the digits they need, four after the point at most. */
    private static String format(double[][] values) {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        int digits = 1;
        for (double[] row : values) {
            for (double value : row) {
                double size = Math.abs(value);
                if (size > 0 && size < Double.POSITIVE_INFINITY) {
                    largest = Math.max(largest, size);
                    smallest = Math.min(smallest, size);
                    while (digits < MOST_DIGITS && Math.abs(value * Math.pow(10, digits)
                            - Math.rint(value * Math.pow(10, digits))) > 1e-6 * Math.max(1, size)) {
                        digits++;
                    }
                }
            }
        }
        return largest >= 1e7 || smallest < 1e-3 && largest / smallest > 1e3 || largest > 0 && largest < 1e-3
                ? "%.3e" : "%." + digits + "f";
    }

    private String number(double value, String format) {
        return switch (tensor.dtype()) {
            case BOOL -> value != 0 ? "true" : "false";
            case INT32, INT64 -> Long.toString((long) value);
            default -> Double.isFinite(value) ? String.format(Locale.ROOT, format, value)
                    : Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        };
    }
}
