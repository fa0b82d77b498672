package jacobi.notebook;

import tech.tablesaw.api.Table;

/** How values that are a cell's result look. */
public final class Displays {
    private Displays() {
    }

    /** {@return a table with its header; of a long one, the first and last rows} */
    public static Display of(Table table) {
        return new TableDisplay(table);
    }
}
