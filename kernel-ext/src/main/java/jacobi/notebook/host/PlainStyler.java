package jacobi.notebook.host;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * How errors look: in the colour of the page's own text, which is legible in light and dark themes alike, messages
 * bold and the place in the code underlined.
 */
final class PlainStyler extends StringStyler {
    private static final String BOLD = "\033[1m";
    private static final String UNDERLINED = "\033[4m";
    private static final String RESET = "\033[0m";
    private static final Pattern EXCEPTION = Pattern.compile(
            "(Caused by: |)(?:\\w+\\.)+(\\w+(?:: |$))(.*)", Pattern.DOTALL);

    PlainStyler() {
        super("", "", "", line -> "    ");
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
        if (src.isEmpty() || Character.isWhitespace(src.charAt(0))) {
            return src;
        }
        Matcher exception = EXCEPTION.matcher(src);
        if (!exception.matches()) {
            return BOLD + src + RESET;
        }
        String name = exception.group(2).equals(MagicFailure.class.getSimpleName() + ": ") ? "" : exception.group(2);
        return BOLD + exception.group(1) + name + exception.group(3) + RESET;
    }

    @Override
    public String secondaryLine(int lineNum, String line) {
        return secondary(line);
    }

    @Override
    public String highlight(String src) {
        return src.isEmpty() ? "" : BOLD + UNDERLINED + src + RESET;
    }

    @Override
    public String highlightLine(int lineNum, String line) {
        return "    " + highlight(line);
    }
}
