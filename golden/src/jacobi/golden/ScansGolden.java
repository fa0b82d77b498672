package jacobi.golden;

import java.util.function.BiFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Running sums, products and extremes along an axis, differences, integrals. */
final class ScansGolden {
    private ScansGolden() {
    }

    private static void scan(Entries entries, String method, BiFunction<Tensor, Integer, Tensor> call) {
        for (int axis : new int[] {0, 1, -1}) {
            entries.one(method + ", axis " + axis, x -> call.apply(x, axis));
        }
        entries.one(method + ", vector", x -> call.apply(x, 0));
        entries.one(method + ", empty", x -> call.apply(x, 1));
        entries.one(method + ", transposed", x -> call.apply(x.t(), 1));
        entries.one(method + ", special values", x -> call.apply(x, 0));
    }

    static void addTo(Entries entries) {
        scan(entries, "cumsum(int)", (x, axis) -> x.cumsum(axis));
        entries.one("cumsum(int), whole", x -> x.cumsum(1));
        entries.one("cumsum(int), bools", x -> x.cumsum(1));
        scan(entries, "cumprod(int)", (x, axis) -> x.cumprod(axis));
        entries.one("cumprod(int), zeros", x -> x.cumprod(1));
        entries.one("cumprod(int), whole", x -> x.cumprod(0));
        scan(entries, "cummax(int)", (x, axis) -> torch.cummax(x, (long) axis).get0());
        scan(entries, "cummin(int)", (x, axis) -> torch.cummin(x, (long) axis).get0());
        entries.one("cummax(int), indices, ties", x -> torch.cummax(x, 1L).get1());
        entries.one("cummin(int), indices, ties", x -> torch.cummin(x, 1L).get1());
        entries.one("cummax(int), indices, special values", x -> torch.cummax(x, 0L).get1());
        entries.one("cummin(int), indices, special values", x -> torch.cummin(x, 0L).get1());
        scan(entries, "logcumsumexp(int)", (x, axis) -> torch.logcumsumexp(x, (long) axis));
        entries.one("logcumsumexp(int), far apart", x -> torch.logcumsumexp(x, 1L));
        entries.one("diff()", torch::diff);
        entries.one("diff(), bools", torch::diff);
        for (int n : new int[] {0, 1, 2, 4, 6}) {
            entries.one("diff(int,int), " + n + " times",
                    x -> torch.diff(x, n, 0, new TensorOptional(), new TensorOptional()));
        }
        entries.one("trapezoid()", torch::trapezoid);
        entries.one("trapezoid(), one point", torch::trapezoid);
        entries.one("trapezoid(), no points", torch::trapezoid);
        entries.one("trapezoid(double,int)", x -> torch.trapezoid(x, new Scalar(0.5), 0));
        entries.row("trapezoid(Tensor,int), one axis", x -> torch.trapezoid(x[0], x[1], 1));
        entries.row("trapezoid(Tensor,int), the same shape", x -> torch.trapezoid(x[0], x[1], -1));
        entries.one("cumulativeTrapezoid()", torch::cumulative_trapezoid);
        entries.one("cumulativeTrapezoid(double,int)", x -> torch.cumulative_trapezoid(x, new Scalar(0.5), 0));
        entries.row("cumulativeTrapezoid(Tensor,int)", x -> torch.cumulative_trapezoid(x[0], x[1], 1));
    }
}
