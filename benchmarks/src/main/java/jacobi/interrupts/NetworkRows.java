package jacobi.interrupts;

import static jacobi.interrupts.Rows.N;

import java.util.Arrays;
import java.util.function.Supplier;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.ops.ConvOptions;
import jacobi.ops.LossReduction;
import jacobi.ops.ResizeMode;

/** Convolutions, pooling, normalizations, losses, attention, with their gradients. */
final class NetworkRows {
    private NetworkRows() {
    }

    static void add(Rows rows) {
        convolutions(rows);
        pooling(rows);
        Supplier<Tensor> features = () -> Rows.floats(50, 64, 56, 56);
        rows.both("batchNorm", features, Tensor::batchNorm);
        rows.both("layerNorm", features, x -> x.layerNorm(64, 56, 56));
        rows.both("groupNorm", features, x -> x.groupNorm(8));
        rows.both("instanceNorm", features, Tensor::instanceNorm);
        rows.both("rmsNorm", features, x -> x.rmsNorm(56));
        rows.both("localResponseNorm", features, x -> x.localResponseNorm(5));
        rows.both("normalize", features, Tensor::normalize);
        rows.both("dropout", features, x -> x.dropout(0.5, true, new Rng(1)));
        rows.both("featureDropout", features, x -> x.featureDropout(0.5, true, new Rng(1)));
        rows.both("alphaDropout", features, x -> x.alphaDropout(0.5, true, new Rng(1)));
        rows.on("rrelu", features, Tensor::rrelu);
        losses(rows);
        rows.both("scaledDotProductAttention", () -> Rows.floats(8, 1500, 64), x -> x.scaledDotProductAttention(x, x));
        rows.both("attention, causal", () -> Rows.floats(8, 1500, 64), x -> x.scaledDotProductAttention(x, x, null, true));
        rows.both("linear", () -> Rows.floats(20_000, 1000), x -> x.linear(Rows.floats(500, 1000), Rows.floats(500)));
        rows.both("cosineSimilarity", Rows::matrix, x -> x.cosineSimilarity(x, 1));
        rows.both("pairwiseDistance", Rows::matrix, x -> x.pairwiseDistance(x));
    }

    private static void convolutions(Rows rows) {
        conv(rows, "conv1d", new int[] {50, 32, 8000}, new int[] {32, 32, 5}, (x, w) -> x.conv1d(w));
        conv(rows, "conv2d", new int[] {20, 64, 100, 100}, new int[] {64, 64, 3, 3}, (x, w) -> x.conv2d(w));
        conv(rows, "conv2d of one image", new int[] {1, 3, 3000, 3000}, new int[] {8, 3, 5, 5}, (x, w) -> x.conv2d(w));
        conv(rows, "conv2d, strided", new int[] {20, 64, 100, 100}, new int[] {64, 64, 3, 3},
                (x, w) -> x.conv2d(w, null, 2, 1));
        conv(rows, "conv2d, dilated", new int[] {20, 32, 100, 100}, new int[] {32, 32, 3, 3},
                (x, w) -> x.conv2d(w, null, new ConvOptions().dilation(2)));
        conv(rows, "conv2d, depthwise", new int[] {20, 64, 150, 150}, new int[] {64, 1, 3, 3},
                (x, w) -> x.conv2d(w, null, new ConvOptions().groups(64)));
        conv(rows, "conv2d, groups", new int[] {20, 64, 100, 100}, new int[] {64, 16, 3, 3},
                (x, w) -> x.conv2d(w, null, new ConvOptions().groups(4)));
        conv(rows, "conv3d", new int[] {4, 16, 40, 40, 40}, new int[] {16, 16, 3, 3, 3}, (x, w) -> x.conv3d(w));
        conv(rows, "convTranspose1d", new int[] {50, 32, 8000}, new int[] {32, 32, 5}, (x, w) -> x.convTranspose1d(w));
        conv(rows, "convTranspose2d", new int[] {10, 64, 80, 80}, new int[] {64, 64, 3, 3}, (x, w) -> x.convTranspose2d(w));
        conv(rows, "convTranspose3d", new int[] {2, 16, 40, 40, 40}, new int[] {16, 16, 3, 3, 3},
                (x, w) -> x.convTranspose3d(w));
        rows.on("conv2d, float64", () -> Rows.doubles(10, 32, 100, 100), x -> x.conv2d(Rows.doubles(32, 32, 3, 3)));
        rows.both("unfold", () -> Rows.floats(10, 32, 100, 100), x -> x.unfold(new int[] {3, 3}, new ConvOptions()));
        rows.both("fold", () -> Rows.floats(10, 288, 9604),
                x -> x.fold(new int[] {100, 100}, new int[] {3, 3}, new ConvOptions()));
    }

