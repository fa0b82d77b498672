package jacobi.notebook.runs;

import jacobi.notebook.chart.Along;
import jacobi.notebook.chart.Board;
import jacobi.notebook.chart.Board.Line;
import jacobi.notebook.display.Nearest;
import jacobi.notebook.display.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which runs, and what of them: numbers, {@code 3-5}, {@code last 3}, names of what was logged, {@code x=seconds},
 * {@code csv=file.csv}, {@code overwrite=yes}.
 *
 * @param runs    those that are meant
 * @param picked  whether they were named, by numbers or by what they logged
 * @param metrics what is meant of them; empty for all
 */
public record RunSelection(List<History.Run> runs, boolean picked, Set<String> metrics, Along along, String csv, boolean overwrite) {
    /** How many runs are drawn in one chart. */
    static final int MOST_DRAWN = 24;
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final List<String> OPTIONS = List.of("x", "csv", "overwrite");

    /**
     * Understands a selection.
     *
     * @param who what complains
     * @throws IllegalArgumentException for a run or a name that does not exist, which is told the nearest
     */
    public static RunSelection parse(String who, List<String> words, List<History.Run> all) {
        List<History.Run> picked = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Along along = Along.STEP;
        String csv = null;
        boolean overwrite = false;
        boolean any = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Matcher numbers = NUMBERS.matcher(word);
            int equals = word.indexOf('=');
            if (numbers.matches()) {
                any = true;
                int from = Integer.parseInt(numbers.group(1));
                int to = numbers.group(2) == null ? from : Integer.parseInt(numbers.group(2));
                picked.addAll(between(who, from, to, all));
            } else if (word.equals("last")) {
                any = true;
                boolean counted = i + 1 < words.size() && words.get(i + 1).matches("\\d{1,9}");
                int count = counted ? Integer.parseInt(words.get(++i)) : 1;
                picked.addAll(all.subList(Math.max(0, all.size() - count), all.size()));
            } else if (equals > 0) {
                String value = word.substring(equals + 1);
                switch (word.substring(0, equals)) {
                    case "x" -> {
                        along = Along.of(value);
                        if (along == null) {
                            throw new IllegalArgumentException(who + ": there is no x=" + shown(value) + "; "
                                    + Nearest.suggestion(value, Along.WORDS, known -> "x=" + known));
                        }
                    }
                    case "csv" -> csv = value;
                    case "overwrite" -> overwrite = yes(who, value);
                    default -> throw new IllegalArgumentException(who + ": there is no argument " + shown(word) + "; "
                            + Nearest.suggestion(word.substring(0, equals), OPTIONS, known -> known + "="));
                }
            } else {
                names.add(word);
            }
        }
        Set<String> metrics = metrics(who, names, History.metrics(any ? picked : all));
        List<History.Run> meant = new LinkedHashSet<>(any ? picked : all).stream()
                .filter(run -> metrics.isEmpty() || run.lines().stream().anyMatch(line -> metrics.contains(line.name())))
                .toList();
        return new RunSelection(meant, any || !metrics.isEmpty() || along != Along.STEP, metrics, along, csv, overwrite);
    }

    private static boolean yes(String who, String value) {
        if (!List.of("yes", "no").contains(value)) {
            throw new IllegalArgumentException(who + ": overwrite=" + shown(value) + " is neither overwrite=yes nor overwrite=no");
        }
        return value.equals("yes");
    }

    private static List<History.Run> between(String who, int from, int to, List<History.Run> all) {
        List<History.Run> found = all.stream().filter(run -> run.number() >= from && run.number() <= to).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(who + ": there is no run " + from + (to == from ? "" : " to " + to) + "; "
                    + (all.isEmpty() ? "nothing was logged yet" : "there are runs " + all.getFirst().number() + " to "
                    + all.getLast().number()));
        }
        return found;
    }

    /**
     * What is meant by names: the one with the same letters, or all that end in this word, as {@code train loss} does in
     * {@code loss}; all words together may be one name.
     */
    static Set<String> metrics(String who, List<String> names, Collection<String> known) {
        if (names.isEmpty()) {
            return Set.of();
        }
        Set<String> whole = matches(String.join(" ", names), known);
        if (!whole.isEmpty()) {
            return whole;
        }
        Set<String> metrics = new LinkedHashSet<>();
        for (String name : names) {
            Set<String> found = matches(name, known);
            if (found.isEmpty()) {
                throw new IllegalArgumentException(who + ": nothing was logged as " + shown(name) + "; "
                        + (known.isEmpty() ? "nothing was logged at all" : Nearest.suggestion(name, some(known),
                        UnaryOperator.identity())));
            }
            metrics.addAll(found);
        }
        return metrics;
    }

    /** Names, and the words that they end in. */
    private static List<String> some(Collection<String> known) {
        Set<String> names = new LinkedHashSet<>();
        for (String metric : known) {
            names.add(metric);
            names.add(Board.quantity(metric));
        }
        return names.stream().limit(20).toList();
    }

    private static Set<String> matches(String name, Collection<String> known) {
        if (known.contains(name)) {
            return Set.of(name);
        }
        Set<String> found = new LinkedHashSet<>();
        for (String metric : known) {
            if (metric.equalsIgnoreCase(name) || Board.quantity(metric).equals(name.toLowerCase(Locale.ROOT))) {
                found.add(metric);
            }
        }
        return found;
    }

    private static String shown(String text) {
        return Words.shorten(text, 60);
    }

    /** The curves that are meant, those of the last runs if there are too many. */
    public Board.Snapshot snapshot(boolean numbered) {
        List<String> notes = new ArrayList<>();
        List<History.Run> drawn = runs.stream().filter(run -> !run.dropped()).toList();
        if (drawn.size() < runs.size()) {
            notes.add((runs.size() - drawn.size()) + " of these runs have no curves any more: the last "
                    + History.MOST_DRAWN + " runs keep theirs.");
        }
        if (drawn.size() > MOST_DRAWN) {
            notes.add("The last " + MOST_DRAWN + " of " + drawn.size() + " runs.");
            drawn = drawn.subList(drawn.size() - MOST_DRAWN, drawn.size());
        }
        List<Line> lines = new ArrayList<>();
        for (History.Run run : drawn) {
            for (Line line : run.lines()) {
                if (metrics.isEmpty() || metrics.contains(line.name())) {
                    String name = numbered ? run.number() + " · " + run.label() : drawn.size() > 1 ? line.run() : "";
                    lines.add(new Line(line.name(), name, 1, line.points()));
                }
            }
        }
        if (along == Along.EXAMPLES && lines.stream().allMatch(line -> line.points().lastExample() == 0)) {
            notes.add("No loop over batches was seen, so the axis counts steps.");
        }
        return Board.snapshot(lines, String.join("\n", notes), 0, along);
    }
}
