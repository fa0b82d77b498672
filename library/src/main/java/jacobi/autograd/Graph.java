package jacobi.autograd;

import jacobi.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The computation behind a result, to be read: for pictures, and for teaching. Steps come in topological order, each after
 * everything it uses; the last one is the result.
 *
 * {@snippet :
 * for (var step : Graph.of(loss).steps()) {
 *     System.out.println(step);
 * }
 * System.out.println(Graph.of(loss).toDot());        // for Graphviz
 * }
 *
 * @param steps the values and how they came to be
 */
public record Graph(List<Step> steps) {
    /** What a value is. */
    public enum Kind {
        /** A leaf whose gradient is asked for: a parameter, or an input. */
        LEAF,
        /** A value without a gradient: data, a number in a formula. */
        CONSTANT,
        /** The result of an op. */
        RESULT
    }

    /**
     * One value of the computation.
     *
     * @param number the position in the topological order, from 0
     * @param kind   leaf, constant or result
     * @param op     the op's name; {@code "leaf"} or {@code "constant"} without one
     * @param inputs the numbers of the steps it was computed from
     * @param value  the value itself
     * @param line   where in the user's code it was computed; null unless {@link Trace} was on
     */
    public record Step(int number, Kind kind, String op, List<Integer> inputs, Tensor value, String line) {
        /** {@return one line: the number, the op, its inputs, the shape, and the value if it is a single number} */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("#" + number + " " + op);
            for (int i = 0; i < inputs.size(); i++) {
                text.append(i == 0 ? "(#" : ", #").append(inputs.get(i));
            }
            text.append(inputs.isEmpty() ? " " : ") ").append(value.dtype()).append(' ').append(value.shape());
            if (value.size() == 1) {
                text.append(" = ").append((float) value.detach().item());
            }
            return text + Trace.at(line);
        }
    }

    /**
     * {@return the computation behind a result}
     *
     * @throws IllegalStateException if a backward pass has freed it
     */
    public static Graph of(Tensor result) {
        GraphOrder order = GraphOrder.of(result);
        List<Step> steps = new ArrayList<>(2 * order.nodes.length);
        int[] results = new int[order.nodes.length];
        Map<Tensor, Integer> leaves = new IdentityHashMap<>();
        for (int i = 0; i < order.nodes.length; i++) {
            Integer[] inputs = new Integer[order.inputs[i].length];
            for (int k = 0; k < inputs.length; k++) {
                int source = order.sources[i][k];
                inputs[k] = source >= 0 ? results[source] : leaf(order.inputs[i][k], steps, leaves);
            }
            Node node = order.nodes[i];
            results[i] = steps.size();
            steps.add(new Step(steps.size(), Kind.RESULT, node.op().name(), List.of(inputs), node.output(), node.line()));
        }
        if (steps.isEmpty()) {
            leaf(result, steps, leaves);
        }
        return new Graph(Collections.unmodifiableList(steps));
    }

    /** The number of a leaf, which becomes a step when it is first used. */
    private static int leaf(Tensor leaf, List<Step> steps, Map<Tensor, Integer> leaves) {
        int next = steps.size();
        Integer known = leaves.putIfAbsent(leaf, next);
        if (known != null) {
            return known;
        }
        Kind kind = leaf.requiresGrad() ? Kind.LEAF : Kind.CONSTANT;
        steps.add(new Step(next, kind, kind == Kind.LEAF ? "leaf" : "constant", List.of(), leaf, null));
        return next;
    }

    /** {@return the graph in the language of Graphviz: values flow upwards to the result} */
    public String toDot() {
        StringBuilder dot = new StringBuilder("digraph computation {\n  rankdir=BT;\n  node [fontname=\"sans-serif\"];\n");
        for (Step step : steps) {
            String shape = switch (step.kind) {
                case LEAF -> "box";
                case CONSTANT -> "plaintext";
                case RESULT -> "ellipse";
            };
            String label = step.op + "\\n" + step.value.shape()
                    + (step.value.size() == 1 ? " " + (float) step.value.detach().item() : "");
            dot.append("  n").append(step.number).append(" [shape=").append(shape).append(", label=\"")
                    .append(label.replace("\"", "\\\"")).append("\"];\n");
            for (int input : step.inputs) {
                dot.append("  n").append(input).append(" -> n").append(step.number).append(";\n");
            }
        }
        return dot.append("}\n").toString();
    }

    /** {@return the steps, a line each} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(text.isEmpty() ? "" : "\n").append(step);
        }
        return text.toString();
    }
}
