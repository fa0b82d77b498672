package jacobi.notebook;

import jacobi.Device;
import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.RowsDisplay;
import jacobi.notebook.measure.Holdings;
import jacobi.notebook.measure.HoldingsDisplay;
import jacobi.notebook.measure.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is in memory, and letting go of it: the magic {@code %memory} as methods. Statically imported in a notebook. */
public final class Memory {
    private static final int COLLECTIONS = 3;
    /** How the line of a recorded op names a class that JShell made for a snippet. */
    private static final Pattern SNIPPET = Pattern.compile("(\\S+) \\((\\$JShell\\$\\w+)\\.java:(\\d{1,9})\\)");

    private Memory() {
    }

    /**
     * Shows which tensors are in memory, by variable, by shape and type, and how much of the heap is in use. A tensor is
     * found if a variable of the notebook leads to it, over graphs, gradients, layers, objects of the notebook's own
     * classes, arrays or Java's collections; a view counts without the memory that it shares. Tensors that only a
     * running thread or an object of another library holds are not found. The lines in which results were computed are
     * told if {@code %anomaly on} was said before. Nothing is recorded meanwhile, so this costs nothing until it is
     * called.
     *
     * {@snippet :
     * memory();
     * }
     *
     * <p>JShell and a plain program show the heap only.
     */
    public static void memory() {
        Host host = Hosts.host();
        Holdings holdings = Holdings.of(host.variables());
        host.show("jacobi-" + System.nanoTime(), new HoldingsDisplay(holdings, lines(host, holdings)::get, used(), Runtime.getRuntime().maxMemory(),
                Device.inUse().memoryReport()), true);
    }

    /**
     * Lets go of what keeps memory without being of use: the values of expressions that cells ended with, which the
     * notebook keeps in variables of its own ({@code $1}, {@code $2}, ...). Then the garbage collector runs, and what
     * was in use before and after is shown. Variables of one's own stay; {@code x = null} lets go of them.
     */
    public static void freeMemory() {
        Host host = Hosts.host();
        collect();
        long before = used();
        host.letGo();
        collect();
        Device.inUse().release();
        long after = used();
        List<List<String>> rows = List.of(
                List.of("heap in use before", Units.size(before)),
                List.of("heap in use now", Units.size(after)),
                List.of("freed", before > after ? Units.size(before - after) : "nothing"));
        host.show("jacobi-" + System.nanoTime(), new RowsDisplay(List.of(), rows), true);
    }

    /** The lines that results were computed in, as those of cells where they are. */
    private static Map<String, String> lines(Host host, Holdings holdings) {
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, StackTraceElement> frames = new LinkedHashMap<>();
        for (Holdings.Held held : holdings.tensors()) {
            if (held.line() != null && words.put(held.line(), held.line()) == null) {
                Matcher snippet = SNIPPET.matcher(held.line());
                if (snippet.matches()) {
                    frames.put(held.line(), new StackTraceElement("REPL." + snippet.group(2), snippet.group(1),
                            snippet.group(2) + ".java", Integer.parseInt(snippet.group(3))));
                }
            }
        }
        List<Host.CodeLine> places = frames.isEmpty() ? List.of() : host.lines(List.copyOf(frames.values()));
        int i = 0;
        for (String line : frames.keySet()) {
            Host.CodeLine place = places.get(i++);
            if (place != null) {
                words.put(line, "line " + place.line() + ": " + place.text());
            }
        }
        return words;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void collect() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
    }
}
