package jacobi.ptx;

import java.util.ArrayList;
import java.util.List;

/** PTX cut into words and signs, with their lines. */
final class Tokens {
    private final String[] lines;
    private final List<String> words = new ArrayList<>();
    private int[] lineOf = new int[1024];

    Tokens(String text) {
        lines = text.split("\n", -1);
        int line = 1;
        int i = 0;
        int n = text.length();
        while (i < n) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                i++;
            } else if (c <= ' ' || c == 0) {
                i++;
            } else if (text.startsWith("//", i)) {
                i = end(text.indexOf('\n', i), n);
            } else if (text.startsWith("/*", i)) {
                int to = end(text.indexOf("*/", i + 2) + 2, n);
                line += (int) text.substring(i, to).chars().filter(x -> x == '\n').count();
                i = to;
            } else if (c == '"') {
                int to = end(text.indexOf('"', i + 1) + 1, n);
                add(text.substring(i, to), line);
                i = to;
            } else if (isWord(c)) {
                int to = endOfWord(text, i);
                add(text.substring(i, to), line);
                i = to;
            } else {
                add(String.valueOf(c), line);
                i++;
            }
        }
    }

    private static int end(int found, int n) {
        return found <= 1 ? n : found;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '%' || c == '.';
    }

    private static int endOfWord(String text, int from) {
        int i = from;
        boolean number = Character.isDigit(text.charAt(from)) && !text.startsWith("0x", from) && !text.startsWith("0X", from)
                && !text.startsWith("0d", from) && !text.startsWith("0D", from) && !text.startsWith("0f", from)
                && !text.startsWith("0F", from);
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isWord(c)) {
                i++;
            } else if (text.startsWith("::", i)) {
                i += 2;
            } else if (number && (c == '+' || c == '-') && (text.charAt(i - 1) == 'e' || text.charAt(i - 1) == 'E')) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    private void add(String word, int line) {
        if (words.size() == lineOf.length) {
            lineOf = java.util.Arrays.copyOf(lineOf, 2 * lineOf.length);
        }
        lineOf[words.size()] = line;
        words.add(word);
    }

    int count() {
        return words.size();
    }

    /** {@return a word or sign; "" past the end} */
    String get(int i) {
        return i < words.size() ? words.get(i) : "";
    }

    int line(int i) {
        return words.isEmpty() ? 1 : lineOf[Math.min(i, words.size() - 1)];
    }

    /** {@return the text of a line, without spaces around it} */
    String text(int line) {
        return lines[line - 1].strip();
    }

    PtxException error(int i, String message) {
        return PtxException.at(line(i), text(line(i)), message);
    }
}
