package jacobi.ops;

import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpErrorsTest.outside;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.List;

/** Several tensors become one. */
final class JoiningRows {
    private JoiningRows() {
    }

    static void addTo(OpTable t) {
        t.golden("Tensors.cat(List,int)", "rows", List.of(any(2, 3), any(0, 3), any(1, 3)), x -> Tensors.cat(List.of(x), 0),
                true, true, true);
        t.golden("Tensors.cat(List,int)", "columns", List.of(any(2, 3), any(2, 1)), x -> Tensors.cat(List.of(x), -1),
                true, true);
        t.golden("Tensors.cat(List,int)", "of a transposed view", List.of(any(3, 2), any(1, 3)),
                x -> Tensors.cat(List.of(x[0].t(), x[1]), 0), true, true);
        t.golden("Tensors.cat(List,int)", "one", List.of(any(2, 3)), x -> Tensors.cat(List.of(x), 0), true);
        t.golden("Tensors.cat(List,int)", "truths", List.of(mask(2), mask(3)), x -> Tensors.cat(List.of(x), 0), false, false);
        t.golden("Tensors.stack(List,int)", "in front", List.of(any(2, 3), any(2, 3)), x -> Tensors.stack(List.of(x), 0),
                true, true);
        t.golden("Tensors.stack(List,int)", "behind", List.of(any(2, 3), any(2, 3)), x -> Tensors.stack(List.of(x), -1),
                true, true);
        t.golden("Tensors.stack(List,int)", "numbers", List.of(any(), any(), any()), x -> Tensors.stack(List.of(x), 0),
                true, true, true);
        t.golden("Tensors.stack(List,int)", "whole numbers", List.of(whole(9, 2), whole(9, 2)),
                x -> Tensors.stack(List.of(x), 1), false, false);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        bad(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(), 0),
                "cat: there are no tensors, so there is no shape for the result");
        bad(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(matrix, zeros(3, 3)), 1), "cat: tensor 1 has shape "
                + "[3, 3], tensor 0 has shape [2, 3]; only axis 1 may differ in length");
        outside(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(matrix), 2),
                "cat: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(matrix, matrix.to(DType.INT32)), 1), "cat: tensor 1 is "
                + "of type int32, tensor 0 of type float32; convert one with to(DType.FLOAT32)");
        bad(rows, "Tensors.stack(List,int)", () -> Tensors.stack(List.of(matrix, zeros(3)), 0),
                "stack: tensor 1 has shape [3], tensor 0 has shape [2, 3]; they must be equal");
        outside(rows, "Tensors.stack(List,int)", () -> Tensors.stack(List.of(matrix), 3),
                "stack: a new axis of shape [2, 3] can be put at -3 to 2, not at 3");
    }
}
