package jacobi.interrupts;

import static jacobi.interrupts.Rows.N;
import static jacobi.interrupts.Rows.SIDE;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;

/** Numbers copied, joined, chosen and put elsewhere; made, and read as Java's arrays and as text. */
final class ArrangingRows {
    private ArrangingRows() {
    }

    static void add(Rows rows) {
        rows.on("copy", Rows::line, Tensor::copy);
        rows.on("copy of a transposed one", Rows::matrix, x -> x.t().contiguous());
        rows.on("copy of a permuted one", () -> Rows.floats(300, 500, 300), x -> x.permute(2, 1, 0).contiguous());
        rows.on("copy, float64, transposed", () -> Rows.doubles(SIDE, SIDE), x -> x.t().contiguous());
        rows.on("copy, int64, transposed", () -> Rows.longs(9, SIDE, SIDE), x -> x.t().contiguous());
        rows.on("copy, bool, transposed", () -> Rows.matrix().gt(0.5), x -> x.t().contiguous());
        rows.on("copy of every other", () -> Rows.floats(SIDE, 2 * SIDE), x -> x.slice(1, 0, 2 * SIDE, 2).contiguous());
        rows.on("repeat", () -> Rows.floats(2000, 2000), x -> x.repeat(5, 5));
        rows.on("repeat of a number", () -> Rows.floats(1, 1), x -> x.repeat(SIDE, SIDE));
        rows.both("tile", () -> Rows.floats(1000, 1000), x -> x.tile(5, 5));
        rows.both("repeatInterleave", () -> Rows.floats(2500, 2000), x -> x.repeatInterleave(10, 1));
        rows.on("repeatInterleave, uneven", () -> Rows.floats(N / 10),
                x -> x.repeatInterleave(Tensors.full(10, N / 10).to(DType.INT64), 0));
        rows.on("expand and copy", () -> Rows.floats(SIDE, 1), x -> x.expand(SIDE, SIDE).contiguous());
        rows.both("flip", Rows::matrix, x -> x.flip(0, 1));
        rows.on("rot90", Rows::matrix, Tensor::rot90);
        rows.on("roll", Rows::line, x -> x.roll(1000));
        rows.on("roll of rows", Rows::matrix, x -> x.roll(1000, 1));
        rows.both("tril", Rows::matrix, Tensor::tril);
        rows.on("diag", () -> Rows.floats(SIDE), Tensor::diag);
        rows.on("diagEmbed", () -> Rows.floats(50, 1000), Tensor::diagEmbed);
        rows.on("sliding windows, copied", () -> Rows.floats(N / 10), x -> x.unfold(0, 10, 1).contiguous());
        rows.on("sliding windows, summed", Rows::line, x -> x.unfold(0, 10, 1).sum(1));
        rows.both("pad", Rows::matrix, x -> x.pad(10, 10));
        rows.on("pad, reflect", () -> Rows.floats(1, SIDE, SIDE), x -> x.pad(new int[] {10, 10}, "reflect"));
        rows.on("cat", () -> Rows.floats(N / 2), x -> Tensors.cat(List.of(x, x), 0));
        rows.on("cat of columns", () -> Rows.floats(SIDE, SIDE / 2), x -> Tensors.cat(List.of(x, x), 1));
        rows.on("stack", () -> Rows.floats(N / 10), x -> Tensors.stack(List.of(x, x, x, x, x), 1));
        rows.on("cat of a million", () -> Rows.floats(1_000_000, 1), x -> Tensors.cat(x.unbind(), 0));
        rows.on("blockDiag", () -> Rows.floats(SIDE / 2, SIDE / 2), x -> Tensors.blockDiag(x, x));
        rows.on("meshgrid, stacked", () -> Rows.floats(5000), x -> Tensors.stack(Tensors.meshgrid(x, x), 2));
        rows.on("cartesianProd", () -> Rows.floats(5000), x -> Tensors.cartesianProd(x, x));
        rows.on("triuIndices", () -> Rows.floats(1), x -> Tensors.triuIndices(SIDE, SIDE, 0));
        rows.on("vander", () -> Rows.floats(SIDE), x -> Tensors.vander(x, SIDE, true));
        rows.on("zeros", () -> Rows.floats(1), x -> Tensors.zeros(N));
        rows.on("full", () -> Rows.floats(1), x -> Tensors.full(3, N));
        rows.on("arange", () -> Rows.floats(1), x -> Tensors.arange(N));
        rows.on("linspace", () -> Rows.floats(1), x -> Tensors.linspace(0, 1, N));
        rows.on("logspace", () -> Rows.floats(1), x -> Tensors.logspace(0, 1, N));
        rows.on("eye", () -> Rows.floats(1), x -> Tensors.eye(SIDE));

        indexed(rows, "take", (x, i) -> x.take(i));
        indexed(rows, "gather", (x, i) -> x.gather(0, i));
        indexed(rows, "indexSelect", (x, i) -> x.indexSelect(0, i));
        indexed(rows, "index", (x, i) -> x.index(i));
        indexed(rows, "indexPut", (x, i) -> x.indexPut(List.of(i), x));
        indexed(rows, "indexPut, adding", (x, i) -> x.indexPut(List.of(i), x, true));
        indexed(rows, "scatter", (x, i) -> x.scatter(0, i, x));
        indexed(rows, "scatter of a number", (x, i) -> x.scatter(0, i, 3));
        indexed(rows, "scatterAdd", (x, i) -> x.scatterAdd(0, i, x));
        indexed(rows, "scatterReduce, prod", (x, i) -> x.scatterReduce(0, i, x, "prod"));
        indexed(rows, "scatterReduce, amax", (x, i) -> x.scatterReduce(0, i, x, "amax"));
        indexed(rows, "scatterReduce, mean", (x, i) -> x.scatterReduce(0, i, x, "mean"));
        indexed(rows, "indexAdd", (x, i) -> x.indexAdd(0, i, x));
        indexed(rows, "indexCopy", (x, i) -> x.indexCopy(0, i, x));
        indexed(rows, "indexFill", (x, i) -> x.indexFill(0, i, 3));
        rows.on("indexSelect of rows", Rows::matrix, x -> x.indexSelect(0, Tensors.randperm(new Rng(1), SIDE)));
        rows.on("indexSelect of columns", Rows::matrix, x -> x.indexSelect(1, Tensors.randperm(new Rng(1), SIDE)));
        rows.on("gather of columns", () -> Rows.longs(4000, 4000, 4000), x -> x.gather(1, x));
        rows.on("scatterAdd of columns", () -> Rows.longs(4000, 4000, 4000), x -> x.scatterAdd(1, x, x));
        rows.on("index of two axes", () -> Rows.longs(SIDE, N / 5), x -> Rows.floats(SIDE, 10).index(x, x.remainder(10)));
        rows.both("maskedFill", Rows::line, x -> x.maskedFill(x.gt(0.5), 0));
        rows.both("maskedSelect", Rows::line, x -> x.maskedSelect(x.gt(0.5)));
        rows.on("maskedScatter", Rows::line, x -> x.maskedScatter(x.gt(0.5), x));
        rows.on("nonzero", Rows::matrix, x -> x.gt(0.5).nonzero());
        rows.on("where, indices", Rows::line, x -> x.gt(0.5).where().get(0));
        rows.on("oneHot", () -> Rows.longs(100, N / 200), x -> x.oneHot(100));
        rows.on("embedding", () -> Rows.longs(1000, N / 100), x -> x.embedding(Rows.floats(1000, 100)));
        rows.add("embedding, gradient", () -> {
            Tensor x = Rows.longs(1000, N / 100);
            Tensor table = Rows.floats(1000, 100).requiresGrad(true);
            return () -> x.embedding(table).sum().backward();
        });

        read(rows, "toFloats", Rows::line, Tensor::toFloats);
        read(rows, "toDoubles", () -> Rows.floats(N / 2), Tensor::toDoubles);
        read(rows, "toInts", () -> Rows.longs(9, N / 2), Tensor::toInts);
        read(rows, "toLongs", () -> Rows.longs(9, N / 2), Tensor::toLongs);
        read(rows, "toBooleans", () -> Rows.line().gt(0.5), Tensor::toBooleans);
        read(rows, "toFloats of a transposed one", Rows::matrix, x -> x.t().toFloats());
        read(rows, "toString", Rows::line, Tensor::toString);
        read(rows, "toString of many axes", () -> Rows.floats(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3), Tensor::toString);
        rows.add("tensor of an array", () -> {
            float[] values = new float[N];
            return () -> Tensors.tensor(values);
        });
        rows.add("assign", () -> {
            Tensor x = Rows.line();
            return () -> x.assign(x.detach().flip(0));
        });
    }

    private static void indexed(Rows rows, String name, BinaryOperator<Tensor> op) {
        rows.add(name, () -> {
            Tensor x = Rows.floats(N / 5);
            Tensor index = Tensors.randperm(new Rng(1), N / 5);
            return () -> op.apply(x, index);
        });
        rows.add(name + ", gradient", () -> {
            Tensor x = Rows.floats(N / 5).requiresGrad(true);
            Tensor index = Tensors.randperm(new Rng(1), N / 5);
            return () -> op.apply(x, index).sum().backward();
        });
    }

    private static void read(Rows rows, String name, Supplier<Tensor> input, Consumer<Tensor> reader) {
        rows.add(name, () -> {
            Tensor x = input.get();
            return () -> reader.accept(x);
        });
    }
}
