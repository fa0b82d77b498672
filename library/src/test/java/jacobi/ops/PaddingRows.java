package jacobi.ops;

import static jacobi.Tensors.zeros;
import static jacobi.ops.OpErrorsTest.bad;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.whole;

import jacobi.Tensor;
import java.util.List;

/** Axes made longer. */
final class PaddingRows {
    private PaddingRows() {
    }

    static void addTo(OpTable t) {
        t.golden("pad(int[])", "columns", true, any(2, 3), x -> x.pad(1, 2));
        t.golden("pad(int[])", "rows and columns", true, any(2, 3), x -> x.pad(1, 0, 0, 2));
        t.golden("pad(int[])", "cutting", true, any(4, 5), x -> x.pad(-1, 2, 1, -2));
        t.golden("pad(int[])", "nothing", true, any(2, 3), x -> x.pad());
        t.golden("pad(int[])", "an empty one", true, any(0, 2), x -> x.pad(0, 1, 2, 1));
        t.golden("pad(int[])", "of a transposed view", true, any(2, 3), x -> x.t().pad(1, 1));
        t.golden("pad(int[],double)", "", true, any(2, 3), x -> x.pad(new int[] {1, 1, 2, 0}, 0.5));
        t.golden("pad(int[],double)", "whole numbers", false, whole(9, 3), x -> x.pad(new int[] {1, 1}, 7));
        t.golden("pad(int[],String)", "constant", true, any(3), x -> x.pad(new int[] {1, 1}, "constant"));
        t.golden("pad(int[],String)", "reflect, the last axis", true, any(2, 4),
                x -> x.pad(new int[] {3, 2}, "reflect"));
        t.golden("pad(int[],String)", "reflect, two axes", true, any(2, 3, 4),
                x -> x.pad(new int[] {1, 0, 2, 1}, "reflect"));
        t.golden("pad(int[],String)", "replicate, the last axis", true, any(2, 4),
                x -> x.pad(new int[] {3, 2}, "replicate"));
        t.golden("pad(int[],String)", "replicate, two axes", true, any(2, 3, 4),
                x -> x.pad(new int[] {1, 0, 2, 1}, "replicate"));
        t.golden("pad(int[],String)", "circular, the last axis", true, any(2, 4),
                x -> x.pad(new int[] {3, 2}, "circular"));
        t.golden("pad(int[],String)", "circular, two axes", true, any(2, 3, 4),
                x -> x.pad(new int[] {1, 0, 2, 1}, "circular"));
        t.golden("pad(int[],String)", "reflect, cutting", true, any(2, 5), x -> x.pad(new int[] {-1, 2}, "reflect"));
        t.golden("pad(int[],String)", "replicate, whole numbers", false, whole(9, 2, 2),
                x -> x.pad(new int[] {1, 3}, "replicate"));
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = zeros(2, 3);
        bad(rows, "pad(int[])", () -> matrix.pad(1),
                "pad: [1] does not fit shape [2, 3]: it takes two numbers, before and "
                + "after, for each axis from the last on");
        bad(rows, "pad(int[])", () -> matrix.pad(-2, -2),
                "pad: cutting 2 and 2 off axis 1 of shape [2, 3] leaves less than nothing");
        bad(rows, "pad(int[])", () -> matrix.pad(Integer.MAX_VALUE, 1),
                "pad: an axis of length 2147483651 is too long; a "
                + "tensor holds at most 2147483639 elements");
        bad(rows, "pad(int[],double)", () -> zeros(jacobi.DType.INT32, 3).pad(new int[] {1, 1}, 0.5),
                "pad: 0.5 is no number of type int32; convert the tensor with to(DType.FLOAT32) first");
        bad(rows, "pad(int[],String)", () -> matrix.pad(new int[] {1, 1}, "mirror"),
                "pad: there is no mode \"mirror\"; use "
                + "\"constant\", \"reflect\", \"replicate\" or \"circular\"");
        bad(rows, "pad(int[],String)", () -> matrix.pad(new int[] {3, 0}, "reflect"),
                "pad: axis 1 of shape [2, 3] has length "
               
                + "3, which gives at most 2 elements to pad with in mode \"reflect\", not 3; "
                + "pad less, or use another mode");
        bad(rows, "pad(int[],String)", () -> matrix.pad(new int[] {0, 4}, "circular"),
                "pad: axis 1 of shape [2, 3] has length "
               
                + "3, which gives at most 3 elements to pad with in mode \"circular\", not 4; "
                + "pad less, or use another mode");
    }
}
