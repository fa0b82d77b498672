package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.Tensor;
import jacobi.Tensors;
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

    private static void compare(Outcome expected, Outcome actual, String what) {
        if (!actual.what().contains("has no view of shape")) {      // view alone depends on it
            expected.assertSame(actual, what, 1e-13);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void layoutMakesNoDifference(OpRow row) {
        Tensor[] plain = row.make(6);
        Outcome expected = Outcome.of(row, plain);
        for (Layout layout : Layout.values()) {
            Tensor[] laid = Arrays.stream(plain).map(layout.of).toArray(Tensor[]::new);
            for (int i = 0; i < laid.length; i++) {
                assertArrayEquals(plain[i].toDoubles(), laid[i].toDoubles());
            }
            compare(expected, Outcome.of(row, laid), layout.name());
        }
        Tensor[] expanded = Arrays.stream(plain).map(LayoutsTest::repeated).toArray(Tensor[]::new);
        Tensor[] copies = Arrays.stream(expanded).map(Tensor::copy).toArray(Tensor[]::new);
        compare(Outcome.of(row, copies), Outcome.of(row, expanded), "EXPANDED");
    }

    /** One row of numbers, there as often as the shape says: strides of 0. */
    private static Tensor repeated(Tensor x) {
        return x.rank() == 0 || x.size() == 0 ? x : x.narrow(0, 0, 1).expand(x.shape());
    }
}
