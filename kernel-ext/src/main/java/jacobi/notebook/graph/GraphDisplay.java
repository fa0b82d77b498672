package jacobi.notebook.graph;

import jacobi.Tensor;
import jacobi.notebook.display.Display;
import jacobi.notebook.graph.Circuit.Kind;
import jacobi.notebook.graph.Circuit.Part;
import jacobi.notebook.graph.Drawing.Moment;
import jacobi.notebook.picture.Canvas;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A computation as a picture and as a table. All is read when it is made: what happens to the graph later changes nothing. */
public final class GraphDisplay implements Display {
    final Computation computation;
    final Circuit circuit;
    /** Null if gradients are not asked for. */
    final Gradients gradients;
    final Drawing drawing;
    private final String text;

    /**
     * Reads the computation behind a result.
     *
     * @throws IllegalStateException    if a backward pass has freed it, or has changed what its gradients need
     * @throws IllegalArgumentException if gradients are asked for and there are none
     */
    public GraphDisplay(Tensor result, GraphOptions options) {
        if (options.hasGrad()) {
            requireGradients(result);
        }
        computation = Computation.of(result, options);
        circuit = Builder.build(computation, options.levels());
        gradients = options.hasGrad() ? Gradients.of(computation, circuit) : null;
        BitSet kept = kept();
        String[] values = new String[circuit.parts().size()];
        boolean[] marked = new boolean[values.length];
        for (int p = 0; p < values.length; p++) {
            Part part = circuit.parts().get(p);
            values[p] = value(part);
            marked[p] = part.values().stream().anyMatch(kept::get);
        }
        drawing = new Drawing(circuit, values, gradientsAt(), marked);
        text = new GraphText(computation, circuit, gradients, kept).text();
    }

    private static void requireGradients(Tensor result) {
        if (!result.requiresGrad()) {
            throw new IllegalArgumentException("graph: there are no gradients, since nothing that this value was computed from "
                    + "requires them; call requiresGrad(true) on the parameters first, or leave out grad");
        }
        if (result.size() != 1) {
            throw new IllegalArgumentException("graph: gradients belong to one number, and this value has shape "
                    + result.shape() + "; reduce it with sum() or mean() first, or leave out grad");
        }
    }

    private BitSet kept() {
        if (gradients != null) {
            return gradients.kept;
        }
        return Gradients.said(computation, circuit);
    }

    /** What stands above a part's wire. */
    private String value(Part part) {
        if (part.kind() == Kind.RESULT || part.kind() == Kind.NUMBER || part.values().isEmpty()) {
            return "";
        }
        return part.values().size() > 1 ? Numbers.count(part.values().size(), "value")
                : Drawing.cut(Numbers.label(computation.steps.get(part.values().getFirst()).value()));
    }

    /** What stands below each part's wire when the pass is over. */
    Map<Integer, String> gradientsAt() {
        Map<Integer, String> at = new HashMap<>();
        for (int p = 0; gradients != null && p < circuit.parts().size(); p++) {
            List<Integer> values = circuit.parts().get(p).values();
            if (values.size() == 1 && gradients.at.containsKey(values.getFirst())) {
                at.put(p, gradients.at.get(values.getFirst()));
            }
        }
        return at;
    }

    /** {@return what was computed, in one line} */
    public String headline() {
        return text.lines().findFirst().orElse("");
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Display.Picture picture() {
        return picture(new Moment(gradientsAt(), Set.of()), headline());
    }

    Canvas picture(Moment moment, String label) {
        return new Canvas(drawing.width(), drawing.height(), label, g -> drawing.paint(g, moment));
    }
}
