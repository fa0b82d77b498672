package jacobi.autograd;

import jacobi.Interruption;
import jacobi.Tensor;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The nodes behind some tensors, each after all nodes that it uses. Found without recursion, so that a graph may be
 * as deep as memory allows, and in linear time.
 */
final class GraphOrder {
    /** Guards the marks in the nodes: graphs of different threads may share nodes. */
    private static final Object MARKS = new Object();
    private static int visits;

    /** Inputs before users. */
    final Node[] nodes;
    /** For each node, the inputs that it had when the order was found. */
    final Tensor[][] inputs;
    /** For each node, the position of each input's node; -1 for an input without one. */
    final int[][] sources;
    /** For each root, the position of its node; -1 for a root without one. */
    final int[] roots;

    private GraphOrder(Node[] nodes, Tensor[][] inputs, int[][] sources, int[] roots) {
        this.nodes = nodes;
        this.inputs = inputs;
        this.sources = sources;
        this.roots = roots;
    }

    static GraphOrder of(Tensor... results) {
        return of(null, results);
    }

    /** @param stop a node that is taken as a leaf; null for none */
    static GraphOrder of(Node stop, Tensor... results) {
        synchronized (MARKS) {
            int visit = ++visits;
            if (stop != null) {
                stop.visit = visit;
                stop.position = -1;
            }
            Walk walk = new Walk();
            for (Tensor result : results) {
                if (result.node() != null) {
                    walk.from(result.node(), visit);
                }
            }
            Node[] nodes = Arrays.copyOf(walk.done, walk.doneCount);
            Tensor[][] inputs = new Tensor[nodes.length][];
            int[][] sources = new int[nodes.length][];
            for (int i = 0; i < nodes.length; i++) {
                poll(i);
                inputs[i] = nodes[i].heldInputs();
                sources[i] = positions(inputs[i]);
            }
            return new GraphOrder(nodes, inputs, sources, positions(results));
        }
    }

    /** The leaves behind a result that require gradients, other than this one. */
    static Set<Tensor> otherLeaves(Tensor result, Tensor leaf) {
        // Tensors are equal only to themselves, so this keeps them apart, and in the order of first use.
        Set<Tensor> leaves = new LinkedHashSet<>();
        for (Tensor[] inputs : of(result).inputs) {
            for (Tensor input : inputs) {
                if (input != leaf && input.node() == null && input.requiresGrad()) {
                    leaves.add(input);
                }
            }
        }
        return leaves;
    }

    /** A walk through millions of nodes takes long. */
    private static void poll(int i) {
        if ((i & 0x3FFF) == 0) {
            Interruption.poll("a walk through the graph");
        }
    }

    private static int[] positions(Tensor[] tensors) {
        int[] positions = new int[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            Node node = tensors[i].node();
            positions[i] = node == null ? -1 : node.position;
        }
        return positions;
    }

    /** A depth-first walk with a stack of its own. */
    private static final class Walk {
        private Node[] stack = new Node[32];
        private Tensor[][] stackInputs = new Tensor[32][];
        private int[] nextInput = new int[32];
        private int depth;
        private Node[] done = new Node[32];
        private int doneCount;

        void from(Node start, int visit) {
            push(start, visit);
            for (int step = 1; depth > 0; step++) {
                poll(step);
                int top = depth - 1;
                Tensor[] inputs = stackInputs[top];
                if (nextInput[top] < inputs.length) {
                    Node next = inputs[nextInput[top]++].node();
                    if (next != null) {
                        push(next, visit);
                    }
                } else {
                    Node finished = stack[top];
                    stack[top] = null;
                    stackInputs[top] = null;
                    depth--;
                    if (doneCount == done.length) {
                        done = Arrays.copyOf(done, doneCount * 2);
                    }
                    finished.position = doneCount;
                    done[doneCount++] = finished;
                }
            }
        }

        private void push(Node node, int visit) {
            if (node.visit == visit) {
                return;
            }
            Tensor[] inputs = node.heldInputs();
            if (inputs == null) {
                throw new IllegalStateException("backward: the graph behind " + node.op().name() + " has been freed by an "
                        + "earlier backward pass; compute the result again, or pass retainGraph to the earlier pass");
            }
            node.visit = visit;
            if (depth == stack.length) {
                stack = Arrays.copyOf(stack, depth * 2);
                stackInputs = Arrays.copyOf(stackInputs, depth * 2);
                nextInput = Arrays.copyOf(nextInput, depth * 2);
            }
            stack[depth] = node;
            stackInputs[depth] = inputs;
            nextInput[depth++] = 0;
        }
    }
}
