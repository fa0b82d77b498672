package jacobi.notebook;

import jacobi.Tensor;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.graph.GraphDisplay;
import jacobi.notebook.graph.GraphOptions;
import jacobi.notebook.graph.StepsDisplay;

/**
 * Pictures of computations: the magic {@code %graph} as methods. Statically imported in a notebook and in JShell.
 */
public final class Graphs {
    private Graphs() {
    }

    /**
     * Shows how a value was computed: the ops, the shapes, and what they were given. Large graphs are folded by layer.
     *
     * {@snippet :
     * graph(model.apply(x).crossEntropy(labels));
     * }
     *
     * @param value a result whose graph has not been freed by a backward pass
     * @throws IllegalStateException if it has
     */
    public static void graph(Tensor value) {
        graph(value, new GraphOptions());
    }

    /**
     * Shows how a value was computed, with what the options ask for: gradients below the values, the backward pass step by
     * step, the last levels only. Neither the graph nor the gradients of its leaves change.
     *
     * {@snippet :
     * graph(loss, new GraphOptions().grad());
     * graph(loss, new GraphOptions().steps().depth(3).names(Map.of("model", model)));
     * }
     *
     * @throws IllegalStateException    if a backward pass has freed the graph
     * @throws IllegalArgumentException if gradients are asked for, but the value is not one number, or has none
     */
    public static void graph(Tensor value, GraphOptions options) {
        if (value == null) {
            throw new IllegalArgumentException("graph: there is no value, only null; give the result of a computation");
        }
        GraphDisplay display = new GraphDisplay(value, options);
        Hosts.show(display);
        if (options.hasSteps()) {
            Hosts.show(new StepsDisplay(display));
        }
    }
}
