package jacobi.interrupts;

import static jacobi.interrupts.Rows.N;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.Tensors;

/** Random numbers of every kind of generator. */
final class RandomRows {
    private RandomRows() {
    }

    static void add(Rows rows) {
        Map<String, Supplier<Rng>> kinds = new TreeMap<>(Map.of("Rng", () -> new Rng(1), "Rng.numpy", () -> Rng.numpy(1),
                "Rng.torch", () -> Rng.torch(1), "Rng.python", () -> Rng.python(1)));
        kinds.forEach((kind, rng) -> {
            draw(rows, kind + " rand", rng, r -> Tensors.rand(r, N));
            draw(rows, kind + " rand, float64", rng, r -> Tensors.rand(r, DType.FLOAT64, N));
            draw(rows, kind + " randn", rng, r -> Tensors.randn(r, N));
            draw(rows, kind + " randn, float64", rng, r -> Tensors.randn(r, DType.FLOAT64, N / 2));
            draw(rows, kind + " uniform", rng, r -> Tensors.uniform(r, -1, 1, N));
            draw(rows, kind + " normal", rng, r -> Tensors.normal(r, 1, 2, N));
            draw(rows, kind + " randint", rng, r -> Tensors.randint(r, 0, 1000, N));
            draw(rows, kind + " randperm", rng, r -> Tensors.randperm(r, N));
            draw(rows, kind + " permutation", rng, r -> r.permutation(N));
            draw(rows, kind + " shuffle", rng, r -> r.shuffle(new int[N]));
            draw(rows, kind + " choice", rng, r -> r.choice(N, N, true));
            draw(rows, kind + " choice, each once", rng, r -> r.choice(N, N / 2, false));
            draw(rows, kind + " choice of few, each once", rng, r -> r.choice(N, N / 100, false));
            double[] weights = Rows.doubles(N / 10).toDoubles();
            draw(rows, kind + " choice, weighted", rng, r -> r.choice(weights, N / 10, true));
            draw(rows, kind + " choice, weighted, each once", rng, r -> r.choice(weights, N / 100, false));
            Tensor p = Rows.floats(N / 2);
            draw(rows, kind + " bernoulli", rng, r -> Tensors.bernoulli(r, p));
            draw(rows, kind + " exponential", rng, r -> Tensors.exponential(r, 1, N / 2));
            draw(rows, kind + " poisson", rng, r -> Tensors.poisson(r, p.mul(100)));
            draw(rows, kind + " gamma", rng, r -> Tensors.gamma(r, 2, 1, N / 10));
            draw(rows, kind + " beta", rng, r -> Tensors.beta(r, 2, 1, N / 10));
            draw(rows, kind + " dirichlet", rng, r -> Tensors.dirichlet(r, new double[] {1, 2, 3}, N / 50));
            draw(rows, kind + " truncatedNormal", rng, r -> Tensors.truncatedNormal(r, 0, 1, -1, 1, N / 5));
            draw(rows, kind + " multinomial", rng, r -> Tensors.multinomial(r, Rows.floats(1000), N / 5, true));
            draw(rows, kind + " multinomial, each once", rng, r -> Tensors.multinomial(r, Rows.floats(N / 10), N / 20, false));
            draw(rows, kind + " multinomial of rows", rng, r -> Tensors.multinomial(r, Rows.floats(2000, 1000), 500, false));
            draw(rows, kind + " skip", rng, r -> r.skip(10_000_000_000L));
            draw(rows, kind + " fillUniform", rng, r -> r.fillUniform(new double[N / 2], 0, 1));
            draw(rows, kind + " fillNormal", rng, r -> r.fillNormal(new float[N / 2], 0, 1));
            draw(rows, kind + " fillIntegers", rng, r -> r.fillIntegers(new long[N / 2], 0, 1000));
            draw(rows, kind + " fillExponential", rng, r -> r.fillExponential(new float[N / 2]));
        });
    }

    private static void draw(Rows rows, String name, Supplier<Rng> rng, Consumer<Rng> numbers) {
        rows.add(name, () -> {
            Rng r = rng.get();
            return () -> numbers.accept(r);
        });
    }
}
