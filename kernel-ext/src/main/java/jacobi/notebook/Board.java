package jacobi.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All curves of one cell: one for each name logged, in a comparison one for each name and run. */
final class Board {
    /** How many curves there are at most; what is logged beyond them is counted and not drawn. */
    static final int MOST_CURVES = 120;
    private static final Pattern WORD = Pattern.compile("[A-Z]?[\\p{Ll}\\d]+|\\p{Lu}+|[\\p{L}\\d]+");

    private record Key(String name, String run) {
    }

    /** A curve with its name and, in a comparison, its run; {@code run} is empty otherwise. */
    record Line(String name, String run, Curve.Points points) {
    }

    /** The board at one moment. */
    record Snapshot(List<Line> lines, String note, long dropped) {
        /** The lines by what they measure, which is the last word of their names: train loss and test loss share a panel. */
        Map<String, List<Line>> panels() {
            Map<String, List<Line>> panels = new LinkedHashMap<>();
            for (Line line : lines) {
                panels.computeIfAbsent(quantity(line.name()), key -> new ArrayList<>()).add(line);
            }
            return panels;
        }
    }

    private final Map<Key, Curve> curves = new LinkedHashMap<>();
    private String run = "";
    private String note = "";
    private long dropped;
    private Key latestKey;
    private Curve latest;

    /** Adds a value at the step after the last one of this name. */
    synchronized void add(String name, double value) {
        Curve curve = curve(name);
        if (curve != null) {
            curve.add(value);
        }
    }

    /** Adds a value; a step below the last one begins the curve anew, as {@code name #2}. */
    synchronized void add(String name, long step, double value) {
        String full = name;
        for (int i = 2; i <= MOST_CURVES; i++) {
            Curve curve = curve(full);
            if (curve == null) {
                return;
            }
            if (step >= curve.lastStep() && !curves.containsKey(new Key(name + " #" + i, run))) {
                curve.add(step, value);
                return;
            }
            full = name + " #" + i;
        }
        dropped++;
    }

    private Curve curve(String name) {
        if (latestKey != null && latestKey.name.equals(name) && latestKey.run.equals(run)) {
            return latest;
        }
        Key key = new Key(name, run);
        Curve curve = curves.get(key);
        if (curve == null) {
            if (curves.size() >= MOST_CURVES) {
                dropped++;
                return null;
            }
            curves.put(key, curve = new Curve());
        }
        latestKey = key;
        latest = curve;
        return curve;
    }

    /** Says which run of a comparison the values that follow belong to, and what the chart tells about it. */
    synchronized void run(String newRun, String newNote) {
        run = newRun;
        note = newNote;
    }

    synchronized Snapshot snapshot() {
        List<Line> lines = new ArrayList<>();
        curves.forEach((key, curve) -> lines.add(new Line(key.name, key.run, curve.points())));
        return new Snapshot(lines, note, dropped);
    }

    /** The last word of a name: {@code loss} of {@code train loss}, {@code val/loss} and {@code trainLoss}. */
    static String quantity(String name) {
        String found = name;
        Matcher words = WORD.matcher(name.replaceFirst(" #\\d+$", ""));
        while (words.find()) {
            found = words.group().toLowerCase(java.util.Locale.ROOT);
        }
        return found;
    }
}
