package jacobi.ops;

import static jacobi.Tensors.tensor;
import static jacobi.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.random.Saved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplingTest {
    private static final int N = 40_000;

    /** A distribution: its draws, mean, variance and, if it is simple, its distribution function. */
    record Case(String name, Function<Rng, Tensor> draw, double mean, double variance, DoubleUnaryOperator below) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor all(double value) {
        return Tensors.full(value, N);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("rand", r -> Tensors.rand(r, N), 0.5, 1. / 12, x -> x),
                new Case("rand float64", r -> Tensors.rand(r, DType.FLOAT64, N), 0.5, 1. / 12, x -> x),
                new Case("uniform", r -> Tensors.uniform(r, -2, 4, N), 1, 3, x -> (x + 2) / 6),
                new Case("randn", r -> Tensors.randn(r, N), 0, 1, SamplingTest::normalBelow),
                new Case("randn float64", r -> Tensors.randn(r, DType.FLOAT64, N), 0, 1, SamplingTest::normalBelow),
                new Case("normal", r -> Tensors.normal(r, 3, 2, N), 3, 4, x -> normalBelow((x - 3) / 2)),
                // Means and variances by SciPy's truncnorm.
                new Case("truncatedNormal", r -> Tensors.truncatedNormal(r, 0, 1, -1, 2, N), 0.229637, 0.519763,
                        x -> (normalBelow(x) - normalBelow(-1)) / (normalBelow(2) - normalBelow(-1))),
                new Case("truncatedNormal tail", r -> Tensors.truncatedNormal(r, 0, 1, 8, 100, N), 8.121368, 0.0143249,
                        null),
                new Case("exponential", r -> Tensors.exponential(r, 2, N), 0.5, 0.25, x -> 1 - Math.exp(-2 * x)),
                new Case("gamma 0.5", r -> Tensors.gamma(r, 0.5, 2, N), 1, 2, x -> 2 * normalBelow(Math.sqrt(x)) - 1),
                new Case("gamma 1", r -> Tensors.gamma(r, 1, 3, N), 3, 9, x -> 1 - Math.exp(-x / 3)),
                new Case("gamma 2", r -> Tensors.gamma(r, 2, 1, N), 2, 2, x -> 1 - (1 + x) * Math.exp(-x)),
                new Case("beta 2 1", r -> Tensors.beta(r, 2, 1, N), 2. / 3, 1. / 18, x -> x * x),
                new Case("beta 0.5 0.5", r -> Tensors.beta(r, 0.5, 0.5, N), 0.5, 0.125,
                        x -> 2 / Math.PI * Math.asin(Math.sqrt(x))),
                new Case("dirichlet", r -> Tensors.dirichlet(r, new double[] {1, 2}, N).select(1, 0), 1. / 3, 1. / 18,
                        x -> 1 - (1 - x) * (1 - x)),
                new Case("poisson 2.5", r -> Tensors.poisson(r, all(2.5)), 2.5, 2.5, null),
                new Case("poisson 30", r -> Tensors.poisson(r, all(30)), 30, 30, null),
                new Case("bernoulli", r -> Tensors.bernoulli(r, all(0.3)), 0.3, 0.21, null),
                new Case("randint", r -> Tensors.randint(r, -3, 7, N).to(DType.FLOAT64), 1.5, 8.25, null),
                new Case("multinomial", r -> Tensors.multinomial(r, tensor(1, 0, 3), N, true).to(DType.FLOAT64), 1.5,
                        0.75, null));
    }

    /** Zelen and Severo (1964): its error is below 1e-7. */
    private static double normalBelow(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * t * (0.319381530 + t * (-0.356563782
                + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }

    private static Stream<Rng> sources() {
        return Stream.of(new Rng(11), Rng.numpy(11), Rng.torch(11), Rng.python(11));
    }

    static Stream<Object[]> casesOfSources() {
        return cases().flatMap(c -> sources().map(rng -> new Object[] {c, rng}));
    }

    /** Six standard errors: a wrong formula is outside, and chance is not. */
    @ParameterizedTest
    @MethodSource("casesOfSources")
    void momentsAreRight(Case c, Rng rng) {
        double[] x = c.draw.apply(rng).toDoubles();
        assertEquals(N, x.length);
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double fourth = Arrays.stream(x).map(v -> Math.pow(v - mean, 4)).average().orElseThrow();
        assertEquals(c.mean, mean, 6 * Math.sqrt(c.variance / N));
        assertEquals(c.variance, variance, 6 * Math.sqrt((fourth - variance * variance) / N) + 1e-3 * c.variance);
    }

    /** Kolmogorov and Smirnov: beyond 1.95 / sqrt(n) with probability 0.001. */
    @ParameterizedTest
    @MethodSource("casesOfSources")
    void distributionIsRight(Case c, Rng rng) {
        if (c.below == null) {
            return;
        }
        double[] x = c.draw.apply(rng).toDoubles();
        Arrays.sort(x);
        double worst = 0;
        for (int i = 0; i < N; i++) {
            double p = c.below.applyAsDouble(x[i]);
            worst = Math.max(worst, Math.max(Math.abs(p - i / (double) N), Math.abs(p - (i + 1) / (double) N)));
        }
        assertTrue(worst < 1.95 / Math.sqrt(N), "distance " + worst);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSeedGivesTheSameNumbers(Case c) {
        assertArrayEquals(c.draw.apply(new Rng(5)).toDoubles(), c.draw.apply(new Rng(5)).toDoubles());
    }

    /** Several threads fill large tensors. */
    @Test
    void largeTensorsHoldTheNumbersThatComeOneAfterTheOther() {
        int n = 100_001;
        Rng many = new Rng(3);
        Rng one = new Rng(3);
        assertEquals(one.nextLong(), many.nextLong());
        float[] floats = Tensors.randn(many, n).toFloats();
        for (int i = 0; i < n; i++) {
            assertEquals((float) one.normal(), floats[i]);
        }
        double[] doubles = Tensors.rand(many, DType.FLOAT64, n).toDoubles();
        for (int i = 0; i < n; i++) {
            assertEquals(one.uniform(), doubles[i]);
        }
        floats = Tensors.rand(many, n).toFloats();
        for (int i = 0; i < n; i++) {
            assertEquals((one.nextLong() >>> 40) * 0x1p-24f, floats[i]);
        }
        doubles = Tensors.randn(many, DType.FLOAT64, n).toDoubles();
        for (int i = 0; i < n; i++) {
            assertEquals(one.normal(), doubles[i]);
        }
        floats = Tensors.exponential(many, 1, n).toFloats();
        for (int i = 0; i < n; i++) {
            assertEquals((float) one.exponential(), floats[i]);
        }
        Saved before = many.save();
        assertThrows(IllegalArgumentException.class, () -> Tensors.normal(many, 0, -1, n));
        assertEquals(before, many.save());
        assertEquals(one.save(), many.save());
        // A sequence that only goes forward has one thread.
        Rng numpy = Rng.numpy(3);
        floats = Tensors.randn(Rng.numpy(3), n).toFloats();
        for (int i = 0; i < n; i++) {
            assertEquals((float) numpy.normal(), floats[i]);
        }
    }

    @Test
    void theCommonGeneratorIsUsed() {
        List<Runnable> draws = List.of(() -> Tensors.rand(2), () -> Tensors.randn(DType.FLOAT64, 2));
        Tensors.manualSeed(8);
        Tensor first = Tensors.cat(List.of(Tensors.uniform(0, 2, 2), Tensors.normal(0, 1, 3), Tensors.exponential(1, 2),
                Tensors.gamma(2, 1, 2), Tensors.beta(1, 2, 2), Tensors.truncatedNormal(0, 1, -1, 1, 2),
                Tensors.dirichlet(new double[] {1, 1}), Tensors.bernoulli(tensor(0.5, 0.5)),
                Tensors.poisson(tensor(3, 4))), 0);
        long[] whole = Tensors.cat(List.of(Tensors.randint(0, 9, 3), Tensors.randperm(5),
                Tensors.multinomial(tensor(1, 2), 3, true)), 0).toLongs();
        draws.forEach(Runnable::run);
        Rng rng = new Rng(8);
        assertArrayEquals(first.toFloats(), Tensors.cat(List.of(Tensors.uniform(rng, 0, 2, 2),
                Tensors.normal(rng, 0, 1, 3), Tensors.exponential(rng, 1, 2), Tensors.gamma(rng, 2, 1, 2),
                Tensors.beta(rng, 1, 2, 2), Tensors.truncatedNormal(rng, 0, 1, -1, 1, 2), Tensors.dirichlet(rng, new double[] {1, 1}),
                Tensors.bernoulli(rng, tensor(0.5, 0.5)), Tensors.poisson(rng, tensor(3, 4))), 0).toFloats());
        assertArrayEquals(whole, Tensors.cat(List.of(Tensors.randint(rng, 0, 9, 3), Tensors.randperm(rng, 5),
                Tensors.multinomial(rng, tensor(1, 2), 3, true)), 0).toLongs());
        Tensors.rand(rng, 2);
        Tensors.randn(rng, DType.FLOAT64, 2);
        assertEquals(rng.nextLong(), Tensors.generator().nextLong());
    }

    @Test
    void shapesAndTypes() {
        Rng rng = new Rng(1);
        assertEquals(Shape.of(2, 0), Tensors.randn(rng, 2, 0).shape());
        assertEquals(Shape.SCALAR, Tensors.rand(rng).shape());
        assertEquals(DType.FLOAT64, Tensors.rand(rng, DType.FLOAT64, 2).dtype());
        assertEquals(DType.INT64, Tensors.randint(rng, 0, 3, 2, 2).dtype());
        assertEquals(DType.FLOAT64, Tensors.bernoulli(rng, zeros(DType.FLOAT64, 2, 3)).dtype());
        assertEquals(Shape.of(2, 3), Tensors.poisson(rng, zeros(2, 3)).shape());
        assertEquals(Shape.of(4, 2), Tensors.multinomial(rng, Tensors.ones(4, 3), 2, false).shape());
        assertEquals(Shape.of(5, 2, 3), Tensors.dirichlet(rng, new double[] {1, 2, 3}, 5, 2).shape());
        assertArrayEquals(new float[] {1, 1, 1, 1},
                Tensors.dirichlet(rng, new double[] {1e-4, 2e-4, 1e-4}, 4).sum(1).toFloats(), 1e-6f);
        assertArrayEquals(new float[] {0, 1, 0, 1}, Tensors.bernoulli(rng, tensor(0, 1, 0, 1)).toFloats());
        assertEquals(0, Tensors.randperm(rng, 0).size());
    }

    /** Rounding to float must not give the bound, and no bound is passed. */
    @Test
    void boundsHold() {
        Tensor x = Tensors.uniform(new Rng(2), 1 << 23, (1 << 23) + 1, 1000);
        assertEquals(1 << 23, x.max().item());
        Tensor y = Tensors.truncatedNormal(new Rng(2), 5, 0.1, 5.3, 5.300001, 1000);
        assertTrue(y.min().item() >= 5.299999 && y.max().item() <= 5.300002);
        assertTrue(Tensors.truncatedNormal(new Rng(2), 0, 1, -9, -8, 1000).max().item() <= -8);
    }

    @Test
    void messagesTeach() {
        Rng rng = new Rng(1);
        assertMessage("uniform: it works with float32 and float64, not int64; convert with to(DType.FLOAT32)",
                () -> Tensors.rand(rng, DType.INT64, 2));
        assertMessage("Rng.integer: there must be 1 to 2^63 - 1 numbers from 3 up to, but not including, 3",
                () -> Tensors.randint(rng, 3, 3, 1));
        assertMessage("bernoulli: element 1 of the probabilities is 2.0; they are between 0 and 1",
                () -> Tensors.bernoulli(rng, tensor(0.5, 2)));
        assertMessage("bernoulli: it works with float32 and float64, not int64; convert with to(DType.FLOAT32)",
                () -> Tensors.bernoulli(rng, tensor(new long[] {1})));
        assertMessage("poisson: element 0 of the means is NaN; they are between 0 and 1e15",
                () -> Tensors.poisson(rng, tensor(Double.NaN, 2)));
        assertMessage("exponential: the rate must be positive and finite, not 0.0",
                () -> Tensors.exponential(rng, 0, 2));
        assertMessage("gamma: the shape must be positive and finite, not -1.0", () -> Tensors.gamma(rng, -1, 1, 0));
        assertMessage("gamma: the scale must be positive and finite, not NaN",
                () -> Tensors.gamma(rng, 1, Double.NaN, 2));
        assertMessage("beta: the second parameter must be positive and finite, not 0.0",
                () -> Tensors.beta(rng, 1, 0, 2));
        assertMessage("truncatedNormal: the standard deviation must be positive and finite, not 0.0",
                () -> Tensors.truncatedNormal(rng, 0, 0, -1, 1, 2));
        assertMessage("Rng.dirichlet: there are no concentrations; give one for each number",
                () -> Tensors.dirichlet(rng, new double[0], 2));
        assertMessage("multinomial: the weights have shape []; they must be [n], or [rows, n] for draws of each row",
                () -> Tensors.multinomial(rng, tensor(1), 1, true));
        assertMessage("multinomial: there must be at least 1 draw, not 0",
                () -> Tensors.multinomial(rng, tensor(1, 2), 0, true));
        assertMessage("multinomial: weight 1 of row 1 is -1.0; weights are finite and not negative, such as softmax "
                        + "gives",
                () -> Tensors.multinomial(rng, tensor(new double[][] {{1, 2}, {3, -1}}), 1, true));
        assertMessage("multinomial: of the 3 weights of row 0, 1 are above 0, too few for 2 draws without replacement",
                () -> Tensors.multinomial(rng, tensor(0, 1, 0), 2, false));
        assertMessage("multinomial: of the 2 weights of row 0, 0 are above 0, too few for 1 draw",
                () -> Tensors.multinomial(rng, tensor(0, 0), 1, true));
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
