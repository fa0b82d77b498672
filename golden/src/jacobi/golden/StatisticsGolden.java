package jacobi.golden;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch;

/** The rows of Statistics. */
final class StatisticsGolden {
    private StatisticsGolden() {
    }

    private static ScalarOptional number(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    static void addTo(Entries entries) {
        long[] outer = {0, 2};
        for (String label : new String[] {"", ", one number", ", nothing", ", far from 0"}) {
            entries.one("var()" + label, x -> torch.var(x));
        }
        entries.one("std()", x -> torch.std(x));
        entries.one("std(), transposed", x -> torch.std(x));
        entries.one("varMean(), var", x -> torch.var_mean(x).get0());
        entries.one("varMean(), mean", x -> torch.var_mean(x).get1());
        for (int axis : new int[] {0, 1, -1}) {
            entries.one("var(int), axis " + axis, x -> torch.var(x, new long[] {axis}, number(1), false));
            entries.one("std(int), axis " + axis, x -> torch.std(x, new long[] {axis}, number(1), false));
        }
        for (boolean keep : new boolean[] {false, true}) {
            String label = keep ? "kept" : "dropped";
            entries.one("var(int,boolean), " + label, x -> torch.var(x, new long[] {1}, number(1), keep));
            entries.one("std(int,boolean), " + label, x -> torch.std(x, new long[] {1}, number(1), keep));
            entries.one("var(int[],boolean), " + label, x -> torch.var(x, outer, number(1), keep));
            entries.one("std(int[],boolean), " + label, x -> torch.std(x, outer, number(1), keep));
            for (double correction : new double[] {0, 1, 2.5}) {
                String corrected = label + ", correction " + correction;
                entries.one("var(int[],double,boolean), " + corrected, x -> torch.var(x, outer, number(correction), keep));
                entries.one("std(int[],double,boolean), " + corrected, x -> torch.std(x, outer, number(correction), keep));
                entries.one("varMean(int[],double,boolean), " + corrected + ", var",
                        x -> torch.var_mean(x, outer, number(correction), keep).get0());
            }
            entries.one("varMean(int[],double,boolean), " + label + ", mean",
                    x -> torch.var_mean(x, outer, number(1), keep).get1());
        }
        entries.one("norm()", torch::norm);
        entries.one("norm(), scalar", torch::norm);
        entries.one("norm(), nothing", torch::norm);
        ScalarTypeOptional same = new ScalarTypeOptional();
        double[] powers = {0, 0.5, 1, 2, 3, 2.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double p : powers) {
            entries.one("norm(double), p " + p, x -> torch.norm(x, new Scalar(p)));
            entries.one("norm(double), negative, p " + p, x -> torch.norm(x, new Scalar(p)));
            entries.one("norm(double,int), p " + p, x -> torch.norm(x, number(p), new long[] {1}, false));
            entries.one("vectorNorm(double), p " + p,
                    x -> torch.linalg_vector_norm(x.flatten(), new Scalar(p), new long[] {0}, false, same));
            for (boolean keep : new boolean[] {false, true}) {
                String label = (keep ? "kept" : "dropped") + ", p " + p;
                entries.one("norm(double,int[],boolean), " + label, x -> torch.norm(x, number(p), outer, keep));
                entries.one("vectorNorm(double,int[],boolean), " + label,
                        x -> torch.linalg_vector_norm(x, new Scalar(p), outer, keep, same));
            }
        }
        LongOptional all = new LongOptional();
        for (int n : new int[] {1, 4, 5, 60}) {
            entries.one("median(), " + n + " numbers", torch::median);
            entries.one("nanmedian(), " + n + " numbers", torch::nanmedian);
            entries.one("quantile(double), " + n + " numbers", x -> torch.quantile(x, 0.3));
            entries.one("nanquantile(double), " + n + " numbers", x -> torch.nanquantile(x, 0.3));
        }
        entries.one("median(), whole", torch::median);
        entries.one("median(), NaN", torch::median);
        entries.one("nanmedian(), NaN", torch::nanmedian);
        entries.one("median(int)", x -> torch.median(x, 1L).get0());
        entries.one("median(int), NaN", x -> torch.median(x, 1L).get0());
        entries.one("median(int,boolean), kept", x -> torch.median(x, 1L, true).get0());
        entries.one("median(int,boolean), dropped", x -> torch.median(x, 0L, false).get0());
        entries.one("nanmedian(int,boolean), kept", x -> torch.nanmedian(x, 1L, true).get0());
        entries.one("nanmedian(int,boolean), dropped", x -> torch.nanmedian(x, -1L, false).get0());
        entries.one("quantile(double,int)", x -> torch.quantile(x, 0.6, new LongOptional(1), false, "linear"));
        entries.one("quantile(double,int), NaN", x -> torch.quantile(x, 0.25, new LongOptional(1), false, "linear"));
        entries.row("nanquantile(Tensor,int,boolean,Interpolation), no NaN",
                x -> torch.nanquantile(x[0], x[1], new LongOptional(1), true, "linear"));
        for (String how : new String[] {"LINEAR", "LOWER", "HIGHER", "MIDPOINT", "NEAREST"}) {
            for (boolean keep : new boolean[] {false, true}) {
                String label = how + (keep ? ", kept" : ", dropped");
                entries.row("quantile(Tensor,int,boolean,Interpolation), " + label,
                        x -> torch.quantile(x[0], x[1], new LongOptional(1), keep, how.toLowerCase()));
                entries.row("nanquantile(Tensor,int,boolean,Interpolation), " + label,
                        x -> torch.nanquantile(x[0], x[1], new LongOptional(1), keep, how.toLowerCase()));
            }
        }
        entries.row("quantile(Tensor,int,boolean,Interpolation), one number",
                x -> torch.quantile(x[0], x[1], new LongOptional(0), true, "linear"));
        entries.one("nanquantile(double), NaN", x -> torch.nanquantile(x, 0.4, all, false, "linear"));
        entries.one("cov()", x -> torch.cov(x));
        entries.one("cov(), one variable", x -> torch.cov(x));
        entries.one("cov(), transposed", x -> torch.cov(x.t()));
        entries.one("cov(double)", x -> torch.cov(x, 0, new org.bytedeco.pytorch.TensorOptional(),
                new org.bytedeco.pytorch.TensorOptional()));
        entries.one("corrcoef()", x -> torch.corrcoef(x));
        entries.one("corrcoef(), one variable", x -> torch.corrcoef(x));
    }
}
