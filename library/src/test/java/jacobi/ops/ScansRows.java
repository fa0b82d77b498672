package jacobi.ops;

import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.mask;
import static jacobi.ops.OpRow.positive;
import static jacobi.ops.OpRow.special;
import static jacobi.ops.OpRow.whole;

import java.util.List;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.OpRow.Sample;

/** Running sums, products and extremes along an axis, differences, integrals. */
final class ScansRows {
    private ScansRows() {
    }

    private interface Along {
        Tensor apply(Tensor x, int axis);
    }

    /** A row with a zero, a row with two, and a row without. */
    static final Sample WITH_ZEROS = rng -> Tensors.tensor(jacobi.DType.FLOAT64, 1.5, 0, -0.7, 2, 0, 0.4, 0, 1.2, -0.8, 1.1,
            0.6, -1.3).reshape(3, 4);

    private static void scan(OpTable t, String method, boolean smooth, OpTable.Sampler domain, Along call) {
        for (int axis : new int[] {0, 1, -1}) {
            t.golden(method, "axis " + axis, smooth, domain.of(2, 3, 4), x -> call.apply(x, axis));
        }
        t.golden(method, "vector", smooth, domain.of(5), x -> call.apply(x, 0));
        t.golden(method, "empty", smooth, domain.of(3, 0), x -> call.apply(x, 1));
        t.golden(method, "transposed", smooth, domain.of(3, 4), x -> call.apply(x.t(), 1));
        t.golden(method, "special values", false, special(), x -> call.apply(x, 0));
    }

    static void addTo(OpTable t) {
        scan(t, "cumsum(int)", true, OpRow::any, Tensor::cumsum);
        t.golden("cumsum(int)", "whole", false, whole(9, 2, 5), x -> x.cumsum(1));
        t.golden("cumsum(int)", "bools", false, mask(2, 5), x -> x.cumsum(1));
        scan(t, "cumprod(int)", true, OpRow::any, Tensor::cumprod);
        t.golden("cumprod(int)", "zeros", true, WITH_ZEROS, x -> x.cumprod(1));
        t.golden("cumprod(int)", "whole", false, whole(9, 2, 5), x -> x.cumprod(0));
        scan(t, "cummax(int)", true, OpRow::distinct, (x, axis) -> x.cummax(axis).values());
        scan(t, "cummin(int)", true, OpRow::distinct, (x, axis) -> x.cummin(axis).values());
        t.golden("cummax(int)", "indices, ties", false, whole(3, 3, 8), x -> x.cummax(1).indices());
        t.golden("cummin(int)", "indices, ties", false, whole(3, 3, 8), x -> x.cummin(1).indices());
        t.golden("cummax(int)", "indices, special values", false, special(), x -> x.cummax(0).indices());
        t.golden("cummin(int)", "indices, special values", false, special(), x -> x.cummin(0).indices());
        scan(t, "logcumsumexp(int)", true, OpRow::any, Tensor::logcumsumexp);
        t.golden("logcumsumexp(int)", "far apart", true, r -> any(2, 4).make(r).mul(200), x -> x.logcumsumexp(1));

        t.golden("diff()", "", true, any(2, 5), Tensor::diff);
        t.golden("diff()", "bools", false, mask(2, 5), Tensor::diff);
        for (int n : new int[] {0, 1, 2, 4, 6}) {
            t.golden("diff(int,int)", n + " times", true, any(5, 2), x -> x.diff(n, 0).mul(1));
        }
        t.golden("trapezoid()", "", true, any(2, 5), Tensor::trapezoid);
        t.golden("trapezoid()", "one point", true, any(2, 1), Tensor::trapezoid);
        t.golden("trapezoid()", "no points", true, any(2, 0), Tensor::trapezoid);
        t.golden("trapezoid(double,int)", "", true, any(4, 2), x -> x.trapezoid(0.5, 0));
        t.golden("trapezoid(Tensor,int)", "one axis", List.of(any(2, 4, 3), positive(4)), x -> x[0].trapezoid(x[1], 1),
                true, true);
        t.golden("trapezoid(Tensor,int)", "the same shape", List.of(any(2, 4), positive(2, 4)),
                x -> x[0].trapezoid(x[1], -1), true, true);
        t.golden("cumulativeTrapezoid()", "", true, any(2, 5), Tensor::cumulativeTrapezoid);
        t.golden("cumulativeTrapezoid(double,int)", "", true, any(4, 2), x -> x.cumulativeTrapezoid(0.5, 0));
        t.golden("cumulativeTrapezoid(Tensor,int)", "", List.of(any(2, 4, 3), positive(4)),
                x -> x[0].cumulativeTrapezoid(x[1], 1), true, true);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor matrix = Tensors.zeros(2, 3);
        OpErrorsTest.along(rows, matrix, "cumsum(int)", matrix::cumsum);
        OpErrorsTest.along(rows, matrix, "cumprod(int)", matrix::cumprod);
        OpErrorsTest.along(rows, matrix, "cummax(int)", matrix::cummax);
        OpErrorsTest.along(rows, matrix, "cummin(int)", matrix::cummin);
        OpErrorsTest.along(rows, matrix, "logcumsumexp(int)", matrix::logcumsumexp);
        OpErrorsTest.along(rows, matrix, "diff(int,int)", i -> matrix.diff(1, i));
        OpErrorsTest.along(rows, matrix, "trapezoid(double,int)", i -> matrix.trapezoid(1, i));
        OpErrorsTest.along(rows, matrix, "cumulativeTrapezoid(double,int)", i -> matrix.cumulativeTrapezoid(1, i));
        OpErrorsTest.bad(rows, "diff(int,int)", () -> matrix.diff(-1, 0), "diff: it can be taken 0 times or more, not -1");
        OpErrorsTest.bad(rows, "logcumsumexp(int)", () -> whole(3, 4).make(new jacobi.Rng(1)).logcumsumexp(0),
                "logcumsumexp: it takes floating-point numbers, not int64; convert them with to(DType.FLOAT32)");
        OpErrorsTest.bad(rows, "trapezoid(Tensor,int)", () -> matrix.trapezoid(Tensors.zeros(2), 1),
                "trapezoid: points of shape [2] do not fit values of shape [2, 3] along axis 1; give 3 points in one axis, "
                        + "or one for each value");
        OpErrorsTest.bad(rows, "cumulativeTrapezoid(Tensor,int)", () -> matrix.cumulativeTrapezoid(Tensors.zeros(2), -1),
                "cumulativeTrapezoid: points of shape [2] do not fit values of shape [2, 3] along axis -1; give 3 points in "
                        + "one axis, or one for each value");
    }
}
