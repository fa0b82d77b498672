package jacobi.golden;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The rows of Arranging. */
final class ArrangingGolden {
    private ArrangingGolden() {
    }

    static void addTo(Entries e) {
        e.one("copy()", x -> x.clone());
        e.one("copy(), of a transposed view", x -> x.t().clone());
        e.one("contiguous()", x -> x.t().contiguous());
        e.one("repeat(int[])", x -> x.repeat(2, 3));
        e.one("repeat(int[]), in front", x -> x.repeat(2, 1, 3));
        e.one("repeat(int[]), not at all", x -> x.repeat(0, 1));
        e.one("repeat(int[]), a number", x -> x.repeat(3));
        e.one("repeat(int[]), once, of a transposed view", x -> x.t().repeat(1, 1));
        e.one("tile(int[])", x -> x.tile(2));
        e.one("tile(int[]), in front", x -> x.tile(2, 3));
        e.one("repeatInterleave(int)", x -> x.repeat_interleave(2));
        e.one("repeatInterleave(int), a number", x -> x.repeat_interleave(2));
        e.one("repeatInterleave(int,int)", x -> x.repeat_interleave(3, new LongOptional(1), new LongOptional()));
        e.one("repeatInterleave(int,int), rows of a transposed view",
                x -> x.t().repeat_interleave(2, new LongOptional(0), new LongOptional()));
        e.row("repeatInterleave(Tensor,int)",
                x -> x[0].repeat_interleave(x[1], new LongOptional(0), new LongOptional()));
        e.row("repeatInterleave(Tensor,int), one for all",
                x -> x[0].repeat_interleave(x[1].mul(new Scalar(0)).add(new Scalar(2)), new LongOptional(1),
                        new LongOptional()));
        e.one("flip(int[])", x -> x.flip(0, -1));
        e.one("flip(int[]), no axis", x -> x.flip());
        e.one("flip(int[]), of a view", x -> x.t().narrow(0, 1, 2).flip(0));
        e.one("flip(int[]), empty", x -> x.flip(0, 1));
        e.one("flip(int[]), truths", x -> x.flip(0));
        e.one("fliplr()", Tensor::fliplr);
        e.one("flipud()", Tensor::flipud);
        e.one("rot90()", Tensor::rot90);
        e.one("rot90(int), -1", x -> x.rot90(-1, 0, 1));
        e.one("rot90(int), 0", x -> x.rot90(0, 0, 1));
        e.one("rot90(int), 2", x -> x.rot90(2, 0, 1));
        e.one("rot90(int), 5", x -> x.rot90(5, 0, 1));
        e.one("rot90(int,int,int)", x -> x.rot90(1, 2, 0));
        e.one("roll(int)", x -> x.roll(2));
        e.one("roll(int), back", x -> x.roll(-1));
        e.one("roll(int), empty", x -> x.roll(1));
        e.one("roll(int,int)", x -> x.roll(new long[] {4}, -1));
        e.one("roll(int,int), all around", x -> x.roll(new long[] {3}, 1));
        e.one("roll(int[],int[])", x -> x.roll(new long[] {1, -1}, 0, 1));
        e.one("tril()", x -> x.tril());
        e.one("tril(), of infinities", x -> x.reshape(3, 7).tril());
        e.one("tril(), truths", x -> x.tril());
        e.one("triu()", x -> x.triu());
        e.one("triu(), whole numbers", x -> x.triu());
        e.one("triu(), empty", x -> x.triu());
        e.one("tril(int), -2", x -> x.tril(-2));
        e.one("tril(int), 1", x -> x.tril(1));
        e.one("tril(int), 5", x -> x.tril(5));
        e.one("triu(int), -2", x -> x.triu(-2));
        e.one("triu(int), 1", x -> x.triu(1));
        e.one("triu(int), 5", x -> x.triu(5));
        e.one("diag(), of numbers", x -> x.diag());
        e.one("diag(), of a matrix", x -> x.diag());
        e.one("diag(int), of numbers, above", x -> x.diag(2));
        e.one("diag(int), of numbers, below", x -> x.diag(-1));
        e.one("diag(int), of a matrix", x -> x.diag(-1));
        e.one("diag(int), of nothing", x -> x.diag(1));
        e.one("diagEmbed()", x -> x.diag_embed());
        e.one("diagEmbed(int,int,int)", x -> x.diag_embed(1, 0, 2));
        e.one("diagEmbed(int,int,int), the other way", x -> x.diag_embed(-1, -1, 0));
    }
}
