package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpErrorsTest.outside;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.Plain;
import jacobi.Tensor;
import java.util.List;

/** Parts of a tensor. */
final class SlicingRows {
    private SlicingRows() {
    }

    static void addTo(OpTable t) {
        t.smooth("slice(int,int)", "", any(5, 2), x -> x.slice(1, -1),
                x -> build(new int[] {3, 2}, i -> x.at(i[0] + 1, i[1])));
        t.smooth("slice(int,int)", "beyond the end", any(5, 2), x -> x.slice(3, 99),
                x -> build(new int[] {2, 2}, i -> x.at(i[0] + 3, i[1])));
        t.smooth("slice(int,int)", "nothing", any(5, 2), x -> x.slice(4, 2),
                x -> new Plain(new int[] {0, 2}, new double[0]));
        t.smooth("slice(int,int,int,int)", "", any(3, 7), x -> x.slice(-1, 1, 7, 2),
                x -> build(new int[] {3, 3}, i -> x.at(i[0], 1 + 2 * i[1])));
        t.smooth("slice(int,int,int,int)", "of a slice of a transposed view", any(4, 5),
                x -> x.t().slice(0, 1, 5, 2).slice(1, 2, 4, 1),
                x -> build(new int[] {2, 2}, i -> x.at(i[1] + 2, 1 + 2 * i[0])));
        t.smooth("select(int,int)", "", any(3, 4), x -> x.select(1, -2), x -> build(new int[] {3}, i -> x.at(i[0], 2)));
        t.smooth("get(int)", "", any(3, 4), x -> x.get(1), x -> build(new int[] {4}, i -> x.at(1, i[0])));
        t.golden("slice(int,int,int)", "", true, any(3, 5), x -> x.slice(1, -4, 4));
        t.golden("slice(int,int,int,int)", "a step beyond the end", true, any(5), x -> x.slice(0, 1, 5, 1 << 30));
        t.golden("slice(int,int,int,int)", "whole numbers", false, whole(9, 5), x -> x.slice(0, 0, 5, 2));
        t.golden("get(int[])", "row", true, any(3, 4, 2), x -> x.get(new int[] {-1}));
        t.golden("get(int[])", "in a row", true, any(3, 4, 2), x -> x.get(1, -1));
        t.golden("get(int[])", "number", true, any(3, 4, 2), x -> x.get(1, 2, 0));
        t.golden("get(int[])", "all", true, any(3), x -> x.get().mul(1));
        t.golden("narrow(int,int,int)", "", true, any(3, 5), x -> x.narrow(1, -4, 3));
        t.golden("narrow(int,int,int)", "nothing", true, any(3, 5), x -> x.narrow(0, 3, 0));
        t.golden("split(int)", "", true, any(5, 2), x -> x.split(2).get(1));
        t.golden("split(int)", "the last", true, any(5, 2), x -> x.split(2).get(2));
        t.golden("split(int)", "nothing", true, any(0, 2), x -> x.split(2).get(0));
        t.golden("split(int,int)", "", true, any(2, 5), x -> x.split(3, -1).get(1));
        t.golden("split(int[],int)", "", true, any(2, 6), x -> x.split(new int[] {1, 0, 3, 2}, 1).get(2));
        t.golden("split(int[],int)", "of length 0", true, any(2, 6), x -> x.split(new int[] {1, 0, 3, 2}, 1).get(1));
        t.golden("chunk(int)", "", true, any(7, 2), x -> x.chunk(3).get(2));
        t.golden("chunk(int,int)", "", true, any(2, 6), x -> x.chunk(4, 1).get(2));
        t.golden("unbind()", "", true, any(3, 2), x -> x.unbind().get(2));
        t.golden("unbind(int)", "", true, any(3, 2), x -> x.unbind(-1).get(1));
        t.golden("unfold(int,int,int)", "overlapping", true, any(7, 2), x -> x.unfold(0, 3, 2));
        t.golden("unfold(int,int,int)", "with gaps", true, any(2, 8), x -> x.unfold(1, 2, 3));
        t.golden("unfold(int,int,int)", "one window", true, any(2, 3), x -> x.unfold(-1, 3, 5));
        t.golden("unfold(int,int,int)", "windows of nothing", true, any(2, 3), x -> x.unfold(-1, 0, 1));
        t.golden("unfold(int,int,int)", "twice, of a transposed view", true, any(4, 5),
                x -> x.t().unfold(0, 2, 1).unfold(1, 3, 1));
        t.golden("unfold(int,int,int)", "empty", true, any(0, 3), x -> x.unfold(1, 2, 1));
        t.golden("diagonal()", "", true, any(3, 4), Tensor::diagonal);
        for (int offset : new int[] {-4, -2, 1, 3, 4}) {
            t.golden("diagonal(int)", "offset " + offset, true, any(3, 4), x -> x.diagonal(offset));
        }
        t.golden("diagonal(int,int,int)", "", true, any(3, 4, 2), x -> x.diagonal(1, -1, 0));
        t.golden("diagonal(int,int,int)", "of a view", true, any(4, 3, 4), x -> x.slice(1, 2).diagonal(-1, 2, 1));
        t.golden("diagonal(int,int,int)", "empty", true, any(0, 3, 2), x -> x.diagonal(0, 0, 1));
        t.golden("tensorSplit(int)", "", true, any(7, 2), x -> x.tensorSplit(3).get(2));
        t.golden("tensorSplit(int,int)", "", true, any(2, 5), x -> x.tensorSplit(3, 1).get(1));
        t.golden("tensorSplit(int,int)", "more than there are", true, any(2, 2), x -> x.tensorSplit(3, 1).get(2));
        for (int piece = 0; piece < 4; piece++) {
            int at = piece;
            t.golden("tensorSplit(int[],int)", "piece " + at, true, any(2, 6),
                    x -> x.tensorSplit(new int[] {1, -2, 2}, 1).get(at));
        }
        t.golden("tensorSplit(int[],int)", "behind the end", true, any(2, 3), x -> x.tensorSplit(new int[] {5}, 1).get(1));
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        outside(rows, "slice(int,int,int)", () -> matrix.slice(2, 0, 1),
                "slice: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "get(int[])", () -> matrix.get(0, 1, 2),
                "get: shape [2, 3] takes at most 2 indices, not the 3 of [0, 1, 2]");
        outside(rows, "get(int[])", () -> matrix.get(0, 3),
                "get: there is no index 3 along axis 1 of shape [2, 3], which has length 3");
        outside(rows, "narrow(int,int,int)", () -> matrix.narrow(1, 2, 2),
                "narrow: there are no 2 indices from 2 on along "
                + "axis 1 of shape [2, 3], which has length 3");
        outside(rows, "narrow(int,int,int)", () -> matrix.narrow(1, 1, Integer.MAX_VALUE),
                "narrow: there are no 2147483647 "
                + "indices from 1 on along axis 1 of shape [2, 3], which has length 3");
        bad(rows, "split(int)", () -> matrix.split(0), "split: the size of a piece must be at least 1, not 0");
        outside(rows, "split(int,int)", () -> matrix.split(1, 2),
                "split: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "split(int[],int)", () -> matrix.split(new int[] {1, 1}, 1),
                "split: pieces of [1, 1] do not add up to axis "
                + "1 of shape [2, 3], which has length 3; the lengths must be at least 0 and sum to it");
        bad(rows, "split(int[],int)", () -> matrix.split(new int[] {4, -1}, 1),
                "split: pieces of [4, -1] do not add up to "
                + "axis 1 of shape [2, 3], which has length 3; the lengths must be at least 0 and sum to it");
        bad(rows, "chunk(int)", () -> matrix.chunk(0), "chunk: the number of pieces must be at least 1, not 0");
        outside(rows, "chunk(int,int)", () -> matrix.chunk(2, -3),
                "chunk: there is no axis -3 in shape [2, 3]; axes run from -2 to 1");
        outside(rows, "unbind(int)", () -> matrix.unbind(2),
                "unbind: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "unfold(int,int,int)", () -> matrix.unfold(1, 4, 1),
                "unfold: windows of size 4 at steps of 1 do not fit "
                + "axis 1 of shape [2, 3]: the size is 0 to 3, the step at least 1");
        bad(rows, "unfold(int,int,int)", () -> matrix.unfold(0, 1, 0),
                "unfold: windows of size 1 at steps of 0 do not fit "
                + "axis 0 of shape [2, 3]: the size is 0 to 2, the step at least 1");
        outside(rows, "diagonal(int)", () -> zeros(3).diagonal(1),
                "diagonal: there is no axis 1 in shape [3]; axes run from -1 to 0");
        bad(rows, "diagonal(int,int,int)", () -> matrix.diagonal(0, 1, -1),
                "diagonal: axis 1 and axis -1 of shape [2, 3] are the same; name two different ones");
        bad(rows, "tensorSplit(int)", () -> matrix.tensorSplit(0), "tensorSplit: the number of pieces must be at least 1, not 0");
        outside(rows, "tensorSplit(int,int)", () -> matrix.tensorSplit(2, -3),
                "tensorSplit: there is no axis -3 in shape [2, 3]; axes run from -2 to 1");
        outside(rows, "tensorSplit(int[],int)", () -> matrix.tensorSplit(new int[] {1}, 2),
                "tensorSplit: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
    }
}
