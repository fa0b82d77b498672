package jacobi.notebook.host;

import io.github.spencerpark.jupyter.kernel.util.StringStyler;

/** How errors look in IJava: as in JJava, see {@link PlainStyler}. */
final class IJavaStyler extends StringStyler {
    private final CellTrace trace;

    IJavaStyler(CellTrace trace) {
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

    /** A message, or a line of a stack trace; IJava puts a line of dashes before them. */
    @Override
    public String secondary(String src) {
        return src.startsWith("-----") ? "" : Emphasis.message(trace.line(src));
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
