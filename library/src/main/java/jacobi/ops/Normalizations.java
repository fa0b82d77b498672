package jacobi.ops;

import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Op;
import jacobi.backend.NDArray;
import java.util.Arrays;

/** Features brought to a common scale, and dropout. The channels of a tensor are its axis 1. */
public interface Normalizations extends Operand {
    /** (x - mean) / sqrt(variance + eps) over some axes; the variance is divided by n, not n - 1. */
    record Standardize(int[] axes, double eps) implements Op {
        @Override
        public Tensor forward(Tensor... x) {
            NDArray centred = x[0].sub(x[0].mean(axes, true)).array();
            // The squares lie where the result will be.
            NDArray y = centred.backend().empty(centred.dtype(), centred.shape());
            Arithmetic.SQUARE.into(y, centred);
            Arithmetic.DIV.into(y, centred, deviation(Tensor.of(y)).array());
            return Tensor.of(y);
        }

        private Tensor deviation(Tensor squares) {
            return squares.mean(axes, true).add(eps).sqrt();
        }

        @Override
        public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
            Tensor deviation = deviation(x[0].sub(x[0].mean(axes, true)).square());
            return g.sub(g.mean(axes, true)).sub(y.mul(g.mul(y).mean(axes, true))).div(deviation);
        }

