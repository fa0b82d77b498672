package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.positive;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.List;

/** Signals and images made smaller and larger. */
final class PoolingRows {
    private PoolingRows() {
    }

    private record Forms(Length length, Strided strided, Full full, Adaptive adaptive) {
        interface Length {
            Tensor of(Tensor x, int kernel);
        }

        interface Strided {
            Tensor of(Tensor x, int kernel, int stride);
        }

        interface Full {
            Tensor of(Tensor x, int[] kernel, PoolOptions options);
        }

        interface Adaptive {
            Tensor of(Tensor x, int... size);
        }
    }

    private static final int[][] SIGNALS = {{2, 2, 7}, {2, 2, 7, 5}, {1, 2, 5, 5, 4}};
    private static final Forms[] MAX = {
        new Forms(Tensor::maxPool1d, Tensor::maxPool1d, Tensor::maxPool1d, Tensor::adaptiveMaxPool1d),
        new Forms(Tensor::maxPool2d, Tensor::maxPool2d, Tensor::maxPool2d, Tensor::adaptiveMaxPool2d),
        new Forms(Tensor::maxPool3d, Tensor::maxPool3d, Tensor::maxPool3d, Tensor::adaptiveMaxPool3d)};
    private static final Forms[] AVERAGE = {
        new Forms(Tensor::avgPool1d, Tensor::avgPool1d, Tensor::avgPool1d, Tensor::adaptiveAvgPool1d),
        new Forms(Tensor::avgPool2d, Tensor::avgPool2d, Tensor::avgPool2d, Tensor::adaptiveAvgPool2d),
        new Forms(Tensor::avgPool3d, Tensor::avgPool3d, Tensor::avgPool3d, Tensor::adaptiveAvgPool3d)};

