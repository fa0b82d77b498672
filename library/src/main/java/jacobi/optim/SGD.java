package jacobi.optim;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Watch;
import jacobi.backend.Backend;
import jacobi.backend.Buffers;
import jacobi.backend.NDArray;
import jacobi.backend.ScalarFunction;
import jacobi.expr.Var;
import java.util.List;

/**
 * Stochastic gradient descent, with or without momentum: {@code v = momentum * v + g; p = p - rate * v}, as in PyTorch's
 * SGD (Polyak: "Some methods of speeding up the convergence of iteration methods", 1964).
 *
 * {@snippet :
 * var sgd = new SGD(model.parameters(), 0.1, 0.9);
 * loss.backward();
 * sgd.step();                                // uses the gradients and clears them
 * }
 */
public final class SGD {
    private static final Var PARAMETER = new Var(0, "p");
    private static final Var GRADIENT = new Var(1, "g");
    private static final Var FACTOR = new Var(2, "k");
    private static final ScalarFunction DESCEND =
            new ScalarFunction("sgd", 3, PARAMETER.sub(FACTOR.mul(GRADIENT)));
    private static final ScalarFunction GATHER_SPEED =
            new ScalarFunction("momentum", 3, FACTOR.mul(PARAMETER).add(GRADIENT));

    private final List<Tensor> parameters;
    private final double momentum;
    private final NDArray[] velocities;
    private double learningRate;
    private long steps;

    /** Plain gradient descent. */
    public SGD(List<Tensor> parameters, double learningRate) {
        this(parameters, learningRate, 0);
    }

    /**
     * Gradient descent with momentum.
     *
     * @param parameters   leaves that require gradients
     * @param learningRate how far to go along the velocity, not negative
     * @param momentum     how much of the velocity stays from step to step, from 0 (none) to less than 1; 0.9 is usual
     * @throws IllegalArgumentException if there are no parameters, one is not such a leaf or occurs twice, or a number
     *                                  is out of range
     */
    public SGD(List<Tensor> parameters, double learningRate, double momentum) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("SGD: there are no parameters; does the model's parameters() name them?");
        }
        for (int i = 0; i < parameters.size(); i++) {
            Tensor p = parameters.get(i);
            if (p.node() != null || !p.requiresGrad()) {
                throw new IllegalArgumentException("SGD: parameter " + i + " of shape " + p.shape()
                        + (p.node() != null ? " is the result of " + p.node().op().name() + "; give the leaves themselves"
                        : " does not require gradients; call requiresGrad(true) on it first"));
            }
            for (int j = 0; j < i; j++) {
                if (parameters.get(j) == p) {
                    throw new IllegalArgumentException("SGD: parameters " + j + " and " + i
                            + " are the same tensor; give each once, or it would move twice a step");
                }
            }
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("SGD: the momentum must be at least 0 and less than 1, not " + momentum);
        }
        this.parameters = List.copyOf(parameters);
        this.momentum = momentum;
        this.velocities = new NDArray[parameters.size()];
        learningRate(learningRate);
    }

    /** {@return how far each step goes along the velocity} */
    public double learningRate() {
        return learningRate;
    }

    /**
     * Changes the learning rate, for a schedule.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public void learningRate(double rate) {
        if (!(rate >= 0 && rate <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("SGD: the learning rate must be a number from 0 up, not " + rate);
        }
        learningRate = rate;
    }

    /** {@return how much of the velocity stays from step to step; 0 for none} */
    public double momentum() {
        return momentum;
    }

    /** {@return what the steps move} */
    public List<Tensor> parameters() {
        return parameters;
    }

    /** {@return how many steps have been made} */
    public long steps() {
        return steps;
    }

    /**
     * Moves every parameter that has a gradient, and clears the gradients.
     *
     * @throws IllegalStateException if no parameter has a gradient
     */
    public void step() {
        boolean moved = Watch.work("SGD step", this::move);
        if (!moved) {
            throw new IllegalStateException("step: none of the " + velocities.length
                    + " parameters has a gradient; call loss.backward() before step()");
        }
        steps++;
    }

    private boolean move() {
        boolean moved = false;
        for (int i = 0; i < velocities.length; i++) {
            Tensor p = parameters.get(i);
            Tensor g = p.grad();
            if (g != null) {
                move(i, p.array(), g.array());
                p.grad(null);
                moved = true;
            }
        }
        return moved;
    }

    private void move(int i, NDArray p, NDArray g) {
        Backend backend = p.backend();
        NDArray direction = g;
        if (momentum > 0) {
            NDArray v = velocities[i];
            if (v == null) {
                v = velocities[i] = Buffers.outside(() -> backend.empty(p.dtype(), p.shape()));
                backend.copy(g, v);
            } else {
                backend.elementwise(GATHER_SPEED, v, v, g, backend.constant(p.dtype(), momentum));
            }
            direction = v;
        }
        backend.elementwise(DESCEND, p, p, direction, backend.constant(p.dtype(), learningRate));
        p.buffer().changed("a step of SGD");
    }

    /** Forgets the gradients without a step. */
    public void zeroGrad() {
        for (Tensor p : parameters) {
            p.grad(null);
        }
    }

    /**
     * {@return what puts everything back as it is now, as often as it is run: the numbers of the parameters, their
     * gradients, their velocities and the learning rate} For experiments that are not to leave traces.
     *
     * {@snippet :
     * Runnable back = sgd.snapshot();
     * sgd.learningRate(10);
     * // ... see where that leads ...
     * back.run();
     * }
     */
    public Runnable snapshot() {
        double rate = learningRate;
        List<NDArray> numbers = parameters.stream().map(p -> copy(p.array())).toList();
        Tensor[] gradients = parameters.stream().map(Tensor::grad).toArray(Tensor[]::new);
        NDArray[] speeds = new NDArray[velocities.length];
        for (int i = 0; i < speeds.length; i++) {
            speeds[i] = velocities[i] == null ? null : copy(velocities[i]);
        }
        return () -> {
            learningRate = rate;
            for (int i = 0; i < speeds.length; i++) {
                Tensor p = parameters.get(i);
                p.array().backend().copy(numbers.get(i), p.array());
                p.array().buffer().changed("going back to a snapshot of SGD");
                p.grad(gradients[i]);
                velocities[i] = speeds[i] == null ? null : copy(speeds[i]);
            }
        };
    }

    private static NDArray copy(NDArray array) {
        NDArray copy = array.backend().empty(array.dtype(), array.shape());
        array.backend().copy(array, copy);
        return copy;
    }

    /** {@return one line: how many parameters, the learning rate and the momentum} */
    @Override
    public String toString() {
        return "SGD(" + parameters.size() + (parameters.size() == 1 ? " tensor" : " tensors") + ", learning rate "
                + learningRate + ", momentum " + momentum + ")";
    }
}
