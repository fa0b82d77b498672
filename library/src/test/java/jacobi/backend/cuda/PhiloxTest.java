package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.backend.NDArray;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Random numbers of the device are those of the processor. */
class PhiloxTest {
    private static final CudaBackend BACKEND = new CudaBackend(EmulatedGpu.driver(true), 0);
    private static final long[] SEEDS = {0, 42, -1, 0x123456789abcdefL};

    /** A generator that has drawn some numbers. */
    private static Rng at(long seed, int position) {
        Rng rng = new Rng(seed);
        for (int i = 0; i < position; i++) {
            rng.nextLong();
        }
        return rng;
    }

    private static NDArray fresh(DType type, int n) {
        return BACKEND.allocate(type, Shape.of(n));
    }

    @Test
    void words() {
        for (long seed : SEEDS) {
            for (int position : new int[] {0, 1, 6}) {
                Rng rng = at(seed, position);
                NDArray out = fresh(DType.INT64, 301);
                new Philox(BACKEND.gpu).words(seed, position, out);
                for (long word : (long[]) BACKEND.toHost(out)) {
                    assertEquals(rng.nextLong(), word);
                }
            }
        }
    }

    @Test
    void uniformNumbersInAnyRange() {
        for (double[] range : new double[][] {{0, 1}, {-3, 5}, {0, 1e-30}, {1, 1 + 1e-7}, {-2, -0.0}}) {
            for (long seed : SEEDS) {
                float[] floats = new float[513];
                at(seed, 3).fillUniform(floats, range[0], range[1]);
                NDArray out = fresh(DType.FLOAT32, floats.length);
                new Philox(BACKEND.gpu).uniform(seed, 3, range[0], range[1], out);
                assertArrayEquals(floats, (float[]) BACKEND.toHost(out));
                double[] doubles = new double[513];
                at(seed, 2).fillUniform(doubles, range[0], range[1]);
                out = fresh(DType.FLOAT64, doubles.length);
                new Philox(BACKEND.gpu).uniform(seed, 2, range[0], range[1], out);
                assertArrayEquals(doubles, (double[]) BACKEND.toHost(out));
            }
        }
    }

    @Test
    void normalNumbers() {
        for (long seed : SEEDS) {
            for (int position : new int[] {0, 5}) {
                double[] doubles = new double[20_000];
                at(seed, position).fillNormal(doubles, 0, 1);
                NDArray out = fresh(DType.FLOAT64, doubles.length);
                new Philox(BACKEND.gpu).normal(seed, position, 0, 1, out);
                assertArrayEquals(doubles, (double[]) BACKEND.toHost(out));
            }
        }
        float[] floats = new float[700];
        new Rng(7).fillNormal(floats, 3, 0.5);
        NDArray all = fresh(DType.FLOAT32, 2 * floats.length);
        new Philox(BACKEND.gpu).normal(7, 0, 3, 0.5, all.view(Shape.of(floats.length), new int[] {2}, 1));
        float[] given = (float[]) BACKEND.toHost(all);
        for (int i = 0; i < floats.length; i++) {
            assertEquals(floats[i], given[2 * i + 1]);
            assertEquals(0, given[2 * i]);
        }
    }

    @Test
    void events() {
        float[] p = new float[1000];
        for (int i = 0; i < p.length; i++) {
            p[i] = i % 5 / 4f;
        }
        float[] expected = new float[p.length];
        new Rng(3).fillBernoulli(p, expected);
        NDArray out = fresh(DType.FLOAT32, p.length);
        new Philox(BACKEND.gpu).bernoulli(3, 0, BACKEND.fromHost(p, Shape.of(p.length)), out);
        assertArrayEquals(expected, (float[]) BACKEND.toHost(out));
        double[] doubles = new double[p.length];
        Arrays.setAll(doubles, i -> p[i]);
        out = fresh(DType.FLOAT64, p.length);
        new Philox(BACKEND.gpu).bernoulli(3, 0, BACKEND.fromHost(doubles, Shape.of(p.length)), out);
        double[] events = (double[]) BACKEND.toHost(out);
        for (int i = 0; i < events.length; i++) {
            assertEquals(expected[i], events[i]);
        }
    }
}