    static void addTo(OpTable t) {
        for (int n = 1; n <= 3; n++) {
            int[] dims = SIGNALS[n - 1];
            Forms max = MAX[n - 1];
            String name = "maxPool" + n + "d";
            t.golden(name + "(int)", "", true, distinct(dims), x -> max.length.of(x, 2));
            t.golden(name + "(int,int)", "", true, distinct(dims), x -> max.strided.of(x, 3, 2));
            t.golden(name + "(int[],PoolOptions)", "all options", true, distinct(dims), x -> max.full.of(x, new int[] {2},
                    new PoolOptions().stride(2).padding(1).dilation(2).ceil(true)));
            t.golden(name + "(int[],PoolOptions)", "one example without a batch", true, distinct(dims),
                    x -> max.full.of(x.select(0, 0), new int[] {2}, new PoolOptions().stride(1)));
            t.golden("adaptiveM" + name.substring(1) + "(int[])", "", true, distinct(dims), x -> max.adaptive.of(x, 3));
            Forms average = AVERAGE[n - 1];
            name = "avgPool" + n + "d";
            t.golden(name + "(int)", "", true, any(dims), x -> average.length.of(x, 2));
            t.golden(name + "(int,int)", "", true, any(dims), x -> average.strided.of(x, 3, 2));
            t.golden(name + "(int[],PoolOptions)", "zeros count", true, any(dims), x -> average.full.of(x, new int[] {3},
                    new PoolOptions().stride(2).padding(1).ceil(true)));
            t.golden(name + "(int[],PoolOptions)", "zeros don't count", true, any(dims), x -> average.full.of(x, new int[] {3},
                    new PoolOptions().stride(2).padding(1).ceil(true).countIncludePad(false)));
            t.golden("adaptiveA" + name.substring(1) + "(int[])", "", true, any(dims), x -> average.adaptive.of(x, 3));
        }
        int[] two = {2};
        PoolOptions odd = new PoolOptions().stride(2).padding(1).dilation(2).ceil(true);
        t.golden("maxPool1dWithIndices(int)", "", true, distinct(2, 2, 7), x -> x.maxPool1dWithIndices(2).values());
        t.golden("maxPool2dWithIndices(int)", "", true, distinct(2, 2, 7, 5), x -> x.maxPool2dWithIndices(2).values());
        t.golden("maxPool3dWithIndices(int)", "", true, distinct(1, 2, 5, 5, 4), x -> x.maxPool3dWithIndices(2).values());
        t.golden("maxPool1dWithIndices(int[],PoolOptions)", "indices", false, distinct(2, 2, 7),
                x -> x.maxPool1dWithIndices(two, odd).indices());
        t.golden("maxPool2dWithIndices(int[],PoolOptions)", "indices", false, distinct(2, 2, 7, 5),
                x -> x.maxPool2dWithIndices(two, odd).indices());
        t.golden("maxPool3dWithIndices(int[],PoolOptions)", "indices", false, distinct(1, 2, 5, 5, 4),
                x -> x.maxPool3dWithIndices(two, odd).indices());
        t.golden("maxPool2dWithIndices(int[],PoolOptions)", "indices, one example without a batch", false, distinct(2, 7, 5),
                x -> x.maxPool2dWithIndices(two, new PoolOptions()).indices());
        t.golden("maxUnpool1d(Tensor,int[])", "", true, distinct(2, 2, 7), x -> {
            ValuesAndIndices y = x.maxPool1dWithIndices(2);
            return y.values().maxUnpool1d(y.indices(), 7);
        });
        t.golden("maxUnpool2d(Tensor,int[])", "", true, distinct(2, 2, 7, 5), x -> {
            ValuesAndIndices y = x.maxPool2dWithIndices(2);
            return y.values().maxUnpool2d(y.indices(), 7, 5);
        });
        t.golden("maxUnpool2d(Tensor,int[])", "one example without a batch, one size", true, distinct(2, 4, 4), x -> {
            ValuesAndIndices y = x.maxPool2dWithIndices(2);
            return y.values().maxUnpool2d(y.indices(), 4);
        });
        t.golden("maxUnpool3d(Tensor,int[])", "", true, distinct(1, 2, 5, 5, 4), x -> {
            ValuesAndIndices y = x.maxPool3dWithIndices(2);
            return y.values().maxUnpool3d(y.indices(), 5, 5, 4);
        });
        t.golden("maxUnpool2d(Tensor,int[])", "no examples", false, distinct(0, 2, 4, 4),
                x -> x.maxUnpool2d(x.detach().to(DType.INT64), 8));
        t.golden("maxUnpool1d(Tensor,int[])", "two for one place", true, any(1, 1, 3),
                x -> x.maxUnpool1d(tensor(new long[] {1, 0, 1}, 1, 1, 3), 4));
        t.golden("maxPool2d(int,int,int)", "", true, distinct(2, 2, 5, 4), x -> x.maxPool2d(3, 2, 1));
        t.golden("avgPool2d(int,int,int)", "", true, any(2, 2, 5, 4), x -> x.avgPool2d(3, 2, 1));
        t.golden("maxPool2d(int[],PoolOptions)", "a window of its own for each axis", true, distinct(2, 2, 5, 4),
                x -> x.transpose(2, 3).maxPool2d(new int[] {3, 2}, new PoolOptions().stride(1, 2)));
        t.golden("maxPool2d(int)", "no examples", true, distinct(0, 2, 4, 4), x -> x.maxPool2d(2));
        t.golden("maxPool1d(int)", "NaN and infinities", false, rng -> Tensors.tensor(DType.FLOAT64, 1, Double.NaN, 2, 3,
                Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 5, 5).reshape(1, 1, 10),
                x -> x.maxPool1d(2));
        t.golden("adaptiveAvgPool2d(int[])", "to more", true, any(1, 2, 3, 2), x -> x.adaptiveAvgPool2d(5, 3));
        t.golden("adaptiveMaxPool2d(int[])", "to one", true, distinct(1, 2, 3, 2), x -> x.adaptiveMaxPool2d(1));
        t.golden("globalAvgPool()", "", true, any(2, 3, 4, 5), Tensor::globalAvgPool);
        t.golden("lpPool1d(double,int,int)", "", true, positive(2, 2, 7), x -> x.lpPool1d(3, 3, 2));
        t.golden("lpPool2d(double,int,int)", "", true, positive(2, 2, 5, 4), x -> x.lpPool2d(2, 2, 2));
        for (ResizeMode how : ResizeMode.values()) {
            t.golden("interpolate(ResizeMode,int[])", how + ", larger", true, any(2, 2, 3, 4), x -> x.interpolate(how, 7, 5));
            t.golden("interpolate(ResizeMode,int[])", how + ", smaller", true, any(2, 2, 5, 4), x -> x.interpolate(how, 3, 1));
        }
        t.golden("pixelShuffle(int)", "", true, any(2, 8, 2, 3), x -> x.pixelShuffle(2));
        t.golden("pixelUnshuffle(int)", "", true, any(2, 2, 4, 6), x -> x.pixelUnshuffle(2));
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        for (int n = 1; n <= 3; n++) {
            int[] small = new int[n + 2];
            java.util.Arrays.fill(small, 2);
            Tensor x = zeros(small);
            for (boolean max : new boolean[] {false, true}) {
                String op = (max ? "maxPool" : "avgPool") + n + "d";
                Forms forms = (max ? MAX : AVERAGE)[n - 1];
                String message = op + ": windows of 3 elements do not fit into axis 2 of shape " + x.shape()
                        + ", which has 2 with its padding; choose a smaller kernel or more padding";
                OpErrorsTest.bad(rows, op + "(int)", () -> forms.length.of(x, 3), message);
                OpErrorsTest.bad(rows, op + "(int,int)", () -> forms.strided.of(x, 3, 1), message);
                OpErrorsTest.bad(rows, op + "(int,int)", () -> forms.strided.of(x, 2, 0), op + ": stride [0] does not fit: it is "
                        + "one number, or one for each of the " + n + " axes that windows slide along, at least 1");
                OpErrorsTest.bad(rows, op + "(int[],PoolOptions)", () -> forms.full.of(x, new int[] {2},
                        new PoolOptions().padding(2)), op + ": padding 2 is more than half of the kernel, 2, so that some windows "
                        + "would see nothing");
                String adaptive = "adaptive" + Character.toUpperCase(op.charAt(0)) + op.substring(1);
                OpErrorsTest.bad(rows, adaptive + "(int[])", () -> forms.adaptive.of(x, 0), adaptive + ": size [0] does not fit: "
                        + "it is one number, or one for each of the " + n + " axes that windows slide along, at least 1");
            }
        }
        for (int n = 1; n <= 3; n++) {
            int[] small = new int[n + 2];
            java.util.Arrays.fill(small, 2);
            indexErrors(rows, n, zeros(small));
        }
        OpErrorsTest.bad(rows, "maxPool2d(int,int,int)", () -> zeros(28, 28).maxPool2d(2, 2, 0), "maxPool2d: x of shape [28, 28] "
                + "does not fit: its axes are [batch, channels, height, width], or the same without the batch; add the axis of the "
                + "channels with unsqueeze(-3)");
        OpErrorsTest.bad(rows, "avgPool2d(int,int,int)", () -> tensor(new int[16], 1, 1, 4, 4).avgPool2d(2, 2, 0), "avgPool2d: it "
                + "takes floating-point numbers, not int32; convert them with to(DType.FLOAT32)");
        OpErrorsTest.bad(rows, "avgPool1d(int[],PoolOptions)", () -> zeros(1, 1, 4).avgPool1d(new int[] {2},
                new PoolOptions().dilation(2)), "avgPool1d: an average has no dilation, but it is [2]");
        OpErrorsTest.bad(rows, "maxPool1d(int[],PoolOptions)", () -> zeros(1, 1, 1).maxPool1d(new int[] {2},
                new PoolOptions().dilation(2).padding(1)), "maxPool1d: a window along axis 2 of shape [1, 1, 1] would see nothing "
                + "but padding; use less padding or dilation");
        OpErrorsTest.bad(rows, "globalAvgPool()", () -> zeros(2, 3).globalAvgPool(), "globalAvgPool: shape [2, 3] has no axes "
                + "behind the batch and the channels to average over");
        OpErrorsTest.bad(rows, "lpPool1d(double,int,int)", () -> zeros(1, 1, 4).lpPool1d(0, 2, 2),
                "lpPool1d: the power is a positive number, not 0.0");
        OpErrorsTest.bad(rows, "lpPool2d(double,int,int)", () -> zeros(1, 1, 4, 4).lpPool2d(Double.POSITIVE_INFINITY, 2, 2),
                "lpPool2d: the power is a positive number, not Infinity; use maxPool");
        OpErrorsTest.bad(rows, "interpolate(ResizeMode,int[])", () -> zeros(2, 3).interpolate(ResizeMode.LINEAR, 4),
                "interpolate: shape [2, 3] has no axes behind the batch and the channels");
        OpErrorsTest.bad(rows, "interpolate(ResizeMode,int[])", () -> zeros(1, 1, 0).interpolate(ResizeMode.NEAREST, 4),
                "interpolate: axis 2 of shape [1, 1, 0] is empty, and there is nothing between no samples");
        OpErrorsTest.bad(rows, "pixelShuffle(int)", () -> zeros(1, 6, 2, 2).pixelShuffle(2), "pixelShuffle: shape [1, 6, 2, 2] and "
                + "factor 2 do not fit: it takes [..., channels, height, width], and the channels are a multiple of the factor's "
                + "square");
        OpErrorsTest.bad(rows, "pixelUnshuffle(int)", () -> zeros(1, 6, 2, 3).pixelUnshuffle(2), "pixelUnshuffle: shape [1, 6, 2, "
                + "3] and factor 2 do not fit: it takes [..., channels, height, width], and height and width are multiples of the "
                + "factor");
    }

