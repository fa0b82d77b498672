package jacobi.notebook.view;

import java.util.List;

/** Words in columns, as text. */
final class Columns {
    private Columns() {
    }

    /**
     * Rows below each other.
     *
     * @param rows  all of the same length
     * @param words how many of the first columns are words, which begin below each other; numbers end there
     */
    static String text(List<List<String>> rows, int words) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String pad = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? "" : "  ").append(c < words ? row.get(c) + pad : pad + row.get(c));
            }
            out.append(out.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
        }
        return out.toString();
    }
}
