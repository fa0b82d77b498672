package jacobi.notebook.host;

import jacobi.notebook.cell.Host.CodeLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;

/**
 * Stack traces as the author of a cell reads them: which lines of the cell, and of earlier ones, were being run, with
 * their text. Frames inside Jacobi, Java and the kernel are counted, not shown; no message and no cause is left out.
 *
 * <p>JShell numbers the snippets that a cell consists of, and a frame says {@code .f(#25:2)}: the method f, snippet 25,
 * its line 2. A kernel formats a failure line by line; so its frames are thinned out first, and each line is then put
 * into words.
 */
final class CellTrace {
    private static final Pattern SNIPPET_FRAME = Pattern.compile("\\s*at \\.?([\\w$.<>]*)\\(#(\\d+):(\\d+)\\)");
    private static final Pattern HEAD = Pattern.compile("(Caused by: |)((?:[\\w$]+\\.)*)([\\w$]+)(?:: (.*))?", Pattern.DOTALL);
    private static final List<String> FOLDED = List.of("jacobi.", "java.", "javax.", "jdk.", "sun.", "com.sun.", "REPL.",
            "org.dflib.jjava.", "io.github.spencerpark.");
    /** The classes that JShell puts variables into, in messages about null. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\.");
    /** What the classes end in that carry a magic's sentence through a kernel; each kernel has one of its own. */
    private static final String MAGIC_FAILURE = "MagicFailure";
    /** A line magic as IJava's code for JShell has it, with its name. */
    private static final Pattern CALL = Pattern.compile(
            "lineMagic\\(new String\\(Base64\\.getDecoder\\(\\)\\.decode\\(\"([\\w+/=]*)\"");
    private static final Pattern PADDING = Pattern.compile("[{};\\s]*");
    private static final String HIDDEN = "jacobi-hidden";
    /** Frames that are shown of a trace without any frame of a cell, as of a thread of a library. */
    private static final int FIRST_FRAMES = 4;
    private static final int MOST_FRAMES = 20;
    private static final int MOST_SNIPPETS = 20_000;
    private static final int MOST_TEXT = 120;
    private static final int LONGEST_CHAIN = 50;

    /** Where a snippet stands: in which cell, the line it begins in, counted from 1 (0 if unknown), and its text. */
    private record Place(int cell, int line, String source) {
    }

