package jacobi.notebook.runs;

import jacobi.notebook.display.Display;
import jacobi.notebook.display.Html;
import jacobi.notebook.display.Words;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loops, each as a bar with a line of text: how far, which epoch, how much time is left. */
final class ProgressDisplay implements Display {
    /** How loops over several epochs are called; the steps of all epochs count as one. */
    private static final Pattern EPOCHS = Pattern.compile("(.*), (\\d{1,9}) epochs");
    private static final int CELLS = 24;

    private final List<ProgressBars.State> states;

    ProgressDisplay(List<ProgressBars.State> states) {
        this.states = states;
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        for (ProgressBars.State state : states) {
            int full = (int) (part(state) * CELLS);
            out.append(out.isEmpty() ? "" : "\n").append(state.finished() ? "" : "[" + "#".repeat(full)
                    + ".".repeat(CELLS - full) + "] ").append(line(state));
        }
        return out.toString();
    }

    @Override
    public String html() {
        StringBuilder out = new StringBuilder("<div>");
        for (ProgressBars.State state : states) {
            out.append("<div style=\"margin: 2px 0\">");
            if (!state.finished()) {
                out.append("<div style=\"width: 240px; height: 8px; border: 1px solid currentColor; opacity: 0.6; "
                        + "display: inline-block; margin-right: 8px\"><div style=\"height: 8px; background: currentColor; width: ")
                        .append(String.format(Locale.ROOT, "%.1f", 100 * part(state))).append("%\"></div></div>");
            }
            out.append("<span>").append(Html.escape(line(state))).append("</span></div>");
        }
        return out.append("</div>").toString();
    }

    @Override
    public Passing passing() {
        return states.stream().allMatch(ProgressBars.State::finished) ? Passing.OVER : Passing.YES;
    }

    private static double part(ProgressBars.State state) {
        return state.total() <= 0 ? 1 : Math.clamp((double) state.done() / state.total(), 0.0, 1.0);
    }

    /** Such as {@code digits: epoch 2 of 5, 230 of 785 (29 %), 12 s left}. */
    private static String line(ProgressBars.State state) {
        String task = state.task();
        StringBuilder where = new StringBuilder();
        Matcher several = EPOCHS.matcher(task);
        if (several.matches() && !state.finished() && state.total() > 0) {
            long epochs = Long.parseLong(several.group(2));
            long each = Math.max(1, state.total() / Math.max(1, epochs));
            task = several.group(1);
            where.append("epoch ").append(Math.min(epochs, state.done() / each + 1)).append(" of ").append(epochs).append(", ");
        } else if (state.pass() > 1 && !state.finished()) {
            where.append("pass ").append(state.pass()).append(", ");
        }
        where.insert(0, Words.shorten(task, 60) + ": ");
        if (state.finished() && state.pass() > 1) {
            return where.toString() + state.pass() + " passes, " + state.allDone() + " steps in "
                    + Words.duration(state.allSeconds());
        }
        if (state.finished()) {
            return where + (state.done() < state.total() ? "stopped at " + state.done() + " of " + state.total()
                    + " after " : state.total() + " steps in ") + Words.duration(state.seconds());
        }
        return where.toString() + state.done() + " of " + state.total() + " (" + (int) (100 * part(state)) + " %)"
                + (Double.isFinite(state.left()) ? ", " + Words.duration(state.left()) + " left" : "");
    }
}
