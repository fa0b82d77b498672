package jacobi.notebook.display;

import java.util.List;

/** Words in rows and columns: a plain table, with or without a header. */
public record RowsDisplay(List<String> header, List<List<String>> rows) implements Display {
    @Override
    public String text() {
        int columns = rows.isEmpty() ? header.size() : rows.getFirst().size();
        int[] widths = new int[columns];
        for (int c = 0; c < columns; c++) {
            widths[c] = header.isEmpty() ? 0 : header.get(c).length();
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder out = new StringBuilder();
        if (!header.isEmpty()) {
            line(out, header, widths);
        }
        rows.forEach(row -> line(out, row, widths));
        return out.toString().stripTrailing();
    }

    private static void line(StringBuilder out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(cells.get(c)).append(" ".repeat(widths[c] - cells.get(c).length() + 2));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    @Override
    public String html() {
        StringBuilder out = new StringBuilder("<table>\n");
        if (!header.isEmpty()) {
            out.append("<thead><tr>");
            header.forEach(cell -> out.append("<th style=\"text-align: left\">").append(Html.escape(cell)).append("</th>"));
            out.append("</tr></thead>\n");
        }
        out.append("<tbody>\n");
        for (List<String> row : rows) {
            out.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                out.append(c == 0 ? "<th style=\"text-align: left\">" : "<td style=\"text-align: left\">")
                        .append(Html.escape(row.get(c))).append(c == 0 ? "</th>" : "</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody></table>").toString();
    }
}
