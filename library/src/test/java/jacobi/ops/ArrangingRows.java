package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpErrorsTest.outside;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.special;
import static jacobi.ops.OpRow.whole;

import jacobi.Tensor;
import java.util.List;

/** Elements repeated, turned, moved and cut to triangles. */
final class ArrangingRows {
    private ArrangingRows() {
    }

    static void addTo(OpTable t) {
        t.golden("copy()", "", true, any(2, 3), x -> x.copy());
        t.golden("copy()", "of a transposed view", true, any(2, 3), x -> x.t().copy());
        t.golden("contiguous()", "", true, any(2, 3), x -> x.t().contiguous());
        t.golden("repeat(int[])", "", true, any(2, 3), x -> x.repeat(2, 3));
        t.golden("repeat(int[])", "in front", true, any(2, 1), x -> x.repeat(2, 1, 3));
        t.golden("repeat(int[])", "not at all", true, any(2, 3), x -> x.repeat(0, 1));
        t.golden("repeat(int[])", "a number", true, any(), x -> x.repeat(3));
        t.golden("repeat(int[])", "once, of a transposed view", true, any(2, 3), x -> x.t().repeat(1, 1));
        t.golden("tile(int[])", "", true, any(2, 3), x -> x.tile(2));
        t.golden("tile(int[])", "in front", true, any(2), x -> x.tile(2, 3));
        t.golden("repeatInterleave(int)", "", true, any(2, 3), x -> x.repeatInterleave(2));
        t.golden("repeatInterleave(int)", "a number", true, any(), x -> x.repeatInterleave(2));
        t.golden("repeatInterleave(int,int)", "", true, any(2, 3), x -> x.repeatInterleave(3, -1));
        t.golden("repeatInterleave(int,int)", "rows of a transposed view", true, any(2, 3),
                x -> x.t().repeatInterleave(2, 0));
        t.golden("repeatInterleave(Tensor,int)", "", List.of(any(3, 2), whole(4, 3)),
                x -> x[0].repeatInterleave(x[1], 0), true, false);
        t.golden("repeatInterleave(Tensor,int)", "one for all", List.of(any(3, 2), whole(4, 1)),
                x -> x[0].repeatInterleave(x[1].mul(0).add(2), 1), true, false);
        t.golden("flip(int[])", "", true, any(2, 3, 2), x -> x.flip(0, -1));
        t.golden("flip(int[])", "no axis", true, any(2, 3), x -> x.flip());
        t.golden("flip(int[])", "of a view", true, any(4, 3), x -> x.t().slice(0, 1, 3).flip(0));
        t.golden("flip(int[])", "empty", true, any(0, 3), x -> x.flip(0, 1));
        t.golden("flip(int[])", "truths", false, mask(5), x -> x.flip(0));
        t.golden("fliplr()", "", true, any(3, 4), Tensor::fliplr);
        t.golden("flipud()", "", true, any(3, 4), Tensor::flipud);
        t.golden("rot90()", "", true, any(3, 4), Tensor::rot90);
        t.golden("rot90(int)", "-1", true, any(3, 4), x -> x.rot90(-1));
        t.golden("rot90(int)", "0", true, any(3, 4), x -> x.rot90(0));
        t.golden("rot90(int)", "2", true, any(3, 4), x -> x.rot90(2));
        t.golden("rot90(int)", "5", true, any(3, 4), x -> x.rot90(5));
        t.golden("rot90(int,int,int)", "", true, any(2, 3, 4), x -> x.rot90(1, 2, 0));
        t.golden("roll(int)", "", true, any(2, 3), x -> x.roll(2));
        t.golden("roll(int)", "back", true, any(2, 3), x -> x.roll(-1));
        t.golden("roll(int)", "empty", true, any(0), x -> x.roll(1));
        t.golden("roll(int,int)", "", true, any(2, 3), x -> x.roll(4, -1));
        t.golden("roll(int,int)", "all around", true, any(2, 3), x -> x.roll(3, 1));
        t.golden("roll(int[],int[])", "", true, any(3, 4), x -> x.roll(new int[] {1, -1}, new int[] {0, 1}));
        t.golden("tril()", "", true, any(3, 4), x -> x.tril());
        t.golden("tril()", "of infinities", false, special(), x -> x.reshape(3, 7).tril());
        t.golden("tril()", "truths", false, mask(3, 3), x -> x.tril());
        t.golden("triu()", "", true, any(2, 4, 3), x -> x.triu());
        t.golden("triu()", "whole numbers", false, whole(9, 3, 3), x -> x.triu());
        t.golden("triu()", "empty", true, any(0, 3), x -> x.triu());
        t.golden("tril(int)", "-2", true, any(3, 4), x -> x.tril(-2));
        t.golden("tril(int)", "1", true, any(3, 4), x -> x.tril(1));
        t.golden("tril(int)", "5", true, any(3, 4), x -> x.tril(5));
        t.golden("triu(int)", "-2", true, any(3, 4), x -> x.triu(-2));
        t.golden("triu(int)", "1", true, any(3, 4), x -> x.triu(1));
        t.golden("triu(int)", "5", true, any(3, 4), x -> x.triu(5));
        t.golden("diag()", "of numbers", true, any(3), x -> x.diag());
        t.golden("diag()", "of a matrix", true, any(3, 4), x -> x.diag());
        t.golden("diag(int)", "of numbers, above", true, any(3), x -> x.diag(2));
        t.golden("diag(int)", "of numbers, below", true, any(2), x -> x.diag(-1));
        t.golden("diag(int)", "of a matrix", true, any(3, 4), x -> x.diag(-1));
        t.golden("diag(int)", "of nothing", true, any(0), x -> x.diag(1));
        t.golden("diagEmbed()", "", true, any(2, 3), x -> x.diagEmbed());
        t.golden("diagEmbed(int,int,int)", "", true, any(2, 3), x -> x.diagEmbed(1, 0, 2));
        t.golden("diagEmbed(int,int,int)", "the other way", true, any(2, 3), x -> x.diagEmbed(-1, -1, 0));
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        bad(rows, "repeat(int[])", () -> matrix.repeat(2),
                "repeat: shape [2, 3] has 2 axes, but [2] has only 1 numbers; say "
                + "one for each axis, or use tile");
        bad(rows, "repeat(int[])", () -> matrix.repeat(1, -1),
                "repeat: [1, -1] has the negative number -1; say how often, at least 0");
        bad(rows, "tile(int[])", () -> matrix.tile(-1),
                "repeat: [1, -1] has the negative number -1; say how often, at least 0");
        bad(rows, "tile(int[])", () -> matrix.tile(1 << 30),
                "repeat: an axis of length 3221225472 is too long; a tensor "
                + "holds at most 2147483639 elements");
        bad(rows, "repeatInterleave(int)", () -> matrix.repeatInterleave(-1),
                "repeatInterleave: an index cannot come -1 times; say how often, at least 0");
        outside(rows, "repeatInterleave(int,int)", () -> matrix.repeatInterleave(1, 2),
                "repeatInterleave: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "repeatInterleave(Tensor,int)", () -> matrix.repeatInterleave(tensor(new int[] {1, 2, 3}), 0),
                "repeatInterleave: numbers of shape [3] do not fit axis 0 of shape [2, 3]: "
                        + "they are [2], one for each index");
        bad(rows, "repeatInterleave(Tensor,int)", () -> matrix.repeatInterleave(tensor(new int[] {1, -2}), 0),
                "repeatInterleave: index 1 cannot come -2 times; say how often, "
                        + "at least 0 and at most 2147483639 in all");
        bad(rows, "flip(int[])", () -> matrix.flip(0, 0), "flip: axis 0 is named twice in [0, 0]");
        bad(rows, "fliplr()", () -> zeros(3).fliplr(),
                "fliplr: shape [3] has no left and right; it takes at least two axes, or use flip(0)");
        outside(rows, "rot90(int)", () -> zeros(3).rot90(1),
                "rot90: there is no axis 1 in shape [3]; axes run from -1 to 0");
        bad(rows, "rot90(int,int,int)", () -> matrix.rot90(1, 1, -1),
                "rot90: axis 1 and axis -1 of shape [2, 3] are the same; name two different ones");
        outside(rows, "roll(int,int)", () -> matrix.roll(1, 2),
                "roll: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "roll(int[],int[])", () -> matrix.roll(new int[] {1}, new int[] {0, 1}),
                "roll: there are 1 shifts [1] and 2 axes [0, 1]; say a shift for each axis");
        for (String name : new String[] {"tril", "triu"}) {
            bad(rows, name + "(int)", () -> name.equals("tril") ? zeros(3).tril(1) : zeros(3).triu(1), name
                    + ": it takes "
                    + "matrices, tensors of at least two axes, but the shape is [3]; use unsqueeze to add an axis");
        }
        bad(rows, "diag(int)", () -> zeros(1, 2, 3).diag(1),
                "diag: it takes one axis or a matrix, but the shape is [1, 2, 3]; use diagonal or diagEmbed");
        outside(rows, "diagEmbed(int,int,int)", () -> matrix.diagEmbed(0, 1, -2),
                "diagEmbed: matrices of the numbers of "
                + "shape [2, 3] lie in two different axes from -3 to 2, not in 1 and -2");
    }
}