    private static ValuesAndIndices pooled(Tensor x, int[] kernel) {
        return switch (x.rank()) {
            case 3 -> x.maxPool1dWithIndices(kernel, new PoolOptions());
            case 4 -> x.maxPool2dWithIndices(kernel, new PoolOptions());
            default -> x.maxPool3dWithIndices(kernel, new PoolOptions());
        };
    }

    private static ValuesAndIndices pooled(Tensor x, int kernel) {
        return switch (x.rank()) {
            case 3 -> x.maxPool1dWithIndices(kernel);
            case 4 -> x.maxPool2dWithIndices(kernel);
            default -> x.maxPool3dWithIndices(kernel);
        };
    }

    private static Tensor unpooled(Tensor x, Tensor indices, int size) {
        return switch (x.rank()) {
            case 3 -> x.maxUnpool1d(indices, size);
            case 4 -> x.maxUnpool2d(indices, size);
            default -> x.maxUnpool3d(indices, size);
        };
    }

    private static void indexErrors(List<OpErrorsTest.Row> rows, int n, Tensor x) {
        String pool = "maxPool" + n + "dWithIndices";
        String unpool = "maxUnpool" + n + "d";
        String numbers = " does not fit: it is one number, or one for each of the " + n
                + " axes that windows slide along, at least 1";
        OpErrorsTest.bad(rows, pool + "(int)", () -> pooled(x, 3), pool + ": windows of 3 elements do not fit into axis 2 of shape "
                + x.shape() + ", which has 2 with its padding; choose a smaller kernel or more padding");
        OpErrorsTest.bad(rows, pool + "(int[],PoolOptions)", () -> pooled(x, new int[] {0}), pool + ": kernel [0]" + numbers);
        String method = unpool + "(Tensor,int[])";
        Tensor first = zeros(DType.INT64, x.shape().dims());
        OpErrorsTest.bad(rows, method, () -> unpooled(x, zeros(DType.INT64, 2), 4), unpool + ": indices of shape [2] do "
                + "not fit x of shape " + x.shape() + ": there is one for each element, from " + pool);
        OpErrorsTest.bad(rows, method, () -> unpooled(x, first, 0), unpool + ": size [0]" + numbers);
        OpErrorsTest.bad(rows, method, () -> unpooled(x, x, 4), unpool + ": indices are whole numbers (int32 or int64), not "
                + "float32; convert them with to(DType.INT64)");
        OpErrorsTest.outside(rows, method, () -> unpooled(x, first.add(1), 1), unpool + ": the index holds 1 at position 0, but axis 2 "
                + "of shape [2, 2, 1] has only the indices 0 to 0");
    }
}
