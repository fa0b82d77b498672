package jacobi.notebook.magic;

import jacobi.Tensor;
import jacobi.nn.Layer;
import jacobi.notebook.Graphs;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.Nearest;
import jacobi.notebook.graph.GraphOptions;
import jacobi.notebook.magic.Magic.Kind;
import jacobi.notebook.magic.MagicCall.Flag;
import jacobi.notebook.magic.MagicCall.Options;
import java.util.List;

/** Magics for pictures of computations. */
final class GraphMagics {
    private static final int DEEPEST = 1000;

    static final Magic GRAPH = new Magic("graph", Kind.LINE, "value [grad] [steps] [depth=n]",
            "How a value was computed, with gradients below the wires, or the backward pass step by step.",
            "%graph loss grad", GraphMagics::graph);

    private GraphMagics() {
    }

    private static Object graph(MagicCall call) {
        Options options = call.options("depth");
        Flag steps = options.rest().size() > 1 ? options.flag("steps") : new Flag(false, options);
        Flag grad = steps.others().rest().size() > 1 ? steps.others().flag("grad") : new Flag(false, steps.others());
        List<String> words = grad.others().rest();
        String expression = grad.others().line();
        if (words.isEmpty()) {
            throw call.failure("needs a value, such as %graph loss");
        }
        if (words.size() > 1 && words.stream().allMatch(word -> word.matches("\\p{javaJavaIdentifierStart}\\w*"))) {
            throw call.failure("there is no " + words.getLast() + "; "
                    + Nearest.suggestion(words.getLast(), List.of("grad", "steps", "depth"),
                    word -> word.equals("depth") ? "depth=3" : word));
        }
        int depth = options.whole("depth", 0, 1, DEEPEST);
        Object value = call.evaluate(expression);
        if (!(value instanceof Tensor tensor)) {
            throw call.failure(expression + " is " + (value == null ? "null" : "of type " + value.getClass().getSimpleName())
                    + ", and only a tensor has a graph; write "
                    + (value instanceof Layer ? "%graph " + expression + ".apply(x)" : "%graph loss"));
        }
        GraphOptions wanted = new GraphOptions().depth(depth).names(Hosts.host().variables())
                .title(expression.matches("\\w+") ? expression : "");
        Graphs.graph(tensor, steps.isSet() ? wanted.steps() : grad.isSet() ? wanted.grad() : wanted);
        return null;
    }
}
