package jacobi.autograd;

import jacobi.Hints;
import jacobi.Tensor;
import jacobi.backend.NDArray;
import jacobi.ops.Arithmetic;
import java.util.List;

/**
 * One step of a computation: an op, the tensors it used and the tensor it made. The graph of a result is its node,
 * the nodes of that node's inputs, and so on.
 */
public final class Node {
    private static final int MANY_SUMS = 1000;

    private final Op op;
    private Tensor[] inputs;
    private Tensor output;
    /** Where in the user's code; null unless {@link Trace} was on. */
    private final String line = Trace.isOn() ? Trace.line() : null;
    /** The versions of all inputs that the gradient reads, added up: it grows when one of them is changed. */
    private final int versions;
    /** How many sums of single numbers hang in a row here. */
    private final int sums;

    /** Written by {@link GraphOrder} while it holds its lock. */
    int visit;
    /** Written by {@link GraphOrder} while it holds its lock. */
    int position;

    /** Records a step. {@link #output()} is its result. */
    public Node(Op op, Tensor[] inputs, NDArray result) {
        this(op, inputs, result, null);
    }

    /** Records a step whose result has a tangent. */
    Node(Op op, Tensor[] inputs, NDArray result, Dual dual) {
        this.op = op;
        this.inputs = inputs;
        this.output = Tensor.of(result, this, dual);
        this.versions = versions(inputs);
        this.sums = op == Arithmetic.ADD && result.size() == 1 ? sums(inputs) : 0;
    }

    private int versions(Tensor[] used) {
        int sum = 0;
        int which = op.used();
        for (int i = 0; which != 0 && i < used.length; i++, which >>>= 1) {
            if ((which & 1) != 0) {
                sum += used[i].array().buffer().version();
            }
        }
        return sum;
    }

    /**
     * Refuses to go on with numbers that are no longer those of the forward pass. For backward passes.
     *
     * @param used what the op was applied to, {@link #inputs()} as long as the graph has not been freed
     * @throws IllegalStateException if an input that the gradient reads has been changed since
     */
    public void checkUnchanged(Tensor... used) {
        if (versions(used) == versions) {
            return;
        }
        for (int i = used.length - 1; i >= 0; i--) {
            String change = used[i].array().buffer().lastChange();
            if ((op.used() >> i & 1) != 0 && !change.isEmpty()) {
                throw new IllegalStateException("backward: " + op.name() + Trace.at(line)
                        + " needs its input " + i + " of shape " + used[i].shape() + " as it was, but it has been changed by "
                        + change + " since; call backward() before that, or compute the result again");
            }
        }
    }

    /** Counts total = total.add(loss) over and over, which keeps every step's graph alive. */
    private static int sums(Tensor[] terms) {
        Node before = terms[0].node();
        int count = before == null ? 0 : before.sums + 1;
        if (count == MANY_SUMS && before.inputs != null && terms.length == 2 && before.inputs[1].node() != null
                && before.inputs[1].node().isFreed()) {
            Hints.give("A sum of " + MANY_SUMS + " results keeps the graphs of all of them in memory, although they have "
                    + "been used: add up numbers, total += loss.item(), or total = total.add(loss.detach()).");
        }
        return count;
    }

    /** {@return where in the user's code this was computed; null unless {@link Trace} was on} */
    public String line() {
        return line;
    }

    /** {@return the op that was applied} */
    public Op op() {
        return op;
    }

    /** {@return what it was applied to; empty once the graph has been freed} */
    public List<Tensor> inputs() {
        Tensor[] held = inputs;
        return held == null ? List.of() : List.of(held);
    }

    /** {@return what it computed; null once the graph has been freed} */
    public Tensor output() {
        return output;
    }

    /** {@return whether a backward pass has let go of the inputs} */
    public boolean isFreed() {
        return inputs == null;
    }

    Tensor[] heldInputs() {
        return inputs;
    }

    void free() {
        inputs = null;
        output = null;
    }
}
