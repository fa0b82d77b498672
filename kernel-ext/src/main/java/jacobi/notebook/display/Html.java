package jacobi.notebook.display;

/** Text made safe to stand in HTML and XML. */
public final class Html {
    private Html() {
    }

    /** The text with the characters that mean something in HTML or XML replaced, and those that XML forbids. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    boolean allowed = c == '\n' || c == '\t' || c >= ' ' && c < 0xd800 || c > 0xdfff && c != 0xfffe && c != 0xffff;
                    out.appendCodePoint(allowed ? c : 0xfffd);
                }
            }
        });
        return out.toString();
    }
}
