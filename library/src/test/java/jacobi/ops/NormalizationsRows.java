package jacobi.ops;

import static jacobi.Tensors.zeros;
import static jacobi.ops.OpRow.any;
import static jacobi.ops.OpRow.distinct;
import static jacobi.ops.OpRow.positive;

import jacobi.Plain;
import jacobi.Rng;
import jacobi.Tensors;
import jacobi.Tensor;
import java.util.List;

/** Features brought to a common scale, and dropout. */
final class NormalizationsRows {
    private NormalizationsRows() {
    }

    static void addTo(OpTable t) {
        t.golden("batchNorm()", "", true, any(5, 3), x -> x.batchNorm());
        t.golden("batchNorm(Tensor,Tensor,double)", "images", List.of(any(2, 3, 2, 2), any(3), any(3)),
                x -> x[0].batchNorm(x[1], x[2], 1e-3), true, true, true);
        t.golden("batchNorm(Tensor,Tensor,Tensor,Tensor,double)", "", List.of(any(2, 3, 2), any(3), positive(3), any(3), any(3)),
                x -> x[0].batchNorm(x[1], x[2], x[3], x[4], 1e-3), true, true, true, true, true);
        t.golden("batchNorm(Tensor,Tensor,Tensor,Tensor,double)", "without weights, no examples",
                List.of(any(0, 3, 2), any(3), positive(3)), x -> x[0].batchNorm(x[1], x[2], null, null, 1e-3), true, true, true);
        t.golden("layerNorm(int[])", "two axes", true, any(2, 3, 4), x -> x.layerNorm(3, 4));
        t.golden("layerNorm(int[])", "transposed", true, any(4, 3), x -> x.t().layerNorm(4));
        t.golden("layerNorm(Tensor,Tensor)", "", List.of(any(2, 3, 4), any(4), any(4)), x -> x[0].layerNorm(x[1], x[2]), true, true,
                true);
        t.golden("layerNorm(Tensor,Tensor,double)", "no bias", List.of(any(2, 4), any(4)), x -> x[0].layerNorm(x[1], null, 0.1),
                true, true);
        t.golden("groupNorm(int)", "", true, any(2, 4, 3), x -> x.groupNorm(2));
        t.golden("groupNorm(int,Tensor,Tensor,double)", "", List.of(any(2, 4, 2, 2), any(4), any(4)),
                x -> x[0].groupNorm(2, x[1], x[2], 1e-3), true, true, true);
        t.golden("instanceNorm()", "", true, any(2, 3, 4), x -> x.instanceNorm());
        t.golden("instanceNorm(Tensor,Tensor,double)", "", List.of(any(2, 3, 2, 2), any(3), any(3)),
                x -> x[0].instanceNorm(x[1], x[2], 1e-3), true, true, true);
        t.golden("rmsNorm(int[])", "", true, any(2, 3, 4), x -> x.rmsNorm(3, 4));
        t.golden("rmsNorm(Tensor,double)", "", List.of(any(2, 4), any(4)), x -> x[0].rmsNorm(x[1], 1e-3), true, true);
        t.golden("localResponseNorm(int)", "", true, any(2, 5, 3), x -> x.localResponseNorm(3));
        t.golden("localResponseNorm(int,double,double,double)", "an even size", true, any(2, 5, 2, 2),
                x -> x.localResponseNorm(4, 0.5, 0.6, 2));
        t.golden("normalize()", "", true, any(3, 4), x -> x.normalize());
        for (double p : new double[] {1, 2, 3}) {
            t.golden("normalize(double,int)", "p = " + p, true, any(3, 4), x -> x.normalize(p, 0));
        }
        t.golden("normalize(double,int)", "the largest", true, distinct(3, 4), x -> x.normalize(Double.POSITIVE_INFINITY, 0));
        t.golden("normalize(double,int,double)", "short and zero", List.of(any(3, 4)),
                x -> x[0].mul(Tensors.tensor(0, 1, 2).to(x[0].dtype()).unsqueeze(1)).normalize(2, 1, 3), true);
        t.row("dropout(double,boolean,Rng)", "", List.of(any(3, 4)), x -> x[0].dropout(0.3, true, new Rng(5)),
                x -> x[0].zip(draws(3, 4), (v, u) -> u >= 0.3 ? v / 0.7 : 0), true);
        t.row("dropout(double,boolean,Rng)", "everything", List.of(any(3, 4)), x -> x[0].dropout(1, true, new Rng(5)),
                x -> x[0].map(v -> 0), true);
        t.row("dropout(double,boolean)", "evaluation", List.of(any(3, 4)), x -> x[0].dropout(0.3, false), x -> x[0], true);
        t.row("featureDropout(double,boolean,Rng)", "", List.of(any(3, 4, 2)), x -> x[0].featureDropout(0.5, true, new Rng(5)),
                x -> x[0].zip(draws(3, 4, 1), (v, u) -> u >= 0.5 ? v / 0.5 : 0), true);
        t.row("alphaDropout(double,boolean,Rng)", "", List.of(any(3, 4)), x -> x[0].alphaDropout(0.3, true, new Rng(5)),
                x -> x[0].zip(draws(3, 4), NormalizationsRows::alphaDropped), true);
    }

    /** The formula as PyTorch computes it. */
    private static double alphaDropped(double value, double draw) {
        double alpha = 1.7580993408473766;
        double a = 1 / Math.sqrt((alpha * alpha * 0.3 + 1) * 0.7);
        double kept = draw >= 0.3 ? 1 : 0;
        return value * kept * a + (kept - 1) * alpha * a + alpha * a * 0.3;
    }

