package jacobi.autograd;

import static jacobi.Tensors.noGrad;
import static jacobi.Tensors.ones;
import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import jacobi.DType;
import jacobi.OperationInterruptedException;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import org.junit.jupiter.api.Test;

/** Reverse mode as a whole: chains, branches, loops, recursion, what is recorded and what is kept. */
class BackwardTest {
    private static Tensor leaf(double... values) {
        return tensor(DType.FLOAT64, values).requiresGrad(true);
    }

    private static Tensor scalarLeaf(double value) {
        return Tensors.scalar(value, DType.FLOAT64).requiresGrad(true);
    }

    @Test
    void aChainOfAHundredThousandStepsDoesNotOverflowTheStack() {
        Tensor x = scalarLeaf(1);
        Tensor y = x;
        for (int i = 0; i < 100_000; i++) {
            y = y.mul(1.00001);
        }
        y.backward();
        assertEquals(Math.pow(1.00001, 100_000), x.grad().item(), 1e-6);
    }

    @Test
    void aDeepGraphOfAGradientDoesNotOverflowTheStackEither() {
        Tensor x = scalarLeaf(1);
        Tensor y = x;
        for (int i = 0; i < 20_000; i++) {
            y = y.mul(1.0001);
        }
        Tensor g = Autograd.grad(y.square(), List.of(x), false, true).getFirst();
        double factor = Math.pow(1.0001, 20_000);
        assertEquals(2 * factor * factor, g.item(), 1e-9 * factor * factor);
        assertEquals(2 * factor * factor, Autograd.grad(g, x).item(), 1e-9 * factor * factor);
    }

    @Test
    void gradientsAddUpWhereAValueIsUsedTwice() {
        Tensor x = scalarLeaf(3);
        Tensor shared = x.square();
        shared.mul(x).add(shared).backward();
        assertEquals(3 * 9 + 2 * 3, x.grad().item());
    }

    @Test
    void doublingManyTimesTakesLinearTime() {
        Tensor x = scalarLeaf(1);
        Tensor y = x;
        for (int i = 0; i < 60; i++) {
            y = y.add(y);
        }
        y.backward();
        assertEquals(Math.pow(2, 60), x.grad().item());
    }

    @Test
    void aLoopWhoseLengthDependsOnTheDataIsDifferentiated() {
        Tensor x = scalarLeaf(100);
        Tensor y = x;
        int rounds = 0;
        while (y.abs().item() > 5) {
            y = y.div(2);
            rounds++;
        }
        y.backward();
        assertEquals(5, rounds);
        assertEquals(1 / 32.0, x.grad().item());
    }

    private static Tensor power(Tensor x, int n) {
        return n == 0 ? Tensors.scalar(1, DType.FLOAT64) : n % 2 == 1 ? x.mul(power(x, n - 1)) : power(x.square(), n / 2);
    }

    @Test
    void recursionIsDifferentiated() {
        Tensor x = scalarLeaf(1.1);
        power(x, 13).backward();
        assertEquals(13 * Math.pow(1.1, 12), x.grad().item(), 1e-12);
    }

    @Test
    void derivativesOfAnyOrder() {
        Tensor x = scalarLeaf(0.7);
        Tensor y = x.sin();
        double[] expected = {Math.cos(0.7), -Math.sin(0.7), -Math.cos(0.7), Math.sin(0.7), Math.cos(0.7)};
        for (double derivative : expected) {
            y = Autograd.grad(y, List.of(x), false, true).getFirst();
            assertEquals(derivative, y.item(), 1e-14);
        }
    }

    @Test
    void derivativesOfFunctions() {
        UnaryOperator<Tensor> cube = x -> x.mul(x).mul(x);
        assertEquals(12, Tensors.grad(cube).at(tensor(2)).item());
        UnaryOperator<Tensor> slope = x -> Tensors.grad(cube).at(x);
        assertEquals(12, Tensors.grad(slope).at(tensor(2)).item(), "the second derivative, 6 x");
        Tensor x = tensor(1, 2, 3);
        assertArrayEquals(new float[] {2, 4, 6}, Tensors.grad(t -> t.square().sum()).at(x).toFloats());
        assertFalse(x.requiresGrad(), "the argument stays as it was");
    }

    @Test
    void leavesCollectGradientsUntilTheyAreCleared() {
        Tensor x = leaf(1, 2);
        x.sum().backward();
        x.square().sum().backward();
        assertArrayEquals(new double[] {3, 5}, x.grad().toDoubles());
        x.grad(null);
        assertNull(x.grad());
    }

    @Test
    void aLeafIsItsOwnGradientOne() {
        Tensor x = scalarLeaf(4);
        x.backward();
        assertEquals(1, x.grad().item());
    }

    @Test
    void gradientsGoOnlyWhereTheyAreAskedFor() {
        Tensor x = leaf(1, 2);
        Tensor constant = tensor(DType.FLOAT64, 3, 4);
        Tensor y = x.mul(constant).sum();
        y.backward();
        assertArrayEquals(new double[] {3, 4}, x.grad().toDoubles());
        assertFalse(constant.mul(2).requiresGrad());
    }

    @Test
    void nothingIsRecordedInsideNoGrad() {
        Tensor x = leaf(1, 2);
        noGrad(() -> {
            assertFalse(x.mul(2).requiresGrad());
            assertFalse(GradMode.isEnabled());
        });
        assertTrue(GradMode.isEnabled());
        assertThrows(IllegalStateException.class, () -> noGrad((Runnable) () -> {
            throw new IllegalStateException();
        }));
        assertTrue(GradMode.isEnabled(), "after an exception too");
        assertTrue(x.mul(2).requiresGrad());
    }

