package jacobi.notebook.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a picture of a computation is to show, beyond its ops and values.
 *
 * {@snippet :
 * graph(loss, new GraphOptions().grad().depth(3).names(Map.of("model", model, "x", x)));
 * }
 *
 * @param hasGrad  whether gradients stand below the values
 * @param hasSteps whether the backward pass is gone through step by step
 * @param levels   how many levels of ops before the result are shown; 0 for all
 * @param title    what the result is called; empty for the name it has among the others
 * @param known    tensors, layers, or lists of them by their names
 */
public record GraphOptions(boolean hasGrad, boolean hasSteps, int levels, String title, Map<String, Object> known) {
    /** Values only, all levels, without names. */
    public GraphOptions() {
        this(false, false, 0, "", Map.of());
    }

    /** @throws IllegalArgumentException if the number of levels is negative */
    public GraphOptions {
        if (levels < 0) {
            throw new IllegalArgumentException("graph: a depth of " + levels + " has nothing to show; take 1 or more levels, "
                    + "or 0 for all");
        }
        known = new LinkedHashMap<>(known);
    }

    /** {@return the same with gradients} The result must be one number. */
    public GraphOptions grad() {
        return new GraphOptions(true, hasSteps, levels, title, known);
    }

    /** {@return the same with gradients, and with the backward pass step by step} */
    public GraphOptions steps() {
        return new GraphOptions(true, true, levels, title, known);
    }

    /** {@return the same, but only so many levels of ops before the result; 0 for all} */
    public GraphOptions depth(int newLevels) {
        return new GraphOptions(hasGrad, hasSteps, newLevels, title, known);
    }

    /** {@return the same with another name for the result} */
    public GraphOptions title(String newTitle) {
        return new GraphOptions(hasGrad, hasSteps, levels, newTitle, known);
    }

    /**
     * {@return the same with names} In a notebook these are its variables, without being asked for.
     *
     * @param names tensors, layers, or lists of them by their names; anything else is passed over
     */
    public GraphOptions names(Map<String, ?> names) {
        return new GraphOptions(hasGrad, hasSteps, levels, title, new LinkedHashMap<>(names));
    }
}
