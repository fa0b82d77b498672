package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.special;
import static jacobi.ops.OpRow.whole;

import java.util.List;
import jacobi.DType;
import jacobi.Plain;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;

/** Order: sorted values, ranks, distinct values. */
final class SortingRows {
    private SortingRows() {
    }

    private static final Sample ROWS = r -> Tensors.tensor(new long[] {2, 1, 0, 5, 2, 1, 2, 0, 0, 5, -1, 7}, 6, 2);

    /** Ranks by counting: how many are smaller, or equal and further in front. */
    private static Plain ranked(Plain x, boolean descending) {
        int n = x.dim(1);
        double[] order = new double[x.values().length];
        for (int[] i : Plain.indices(x.dims())) {
            int rank = 0;
            for (int k = 0; k < n; k++) {
                double other = descending ? -x.at(i[0], k) : x.at(i[0], k);
                double own = descending ? -x.at(i) : x.at(i);
                rank += other < own || other == own && k < i[1] ? 1 : 0;
            }
            order[i[0] * n + rank] = i[1];
        }
        return new Plain(x.dims(), order);
    }

    static void addTo(OpTable t) {
        t.golden("sort()", "", true, distinct(3, 5), x -> x.sort().values());
        t.golden("sort()", "scalar", true, any(), x -> x.sort().values().mul(1));
        t.golden("sort()", "empty", true, any(3, 0), x -> x.sort().values());
        t.golden("sort()", "bools", false, mask(2, 7), x -> x.sort().values());
        t.golden("sort()", "special values", false, special(), x -> x.sort().values());
        t.golden("sort()", "special values, indices", false, special(), x -> x.sort().indices());
        t.golden("sort(int)", "", true, distinct(2, 5, 3), x -> x.sort(1).values());
        t.golden("sort(int)", "transposed", true, distinct(3, 5), x -> x.t().sort(0).values());
        t.golden("sort(int)", "a long line", false, any(2, 500), x -> x.sort(1).indices());
        t.golden("sort(int)", "whole, a long line", false, r -> whole(100_000, 2, 500).make(r).sub(50_000),
                x -> x.sort(1).values());
        for (boolean descending : new boolean[] {false, true}) {
            String label = descending ? "descending" : "ascending";
            t.golden("sort(int,boolean)", label, true, distinct(2, 5, 3), x -> x.sort(-1, descending).values());
            t.golden("sort(int,boolean)", label + ", special values", false, special(), x -> x.sort(0, descending).values());
            t.golden("argsort(int,boolean)", label, false, distinct(2, 5, 3), x -> x.argsort(1, descending));
            for (int length : new int[] {30, 300}) {
                t.row("argsort(int,boolean)", label + ", ties, " + length, List.of(whole(4, 2, length)),
                        x -> x[0].argsort(1, descending), x -> ranked(x[0], descending), false);
            }
            t.golden("topk(int,int,boolean)", label, true, distinct(2, 5, 3), x -> x.topk(2, 1, descending).values());
            t.golden("topk(int,int,boolean)", label + ", indices", false, distinct(2, 5, 3),
                    x -> x.topk(4, 1, descending).indices());
        }
        t.golden("argsort()", "", false, distinct(3, 5), Tensor::argsort);
        t.golden("argsort()", "scalar", false, any(), Tensor::argsort);
        t.golden("argsort(int)", "", false, distinct(3, 5), x -> x.argsort(0));
        t.golden("topk(int)", "", true, distinct(3, 5), x -> x.topk(3).values());
        t.golden("topk(int)", "none", true, distinct(3, 5), x -> x.topk(0).values());
        t.golden("topk(int,int)", "", true, distinct(3, 5), x -> x.topk(3, 0).values());
        t.golden("kthvalue(int)", "", true, distinct(3, 5), x -> x.kthvalue(2).values());
        t.golden("kthvalue(int)", "indices", false, distinct(3, 5), x -> x.kthvalue(2).indices());
        t.golden("kthvalue(int,int,boolean)", "kept", true, distinct(2, 5, 3), x -> x.kthvalue(5, 1, true).values());
        t.golden("kthvalue(int,int,boolean)", "dropped", true, distinct(2, 5, 3), x -> x.kthvalue(1, 1, false).values());
        t.golden("mode()", "", false, whole(4, 3, 9), x -> x.mode().values());
        t.golden("mode()", "floats", false, r -> whole(4, 3, 9).make(r).to(DType.FLOAT64), x -> x.mode().values());
        t.golden("mode(int,boolean)", "kept", false, whole(4, 9, 3), x -> x.mode(0, true).values());
        t.golden("mode(int,boolean)", "dropped", false, whole(4, 9, 3), x -> x.mode(0, false).values());
        t.row("mode(int,boolean)", "found at the index", List.of(whole(4, 9, 3)),
                x -> x[0].gather(0, x[0].mode(0, true).indices()).sub(x[0].mode(0, true).values()),
                x -> Plain.build(new int[] {1, 3}, i -> 0), false);

        t.golden("unique()", "values", false, whole(6, 3, 5), x -> x.unique().values());
        t.golden("unique()", "inverse", false, whole(6, 3, 5), x -> x.unique().inverse());
        t.golden("unique()", "counts", false, whole(6, 3, 5), x -> x.unique().counts());
        t.golden("unique()", "nothing", false, any(0), x -> x.unique().values());
        t.golden("unique()", "scalar", false, any(), x -> x.unique().inverse());
        t.golden("unique()", "special values", false, special(), x -> x.unique().counts());
        t.golden("unique(int)", "rows", false, ROWS, x -> x.unique(0).values());
        t.golden("unique(int)", "rows, inverse", false, ROWS, x -> x.unique(0).inverse());
        t.golden("unique(int)", "rows, counts", false, ROWS, x -> x.unique(0).counts());
        t.golden("unique(int)", "columns", false, ROWS, x -> x.t().unique(1).values());

        Sample line = r -> Tensors.tensor(DType.FLOAT64, -1, 0, 0, 0.5, 2);
        Sample values = r -> Tensors.tensor(DType.FLOAT64, -3, -1, 0, 0.2, 0.5, 2, 3, Double.NaN).reshape(2, 4);
        t.golden("searchsorted(Tensor)", "", List.of(line, values), x -> x[0].searchsorted(x[1]), false, false);
        t.golden("bucketize(Tensor)", "", List.of(values, line), x -> x[0].bucketize(x[1]), false, false);
        for (boolean right : new boolean[] {false, true}) {
            t.golden("searchsorted(Tensor,boolean)", "right " + right, List.of(line, values),
                    x -> x[0].searchsorted(x[1], right), false, false);
            t.golden("searchsorted(Tensor,boolean)", "row by row, right " + right,
                    List.of(r -> any(2, 3, 6).make(r).sort().values(), any(2, 3, 4)),
                    x -> x[0].searchsorted(x[1], right), false, false);
            t.golden("bucketize(Tensor,boolean)", "right " + right, List.of(values, line),
                    x -> x[0].bucketize(x[1], right), false, false);
        }
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = Tensors.zeros(2, 3);
        OpErrorsTest.along(rows, matrix, "sort(int)", matrix::sort);
        OpErrorsTest.along(rows, matrix, "sort(int,boolean)", i -> matrix.sort(i, true));
        OpErrorsTest.along(rows, matrix, "argsort(int)", matrix::argsort);
        OpErrorsTest.along(rows, matrix, "argsort(int,boolean)", i -> matrix.argsort(i, true));
        OpErrorsTest.along(rows, matrix, "topk(int,int)", i -> matrix.topk(1, i));
        OpErrorsTest.along(rows, matrix, "topk(int,int,boolean)", i -> matrix.topk(1, i, true));
        OpErrorsTest.along(rows, matrix, "kthvalue(int,int,boolean)", i -> matrix.kthvalue(1, i, true));
        OpErrorsTest.along(rows, matrix, "mode(int,boolean)", i -> matrix.mode(i, true));
        OpErrorsTest.along(rows, matrix, "unique(int)", matrix::unique);
        OpErrorsTest.bad(rows, "topk(int)", () -> matrix.topk(4),
                "topk: axis -1 of shape [2, 3] has 3 elements, of which 4 cannot be taken");
        OpErrorsTest.bad(rows, "kthvalue(int)", () -> matrix.kthvalue(0),
                "kthvalue: axis -1 of shape [2, 3] has 3 elements, so that k runs from 1 to 3, not 0");
        OpErrorsTest.bad(rows, "mode(int,boolean)", () -> Tensors.zeros(2, 0).mode(1, false),
                "mode: shape [2, 0] has no elements along axis 1, and there is no mode of nothing");
        String fit = "searchsorted: sorted numbers of shape [2, 3] and values of shape [4] do not fit: the sorted numbers have "
                + "one axis, or differ from the values in the last axis only";
        OpErrorsTest.bad(rows, "searchsorted(Tensor)", () -> matrix.searchsorted(Tensors.zeros(4)), fit);
        OpErrorsTest.bad(rows, "searchsorted(Tensor,boolean)", () -> matrix.searchsorted(Tensors.zeros(4), true), fit);
        OpErrorsTest.bad(rows, "bucketize(Tensor)", () -> matrix.bucketize(matrix),
                "bucketize: the boundaries are a tensor of one axis, not of shape [2, 3]");
        OpErrorsTest.bad(rows, "bucketize(Tensor,boolean)", () -> matrix.bucketize(matrix, true),
                "bucketize: the boundaries are a tensor of one axis, not of shape [2, 3]");
    }
}
