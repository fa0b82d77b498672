package jacobi.ops;

import static jacobi.Tensors.ones;
import static jacobi.Tensors.zeros;
import static jacobi.ops.OpRow.any;

import jacobi.DType;
import jacobi.Tensor;
import java.util.List;

/** Windows that slide over signals and images. */
final class ConvolutionsRows {
    private ConvolutionsRows() {
    }

    private static final ConvOptions ODD = new ConvOptions().stride(2).padding(2).dilation(2).groups(2);
    private static final ConvOptions UP = new ConvOptions().stride(2).padding(1).outputPadding(1).groups(2);

    /** The forms of one convolution. */
    private record Forms(Plain plain, Biased biased, With with) {
        interface Plain {
            Tensor of(Tensor x, Tensor w);
        }

        interface Biased {
            Tensor of(Tensor x, Tensor w, Tensor b);
        }

        interface With {
            Tensor of(Tensor x, Tensor w, Tensor b, ConvOptions options);
        }
    }

    private static int[] dims(int first, int second, int... rest) {
        int[] dims = new int[rest.length + 2];
        dims[0] = first;
        dims[1] = second;
        System.arraycopy(rest, 0, dims, 2, rest.length);
        return dims;
    }

    private static void forms(OpTable t, String name, Forms f, int[] signal, int[] kernel) {
        t.golden(name + "(Tensor)", "", List.of(any(dims(2, 3, signal)), any(dims(3, 3, kernel))),
                x -> f.plain.of(x[0], x[1]), true, true);
        t.golden(name + "(Tensor,Tensor)", "", List.of(any(dims(1, 2, signal)), any(dims(2, 2, kernel)), any(2)),
                x -> f.biased.of(x[0], x[1], x[2]), true, true, true);
        String full = name + "(Tensor,Tensor,ConvOptions)";
        boolean up = name.startsWith("convTranspose");
        ConvOptions options = up ? UP : ODD;
        t.golden(full, "all options", List.of(any(dims(2, 4, signal)), any(dims(4, 2, kernel)), any(4)),
                x -> f.with.of(x[0], x[1], x[2], options), true, true, true);
        t.golden(full, "one example without a batch", List.of(any(dims(2, 2, signal)), any(dims(2, 3, kernel))),
                x -> f.with.of(x[0].select(0, 0), up ? x[1] : x[1].transpose(0, 1), null, new ConvOptions()), true, true);
        t.golden(full, "no examples", List.of(any(dims(0, 2, signal)), any(dims(2, 2, kernel)), any(2)),
                x -> f.with.of(x[0], x[1], x[2], new ConvOptions().padding(1)), true, true, true);
    }

