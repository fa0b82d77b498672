package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.special;
import static jacobi.ops.OpRow.whole;

import java.util.List;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;

/** Are all, is any, how many; without NaN; in bins. */
final class CountingRows {
    private CountingRows() {
    }

    /** Some NaN; a row of nothing else. */
    static final Sample WITH_NAN = rng -> Tensors.tensor(DType.FLOAT64, 1.5, Double.NaN, -0.7, 2, Double.NaN, Double.NaN,
            Double.NaN, Double.NaN, -0.8, 1.1, 0.6, -1.3).reshape(3, 4);

    static void addTo(OpTable t) {
        for (boolean keep : new boolean[] {false, true}) {
            String label = keep ? "kept" : "dropped";
            t.golden("all(int,boolean)", label, false, mask(3, 2), x -> x.all(1, keep));
            t.golden("any(int,boolean)", label, false, mask(3, 2), x -> x.any(1, keep));
            t.golden("all(int[],boolean)", label, false, mask(2, 3, 2), x -> x.all(new int[] {0, 2}, keep));
            t.golden("any(int[],boolean)", label, false, mask(2, 3, 2), x -> x.any(new int[] {0, 2}, keep));
            t.golden("nansum(int[],boolean)", label, false, WITH_NAN, x -> x.nansum(new int[] {0}, keep));
            t.golden("nanmean(int[],boolean)", label, false, WITH_NAN, x -> x.nanmean(new int[] {0}, keep));
        }
        t.golden("all()", "floats", false, special(), Tensor::all);
        t.golden("all()", "NaN is not 0", false, WITH_NAN, Tensor::all);
        t.golden("all()", "nothing", false, any(0), Tensor::all);
        t.golden("any()", "floats", false, special(), Tensor::any);
        t.golden("any()", "zeros", false, whole(1, 4), Tensor::any);
        t.golden("any()", "nothing", false, any(0), Tensor::any);
        t.golden("all(int)", "", false, whole(3, 4, 2), x -> x.all(-1));
        t.golden("any(int)", "", false, whole(2, 4, 2), x -> x.any(-1));
        t.golden("countNonzero()", "", false, whole(3, 4, 2), Tensor::countNonzero);
        t.golden("countNonzero()", "floats", false, special(), Tensor::countNonzero);
        t.golden("countNonzero(int)", "", false, whole(3, 4, 2), x -> x.countNonzero(-1));
        t.golden("countNonzero(int[])", "", false, whole(3, 4, 2, 3), x -> x.countNonzero(new int[] {2, 0}));

        t.golden("nansum()", "", false, WITH_NAN, Tensor::nansum);
        t.golden("nansum(int[],boolean)", "no NaN", true, any(2, 3), x -> x.nansum(new int[] {0}, true));
        t.golden("nanmean(int[],boolean)", "no NaN", true, any(2, 3), x -> x.nanmean(new int[] {0}, true));
        t.golden("nansum()", "no NaN", true, any(2, 3), Tensor::nansum);
        t.golden("nansum()", "whole", false, whole(5, 2, 3), Tensor::nansum);
        t.golden("nansum(int)", "", false, WITH_NAN, x -> x.nansum(1));
        t.golden("nansum(int)", "no NaN", true, any(2, 3), x -> x.nansum(1));
        t.golden("nanmean()", "", false, WITH_NAN, Tensor::nanmean);
        t.golden("nanmean()", "no NaN", true, any(2, 3), Tensor::nanmean);
        t.golden("nanmean(int)", "", false, WITH_NAN, x -> x.nanmean(1));
        t.golden("nanmean(int)", "no NaN", true, any(2, 3), x -> x.nanmean(1));

        t.golden("bincount()", "", false, whole(6, 20), Tensor::bincount);
        t.golden("bincount()", "nothing", false, whole(6, 0), Tensor::bincount);
        t.golden("bincount(int)", "", false, whole(3, 20), x -> x.bincount(7));
        t.golden("bincount(Tensor,int)", "", List.of(whole(6, 20), any(20)), x -> x[0].bincount(x[1], 0), false, true);
        t.golden("bincount(Tensor,int)", "whole weights", List.of(whole(6, 20), whole(5, 20)),
                x -> x[0].bincount(x[1], 9), false, false);
        t.golden("histc()", "", false, any(40), Tensor::histc);
        t.golden("histc(int,double,double)", "a range", false, any(5, 8), x -> x.histc(4, -1, 1));
        t.golden("histc(int,double,double)", "that of the data", false, any(5, 8), x -> x.histc(7, 0, 0));
        t.golden("histc(int,double,double)", "equal numbers", false, r -> any(5).make(r).mul(0), x -> x.histc(3, 0, 0));
        t.golden("histogram(int)", "counts", false, any(5, 8), x -> x.histogram(6).counts());
        t.golden("histogram(int)", "edges", false, any(5, 8), x -> x.histogram(6).edges());
        t.golden("histogram(int,double,double)", "counts", false, any(5, 8), x -> x.histogram(6, -1, 1.5).counts());
        t.golden("histogram(int,double,double)", "edges", false, any(5, 8), x -> x.histogram(6, -1, 1.5).edges());
        Sample edges = r -> Tensors.tensor(DType.FLOAT64, -1, -0.5, 0, 2);
        Sample halves = r -> Tensors.tensor(DType.FLOAT64, -1, -1.5, -0.5, 0, 0, 2, 2, 2.5, 0.5, 1);
        t.golden("histogram(Tensor)", "", List.of(any(5, 8), edges), x -> x[0].histogram(x[1]).counts(), false, false);
        t.golden("histogram(Tensor)", "on the edges", List.of(halves, edges), x -> x[0].histogram(x[1]).counts(), false, false);
        for (boolean density : new boolean[] {false, true}) {
            t.golden("histogram(Tensor,Tensor,boolean)", density ? "density" : "counts",
                    List.of(any(40), edges, positive(40)), x -> x[0].histogram(x[1], x[2], density).counts(),
                    false, false, false);
        }
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = Tensors.zeros(2, 3);
        OpErrorsTest.along(rows, matrix, "all(int)", matrix::all);
        OpErrorsTest.along(rows, matrix, "all(int,boolean)", i -> matrix.all(i, true));
        OpErrorsTest.along(rows, matrix, "all(int[],boolean)", i -> matrix.all(new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "any(int)", matrix::any);
        OpErrorsTest.along(rows, matrix, "any(int,boolean)", i -> matrix.any(i, true));
        OpErrorsTest.along(rows, matrix, "any(int[],boolean)", i -> matrix.any(new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "countNonzero(int)", matrix::countNonzero);
        OpErrorsTest.along(rows, matrix, "countNonzero(int[])", i -> matrix.countNonzero(new int[] {i}));
        OpErrorsTest.along(rows, matrix, "nansum(int)", matrix::nansum);
        OpErrorsTest.along(rows, matrix, "nansum(int[],boolean)", i -> matrix.nansum(new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "nanmean(int)", matrix::nanmean);
        OpErrorsTest.along(rows, matrix, "nanmean(int[],boolean)", i -> matrix.nanmean(new int[] {i}, true));
        Tensor three = Tensors.tensor(new long[] {0, 1, 2});
        OpErrorsTest.bad(rows, "bincount()", matrix::bincount, "bincount: it counts whole numbers in one axis, not float32 of "
                + "shape [2, 3]; use flatten() and to(DType.INT64)");
        OpErrorsTest.bad(rows, "bincount(int)", () -> Tensors.tensor(new long[] {4, -1}).bincount(0), "bincount: there is -1 "
                + "at position 1, but it counts numbers from 0 to 2147483638");
        OpErrorsTest.bad(rows, "bincount(int)", () -> three.bincount(-1), "bincount: the least length is 0 or more, not -1");
        OpErrorsTest.bad(rows, "bincount(Tensor,int)", () -> three.bincount(matrix, 0), "bincount: weights of shape [2, 3] do "
                + "not fit numbers of shape [3]; give one for each");
        OpErrorsTest.bad(rows, "histc(int,double,double)", () -> matrix.histc(0, 0, 1),
                "histc: there is at least 1 bin, not 0");
        OpErrorsTest.bad(rows, "histc(int,double,double)", () -> matrix.histc(3, 1, 0),
                "histc: bins cannot go from 1.0 to 0.0; give finite bounds, the lower one first");
        OpErrorsTest.bad(rows, "histogram(int)", () -> matrix.log().histogram(3),
                "histogram: bins cannot go from -Infinity to -Infinity; give finite bounds, the lower one first");
        OpErrorsTest.bad(rows, "histogram(int,double,double)", () -> three.histogram(3, 0, 1),
                "histogram: it takes floating-point numbers, not int64; convert them with to(DType.FLOAT32)");
        OpErrorsTest.bad(rows, "histogram(Tensor)", () -> matrix.histogram(matrix), "histogram: the edges are a tensor of one "
                + "axis, two or more, not of shape [2, 3]");
        OpErrorsTest.bad(rows, "histogram(Tensor)", () -> matrix.histogram(Tensors.tensor(1, 3, 2)),
                "histogram: the edges increase, but 2.0 at position 2 follows 3.0");
        OpErrorsTest.bad(rows, "histogram(Tensor,Tensor,boolean)", () -> matrix.histogram(three, three, true),
                "histogram: weights of shape [3] do not fit numbers of shape [2, 3]; give one for each");
    }
}
