package jacobi.notebook.host;

import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * How errors look: in the colour of the page's own text, which is legible in light and dark themes alike, messages
 * bold and the place in the code underlined.
 */
final class PlainStyler extends StringStyler {
    private final CellTrace trace;

    PlainStyler(CellTrace trace) {
        super("", "", "", line -> "    ");
        this.trace = trace;
    }

    @Override
    public String primary(String src) {
        return src;
    }

    @Override
    public String primaryLine(int lineNum, String line) {
        return "    " + line;
    }

    /** A message, or a line of a stack trace. */
    @Override
    public String secondary(String src) {
        return Emphasis.message(trace.line(src));
    }

    @Override
    public String secondaryLine(int lineNum, String line) {
        return secondary(line);
    }

    @Override
    public String highlight(String src) {
        return Emphasis.place(src);
    }

    @Override
    public String highlightLine(int lineNum, String line) {
        return "    " + highlight(line);
    }
}
