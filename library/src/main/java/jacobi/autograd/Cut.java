package jacobi.autograd;

import jacobi.Tensor;

/** How a tensor lost its history although it was computed from something that requires gradients. */
public enum Cut {
    /** By {@link Tensor#detach()}. */
    DETACH("the result of detach()"),
    /** By having been computed while nothing was recorded. */
    NO_GRAD("a value that was computed inside noGrad, or by a backward pass without createGraph,"),
    /** By an op whose result has no derivative. */
    WHOLE_NUMBERS("a result of whole numbers or bools, which have no derivative,");

    private final String words;

    Cut(String words) {
        this.words = words;
    }

    /** {@return a result that has no history, having noted how it lost it if the inputs had one} */
    public static Tensor mark(Tensor y, Tensor... inputs) {
        Cut how = null;
        for (Tensor input : inputs) {
            if (input == y) {
                return y;
            }
            if (how == null) {
                how = !input.requiresGrad() ? input.cut() : y.dtype().isFloating() ? NO_GRAD : WHOLE_NUMBERS;
            }
        }
        if (how != null) {
            y.cut(how);
        }
        return y;
    }

    /** {@return the first place of a graph where such a tensor is used; null if there is none} */
    static String place(GraphOrder order) {
        for (int i = 0; i < order.nodes.length; i++) {
            for (Tensor input : order.inputs[i]) {
                if (loses(input)) {
                    return use(order.nodes[i], input);
                }
            }
        }
        return null;
    }

    /** {@return whether a gradient ends at an input that was computed from what requires one} Indices never have any. */
    static boolean loses(Tensor input) {
        return input.cut() != null && input.dtype().isFloating() && !input.requiresGrad();
    }

    /** {@return where a step of a graph uses a tensor that lost its history} */
    static String use(Node user, Tensor input) {
        return "the graph is cut: " + user.op().name() + Trace.at(user.line()) + " uses "
                + input.cut().words + " of shape " + input.shape();
    }

    /** {@return what is wrong with a result that itself lost its history} */
    static String result(Tensor y) {
        return "this is " + y.cut().words + " of shape " + y.shape();
    }
}
