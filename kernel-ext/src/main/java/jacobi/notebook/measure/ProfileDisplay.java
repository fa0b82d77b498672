package jacobi.notebook.measure;

import jacobi.notebook.cell.Host.CodeLine;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import jacobi.notebook.measure.Profile.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the time went, by op and by line; what is no op is shown too, so that the sum is the time on the clock. */
public final class ProfileDisplay implements Display {
    private static final int MOST_OPS = 20;
    private static final int MOST_LINES = 20;
    private static final int LONGEST_CODE = 90;
    private static final int LONGEST_NAME = 40;

    private final String title;
    private final List<String> notes = new ArrayList<>();
    private final Columns ops;
    private final Columns lines;

    /**
     * A display.
     *
     * @param profile what was added up
     * @param sums    by the lines of a notebook's code
     * @param outside what the time outside of ops is spent on, in words
     */
    public ProfileDisplay(Profile profile, Map<CodeLine, Sum> sums, String outside) {
        long wall = profile.wall();
        long calls = profile.all().calls();
        title = Units.time(wall) + ", " + Units.share(profile.all().nanos(), wall) + " of it in " + Units.count(calls)
                + (calls == 1 ? " op" : " ops") + ", whose results have " + Units.size(profile.all().bytes());
        long rest = wall - profile.all().nanos() - profile.watching();
        ops = ops(profile, wall, rest, outside);
        if (rest < 0) {
            notes.add("Several threads worked at the same time, so that the sum is more than the time on the clock.");
        }
        lines = lines(profile, sums, wall);
    }

    private static Columns ops(Profile profile, long wall, long rest, String outside) {
        List<Map.Entry<String, Sum>> sorted = profile.ops().entrySet().stream().sorted(Comparator
                .comparingLong((Map.Entry<String, Sum> entry) -> -entry.getValue().nanos())
                .thenComparing(Map.Entry::getKey)).toList();
        List<List<String>> rows = new ArrayList<>();
        long calls = 0;
        long nanos = 0;
        long bytes = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Sum sum = sorted.get(i).getValue();
            if (i < MOST_OPS) {
                rows.add(row(shorten(sorted.get(i).getKey(), LONGEST_NAME), sum.calls(), sum.nanos(), sum.bytes(), wall));
            } else {
                calls += sum.calls();
                nanos += sum.nanos();
                bytes += sum.bytes();
            }
        }
        if (calls > 0) {
            rows.add(row(sorted.size() - MOST_OPS + " more", calls, nanos, bytes, wall));
        }
        if (profile.watching() > 0) {
            rows.add(row("keeping this record", 0, profile.watching(), 0, wall));
        }
        rows.add(row(outside, 0, Math.max(0, rest), 0, wall));
        return new Columns(List.of("op", "calls", "total", "share", "", "mean", "results"), "<>>>b>>", rows);
    }

    private static List<String> row(String name, long calls, long nanos, long bytes, long wall) {
        return List.of(name, calls == 0 ? "" : Units.count(calls), Units.time(nanos), Units.share(nanos, wall),
                Columns.bar((double) nanos / Math.max(1, wall)), calls == 0 ? "" : Units.time((double) nanos / calls),
                bytes == 0 ? "" : Units.size(bytes));
    }

    private static Columns lines(Profile profile, Map<CodeLine, Sum> sums, long wall) {
        record Line(boolean here, int number, String text, Sum sum) {
        }

        List<Line> all = Stream.concat(
                sums.entrySet().stream().map(entry -> new Line(entry.getKey().here(), entry.getKey().line(),
                        entry.getKey().text(), entry.getValue())),
                profile.lines().entrySet().stream().map(entry -> new Line(true, 0, entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparingLong(line -> -line.sum.nanos())).toList();
        List<List<String>> rows = new ArrayList<>(all.stream().limit(MOST_LINES)
                .sorted(Comparator.comparing((Line line) -> !line.here).thenComparing(Line::number))
                .map(line -> List.of(line.number == 0 ? "" : (line.here ? "" : "earlier cell, ") + line.number,
                        Units.count(line.sum.calls()), Units.time(line.sum.nanos()), Units.share(line.sum.nanos(), wall),
                        Columns.bar((double) line.sum.nanos() / Math.max(1, wall)), Units.size(line.sum.bytes()),
                        shorten(line.text, LONGEST_CODE))).toList());
        if (all.size() > MOST_LINES) {
            rows.add(List.of("", "", "", "", "", "", all.size() - MOST_LINES + " more lines"));
        }
        return rows.isEmpty() ? null
                : new Columns(List.of("line", "ops", "total", "share", "", "results", "code"), ">>>>b>c", rows);
    }

    private static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    @Override
    public String text() {
        return title + "\n\n" + ops.text() + (lines == null ? "" : "\n\n" + lines.text())
                + (notes.isEmpty() ? "" : "\n\n" + String.join("\n", notes));
    }

    @Override
    public String html() {
        return "<div><p><b>" + Html.escape(title) + "</b></p>\n" + ops.html() + (lines == null ? "" : "\n" + lines.html())
                + (notes.isEmpty() ? "" : "\n<p>" + Html.escape(String.join(" ", notes)) + "</p>") + "</div>";
    }
}
