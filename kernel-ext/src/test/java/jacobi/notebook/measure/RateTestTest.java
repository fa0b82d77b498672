package jacobi.notebook.measure;

import static jacobi.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Tensor;
import jacobi.optim.SGD;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateTestTest {
    private final Tensor p = tensor(3, -4).requiresGrad(true);

    private static RateTest run(SGD sgd, java.util.function.Supplier<Tensor> loss) {
        return RateTest.of(sgd, loss, 1e-4, 100, 90, (part, rate) -> { });
    }

    @Test
    void theRateIsBelowTheOneThatExplodes() {
        RateTest test = run(new SGD(List.of(p), 0.5), () -> p.square().sum());
        assertTrue(test.exploded(), "rates above 1 make this loss grow");
        assertTrue(test.suggestion() > 0.01 && test.suggestion() < 0.6, "" + test.suggestion());
        assertEquals(25, test.losses()[0], 1e-5);
        assertTrue(test.rates().length < 90 && test.rates().length == test.losses().length);
    }

    @Test
    void everythingIsAsItWas() {
        SGD sgd = new SGD(List.of(p), 0.5, 0.9);
        p.square().sum().backward();
        sgd.step();
        p.square().sum().backward();
        float[] numbers = p.toFloats();
        float[] gradient = p.grad().toFloats();
        float[] next = next(sgd);
        run(sgd, () -> p.square().sum());
        assertEquals(0.5, sgd.learningRate());
        assertArrayEquals(numbers, p.toFloats());
        assertArrayEquals(gradient, p.grad().toFloats());
        assertArrayEquals(next, next(sgd), "the velocity is the same");
        AtomicInteger steps = new AtomicInteger();
        assertThrows(IllegalStateException.class, () -> run(sgd, () -> {
            if (steps.incrementAndGet() == 5) {
                throw new IllegalStateException("no more batches");
            }
            return p.square().sum();
        }));
        assertArrayEquals(numbers, p.toFloats());
        assertArrayEquals(next, next(sgd));
    }

    /** Where the next step leads; it is taken back. */
    private float[] next(SGD sgd) {
        Runnable back = sgd.snapshot();
        sgd.step();
        float[] next = p.toFloats();
        assertNull(p.grad());
        back.run();
        return next;
    }

    @Test
    void aLossThatDoesNotFallOrIsNoNumberIsTold() {
        RateTest flat = run(new SGD(List.of(p), 0.5), () -> p.sum().mul(0));
        assertEquals(-1, flat.steepest());
        assertTrue(new RateDisplay(flat).text().startsWith("The loss does not fall"));
        RateTest nan = run(new SGD(List.of(p), 0.5), () -> p.sum().sqrt());
        assertTrue(nan.exploded());
        assertNull(new RateDisplay(nan).picture());
        assertTrue(new RateDisplay(nan).text().contains("NaN"));
        assertThrows(IllegalArgumentException.class, () -> run(new SGD(List.of(p), 0.5), () -> p.square()));
        assertThrows(IllegalArgumentException.class, () -> run(new SGD(List.of(p), 0.5), () -> null));
    }

    @Test
    void theDisplayNamesTheRate() {
        RateTest test = run(new SGD(List.of(p), 0.5), () -> p.square().sum());
        RateDisplay display = new RateDisplay(test);
        assertTrue(display.text().startsWith("Learning rate " + RateDisplay.rate(test.suggestion())
                + ": there the loss falls fastest\nThe loss is lowest at "), display.text());
        assertTrue(display.picture().svg().startsWith("<svg"));
        assertEquals("0.013", RateDisplay.rate(0.013));
        assertEquals("2.5e-05", RateDisplay.rate(2.5e-5));
        assertEquals("1", RateDisplay.rate(1));
        assertEquals("10", RateDisplay.rate(10));
    }
}
