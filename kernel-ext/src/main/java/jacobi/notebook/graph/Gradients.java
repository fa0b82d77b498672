package jacobi.notebook.graph;

import jacobi.Interruption;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Graph.Kind;
import jacobi.autograd.Graph.Step;
import jacobi.autograd.Node;
import jacobi.autograd.Watch;
import jacobi.notebook.graph.Circuit.Part;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A backward pass that leaves everything as it was, the graph, the leaves' gradients and hooks, and of which only words
 * stay: the gradient at each value that is shown, what each part passed on, and which values it read.
 */
final class Gradients {
    /** Ops beyond which the values that the backward pass reads are not observed. */
    private static final int MOST_WATCHED = 2000;

    /**
     * What a part passed on to a value.
     *
     * @param to     the value, as a step
     * @param amount the gradient that came this way, null if it came in several
     * @param total  the sum of all that has come so far
     * @param more   whether something had come before
     */
    record Passed(int to, String amount, String total, boolean more) {
    }

    /** The gradient at each value that is shown, by its step, once the pass is over. */
    final Map<Integer, String> at = new HashMap<>();
    /** What the parts passed on, by their numbers. */
    final Map<Integer, List<Passed>> passed = new HashMap<>();
    /** The values that the pass read. */
    final BitSet kept = new BitSet();

    private final Computation computation;
    private final Tensor[] arrived;
    private final BitSet shown = new BitSet();
    /** For each op the part that it is in, -1 for one that is not shown. */
    private final int[] partOf;
    /** For each part the first of its ops. */
    private final int[] first;
    private final boolean watched;

    private Gradients(Computation computation, Circuit circuit) {
        this.computation = computation;
        this.arrived = new Tensor[computation.steps.size()];
        this.partOf = circuit.partOf();
        this.first = new int[circuit.parts().size()];
        this.watched = circuit.ops() <= MOST_WATCHED;
        for (Part part : circuit.parts()) {
            part.values().forEach(shown::set);
            part.leaves().forEach(shown::set);
        }
        for (int step = partOf.length - 1; step >= 0; step--) {
            if (partOf[step] >= 0) {
                first[partOf[step]] = step;
            }
        }
    }

    /** The pass over a computation from its result, as far as a picture shows it. */
    static Gradients of(Computation computation, Circuit circuit) {
        return Tensors.noGrad(() -> {
            Gradients gradients = new Gradients(computation, circuit);
            gradients.run();
            return gradients;
        });
    }

    /** The values that ops say they need for a backward pass, without one; of ops in number, none. */
    static BitSet said(Computation computation, Circuit circuit) {
        BitSet said = new BitSet();
        if (circuit.ops() <= MOST_WATCHED) {
            for (Step step : computation.steps) {
                Node node = step.value().node();
                int used = node == null ? 0 : node.op().used();
                for (int i = 0; i < Math.min(32, step.inputs().size()); i++) {
                    if ((used >> i & 1) != 0) {
                        said.set(step.inputs().get(i));
                    }
                }
            }
        }
        return said;
    }

    private void run() {
        int result = computation.result();
        arrived[result] = Tensors.onesLike(computation.steps.get(result).value().detach());
        Map<Integer, Passed> touched = new TreeMap<>();
        for (int i = result; i >= 0; i--) {
            Step step = computation.steps.get(i);
            Tensor g = arrived[i];
            if (g != null && shown.get(i)) {
                at.put(i, Numbers.norm(g));
            }
            if (g != null && step.kind() == Kind.RESULT) {
                arrived[i] = null;
                Interruption.poll("graph");
                pass(step, g, touched);
            }
            if (partOf[i] >= 0 && first[partOf[i]] == i) {
                finish(partOf[i], touched);
            }
        }
    }

    private void pass(Step step, Tensor g, Map<Integer, Passed> touched) {
        Node node = step.value().node();
        Tensor[] inputs = node.inputs().toArray(Tensor[]::new);
        if (inputs.length != step.inputs().size()) {
            throw new IllegalStateException("graph: another backward pass has freed the graph behind " + step.op()
                    + " meanwhile; compute the result again");
        }
        node.checkUnchanged(inputs);
        for (int i = 0; i < inputs.length; i++) {
            if (!inputs[i].requiresGrad()) {
                continue;
            }
            int to = step.inputs().get(i);
            Tensor amount = gradient(node, i, g, step, inputs);
            boolean more = arrived[to] != null;
            arrived[to] = more ? arrived[to].add(amount) : amount;
            if (shown.get(to) && partOf[step.number()] >= 0) {
                boolean single = !touched.containsKey(to);
                touched.put(to, new Passed(to, single ? Numbers.norm(amount) : null, null,
                        single ? more : touched.get(to).more));
            }
        }
    }

    private Tensor gradient(Node node, int i, Tensor g, Step step, Tensor[] inputs) {
        if (!watched) {
            return node.op().gradient(i, g, step.value(), inputs);
        }
        return Watch.with(seen -> {
            for (Tensor read : seen.inputs()) {
                for (int k = 0; k < inputs.length; k++) {
                    if (read == inputs[k]) {
                        kept.set(step.inputs().get(k));
                    }
                }
                if (read == step.value()) {
                    kept.set(step.number());
                }
            }
        }, () -> node.op().gradient(i, g, step.value(), inputs));
    }

    private void finish(int part, Map<Integer, Passed> touched) {
        List<Passed> all = new ArrayList<>();
        for (Passed one : touched.values()) {
            if (partOf[one.to] != part && arrived[one.to] != null) {
                all.add(new Passed(one.to, one.amount, Numbers.norm(arrived[one.to]), one.more));
            }
        }
        passed.put(part, all);
        touched.clear();
    }
}
