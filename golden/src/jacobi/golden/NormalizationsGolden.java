package jacobi.golden;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LocalResponseNormOptions;
import org.bytedeco.pytorch.NormalizeFuncOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Features brought to a common scale. */
final class NormalizationsGolden {
    private NormalizationsGolden() {
    }

    private static TensorOptional some(Tensor x) {
        return new TensorOptional(x);
    }

    private static Tensor normalize(Tensor x, double p, long axis, double eps) {
        NormalizeFuncOptions options = new NormalizeFuncOptions();
        options.p().put(p);
        options.dim().put(axis);
        options.eps().put(eps);
        return torch.normalize(x, options);
    }

    static void addTo(Entries e) {
        TensorOptional none = new TensorOptional();
        e.one("batchNorm()", x -> torch.batch_norm(x, none, none, none, none, true, 0, 1e-5, false));
        e.row("batchNorm(Tensor,Tensor,double), images",
                x -> torch.batch_norm(x[0], some(x[1]), some(x[2]), none, none, true, 0, 1e-3, false));
        e.row("batchNorm(Tensor,Tensor,Tensor,Tensor,double)",
                x -> torch.batch_norm(x[0], some(x[3]), some(x[4]), some(x[1]), some(x[2]), false, 0, 1e-3, false));
        e.row("batchNorm(Tensor,Tensor,Tensor,Tensor,double), without weights, no examples",
                x -> torch.batch_norm(x[0], none, none, some(x[1]), some(x[2]), false, 0, 1e-3, false));
        e.one("layerNorm(int[]), two axes", x -> torch.layer_norm(x, 3, 4));
        e.one("layerNorm(int[]), transposed", x -> torch.layer_norm(x.t(), 4));
        e.row("layerNorm(Tensor,Tensor)",
                x -> torch.layer_norm(x[0], new long[] {4}, some(x[1]), some(x[2]), 1e-5, false));
        e.row("layerNorm(Tensor,Tensor,double), no bias",
                x -> torch.layer_norm(x[0], new long[] {4}, some(x[1]), none, 0.1, false));
        e.one("groupNorm(int)", x -> torch.group_norm(x, 2));
        e.row("groupNorm(int,Tensor,Tensor,double)", x -> torch.group_norm(x[0], 2, some(x[1]), some(x[2]), 1e-3, false));
        e.one("instanceNorm()", x -> torch.instance_norm(x, none, none, none, none, true, 0, 1e-5, false));
        e.row("instanceNorm(Tensor,Tensor,double)",
                x -> torch.instance_norm(x[0], some(x[1]), some(x[2]), none, none, true, 0, 1e-3, false));
        e.one("rmsNorm(int[])", x -> torch.rms_norm(x, 3, 4));
        e.row("rmsNorm(Tensor,double)", x -> torch.rms_norm(x[0], new long[] {4}, some(x[1]), new DoubleOptional(1e-3)));
        e.one("localResponseNorm(int)", x -> torch.local_response_norm(x, new LocalResponseNormOptions(3)));
        e.one("localResponseNorm(int,double,double,double), an even size", x -> {
            LocalResponseNormOptions options = new LocalResponseNormOptions(4);
            options.alpha().put(0.5);
            options.beta().put(0.6);
            options.k().put(2);
            return torch.local_response_norm(x, options);
        });
        e.one("normalize()", x -> normalize(x, 2, 1, 1e-12));
        for (double p : new double[] {1, 2, 3}) {
            e.one("normalize(double,int), p = " + p, x -> normalize(x, p, 0, 1e-12));
        }
        e.one("normalize(double,int), the largest", x -> normalize(x, Double.POSITIVE_INFINITY, 0, 1e-12));
        e.one("normalize(double,int,double), short and zero", x -> normalize(
                x.mul(torch.arange(new org.bytedeco.pytorch.Scalar(3)).to(x.scalar_type()).unsqueeze(1)), 2, 1, 3));
    }
}
