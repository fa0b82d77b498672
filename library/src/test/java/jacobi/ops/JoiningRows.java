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
        t.golden("Tensors.cat(List,int)", "rows", List.of(any(2, 3), any(0, 3), any(1, 3)),
                x -> Tensors.cat(List.of(x), 0),
                true, true, true);
        t.golden("Tensors.cat(List,int)", "columns", List.of(any(2, 3), any(2, 1)), x -> Tensors.cat(List.of(x), -1),
                true, true);
        t.golden("Tensors.cat(List,int)", "of a transposed view", List.of(any(3, 2), any(1, 3)),
                x -> Tensors.cat(List.of(x[0].t(), x[1]), 0), true, true);
        t.golden("Tensors.cat(List,int)", "one", List.of(any(2, 3)), x -> Tensors.cat(List.of(x), 0), true);
        t.golden("Tensors.cat(List,int)", "truths", List.of(mask(2), mask(3)),
                x -> Tensors.cat(List.of(x), 0), false, false);
        t.golden("Tensors.stack(List,int)", "in front", List.of(any(2, 3), any(2, 3)),
                x -> Tensors.stack(List.of(x), 0),
                true, true);
        t.golden("Tensors.stack(List,int)", "behind", List.of(any(2, 3), any(2, 3)), x -> Tensors.stack(List.of(x), -1),
                true, true);
        t.golden("Tensors.stack(List,int)", "numbers", List.of(any(), any(), any()), x -> Tensors.stack(List.of(x), 0),
                true, true, true);
        t.golden("Tensors.stack(List,int)", "whole numbers", List.of(whole(9, 2), whole(9, 2)),
                x -> Tensors.stack(List.of(x), 1), false, false);
        t.golden("Tensors.cat(List)", "", List.of(any(2, 3), any(1, 3)), x -> Tensors.cat(List.of(x)), true, true);
        t.golden("Tensors.stack(List)", "", List.of(any(2, 3), any(2, 3)), x -> Tensors.stack(List.of(x)), true, true);
        t.golden("Tensors.hstack(List)", "numbers", List.of(any(), any()), x -> Tensors.hstack(List.of(x)), true, true);
        t.golden("Tensors.hstack(List)", "one axis", List.of(any(3), any(2)),
                x -> Tensors.hstack(List.of(x)), true, true);
        t.golden("Tensors.hstack(List)", "matrices", List.of(any(2, 3), any(2, 1)),
                x -> Tensors.hstack(List.of(x)), true, true);
        t.golden("Tensors.vstack(List)", "numbers", List.of(any(), any()), x -> Tensors.vstack(List.of(x)), true, true);
        t.golden("Tensors.vstack(List)", "one axis", List.of(any(3), any(3)),
                x -> Tensors.vstack(List.of(x)), true, true);
        t.golden("Tensors.vstack(List)", "a row and a matrix", List.of(any(3), any(2, 3)),
                x -> Tensors.vstack(List.of(x)), true, true);
        t.golden("Tensors.dstack(List)", "one axis", List.of(any(3), any(3)),
                x -> Tensors.dstack(List.of(x)), true, true);
        t.golden("Tensors.dstack(List)", "matrices", List.of(any(2, 3), any(2, 3)),
                x -> Tensors.dstack(List.of(x)), true, true);
        t.golden("Tensors.dstack(List)", "blocks", List.of(any(2, 3, 1), any(2, 3, 2)),
                x -> Tensors.dstack(List.of(x)), true, true);
        t.golden("Tensors.columnStack(List)", "one axis", List.of(any(3), any(3)),
                x -> Tensors.columnStack(List.of(x)), true, true);
        t.golden("Tensors.columnStack(List)", "a matrix and a column", List.of(any(3, 2), any(3)),
                x -> Tensors.columnStack(List.of(x)), true, true);
        t.golden("Tensors.blockDiag(Tensor[])", "", List.of(any(2, 3), any(2), any()),
                x -> Tensors.blockDiag(x), true, true, true);
        t.golden("Tensors.blockDiag(Tensor[])", "one", List.of(any(2, 3)), x -> Tensors.blockDiag(x), true);
        t.golden("Tensors.blockDiag(Tensor[])", "an empty one", List.of(any(0, 3), any(2, 1)),
                x -> Tensors.blockDiag(x), true, true);
        t.golden("Tensors.broadcastTensors(Tensor[])", "", List.of(any(3, 1), any(4), any()),
                x -> Tensors.broadcastTensors(x).get(0).add(Tensors.broadcastTensors(x).get(2)), true, false, true);
        t.golden("Tensors.meshgrid(Tensor[])", "", List.of(any(2), any(3), any(4)),
                x -> Tensors.meshgrid(x).get(1), false, true, false);
        t.golden("Tensors.meshgrid(Tensor[])", "a number", List.of(any(2), any()),
                x -> Tensors.meshgrid(x).get(0), true, false);
        t.golden("Tensors.cartesianProd(Tensor[])", "", List.of(any(2), any(3), any(2)),
                x -> Tensors.cartesianProd(x), true, true, true);
        t.golden("Tensors.cartesianProd(Tensor[])", "one", List.of(any(2)), x -> Tensors.cartesianProd(x).mul(1), true);
        t.golden("Tensors.meshgrid(String,Tensor[])", "ij, 0", List.of(any(2), any(3), any(4)),
                x -> Tensors.meshgrid("ij", x).get(0), true, false, false);
        t.golden("Tensors.meshgrid(String,Tensor[])", "ij, 1", List.of(any(2), any(3), any(4)),
                x -> Tensors.meshgrid("ij", x).get(1), false, true, false);
        t.golden("Tensors.meshgrid(String,Tensor[])", "ij, 2", List.of(any(2), any(3), any(4)),
                x -> Tensors.meshgrid("ij", x).get(2), false, false, true);
        t.golden("Tensors.meshgrid(String,Tensor[])", "xy, 0", List.of(any(2), any(3), any(4)),
                x -> Tensors.meshgrid("xy", x).get(0), true, false, false);
        t.golden("Tensors.meshgrid(String,Tensor[])", "xy, 1", List.of(any(2), any(3), any(4)),
                x -> Tensors.meshgrid("xy", x).get(1), false, true, false);
        t.golden("Tensors.meshgrid(String,Tensor[])", "xy, 2", List.of(any(2), any(3), any(4)),
                x -> Tensors.meshgrid("xy", x).get(2), false, false, true);
        t.golden("Tensors.meshgrid(String,Tensor[])", "xy, alone", List.of(any(2)),
                x -> Tensors.meshgrid("xy", x).get(0).mul(1), true);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        bad(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(), 0),
                "cat: there are no tensors, so there is no shape for the result");
        bad(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(matrix, zeros(3, 3)), 1),
                "cat: tensor 1 has shape "
                + "[3, 3], tensor 0 has shape [2, 3]; only axis 1 may differ in length");
        outside(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(matrix), 2),
                "cat: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "Tensors.cat(List,int)", () -> Tensors.cat(List.of(matrix, matrix.to(DType.INT32)), 1),
                "cat: tensor 1 is "
                + "of type int32, tensor 0 of type float32; convert one with to(DType.FLOAT32)");
        bad(rows, "Tensors.stack(List,int)", () -> Tensors.stack(List.of(matrix, zeros(3)), 0),
                "stack: tensor 1 has shape [3], tensor 0 has shape [2, 3]; they must be equal");
        outside(rows, "Tensors.stack(List,int)", () -> Tensors.stack(List.of(matrix), 3),
                "stack: a new axis of shape [2, 3] can be put at -3 to 2, not at 3");
        bad(rows, "Tensors.cat(List)", () -> Tensors.cat(List.of(matrix, zeros(2, 2))),
                "cat: tensor 1 has shape [2, 2], tensor 0 has shape [2, 3]; only axis 0 may differ in length");
        bad(rows, "Tensors.stack(List)", () -> Tensors.stack(List.of(matrix, zeros(2, 2))),
                "stack: tensor 1 has shape [2, 2], tensor 0 has shape [2, 3]; they must be equal");
        bad(rows, "Tensors.hstack(List)", () -> Tensors.hstack(List.of(matrix, zeros(3, 3))),
                "hstack: tensor 1 has shape [3, 3], tensor 0 has shape [2, 3]; only axis 1 may differ in length");
        bad(rows, "Tensors.hstack(List)", () -> Tensors.hstack(List.of()),
                "hstack: there are no tensors, so there is no shape for the result");
        bad(rows, "Tensors.vstack(List)", () -> Tensors.vstack(List.of(matrix, zeros(2))),
                "vstack: tensor 1 has shape [1, 2], tensor 0 has shape [2, 3]; only axis 0 may differ in length");
        bad(rows, "Tensors.dstack(List)", () -> Tensors.dstack(List.of(matrix, zeros(3))),
                "dstack: tensor 1 has shape [1, 3, 1], tensor 0 has shape [2, 3, 1]; only axis 2 may differ in length");
        bad(rows, "Tensors.columnStack(List)", () -> Tensors.columnStack(List.of(matrix, zeros(3))),
                "columnStack: tensor 1 has shape [3, 1], tensor 0 has shape [2, 3]; only axis 1 may differ in length");
        bad(rows, "Tensors.blockDiag(Tensor[])", () -> Tensors.blockDiag(matrix, zeros(1, 2, 3)),
                "blockDiag: the blocks are matrices, not of shape [1, 2, 3]; use reshape");
        bad(rows, "Tensors.broadcastTensors(Tensor[])", () -> Tensors.broadcastTensors(matrix, zeros(2)),
                "broadcastTensors: "
               
                + "shapes [2, 3] and [2] do not fit at axis -1 (3 and 2): equal lengths fit, and "
                + "a length of 1 stretches; reshape or transpose one of them");
        bad(rows, "Tensors.meshgrid(Tensor[])", () -> Tensors.meshgrid(zeros(3), matrix),
                "meshgrid: tensor 1 has shape [2, "
                + "3]; each is the numbers along one axis, so it has one axis itself");
        bad(rows, "Tensors.meshgrid(String,Tensor[])", () -> Tensors.meshgrid("yx", zeros(3)),
                "meshgrid: there is no indexing "
                + "\"yx\"; use \"ij\", where the first tensor runs down, or \"xy\", where it runs to the right");
        bad(rows, "Tensors.cartesianProd(Tensor[])", () -> Tensors.cartesianProd(zeros(3), matrix),
                "cartesianProd: tensor 1 has shape [2, 3]; each has one axis");
    }
}