    @Test
    void detachCutsTheGraph() {
        Tensor x = leaf(2);
        x.mul(x.detach()).sum().backward();
        assertEquals(2, x.grad().item(), "only one of the two factors");
        Tensor plain = tensor(1, 2);
        plain.detach().requiresGrad(true);
        assertFalse(plain.requiresGrad(), "the detached tensor is another one");
    }

    @Test
    void aGraphIsUsedOnceUnlessItIsRetained() {
        Tensor x = scalarLeaf(3);
        Tensor y = x.square();
        Autograd.backward(y, null, true, false);
        y.backward();
        assertEquals(12, x.grad().item());
        IllegalStateException e = assertThrows(IllegalStateException.class, y::backward);
        assertTrue(e.getMessage().contains("freed") && e.getMessage().contains("retainGraph"), e.getMessage());
        assertEquals(12, x.grad().item(), "a pass that fails changes nothing");
    }

    @Test
    void aStartingGradientWeighsTheElements() {
        Tensor x = leaf(1, 2, 3);
        x.square().backward(tensor(DType.FLOAT64, 1, 0, 10));
        assertArrayEquals(new double[] {2, 0, 60}, x.grad().toDoubles());
    }

    @Test
    void messagesTeach() {
        Tensor x = leaf(1, 2);
        assertEquals("backward: the result has shape [2], but a gradient belongs to one number; reduce it with sum() or "
                + "mean() first", assertThrows(IllegalArgumentException.class, () -> x.mul(2).backward()).getMessage());
        assertEquals("backward: nothing that this result was computed from requires gradients; call requiresGrad(true) on "
                        + "the parameters first",
                assertThrows(IllegalStateException.class, () -> tensor(1).mul(2).backward()).getMessage());
        assertEquals("backward: the gradient to start with has shape [3], but the result has shape [2]; they must be equal",
                assertThrows(IllegalArgumentException.class, () -> x.mul(2).backward(ones(3))).getMessage());
        Tensor other = leaf(5);
        assertEquals("grad: the result does not depend on input 0 of shape [1]; compute it from that very "
                        + "tensor",
                assertThrows(IllegalArgumentException.class, () -> Autograd.grad(x.sum(), other)).getMessage());
        assertEquals("requiresGrad: only floating-point tensors have gradients, not int64; convert with "
                        + "to(DType.FLOAT32) first",
                assertThrows(IllegalArgumentException.class, () -> tensor(new long[] {1}).requiresGrad(true)).getMessage());
    }

    @Test
    void gradientsWithRespectToIntermediateValues() {
        Tensor x = scalarLeaf(2);
        Tensor middle = x.square();
        List<Tensor> gradients = Autograd.grad(middle.square(), List.of(middle, x), false, false);
        assertEquals(8, gradients.get(0).item());
        assertEquals(32, gradients.get(1).item());
        assertNull(x.grad(), "grad leaves the leaves alone");
    }

    @Test
    void anInterruptedPassLeavesTheLeavesAsTheyWere() {
        Tensor x = leaf(1, 2);
        Tensor y = x.square().sum();
        Thread.currentThread().interrupt();
        try {
            assertThrows(OperationInterruptedException.class, y::backward);
            assertThrows(OperationInterruptedException.class, () -> x.add(1));
            assertTrue(Thread.currentThread().isInterrupted(), "the flag stays set");
        } finally {
            Thread.interrupted();
        }
        assertNull(x.grad());
        y.backward();
        assertArrayEquals(new double[] {2, 4}, x.grad().toDoubles());
    }

    @Test
    void threadsMayShareAGraph() {
        Tensor x = leaf(new Rng(1).normal(), 2);
        Tensor shared = x.square();
        List<CompletableFuture<double[]>> results = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        Autograd.grad(shared.mul(i).sum(), List.of(x), true, false).getFirst().toDoubles())).toList();
        for (int i = 0; i < results.size(); i++) {
            double[] values = x.toDoubles();
            assertArrayEquals(new double[] {2 * i * values[0], 2 * i * values[1]}, results.get(i).join(), 1e-12);
        }
    }

    @Test
    void usersWriteOpsOfTheirOwn() {
        record Cube() implements Op {
            @Override
            public Tensor forward(Tensor... x) {
                return x[0].mul(x[0]).mul(x[0]);
            }

            @Override
            public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
                return g.mul(x[0].square()).mul(3);
            }
        }
        Tensor x = scalarLeaf(2);
        Tensor y = new Cube().apply(x);
        assertEquals("cube", y.node().op().name());
        assertSame(x, y.node().inputs().getFirst(), "the whole op is one node");
        Tensor g = Autograd.grad(y, List.of(x), false, true).getFirst();
        assertEquals(12, g.item());
        assertEquals(12, Autograd.grad(g, x).item(), "6 x");
    }

    @Test
    void mixedTypesGetGradientsOfTheirOwnTypes() {
        Tensor single = tensor(2, 3).requiresGrad(true);
        Tensor dual = leaf(4, 5);
        single.mul(dual).sum().backward();
        assertEquals(DType.FLOAT32, single.grad().dtype());
        assertEquals(DType.FLOAT64, dual.grad().dtype());
        assertArrayEquals(new float[] {4, 5}, single.grad().toFloats());
    }

    @Test
    void anUntouchedBranchDoesNotTouchTheGradient() {
        Tensor x = leaf(-1, 1);
        Tensor chosen = x.gt(0).where(x.square(), x.mul(0));
        chosen.sum().backward();
        assertArrayEquals(new double[] {0, 2}, x.grad().toDoubles());
    }
}
