package jacobi.notebook.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A tablesaw table as HTML and as text. Long ones are shown by their first and last rows. */
public final class TableDisplay implements Display {
    private static final int ENDS = 10;
    private static final int MOST_COLUMNS = 30;
    private static final int LONGEST_CELL = 120;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final String below;
    private final String caption;
    private final List<String> types;

    public TableDisplay(Table table) {
        List<Column<?>> columns = table.columns();
        int shown = Math.min(columns.size(), MOST_COLUMNS);
        List<String> header = new ArrayList<>();
        for (Column<?> column : columns.subList(0, shown)) {
            header.add(Words.shorten(column.name(), LONGEST_CELL));
            numeric.add(column instanceof NumericColumn);
        }
        rows.add(header);
        int[] digits = columns.stream().limit(shown).mapToInt(column -> column instanceof DoubleColumn
                || column instanceof FloatColumn ? digits((NumericColumn<?>) column) : -1).toArray();
        int count = table.rowCount();
        for (int row = 0; row < count; row++) {
            if (count > 2 * ENDS && row == ENDS) {
                rows.add(header.stream().map(name -> "⋮").toList());
                row = count - ENDS;
            }
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < shown; i++) {
                cells.add(cell(columns.get(i), row, digits[i]));
            }
            rows.add(cells);
        }
        below = count > 2 * ENDS || shown < columns.size() ? size(count, columns.size()) : null;
        caption = size(count, columns.size());
        types = columns.stream().limit(shown).map(column -> column.type().name().toLowerCase(Locale.ROOT)).toList();
    }

    private static String size(int rows, int columns) {
        return rows + (rows == 1 ? " row, " : " rows, ") + columns + (columns == 1 ? " column" : " columns");
    }

    private static String cell(Column<?> column, int row, int digits) {
        if (column.isMissing(row)) {
            return "";
        }
        return switch (column) {
            case DoubleColumn doubles -> number(digits, doubles.getDouble(row));
            case FloatColumn floats -> number(digits, floats.getFloat(row));
            default -> Words.shorten(String.valueOf(column.get(row)), LONGEST_CELL);
        };
    }

    /** A number with as many digits as the others of its column. */
    private static String number(int digits, double value) {
        return digits < 0 || !Double.isFinite(value) ? Words.measured(value)
                : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /**
     * How many digits behind the point the numbers of a column have: four in all for the largest, three at least for
     * the smallest; -1 if that is too many.
     */
    public static int digits(NumericColumn<?> column) {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < column.size(); row++) {
            double size = Math.abs(column.getDouble(row));
            if (size > 0 && size < Double.POSITIVE_INFINITY) {
                largest = Math.max(largest, size);
                smallest = Math.min(smallest, size);
            }
        }
        int digits = largest >= 100 ? 1 : largest >= 10 ? 2 : largest >= 1 ? 3 : 4;
        while (digits < 4 && smallest * Math.pow(10, digits) < 100) {
            digits++;
        }
        return largest >= 1e6 || smallest < 1e-3 ? -1 : digits;
    }

    @Override
    public String text() {
        int[] widths = new int[numeric.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(numeric.get(i) ? pad + row.get(i) : row.get(i) + pad);
            }
            lines.add(line.toString().stripTrailing());
        }
        if (below != null) {
            lines.add(below);
        }
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        StringBuilder out = new StringBuilder("<table>\n");
        for (int r = 0; r < rows.size(); r++) {
            String tag = r == 0 ? "th" : "td";
            out.append(r == 0 ? "<thead>" : "").append("<tr>");
            for (int i = 0; i < numeric.size(); i++) {
                out.append('<').append(tag).append(" style=\"text-align: ").append(numeric.get(i) ? "right" : "left")
                        .append("\">").append(Html.escape(rows.get(r).get(i))).append(r > 0 ? ""
                        : "<br/><span style=\"font-weight: normal; opacity: 0.65\">" + types.get(i) + "</span>").append("</").append(tag).append('>');
            }
            out.append("</tr>").append(r == 0 ? "</thead>\n<tbody>\n" : "\n");
        }
        out.append("</tbody></table>");
        return "<div>" + out + "\n<div style=\"opacity: 0.75\">" + caption + "</div></div>";
    }
}
