package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jacobi.CapturedStep;
import jacobi.DType;
import jacobi.Device;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A seed gives the same tensors on every device, and a generator goes on in the same way after them. */
class RandomOnAGpuTest extends OnAGpu {
    /** Something random, and its name. */
    record Case(String name, Function<Rng, Tensor> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor chances(DType type, int... dims) {
        return Tensors.arange(Tensors.zeros(dims).size()).reshape(dims).div(100).to(type);
    }

    static Stream<Case> cases() {
        return Stream.of(new Case("rand", rng -> Tensors.rand(rng, 7, 11)),
                new Case("rand of float64", rng -> Tensors.rand(rng, DType.FLOAT64, 5, 3)),
                new Case("uniform", rng -> Tensors.uniform(rng, -2, 5, 9)),
                new Case("randn", rng -> Tensors.randn(rng, 3, 5, 4)),
                new Case("randn of float64", rng -> Tensors.randn(rng, DType.FLOAT64, 21)),
                new Case("normal", rng -> Tensors.normal(rng, 3, 0.1, 13)),
                new Case("one number", rng -> Tensors.randn(rng)),
                new Case("nothing", rng -> Tensors.rand(rng, 0, 3)),
                new Case("bernoulli", rng -> Tensors.bernoulli(rng, chances(DType.FLOAT32, 5, 17))),
                new Case("bernoulli of float64", rng -> Tensors.bernoulli(rng, chances(DType.FLOAT64, 99))),
                new Case("bernoulli of a view", rng -> Tensors.bernoulli(rng, chances(DType.FLOAT32, 5, 17).t())),
                new Case("dropout", rng -> Tensors.ones(6, 8).dropout(0.3, true, rng)),
                // These are made by the host.
                new Case("integers", rng -> Tensors.randint(rng, 0, 100, 31)),
                new Case("exponential", rng -> Tensors.exponential(rng, 2, 9)));
    }

    /** The numbers of a case, then those that follow, for a generator that has drawn so many before. */
    private static double[][] outcome(Device device, Rng rng, int before, Case random) {
        Device.use(device);
        for (int i = 0; i < before; i++) {
            rng.nextLong();
        }
        Tensor made = random.make.apply(rng);
        assertEquals(device, made.device());
        return new double[][] {made.toDoubles(), {rng.nextLong(), rng.uniform(), rng.normal()},
            Tensors.rand(rng, 5).toDoubles(), {rng.integer(1000)}};
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sameNumbersAsOnTheProcessor(Case random) {
        Device gpu = Device.of("cuda");
        for (long seed : new long[] {0, 42, -1}) {
            for (int before : new int[] {0, 1, 6}) {
                double[][] expected = outcome(Device.CPU, new Rng(seed), before, random);
                double[][] actual = outcome(gpu, new Rng(seed), before, random);
                for (int i = 0; i < expected.length; i++) {
                    assertArrayEquals(expected[i], actual[i], random + ", seed " + seed + ", after " + before + ", part " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sequencesOfOtherLibrariesStayTheirs(Case random) {
        for (Function<Long, Rng> library : List.<Function<Long, Rng>>of(Rng::torch, Rng::numpy)) {
            double[][] expected = outcome(Device.CPU, library.apply(5L), 1, random);
            double[][] actual = outcome(Device.of("cuda"), library.apply(5L), 1, random);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], random + ", part " + i);
            }
        }
    }

    @Test
    void theyAreMadeWhereTheyAreNeeded() {
        Tensor x = Tensors.ones(40, 50);
        x.dropout(0.5, true, new Rng(1));
        driver.take();
        x.dropout(0.5, true, new Rng(2));
        Tensors.randn(new Rng(3), 40, 50);
        List<String> calls = driver.take();
        assertTrue(calls.stream().noneMatch(call -> call.startsWith("copyTo")), calls.toString());
        assertTrue(calls.stream().anyMatch(call -> call.contains("philox_uniform_float32")), calls.toString());
    }

    @Test
    void chancesOnAnotherDeviceAreReadThere() {
        Tensor p = chances(DType.FLOAT32, 50).cpu();
        Tensor events = Tensors.bernoulli(new Rng(4), p);
        assertEquals("cuda:0", events.device().toString());
        Device.use(Device.CPU);
        assertArrayEquals(Tensors.bernoulli(new Rng(4), p).toDoubles(), events.toDoubles());
        assertArrayEquals(events.toDoubles(), Tensors.bernoulli(new Rng(4), p.to(Device.of("cuda"))).toDoubles());
    }

    @Test
    void whatIsWrongIsSaidInTheSameWords() {
        List<Function<Rng, Tensor>> wrong = List.of(rng -> Tensors.uniform(rng, 1, 1, 3), rng -> Tensors.normal(rng, 0, -1, 3),
                rng -> Tensors.bernoulli(rng, Tensors.tensor(0.5, 1.25, Double.NaN)),
                rng -> Tensors.bernoulli(rng, Tensors.tensor(0.5, Double.NaN)));
        for (Function<Rng, Tensor> make : wrong) {
            Rng[] rngs = {new Rng(1), new Rng(1)};
            Device.use(Device.of("cuda"));
            String there = assertThrows(IllegalArgumentException.class, () -> make.apply(rngs[0])).getMessage();
            Device.use(Device.CPU);
            String here = assertThrows(IllegalArgumentException.class, () -> make.apply(rngs[1])).getMessage();
            assertEquals(here, there);
            assertEquals(rngs[1].save(), rngs[0].save());
        }
    }

    /** A step that is done again would have the same numbers each time. */
    @Test
    void aCapturedStepMakesNone() {
        Tensor x = Tensors.ones(4);
        Draws draws = backend.draws();
        for (Runnable step : List.<Runnable>of(() -> x.dropout(0.5, true, new Rng(1)), () -> Tensors.randn(new Rng(1), 4),
                () -> draws.bernoulli(1, 0, x.array(), x.array()))) {
            String message = assertThrows(IllegalStateException.class, () -> CapturedStep.capture(() -> {
                step.run();
                return null;
            })).getMessage();
            assertTrue(message.startsWith("a captured step must not bring numbers"), message);
        }
        assertEquals(4, Tensors.ones(4).sum().item());
    }

    @Test
    void drawsCanBeLeftOut() {
        for (int n : new int[] {0, 1, 2, 7}) {
            Rng expected = new Rng(9);
            Rng skipped = new Rng(9);
            for (int i = 0; i < 3 + n; i++) {
                expected.nextLong();
            }
            for (int i = 0; i < 3; i++) {
                skipped.nextLong();
            }
            assertEquals(List.of(9L, 3L), skipped.skip(n).orElseThrow().words());
            assertEquals(expected.save(), skipped.save());
            assertEquals(expected.nextLong(), skipped.nextLong());
            assertEquals(expected.nextLong(), skipped.nextLong());
        }
        Rng numpy = Rng.numpy(1);
        assertTrue(numpy.skip(5).isEmpty());
        assertEquals(Rng.numpy(1).uniform(), numpy.uniform());
        assertEquals("Rng.skip: the number of draws must not be negative: -1",
                assertThrows(IllegalArgumentException.class, () -> new Rng(1).skip(-1)).getMessage());
    }
}
