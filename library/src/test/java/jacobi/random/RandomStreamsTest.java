package jacobi.random;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The streams of other libraries against what those libraries drew; golden/ has the programs that asked them. */
class RandomStreamsTest {
    private static final double[] P64 = {0.1, 0.2, 0.3, 0.15, 0, 0.25};
    private static final float[] P32 = {0.1f, 0.2f, 0.3f, 0.15f, 0f, 0.25f};

    private static final Map<String, Function<Rng, double[]>> NUMPY = Map.ofEntries(
            entry("uniform", r -> times(320, r, Rng::uniform)),
            entry("normal", r -> times(101, r, Rng::normal)),
            entry("uniform.range", r -> uniform(r, 20, -2, 5)),
            entry("normal.moments", r -> normal(r, 20, 10, 3)),
            entry("randint.10", r -> times(50, r, g -> g.integer(10))),
            entry("randint.one", r -> times(3, r, g -> g.integer(7, 8))),
            entry("randint.negative", r -> times(50, r, g -> g.integer(-5, 1000))),
            entry("randint.2^32", r -> times(10, r, g -> g.integer(0, 1L << 32))),
            entry("randint.2^32+1", r -> times(10, r, g -> g.integer(0, (1L << 32) + 1))),
            entry("randint.2^53", r -> times(10, r, g -> g.integer(-(1L << 52), 1L << 52))),
            entry("permutation.100", r -> wide(r.permutation(100))),
            entry("permutation.1", r -> wide(r.permutation(1))),
            entry("shuffle", r -> {
                int[] numbers = IntStream.range(0, 20).map(i -> 3 * i).toArray();
                r.shuffle(numbers);
                return wide(numbers);
            }),
            entry("choice", r -> wide(r.choice(12, 30, true))),
            entry("choice.without", r -> wide(r.choice(50, 10, false))),
            entry("choice.p", r -> wide(r.choice(new double[] {0.1, 0.2, 0.3, 0.4}, 30, true))),
            entry("choice.p.without", r -> wide(r.choice(new double[] {0.05, 0.05, 0, 0.1, 0.3, 0.5}, 4, false))),
            entry("exponential", r -> times(20, r, Rng::exponential)),
            entry("gamma.0.3", r -> times(30, r, g -> g.gamma(0.3))),
            entry("gamma.1", r -> times(10, r, g -> g.gamma(1))),
            entry("gamma.4.5", r -> times(30, r, g -> g.gamma(4.5))),
            entry("beta.0.5.0.7", r -> times(20, r, g -> g.beta(0.5, 0.7))),
            entry("beta.2.3", r -> times(20, r, g -> g.beta(2, 3))),
            entry("beta.tiny", r -> times(10, r, g -> g.beta(0.001, 0.002))),
            entry("dirichlet", r -> joined(Stream.generate(() -> r.dirichlet(0.5, 1, 3)).limit(5))),
            entry("poisson.3", r -> times(30, r, g -> g.poisson(3))),
            entry("poisson.40", r -> times(60, r, g -> g.poisson(40))),
            entry("poisson.1e6", r -> times(20, r, g -> g.poisson(1e6))),
            entry("session", r -> joined(Stream.of(times(3, r, Rng::normal), times(2, r, Rng::uniform),
                    times(2, r, Rng::normal), wide(r.permutation(5)), times(1, r, Rng::normal)))));

    private static final Map<String, Function<Rng, double[]>> PYTHON = Map.ofEntries(
            entry("uniform", r -> times(320, r, Rng::uniform)),
            entry("gauss", r -> times(101, r, Rng::normal)),
            entry("randrange.10", r -> times(50, r, g -> g.integer(10))),
            entry("randrange.1", r -> times(3, r, g -> g.integer(1))),
            entry("randint", r -> times(50, r, g -> g.integer(-5, 9))),
            entry("randrange.2^32", r -> times(10, r, g -> g.integer(0, 1L << 32))),
            entry("randrange.2^53", r -> times(10, r, g -> g.integer(0, 1L << 53))),
            entry("getrandbits.64", r -> times(10, r, g -> g.nextLong() >>> 11)),
            entry("shuffle", r -> {
                List<Integer> numbers = IntStream.range(0, 100).boxed().collect(Collectors.toList());
                r.shuffle(numbers);
                return numbers.stream().mapToDouble(i -> i).toArray();
            }),
            entry("sample.pool", r -> wide(r.choice(20, 5, false))),
            entry("sample.set", r -> wide(r.choice(100, 5, false))),
            entry("sample.pool.84", r -> wide(r.choice(85, 6, false))),
            entry("sample.set.86", r -> wide(r.choice(86, 6, false))),
            entry("sample.set.1000", r -> wide(r.choice(1000, 40, false))),
            entry("choices", r -> wide(r.choice(12, 30, true))),
            entry("choices.weights", r -> wide(r.choice(new double[] {1, 2, 0, 4}, 30, true))),
            entry("expovariate", r -> times(20, r, Rng::exponential)),
            entry("session", r -> joined(Stream.of(new double[] {r.normal(), r.uniform(), r.normal(), r.integer(100),
                r.normal()}, wide(r.choice(9, 3, false))))));

