package jacobi.golden;

import org.bytedeco.pytorch.DoubleArrayRefOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The rows of Counting. */
final class CountingGolden {
    private CountingGolden() {
    }

    static void addTo(Entries entries) {
        ScalarTypeOptional same = new ScalarTypeOptional();
        TensorOptional none = new TensorOptional();
        for (boolean keep : new boolean[] {false, true}) {
            String label = keep ? "kept" : "dropped";
            entries.one("all(int,boolean), " + label, x -> torch.all(x, 1L, keep));
            entries.one("any(int,boolean), " + label, x -> torch.any(x, 1L, keep));
            entries.one("all(int[],boolean), " + label, x -> torch.all(x, new long[] {0, 2}, keep));
            entries.one("any(int[],boolean), " + label, x -> torch.any(x, new long[] {0, 2}, keep));
            entries.one("nansum(int[],boolean), " + label, x -> torch.nansum(x, new long[] {0}, keep, same));
            entries.one("nanmean(int[],boolean), " + label, x -> torch.nanmean(x, new long[] {0}, keep, same));
        }
        entries.one("nansum(int[],boolean), no NaN", x -> torch.nansum(x, new long[] {0}, true, same));
        entries.one("nanmean(int[],boolean), no NaN", x -> torch.nanmean(x, new long[] {0}, true, same));
        entries.one("all(), floats", torch::all);
        entries.one("all(), NaN is not 0", torch::all);
        entries.one("all(), nothing", torch::all);
        entries.one("any(), floats", torch::any);
        entries.one("any(), zeros", torch::any);
        entries.one("any(), nothing", torch::any);
        entries.one("all(int)", x -> torch.all(x, -1L));
        entries.one("any(int)", x -> torch.any(x, -1L));
        entries.one("countNonzero()", torch::count_nonzero);
        entries.one("countNonzero(), floats", torch::count_nonzero);
        entries.one("countNonzero(int)", x -> torch.count_nonzero(x, new long[] {-1}));
        entries.one("countNonzero(int[])", x -> torch.count_nonzero(x, new long[] {2, 0}));
        for (String label : new String[] {"", ", no NaN", ", whole"}) {
            entries.one("nansum()" + label, torch::nansum);
        }
        for (String label : new String[] {"", ", no NaN"}) {
            entries.one("nansum(int)" + label, x -> torch.nansum(x, new long[] {1}, false, same));
            entries.one("nanmean()" + label, torch::nanmean);
            entries.one("nanmean(int)" + label, x -> torch.nanmean(x, new long[] {1}, false, same));
        }
        entries.one("bincount()", torch::bincount);
        entries.one("bincount(), nothing", torch::bincount);
        entries.one("bincount(int)", x -> torch.bincount(x, none, 7));
        entries.row("bincount(Tensor,int)", x -> torch.bincount(x[0], new TensorOptional(x[1]), 0));
        entries.row("bincount(Tensor,int), whole weights", x -> torch.bincount(x[0], new TensorOptional(x[1]), 9));
        entries.one("histc()", torch::histc);
        entries.one("histc(int,double,double), a range", x -> torch.histc(x, 4, new Scalar(-1.0), new Scalar(1.0)));
        entries.one("histc(int,double,double), that of the data", x -> torch.histc(x, 7, new Scalar(0.0), new Scalar(0.0)));
        entries.one("histc(int,double,double), equal numbers", x -> torch.histc(x, 3, new Scalar(0.0), new Scalar(0.0)));
        double[] range = {-1, 1.5};
        entries.one("histogram(int), counts", x -> torch.histogram(x, 6, new DoubleArrayRefOptional(), none, false).get0());
        entries.one("histogram(int), edges", x -> torch.histogram(x, 6, new DoubleArrayRefOptional(), none, false).get1());
        entries.one("histogram(int,double,double), counts", x -> torch.histogram(x, 6, range, none, false).get0());
        entries.one("histogram(int,double,double), edges", x -> torch.histogram(x, 6, range, none, false).get1());
        entries.row("histogram(Tensor)", x -> torch.histogram(x[0], x[1]).get0());
        entries.row("histogram(Tensor), on the edges", x -> torch.histogram(x[0], x[1]).get0());
        for (boolean density : new boolean[] {false, true}) {
            entries.row("histogram(Tensor,Tensor,boolean), " + (density ? "density" : "counts"),
                    x -> torch.histogram(x[0], x[1], new TensorOptional(x[2]), density).get0());
        }
    }
}
