package jacobi.notebook.measure;

import jacobi.notebook.cell.Host.Piece;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites what declares a cell's variables to assignments, for code that runs when these variables exist. */
final class Assignments {
    private static final Pattern NEXT = Pattern.compile(",\\s*(\\w+)\\s*(=(?!=)|[,;]|$)");

    private final String source;
    private int at;

    private Assignments(String source) {
        this.source = source;
    }

    /** The code with the same lines, in which every variable is assigned; null if that cannot be done for one of them. */
    static String of(String code, List<Piece> pieces) {
        StringBuilder all = new StringBuilder();
        int end = 0;
        for (Piece piece : pieces) {
            String source = piece.source().strip();
            int start = code.indexOf(source, end);
            if (piece.kind() != Piece.Kind.VARIABLE) {
                continue;
            }
            String assigned = start < 0 ? null : new Assignments(source).assign(piece.name());
            if (assigned == null) {
                return null;
            }
            all.append(code, end, start).append(assigned);
            end = start + source.length();
        }
        return all.append(code.substring(end)).toString();
    }

    /** {@code Tensor a = x, b = y} becomes {@code a = x; b = y}. */
    private String assign(String first) {
        while (at < source.length() && source.charAt(at) != '=') {
            step();
        }
        String head = source.substring(0, Math.min(at, source.length()));
        if (at >= source.length() || !head.stripTrailing().endsWith(first)) {
            return null;
        }
        StringBuilder all = new StringBuilder(head.replaceAll("[^\n]", "")).append(first).append(' ');
        String name = first;
        int done = at++;
        while (true) {
            Matcher next = NEXT.matcher(source).region(Math.min(at, source.length()), source.length());
            boolean ends = at >= source.length();
            if (ends || next.lookingAt()) {
                String value = source.substring(done, Math.min(at, source.length()));
                if (uses(value, name) || !ends && !next.group(2).equals("=")) {
                    return null;
                }
                all.append(value);
                if (ends) {
                    return all.toString();
                }
                all.append(';').append(next.group().substring(1, next.group().length() - 1));
                name = next.group(1);
                done = next.end() - 1;
                at = next.end();
            } else {
                step();
            }
        }
    }

    /** Whether a value uses the variable that gets it: one that is declared anew has none yet, one that is assigned has. */
    private static boolean uses(String value, String name) {
        return Pattern.compile("(?<![.\\w])" + Pattern.quote(name) + "(?!\\w|\\s*\\()").matcher(value).find();
    }

    /** Goes over a character, or over a comment, a literal or what is in brackets. */
    private void step() {
        if (source.startsWith("//", at)) {
            over("\n", 2);
        } else if (source.startsWith("/*", at)) {
            over("*/", 2);
        } else if (source.startsWith("\"\"\"", at)) {
            over("\"\"\"", 3);
        } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
            over(source.substring(at, at + 1), 1);
        } else if ("([{".indexOf(source.charAt(at)) >= 0) {
            at++;
            while (at < source.length() && ")]}".indexOf(source.charAt(at)) < 0) {
                step();
            }
            at++;
        } else {
            at++;
        }
    }

    private void over(String end, int begin) {
        at += begin;
        while (at < source.length() && !source.startsWith(end, at)) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        at += end.length();
    }
}