    private static final Map<String, Function<Rng, double[]>> TORCH = Map.ofEntries(
            entry("rand.float32", r -> uniformFloats(r, 630, 0, 1)),
            entry("rand.float64", r -> uniform(r, 320, 0, 1)),
            entry("uniform.float32", r -> uniformFloats(r, 50, -0.3, 0.7)),
            entry("uniform.float64", r -> uniform(r, 50, -0.3, 0.7)),
            entry("randn.float32.matrix", r -> normalFloats(r, 13 * 17, 0, 1)),
            entry("normal.float32", r -> normalFloats(r, 40, 10, 3)),
            entry("normal.float32.few", r -> normalFloats(r, 7, 10, 3)),
            entry("normal.float64", r -> normal(r, 40, 10, 3)),
            entry("normal.float64.few", r -> normal(r, 7, 10, 3)),
            entry("randint.10", r -> times(50, r, g -> g.integer(10))),
            entry("randint.negative", r -> times(50, r, g -> g.integer(-5, 1000))),
            entry("randint.2^28-1", r -> times(10, r, g -> g.integer(0, (1L << 28) - 1))),
            entry("randint.2^28", r -> times(10, r, g -> g.integer(0, 1L << 28))),
            entry("randint.2^31", r -> times(10, r, g -> g.integer(0, 1L << 31))),
            entry("randint.2^32", r -> times(10, r, g -> g.integer(0, 1L << 32))),
            entry("randint.2^32+1", r -> times(10, r, g -> g.integer(0, (1L << 32) + 1))),
            entry("randint.2^53", r -> times(10, r, g -> g.integer(-(1L << 52), 1L << 52))),
            entry("randperm.1", r -> wide(r.permutation(1))),
            entry("randperm.100", r -> wide(r.permutation(100))),
            entry("multinomial.float32", r -> wide(r.choice(P32, 50, true))),
            entry("multinomial.float64", r -> wide(r.choice(P64, 50, true))),
            entry("multinomial.float32.one", r -> wide(r.choice(P32, 1, true))),
            entry("multinomial.float32.without", r -> wide(r.choice(P32, 5, false))),
            entry("multinomial.float64.without", r -> wide(r.choice(P64, 4, false))),
            entry("bernoulli.float32", r -> IntStream.range(0, 30).mapToDouble(i -> r.bernoulli(P32[i % 6]) ? 1 : 0)
                    .toArray()),
            entry("bernoulli.float64", r -> IntStream.range(0, 30).mapToDouble(i -> r.bernoulli(P64[i % 6]) ? 1 : 0)
                    .toArray()),
            entry("bernoulli.number", r -> times(30, r, g -> g.bernoulli(0.3) ? 1 : 0)),
            entry("exponential.float32", r -> rounded(times(20, r, Rng::exponential))),
            entry("exponential.float64", r -> times(20, r, g -> g.exponential() / 2.5)),
            entry("poisson", r -> IntStream.range(0, 70).mapToDouble(i -> r.poisson(
                    new float[] {0f, 0.5f, 3f, 9.9f, 10f, 40f, 1e5f}[i % 7])).toArray()),
            entry("session", r -> joined(Stream.of(normalFloats(r, 3, 0, 1), uniformFloats(r, 2, 0, 1),
                    normalFloats(r, 2, 0, 1), normalFloats(r, 20, 0, 1), wide(r.permutation(5)),
                    normalFloats(r, 1, 0, 1)))));

