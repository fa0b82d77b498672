package jacobi.autograd;

import jacobi.Hints;
import jacobi.Interruption;
import jacobi.Tensor;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Reverse-mode differentiation: walks the graph from a result to its leaves and adds up, for each value, the
 * gradients that arrive from its users (Speelpenning: "Compiling Fast Partial Derivatives of Functions Given by
 * Algorithms", 1980).
 */
final class Backward {
    private final GraphOrder order;
    /** For each node, the sum of the gradients that have arrived at its output. */
    private final Tensor[] arrived;
    private final IdentityHashMap<Tensor, Tensor> leafGradients = new IdentityHashMap<>();

    /** Where the graph uses a tensor that lost its history; null if it does not. */
    private String cut;

    private Backward(Tensor result, Tensor seed, Node stop) {
        order = GraphOrder.of(stop, result);
        arrived = new Tensor[order.nodes.length];
        if (result.node() == null) {
            leafGradients.put(result, seed);
        } else {
            arrived[order.roots[0]] = seed;
        }
    }

    /** Adds the gradients of one result to its leaves' {@link Tensor#grad()}. */
    static void accumulate(Tensor result, Tensor seed, boolean retainGraph, boolean createGraph) {
        GradMode.with(createGraph, () -> {
            Backward pass = new Backward(result, seed, null);
            pass.run(null);
            // The leaves change all at once, at the end: a pass that is interrupted or fails leaves them as they were.
            for (Map.Entry<Tensor, Tensor> entry : pass.leafGradients.entrySet()) {
                Tensor leaf = entry.getKey();
                Tensor before = leaf.grad();
                Tensor gradient = leaf.hooked(entry.getValue());
                entry.setValue(before == null ? gradient : before.add(gradient));
                if (before != null && leaf.changedSinceGrad()) {
                    Hints.give("backward() has added to gradients of values that have been changed since: clear the gradients "
                            + "after each change, by an optimizer's step() or zeroGrad(), or by grad(null).");
                }
            }
            pass.leafGradients.forEach(Tensor::grad);
            pass.finish(retainGraph || createGraph);
            return null;
        });
    }

    /** The gradients of one result with respect to chosen tensors; null for one that it does not depend on. */
    static Tensor[] gradients(Tensor result, Tensor seed, Tensor[] inputs, boolean retainGraph, boolean createGraph) {
        return gradients(result, seed, inputs, retainGraph, createGraph, null);
    }

    /** @param stop a node that is taken as a leaf, so that no gradient passes through it; null for none */
    static Tensor[] gradients(Tensor result, Tensor seed, Tensor[] inputs, boolean retainGraph, boolean createGraph,
                              Node stop) {
        return GradMode.with(createGraph, () -> {
            IdentityHashMap<Tensor, Tensor> wanted = new IdentityHashMap<>();
            for (Tensor input : inputs) {
                wanted.put(input, null);
            }
            Backward pass = new Backward(result, seed, stop);
            pass.run(wanted);
            Tensor[] gradients = new Tensor[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                Tensor atNode = wanted.get(inputs[i]);
                gradients[i] = atNode != null ? atNode : pass.leafGradients.get(inputs[i]);
                if (gradients[i] == null) {
                    pass.cut = Cut.place(pass.order);
                }
            }
            pass.finish(retainGraph || createGraph);
            return gradients;
        });
    }

    /**
     * The pass itself.
     *
     * @param wanted the tensors whose gradients are asked for, to be filled in where they are results of ops; null to
     *               go to all leaves
     */
    private void run(IdentityHashMap<Tensor, Tensor> wanted) {
        boolean[] needed = wanted == null ? null : needed(wanted);
        for (int position = order.nodes.length - 1; position >= 0; position--) {
            Tensor g = arrived[position];
            if (g == null) {
                continue;
            }
            arrived[position] = null;
            Interruption.poll("backward");
            Node node = order.nodes[position];
            Tensor output = node.output();
            if (output == null) {
                throw new IllegalStateException("backward: another backward pass has freed the graph behind "
                        + node.op().name() + " meanwhile; pass retainGraph to the passes that share it");
            }
            g = output.hooked(g);
            if (wanted != null && wanted.containsKey(output)) {
                wanted.put(output, g);
            }
            Tensor[] inputs = order.inputs[position];
            int[] sources = order.sources[position];
            node.checkUnchanged(inputs);
            for (int i = 0; i < inputs.length; i++) {
                int source = sources[i];
                if (cut == null && Cut.loses(inputs[i])) {
                    cut = Cut.use(node, inputs[i]);
                }
                if (!inputs[i].requiresGrad()
                        || needed != null && !(source >= 0 ? needed[source] : wanted.containsKey(inputs[i]))) {
                    continue;
                }
                Tensor gradient = Watch.gradient(node.op(), i, g, output, inputs);
                if (Trace.isOn()) {
                    Trace.check("the gradient of " + node.op().name() + Trace.at(node.line()),
                            gradient, g);
                }
                if (source < 0) {
                    leafGradients.merge(inputs[i], gradient, Tensor::add);
                } else {
                    arrived[source] = arrived[source] == null ? gradient : arrived[source].add(gradient);
                }
            }
        }
        // What a pass inside of an op's gradient has found is nothing to this one.
        GradMode.current().lastCut = null;
    }

    /** For each node, whether one of the wanted tensors is its output or lies behind it. */
    private boolean[] needed(IdentityHashMap<Tensor, Tensor> wanted) {
        boolean[] needed = new boolean[order.nodes.length];
        for (int position = 0; position < needed.length; position++) {
            needed[position] = wanted.containsKey(order.nodes[position].output());
            Tensor[] inputs = order.inputs[position];
            for (int i = 0; i < inputs.length && !needed[position]; i++) {
                int source = order.sources[position][i];
                needed[position] = source >= 0 ? needed[source] : wanted.containsKey(inputs[i]);
            }
        }
        return needed;
    }

    private void finish(boolean keepGraph) {
        GradMode.current().lastCut = cut;
        if (!keepGraph) {
            for (Node node : order.nodes) {
                node.free();
            }
        }
    }
}
