package jacobi.notebook.host;

/** Bold and underlined text as terminals and notebooks show it, in the colour of the page. */
final class Emphasis {
    private static final String BOLD = "\033[1m";
    private static final String UNDERLINED = "\033[4m";
    private static final String RESET = "\033[0m";

    private Emphasis() {
    }

    /** A message in bold; a line that is indented, such as a frame, as it is. */
    static String message(String line) {
        return line.isEmpty() || Character.isWhitespace(line.charAt(0)) ? line : BOLD + line + RESET;
    }

    /** The part of the code that a message is about. */
    static String place(String text) {
        return text.isEmpty() ? "" : BOLD + UNDERLINED + text + RESET;
    }
}
