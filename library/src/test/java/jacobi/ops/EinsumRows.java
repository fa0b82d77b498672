package jacobi.ops;

import static jacobi.ops.OpRow.any;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;

/** Products of any number of tensors. */
final class EinsumRows {
    private EinsumRows() {
    }

    private static void row(OpTable t, String equation, int[]... shapes) {
        List<OpRow.Sample> inputs = new ArrayList<>();
        boolean[] smooth = new boolean[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            inputs.add(any(shapes[i]));
            smooth[i] = true;
        }
        t.golden("Tensors.einsum(String,Tensor[])", equation, inputs, x -> Tensors.einsum(equation, x), smooth);
    }

    private static int[] of(int... dims) {
        return dims;
    }

    static void addTo(OpTable t) {
        row(t, "ij->ji", of(2, 3));
        row(t, "ij", of(2, 3));
        row(t, "ji", of(2, 3));
        row(t, "ij->", of(2, 3));
        row(t, "ij->j", of(2, 3));
        row(t, "ii", of(3, 3));
        row(t, "ii->i", of(3, 3));
        row(t, "iij->ij", of(2, 2, 3));
        row(t, "iji->j", of(2, 3, 2));
        row(t, "iii->i", of(2, 2, 2));
        row(t, "ik,kj->ij", of(2, 3), of(3, 4));
        row(t, "ik,kj", of(2, 3), of(3, 4));
        row(t, " b i k , b k j -> b i j ", of(2, 2, 3), of(2, 3, 2));
        row(t, "bhqd,bhkd->bhqk", of(2, 2, 2, 3), of(2, 2, 4, 3));
        row(t, "bqhd,bkhd->bhqk", of(2, 2, 2, 3), of(2, 4, 2, 3));
        row(t, "i,j->ij", of(2), of(3));
        row(t, "i,i->", of(3), of(3));
        row(t, "bi,bi->b", of(2, 3), of(2, 3));
        row(t, "ij,ij->ij", of(2, 3), of(2, 3));
        row(t, "bn,anm,bm->ba", of(2, 3), of(4, 3, 2), of(2, 2));
        row(t, "ab,bc,cd,de->ae", of(2, 3), of(3, 2), of(2, 3), of(3, 2));
        row(t, "...ij,...jk->...ik", of(2, 1, 2, 3), of(4, 3, 2));
        row(t, "...i,...i", of(2, 3), of(3));
        row(t, "i...->...", of(2, 3, 2));
        row(t, "i...j->j...i", of(2, 3, 4));
        row(t, "...->", of(2, 3));
        row(t, "ij,kl->ijkl", of(2, 2), of(1, 3));
        row(t, "ij,jk->ik", of(2, 1), of(3, 2));
        row(t, "ij,i->j", of(0, 2), of(0));
        row(t, ",i->i", of(), of(3));
        row(t, "Ab,bA->Ab", of(2, 3), of(3, 2));
        t.golden("Tensors.einsum(String,Tensor[])", "no elements", List.of(any(2, 0), any(0, 2)),
                x -> Tensors.einsum("ik,kj->ij", x), true, true);
        t.golden("Tensors.einsum(String,Tensor[])", "of a transposed one", List.of(any(3, 2), any(3, 4)),
                x -> Tensors.einsum("ik,kj->ij", x[0].t(), x[1]), true, true);
        t.golden("Tensors.einsum(String,Tensor[])", "whole numbers", List.of(OpRow.whole(9, 2, 3), OpRow.whole(9, 3, 2)),
                x -> Tensors.einsum("ik,kj->j", x), false, false);
        t.golden("Tensors.einsum(String,Tensor[])", "the same one twice", true, any(3, 3),
                x -> Tensors.einsum("ij,ji->", x, x));

        for (int[][] shapes : new int[][][] {{{2, 3}, {3, 4}, {4, 1}, {1, 2}}, {{3}, {3, 2}, {2, 4}, {4}}, {{2, 3}, {3}},
            {{2, 0}, {0, 3}, {3, 1}}}) {
            List<OpRow.Sample> inputs = new ArrayList<>();
            boolean[] smooth = new boolean[shapes.length];
            Arrays.fill(smooth, true);
            for (int[] shape : shapes) {
                inputs.add(any(shape));
            }
            t.golden("Tensors.chainMatmul(Tensor[])", Arrays.deepToString(shapes), inputs, Tensors::chainMatmul, smooth);
        }
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = Tensors.zeros(2, 3);
        bad(rows, () -> Tensors.einsum("ij,jk", matrix, Tensors.zeros(4, 5)), "einsum: letter j has length 3 in operand 0 and 4 "
                + "in operand 1 (\"jk\", shape [4, 5]); the lengths of one letter must be equal");
        bad(rows, () -> Tensors.einsum("ii", matrix), "einsum: letter i has length 2 in operand 0 and 3 in operand 0 (\"ii\", "
                + "shape [2, 3]); the lengths of one letter must be equal");
        bad(rows, () -> Tensors.einsum("ii", Tensors.zeros(1, 3)), "einsum: letter i has length 1 in operand 0 and 3 in operand "
                + "0 (\"ii\", shape [1, 3]); the lengths of one letter must be equal");
        bad(rows, () -> Tensors.einsum("...i,...i", matrix, Tensors.zeros(5, 3)), "einsum: axis -1 of the ellipsis has length 2 "
                + "in operand 0 and 5 in operand 1 (\"...i\", shape [5, 3]); the lengths of one letter must be equal");
        bad(rows, () -> Tensors.einsum("ijk->", matrix), "einsum: term 0, \"ijk\", names 3 axes, but operand 0 of shape [2, 3] "
                + "has 2");
        bad(rows, () -> Tensors.einsum("...ijk", matrix), "einsum: term 0, \"...ijk\", names 3 axes beside the ellipsis, but "
                + "operand 0 of shape [2, 3] has 2");
        bad(rows, () -> Tensors.einsum("ij", matrix, matrix), "einsum: the equation \"ij\" has 1 terms before the arrow, but "
                + "there are 2 operands; commas separate the terms");
        bad(rows, () -> Tensors.einsum("ij->ijj", matrix), "einsum: letter j occurs twice in the result \"ijj\"; each axis of "
                + "the result has a letter of its own");
        bad(rows, () -> Tensors.einsum("ij->ik", matrix), "einsum: letter k of the result \"ik\" is in no operand of the "
                + "equation \"ij->ik\"");
        bad(rows, () -> Tensors.einsum("i1", matrix), "einsum: there is a '1' in the equation \"i1\"; axes are called a to z and "
                + "A to Z, an ellipsis (...) stands for any others, once in a term");
        bad(rows, () -> Tensors.einsum("i..", matrix), "einsum: there is a '.' in the equation \"i..\"; axes are called a to z "
                + "and A to Z, an ellipsis (...) stands for any others, once in a term");
        bad(rows, () -> Tensors.einsum("ij->i->j", matrix), "einsum: there is a '-' in the equation \"ij->i->j\"; axes are "
                + "called a to z and A to Z, an ellipsis (...) stands for any others, once in a term");
        bad(rows, () -> Tensors.einsum("->"), "einsum: there are no operands for the equation \"->\"");
        bad(rows, () -> Tensors.einsum("ij,ij", matrix, Tensors.zeros(DType.FLOAT64, 2, 3)), "einsum: operand 1 is of type "
                + "float64, operand 0 of type float32; convert one with to(DType.FLOAT32)");
        String chain = "Tensors.chainMatmul(Tensor[])";
        OpErrorsTest.bad(rows, chain, () -> Tensors.chainMatmul(), "chainMatmul: there are no matrices to multiply");
        OpErrorsTest.bad(rows, chain, () -> Tensors.chainMatmul(matrix, Tensors.zeros(3), matrix), "chainMatmul: matrix 1 has "
                + "shape [3]; only the first and the last may be vectors, the others are matrices");
        OpErrorsTest.bad(rows, chain, () -> Tensors.chainMatmul(matrix, matrix), "chainMatmul: matrices 0 and 1 of shapes "
                + "[2, 3] and [2, 3] do not fit: 3 and 2 must be equal");
    }

    private static void bad(List<OpErrorsTest.Row> rows, OpErrorsTest.Call call, String message) {
        OpErrorsTest.bad(rows, "Tensors.einsum(String,Tensor[])", call, message);
    }
}
