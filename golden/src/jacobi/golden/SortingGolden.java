package jacobi.golden;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The rows of Sorting. */
final class SortingGolden {
    private SortingGolden() {
    }

    private static T_TensorTensorTensor_T unique(Tensor x) {
        return torch.unique_dim(x.reshape(-1), 0, true, true, true);
    }

    private static Tensor search(Tensor sorted, Tensor values, boolean right) {
        return torch.searchsorted(sorted, values, false, right, new StringViewOptional(), new TensorOptional());
    }

    static void addTo(Entries entries) {
        BoolOptional stable = new BoolOptional(true);
        for (String label : new String[] {"", ", scalar", ", empty", ", bools", ", special values"}) {
            entries.one("sort()" + label, x -> torch.sort(x).get0());
        }
        entries.one("sort(), special values, indices", x -> torch.sort(x, stable, 0L, false).get1());
        entries.one("sort(int)", x -> torch.sort(x, 1L, false).get0());
        entries.one("sort(int), transposed", x -> torch.sort(x.t(), 0L, false).get0());
        entries.one("sort(int), a long line", x -> torch.sort(x, stable, 1L, false).get1());
        entries.one("sort(int), whole, a long line", x -> torch.sort(x, 1L, false).get0());
        for (boolean descending : new boolean[] {false, true}) {
            String label = descending ? "descending" : "ascending";
            entries.one("sort(int,boolean), " + label, x -> torch.sort(x, -1L, descending).get0());
            entries.one("sort(int,boolean), " + label + ", special values", x -> torch.sort(x, 0L, descending).get0());
            entries.one("argsort(int,boolean), " + label, x -> torch.argsort(x, 1L, descending));
            entries.one("topk(int,int,boolean), " + label, x -> torch.topk(x, 2, 1, descending, true).get0());
            entries.one("topk(int,int,boolean), " + label + ", indices", x -> torch.topk(x, 4, 1, descending, true).get1());
        }
        entries.one("argsort()", x -> torch.argsort(x));
        entries.one("argsort(), scalar", x -> torch.argsort(x));
        entries.one("argsort(int)", x -> torch.argsort(x, 0L, false));
        entries.one("topk(int)", x -> torch.topk(x, 3).get0());
        entries.one("topk(int), none", x -> torch.topk(x, 0).get0());
        entries.one("topk(int,int)", x -> torch.topk(x, 3, 0, true, true).get0());
        entries.one("kthvalue(int)", x -> torch.kthvalue(x, 2).get0());
        entries.one("kthvalue(int), indices", x -> torch.kthvalue(x, 2).get1());
        entries.one("kthvalue(int,int,boolean), kept", x -> torch.kthvalue(x, 5, 1L, true).get0());
        entries.one("kthvalue(int,int,boolean), dropped", x -> torch.kthvalue(x, 1, 1L, false).get0());
        entries.one("mode()", x -> torch.mode(x).get0());
        entries.one("mode(), floats", x -> torch.mode(x).get0());
        entries.one("mode(int,boolean), kept", x -> torch.mode(x, 0L, true).get0());
        entries.one("mode(int,boolean), dropped", x -> torch.mode(x, 0L, false).get0());
        entries.one("unique(), values", x -> unique(x).get0());
        entries.one("unique(), inverse", x -> unique(x).get1().reshape(x.sizes()));
        entries.one("unique(), counts", x -> unique(x).get2());
        entries.one("unique(), nothing", x -> unique(x).get0());
        entries.one("unique(), scalar", x -> unique(x).get1().reshape(x.sizes()));
        // Along an axis PyTorch tells -0 from 0; without one it does not.
        entries.one("unique(), special values",
                x -> torch.unique_consecutive(torch.sort(x).get0(), true, true, new LongOptional()).get2());
        entries.one("unique(int), rows", x -> torch.unique_dim(x, 0, true, true, true).get0());
        entries.one("unique(int), rows, inverse", x -> torch.unique_dim(x, 0, true, true, true).get1());
        entries.one("unique(int), rows, counts", x -> torch.unique_dim(x, 0, true, true, true).get2());
        entries.one("unique(int), columns", x -> torch.unique_dim(x.t(), 1, true, true, true).get0());
        entries.row("searchsorted(Tensor)", x -> torch.searchsorted(x[0], x[1]));
        entries.row("bucketize(Tensor)", x -> torch.bucketize(x[0], x[1]));
        for (boolean right : new boolean[] {false, true}) {
            entries.row("searchsorted(Tensor,boolean), right " + right, x -> search(x[0], x[1], right));
            entries.row("searchsorted(Tensor,boolean), row by row, right " + right, x -> search(x[0], x[1], right));
            entries.row("bucketize(Tensor,boolean), right " + right, x -> torch.bucketize(x[0], x[1], false, right));
        }
    }
}