    private interface Convolution {
        Tensor apply(Tensor x, Tensor weight);
    }

    private static void conv(Rows rows, String name, int[] dims, int[] kernel, Convolution op) {
        rows.on(name, () -> Rows.floats(dims), x -> op.apply(x, Rows.floats(kernel)));
        rows.add(name + ", gradient", () -> {
            Tensor x = Rows.floats(dims).requiresGrad(true);
            Tensor weight = Rows.floats(kernel).requiresGrad(true);
            return () -> op.apply(x, weight).sum().backward();
        });
    }

    private static void pooling(Rows rows) {
        Supplier<Tensor> signals = () -> Rows.floats(50, 32, 15_000);
        Supplier<Tensor> images = () -> Rows.floats(50, 64, 90, 90);
        Supplier<Tensor> volumes = () -> Rows.floats(10, 16, 50, 50, 50);
        rows.both("maxPool1d", signals, x -> x.maxPool1d(3));
        rows.both("maxPool2d", images, x -> x.maxPool2d(3));
        rows.both("maxPool2d, overlapping", images, x -> x.maxPool2d(5, 1));
        rows.both("maxPool3d", volumes, x -> x.maxPool3d(3));
        rows.on("maxPool2dWithIndices", images, x -> x.maxPool2dWithIndices(3).values());
        rows.both("maxUnpool2d", () -> Rows.floats(50, 64, 90, 90), x -> {
            var pooled = x.maxPool2dWithIndices(3);
            return pooled.values().maxUnpool2d(pooled.indices(), 90, 90);
        });
        rows.both("avgPool1d", signals, x -> x.avgPool1d(3));
        rows.both("avgPool2d", images, x -> x.avgPool2d(3));
        rows.both("avgPool2d, overlapping", images, x -> x.avgPool2d(5, 1));
        rows.both("avgPool3d", volumes, x -> x.avgPool3d(3));
        rows.both("adaptiveAvgPool2d", images, x -> x.adaptiveAvgPool2d(7, 7));
        rows.both("adaptiveMaxPool2d", images, x -> x.adaptiveMaxPool2d(7, 7));
        rows.both("globalAvgPool", images, Tensor::globalAvgPool);
        rows.both("lpPool2d", images, x -> x.lpPool2d(2, 3, 3));
        rows.both("interpolate, linear", () -> Rows.floats(10, 16, 100, 100), x -> x.interpolate(ResizeMode.LINEAR, 500, 500));
        rows.both("interpolate, nearest", () -> Rows.floats(10, 16, 100, 100), x -> x.interpolate(ResizeMode.NEAREST, 500, 500));
        rows.both("pixelShuffle", images, x -> x.pixelShuffle(4));
    }

