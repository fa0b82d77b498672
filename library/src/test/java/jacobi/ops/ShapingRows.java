package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Plain;
import jacobi.Shape;
import jacobi.Tensor;

/** The same numbers in another arrangement. */
final class ShapingRows {
    private ShapingRows() {
    }

    static void addTo(OpTable t) {
        t.smooth("reshape(int[])", "", any(2, 6), x -> x.reshape(3, -1), x -> new Plain(new int[] {3, 4}, x.values()));
        t.smooth("reshape(int[])", "of a transposed view", any(2, 3), x -> x.t().reshape(6),
                x -> build(new int[] {6}, i -> x.at(i[0] % 2, i[0] / 2)));
        t.smooth("reshape(int[])", "to a scalar", any(1, 1), x -> x.reshape(), x -> new Plain(new int[0], x.values()));
        t.smooth("reshape(Shape)", "", any(2, 6), x -> x.reshape(Shape.of(12)),
                x -> new Plain(new int[] {12}, x.values()));
        t.smooth("flatten()", "", any(2, 3, 2), Tensor::flatten, x -> new Plain(new int[] {12}, x.values()));
        t.smooth("squeeze()", "", any(1, 3, 1), Tensor::squeeze, x -> new Plain(new int[] {3}, x.values()));
        t.smooth("squeeze(int)", "", any(1, 3, 1), x -> x.squeeze(-1), x -> new Plain(new int[] {1, 3}, x.values()));
        t.smooth("unsqueeze(int)", "", any(3, 2), x -> x.unsqueeze(1), x -> new Plain(new int[] {3, 1, 2}, x.values()));
        t.smooth("unsqueeze(int)", "at the end", any(3, 2), x -> x.unsqueeze(-1),
                x -> new Plain(new int[] {3, 2, 1}, x.values()));
        t.smooth("t()", "", any(2, 3), Tensor::t, x -> build(new int[] {3, 2}, i -> x.at(i[1], i[0])));
        t.smooth("transpose(int,int)", "", any(2, 3, 4), x -> x.transpose(0, -1),
                x -> build(new int[] {4, 3, 2}, i -> x.at(i[2], i[1], i[0])));
        t.smooth("permute(int[])", "", any(2, 3, 4), x -> x.permute(2, 0, 1),
                x -> build(new int[] {4, 2, 3}, i -> x.at(i[1], i[2], i[0])));
        t.smooth("expand(int[])", "", any(3, 1), x -> x.expand(2, 3, 4),
                x -> build(new int[] {2, 3, 4}, i -> x.at(i[1], 0)));
        t.smooth("expand(Shape)", "", any(), x -> x.expand(Shape.of(2, 2)), x -> build(new int[] {2, 2}, i -> x.at()));
        t.smooth("slice(int,int)", "", any(5, 2), x -> x.slice(1, -1),
                x -> build(new int[] {3, 2}, i -> x.at(i[0] + 1, i[1])));
        t.smooth("slice(int,int)", "beyond the end", any(5, 2), x -> x.slice(3, 99),
                x -> build(new int[] {2, 2}, i -> x.at(i[0] + 3, i[1])));
        t.smooth("slice(int,int)", "nothing", any(5, 2), x -> x.slice(4, 2), x -> new Plain(new int[] {0, 2}, new double[0]));
        t.smooth("slice(int,int,int,int)", "", any(3, 7), x -> x.slice(-1, 1, 7, 2),
                x -> build(new int[] {3, 3}, i -> x.at(i[0], 1 + 2 * i[1])));
        t.smooth("slice(int,int,int,int)", "of a slice of a transposed view", any(4, 5),
                x -> x.t().slice(0, 1, 5, 2).slice(1, 2, 4, 1),
                x -> build(new int[] {2, 2}, i -> x.at(i[1] + 2, 1 + 2 * i[0])));
        t.smooth("select(int,int)", "", any(3, 4), x -> x.select(1, -2), x -> build(new int[] {3}, i -> x.at(i[0], 2)));
        t.smooth("get(int)", "", any(3, 4), x -> x.get(1), x -> build(new int[] {4}, i -> x.at(1, i[0])));
        t.smooth("to(DType)", "", any(3), x -> x.to(DType.FLOAT64), x -> x);
        t.steps("to(DType)", "int64 cuts fractions off", any(9), x -> x.mul(10).to(DType.INT64),
                x -> x.map(v -> (long) (v * 10)));
        t.steps("to(DType)", "bool", whole(3, 9), x -> x.to(DType.BOOL), x -> x.map(v -> v != 0 ? 1 : 0));
    }
}
