package jacobi.notebook;

import jacobi.Tensor;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** How values that are a cell's result look. */
public final class Displays {
    private Displays() {
    }

    /** {@return a tensor with its shape, type and device; of a big one, the ends of each axis} */
    public static Display of(Tensor tensor) {
        return new TensorCard(tensor);
    }

    /** {@return a chart of one's own, in the size that it was made in} */
    public static Display of(Chart<?, ?> chart) {
        return new Display() {
            @Override
            public String text() {
                return chart.getClass().getSimpleName() + (chart.getTitle() == null || chart.getTitle().isEmpty() ? ""
                        : " \"" + chart.getTitle() + "\"") + ", " + chart.getWidth() + " by " + chart.getHeight();
            }

            @Override
            public Picture picture() {
                return new Canvas(chart.getWidth(), chart.getHeight(), text(),
                        g -> chart.paint(g, chart.getWidth(), chart.getHeight()));
            }
        };
    }

    /** {@return a table with its header; of a long one, the first and last rows} */
    public static Display of(Table table) {
        return new TableDisplay(table);
    }

    /** {@return advice, set apart from what the cell prints} */
    public static Display hint(String advice) {
        return new Display() {
            @Override
            public String text() {
                return "Hint: " + advice;
            }

            @Override
            public String html() {
                return "<div style=\"border-left:3px solid #e69f00;padding:2px 8px;margin:4px 0\"><b>Hint</b> "
                        + Html.escape(advice) + "</div>";
            }
        };
    }
}
