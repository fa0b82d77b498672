package jacobi.ops;

import static jacobi.Tensors.grad;
import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import org.junit.jupiter.api.Test;

/** Gradients where a length is 0 or an exponential vanishes, and sorting of more than tables hold. */
class ReductionsAtTheirLimitsTest {
    private static void assertGradient(Tensor x, java.util.function.UnaryOperator<Tensor> f, double... expected) {
        assertArrayEquals(expected, grad(f).at(x).toDoubles(), 1e-6);
    }

    @Test
    void lengthsOfNothingHaveNoGradientRatherThanNaN() {
        assertGradient(zeros(2), Tensor::norm, 0, 0);
        assertGradient(zeros(2), x -> x.norm(3), 0, 0);
        assertGradient(zeros(2), x -> x.norm(0.5), 0, 0);
        assertGradient(zeros(2), x -> x.norm(1), 0, 0);
        assertGradient(tensor(3, 0, 4), x -> x.norm(3), 9 / Math.pow(91, 2.0 / 3), 0, 16 / Math.pow(91, 2.0 / 3));
        assertGradient(tensor(5, 5, 5), Tensor::std, 0, 0, 0);
    }

    @Test
    void whatIsInfinitelyUnlikelyHasNoGradient() {
        float inf = Float.POSITIVE_INFINITY;
        assertGradient(tensor(-inf, -inf), Tensor::logsumexp, 0, 0);
        assertGradient(tensor(-inf, 0, -inf), Tensor::logsumexp, 0, 1, 0);
        assertGradient(tensor(-inf, 0, -inf, 0), x -> x.logcumsumexp(0).sum(), 0, 2.5, 0, 0.5);
        assertEquals(-inf, tensor(-inf, -inf).logsumexp().item());
        assertEquals(1000 + Math.log(2), tensor(1000, 1000).logsumexp().item(), 1e-4);
    }

    @Test
    void gradientsOfChosenElementsGoToTheFirstOfEqualOnes() {
        assertGradient(tensor(1, 3, 3, 2), x -> x.topk(1).values().sum(), 0, 1, 0, 0);
        assertGradient(tensor(1, 3, 3, 2), x -> x.sort(0, true).values().slice(0, 1).sum(), 0, 1, 0, 0);
        assertGradient(tensor(2, 7, 1, 9), Tensor::median, 1, 0, 0, 0);
    }

    @Test
    void longLinesAreSortedAndSumUpToThemselves() {
        Tensor x = Tensors.randn(new Rng(3), 200_000);
        ValuesAndIndices sorted = x.sort();
        float[] values = sorted.values().toFloats();
        float[] expected = x.toFloats();
        java.util.Arrays.sort(expected);
        assertArrayEquals(expected, values);
        assertArrayEquals(expected, x.indexSelect(0, sorted.indices()).toFloats());
        assertTrue(x.sort(0, true).values().diff().le(0).all().toBooleans()[0]);
    }

    @Test
    void wholeNumbersBeyondDoublesKeepTheirOrder() {
        long large = 1L << 60;
        Tensor x = tensor(new long[] {large + 1, large, Long.MAX_VALUE, Long.MIN_VALUE, large + 2});
        assertArrayEquals(new long[] {Long.MIN_VALUE, large, large + 1, large + 2, Long.MAX_VALUE},
                x.sort().values().toLongs());
        assertArrayEquals(new long[] {1, 0, 2, 0, 2}, tensor(new long[] {large, large + 1}).searchsorted(x).toLongs());
    }
}
