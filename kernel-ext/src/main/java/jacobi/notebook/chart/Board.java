package jacobi.notebook.chart;

import jacobi.data.Progress;
import jacobi.notebook.cell.CellStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All curves of one cell: one for each name logged, in a comparison one for each name and run. */
public final class Board {
    /** How many curves there are at most; what is logged beyond them is counted and not drawn. */
    static final int MOST_CURVES = 120;
    private static final Pattern WORD = Pattern.compile("[A-Z]?[\\p{Ll}\\d]+|\\p{Lu}+|[\\p{L}\\d]+");

    private static final int MOST_WITH_REPEATS = 600;

    private record Key(String name, String run, int repeat) {
    }

    /**
     * A curve with its name and, in a comparison, its run; {@code run} is empty otherwise. Of several repeats of a run it
     * is the mean, and {@code low} and {@code high} of its points are the lowest and the highest of them.
     */
    public record Line(String name, String run, int repeats, Curve.Points points) {
    }

    /** The board at one moment. */
    public record Snapshot(List<Line> lines, String note, long dropped, Along along) {
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
    private CellStart start;
    private Along along = Along.STEP;
    private String run = "";
    private int repeat;
    private String note = "";
    private long dropped;
    private Key latestKey;
    private Curve latest;

    public Board() {
        this(CellStart.now());
    }

    /** A board of a cell that began at some time. */
    public Board(CellStart start) {
        this.start = start;
    }

    /** Adds a value at the step after the last one of this name. */
    public synchronized void add(String name, double value) {
        Curve curve = curve(name);
        if (curve != null) {
            add(curve, curve.nextStep(), value, true);
        }
    }

    /** Adds a value; a step below the last one begins the curve anew, as {@code name #2}. */
    public synchronized void add(String name, long step, double value) {
        String full = name;
        for (int i = 2; i <= MOST_CURVES; i++) {
            Curve curve = curve(full);
            if (curve == null) {
                return;
            }
            if (step >= curve.lastStep() && !curves.containsKey(new Key(name + " #" + i, run, repeat))) {
                add(curve, step, value, false);
                return;
            }
            full = name + " #" + i;
        }
        dropped++;
    }

    private void add(Curve curve, double step, double value, boolean counted) {
        curve.add(step, start.seconds(), Progress.examples() - start.examples(), value, counted);
    }

    private Curve curve(String name) {
        if (latestKey != null && latestKey.name.equals(name)) {
            return latest;
        }
        Key key = new Key(name, run, repeat);
        Curve curve = curves.get(key);
        if (curve == null) {
            if (curves.size() >= Math.min(MOST_CURVES * (repeat + 1), MOST_WITH_REPEATS)) {
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
    public synchronized void run(String newRun, String newNote) {
        run(newRun, 0, newNote);
    }

    /** Says which repeat of which run the values that follow belong to. */
    public synchronized void run(String newRun, int newRepeat, String newNote) {
        run = newRun;
        repeat = newRepeat;
        note = newNote;
        start = CellStart.now();
        latestKey = null;
    }

    /** Which run values belong to; empty for none of a comparison. */
    public synchronized String run() {
        return run;
    }

    /** When the run began. */
    public synchronized CellStart start() {
        return start;
    }

    /** Has the chart say something. */
    public synchronized void note(String newNote) {
        note = newNote;
    }

    /** Says what the horizontal axis counts. */
    public synchronized void along(Along axis) {
        along = axis;
    }

    /** The curves of one repeat of one run. */
    public synchronized List<Line> lines(String ofRun, int ofRepeat) {
        List<Line> lines = new ArrayList<>();
        curves.forEach((key, curve) -> {
            if (key.run.equals(ofRun) && key.repeat == ofRepeat) {
                lines.add(new Line(key.name, key.run, 1, curve.points()));
            }
        });
        return lines;
    }

    public Snapshot snapshot() {
        List<Line> lines = new ArrayList<>();
        String told;
        long lost;
        Along axis;
        synchronized (this) {
            curves.forEach((key, curve) -> lines.add(new Line(key.name, key.run, 1, curve.points())));
            told = note;
            lost = dropped;
            axis = along;
        }
        return snapshot(lines, told, lost, axis);
    }

    /** A snapshot of lines, among which those of the same name and run are repeats and become one. */
    public static Snapshot snapshot(List<Line> all, String note, long dropped, Along axis) {
        Map<Key, List<Curve.Points>> groups = new LinkedHashMap<>();
        for (Line line : all) {
            groups.computeIfAbsent(new Key(line.name(), line.run(), 0), key -> new ArrayList<>())
                    .add(line.points().along(axis));
        }
        List<Line> lines = new ArrayList<>();
        groups.forEach((key, repeats) -> lines.add(new Line(key.name, key.run, repeats.size(),
                repeats.size() == 1 ? repeats.getFirst() : Repeats.merge(repeats))));
        return new Snapshot(lines, note, dropped, axis);
    }

    /** The last word of a name: {@code loss} of {@code train loss}, {@code val/loss} and {@code trainLoss}. */
    public static String quantity(String name) {
        String found = name;
        Matcher words = WORD.matcher(name.replaceFirst(" #\\d+$", ""));
        while (words.find()) {
            found = words.group().toLowerCase(java.util.Locale.ROOT);
        }
        return found;
    }
}