    private static Plain draws(int... dims) {
        Rng rng = new Rng(5);
        return Plain.build(dims, i -> (rng.nextLong() >>> 40) * 0x1p-24);
    }

    static void errors(List<OpErrorsTest.Row> rows) {
        Tensor x = zeros(2, 4, 3);
        Tensor three = zeros(3);
        Tensor four = zeros(4);
        OpErrorsTest.bad(rows, "batchNorm()", () -> four.batchNorm(), "batchNorm: shape [4] has no axis of channels; its axes are "
                + "[batch, channels, ...]");
        OpErrorsTest.bad(rows, "batchNorm(Tensor,Tensor,double)", () -> x.batchNorm(three, null, 1e-5), "batchNorm: a weight of "
                + "shape [3] does not fit shape [2, 4, 3]: there is one number for each of the 4 channels");
        OpErrorsTest.bad(rows, "batchNorm(Tensor,Tensor,double)", () -> zeros(1, 4).batchNorm(four, null, 1e-5), "batchNorm: shape "
                + "[1, 4] has one number for each channel, and its variance is 0; use a larger batch, or the form with the running "
                + "statistics");
        OpErrorsTest.bad(rows, "batchNorm(Tensor,Tensor,Tensor,Tensor,double)", () -> x.batchNorm(four, three, null, null, 1e-5),
                "batchNorm: a variance of shape [3] does not fit shape [2, 4, 3]: there is one number for each of the 4 channels");
        OpErrorsTest.bad(rows, "layerNorm(int[])", () -> x.layerNorm(4), "layerNorm: shape [2, 4, 3] does not end with [4], the "
                + "axes to normalize");
        OpErrorsTest.bad(rows, "layerNorm(int[])", () -> x.layerNorm(), "layerNorm: shape [2, 4, 3] does not end with [], the "
                + "axes to normalize");
        OpErrorsTest.bad(rows, "layerNorm(Tensor,Tensor)", () -> x.layerNorm(four, four), "layerNorm: shape [2, 4, 3] does not "
                + "end with [4], the axes to normalize");
        OpErrorsTest.bad(rows, "layerNorm(Tensor,Tensor,double)", () -> x.layerNorm(three, four, 1e-5), "layerNorm: a weight of "
                + "shape [3] and a bias of shape [4] do not fit; they must be equal");
        OpErrorsTest.bad(rows, "groupNorm(int)", () -> x.groupNorm(3), "groupNorm: the 4 channels of shape [2, 4, 3] cannot be "
                + "divided into 3 groups of the same size");
        OpErrorsTest.bad(rows, "groupNorm(int,Tensor,Tensor,double)", () -> x.groupNorm(2, null, three, 1e-5), "groupNorm: a bias "
                + "of shape [3] does not fit shape [2, 4, 3]: there is one number for each of the 4 channels");
        OpErrorsTest.bad(rows, "instanceNorm()", () -> zeros(2, 3).instanceNorm(), "instanceNorm: shape [2, 3] has no axes behind "
                + "the batch and the channels to average over");
        OpErrorsTest.bad(rows, "instanceNorm(Tensor,Tensor,double)", () -> x.instanceNorm(three, null, 1e-5), "instanceNorm: a "
                + "weight of shape [3] does not fit shape [2, 4, 3]: there is one number for each of the 4 channels");
        OpErrorsTest.bad(rows, "rmsNorm(int[])", () -> x.rmsNorm(2, 4), "rmsNorm: shape [2, 4, 3] does not end with [2, 4], the "
                + "axes to normalize");
        OpErrorsTest.bad(rows, "rmsNorm(Tensor,double)", () -> x.rmsNorm(four, 0), "rmsNorm: shape [2, 4, 3] does not end with "
                + "[4], the axes to normalize");
        OpErrorsTest.bad(rows, "localResponseNorm(int)", () -> x.localResponseNorm(0),
                "localResponseNorm: the size is at least 1, not 0");
        OpErrorsTest.bad(rows, "localResponseNorm(int,double,double,double)", () -> four.localResponseNorm(3, 1, 1, 1),
                "localResponseNorm: shape [4] has no axis of channels; its axes are [batch, channels, ...]");
        OpErrorsTest.outside(rows, "normalize()", () -> four.normalize(),
                "normalize: there is no axis 1 in shape [4]; axes run from -1 to 0");
        OpErrorsTest.outside(rows, "normalize(double,int)", () -> four.normalize(2, 1),
                "normalize: there is no axis 1 in shape [4]; axes run from -1 to 0");
        OpErrorsTest.bad(rows, "normalize(double,int,double)", () -> four.normalize(-2, 0, 0),
                "normalize: the power of a norm is not negative, but it is -2.0");
        OpErrorsTest.bad(rows, "dropout(double,boolean)", () -> x.dropout(50, true),
                "dropout: a probability lies between 0 and 1, not at 50.0");
        OpErrorsTest.bad(rows, "dropout(double,boolean,Rng)", () -> x.dropout(Double.NaN, true, new Rng(1)),
                "dropout: a probability lies between 0 and 1, not at NaN");
        OpErrorsTest.bad(rows, "featureDropout(double,boolean,Rng)", () -> four.featureDropout(0.5, true, new Rng(1)),
                "featureDropout: shape [4] has no axis of channels; its axes are [batch, channels, ...]");
        OpErrorsTest.bad(rows, "alphaDropout(double,boolean,Rng)", () -> x.alphaDropout(-1, true, new Rng(1)),
                "alphaDropout: a probability lies between 0 and 1, not at -1.0");
    }
}
