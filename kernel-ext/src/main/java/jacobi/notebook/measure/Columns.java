package jacobi.notebook.measure;

import jacobi.notebook.display.Html;
import java.util.List;

/**
 * Rows under a header, with numbers flush right, as text and as HTML.
 *
 * @param header one name for each column
 * @param right  for each column, {@code >} if it is flush right, {@code <} if not, {@code b} for bars, {@code c} for code
 * @param rows   as many cells each as there are columns
 */
record Columns(List<String> header, String right, List<List<String>> rows) {
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
    private static final int BAR = 14;

    /** A bar of blocks for a part of the whole, from 0 to 1. */
    static String bar(double part) {
        int eighths = (int) Math.round(8 * BAR * Math.clamp(part, 0, 1));
        return "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8 - 1));
    }

    String text() {
        int[] widths = new int[header.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = header.get(c).length();
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder out = new StringBuilder(line(header, widths));
        rows.forEach(row -> out.append('\n').append(line(row, widths)));
        return out.toString();
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String pad = " ".repeat(widths[c] - cells.get(c).length());
            line.append(c == 0 ? "" : "  ").append(right.charAt(c) == '>' ? pad + cells.get(c) : cells.get(c) + pad);
        }
        return line.toString().stripTrailing();
    }

    String html() {
        StringBuilder out = new StringBuilder("<table>\n<thead><tr>");
        for (int c = 0; c < header.size(); c++) {
            out.append("<th style=\"text-align: ").append(right.charAt(c) == '>' ? "right" : "left").append("\">")
                    .append(Html.escape(header.get(c))).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            out.append("<tr>");
            for (int c = 0; c < header.size(); c++) {
                String cell = Html.escape(row.get(c));
                out.append(switch (right.charAt(c)) {
                    case '>' -> "<td style=\"text-align: right\">" + cell;
                    case 'b' -> "<td style=\"text-align: left; color: #2b8cc4; white-space: pre\">" + cell;
                    case 'c' -> "<td style=\"text-align: left\"><code>" + cell + "</code>";
                    default -> "<td style=\"text-align: left\">" + cell;
                }).append("</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody></table>").toString();
    }
}
