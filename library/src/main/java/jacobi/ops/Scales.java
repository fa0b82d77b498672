package jacobi.ops;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Arrays;

/** What normalizations share: numbers for each channel, the last axes, and random zeros. */
final class Scales {
    private Scales() {
    }

    static void requireChannels(String op, Tensor x) {
        Classes.requireFloats(op, x);
        if (x.rank() < 2) {
            throw new IllegalArgumentException(op + ": shape " + x.shape() + " has no axis of channels; its axes are [batch, "
                    + "channels, ...]");
        }
    }

    /** One number for each channel, ready to broadcast. */
    static Tensor column(String op, String what, Tensor x, Tensor perChannel) {
        if (!perChannel.shape().equals(Shape.of(x.size(1)))) {
            throw new IllegalArgumentException(op + ": a " + what + " of shape " + perChannel.shape() + " does not fit shape "
                    + x.shape() + ": there is one number for each of the " + x.size(1) + " channels");
        }
        int[] dims = new int[x.rank() - 1];
        Arrays.fill(dims, 1);
        dims[0] = x.size(1);
        return perChannel.reshape(dims);
    }

    static Tensor perChannel(String op, Tensor x, Tensor weight, Tensor bias) {
        Tensor scaled = weight == null ? x : x.mul(column(op, "weight", x, weight));
        return bias == null ? scaled : scaled.add(column(op, "bias", x, bias));
    }

    static void requireSame(String op, Tensor weight, Tensor bias) {
        if (bias != null && !bias.shape().equals(weight.shape())) {
            throw new IllegalArgumentException(op + ": a weight of shape " + weight.shape() + " and a bias of shape "
                    + bias.shape() + " do not fit; they must be equal");
        }
    }

    private static int[] lastAxes(String op, Tensor x, Shape last) {
        Classes.requireFloats(op, x);
        int lead = x.rank() - last.rank();
        boolean fits = lead >= 0 && last.rank() > 0;
        for (int i = 0; fits && i < last.rank(); i++) {
            fits = last.dim(i) == x.size(lead + i);
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": shape " + x.shape() + " does not end with " + last
                    + ", the axes to normalize");
        }
        int[] axes = new int[last.rank()];
        Arrays.setAll(axes, i -> lead + i);
        return axes;
    }

    static Tensor layer(String op, Tensor x, Shape last, double eps) {
        return new Normalizations.Standardize(lastAxes(op, x, last), eps).apply(x);
    }

    static Tensor rms(Tensor x, Shape last, double eps) {
        return x.div(x.square().mean(lastAxes("rmsNorm", x, last), true).add(eps).sqrt());
    }

    static double epsilon(Tensor x) {
        return x.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    }

    /** The sum over neighbouring channels, those beyond the ends counting as 0. */
    static Tensor neighbours(Tensor x, int size) {
        int channels = x.size(1);
        int batch = x.size(0);
        if (x.size() == 0) {
            return x;
        }
        int rest = x.size() / batch / channels;
        Windows windows = Windows.of("localResponseNorm", new int[] {size, 1}, new int[] {1}, new int[] {size / 2, 0},
                new int[] {1});
        Tensor sums = new Pooling.WindowSum(windows).apply(x.reshape(batch, 1, channels, rest));
        return sums.slice(2, 0, channels, 1).reshape(x.shape());
    }

    static void requireProbability(String op, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(op + ": a probability lies between 0 and 1, not at " + p);
        }
    }

    private static Tensor kept(Shape shape, double p, Rng rng) {
        return Tensors.rand(rng, shape.dims()).ge(p);
    }

    static Tensor dropped(Tensor x, Shape shape, double p, Rng rng) {
        Classes.requireFloats("dropout", x);
        Tensor factors = kept(shape, p, rng).to(x.device()).to(x.dtype());
        return x.mul(p == 1 ? factors : factors.mul(1 / (1 - p)));
    }

    static Tensor alphaDropped(Tensor x, double p, Rng rng) {
        Classes.requireFloats("alphaDropout", x);
        double limit = -1.7580993408473766;    // of SELU, at minus infinity
        double scale = p == 1 ? 0 : 1 / Math.sqrt((1 - p) * (1 + p * limit * limit));
        Tensor kept = kept(x.shape(), p, rng).to(x.device());
        return kept.where(x, Dims.like(x, limit)).mul(scale).add(-scale * p * limit);
    }
}
