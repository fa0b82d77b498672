package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpErrorsTest.outside;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.special;
import static jacobi.ops.OpRow.whole;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.List;

/** Elements chosen by masks. */
final class MaskingRows {
    private MaskingRows() {
    }

    static void addTo(OpTable t) {
        t.golden("maskedFill(Tensor,double)", "", List.of(any(3, 4), mask(3, 4)),
                x -> x[0].maskedFill(x[1], 0.5), true, false);
        t.golden("maskedFill(Tensor,double)", "broadcasting", List.of(any(2, 3, 4), mask(3, 1)),
                x -> x[0].maskedFill(x[1], -1), true, false);
        t.golden("maskedFill(Tensor,double)", "with an infinity", List.of(any(3, 4), mask(4)),
                x -> x[0].maskedFill(x[1], Double.NEGATIVE_INFINITY), false, false);
        t.golden("maskedFill(Tensor,double)", "whole numbers", List.of(whole(9, 3), mask(3)),
                x -> x[0].maskedFill(x[1], 7), false, false);
        t.golden("maskedFill(Tensor,double)", "empty", List.of(any(0, 3), mask(3)),
                x -> x[0].maskedFill(x[1], 7), true, false);
        t.golden("maskedFill(Tensor,Tensor)", "", List.of(any(3, 4), mask(3, 4), any()),
                x -> x[0].maskedFill(x[1], x[2]), true, false, true);
        t.golden("maskedSelect(Tensor)", "", List.of(any(3, 4), mask(3, 4)), x -> x[0].maskedSelect(x[1]), true, false);
        t.golden("maskedSelect(Tensor)", "broadcasting both", List.of(any(3, 1), mask(4)),
                x -> x[0].maskedSelect(x[1]), true, false);
        t.golden("maskedSelect(Tensor)", "a number", List.of(any(), mask()), x -> x[0].maskedSelect(x[1]), true, false);
        t.golden("maskedSelect(Tensor)", "empty", List.of(any(0, 3), mask(3)),
                x -> x[0].maskedSelect(x[1]), true, false);
        t.golden("maskedScatter(Tensor,Tensor)", "", List.of(any(3, 4), mask(3, 4), any(2, 6)),
                x -> x[0].maskedScatter(x[1], x[2]), true, false, true);
        t.golden("maskedScatter(Tensor,Tensor)", "broadcasting", List.of(any(3, 4), mask(3, 1), any(12)),
                x -> x[0].maskedScatter(x[1], x[2]), true, false, true);
        t.golden("maskedScatter(Tensor,Tensor)", "nothing", List.of(any(3, 4), rng -> Tensors.zeros(DType.BOOL, 3, 4),
                any(0)), x -> x[0].maskedScatter(x[1], x[2]), true, false, false);
        t.golden("nonzero()", "", false, whole(3, 2, 3, 2), Tensor::nonzero);
        t.golden("nonzero()", "truths", false, mask(4), Tensor::nonzero);
        t.golden("nonzero()", "of a transposed view", false, whole(3, 3, 4), x -> x.t().nonzero());
        t.golden("nonzero()", "a number", false, positive(), Tensor::nonzero);
        t.golden("nonzero()", "special values", false, special(), Tensor::nonzero);
        t.golden("nonzero()", "empty", false, any(2, 0), Tensor::nonzero);
        t.golden("where()", "", false, mask(3, 4), x -> x.where().get(1));
        t.golden("where()", "a number", false, positive(), x -> x.where().get(0));
        t.golden("oneHot()", "", false, whole(4, 2, 3), x -> x.oneHot());
        t.golden("oneHot(int)", "", false, whole(4, 5), x -> x.oneHot(6));
        t.golden("oneHot(int)", "a number", false, whole(4), x -> x.oneHot(4));
        t.golden("oneHot(int)", "empty", false, whole(4, 0), x -> x.oneHot(4));
        t.golden("argwhere()", "", false, whole(3, 2, 3, 2), Tensor::argwhere);
        t.golden("argwhere()", "empty", false, any(2, 0), Tensor::argwhere);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        Tensor mask = zeros(DType.BOOL, 4);
        bad(rows, "maskedFill(Tensor,double)", () -> matrix.maskedFill(matrix, 1),
                "maskedFill: a mask is a bool tensor, not "
                + "float32; make one with a comparison such as ne(0), or with to(DType.BOOL)");
        bad(rows, "maskedFill(Tensor,double)", () -> matrix.maskedFill(mask, 1),
                "maskedFill: shapes [2, 3] and [4] do not fit "
               
                + "at axis -1 (3 and 4): equal lengths fit, and a length of 1 stretches; "
                + "reshape or transpose one of them");
        bad(rows, "maskedFill(Tensor,Tensor)", () -> matrix.maskedFill(matrix.ne(0), matrix),
                "maskedFill: it fills with a "
                + "single number, not with shape [2, 3]; use mask.where(values, x)");
        bad(rows, "maskedSelect(Tensor)", () -> matrix.maskedSelect(mask),
                "maskedSelect: shapes [2, 3] and [4] do not fit "
               
                + "at axis -1 (3 and 4): equal lengths fit, and a length of 1 stretches; "
                + "reshape or transpose one of them");
        bad(rows, "maskedScatter(Tensor,Tensor)", () -> matrix.maskedScatter(mask, matrix),
                "maskedScatter: shapes [2, 3] and [4] do not fit at axis -1 (3 and 4): equal lengths fit, and a length of 1 "
                + "stretches; reshape or transpose one of them");
        bad(rows, "maskedScatter(Tensor,Tensor)", () -> matrix.maskedScatter(matrix.eq(0), zeros(5)),
                "maskedScatter: the mask "
                + "is true 6 times, but the source of shape [5] has only 5 elements");
        outside(rows, "oneHot(int)", () -> tensor(new int[] {0, 3}).oneHot(3),
                "oneHot: the index 3 at position 1 is out of "
                + "range: 3 classes have the indices 0 to 2; are they counted from 1?");
        bad(rows, "oneHot(int)", () -> tensor(new int[] {0}).oneHot(0),
                "oneHot: 0 classes for the indices of shape [1]; say how many classes there are, at least 1");
        bad(rows, "oneHot()", () -> matrix.oneHot(),
                "oneHot: indices are whole numbers (int32 or int64), not float32; convert "
                + "them with to(DType.INT64)");
    }
}
