package jacobi.backend;

import static jacobi.backend.Layout.doubles;
import static jacobi.backend.Layout.numbers;
import static jacobi.backend.Layout.out;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.random.Saved;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random numbers, which are those of Rng. */
interface DrawContract extends Contract {
    @Test
    default void drawsTheNumbersOfRng() {
        Draws draws = backend().draws();
        for (int n : draws == null ? new int[0] : new int[] {0, 1, 77, 300}) {
            for (long position : new long[] {0, 5, 1L << 33}) {
                for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                    NDArray[] out = new NDArray[3];
                    Arrays.setAll(out, i -> out(backend(), type, Shape.of(n), i == n % 3));
                    draws.uniform(42, position, -1, 3, out[0]);
                    draws.normal(42, position, 2, 0.5, out[1]);
                    NDArray p = backend().fromHost(numbers(type, 1, n), Shape.of(1)).broadcastTo(Shape.of(n));
                    draws.bernoulli(42, position, p, out[2]);
                    double[][] expected = new double[3][n];
                    double chance = n == 0 ? 0 : backend().item(p, 0);
                    for (int i = 0; i < n; i++) {
                        expected[2][i] = new Rng(42).restore(at(position + i)).uniform() < chance ? 1 : 0;
                    }
                    if (type == DType.FLOAT64) {
                        new Rng(42).restore(at(position)).fillUniform(expected[0], -1, 3);
                        new Rng(42).restore(at(position)).fillNormal(expected[1], 2, 0.5);
                    } else {
                        float[] floats = new float[n];
                        new Rng(42).restore(at(position)).fillUniform(floats, -1, 3);
                        expected[0] = doubles(floats);
                        new Rng(42).restore(at(position)).fillNormal(floats, 2, 0.5);
                        expected[1] = doubles(floats);
                    }
                    for (int i = 0; i < out.length; i++) {
                        assertArrayEquals(expected[i], doubles(out[i]));
                    }
                }
            }
        }
    }

    private static Saved at(long position) {
        return new Saved("philox", List.of(42L, position));
    }
}
