package jacobi.interrupts;

import static jacobi.interrupts.Rows.N;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jacobi.Tensor;
import jacobi.Tensors;

/** Sorting and what rests on it: one long line, rows and columns, of random, sorted and equal numbers. */
final class OrderingRows {
    private OrderingRows() {
    }

    static void add(Rows rows) {
        every(rows, "sort", x -> x.sort(-1).values());
        every(rows, "sort, descending", x -> x.sort(-1, true).values());
        every(rows, "argsort", x -> x.argsort(-1));
        every(rows, "topk", x -> x.topk(1000).values());
        every(rows, "topk of half", x -> x.topk(x.size(-1) / 2).values());
        every(rows, "kthvalue", x -> x.kthvalue(x.size(-1) / 3).values());
        every(rows, "median", x -> x.median(-1));
        every(rows, "nanmedian", x -> x.nanmedian(-1, false));
        every(rows, "mode", x -> x.mode(-1, false).values());
        floats(rows, "quantile", x -> x.quantile(0.3, -1));
        floats(rows, "nanquantile", x -> x.nanquantile(0.3));
        every(rows, "unique", x -> x.unique().values());
        rows.on("unique rows", () -> Rows.longs(10, N / 20, 4), x -> x.unique(0).values());
        rows.on("sort of columns", Rows::matrix, x -> x.sort(0).values());
        rows.on("median of columns", Rows::matrix, x -> x.median(0));
        rows.on("quantile of columns", Rows::matrix, x -> x.quantile(0.3, 0));
        rows.on("topk of columns", Rows::matrix, x -> x.topk(10, 0).values());
        rows.on("sort, bool", () -> Rows.line().gt(0.5), x -> x.sort(0).values());
        rows.on("searchsorted", () -> Rows.floats(N / 5), x -> Tensors.linspace(0, 1, 1_000_000).searchsorted(x));
        rows.on("bucketize", () -> Rows.floats(N / 5), x -> x.bucketize(Tensors.linspace(0, 1, 1_000_000)));
    }

    private static void every(Rows rows, String name, UnaryOperator<Tensor> op) {
        floats(rows, name, op);
        rows.on(name + ", int64", () -> Rows.longs(Integer.MAX_VALUE, N / 5), op);
    }

    private static void floats(Rows rows, String name, UnaryOperator<Tensor> op) {
        Supplier<Tensor> line = () -> Rows.floats(N / 5);
        rows.on(name, line, op);
        rows.on(name + ", sorted before", () -> line.get().sort(0).values(), op);
        rows.on(name + ", equal", () -> Tensors.ones(N / 5), op);
        rows.on(name + ", float64", () -> Rows.doubles(N / 5), op);
        rows.on(name + ", of rows", () -> Rows.floats(3000, 3000), op);
    }
}
