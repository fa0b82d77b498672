package jacobi.golden;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Windows that slide over signals and images. */
final class ConvolutionsGolden {
    private ConvolutionsGolden() {
    }

    private interface Form {
        Tensor of(Tensor x, Tensor w, TensorOptional b, long[] stride, long[] padding, long[] dilation, long groups);
    }

    private static long[] all(int axes, long value) {
        long[] values = new long[axes];
        Arrays.fill(values, value);
        return values;
    }

    private static Tensor plain(Form f, int axes, Tensor x, Tensor w, TensorOptional b, long stride, long padding) {
        return f.of(x, w, b, all(axes, stride), all(axes, padding), all(axes, 1), 1);
    }

    private static void forms(Entries e, String name, int axes, boolean up, Form f) {
        e.row(name + "(Tensor)", x -> plain(f, axes, x[0], x[1], new TensorOptional(), 1, 0));
        e.row(name + "(Tensor,Tensor)", x -> plain(f, axes, x[0], x[1], new TensorOptional(x[2]), 1, 0));
        String full = name + "(Tensor,Tensor,ConvOptions), ";
        e.row(full + "all options", x -> f.of(x[0], x[1], new TensorOptional(x[2]), all(axes, 2), all(axes, up ? 1 : 2),
                all(axes, up ? 1 : 2), 2));
        e.row(full + "one example without a batch", x -> plain(f, axes, x[0].select(0, 0),
                up ? x[1] : x[1].transpose(0, 1), new TensorOptional(), 1, 0));
        e.row(full + "no examples", x -> plain(f, axes, x[0], x[1], new TensorOptional(x[2]), 1, 1));
    }

    private static long[] outputPadding(long[] stride) {
        return all(stride.length, stride[0] - 1);
    }

    static void addTo(Entries e) {
        e.row("linear(Tensor)", x -> torch.linear(x[0], x[1]));
        for (String label : new String[] {"a batch of batches", "a vector", "no rows"}) {
            e.row("linear(Tensor,Tensor), " + label, x -> torch.linear(x[0], x[1], new TensorOptional(x[2])));
        }
        forms(e, "conv1d", 1, false, torch::conv1d);
        forms(e, "conv2d", 2, false, torch::conv2d);
        forms(e, "conv3d", 3, false, torch::conv3d);
        e.row("conv1d(Tensor,Tensor,int,int)", x -> plain(torch::conv1d, 1, x[0], x[1], new TensorOptional(x[2]), 2, 1));
        e.row("conv2d(Tensor,Tensor,int,int)", x -> plain(torch::conv2d, 2, x[0], x[1], new TensorOptional(x[2]), 2, 1));
        e.row("conv3d(Tensor,Tensor,int,int)", x -> plain(torch::conv3d, 3, x[0], x[1], new TensorOptional(x[2]), 2, 1));
        e.row("conv2d(Tensor), of one pixel", x -> torch.conv2d(x[0], x[1]));
        e.row("conv2d(Tensor), transposed image", x -> torch.conv2d(x[0].transpose(2, 3), x[1]));
        e.row("conv2d(Tensor,Tensor,ConvOptions), each channel by itself, a stride of its own for each axis",
                x -> torch.conv2d(x[0], x[1], new TensorOptional(x[2]), new long[] {2, 1}, new long[] {0, 1},
                        new long[] {1, 1}, 3));
        e.row("conv1d(Tensor,Tensor,ConvOptions), as long as before",
                x -> torch.conv1d(x[0], x[1], new TensorOptional(x[2]), all(1, 1), "same", all(1, 1), 1));
        e.row("conv2d(Tensor,Tensor,ConvOptions), as large as before",
                x -> torch.conv2d(x[0], x[1], new TensorOptional(x[2]), all(2, 1), "same", new long[] {1, 3}, 2));
        e.row("conv3d(Tensor,Tensor,ConvOptions), as large as before",
                x -> torch.conv3d(x[0], x[1], new TensorOptional(x[2]), all(3, 1), "same", all(3, 1), 1));
        forms(e, "convTranspose1d", 1, true, (x, w, b, stride, padding, dilation, groups) ->
                torch.conv_transpose1d(x, w, b, stride, padding, outputPadding(stride), groups, dilation));
        forms(e, "convTranspose2d", 2, true, (x, w, b, stride, padding, dilation, groups) ->
                torch.conv_transpose2d(x, w, b, stride, padding, outputPadding(stride), groups, dilation));
        forms(e, "convTranspose3d", 3, true, (x, w, b, stride, padding, dilation, groups) ->
                torch.conv_transpose3d(x, w, b, stride, padding, outputPadding(stride), groups, dilation));
        long[] kernel = {3, 2};
        e.one("unfold(int[],ConvOptions)", x -> torch.im2col(x, kernel, all(2, 1), all(2, 0), all(2, 1)));
        e.one("unfold(int[],ConvOptions), all options", x -> torch.im2col(x, kernel, new long[] {1, 2}, new long[] {1, 0},
                new long[] {2, 1}));
        e.one("fold(int[],int[],ConvOptions)", x -> torch.col2im(x, new long[] {5, 4}, kernel, all(2, 1), all(2, 0),
                all(2, 1)));
        e.one("fold(int[],int[],ConvOptions), all options", x -> torch.col2im(x, new long[] {5, 4}, kernel,
                new long[] {1, 2}, new long[] {1, 0}, new long[] {2, 1}));
    }
}
