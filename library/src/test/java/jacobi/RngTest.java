package jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.random.Saved;
import jacobi.random.TorchBuild;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RngTest {
    @Property(seed = "1")
    void permutationsHoldEveryNumberOnce(@ForAll long seed, @ForAll @IntRange(max = 200) int n) {
        int[] order = new Rng(seed).permutation(n);
        assertArrayEquals(order, new Rng(seed).permutation(n));
        assertArrayEquals(IntStream.range(0, n).toArray(), IntStream.of(order).sorted().toArray());
    }

    @Property(seed = "1")
    void integersAreInRange(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
        int drawn = new Rng(seed).integer(bound);
        assertTrue(drawn >= 0 && drawn < bound);
    }

    @Test
    void integersAreUniform() {
        Rng rng = new Rng(5);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[rng.integer(6)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 400);
        }
        assertThrows(IllegalArgumentException.class, () -> rng.integer(0));
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        Rng rng = new Rng(9);
        double sum = 0, squares = 0, fourth = 0;
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            double x = rng.normal();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        assertEquals(0, sum / n, 0.01);
        assertEquals(1, squares / n, 0.02);
        assertEquals(3, fourth / n, 0.1);
    }

    /** Programs print these: a seed's numbers stay what they are. */
    @Test
    void numbersOfASeedNeverChange() {
        Rng rng = new Rng(42);
        assertEquals(8643895580192075859L, rng.nextLong());
        assertEquals(6287785766076502189L, rng.nextLong());
        assertEquals(0.32706338120338474, rng.uniform());
        assertEquals(-0.5995598696276104, rng.normal());
        assertEquals(773, rng.integer(1000));
        assertEquals(1341279705, rng.integer(2_000_000_000));
        assertArrayEquals(new int[] {4, 7, 2, 0, 6, 1, 5, 3}, rng.permutation(8));
        assertArrayEquals(new float[] {0.40808558f, 0.18132716f, 0.13436192f, 0.4990812f},
                Tensors.rand(rng, 2, 2).toFloats());
        assertArrayEquals(new float[] {-1.0043739f, -0.8823379f, -1.0014017f, 0.3440684f},
                Tensors.randn(rng, 4).toFloats());
    }

    static Stream<Rng> sources() {
        return Stream.of(new Rng(3), Rng.numpy(3), Rng.torch(3), Rng.python(3),
                Rng.torch(3, TorchBuild.V2_MKL), Rng.torch(3, TorchBuild.V1));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSavedGeneratorGoesOnFromThere(Rng rng) {
        rng.nextLong();
        // Of two normal numbers made together, one is still to come.
        rng.normal();
        Saved saved = rng.save();
        double[] first = {rng.normal(), rng.uniform(), rng.integer(1000), rng.normal()};
        assertArrayEquals(first, again(rng.restore(saved)));
        assertArrayEquals(first, again(new Rng(99).restore(new Saved(saved.stream(), saved.words()))));
    }

    private static double[] again(Rng rng) {
        return new double[] {rng.normal(), rng.uniform(), rng.integer(1000), rng.normal()};
    }

    @Test
    void whatWasNotSavedIsRefused() {
        Rng rng = new Rng(1);
        assertMessage("Rng: there is no stream named \"x\"; the saved state is not one of a Rng",
                () -> rng.restore(new Saved("x", List.of())));
        assertMessage("Rng: the saved state of a numpy stream has 627 numbers, not 2; it is incomplete",
                () -> rng.restore(new Saved("numpy", List.of(1L, 2L))));
        List<Long> words = new ArrayList<>(Rng.numpy(1).save().words());
        words.set(624, 700L);
        assertMessage("Rng: the saved state holds 700 where 0 to 624 is possible; it is damaged",
                () -> rng.restore(new Saved("numpy", words)));
        assertArrayEquals(new Rng(1).permutation(5), rng.permutation(5), "a refused state changes nothing");
    }

    @Test
    void childrenAreStreamsOfTheirOwn() {
        Rng parent = new Rng(1);
        Rng first = parent.split();
        Rng second = parent.split();
        assertEquals(new Rng(1).split().nextLong(), first.nextLong());
        Set<Long> drawn = new HashSet<>();
        for (Rng rng : List.of(parent, first, second, first.split(), second.split(), new Rng(2))) {
            for (int i = 0; i < 100; i++) {
                assertTrue(drawn.add(rng.nextLong()));
            }
        }
        assertEquals("Rng.split: the numpy stream is one sequence, as in the original; use new Rng(seed) for one that "
                        + "splits",
                assertThrows(UnsupportedOperationException.class, () -> Rng.numpy(1).split()).getMessage());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void wideRangesAreUniformToo(Rng rng) {
        long low = -3_000_000_000_000L;
        long high = 6_000_000_000_000L;
        int below = 0;
        for (int i = 0; i < 30_000; i++) {
            long drawn = rng.integer(low, high);
            assertTrue(drawn >= low && drawn < high);
            below += drawn < 0 ? 1 : 0;
        }
        assertEquals(10_000, below, 350);
    }

    /** Counts of draws without replacement, against the exact probabilities of the first and the second. */
    @ParameterizedTest
    @MethodSource("sources")
    void weightsAreProportions(Rng rng) {
        double[] weights = {1, 0, 3, 6};
        int n = 20_000;
        int[] with = new int[4];
        int[][] pairs = new int[4][4];
        for (int drawn : rng.choice(weights, n, true)) {
            with[drawn]++;
        }
        for (int i = 0; i < n; i++) {
            int[] pair = rng.choice(weights, 2, false);
            pairs[pair[0]][pair[1]]++;
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(weights[i] / 10, with[i] / (double) n, 0.015);
            for (int j = 0; j < 4; j++) {
                double p = i == j ? 0 : weights[i] / 10 * weights[j] / (10 - weights[i]);
                assertEquals(p, pairs[i][j] / (double) n, 0.015);
            }
        }
    }

    @Test
    void messagesTeach() {
        Rng rng = new Rng(1);
        assertMessage("Rng.numpy: a seed of NumPy's is between 0 and 2^32 - 1, not -1", () -> Rng.numpy(-1));
        assertMessage("Rng.integer: the bound must be positive, not 0", () -> rng.integer(0));
        assertMessage("Rng.integer: there must be 1 to 2^63 - 1 numbers from 5 up to, but not including, 5",
                () -> rng.integer(5, 5));
        assertMessage("Rng.integer: there must be 1 to 2^63 - 1 numbers from -9223372036854775808 up to, but not "
                        + "including, 1",
                () -> rng.integer(Long.MIN_VALUE, 1));
        assertMessage("Rng.permutation: the length must not be negative: -1", () -> rng.permutation(-1));
        assertMessage("Rng.choice: 4 of 3 without replacement is not possible", () -> rng.choice(3, 4, false));
        assertMessage("Rng.choice: 2 of 3, of which 1 have a weight above 0, without replacement is not possible",
                () -> rng.choice(new double[] {0, 2, 0}, 2, false));
        assertMessage("Rng.choice: 1 of 2, of which 0 have a weight above 0, with replacement is not possible",
                () -> rng.choice(new double[] {0, 0}, 1, true));
        assertMessage("Rng.choice: weight 1 is NaN; weights are finite and not negative",
                () -> rng.choice(new double[] {0, Double.NaN}, 1, true));
        assertMessage("Rng.choice: weight 0 is -1.0; weights are finite and not negative",
                () -> rng.choice(new float[] {-1}, 1, true));
        assertMessage("Rng.bernoulli: a probability is between 0 and 1, not 1.5", () -> rng.bernoulli(1.5));
        assertMessage("Rng.gamma: the shape must be positive and finite, not 0.0", () -> rng.gamma(0));
        assertMessage("Rng.beta: the b must be positive and finite, not -1.0", () -> rng.beta(1, -1));
        assertMessage("Rng.dirichlet: there are no concentrations; give one for each number", () -> rng.dirichlet());
        assertMessage("Rng.poisson: the mean must be between 0 and 1e15, not -1.0", () -> rng.poisson(-1));
        assertMessage("uniform: the lower bound must be below the upper one and both finite, not 1.0 and 0.0",
                () -> rng.fillUniform(new float[1], 1, 0));
        assertMessage("normal: the mean must be finite and the standard deviation not negative, not 0.0 and -1.0",
                () -> rng.fillNormal(new double[1], 0, -1));
        assertMessage("truncatedNormal: the bounds must be in order and one of them within 37 standard deviations of "
                + "the mean, not 40.0 and 41.0 deviations from it",
                () -> rng.fillTruncatedNormal(new double[1], 40, 41));
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void manyNumbersAreThoseThatComeOneAfterTheOther() {
        for (int skipped : new int[] {0, 1}) {
            for (int n : new int[] {0, 1, 2, 5, 511, 512, 513, 1500}) {
                Rng one = new Rng(7);
                Rng many = new Rng(7);
                for (int i = 0; i < skipped; i++) {
                    assertEquals(one.nextLong(), many.nextLong());
                }
                long[] integers = new long[n];
                many.fillIntegers(integers, -3, 1_000_000_007);
                double[] uniform = new double[n];
                many.fillUniform(uniform, 0, 1);
                float[] events = new float[n];
                float[] p = new float[n];
                java.util.Arrays.fill(p, 0.3f);
                many.fillBernoulli(p, events);
                int[] order = many.permutation(n);
                for (int i = 0; i < n; i++) {
                    assertEquals(one.integer(-3, 1_000_000_007), integers[i]);
                }
                for (int i = 0; i < n; i++) {
                    assertEquals(one.uniform(), uniform[i]);
                }
                for (int i = 0; i < n; i++) {
                    assertEquals(one.bernoulli(0.3f) ? 1 : 0, events[i]);
                }
                int[] shuffled = new int[n];
                for (int i = 0; i < n; i++) {
                    shuffled[i] = i;
                }
                for (int i = n - 1; i > 0; i--) {
                    int j = one.integer(i + 1);
                    int kept = shuffled[i];
                    shuffled[i] = shuffled[j];
                    shuffled[j] = kept;
                }
                assertArrayEquals(shuffled, order);
                assertEquals(one.save(), many.save());
                assertEquals(one.nextLong(), many.nextLong());
            }
        }
    }
}
