package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpErrorsTest.outside;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.List;

/** Elements chosen by indices. */
final class IndexingRows {
    private IndexingRows() {
    }

    static void addTo(OpTable t) {
        t.row("gather(int,Tensor)", "axis 0", List.of(any(3, 4), whole(3, 2, 4)), in -> in[0].gather(0, in[1]),
                in -> build(new int[] {2, 4}, i -> in[0].at((int) in[1].at(i), i[1])), true, false);
        t.row("gather(int,Tensor)", "axis 1", List.of(any(3, 4), whole(4, 2, 6)), in -> in[0].gather(-1, in[1]),
                in -> build(new int[] {2, 6}, i -> in[0].at(i[0], (int) in[1].at(i))), true, false);
        t.row("gather(int,Tensor)", "of a transposed view", List.of(any(4, 3), whole(3, 3, 4)),
                in -> in[0].t().gather(0, in[1]),
                in -> build(new int[] {3, 4}, i -> in[0].at(i[1], (int) in[1].at(i))), true, false);
        t.row("indexSelect(int,Tensor)", "rows", List.of(any(3, 4), whole(3, 5)), in -> in[0].indexSelect(0, in[1]),
                in -> build(new int[] {5, 4}, i -> in[0].at((int) in[1].at(i[0]), i[1])), true, false);
        t.row("indexSelect(int,Tensor)", "columns", List.of(any(3, 4), whole(4, 6)), in -> in[0].indexSelect(1, in[1]),
                in -> build(new int[] {3, 6}, i -> in[0].at(i[0], (int) in[1].at(i[1]))), true, false);
        t.golden("take(Tensor)", "", List.of(any(3, 4), whole(12, 2, 5)), x -> x[0].take(x[1]), true, false);
        t.golden("take(Tensor)", "from the end", List.of(any(3, 4), whole(12, 5)),
                x -> x[0].t().take(x[1].sub(12)), true, false);
        t.golden("take(Tensor)", "a number", List.of(any(3, 4), whole(12)), x -> x[0].take(x[1]), true, false);
        t.golden("takeAlongDim(Tensor,int)", "", List.of(any(3, 4), whole(3, 2, 4)),
                x -> x[0].takeAlongDim(x[1], 0), true, false);
        t.golden("takeAlongDim(Tensor,int)", "broadcasting the index", List.of(any(2, 3, 4), whole(4, 1, 3, 2)),
                x -> x[0].takeAlongDim(x[1], -1), true, false);
        t.golden("takeAlongDim(Tensor,int)", "broadcasting the values", List.of(any(1, 4), whole(4, 3, 2)),
                x -> x[0].takeAlongDim(x[1], 1), true, false);
        t.golden("index(Tensor[])", "rows", List.of(any(3, 4), whole(3, 2, 2)), x -> x[0].index(x[1]), true, false);
        t.golden("index(Tensor[])", "elements", List.of(any(3, 4), whole(3, 5), whole(4, 5)),
                x -> x[0].index(x[1], x[2]), true, false, false);
        t.golden("index(Tensor[])", "broadcasting, from the end", List.of(any(3, 4, 2), whole(3, 3, 1), whole(4, 2)),
                x -> x[0].index(x[1].sub(3), x[2]), true, false, false);
        t.golden("index(Tensor[])", "a mask", List.of(any(2, 3, 2), mask(2, 3)), x -> x[0].index(x[1]), true, false);
        t.golden("index(Tensor[])", "nothing", List.of(any(3, 4), whole(3, 0)), x -> x[0].index(x[1]), true, false);
        t.golden("indexPut(List,Tensor)", "elements", List.of(any(3, 4), whole(3, 2), whole(4, 2), any(2)),
                x -> x[0].indexPut(List.of(x[1], x[2]), x[3]), true, false, false, true);
        t.golden("indexPut(List,Tensor)", "rows, one value", List.of(any(3, 4), whole(3, 2), any()),
                x -> x[0].indexPut(List.of(x[1]), x[2]), true, false, true);
        t.golden("indexPut(List,Tensor,boolean)", "adding", List.of(any(3, 4), whole(3, 5), any(5, 1)),
                x -> x[0].indexPut(List.of(x[1]), x[2], true), true, false, true);
        t.golden("indexPut(List,Tensor,boolean)", "a mask", List.of(any(3, 4), mask(3, 4), any()),
                x -> x[0].indexPut(List.of(x[1]), x[2], false), true, false, true);
        t.golden("scatter(int,Tensor,Tensor)", "", List.of(any(3, 4), whole(3, 1, 4), any(1, 4)),
                x -> x[0].scatter(0, x[1], x[2]), true, false, true);
        t.golden("scatter(int,Tensor,Tensor)", "a larger source", List.of(any(4, 3), whole(4, 1, 3), any(2, 4)),
                x -> x[0].scatter(0, x[1], x[2]), true, false, true);
        t.golden("scatter(int,Tensor,Tensor)", "of a transposed view", List.of(any(4, 3), whole(4, 3, 1), any(3, 1)),
                x -> x[0].t().scatter(1, x[1], x[2]), true, false, true);
        t.golden("scatter(int,Tensor,Tensor)", "nothing", List.of(any(4, 3), whole(4, 0, 3), any(0, 3)),
                x -> x[0].scatter(0, x[1], x[2]), true, false, false);
        t.golden("scatter(int,Tensor,double)", "", List.of(any(3, 4), whole(4, 3, 2)),
                x -> x[0].scatter(1, x[1], 0.5), true, false);
        t.golden("scatter(int,Tensor,double)", "whole numbers", List.of(whole(9, 3, 4), whole(4, 3, 2)),
                x -> x[0].scatter(-1, x[1], 7), false, false);
        t.golden("scatterAdd(int,Tensor,Tensor)", "", List.of(any(3, 4), whole(3, 5, 4), any(5, 4)),
                x -> x[0].scatterAdd(0, x[1], x[2]), true, false, true);
        t.golden("scatterAdd(int,Tensor,Tensor)", "a larger source", List.of(any(3, 4), whole(4, 2, 3), any(3, 3)),
                x -> x[0].scatterAdd(-1, x[1], x[2]), true, false, true);
        t.golden("scatterAdd(int,Tensor,Tensor)", "whole numbers", List.of(whole(9, 3), whole(3, 5), whole(9, 5)),
                x -> x[0].scatterAdd(0, x[1], x[2]), false, false, false);
        t.golden("indexAdd(int,Tensor,Tensor)", "rows", List.of(any(3, 4), whole(3, 5), any(5, 4)),
                x -> x[0].indexAdd(0, x[1], x[2]), true, false, true);
        t.golden("indexAdd(int,Tensor,Tensor)", "columns", List.of(any(3, 4), whole(4, 2), any(3, 2)),
                x -> x[0].indexAdd(-1, x[1], x[2]), true, false, true);
        t.golden("indexCopy(int,Tensor,Tensor)", "rows", List.of(any(4, 3), rng -> Tensors.tensor(new long[] {2, 0}),
                any(2, 3)), x -> x[0].indexCopy(0, x[1], x[2]), true, false, true);
        t.golden("indexCopy(int,Tensor,Tensor)", "columns", List.of(any(4, 3), rng -> Tensors.tensor(new long[] {1}),
                any(4, 1)), x -> x[0].indexCopy(-1, x[1], x[2]), true, false, true);
        t.golden("indexFill(int,Tensor,double)", "", List.of(any(3, 4), whole(4, 2)),
                x -> x[0].indexFill(1, x[1], 0.5), true, false);
        t.golden("indexFill(int,Tensor,double)", "truths", List.of(mask(3, 4), whole(3, 2)),
                x -> x[0].indexFill(0, x[1], 1), false, false);
        for (String reduction : List.of("sum", "prod", "mean", "amax", "amin")) {
            for (boolean old : new boolean[] {true, false}) {
                t.golden("scatterReduce(int,Tensor,Tensor,String,boolean)", reduction + ", old ones: " + old,
                        List.of(any(3, 4), whole(3, 5, 4), distinct(5, 4)),
                        x -> x[0].scatterReduce(0, x[1], x[2], reduction, old), true, false, true);
            }
        }
        t.golden("scatterReduce(int,Tensor,Tensor,String)", "", List.of(any(3, 4), whole(4, 2, 3), distinct(3, 3)),
                x -> x[0].scatterReduce(1, x[1], x[2], "amax"), true, false, true);
        t.row("scatter(int,Tensor,Tensor)", "one place twice", List.of(any(3), any(3)),
                x -> x[0].scatter(0, Tensors.tensor(new long[] {1, 1, 2}), x[1]),
                x -> build(new int[] {3}, i -> i[0] == 0 ? x[0].at(0) : x[1].at(i[0])), true, true);
        t.row("indexCopy(int,Tensor,Tensor)", "one place twice", List.of(any(3, 2), any(2, 2)),
                x -> x[0].indexCopy(0, Tensors.tensor(new long[] {1, 1}), x[1]),
                x -> build(new int[] {3, 2}, i -> i[0] == 1 ? x[1].at(1, i[1]) : x[0].at(i)), true, true);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        Tensor two = tensor(new long[] {0, 2});
        outside(rows, "take(Tensor)", () -> matrix.take(tensor(new int[] {0, -7})),
                "take: the index holds -7 at position 1, "
                + "but axis 0 of shape [6] has only the indices -6 to 5");
        bad(rows, "take(Tensor)", () -> matrix.take(tensor(1, 2)),
                "take: indices are whole numbers (int32 or int64), not "
                + "float32; convert them with to(DType.INT64)");
        bad(rows, "takeAlongDim(Tensor,int)", () -> matrix.takeAlongDim(two, 0),
                "takeAlongDim: the index of shape [2] does not fit shape [2, 3]: it needs as many axes");
        outside(rows, "index(Tensor[])", () -> matrix.index(tensor(new int[] {0, 2})),
                "index: the index holds 2 at position "
                + "1, but axis 0 of shape [2, 3] has only the indices -2 to 1");
        bad(rows, "index(Tensor[])", () -> matrix.index(two, two, two),
                "index: shape [2, 3] takes indices for 1 to 2 axes, not for 3");
        bad(rows, "index(Tensor[])", () -> matrix.index(zeros(DType.BOOL, 3)),
                "index: a mask of shape [3] does not fit shape "
                + "[2, 3] from axis 0 on; it has the lengths of the axes it chooses from");
        bad(rows, "indexPut(List,Tensor)", () -> matrix.indexPut(List.of(tensor(new int[] {0})), zeros(2)),
                "indexPut: values "
                + "of shape [2] do not stretch to what the indices name, which has shape [1, 3]");
        bad(rows, "indexPut(List,Tensor,boolean)", () -> matrix.indexPut(List.of(), zeros(2), true),
                "indexPut: shape [2, 3] takes indices for 1 to 2 axes, not for 0");
        Tensor index = tensor(new long[] {0, 2}, 1, 2);
        outside(rows, "scatter(int,Tensor,Tensor)", () -> matrix.scatter(0, index, zeros(1, 2)),
                "scatter: the index holds 2 "
                + "at position 1, but axis 0 of shape [2, 3] has only the indices 0 to 1");
        bad(rows, "scatter(int,Tensor,Tensor)", () -> matrix.scatter(1, index, zeros(1, 1)),
                "scatter: the source of shape "
               
                + "[1, 1] is too small for the index of shape [1, 2]: it has as many axes, and is "
                + "at least as long along each");
        bad(rows, "scatter(int,Tensor,Tensor)", () -> matrix.scatter(1, index, zeros(DType.INT32, 1, 2)),
                "scatter: the source "
                + "is of type int32, the tensor of type float32; convert one with to(DType.FLOAT32)");
        bad(rows, "scatter(int,Tensor,double)", () -> matrix.scatter(0, two, 1),
                "scatter: the index of shape [2] does not "
                + "fit shape [2, 3]: it needs as many axes, and only axis 0 may be longer");
        bad(rows, "scatter(int,Tensor,double)", () -> matrix.to(DType.INT64).scatter(1, index, 0.5),
                "scatter: 0.5 is no number of type int64; convert the tensor with to(DType.FLOAT32) first");
        bad(rows, "scatterAdd(int,Tensor,Tensor)", () -> matrix.scatterAdd(0, two, zeros(2)),
                "scatterAdd: the index of shape "
                + "[2] does not fit shape [2, 3]: it needs as many axes, and only axis 0 may be longer");
        outside(rows, "scatterAdd(int,Tensor,Tensor)", () -> matrix.scatterAdd(0, index, zeros(1, 2)),
                "scatterAdd: the index "
                + "holds 2 at position 1, but axis 0 of shape [2, 3] has only the indices 0 to 1");
        bad(rows, "scatterReduce(int,Tensor,Tensor,String)", () -> matrix.scatterReduce(1, index, zeros(1, 2),
                "product"),
                "scatterReduce: there is no reduction \"product\"; use \"sum\", \"prod\", \"mean\", \"amax\" or "
                        + "\"amin\"");
        outside(rows, "scatterReduce(int,Tensor,Tensor,String,boolean)",
                () -> matrix.scatterReduce(2, index, zeros(1, 2), "sum", true),
                "scatterReduce: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "scatterReduce(int,Tensor,Tensor,String,boolean)", () -> zeros(DType.INT32, 2, 3).scatterReduce(1,
                index,
                zeros(DType.INT32, 1, 2), "mean", true),
                        "scatterReduce: the mean takes floating-point numbers, not int32; "
                + "convert them with to(DType.FLOAT32)");
        bad(rows, "indexAdd(int,Tensor,Tensor)", () -> matrix.indexAdd(1, two, zeros(2, 3)),
                "indexAdd: the source of shape "
                + "[2, 3] does not fit: for 2 indices along axis 1 of shape [2, 3] it is [2, 2]");
        bad(rows, "indexCopy(int,Tensor,Tensor)", () -> matrix.indexCopy(1, index, zeros(2, 2)),
                "indexCopy: the indices are a tensor of one axis, not of shape [1, 2]");
        outside(rows, "indexCopy(int,Tensor,Tensor)", () -> matrix.indexCopy(0, two, zeros(2, 3)),
                "indexCopy: the index holds "
                + "2 at position 1, but axis 0 of shape [2, 3] has only the indices 0 to 1");
        outside(rows, "indexFill(int,Tensor,double)", () -> matrix.indexFill(0, two, 1),
                "indexFill: the index holds 2 at "
                + "position 1, but axis 0 of shape [2, 3] has only the indices 0 to 1");
    }
}
