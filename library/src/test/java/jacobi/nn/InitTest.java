package jacobi.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

class InitTest {
    private static final Tensor ROWS = Tensors.tensor(new float[] {0.1f, 0.2f, 0.3f, 0.15f, 0f, 0.25f}, 2, 3);

    /** What PyTorch makes, and how it is made here. */
    private static final Map<String, Function<Rng, Tensor>> TORCH = Map.of(
            "xavier_uniform", r -> Init.xavierUniform(1.5).make(r, 6, 5, 3),
            "xavier_normal", r -> Init.xavierNormal().make(r, 6, 5),
            "kaiming_uniform", r -> Init.kaimingUniform().make(r, 6, 5),
            "kaiming_normal", r -> Init.kaimingNormal().make(r, 6, 5),
            "orthogonal", r -> Init.orthogonal(1).make(r, 4, 6),
            "orthogonal.tall", r -> Init.orthogonal(2).make(r, 6, 4),
            "sparse", r -> Init.sparse(0.3, 0.01).make(r, 6, 5),
            "multinomial.rows", r -> Tensors.multinomial(r, ROWS, 20, true),
            "multinomial.rows.without", r -> Tensors.multinomial(r, ROWS, 2, false));

    record Line(long seed, String name, double[] expected) {
        @Override
        public String toString() {
            return seed + " " + name;
        }
    }