    private static void losses(Rows rows) {
        Supplier<Tensor> scores = () -> Rows.floats(50_000, 1000);
        Supplier<Tensor> labels = () -> Rows.longs(1000, 50_000);
        rows.both("softmax", scores, x -> x.softmax(1));
        rows.both("softmax of columns", scores, x -> x.softmax(0));
        rows.both("softmax of one row", () -> Rows.floats(1, N), x -> x.softmax(1));
        rows.both("logSoftmax", scores, x -> x.logSoftmax(1));
        loss(rows, "crossEntropy", scores, labels, Tensor::crossEntropy);
        loss(rows, "crossEntropy of probabilities", () -> Rows.floats(20_000, 1000),
                () -> Rows.floats(20_000, 1000).softmax(1), Tensor::crossEntropy);
        loss(rows, "nllLoss", scores, labels, Tensor::nllLoss);
        loss(rows, "multiMarginLoss", () -> Rows.floats(20_000, 1000), () -> Rows.longs(1000, 20_000), Tensor::multiMarginLoss);
        loss(rows, "multilabelMarginLoss", () -> Rows.floats(2_000, 200),
                () -> Rows.longs(200, 2_000, 200).sub(1), Tensor::multilabelMarginLoss);
        loss(rows, "infogainLoss", () -> Rows.floats(20_000, 1000), () -> Rows.longs(1000, 20_000),
                (x, y) -> x.infogainLoss(y, Rows.floats(1000, 1000)));
        Supplier<Tensor> half = () -> Rows.floats(N / 2);
        Supplier<Tensor> signs = () -> half.get().gt(0.5).to(DType.FLOAT32).mul(2).sub(1);
        same(rows, "mseLoss", (x, y) -> x.mseLoss(y));
        same(rows, "l1Loss", (x, y) -> x.l1Loss(y));
        same(rows, "huberLoss", (x, y) -> x.huberLoss(y));
        same(rows, "smoothL1Loss", (x, y) -> x.smoothL1Loss(y));
        same(rows, "binaryCrossEntropy", (x, y) -> x.binaryCrossEntropy(y));
        same(rows, "binaryCrossEntropyWithLogits", (x, y) -> x.binaryCrossEntropyWithLogits(y));
        same(rows, "klDiv", (x, y) -> x.klDiv(y));
        same(rows, "poissonNllLoss", (x, y) -> x.poissonNllLoss(y));
        same(rows, "gaussianNllLoss", (x, y) -> x.gaussianNllLoss(y, y));
        loss(rows, "hingeLoss", half, signs, Tensor::hingeLoss);
        loss(rows, "hingeEmbeddingLoss", half, signs, Tensor::hingeEmbeddingLoss);
        loss(rows, "softMarginLoss", half, signs, Tensor::softMarginLoss);
        loss(rows, "marginRankingLoss", half, signs, (x, y) -> x.marginRankingLoss(half.get(), y));
        rows.both("tripletMarginLoss", () -> Rows.floats(20_000, 1000), x -> x.tripletMarginLoss(x, x));
        rows.both("cosineEmbeddingLoss", () -> Rows.floats(20_000, 1000), x -> x.cosineEmbeddingLoss(x, Tensors.ones(20_000)));
        rows.both("contrastiveLoss", () -> Rows.floats(20_000, 1000), x -> x.contrastiveLoss(x, Tensors.ones(20_000)));
        int[] time = new int[64];
        Arrays.fill(time, 1000);
        int[] length = new int[64];
        Arrays.fill(length, 200);
        loss(rows, "ctcLoss", () -> Rows.floats(1000, 64, 60).logSoftmax(2).detach(), () -> Rows.longs(59, 64, 200).add(1),
                (x, y) -> x.ctcLoss(y, time, length, 0, LossReduction.SUM));
    }

    private interface Loss {
        Tensor apply(Tensor x, Tensor target);
    }

    private static void same(Rows rows, String name, Loss op) {
        loss(rows, name, () -> Rows.floats(N / 2), () -> Rows.floats(N / 2), op);
    }

    private static void loss(Rows rows, String name, Supplier<Tensor> input, Supplier<Tensor> target, Loss op) {
        rows.add(name, () -> {
            Tensor x = input.get();
            Tensor y = target.get();
            return () -> op.apply(x, y);
        });
        rows.add(name + ", gradient", () -> {
            Tensor x = input.get().requiresGrad(true);
            Tensor y = target.get();
            return () -> op.apply(x, y).sum().backward();
        });
    }
}
