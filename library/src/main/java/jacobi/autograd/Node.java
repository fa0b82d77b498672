package jacobi.autograd;

import jacobi.Tensor;
import jacobi.backend.NDArray;
import java.util.List;

/**
 * One step of a computation: an op, the tensors it used and the tensor it made. The graph of a result is its node,
 * the nodes of that node's inputs, and so on.
 */
public final class Node {
    private final Op op;
    private Tensor[] inputs;
    private Tensor output;

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
