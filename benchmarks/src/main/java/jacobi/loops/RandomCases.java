package jacobi.loops;

import static jacobi.loops.Cases.N;

import java.util.Random;
import java.util.function.Supplier;
import jacobi.Tensor;
import jacobi.Tensors;

/** Random numbers, against those of {@link Random}. */
final class RandomCases {
    private RandomCases() {
    }

    static void add(Cases cases) {
        Random random = new Random(1);
        random(cases, "rand", () -> Tensors.rand(N), () -> {
            float[] out = new float[N];
            for (int i = 0; i < N; i++) {
                out[i] = random.nextFloat();
            }
            return out;
        });
        random(cases, "randn", () -> Tensors.randn(N), () -> {
            float[] out = new float[N];
            for (int i = 0; i < N; i++) {
                out[i] = (float) random.nextGaussian();
            }
            return out;
        });
        random(cases, "randint", () -> Tensors.randint(0, 100, N), () -> {
            long[] out = new long[N];
            for (int i = 0; i < N; i++) {
                out[i] = random.nextInt(100);
            }
            return out;
        });
        random(cases, "exponential", () -> Tensors.exponential(1, N), () -> {
            float[] out = new float[N];
            for (int i = 0; i < N; i++) {
                out[i] = (float) -Math.log(1 - random.nextDouble());
            }
            return out;
        });
        random(cases, "randperm", () -> Tensors.randperm(N), () -> {
            long[] out = new long[N];
            for (int i = 0; i < N; i++) {
                int j = random.nextInt(i + 1);
                out[i] = out[j];
                out[j] = i;
            }
            return out;
        });
        float[] p = Cases.floats(N, 0, 1);
        Tensor probabilities = Tensors.tensor(p);
        random(cases, "bernoulli", () -> Tensors.bernoulli(probabilities), () -> {
            float[] out = new float[N];
            for (int i = 0; i < N; i++) {
                out[i] = random.nextFloat() < p[i] ? 1 : 0;
            }
            return out;
        });
        random(cases, "dropout", () -> probabilities.dropout(0.5, true), () -> {
            float[] out = new float[N];
            for (int i = 0; i < N; i++) {
                out[i] = random.nextFloat() < 0.5f ? 0 : p[i] * 2;
            }
            return out;
        });
    }

    private static void random(Cases cases, String name, Supplier<Tensor> op, Supplier<Object> loop) {
        cases.add(name, () -> new Case(N, op, loop, false));
    }
}
