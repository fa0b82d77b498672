package jacobi.notebook.measure;

import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import jacobi.notebook.measure.Holdings.Held;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Which tensors are in memory: by variable, by shape, and by the line that computed them. */
public final class HoldingsDisplay implements Display {
    private static final int MOST_ROWS = 15;
    private static final int LONGEST = 60;
    private static final String RESULTS = "results of cells";

    private static final class Sum {
        private long count;
        private long bytes;
    }

    private final String title;
    private final List<Columns> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * A display.
     *
     * @param lines for the lines that tensors were computed in, how a reader of the notebook knows them
     * @param used bytes of the heap that are in use
     * @param most bytes that the heap can have
     * @param device a line on the memory of the device in use, if it has its own; else empty
     */
    public HoldingsDisplay(Holdings holdings, UnaryOperator<String> lines, long used, long most, String device) {
        List<Held> all = holdings.tensors();
        long bytes = all.stream().mapToLong(Held::bytes).sum();
        title = Units.count(all.size()) + (all.size() == 1 ? " tensor, " : " tensors, ") + Units.size(bytes)
                + ", can be reached from the variables; the heap has " + Units.size(used) + " in use, with what nobody "
                + "needs any more, of " + Units.size(most) + " at most";
        if (!all.isEmpty()) {
            tables.add(table("variable", all, bytes, held -> isResult(held.variable()) ? RESULTS : held.variable()));
            tables.add(table("tensors of", all, bytes, held -> held.kind() + ", " + held.role().word()));
        }
        List<Held> placed = all.stream().filter(held -> held.line() != null).toList();
        if (!placed.isEmpty()) {
            tables.add(table("computed in", placed, bytes, held -> lines.apply(held.line())));
        } else if (all.stream().anyMatch(held -> held.role() == Holdings.Role.RESULT)) {
            notes.add("After %anomaly on, the lines that computed results are told too.");
        }
        if (all.stream().anyMatch(held -> isResult(held.variable()))) {
            notes.add("%memory free lets go of results of cells.");
        }
        if (!device.isEmpty()) {
            notes.add(device + ".");
        }
        if (!holdings.isComplete()) {
            notes.add("There are more objects than were looked at.");
        }
    }

    /** Whether a variable is one that JShell made for the value of an expression. */
    static boolean isResult(String variable) {
        return variable.startsWith("$");
    }

    private static Columns table(String name, List<Held> all, long whole, Function<Held, String> group) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (Held held : all) {
            Sum sum = sums.computeIfAbsent(group.apply(held), key -> new Sum());
            sum.count++;
            sum.bytes += held.bytes();
        }
        List<Map.Entry<String, Sum>> sorted = sums.entrySet().stream().sorted(Comparator
                .comparingLong((Map.Entry<String, Sum> entry) -> -entry.getValue().bytes)).toList();
        List<List<String>> rows = new ArrayList<>();
        Sum rest = new Sum();
        for (int i = 0; i < sorted.size(); i++) {
            Sum sum = sorted.get(i).getValue();
            if (i < MOST_ROWS) {
                rows.add(row(shorten(sorted.get(i).getKey()), sum, whole));
            } else {
                rest.count += sum.count;
                rest.bytes += sum.bytes;
            }
        }
        if (rest.count > 0) {
            rows.add(row(sorted.size() - MOST_ROWS + " more", rest, whole));
        }
        return new Columns(List.of(name, "tensors", "memory", "share", ""), "<>>>b", rows);
    }

    private static List<String> row(String name, Sum sum, long whole) {
        return List.of(name, Units.count(sum.count), Units.size(sum.bytes), Units.share(sum.bytes, whole),
                Columns.bar((double) sum.bytes / Math.max(1, whole)));
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(title);
        tables.forEach(table -> text.append("\n\n").append(table.text()));
        return text + (notes.isEmpty() ? "" : "\n\n" + String.join("\n", notes));
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder("<div><p><b>" + Html.escape(title) + "</b></p>");
        tables.forEach(table -> html.append("\n").append(table.html()));
        return html + (notes.isEmpty() ? "" : "\n<p>" + Html.escape(String.join(" ", notes)) + "</p>") + "</div>";
    }
}
