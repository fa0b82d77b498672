package jacobi.golden;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** The rows of Slicing. */
final class SlicingGolden {
    private SlicingGolden() {
    }

    static void addTo(Entries e) {
        e.one("slice(int,int,int)", x -> slice(x, 1, -4, 4, 1));
        e.one("slice(int,int,int,int), a step beyond the end", x -> slice(x, 0, 1, 5, 1 << 30));
        e.one("slice(int,int,int,int), whole numbers", x -> slice(x, 0, 0, 5, 2));
        e.one("get(int[]), row", x -> x.get(-1));
        e.one("get(int[]), in a row", x -> x.get(1).get(-1));
        e.one("get(int[]), number", x -> x.get(1).get(2).get(0));
        e.one("get(int[]), all", x -> x);
        e.one("narrow(int,int,int)", x -> x.narrow(1, -4, 3));
        e.one("narrow(int,int,int), nothing", x -> x.narrow(0, 3, 0));
        e.one("split(int)", x -> x.split(2).get(1));
        e.one("split(int), the last", x -> x.split(2).get(2));
        e.one("split(int), nothing", x -> x.split(2).get(0));
        e.one("split(int,int)", x -> x.split(3, -1).get(1));
        e.one("split(int[],int)", x -> x.split_with_sizes(new long[] {1, 0, 3, 2}, 1).get(2));
        e.one("split(int[],int), of length 0", x -> x.split_with_sizes(new long[] {1, 0, 3, 2}, 1).get(1));
        e.one("chunk(int)", x -> x.chunk(3).get(2));
        e.one("chunk(int,int)", x -> x.chunk(4, 1).get(2));
        e.one("unbind()", x -> x.unbind().get(2));
        e.one("unbind(int)", x -> x.unbind(-1).get(1));
        e.one("unfold(int,int,int), overlapping", x -> x.unfold(0, 3, 2));
        e.one("unfold(int,int,int), with gaps", x -> x.unfold(1, 2, 3));
        e.one("unfold(int,int,int), one window", x -> x.unfold(-1, 3, 5));
        e.one("unfold(int,int,int), windows of nothing", x -> x.unfold(-1, 0, 1));
        e.one("unfold(int,int,int), twice, of a transposed view", x -> x.t().unfold(0, 2, 1).unfold(1, 3, 1));
        e.one("unfold(int,int,int), empty", x -> x.unfold(1, 2, 1));
        e.one("diagonal()", Tensor::diagonal);
        for (int offset : new int[] {-4, -2, 1, 3, 4}) {
            e.one("diagonal(int), offset " + offset, x -> x.diagonal(offset, 0, 1));
        }
        e.one("diagonal(int,int,int)", x -> x.diagonal(1, -1, 0));
        e.one("diagonal(int,int,int), of a view", x -> slice(x, 0, 1, 2, 1).diagonal(-1, 2, 1));
        e.one("diagonal(int,int,int), empty", x -> x.diagonal(0, 0, 1));
        e.one("tensorSplit(int)", x -> x.tensor_split(3).get(2));
        e.one("tensorSplit(int,int)", x -> x.tensor_split(3, 1).get(1));
        e.one("tensorSplit(int,int), more than there are", x -> x.tensor_split(3, 1).get(2));
        for (int piece = 0; piece < 4; piece++) {
            int at = piece;
            e.one("tensorSplit(int[],int), piece " + at, x -> x.tensor_split(new long[] {1, -2, 2}, 1).get(at));
        }
        e.one("tensorSplit(int[],int), behind the end", x -> x.tensor_split(new long[] {5}, 1).get(1));
    }

    private static Tensor slice(Tensor x, long axis, long from, long to, long step) {
        return x.slice(axis, new LongOptional(from), new LongOptional(to), step);
    }
}
