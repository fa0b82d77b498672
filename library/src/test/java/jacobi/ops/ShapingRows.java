package jacobi.ops;

import static jacobi.Plain.build;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpErrorsTest.outside;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Plain;
import jacobi.Shape;
import jacobi.Tensor;
import java.util.Arrays;
import java.util.List;

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
        t.smooth("expand(Shape)", "a column", any(3, 1), x -> x.expand(Shape.of(2, 3, 4)),
                x -> build(new int[] {2, 3, 4}, i -> x.at(i[1], 0)));
        t.golden("view(int[])", "", true, any(2, 6), x -> x.view(3, -1));
        t.golden("view(int[])", "of a transposed view", true, any(2, 3, 4), x -> x.transpose(0, 1).view(3, 2, 2, 2));
        t.golden("view(int[])", "empty", true, any(0, 3), x -> x.view(5, 0));
        t.golden("flatten(int,int)", "", true, any(2, 3, 4), x -> x.flatten(1, -1));
        t.golden("flatten(int,int)", "one axis", true, any(2, 3, 4), x -> x.flatten(1, 1));
        t.golden("flatten(int,int)", "scalar", true, any(), x -> x.flatten(0, -1));
        t.golden("flatten(int,int)", "empty", true, any(2, 0, 4), x -> x.flatten(0, 1));
        t.golden("unflatten(int,int[])", "", true, any(3, 8), x -> x.unflatten(-1, 2, -1));
        t.golden("unflatten(int,int[])", "the first axis", true, any(6, 2), x -> x.unflatten(0, 2, 1, 3));
        t.golden("swapaxes(int,int)", "", true, any(2, 3, 4), x -> x.swapaxes(-1, 1));
        t.golden("mT()", "", true, any(2, 3, 4), Tensor::mT);
        t.golden("movedim(int,int)", "forward", true, any(2, 3, 4), x -> x.movedim(0, -1));
        t.golden("movedim(int,int)", "back", true, any(2, 3, 4), x -> x.movedim(2, 0));
        t.golden("movedim(int[],int[])", "", true, any(2, 3, 4, 2),
                x -> x.movedim(new int[] {3, 0}, new int[] {0, 2}));
        t.golden("expand(int[])", "-1 keeps a length", true, any(3, 1), x -> x.expand(2, -1, 4));
        t.golden("expand(int[])", "to nothing", true, any(3, 1), x -> x.expand(3, 0));
        t.row("expandAs(Tensor)", "", List.of(any(3, 1), any(2, 3, 4)), x -> x[0].expandAs(x[1]), null, true, false);
        t.golden("broadcastTo(int[])", "", true, any(3, 1), x -> x.broadcastTo(2, 3, 2));
        for (int rank = 0; rank < 4; rank++) {
            int[] dims = Arrays.copyOf(new int[] {2, 3, 2}, rank);
            String label = "of " + rank + " axes";
            t.golden("atLeast1d()", label, true, any(dims), Tensor::atLeast1d);
            t.golden("atLeast2d()", label, true, any(dims), Tensor::atLeast2d);
            t.golden("atLeast3d()", label, true, any(dims), Tensor::atLeast3d);
        }
        t.smooth("to(DType)", "", any(3), x -> x.to(DType.FLOAT64), x -> x);
        t.steps("to(DType)", "int64 cuts fractions off", any(9), x -> x.mul(10).to(DType.INT64),
                x -> x.map(v -> (long) (v * 10)));
        t.steps("to(DType)", "bool", whole(3, 9), x -> x.to(DType.BOOL), x -> x.map(v -> v != 0 ? 1 : 0));
        t.golden("viewAs(Tensor)", "", List.of(any(2, 6), any(3, 4)), x -> x[0].viewAs(x[1]), true, false);
        t.golden("reshapeAs(Tensor)", "", List.of(any(2, 6), any(3, 4)), x -> x[0].t().reshapeAs(x[1]), true, false);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        bad(rows, "view(int[])", () -> matrix.t().view(6),
                "view: shape [3, 2], as it lies in memory, has no view of shape "
                + "[6] without a copy; use reshape");
        bad(rows, "view(int[])", () -> matrix.view(4),
                "view: shape [2, 3] has 6 elements, shape [4] has 4; they must be equal");
        bad(rows, "flatten(int,int)", () -> matrix.flatten(1, 0),
                "flatten: axis 1 comes after axis 0 in shape [2, 3]; name the first axis first");
        outside(rows, "flatten(int,int)", () -> matrix.flatten(0, 2),
                "flatten: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "unflatten(int,int[])", () -> matrix.unflatten(1, 2, 2),
                "unflatten: axis 1 of shape [2, 3] has length 3, "
                + "but the product of [2, 2] is 4; they must be equal");
        bad(rows, "unflatten(int,int[])", () -> matrix.unflatten(1, 2, -1),
                "unflatten: the 3 elements of shape [3] cannot be "
                + "spread over [2, -1], because 3 is not a multiple of 2");
        outside(rows, "swapaxes(int,int)", () -> matrix.swapaxes(0, 2),
                "transpose: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "mT()", () -> zeros(3).mT(),
                "mT: it takes matrices, tensors of at least two axes, but the shape is [3]; "
                + "use unsqueeze to add an axis");
        outside(rows, "movedim(int,int)", () -> matrix.movedim(0, 2),
                "movedim: there is no axis 2 in shape [2, 3]; axes run from -2 to 1");
        bad(rows, "movedim(int[],int[])", () -> matrix.movedim(new int[] {0, 1}, new int[] {1}),
                "movedim: 2 axes [0, 1] "
                + "cannot go to 1 places [1]; name a place for each axis");
        bad(rows, "movedim(int[],int[])", () -> matrix.movedim(new int[] {0, -2}, new int[] {0, 1}),
                "movedim: axis 0 is named twice in [0, -2]");
        bad(rows, "expand(int[])", () -> matrix.expand(-1, 2, 3),
                "expand: [-1, 2, 3] has the length -1, which shape [2, 3] "
                + "cannot take; only -1 is special, for an axis that is there");
        bad(rows, "viewAs(Tensor)", () -> matrix.t().viewAs(zeros(6)), "view: shape [3, 2], as it lies in memory, has no view "
                + "of shape [6] without a copy; use reshape");
        bad(rows, "reshapeAs(Tensor)", () -> matrix.reshapeAs(zeros(4)),
                "reshape: shape [2, 3] has 6 elements, shape [4] has 4; they must be equal");
        bad(rows, "expandAs(Tensor)", () -> matrix.expandAs(zeros(3)),
                "expand: shape [2, 3] does not stretch to [3]; only "
                + "axes of length 1, and new ones in front, can be stretched");
        bad(rows, "broadcastTo(int[])", () -> matrix.broadcastTo(2, 4),
                "expand: shape [2, 3] does not stretch to [2, 4]; "
                + "only axes of length 1, and new ones in front, can be stretched");
    }
}