    private final Map<Integer, Place> places = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Place> eldest) {
            return size() > MOST_SNIPPETS;
        }
    };
    /** What an exception is, and the line of the cell that it is about, 0 if of none. */
    private record Seen(String type, int line) {
    }

    /** The exceptions of the last failure by their messages. IJava takes all of them for JShell's EvalException. */
    private final Map<String, Seen> seen = new HashMap<>();
    private Object currentCell;
    private int cells;
    private int searched;

    /**
     * Takes note of a snippet that has been run.
     *
     * @param cell what stands for its cell
     * @param code the whole cell; null if it is not known
     */
    synchronized void add(String id, String source, Object cell, String code) {
        if (cell != currentCell) {
            currentCell = cell;
            cells++;
            searched = 0;
        }
        source = code == null ? source : written(source, code);
        String text = source.strip();
        if (PADDING.matcher(text).matches()) {
            return;                                     // IJava puts some behind a magic
        }
        int at = code == null ? -1 : code.indexOf(text, searched);
        if (at >= 0) {
            searched = at + text.length();
        } else if (code != null) {
            at = code.indexOf(text);                    // run again, as a comparison does
        }
        try {
            // JShell counts lines without those at the beginning; of a statement behind such, it knows the first line only.
            places.put(Integer.parseInt(id), new Place(cells, at < 0 ? 0 : lines(code, at), text));
        } catch (NumberFormatException e) {
            // A snippet of the start-up script, which has a letter in its number.
        }
    }

    /** A snippet with a magic as its cell has it: kernels put a call in its place. */
    private String written(String source, String code) {
        Matcher call = CALL.matcher(source);
        if (!call.find()) {
            return source;
        }
        String name = new String(Base64.getDecoder().decode(call.group(1)), StandardCharsets.UTF_8);
        Matcher line = Pattern.compile(Pattern.quote(source.substring(0, call.start()).strip()) + "[ \\t]*%"
                + Pattern.quote(name) + "\\b.*").matcher(code);
        return line.find(Math.min(searched, code.length())) ? line.group() : source;
    }

    /** In which line of a text a position is, counted from 1. */
    private static int lines(String text, int position) {
        return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    }

    /** Thins out the frames of a failure and of its causes. */
    synchronized void failed(JShellException failure) {
        seen.clear();
        JShellException e = failure;
        for (int i = 0; e != null && i < LONGEST_CHAIN; i++, e = e instanceof EvalException cause ? cause.getCause() : null) {
            List<StackTraceElement> shown = new ArrayList<>();
            int hidden = 0;
            int where = 0;
            for (StackTraceElement frame : e.getStackTrace()) {
                Matcher snippet = SNIPPET_FRAME.matcher("at " + frame);
                boolean known = snippet.matches() && places.containsKey(Integer.parseInt(snippet.group(2)));
                where = where == 0 && known ? here(snippet) : where;
                if (shown.size() < MOST_FRAMES && (known && !repeats(shown, frame) || !snippet.matches() && !isFolded(frame))) {
                    shown.add(frame);
                } else {
                    hidden++;
                }
            }
            if (shown.isEmpty()) {
                shown.addAll(List.of(e.getStackTrace()).subList(0, Math.min(FIRST_FRAMES, e.getStackTrace().length)));
                hidden -= shown.size();
            }
            if (hidden > 0) {
                shown.add(new StackTraceElement(HIDDEN, String.valueOf(hidden), "", 0));
            }
            e.setStackTrace(shown.toArray(StackTraceElement[]::new));
            seen.put(String.valueOf(e.getMessage()), new Seen(e instanceof EvalException evaluated
                    ? evaluated.getExceptionClassName().replaceAll(".*[.$]", "") : e.getClass().getSimpleName(), where));
        }
    }

    /** Whether a frame is in the same line of a cell as the one before: JShell wraps a snippet more than once. */
    private static boolean repeats(List<StackTraceElement> shown, StackTraceElement frame) {
        return !shown.isEmpty() && frame.getFileName() != null && frame.getFileName().equals(shown.getLast().getFileName())
                && frame.getLineNumber() == shown.getLast().getLineNumber()
                && !frame.getMethodName().equals(shown.getLast().getMethodName());
    }

    private static boolean isFolded(StackTraceElement frame) {
        return FOLDED.stream().anyMatch(frame.getClassName()::startsWith);
    }

    /** The line of the cell that runs now, counted from 1; 0 for a frame of another cell. */
    private int here(Matcher frame) {
        Place place = places.get(Integer.parseInt(frame.group(2)));
        return place == null || place.cell != cells || place.line == 0 ? 0
                : place.line + Integer.parseInt(frame.group(3)) - 1;
    }

    /** Where a frame is that JShell tells of; null if it is in no cell. */
    synchronized CodeLine place(StackTraceElement frame) {
        Matcher snippet = SNIPPET_FRAME.matcher("at " + frame);
        Place place = snippet.matches() ? places.get(Integer.parseInt(snippet.group(2))) : null;
        if (place == null) {
            return null;
        }
        int inSnippet = Integer.parseInt(snippet.group(3));
        return new CodeLine(place.cell == cells, place.line == 0 ? inSnippet : place.line + inSnippet - 1,
                place.source.lines().skip(Math.max(0, inSnippet - 1)).findFirst().orElse("").strip());
    }

    /** A line of a stack trace in words: the exception without its package, with the line it is about, or a frame. */
    String line(String text) {
        try {
            return inWords(text);
        } catch (RuntimeException | LinkageError e) {
            return text;                                // an error is shown, whatever is wrong with us
        }
    }

    private synchronized String inWords(String text) {
        if (text.contains("at " + HIDDEN + ".")) {
            String count = text.substring(text.indexOf(HIDDEN) + HIDDEN.length() + 1, text.indexOf('('));
            return "    (" + count + (count.equals("1") ? " frame" : " frames") + " inside libraries and the kernel)";
        }
        Matcher frame = SNIPPET_FRAME.matcher(text);
        if (frame.matches()) {
            return frame(frame, text);
        }
        Matcher head = HEAD.matcher(text);
        if (!head.matches() || head.group(2).isEmpty()) {
            return text;
        }
        Seen seen = this.seen.getOrDefault(String.valueOf(head.group(4)), new Seen("", 0));
        if (head.group(3).endsWith(MAGIC_FAILURE) || seen.type.endsWith(MAGIC_FAILURE)) {
            return head.group(4);
        }
        String type = head.group(3).equals("EvalException") && !seen.type.isEmpty() ? seen.type : head.group(3);
        return head.group(1) + type + (seen.line > 0 ? " in line " + seen.line : "")
                + (head.group(4) == null || head.group(4).equals("null") ? "" : ": "
                + WRAPPER.matcher(head.group(4)).replaceAll(""));
    }

    private String frame(Matcher frame, String text) {
        Place place = places.get(Integer.parseInt(frame.group(2)));
        if (place == null) {
            return text;
        }
        String method = frame.group(1).contains("$") ? "" : frame.group(1);
        int inSnippet = Integer.parseInt(frame.group(3));
        String source = place.source.lines().skip(Math.max(0, inSnippet - 1)).findFirst().orElse("").strip();
        return "    line " + (place.line == 0 ? inSnippet : place.line + inSnippet - 1)
                + (place.cell == cells ? "" : " of an earlier cell") + (method.isEmpty() ? "" : ", in " + method) + ":  "
                + (source.length() > MOST_TEXT ? source.substring(0, MOST_TEXT) + "..." : source);
    }
}
