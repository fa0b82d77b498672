package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Autograd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the numbers of its inputs lie in memory makes no difference to an op, nor to its gradients. */
class LayoutsTest {
    /** Other layouts of the same numbers. */
    private enum Layout {
        /** The axes in the other order in memory. */
        TRANSPOSED(x -> {
            int[] backwards = new int[x.rank()];
            for (int i = 0; i < backwards.length; i++) {
                backwards[i] = backwards.length - 1 - i;
            }
            return x.permute(backwards).copy().permute(backwards);
        }),
        /** Every second element of a larger tensor, along each axis, and not from its start. */
        STRIDED(x -> {
            Tensor large = x;
            for (int axis = 0; axis < x.rank(); axis++) {
                Tensor apart = Tensors.stack(List.of(other(large), large), axis + 1);
                large = apart.flatten(axis, axis + 1);
            }
            large = Tensors.cat(List.of(other(large).reshape(-1), large.reshape(-1))).slice(large.size(), 2 * large.size())
                    .view(large.shape().dims());
            for (int axis = 0; axis < x.rank(); axis++) {
                large = large.slice(axis, 1, large.size(axis), 2);
            }
            return large;
        });

        private final UnaryOperator<Tensor> of;

        Layout(UnaryOperator<Tensor> of) {
            this.of = of;
        }

        private static Tensor other(Tensor x) {
            return x.dtype().isFloating() ? x.mul(0).add(77) : x.ne(x).to(x.dtype());
        }
    }

    static Stream<OpRow> rows() {
        return OpTableTest.rows().filter(row -> !row.inputs().isEmpty());
    }

    /** The result and the gradients, as plain arrays, or the message of the error. */
    private static List<Object> outcome(OpRow row, Tensor[] inputs) {
        List<Tensor> smooth = new ArrayList<>();
        Tensor[] x = inputs.clone();
        for (int i = 0; i < x.length; i++) {
            if (row.smooth()[i]) {
                x[i] = x[i].detach().requiresGrad(true);
                smooth.add(x[i]);
            }
        }
        List<Object> outcome = new ArrayList<>();
        try {
            Tensor y = row.call().apply(x);
            outcome.add(y.shape().toString());
            outcome.add(y.toDoubles());
            if (y.requiresGrad()) {
                Tensor total = y.mul(OpRow.any(y.shape().dims()).make(new Rng(77))).sum();
                for (Tensor gradient : Autograd.grad(total, smooth, false, true)) {
                    outcome.add(gradient.toDoubles());
                }
            }
        } catch (RuntimeException e) {
            outcome.add(String.valueOf(e.getMessage()));
        }
        return outcome;
    }

    private static void assertSame(List<Object> expected, List<Object> actual, String what) {
        if (actual.getFirst().toString().contains("has no view of shape")) {
            return;     // view alone depends on it
        }
        assertEquals(expected.size(), actual.size(), () -> what + ": " + expected + " and " + actual);
        for (int k = 0; k < expected.size(); k++) {
            if (expected.get(k) instanceof double[] e && actual.get(k) instanceof double[] a) {
                String where = what + (k > 1 ? ", gradient " + (k - 2) : "");
                assertEquals(e.length, a.length, where);
                double scale = Arrays.stream(e).map(Math::abs).filter(Double::isFinite).max().orElse(1);
                for (int i = 0; i < e.length; i++) {
                    assertEquals(e[i], a[i], Double.isFinite(e[i]) ? 1e-13 * Math.max(1, scale) : 0, where + ", element " + i);
                }
            } else {
                assertEquals(expected.get(k), actual.get(k), what);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void layoutMakesNoDifference(OpRow row) {
        Tensor[] plain = row.make(6);
        List<Object> expected = outcome(row, plain);
        for (Layout layout : Layout.values()) {
            Tensor[] laid = Arrays.stream(plain).map(layout.of).toArray(Tensor[]::new);
            for (int i = 0; i < laid.length; i++) {
                assertArrayEquals(plain[i].toDoubles(), laid[i].toDoubles());
            }
            assertSame(expected, outcome(row, laid), layout.name());
        }
        Tensor[] expanded = Arrays.stream(plain).map(LayoutsTest::repeated).toArray(Tensor[]::new);
        Tensor[] copies = Arrays.stream(expanded).map(Tensor::copy).toArray(Tensor[]::new);
        assertSame(outcome(row, copies), outcome(row, expanded), "EXPANDED");
    }

    /** One row of numbers, there as often as the shape says: strides of 0. */
    private static Tensor repeated(Tensor x) {
        return x.rank() == 0 || x.size() == 0 ? x : x.narrow(0, 0, 1).expand(x.shape());
    }
}
