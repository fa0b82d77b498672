package jacobi.ops;

import static jacobi.Tensors.arange;
import static jacobi.Tensors.full;
import static jacobi.Tensors.grad;
import static jacobi.Tensors.hessian;
import static jacobi.Tensors.jvp;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Places that rows of random numbers do not reach: ties, perfect fits, equal numbers, short axes. As PyTorch has them. */
class CornersOfOpsTest {
    private static final double NAN = Double.NaN;

    private static void assertGradient(Tensor x, UnaryOperator<Tensor> f, double... expected) {
        assertArrayEquals(expected, grad(f).at(x).toDoubles(), 1e-6);
    }

    private static void assertRefused(Supplier<Tensor> call, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::get).getMessage());
    }

    @Test
    void lossesCurveWhereTheyAreSmallest() {
        Tensor x = tensor(1, 2);
        assertArrayEquals(new double[] {0.5, 0, 0, 0.5}, hessian(t -> t.huberLoss(x), x).toDoubles());
        assertArrayEquals(new double[] {0.25, 0, 0, 0.25},
                hessian(t -> t.smoothL1Loss(x, 2, LossReduction.MEAN), x).toDoubles());
        assertArrayEquals(new double[] {0, 0, 0, 0}, hessian(t -> t.huberLoss(zeros(2)), x).toDoubles());
    }

    @Test
    void curvatureOfLargeExponentsIsFinite() {
        double share = 1 / (1 + Math.exp(-1));
        double bend = share * (1 - share);
        for (double large : new double[] {0, 200, -200}) {
            Tensor x = tensor(large, large + 1);
            UnaryOperator<Tensor> sum = t -> t.logcumsumexp(0).sum();
            double[] expected = {bend, -bend, -bend, bend};
            assertArrayEquals(expected, hessian(sum, x).toDoubles(), 1e-5);
            assertArrayEquals(new double[] {bend, -bend}, grad(t -> grad(sum).at(t).select(0, 0)).at(x).toDoubles(), 1e-5);
        }
    }

    @Test
    void equalMiddlesShareTheGradient() {
        assertGradient(tensor(2, 1, 2, 3), Tensor::median, 0.5, 0, 0.5, 0);
        assertGradient(tensor(2, NAN, 2, 3), Tensor::nanmedian, 0.5, 0, 0.5, 0);
        assertGradient(tensor(2, NAN, 2, NAN), Tensor::median, 0, 0.5, 0, 0.5);
        assertEquals(1.5, jvp(Tensor::median, tensor(2, 1, 2, 3), tensor(1, 10, 2, 10)).tangent().item());
        assertGradient(tensor(2, NAN, 3), Tensor::max, 0, 1, 0);
        assertGradient(tensor(2, 3, 3), Tensor::max, 0, 0.5, 0.5);
    }

    @Test
    void distancesOfWhatCoincidesHaveNoSlope() {
        Tensor y = tensor(1, 2).reshape(1, 2);
        for (double p : new double[] {0.5, 1.5, 2, 3}) {
            assertGradient(tensor(1, 2).reshape(1, 2), x -> x.cdist(y, p).sum(), 0, 0);
            assertGradient(tensor(1, 3).reshape(1, 2), x -> x.cdist(y, p).sum(), 0, 1);
            assertGradient(tensor(1, 2, 1, 2).reshape(2, 2), x -> x.pdist(p).sum(), 0, 0, 0, 0);
        }
        assertGradient(zeros(2, 2), Tensor::matrixNorm, 0, 0, 0, 0);
    }

    @Test
    void binsAroundOneNumber() {
        assertArrayEquals(new double[] {2.5, 3, 3.5}, full(3, 4).histogram(2).edges().toDoubles());
        assertArrayEquals(new double[] {0, 4}, full(3, 4).histogram(2).counts().toDoubles());
        assertArrayEquals(new double[] {0, 0.5, 1}, zeros(0).histogram(2).edges().toDoubles());
        assertArrayEquals(new double[] {1.5, 2.5}, arange(4).histogram(1, 2, 2).edges().toDoubles());
        assertArrayEquals(new double[] {1}, arange(4).histogram(1, 2, 2).counts().toDoubles());
        assertArrayEquals(new double[] {1, 1, 1, 1}, arange(4).histc(4, 2, 2).toDoubles());
        assertArrayEquals(new double[] {0, 4}, full(3, 4).histc(2, 0, 0).toDoubles());
    }

    @Test
    void numbersAreAsExactAsTheWidestTensor() {
        Tensor whole = tensor(new int[] {3});
        Tensor exact = tensor(DType.FLOAT64, 1.0).reshape(1);
        assertEquals(3 + 0.1 * 3, whole.addcmul(whole, exact, 0.1).item());
        assertEquals(3 + 0.1 * 3, whole.addcdiv(whole, exact, 0.1).item());
        assertEquals(3 + 0.1 * (1 - 3), tensor(3).lerp(tensor(DType.FLOAT64, 1.0), 0.1).item());
    }

    @Test
    void aWindowThatIsPartlyThereCountsWithCeil() {
        Tensor x = tensor(1, 2, 4).reshape(1, 1, 3);
        PoolOptions ceil = new PoolOptions().ceil(true);
        assertEquals(4, x.maxPool1d(new int[] {4}, ceil).item());
        assertEquals(7.0 / 3, x.avgPool1d(new int[] {4}, ceil).item(), 1e-6);
        assertEquals(Shape.of(1, 1, 1), x.maxPool1d(new int[] {4}, ceil.stride(2)).shape());
        assertGradient(x, t -> t.avgPool1d(new int[] {4}, ceil).sum(), 1.0 / 3, 1.0 / 3, 1.0 / 3);
        assertRefused(() -> x.maxPool1d(new int[] {4}, ceil.stride(1)), "maxPool1d: windows of 4 elements do not fit into axis 2 "
                + "of shape [1, 1, 3], which has 3 with its padding; choose a smaller kernel or more padding");
        assertRefused(() -> x.maxPool1d(new int[] {4}, new PoolOptions()), "maxPool1d: windows of 4 elements do not fit into "
                + "axis 2 of shape [1, 1, 3], which has 3 with its padding; choose a smaller kernel or more padding");
    }

    @Test
    void outputPaddingMayReachTheDilation() {
        Tensor x = tensor(1, 2).reshape(1, 1, 2);
        Tensor weight = tensor(3, 5).reshape(1, 1, 2);
        ConvOptions wide = new ConvOptions().dilation(3).outputPadding(1);
        assertArrayEquals(new double[] {3, 6, 0, 5, 10, 0}, x.convTranspose1d(weight, null, wide).toDoubles());
        assertArrayEquals(new double[] {7, 1, 6, 11, 1},
                x.convTranspose1d(weight, tensor(1).reshape(1), wide.padding(1).outputPadding(2)).toDoubles());
        assertGradient(x, t -> t.convTranspose1d(weight, null, wide.padding(1).outputPadding(2)).square().sum(),
                2 * 25, 4 * (9 + 25));
        assertRefused(() -> x.convTranspose1d(weight, null, wide.outputPadding(3)), "convTranspose1d: output padding 3 does not "
                + "fit stride 1 and dilation 3: it must be less than one of them; pad() adds zeros");
    }

    @Test
    void aNumberHasTheAxesOfALineOfOne() {
        Tensor x = tensor(-2.0).requiresGrad(true);
        assertEquals(2, x.norm(3, -1).item());
        assertEquals(2, x.vectorNorm(2, new int[] {0}, true).item());
        assertEquals(1, x.softmin(0).item());
        for (Tensor y : List.of(x.median(0), x.nanmedian(-1, true), x.quantile(0.3, 0), x.kthvalue(1, 0, true).values())) {
            assertEquals(Shape.SCALAR, y.shape());
            assertEquals(-2, y.item());
            assertGradient(tensor(-2.0), t -> t.median(0), 1);
        }
        assertEquals(0, x.kthvalue(1).indices().item());
        assertArrayEquals(new double[] {-2, -2}, x.quantile(tensor(0.3, 0.5), 0, true, Interpolation.LINEAR).toDoubles());
    }

    @Test
    void covariancesOfOneRowAreANumber() {
        Tensor row = tensor(1, 2, 3).reshape(1, 3);
        assertEquals(Shape.SCALAR, row.cov().shape());
        assertEquals(1, row.cov().item());
        assertEquals(1, row.corrcoef().item());
        assertRefused(() -> row.to(DType.INT32).corrcoef(), "corrcoef: it takes floating-point numbers, not int32; convert them "
                + "with to(DType.FLOAT32)");
    }

    @Test
    void slicesAreComparedInRowMajorOrder() {
        Tensor x = tensor(0, 0, -1, 2, 5, 1, 1, 1).reshape(2, 2, 2);
        assertArrayEquals(x.toDoubles(), x.unique(-1).values().toDoubles());
        assertArrayEquals(new long[] {0, 1}, x.unique(2).inverse().toLongs());
    }

    @Test
    void aVarianceForEachRowStandsForTheWholeRow() {
        Tensor x = tensor(1, 2, 3, 4).reshape(2, 2);
        Tensor t = zeros(2, 2);
        Tensor variance = tensor(1, 2);
        LossReduction none = LossReduction.NONE;
        assertArrayEquals(x.gaussianNllLoss(t, variance.reshape(2, 1), false, 1e-6, none).toDoubles(),
                x.gaussianNllLoss(t, variance, false, 1e-6, none).toDoubles());
        assertArrayEquals(new double[] {0.5, 2, 4.5, 8}, x.gaussianNllLoss(t, tensor(1.0), false, 1e-6, none).toDoubles());
    }

    @Test
    void columnsWithoutABatch() {
        Tensor x = arange(12).reshape(1, 3, 4);
        int[] kernel = {2, 2};
        Tensor columns = x.unfold(kernel, new ConvOptions());
        assertEquals(Shape.of(4, 6), columns.shape());
        assertArrayEquals(x.unsqueeze(0).unfold(kernel, new ConvOptions()).toDoubles(), columns.toDoubles());
        Tensor folded = columns.fold(new int[] {3, 4}, kernel, new ConvOptions());
        assertEquals(x.shape(), folded.shape());
        assertArrayEquals(new double[] {0, 2, 4, 3, 8, 20, 24, 14, 8, 18, 20, 11}, folded.toDoubles());
    }

    @Test
    void signalsOfNothingButPaddingHaveGradients() {
        Tensor weight = tensor(1, 2).reshape(1, 1, 2).requiresGrad(true);
        Tensor x = zeros(1, 1, 0).requiresGrad(true);
        x.conv1d(weight, null, new ConvOptions().padding(1)).sum().backward();
        assertEquals(x.shape(), x.grad().shape());
        assertArrayEquals(new double[] {0, 0}, weight.grad().toDoubles());
    }

    @Test
    void nothingHasItsShape() {
        assertEquals(Shape.of(0), Tensors.linspace(0, 1, 0).shape());
        assertEquals(Shape.of(0), Tensors.logspace(0, 1, 0).shape());
        assertEquals(Shape.of(3, 0), Tensors.vander(zeros(3), 0, true).shape());
        assertArrayEquals(new double[] {0, 0}, zeros(2, 0).cdist(zeros(1, 0), Double.POSITIVE_INFINITY).toDoubles());
        assertRefused(() -> zeros(3, 0).median(), "median: shape [3, 0] has no elements along axis 1, and there is no median of "
                + "nothing");
    }

    @Test
    void boolsAreNotAddedUp() {
        Tensor bools = zeros(2).eq(0);
        Tensor index = tensor(new long[] {0, 0});
        String why = ": it adds numbers, not bools; convert them with to(DType.INT64)";
        assertRefused(() -> bools.indexPut(List.of(index), bools, true), "indexPut" + why);
        assertRefused(() -> bools.indexAdd(0, index, bools), "indexAdd" + why);
        assertRefused(() -> bools.scatterAdd(0, index, bools), "scatterAdd" + why);
    }

    @Test
    void messagesSpeakOfTheOpThatWasCalled() {
        Tensor x = zeros(2, 3);
        Tensor exact = x.to(DType.FLOAT64);
        String types = ": the numbers must be of one type, not float32 and float64; convert with to(DType.FLOAT64)";
        assertRefused(() -> x.linear(exact), "linear" + types);
        assertRefused(() -> x.inner(exact), "inner" + types);
        assertRefused(() -> x.indexPut(List.of(tensor(new long[] {0})), exact.get(0)), "indexPut" + types);
        assertRefused(() -> zeros(2, 3, 4).cdist(zeros(3, 3, 4)), "cdist: shapes [2] and [3] do not fit at axis -1 (2 and 3): "
                + "equal lengths fit, and a length of 1 stretches; reshape or transpose one of them");
        assertRefused(() -> zeros(1, 1, 2, 2).adaptiveAvgPool2d(1 << 16, 1 << 16), "shape [1, 1, 65536, 65536] has more than "
                + "2147483639 elements; split the tensor");
    }

    @Test
    void wholeNumbersStayWholeBetweenWholeLimits() {
        Tensor x = tensor(new int[] {-5, 0, 7});
        assertEquals(DType.INT32, x.hardtanh().dtype());
        assertArrayEquals(new int[] {-1, 0, 1}, x.hardtanh().toInts());
        assertArrayEquals(new int[] {-2, 0, 3}, x.hardtanh(-2, 3).toInts());
        assertArrayEquals(new int[] {9, 9, 7}, x.threshold(0, 9).toInts());
        assertEquals(DType.INT32, x.threshold(0, 9).dtype());
        assertArrayEquals(new double[] {-0.5, 0, 1.5}, x.hardtanh(-0.5, 1.5).toDoubles());
    }

    @Test
    void noChannelsAndNoNegativeBounds() {
        assertEquals(Shape.of(2, 0, 3), zeros(2, 0, 3).prelu(zeros(0)).shape());
        assertRefused(() -> zeros(2).softshrink(-1), "softshrink: the bound must not be negative, but it is -1.0");
    }
}
