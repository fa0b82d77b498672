package jacobi.notebook.chart;

import jacobi.notebook.display.Words;
import java.util.List;

/** What the horizontal axis of a chart of runs counts. */
public enum Along {
    /** Steps as they were given, or counted. */
    STEP("step"),
    /** Training examples that loops over batches gave out, from the beginning of the run. */
    EXAMPLES("examples"),
    /** Seconds from the beginning of the run. */
    SECONDS("seconds");

    /** As they are written behind {@code x=}. */
    public static final List<String> WORDS = List.of("step", "examples", "seconds");

    private final String word;

    Along(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** The axis of that name; null if there is none. */
    public static Along of(String word) {
        int place = WORDS.indexOf(word);
        return place < 0 ? null : values()[place];
    }

    /** Such as {@code at step 780}, {@code after 5000 examples}, {@code after 2.1 s}. */
    public String at(double place) {
        String whole = Math.abs(place) < 1e9 ? Long.toString((long) place) : Words.number(place);
        return switch (this) {
            case STEP -> "at step " + whole;
            case EXAMPLES -> "after " + whole + " examples";
            case SECONDS -> "after " + Words.duration(place);
        };
    }
}
