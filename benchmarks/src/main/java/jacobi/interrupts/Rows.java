package jacobi.interrupts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;

/** The rows of the table by name: ops on inputs so large that somebody may want to stop them. */
final class Rows {
    /** Elements of a large tensor: 200 MB of floats. */
    static final int N = 50_000_000;
    /** Rows and columns of a large matrix. */
    static final int SIDE = 7_000;

    private final Map<String, Supplier<Runnable>> rows = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private String family;

    Rows() {
        family("elementwise", ElementwiseRows::add);
        family("reductions", ReductionRows::add);
        family("ordering", OrderingRows::add);
        family("arranging", ArrangingRows::add);
        family("matrices", MatrixRows::add);
        family("networks", NetworkRows::add);
        family("random", RandomRows::add);
        family("gradients", GradientRows::add);
        family("data", DataRows::add);
    }

    private void family(String name, Consumer<Rows> rowsOfIt) {
        family = name;
        rowsOfIt.accept(this);
    }

    Map<String, Supplier<Runnable>> all() {
        return rows;
    }

    /** {@return why an op may take longer to stop, by the name of its row} */
    Map<String, String> reasons() {
        return reasons;
    }

    /** Adds a row; its inputs are made only where it is measured. */
    void add(String name, Supplier<Runnable> prepared) {
        if (rows.put(family + ": " + name, prepared) != null) {
            throw new IllegalArgumentException("there are two rows " + name);
        }
    }

    /** Adds an op of one tensor. */
    void on(String name, Supplier<Tensor> input, UnaryOperator<Tensor> op) {
        add(name, () -> {
            Tensor x = input.get();
            return () -> op.apply(x);
        });
    }

    /** Adds an op of one tensor, and another row with its gradient. */
    void both(String name, Supplier<Tensor> input, UnaryOperator<Tensor> op) {
        on(name, input, op);
        add(name + ", gradient", () -> {
            Tensor x = input.get().requiresGrad(true);
            return () -> op.apply(x).sum().backward();
        });
    }

    void why(String name, String reason) {
        if (!rows.containsKey(family + ": " + name)) {
            throw new IllegalArgumentException("there is no row " + name);
        }
        reasons.put(family + ": " + name, reason);
    }

    /** Numbers from 0 to 1, the same ones every time. */
    static Tensor floats(int... dims) {
        return Tensors.rand(new Rng(1), dims);
    }

    static Tensor doubles(int... dims) {
        return Tensors.rand(new Rng(1), DType.FLOAT64, dims);
    }

    /** Whole numbers from 0 to {@code bound - 1}. */
    static Tensor longs(int bound, int... dims) {
        return Tensors.randint(new Rng(1), 0, bound, dims);
    }

    static Tensor line() {
        return floats(N);
    }

    static Tensor matrix() {
        return floats(SIDE, SIDE);
    }
}
