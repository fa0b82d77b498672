package jacobi.golden;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** Signals and images made smaller and larger. */
final class PoolingGolden {
    private PoolingGolden() {
    }

    private interface Max {
        Tensor of(Tensor x, long[] kernel, long[] stride, long[] padding, long[] dilation, boolean ceil);
    }

    private interface Average {
        Tensor of(Tensor x, long[] kernel, long[] stride, long[] padding, boolean ceil, boolean countIncludePad);
    }

    private interface Adaptive {
        Tensor of(Tensor x, long... size);
    }

    private static long[] all(int axes, long value) {
        long[] values = new long[axes];
        Arrays.fill(values, value);
        return values;
    }

    private static void forms(Entries e, int n, Max max, Average average, Adaptive adaptiveMax, Adaptive adaptiveAverage) {
        String name = "maxPool" + n + "d";
        e.one(name + "(int)", x -> max.of(x, all(n, 2), all(n, 2), all(n, 0), all(n, 1), false));
        e.one(name + "(int,int)", x -> max.of(x, all(n, 3), all(n, 2), all(n, 0), all(n, 1), false));
        e.one(name + "(int[],PoolOptions), all options",
                x -> max.of(x, all(n, 2), all(n, 2), all(n, 1), all(n, 2), true));
        e.one(name + "(int[],PoolOptions), one example without a batch",
                x -> max.of(x.select(0, 0), all(n, 2), all(n, 1), all(n, 0), all(n, 1), false));
        e.one("adaptiveM" + name.substring(1) + "(int[])", x -> adaptiveMax.of(x, all(n, 3)));
        name = "avgPool" + n + "d";
        e.one(name + "(int)", x -> average.of(x, all(n, 2), all(n, 2), all(n, 0), false, true));
        e.one(name + "(int,int)", x -> average.of(x, all(n, 3), all(n, 2), all(n, 0), false, true));
        e.one(name + "(int[],PoolOptions), zeros count", x -> average.of(x, all(n, 3), all(n, 2), all(n, 1), true, true));
        e.one(name + "(int[],PoolOptions), zeros don't count",
                x -> average.of(x, all(n, 3), all(n, 2), all(n, 1), true, false));
        e.one("adaptiveA" + name.substring(1) + "(int[])", x -> adaptiveAverage.of(x, all(n, 3)));
    }

    private static Tensor unpooled(T_TensorTensor_T y, long... size) {
        return torch.max_unpool2d(y.get0(), y.get1(), size);
    }

