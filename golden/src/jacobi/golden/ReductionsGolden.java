package jacobi.golden;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch;

/** The rows of Reductions. */
final class ReductionsGolden {
    private ReductionsGolden() {
    }

    static void addTo(Entries entries) {
        for (String label : new String[] {"", ", one zero", ", of nothing", ", scalar", ", whole"}) {
            entries.one("prod()" + label, torch::prod);
        }
        for (int axis : new int[] {0, 1, 2, -1}) {
            entries.one("prod(int), axis " + axis, x -> torch.prod(x, (long) axis));
            entries.one("logsumexp(int), axis " + axis, x -> torch.logsumexp(x, (long) axis));
            for (boolean keep : new boolean[] {false, true}) {
                String label = "axis " + axis + (keep ? ", kept" : "");
                entries.one("prod(int,boolean), " + label, x -> torch.prod(x, (long) axis, keep, new ScalarTypeOptional()));
                entries.one("logsumexp(int,boolean), " + label, x -> torch.logsumexp(x, new long[] {axis}, keep));
                entries.one("aminmax(int,boolean), min, " + label, x -> torch.aminmax(x, new LongOptional(axis), keep).get0());
                entries.one("aminmax(int,boolean), max, " + label, x -> torch.aminmax(x, new LongOptional(axis), keep).get1());
            }
        }
        entries.one("prod(int), zeros", x -> torch.prod(x, 1L));
        entries.one("prod(int), zeros, transposed", x -> torch.prod(x.t(), 1L));
        entries.one("prod(int), no columns", x -> torch.prod(x, 1L));
        entries.one("logsumexp()", x -> torch.logsumexp(x.flatten(), 0));
        entries.one("logsumexp(), scalar", x -> torch.logsumexp(x, 0));
        entries.one("logsumexp(), large", x -> torch.logsumexp(x, 0, 1));
        entries.one("logsumexp(), whole", x -> torch.logsumexp(x, 0));
        entries.one("logsumexp(int), no columns", x -> torch.logsumexp(x, 1));
        entries.row("logsumexp(int), special values", x -> torch.logsumexp(x[0].mul(x[1]), 1));
        entries.one("logsumexp(int[],boolean), outer axes", x -> torch.logsumexp(x, new long[] {0, 2}, true));
        entries.one("aminmax(), min", x -> torch.aminmax(x).get0());
        entries.one("aminmax(), max", x -> torch.aminmax(x).get1());
    }
}