    record Line(String stream, long seed, String name, double[] expected) {
        @Override
        public String toString() {
            return stream + " " + seed + " " + name;
        }
    }

    private static Stream<Line> lines(String stream) throws IOException {
        try (InputStream in = RandomStreamsTest.class.getResourceAsStream(stream + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream().map(line -> {
                String[] words = line.split(" ");
                return new Line(stream, Long.parseLong(words[0]), words[1],
                        Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray());
            });
        }
    }

    static Stream<Line> lines() throws IOException {
        return Stream.of(lines("numpy"), lines("python"), lines("torch")).flatMap(s -> s)
                .filter(line -> !line.name.matches("(multinomial.rows|xavier|kaiming|orthogonal|sparse).*"));
    }

    private static Function<Rng, double[]> call(Line line) {
        if (line.name.matches("randn\\.float(32|64)\\.\\d+")) {
            int n = Integer.parseInt(line.name.substring(14));
            return line.name.contains("float32") ? r -> normalFloats(r, n, 0, 1) : r -> normal(r, n, 0, 1);
        }
        Map<String, Function<Rng, double[]>> calls = switch (line.stream) {
            case "numpy" -> NUMPY;
            case "python" -> PYTHON;
            default -> TORCH;
        };
        return calls.get(line.name);
    }

    private static Rng seeded(String stream, long seed) {
        LongFunction<Rng> make = switch (stream) {
            case "numpy" -> Rng::numpy;
            case "python" -> Rng::python;
            default -> Rng::torch;
        };
        return make.apply(seed);
    }

    /** Numbers of float64 that pass through a logarithm, a sine or a power may differ in the last digits. */
    private static double tolerance(Line line) {
        boolean rounded = line.name.matches("normal|gauss|randn.float64.*|normal.(moments|float64.*)|exp.*float64"
                + "|exponential|expovariate|gamma.*|beta.*|dirichlet");
        return rounded || line.name.equals("session") && !line.stream.equals("torch") ? 4e-15 : 0;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void numbersAreThoseOfTheOriginal(Line line) {
        Function<Rng, double[]> call = call(line);
        assertNotNull(call, "nothing draws " + line.name);
        double[] actual = call.apply(seeded(line.stream, line.seed));
        assertEquals(line.expected.length, actual.length);
        boolean floats = line.name.contains("float32") || line.stream.equals("torch") && line.name.equals("session");
        for (int i = 0; i < actual.length; i++) {
            double expected = floats ? (float) line.expected[i] : line.expected[i];
            assertEquals(expected, actual[i], tolerance(line) * Math.max(1, Math.abs(expected)), "number " + i);
        }
    }

    @Test
    void everyCallIsCompared() throws IOException {
        Set<String> called = new TreeSet<>();
        NUMPY.keySet().forEach(name -> called.add("numpy " + name));
        PYTHON.keySet().forEach(name -> called.add("python " + name));
        TORCH.keySet().forEach(name -> called.add("torch " + name));
        lines().forEach(line -> called.remove(line.stream + " " + line.name));
        assertEquals(Set.of(), called);
    }

    private static double[] times(int count, Rng rng, ToDoubleFunction<Rng> draw) {
        return DoubleStream.generate(() -> draw.applyAsDouble(rng)).limit(count).toArray();
    }

    private static double[] joined(Stream<double[]> parts) {
        return parts.flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] wide(int[] numbers) {
        return Arrays.stream(numbers).asDoubleStream().toArray();
    }

    private static double[] wide(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
    }

    private static double[] rounded(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return wide(floats);
    }

    private static double[] uniform(Rng rng, int n, double low, double high) {
        double[] out = new double[n];
        rng.fillUniform(out, low, high);
        return out;
    }

    private static double[] uniformFloats(Rng rng, int n, double low, double high) {
        float[] out = new float[n];
        rng.fillUniform(out, low, high);
        return wide(out);
    }

    private static double[] normal(Rng rng, int n, double mean, double deviation) {
        double[] out = new double[n];
        rng.fillNormal(out, mean, deviation);
        return out;
    }

    private static double[] normalFloats(Rng rng, int n, double mean, double deviation) {
        float[] out = new float[n];
        rng.fillNormal(out, mean, deviation);
        return wide(out);
    }
}