    static void addTo(OpTable t) {
        t.golden("linear(Tensor)", "", List.of(any(4, 3), any(2, 3)), x -> x[0].linear(x[1]), true, true);
        t.golden("linear(Tensor,Tensor)", "a batch of batches", List.of(any(2, 4, 3), any(2, 3), any(2)),
                x -> x[0].linear(x[1], x[2]), true, true, true);
        t.golden("linear(Tensor,Tensor)", "a vector", List.of(any(3), any(2, 3), any(2)),
                x -> x[0].linear(x[1], x[2]), true, true, true);
        t.golden("linear(Tensor,Tensor)", "no rows", List.of(any(0, 3), any(2, 3), any(2)),
                x -> x[0].linear(x[1], x[2]), true, true, true);

        forms(t, "conv1d", new Forms(Tensor::conv1d, Tensor::conv1d, Tensor::conv1d), new int[] {6}, new int[] {3});
        forms(t, "conv2d", new Forms(Tensor::conv2d, Tensor::conv2d, Tensor::conv2d), new int[] {5, 4}, new int[] {3, 2});
        forms(t, "conv3d", new Forms(Tensor::conv3d, Tensor::conv3d, Tensor::conv3d), new int[] {3, 3, 2},
                new int[] {2, 2, 2});
        t.golden("conv1d(Tensor,Tensor,int,int)", "", List.of(any(2, 3, 6), any(2, 3, 3), any(2)),
                x -> x[0].conv1d(x[1], x[2], 2, 1), true, true, true);
        t.golden("conv2d(Tensor,Tensor,int,int)", "", List.of(any(2, 3, 5, 4), any(2, 3, 3, 3), any(2)),
                x -> x[0].conv2d(x[1], x[2], 2, 1), true, true, true);
        t.golden("conv3d(Tensor,Tensor,int,int)", "", List.of(any(1, 2, 3, 3, 2), any(2, 2, 2, 2, 2), any(2)),
                x -> x[0].conv3d(x[1], x[2], 2, 1), true, true, true);
        t.golden("conv2d(Tensor)", "of one pixel", List.of(any(2, 3, 3, 2), any(4, 3, 1, 1)),
                x -> x[0].conv2d(x[1]), true, true);
        t.golden("conv2d(Tensor)", "transposed image", List.of(any(2, 3, 5, 4), any(2, 3, 3, 2)),
                x -> x[0].transpose(2, 3).conv2d(x[1]), true, true);
        t.golden("conv2d(Tensor,Tensor,ConvOptions)", "each channel by itself, a stride of its own for each axis",
                List.of(any(2, 3, 5, 4), any(3, 1, 3, 2), any(3)), x -> x[0].conv2d(x[1], x[2],
                        new ConvOptions().stride(2, 1).padding(0, 1).groups(3)), true, true, true);

        ConvOptions same = new ConvOptions().samePadding();
        t.golden("conv1d(Tensor,Tensor,ConvOptions)", "as long as before", List.of(any(2, 3, 6), any(2, 3, 4), any(2)),
                x -> x[0].conv1d(x[1], x[2], same), true, true, true);
        t.golden("conv2d(Tensor,Tensor,ConvOptions)", "as large as before", List.of(any(2, 2, 5, 4), any(2, 1, 3, 2), any(2)),
                x -> x[0].conv2d(x[1], x[2], same.dilation(1, 3).groups(2)), true, true, true);
        t.golden("conv3d(Tensor,Tensor,ConvOptions)", "as large as before", List.of(any(1, 2, 3, 3, 2), any(2, 2, 2, 1, 3), any(2)),
                x -> x[0].conv3d(x[1], x[2], same), true, true, true);

        forms(t, "convTranspose1d", new Forms(Tensor::convTranspose1d, Tensor::convTranspose1d, Tensor::convTranspose1d),
                new int[] {4}, new int[] {3});
        forms(t, "convTranspose2d", new Forms(Tensor::convTranspose2d, Tensor::convTranspose2d, Tensor::convTranspose2d),
                new int[] {3, 2}, new int[] {3, 2});
        forms(t, "convTranspose3d", new Forms(Tensor::convTranspose3d, Tensor::convTranspose3d, Tensor::convTranspose3d),
                new int[] {2, 2, 2}, new int[] {2, 2, 2});

        int[] kernel = {3, 2};
        ConvOptions odd = new ConvOptions().stride(2, 1).padding(1, 0).dilation(1, 2);
        t.golden("unfold(int[],ConvOptions)", "", true, any(2, 3, 5, 4), x -> x.unfold(kernel, new ConvOptions()));
        t.golden("unfold(int[],ConvOptions)", "all options", true, any(2, 3, 5, 4), x -> x.unfold(kernel, odd));
        t.golden("fold(int[],int[],ConvOptions)", "", true, any(2, 12, 9),
                x -> x.fold(new int[] {5, 4}, kernel, new ConvOptions()));
        t.golden("fold(int[],int[],ConvOptions)", "all options", true, any(2, 12, 6),
                x -> x.fold(new int[] {5, 4}, kernel, odd));
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor image = zeros(2, 3, 5, 4);
        ConvOptions same = new ConvOptions().samePadding();
        OpErrorsTest.bad(rows, "conv2d(Tensor,Tensor,ConvOptions)", () -> image.conv2d(zeros(2, 3, 3, 3), null, same.stride(1, 2)),
                "conv2d: samePadding() keeps the lengths, and a stride of 2 does not; use padding(...) with it");
        OpErrorsTest.bad(rows, "convTranspose2d(Tensor,Tensor,ConvOptions)", () -> image.convTranspose2d(zeros(3, 2, 3, 3), null,
                same), "convTranspose2d: samePadding() is for convolutions, which keep the length of a signal by it; use "
                + "padding(...)");
        OpErrorsTest.bad(rows, "unfold(int[],ConvOptions)", () -> image.unfold(new int[] {3, 3}, same), "unfold: samePadding() is "
                + "for convolutions, which keep the length of a signal by it; use padding(...)");
        OpErrorsTest.bad(rows, "linear(Tensor)", () -> zeros(4, 3).linear(zeros(3, 2)), "linear: x of shape [4, 3] and a weight "
                + "of shape [3, 2] do not fit: they are [..., features in] and [features out, features in]; did you mean "
                + "linear with weight.t()?");
        OpErrorsTest.bad(rows, "linear(Tensor,Tensor)", () -> zeros(4, 3).linear(zeros(2, 3), zeros(3)), "linear: a bias of "
                + "shape [3] does not fit: there is one number for each of the 2 channels of the result, so its shape is [2]");
        String[] axes = {"", "length", "height, width", "depth, height, width"};
        record Named(String name, int axes, Forms forms) {
        }
        for (Named n : List.of(new Named("conv1d", 1, new Forms(Tensor::conv1d, Tensor::conv1d, Tensor::conv1d)),
                new Named("conv2d", 2, new Forms(Tensor::conv2d, Tensor::conv2d, Tensor::conv2d)),
                new Named("conv3d", 3, new Forms(Tensor::conv3d, Tensor::conv3d, Tensor::conv3d)),
                new Named("convTranspose1d", 1,
                        new Forms(Tensor::convTranspose1d, Tensor::convTranspose1d, Tensor::convTranspose1d)),
                new Named("convTranspose2d", 2,
                        new Forms(Tensor::convTranspose2d, Tensor::convTranspose2d, Tensor::convTranspose2d)),
                new Named("convTranspose3d", 3,
                        new Forms(Tensor::convTranspose3d, Tensor::convTranspose3d, Tensor::convTranspose3d)))) {
            boolean up = n.name.startsWith("convTranspose");
            int[] five = new int[n.axes];
            java.util.Arrays.fill(five, 5);
            Tensor x = zeros(dims(2, 3, five));
            Tensor w = zeros(dims(4, 4, five));
            String order = up ? "channels, filters" : "filters, channels";
            OpErrorsTest.bad(rows, n.name + "(Tensor)", () -> n.forms.plain.of(x, w), n.name + ": x of shape " + x.shape()
                    + " and a weight of shape " + w.shape() + " do not fit: they are [batch, channels, " + axes[n.axes]
                    + "] and [" + order + ", kernel " + axes[n.axes] + "]");
            Tensor fits = zeros(dims(3, 3, five));
            OpErrorsTest.bad(rows, n.name + "(Tensor,Tensor)", () -> n.forms.biased.of(x, fits, zeros(3, 1)), n.name
                    + ": a bias of shape [3, 1] does not fit: there is one number for each of the 3 channels of the result, "
                    + "so its shape is [3]");
            OpErrorsTest.bad(rows, n.name + "(Tensor,Tensor,ConvOptions)", () -> n.forms.with.of(x, fits, null,
                    new ConvOptions().groups(2)), n.name + ": x of shape " + x.shape() + " and a weight of shape " + fits.shape()
                    + " do not fit with 2 groups: they are [batch, channels, " + axes[n.axes] + "] and [" + order
                    + " / groups, kernel " + axes[n.axes] + "]");
            OpErrorsTest.bad(rows, n.name + "(Tensor,Tensor,ConvOptions)", () -> n.forms.with.of(x, fits, null,
                    new ConvOptions().stride(0)), n.name + ": stride [0] does not fit: it is one number, or one for each of the "
                    + n.axes + " axes that windows slide along, at least 1");
            OpErrorsTest.bad(rows, n.name + "(Tensor,Tensor,ConvOptions)", () -> n.forms.with.of(x, fits.to(DType.FLOAT64), null,
                    new ConvOptions()), n.name + ": x of type float32 and a weight of type float64 do not fit; convert one with "
                    + "to(DType.FLOAT32)");
        }
        OpErrorsTest.bad(rows, "conv2d(Tensor)", () -> zeros(28, 28).conv2d(zeros(4, 1, 3, 3)), "conv2d: x of shape [28, 28] "
                + "does not fit: its axes are [batch, channels, height, width], or the same without the batch; add the axis of "
                + "the channels with unsqueeze(-3)");
        OpErrorsTest.bad(rows, "conv2d(Tensor)", () -> ones(1, 1, 4, 4).to(DType.INT32).conv2d(zeros(1, 1, 3, 3)),
                "conv2d: it takes floating-point numbers, not int32; convert them with to(DType.FLOAT32)");
        OpErrorsTest.bad(rows, "conv1d(Tensor,Tensor,int,int)", () -> zeros(1, 1, 3).conv1d(zeros(1, 1, 6), null, 1, 1),
                "conv1d: windows of 6 elements do not fit into axis 2 of shape [1, 1, 3], which has 5 with its padding; choose a "
                + "smaller kernel or more padding");
        OpErrorsTest.bad(rows, "conv2d(Tensor,Tensor,int,int)", () -> image.conv2d(zeros(1, 3, 3, 3), null, 1, -1),
                "conv2d: padding [-1] does not fit: it is one number, or one for each of the 2 axes that windows slide along, "
                + "at least 0");
        OpErrorsTest.bad(rows, "conv3d(Tensor,Tensor,int,int)", () -> zeros(1, 1, 2, 2, 2).conv3d(zeros(1, 1, 3, 3, 3), null, 1,
                0), "conv3d: windows of 3 elements do not fit into axis 2 of shape [1, 1, 2, 2, 2], which has 2 with its padding; "
                + "choose a smaller kernel or more padding");
        OpErrorsTest.bad(rows, "convTranspose2d(Tensor,Tensor,ConvOptions)", () -> image.convTranspose2d(zeros(3, 1, 2, 2), null,
                new ConvOptions().stride(2).outputPadding(2)), "convTranspose2d: output padding 2 does not fit stride 2 and "
                + "dilation 1: it must be less than one of them; pad() adds zeros");
        OpErrorsTest.bad(rows, "convTranspose1d(Tensor,Tensor,ConvOptions)", () -> zeros(1, 1, 2).convTranspose1d(zeros(1, 1, 2),
                null, new ConvOptions().padding(2)), "convTranspose1d: axis 2 of the result would have -1 elements, from 2 with "
                + "stride [1], padding [2], dilation [1], groups 1, output padding [0]; change the padding");
        OpErrorsTest.bad(rows, "conv1d(Tensor,Tensor,ConvOptions)", () -> zeros(1, 1, 2).conv1d(zeros(1, 1, 2), null,
                new ConvOptions().padding(Integer.MAX_VALUE)), "conv1d: padding [2147483647] makes axis 2 of shape [1, 1, 2] "
                + "4294967296 elements long, more than 2147483639");
        int[] kernel = {3, 2};
        OpErrorsTest.bad(rows, "unfold(int[],ConvOptions)", () -> zeros(5, 4).unfold(kernel, new ConvOptions()), "unfold: "
                + "shape [5, 4] has 2 axes, but it takes 4: batch, channels, and 2 that the windows slide along; or the same "
                + "without the batch");
        OpErrorsTest.bad(rows, "fold(int[],int[],ConvOptions)", () -> zeros(2, 13, 9).fold(new int[] {5, 4}, kernel,
                new ConvOptions()), "fold: columns of shape [2, 13, 9] and size [5, 4] do not fit: columns are [batch, channels * "
                + "6, windows], and there is a size for each of the 2 axes of the kernel");
        OpErrorsTest.bad(rows, "fold(int[],int[],ConvOptions)", () -> zeros(2, 12, 9).fold(new int[] {5, 5}, kernel,
                new ConvOptions()), "fold: 9 columns do not fit size [5, 5], over which 12 windows slide; use the size and options "
                + "that unfold had");
    }
}
