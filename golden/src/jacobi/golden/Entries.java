package jacobi.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** What PyTorch calls the ops, by the names of the table's rows. */
final class Entries {
    final Map<String, Function<Tensor[], Tensor>> calls = new LinkedHashMap<>();

    /** @param row the row's name: its method, a comma, its label */
    void row(String row, Function<Tensor[], Tensor> call) {
        if (calls.put(row, call) != null) {
            throw new IllegalArgumentException("two entries for " + row);
        }
    }

    /** A row of one input. */
    void one(String row, UnaryOperator<Tensor> call) {
        row(row, x -> call.apply(x[0]));
    }

    /** A row of OpTable.goldenCorners: the slopes of an elementwise function. */
    void corners(String method, UnaryOperator<Tensor> call) {
        one(method + ", slopes at corners", x -> {
            Tensor leaf = x.detach().clone().set_requires_grad(true);
            call.apply(leaf).sum().backward();
            return leaf.grad();
        });
    }

    /** The rows of OpTable.goldenUnary. */
    void unary(String method, UnaryOperator<Tensor> call) {
        for (String label : new String[] {"matrix", "scalar", "empty", "special values"}) {
            one(method + ", " + label, call);
        }
        one(method + ", transposed", x -> call.apply(x.t()));
    }

    /** The rows of OpTable.goldenPairs. */
    void pairs(String method, BinaryOperator<Tensor> call) {
        for (String label : new String[] {"[2, 3] and [2, 3]", "[2, 3] and [3]", "[3, 1] and [1, 4]",
            "[2, 1, 3] and [4, 1]", "[] and [2, 2]", "[] and []", "[0, 3] and [3]", "special values"}) {
            row(method + ", " + label, x -> call.apply(x[0], x[1]));
        }
    }
}
