package jacobi.ops;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Arrays;

/** Another number of samples along an axis. */
final class Resampling {
    private Resampling() {
    }

    /** Each new sample is a weighted sum of the old ones along an axis; the weights are a matrix of old by new. */
    static Tensor mix(Tensor x, int axis, double[] weights, int size) {
        Tensor matrix = Tensors.tensor(DType.FLOAT64, weights).to(x.dtype()).to(x.device()).reshape(x.size(axis), size);
        return axis == x.rank() - 1 ? x.matmul(matrix) : x.transpose(axis, -1).matmul(matrix).transpose(axis, -1);
    }

    static Tensor interpolate(Tensor x, ResizeMode how, int[] size) {
        int axes = x.rank() - 2;
        if (axes < 1) {
            throw new IllegalArgumentException("interpolate: shape " + x.shape() + " has no axes behind the batch and the channels");
        }
        Classes.requireFloats("interpolate", x);
        int[] sizes = Windows.atLeast("interpolate", "size", 1, axes, size);
        Tensor y = x;
        for (int i = 0; i < axes; i++) {
            int length = x.size(i + 2);
            if (length == 0) {
                throw new IllegalArgumentException("interpolate: axis " + (i + 2) + " of shape " + x.shape()
                        + " is empty, and there is nothing between no samples");
            }
            if (how == ResizeMode.NEAREST) {
                long[] source = new long[sizes[i]];
                for (int o = 0; o < source.length; o++) {
                    source[o] = (long) o * length / source.length;
                }
                y = y.indexSelect(i + 2, Tensors.tensor(source).to(x.device()));
            } else {
                y = mix(y, i + 2, lines(length, sizes[i], how == ResizeMode.LINEAR_ALIGNED), sizes[i]);
            }
        }
        return y;
    }

    private static double[] lines(int length, int size, boolean aligned) {
        double[] weights = new double[Shape.of(length, size).size()];
        for (int o = 0; o < size; o++) {
            double at = !aligned ? Math.max(0, (o + 0.5) * length / size - 0.5)
                    : size == 1 ? 0 : (double) o * (length - 1) / (size - 1);
            int left = Math.min((int) at, length - 1);
            int right = Math.min(left + 1, length - 1);
            weights[left * size + o] += 1 - (at - left);
            weights[right * size + o] += at - left;
        }
        return weights;
    }

    static Tensor shuffle(Tensor x, int r) {
        int[] dims = x.shape().dims();
        int n = dims.length;
        if (n < 3 || r < 1 || dims[n - 3] % ((long) r * r) != 0) {
            throw new IllegalArgumentException("pixelShuffle: shape " + x.shape() + " and factor " + r + " do not fit: it takes "
                    + "[..., channels, height, width], and the channels are a multiple of the factor's square");
        }
        int channels = dims[n - 3] / (r * r);
        int[] split = lead(dims, channels, r, r, dims[n - 2], dims[n - 1]);
        return x.reshape(split).permute(order(n - 3, 0, 3, 1, 4, 2))
                .reshape(lead(dims, channels, dims[n - 2] * r, dims[n - 1] * r));
    }

    static Tensor unshuffle(Tensor x, int r) {
        int[] dims = x.shape().dims();
        int n = dims.length;
        if (n < 3 || r < 1 || dims[n - 2] % r != 0 || dims[n - 1] % r != 0) {
            throw new IllegalArgumentException("pixelUnshuffle: shape " + x.shape() + " and factor " + r + " do not fit: it takes "
                    + "[..., channels, height, width], and height and width are multiples of the factor");
        }
        int channels = dims[n - 3];
        int height = dims[n - 2] / r;
        int width = dims[n - 1] / r;
        return x.reshape(lead(dims, channels, height, r, width, r)).permute(order(n - 3, 0, 2, 4, 1, 3))
                .reshape(lead(dims, Math.multiplyExact(channels, r * r), height, width));
    }

    /** The axes before the last three, and others instead of those. */
    private static int[] lead(int[] dims, int... last) {
        int[] all = Arrays.copyOf(dims, dims.length - 3 + last.length);
        System.arraycopy(last, 0, all, dims.length - 3, last.length);
        return all;
    }

    private static int[] order(int lead, int... last) {
        int[] axes = new int[lead + last.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i < lead ? i : lead + last[i - lead];
        }
        return axes;
    }
}