    static Stream<Line> lines() throws IOException {
        try (InputStream in = Saved.class.getResourceAsStream("torch.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(" "))
                    .filter(words -> words[1].matches("(xavier|kaiming|orthogonal|sparse|multinomial.rows).*"))
                    .map(words -> new Line(Long.parseLong(words[0]), words[1],
                            Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray())).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void numbersAreThoseOfPyTorch(Line line) {
        assertNotNull(TORCH.get(line.name), line.name);
        Tensor made = TORCH.get(line.name).apply(Rng.torch(line.seed));
        float[] expected = new float[line.expected.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) line.expected[i];
        }
        // PyTorch decomposes a matrix of float32 in float32.
        assertArrayEquals(expected, made.to(DType.FLOAT32).toFloats(), line.name.startsWith("orthogonal") ? 3e-6f : 0);
    }

    @Test
    void everyCallIsCompared() throws IOException {
        assertEquals(TORCH.keySet().stream().sorted().toList(), lines().map(Line::name).distinct().sorted().toList());
    }

    /** fan in 60, fan out 40 of [8, 12, 5]: inputs times kernel, outputs times kernel. */
    @Test
    void deviationsFollowTheFans() {
        double relu = Math.sqrt(2);
        record Row(Init init, double deviation, boolean uniform) {
        }
        for (Row row : List.of(
                new Row(Init.xavierUniform(), Math.sqrt(2. / 100), true),
                new Row(Init.xavierNormal(Init.Nonlinearity.TANH.gain()), 5. / 3 * Math.sqrt(2. / 100), false),
                new Row(Init.kaimingUniform(), relu / Math.sqrt(60), true),
                new Row(Init.kaimingUniform(Init.Fan.OUT, Init.leakyGain(1)), 1 / Math.sqrt(40), true),
                new Row(Init.kaimingNormal(), relu / Math.sqrt(60), false),
                new Row(Init.kaimingNormal(Init.Fan.OUT, Init.Nonlinearity.SELU.gain()), 0.75 / Math.sqrt(40), false),
                new Row(Init.lecunUniform(), 1 / Math.sqrt(60), true),
                new Row(Init.lecunNormal(), 1 / Math.sqrt(60), false),
                new Row(Init.uniform(-1, 1), 1 / Math.sqrt(3), true),
                new Row(Init.normal(0, 3), 3, false))) {
            Rng rng = new Rng(4);
            double squares = 0;
            double largest = 0;
            for (int i = 0; i < 100; i++) {
                Tensor w = row.init.make(rng, 8, 12, 5);
                squares += w.square().mean().item();
                largest = Math.max(largest, w.abs().max().item());
            }
            assertEquals(row.deviation, Math.sqrt(squares / 100), 0.015 * row.deviation);
            double bound = Math.sqrt(3) * row.deviation;
            assertTrue(row.uniform ? largest <= bound && largest > 0.99 * bound : largest > 1.5 * bound);
        }
    }

    @Test
    void orthogonalIs() {
        for (int[] dims : new int[][] {{5, 5}, {3, 8}, {8, 3}, {4, 2, 3}, {1, 1}}) {
            Tensor w = Init.orthogonal(2).make(new Rng(1), DType.FLOAT64, Shape.of(dims)).reshape(dims[0], -1);
            Tensor product = dims[0] <= w.size(1) ? w.matmul(w.t()) : w.t().matmul(w);
            Tensor difference = product.sub(Tensors.eye(product.size(0)).to(DType.FLOAT64).mul(4));
            assertEquals(0, difference.abs().max().item(), 1e-14);
        }
        assertEquals(Shape.of(0, 3), Init.orthogonal(1).make(new Rng(1), 0, 3).shape());
    }

    @Test
    void theOthers() {
        Rng rng = new Rng(1);
        assertArrayEquals(new double[] {0.1, 0.1},
                Init.constant(0.1).make(rng, DType.FLOAT64, Shape.of(2)).toDoubles());
        Tensor cut = Init.truncatedNormal(1, 2, 0, 2).make(rng, 1000);
        assertTrue(cut.min().item() >= 0 && cut.max().item() <= 2 && cut.max().item() > 1.9 && cut.min().item() < 0.1);
        Tensor sparse = Init.sparse(0.25, 1).make(rng, 10, 6);
        assertArrayEquals(new float[] {3, 3, 3, 3, 3, 3},
                sparse.eq(Tensors.zeros(10, 6)).to(DType.FLOAT32).sum(0).toFloats());
    }

    @Test
    void parametersAreFilled() {
        Linear layer = new Linear(4, 3);
        assertSame(layer.weight(), Init.constant(2).fill(layer.weight()));
        assertEquals(24, layer.weight().sum().item());
        assertTrue(layer.weight().requiresGrad());
        Tensors.manualSeed(3);
        Init.xavierNormal().fill(layer.weight());
        assertArrayEquals(Init.xavierNormal().make(new Rng(3), 3, 4).toFloats(), layer.weight().toFloats());
        Tensor wide = Tensors.zeros(DType.FLOAT64, 3, 4);
        assertArrayEquals(Init.xavierNormal().make(new Rng(3), DType.FLOAT64, Shape.of(3, 4)).toDoubles(),
                Init.xavierNormal().fill(wide, new Rng(3)).toDoubles());
    }

    @Test
    void messagesTeach() {
        Rng rng = new Rng(1);
        assertMessage("kaimingNormal: shape [3] has no inputs and outputs to count; weights are [outputs, inputs, "
                + "kernel...], and for a bias use constant(0)", () -> Init.kaimingNormal().make(rng, 3));
        assertMessage("xavierUniform: shape [0, 3] has no inputs and outputs to count; weights are [outputs, inputs, "
                + "kernel...], and for a bias use constant(0)", () -> Init.xavierUniform().make(rng, 0, 3));
        assertMessage("orthogonal: shape [3] has no rows and columns; it needs at least two axes",
                () -> Init.orthogonal(1).make(rng, 3));
        assertMessage("sparse: it makes matrices, not shape [2, 2, 2]", () -> Init.sparse(0.1, 1).make(rng, 2, 2, 2));
        assertMessage("sparse: the part of zeros is between 0 and 1, not 1.1", () -> Init.sparse(1.1, 1));
        assertMessage("normal: it works with float32 and float64, not int64; convert with to(DType.FLOAT32)",
                () -> Init.normal(0, 1).make(rng, DType.INT64, Shape.of(2)));
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
