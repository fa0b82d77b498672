package jacobi.interrupts;

import static jacobi.interrupts.Rows.N;

import java.util.function.UnaryOperator;
import jacobi.Tensor;
import jacobi.Tensors;

/** Many numbers become few: of all, along rows, down columns; and running ones. */
final class ReductionRows {
    private interface Along {
        Tensor axis(Tensor x, int axis);
    }

    private ReductionRows() {
    }

    static void add(Rows rows) {
        all(rows, "sum", Tensor::sum, Tensor::sum);
        all(rows, "mean", Tensor::mean, Tensor::mean);
        all(rows, "max", Tensor::max, Tensor::max);
        all(rows, "argmax", Tensor::argmax, Tensor::argmax);
        all(rows, "prod", Tensor::prod, Tensor::prod);
        all(rows, "logsumexp", Tensor::logsumexp, Tensor::logsumexp);
        all(rows, "var", Tensor::var, Tensor::var);
        all(rows, "norm", x -> x.norm(3), (x, axis) -> x.norm(3, axis));
        all(rows, "any", x -> x.gt(2).any(), (x, axis) -> x.gt(2).any(axis));
        all(rows, "countNonzero", Tensor::countNonzero, Tensor::countNonzero);
        all(rows, "nansum", Tensor::nansum, Tensor::nansum);
        all(rows, "nanmean", Tensor::nanmean, Tensor::nanmean);
        all(rows, "aminmax", x -> x.aminmax().max(), (x, axis) -> x.aminmax(axis, false).max());
        rows.on("sum, int64", () -> Rows.longs(10, N), Tensor::sum);
        rows.on("sum, int64, of columns", () -> Rows.longs(10, Rows.SIDE, Rows.SIDE), x -> x.sum(0));
        rows.on("max, int64, of columns", () -> Rows.longs(10, Rows.SIDE, Rows.SIDE), x -> x.max(0));
        rows.on("sum, float64", () -> Rows.doubles(N / 2), Tensor::sum);
        rows.on("sum of the middle axis", () -> Rows.floats(300, 500, 300), x -> x.sum(1));
        rows.on("sum of a transposed one", Rows::matrix, x -> x.t().sum());
        rows.on("sum over what is repeated", Rows::matrix, x -> x.expand(20, Rows.SIDE, Rows.SIDE).sum());
        rows.on("sumTo", Rows::matrix, x -> x.sumTo(jacobi.Shape.of(1, Rows.SIDE)));
        scan(rows, "cumsum", Tensor::cumsum);
        scan(rows, "cumprod", Tensor::cumprod);
        scan(rows, "cummax", (x, axis) -> x.cummax(axis).values());
        scan(rows, "logcumsumexp", Tensor::logcumsumexp);
        rows.on("cumsum, int64", () -> Rows.longs(10, N), x -> x.cumsum(0));
        rows.both("diff", Rows::line, Tensor::diff);
        rows.on("trapezoid", Rows::line, Tensor::trapezoid);
        rows.on("cumulativeTrapezoid", Rows::line, Tensor::cumulativeTrapezoid);
        rows.on("cov", () -> Rows.floats(3000, 5000), Tensor::cov);
        rows.on("corrcoef", () -> Rows.floats(3000, 5000), Tensor::corrcoef);
        rows.on("bincount", () -> Rows.longs(1000, N), Tensor::bincount);
        rows.on("bincount, weighted", () -> Rows.longs(1000, N), x -> x.bincount(Tensors.ones(N), 0));
        rows.on("histc", Rows::line, Tensor::histc);
        rows.on("histogram", Rows::line, x -> x.histogram(100).counts());
        rows.on("histogram of uneven bins", Rows::line,
                x -> x.histogram(Tensors.tensor(0, 0.1, 0.3, 0.4, 0.8, 1)).counts());
        rows.on("trace", Rows::matrix, Tensor::trace);
    }

    private static void all(Rows rows, String name, UnaryOperator<Tensor> whole, Along along) {
        rows.on(name, Rows::line, whole);
        rows.on(name + " of rows", Rows::matrix, x -> along.axis(x, 1));
        rows.on(name + " of columns", Rows::matrix, x -> along.axis(x, 0));
    }

    private static void scan(Rows rows, String name, Along along) {
        rows.both(name, () -> Rows.floats(N / 2), x -> along.axis(x, 0));
        rows.on(name + " of rows", Rows::matrix, x -> along.axis(x, 1));
        rows.on(name + " of columns", Rows::matrix, x -> along.axis(x, 0));
    }
}
