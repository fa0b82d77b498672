package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.uniform;
import static jacobi.ops.OpRow.whole;

import java.util.List;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;

/** Spread, length and middle of numbers. */
final class StatisticsRows {
    private StatisticsRows() {
    }

    static final double[] POWERS = {0, 0.5, 1, 2, 3, 2.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    static final Sample PARTS = r -> Tensors.tensor(DType.FLOAT64, 0, 0.1, 0.5, 0.8, 1);

    static void addTo(OpTable t) {
        int[] outer = {0, 2};
        t.golden("var()", "", true, any(2, 3), Tensor::var);
        t.golden("var()", "one number", false, any(1), Tensor::var);
        t.golden("var()", "nothing", false, any(0), Tensor::var);
        t.golden("var()", "far from 0", false, r -> any(2, 3).make(r).add(1e6), Tensor::var);
        t.golden("std()", "", true, any(2, 3), Tensor::std);
        t.golden("std()", "transposed", true, any(2, 3), x -> x.t().std());
        t.golden("varMean()", "var", true, any(2, 3), x -> x.varMean().var());
        t.golden("varMean()", "mean", true, any(2, 3), x -> x.varMean().mean());
        for (int axis : new int[] {0, 1, -1}) {
            t.golden("var(int)", "axis " + axis, true, any(2, 3, 4), x -> x.var(axis));
            t.golden("std(int)", "axis " + axis, true, any(2, 3, 4), x -> x.std(axis));
        }
        for (boolean keep : new boolean[] {false, true}) {
            String label = keep ? "kept" : "dropped";
            t.golden("var(int,boolean)", label, true, any(2, 3, 4), x -> x.var(1, keep));
            t.golden("std(int,boolean)", label, true, any(2, 3, 4), x -> x.std(1, keep));
            t.golden("var(int[],boolean)", label, true, any(2, 3, 4), x -> x.var(outer, keep));
            t.golden("std(int[],boolean)", label, true, any(2, 3, 4), x -> x.std(outer, keep));
            for (double correction : new double[] {0, 1, 2.5}) {
                String corrected = label + ", correction " + correction;
                t.golden("var(int[],double,boolean)", corrected, true, any(2, 3, 4), x -> x.var(outer, correction, keep));
                t.golden("std(int[],double,boolean)", corrected, true, any(2, 3, 4), x -> x.std(outer, correction, keep));
                t.golden("varMean(int[],double,boolean)", corrected + ", var", true, any(2, 3, 4),
                        x -> x.varMean(outer, correction, keep).var());
            }
            t.golden("varMean(int[],double,boolean)", label + ", mean", true, any(2, 3, 4),
                    x -> x.varMean(outer, 1, keep).mean());
        }
        t.golden("norm()", "", true, any(2, 3), Tensor::norm);
        t.golden("norm()", "scalar", true, uniform(-2, 2, 0.1), Tensor::norm);
        t.golden("norm()", "nothing", true, any(0), Tensor::norm);
        // Largest absolute values are distinct, and none is near 0, where there are kinks.
        Sample apart = r -> distinct(2, 3, 4).make(r).add(1.25);
        for (double p : POWERS) {
            t.golden("norm(double)", "p " + p, true, apart, x -> x.norm(p));
            t.golden("norm(double)", "negative, p " + p, true, r -> apart.make(r).neg(), x -> x.norm(p));
            t.golden("norm(double,int)", "p " + p, true, apart, x -> x.norm(p, 1));
            t.golden("vectorNorm(double)", "p " + p, true, apart, x -> x.vectorNorm(p));
            for (boolean keep : new boolean[] {false, true}) {
                t.golden("norm(double,int[],boolean)", (keep ? "kept" : "dropped") + ", p " + p, true, apart,
                        x -> x.norm(p, outer, keep));
                t.golden("vectorNorm(double,int[],boolean)", (keep ? "kept" : "dropped") + ", p " + p, true, apart,
                        x -> x.vectorNorm(p, outer, keep));
            }
        }
        for (int n : new int[] {1, 4, 5, 60}) {
            t.golden("median()", n + " numbers", true, distinct(n), Tensor::median);
            t.golden("nanmedian()", n + " numbers", true, distinct(n), Tensor::nanmedian);
            t.golden("quantile(double)", n + " numbers", true, distinct(n), x -> x.quantile(0.3));
            t.golden("nanquantile(double)", n + " numbers", true, distinct(n), x -> x.nanquantile(0.3));
        }
        t.golden("median()", "whole", false, whole(9, 3, 4), Tensor::median);
        t.golden("median()", "NaN", false, CountingRows.WITH_NAN, Tensor::median);
        t.golden("nanmedian()", "NaN", false, CountingRows.WITH_NAN, Tensor::nanmedian);
        t.golden("median(int)", "", true, distinct(2, 4, 3), x -> x.median(1));
        t.golden("median(int)", "NaN", false, CountingRows.WITH_NAN, x -> x.median(1));
        t.golden("median(int,boolean)", "kept", true, distinct(2, 5, 3), x -> x.median(1, true));
        t.golden("median(int,boolean)", "dropped", true, distinct(2, 5, 3), x -> x.median(0, false));
        t.golden("nanmedian(int,boolean)", "kept", false, CountingRows.WITH_NAN, x -> x.nanmedian(1, true));
        t.golden("nanmedian(int,boolean)", "dropped", true, distinct(2, 5, 3), x -> x.nanmedian(-1, false));
        t.golden("quantile(double,int)", "", true, distinct(2, 5, 3), x -> x.quantile(0.6, 1));
        t.golden("quantile(double,int)", "NaN", false, CountingRows.WITH_NAN, x -> x.quantile(0.25, 1));
        t.golden("nanquantile(Tensor,int,boolean,Interpolation)", "no NaN", List.of(distinct(2, 6, 3), PARTS),
                x -> x[0].nanquantile(x[1], 1, true, Interpolation.LINEAR), true, false);
        for (Interpolation how : Interpolation.values()) {
            for (boolean keep : new boolean[] {false, true}) {
                t.golden("quantile(Tensor,int,boolean,Interpolation)", how + (keep ? ", kept" : ", dropped"),
                        List.of(distinct(2, 6, 3), PARTS), x -> x[0].quantile(x[1], 1, keep, how), true, false);
                t.golden("nanquantile(Tensor,int,boolean,Interpolation)", how + (keep ? ", kept" : ", dropped"),
                        List.of(CountingRows.WITH_NAN, PARTS), x -> x[0].nanquantile(x[1], 1, keep, how), false, false);
            }
        }
        t.golden("quantile(Tensor,int,boolean,Interpolation)", "one number",
                List.of(distinct(2, 6, 3), r -> Tensors.scalar(0.3, DType.FLOAT64)),
                x -> x[0].quantile(x[1], 0, true, Interpolation.LINEAR), true, false);
        t.golden("nanquantile(double)", "NaN", false, CountingRows.WITH_NAN, x -> x.nanquantile(0.4));
        t.golden("cov()", "", true, any(3, 5), Tensor::cov);
        t.golden("cov()", "one variable", true, any(5), Tensor::cov);
        t.golden("cov()", "transposed", true, any(5, 3), x -> x.t().cov());
        t.golden("cov(double)", "", true, any(3, 5), x -> x.cov(0));
        t.golden("corrcoef()", "", true, any(3, 5), Tensor::corrcoef);
        t.golden("corrcoef()", "one variable", false, any(5), Tensor::corrcoef);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = Tensors.zeros(2, 3);
        OpErrorsTest.along(rows, matrix, "var(int)", matrix::var);
        OpErrorsTest.along(rows, matrix, "var(int,boolean)", i -> matrix.var(i, true));
        OpErrorsTest.along(rows, matrix, "var(int[],boolean)", i -> matrix.var(new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "var(int[],double,boolean)", i -> matrix.var(new int[] {i}, 0, true));
        OpErrorsTest.along(rows, matrix, "std(int)", matrix::std);
        OpErrorsTest.along(rows, matrix, "std(int,boolean)", i -> matrix.std(i, true));
        OpErrorsTest.along(rows, matrix, "std(int[],boolean)", i -> matrix.std(new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "std(int[],double,boolean)", i -> matrix.std(new int[] {i}, 0, true));
        OpErrorsTest.along(rows, matrix, "varMean(int[],double,boolean)", i -> matrix.varMean(new int[] {i}, 0, true));
        OpErrorsTest.along(rows, matrix, "norm(double,int)", i -> matrix.norm(2, i));
        OpErrorsTest.along(rows, matrix, "norm(double,int[],boolean)", i -> matrix.norm(2, new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "vectorNorm(double,int[],boolean)", i -> matrix.vectorNorm(2, new int[] {i}, true));
        OpErrorsTest.along(rows, matrix, "median(int)", matrix::median);
        OpErrorsTest.along(rows, matrix, "median(int,boolean)", i -> matrix.median(i, true));
        OpErrorsTest.along(rows, matrix, "nanmedian(int,boolean)", i -> matrix.nanmedian(i, true));
        OpErrorsTest.along(rows, matrix, "quantile(double,int)", i -> matrix.quantile(0.5, i));
        Tensor whole = Tensors.tensor(new long[] {0, 1, 2});
        OpErrorsTest.bad(rows, "var()", whole::var,
                "var: it takes floating-point numbers, not int64; convert them with to(DType.FLOAT32)");
        OpErrorsTest.bad(rows, "norm()", whole::norm,
                "norm: it takes floating-point numbers, not int64; convert them with to(DType.FLOAT32)");
        OpErrorsTest.bad(rows, "norm(double)", () -> matrix.norm(Double.NaN),
                "norm: p must not be NaN; 2 is the Euclidean length");
        OpErrorsTest.bad(rows, "median()", () -> Tensors.zeros(0).median(),
                "median: shape [0] has no elements along axis 0, and there is no median of nothing");
        OpErrorsTest.bad(rows, "quantile(double)", () -> matrix.quantile(50),
                "quantile: q lies between 0 and 1, not at 50.0");
        OpErrorsTest.bad(rows, "quantile(Tensor,int,boolean,Interpolation)",
                () -> matrix.quantile(matrix, 0, false, Interpolation.LINEAR),
                "quantile: q is one number, or several in one axis, not of shape [2, 3]");
        OpErrorsTest.bad(rows, "nanquantile(Tensor,int,boolean,Interpolation)",
                () -> matrix.nanquantile(Tensors.tensor(0.5, -1), 0, false, Interpolation.LINEAR),
                "nanquantile: q lies between 0 and 1, not at -1.0");
    }
}