        @Override
        public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
            return gradient(0, dx[0], y, x);    // the Jacobian is symmetric
        }
    }

    /** {@return each channel with mean 0 and variance 1 over the batch} See {@link #batchNorm(Tensor, Tensor, double)}. */
    default Tensor batchNorm() {
        return batchNorm(null, null, 1e-5);
    }

    /**
     * weight (x - mean) / sqrt(variance + eps) + bias, with the mean and the variance of each channel over the batch
     * and the axes behind the channels: how it is done in training (Ioffe, Szegedy: "Batch Normalization", 2015).
     *
     * @param weight one number for each channel; null for 1
     * @param bias   one number for each channel; null for 0
     */
    default Tensor batchNorm(Tensor weight, Tensor bias, double eps) {
        Scales.requireChannels("batchNorm", self());
        if (self().size(1) > 0 && self().size() / self().size(1) == 1) {
            throw new IllegalArgumentException("batchNorm: shape " + self().shape() + " has one number for each channel, and its "
                    + "variance is 0; use a larger batch, or the form with the running statistics");
        }
        int[] axes = new int[self().rank() - 1];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        return Scales.perChannel("batchNorm", new Standardize(axes, eps).apply(self()), weight, bias);
    }

    /**
     * The same with a mean and a variance that are given: how it is done in evaluation, with the running averages of
     * the training.
     *
     * @param mean     one number for each channel
     * @param variance one number for each channel
     */
    default Tensor batchNorm(Tensor mean, Tensor variance, Tensor weight, Tensor bias, double eps) {
        Scales.requireChannels("batchNorm", self());
        Tensor centred = self().sub(Scales.column("batchNorm", "mean", self(), mean));
        Tensor scaled = centred.div(Scales.column("batchNorm", "variance", self(), variance).add(eps).sqrt());
        return Scales.perChannel("batchNorm", scaled, weight, bias);
    }

    /** {@return each example with mean 0 and variance 1 over its last axes} See {@link #layerNorm(Tensor, Tensor, double)}. */
    default Tensor layerNorm(int... normalizedShape) {
        return Scales.layer("layerNorm", self(), Shape.of(normalizedShape), 1e-5);
    }

    /** {@return the layer normalization with eps 1e-5} See {@link #layerNorm(Tensor, Tensor, double)}. */
    default Tensor layerNorm(Tensor weight, Tensor bias) {
        return layerNorm(weight, bias, 1e-5);
    }

    /**
     * weight (x - mean) / sqrt(variance + eps) + bias, over the last axes, those of the weight (Ba, Kiros, Hinton:
     * "Layer Normalization", 2016).
     *
     * @param bias of the weight's shape; null for 0
     */
    default Tensor layerNorm(Tensor weight, Tensor bias, double eps) {
        Tensor y = Scales.layer("layerNorm", self(), weight.shape(), eps).mul(weight);
        Scales.requireSame("layerNorm", weight, bias);
        return bias == null ? y : y.add(bias);
    }

    /** {@return each group of channels with mean 0 and variance 1} See {@link #groupNorm(int, Tensor, Tensor, double)}. */
    default Tensor groupNorm(int groups) {
        return groupNorm(groups, null, null, 1e-5);
    }

    /**
     * weight (x - mean) / sqrt(variance + eps) + bias, over the groups of channels of each example (Wu, He: "Group
     * Normalization", 2018).
     *
     * @param weight one number for each channel; null for 1
     * @param bias   one number for each channel; null for 0
     */
    default Tensor groupNorm(int groups, Tensor weight, Tensor bias, double eps) {
        Scales.requireChannels("groupNorm", self());
        int channels = self().size(1);
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException("groupNorm: the " + channels + " channels of shape " + self().shape()
                    + " cannot be divided into " + groups + " groups of the same size");
        }
        int inGroup = channels == 0 || self().size(0) == 0 ? 0 : self().size() / self().size(0) / groups;
        Tensor grouped = self().reshape(self().size(0), groups, inGroup);
        Tensor y = new Standardize(new int[] {2}, eps).apply(grouped).reshape(self().shape());
        return Scales.perChannel("groupNorm", y, weight, bias);
    }

    /** {@return each channel of each example with mean 0 and variance 1} */
    default Tensor instanceNorm() {
        return instanceNorm(null, null, 1e-5);
    }

    /**
     * weight (x - mean) / sqrt(variance + eps) + bias, over each channel of each example (Ulyanov, Vedaldi, Lempitsky:
     * "Instance Normalization", 2016).
     *
     * @param weight one number for each channel; null for 1
     * @param bias   one number for each channel; null for 0
     */
    default Tensor instanceNorm(Tensor weight, Tensor bias, double eps) {
        if (self().rank() < 3) {
            throw new IllegalArgumentException("instanceNorm: shape " + self().shape() + " has no axes behind the batch and the "
                    + "channels to average over");
        }
        Classes.requireFloats("instanceNorm", self());
        int[] axes = new int[self().rank() - 2];
        Arrays.setAll(axes, i -> i + 2);
        return Scales.perChannel("instanceNorm", new Standardize(axes, eps).apply(self()), weight, bias);
    }

    /** {@return x / sqrt(mean of x^2 + eps) over the last axes} eps is the spacing of the numbers at 1. */
    default Tensor rmsNorm(int... normalizedShape) {
        return Scales.rms(self(), Shape.of(normalizedShape), Scales.epsilon(self()));
    }

    /** {@return weight x / sqrt(mean of x^2 + eps) over the last axes, those of the weight} (Zhang, Sennrich, 2019) */
    default Tensor rmsNorm(Tensor weight, double eps) {
        return Scales.rms(self(), weight.shape(), eps).mul(weight);
    }

    /** {@return the response normalization with alpha 1e-4, beta 0.75 and k 1} */
    default Tensor localResponseNorm(int size) {
        return localResponseNorm(size, 1e-4, 0.75, 1);
    }

    /**
     * x / (k + alpha a)^beta, where a is the average of x^2 over {@code size} neighbouring channels, those beyond the
     * ends counting as 0 (Krizhevsky, Sutskever, Hinton: "ImageNet Classification with Deep Convolutional Neural
     * Networks", 2012; there the sum takes the place of the average).
     */
    default Tensor localResponseNorm(int size, double alpha, double beta, double k) {
        Scales.requireChannels("localResponseNorm", self());
        if (size < 1) {
            throw new IllegalArgumentException("localResponseNorm: the size is at least 1, not " + size);
        }
        return self().div(Scales.neighbours(self().square(), size).mul(alpha / size).add(k).pow(beta));
    }

    /** {@return the rows divided by their lengths: {@code normalize(2, 1)}} */
    default Tensor normalize() {
        return normalize(2, 1);
    }

    /** {@return x / |x| with the p-norm along an axis} See {@link #normalize(double, int, double)}. */
    default Tensor normalize(double p, int axis) {
        return normalize(p, axis, 1e-12);
    }

    /**
     * x / max(|x|, eps) with the p-norm along an axis.
     *
     * @param p not negative; 2 for Euclid's length, infinity for the largest element
     */
    default Tensor normalize(double p, int axis, double eps) {
        if (Axes.isOfNumber(self(), axis)) {
            return self().reshape(1).normalize(p, 0, eps).reshape(self().shape());
        }
        int normal = self().shape().normalizeAxis("normalize", axis);
        Classes.requireFloats("normalize", self());
        Tensor length = Norms.along("normalize", self(), p, normal, true);
        return self().div(length.maximum(Dims.like(length, eps)));
    }

    /** {@return {@link #dropout(double, boolean, Rng)} with the common generator} */
    default Tensor dropout(double p, boolean training) {
        return dropout(p, training, Tensors.generator());
    }

    /**
     * Each number replaced by 0 with probability p, the others divided by 1 - p (Srivastava et al.: "Dropout", 2014).
     *
     * @param training if false, nothing is done
     */
    default Tensor dropout(double p, boolean training, Rng rng) {
        Scales.requireProbability("dropout", p);
        return training ? Scales.dropped(self(), self().shape(), p, rng) : self();
    }

    /** {@return dropout of whole channels of an example} (PyTorch's dropout1d, dropout2d and dropout3d) */
    default Tensor featureDropout(double p, boolean training, Rng rng) {
        Scales.requireProbability("featureDropout", p);
        Scales.requireChannels("featureDropout", self());
        int[] dims = self().shape().dims();
        Arrays.fill(dims, 2, dims.length, 1);
        return training ? Scales.dropped(self(), Shape.of(dims), p, rng) : self();
    }

    /**
     * Dropout that keeps mean and variance of what SELU gives: numbers are replaced by its lower limit, and all are scaled
     * and moved (Klambauer et al.: "Self-Normalizing Neural Networks", 2017).
     */
    default Tensor alphaDropout(double p, boolean training, Rng rng) {
        Scales.requireProbability("alphaDropout", p);
        return training ? Scales.alphaDropped(self(), p, rng) : self();
    }
}