    static void addTo(Entries e) {
        LongOptional none = new LongOptional();
        forms(e, 1, torch::max_pool1d, torch::avg_pool1d, (x, size) -> torch.adaptive_max_pool1d(x, size).get0(),
                torch::adaptive_avg_pool1d);
        forms(e, 2, torch::max_pool2d, (x, kernel, stride, padding, ceil, pad) ->
                torch.avg_pool2d(x, kernel, stride, padding, ceil, pad, none),
                (x, size) -> torch.adaptive_max_pool2d(x, size).get0(), torch::adaptive_avg_pool2d);
        forms(e, 3, torch::max_pool3d, (x, kernel, stride, padding, ceil, pad) ->
                torch.avg_pool3d(x, kernel, stride, padding, ceil, pad, none),
                (x, size) -> torch.adaptive_max_pool3d(x, size).get0(), torch::adaptive_avg_pool3d);
        e.one("maxPool1dWithIndices(int)", x -> torch.max_pool1d(x, 2));
        e.one("maxPool2dWithIndices(int)", x -> torch.max_pool2d(x, 2, 2));
        e.one("maxPool3dWithIndices(int)", x -> torch.max_pool3d(x, 2, 2, 2));
        e.one("maxPool1dWithIndices(int[],PoolOptions), indices", x -> torch.max_pool1d_with_indices(x, all(1, 2), all(1, 2),
                all(1, 1), all(1, 2), true).get1());
        e.one("maxPool2dWithIndices(int[],PoolOptions), indices", x -> torch.max_pool2d_with_indices(x, all(2, 2), all(2, 2),
                all(2, 1), all(2, 2), true).get1());
        e.one("maxPool3dWithIndices(int[],PoolOptions), indices", x -> torch.max_pool3d_with_indices(x, all(3, 2), all(3, 2),
                all(3, 1), all(3, 2), true).get1());
        e.one("maxPool2dWithIndices(int[],PoolOptions), indices, one example without a batch",
                x -> torch.max_pool2d_with_indices(x, 2, 2).get1());
        e.one("maxUnpool1d(Tensor,int[])", x -> {
            T_TensorTensor_T y = torch.max_pool1d_with_indices(x, 2);
            return torch.max_unpool2d(y.get0().unsqueeze(2), y.get1().unsqueeze(2), 1, 7).squeeze(2);
        });
        e.one("maxUnpool2d(Tensor,int[])", x -> unpooled(torch.max_pool2d_with_indices(x, 2, 2), 7, 5));
        e.one("maxUnpool2d(Tensor,int[]), one example without a batch, one size",
                x -> unpooled(torch.max_pool2d_with_indices(x, 2, 2), 4, 4));
        e.one("maxUnpool3d(Tensor,int[])", x -> {
            T_TensorTensor_T y = torch.max_pool3d_with_indices(x, 2, 2, 2);
            return torch.max_unpool3d(y.get0(), y.get1(), new long[] {5, 5, 4}, all(3, 2), all(3, 0));
        });
        // PyTorch takes no batch of nothing here, and leaves open which of several counts.
        e.one("maxUnpool2d(Tensor,int[]), no examples", x -> x.repeat(1, 1, 2, 2));
        e.one("maxUnpool1d(Tensor,int[]), two for one place", x -> torch.stack(new TensorVector(x.select(2, 1), x.select(2, 2),
                x.select(2, 0).mul(new Scalar(0)), x.select(2, 0).mul(new Scalar(0))), 2));
        e.one("maxPool2d(int,int,int)", x -> torch.max_pool2d(x, all(2, 3), all(2, 2), all(2, 1), all(2, 1), false));
        e.one("avgPool2d(int,int,int)", x -> torch.avg_pool2d(x, all(2, 3), all(2, 2), all(2, 1), false, true, none));
        e.one("maxPool2d(int[],PoolOptions), a window of its own for each axis", x -> torch.max_pool2d(x.transpose(2, 3),
                new long[] {3, 2}, new long[] {1, 2}, all(2, 0), all(2, 1), false));
        e.one("maxPool2d(int), no examples", x -> torch.max_pool2d(x, 2, 2));
        e.one("maxPool1d(int), NaN and infinities", x -> torch.max_pool1d(x, 2));
        e.one("adaptiveAvgPool2d(int[]), to more", x -> torch.adaptive_avg_pool2d(x, 5, 3));
        e.one("adaptiveMaxPool2d(int[]), to one", x -> torch.adaptive_max_pool2d(x, 1, 1).get0());
        e.one("globalAvgPool()", x -> torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, 3));
        e.one("lpPool1d(double,int,int)", x -> power(x, 3, torch.avg_pool1d(pow(x, 3), all(1, 3), all(1, 2), all(1, 0), false,
                true), 3));
        e.one("lpPool2d(double,int,int)", x -> power(x, 2, torch.avg_pool2d(pow(x, 2), all(2, 2), all(2, 2), all(2, 0), false,
                true, none), 4));
        for (String size : new String[] {"larger", "smaller"}) {
            long[] to = size.equals("larger") ? new long[] {7, 5} : new long[] {3, 1};
            DoubleOptional free = new DoubleOptional();
            e.one("interpolate(ResizeMode,int[]), NEAREST, " + size, x -> torch.upsample_nearest2d(x, to));
            e.one("interpolate(ResizeMode,int[]), LINEAR, " + size, x -> torch.upsample_bilinear2d(x, to, false, free, free));
            e.one("interpolate(ResizeMode,int[]), LINEAR_ALIGNED, " + size,
                    x -> torch.upsample_bilinear2d(x, to, true, free, free));
        }
        e.one("pixelShuffle(int)", x -> torch.pixel_shuffle(x, 2));
        e.one("pixelUnshuffle(int)", x -> torch.pixel_unshuffle(x, 2));
    }

    private static Tensor pow(Tensor x, double p) {
        return x.pow(new org.bytedeco.pytorch.Scalar(p));
    }

    /** As torch.nn.functional.lp_pool does it: from the average. */
    private static Tensor power(Tensor x, double p, Tensor average, double count) {
        return pow(average.mul(new org.bytedeco.pytorch.Scalar(count)), 1 / p);
    }
}
