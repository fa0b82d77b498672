package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counting in bins against plain comparisons with every edge, where rounding could decide; and counts of many numbers. */
class BinsTest {
    private static final float[] SPECIAL = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1e-40f, -0f, 1e9f};

    @Test
    void edgesDecideExactly() {
        Random random = new Random(3);
        for (int round = 0; round < 600; round++) {
            int bins = round % 7 == 0 ? 1 << random.nextInt(5) : 1 + random.nextInt(20);
            double low = round % 3 == 0 ? 0 : random.nextInt(7) - 3;
            double high = low + (round % 5 == 0 ? random.nextDouble() + 0.1 : 1 << random.nextInt(4));
            double[] edges = new double[bins + 1];
            for (int i = 0; i <= bins; i++) {
                edges[i] = i == bins ? high : low + (high - low) * i / bins;
            }
            float[] values = new float[random.nextInt(3000)];
            for (int i = 0; i < values.length; i++) {
                float edge = (float) edges[random.nextInt(bins + 1)];
                values[i] = switch (random.nextInt(6)) {
                    case 0 -> edge;
                    case 1 -> Math.nextUp(edge);
                    case 2 -> Math.nextDown(edge);
                    case 3 -> round % 2 == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : edge;
                    default -> (float) (low - 0.1 + (high - low + 0.2) * random.nextDouble());
                };
            }
            double[] expected = counted(values, edges);
            Tensor x = Tensors.tensor(values);
            String what = bins + " bins from " + low + " to " + high;
            assertArrayEquals(expected, x.histc(bins, low, high).toDoubles(), what);
            assertArrayEquals(expected, x.to(DType.FLOAT64).histc(bins, low, high).toDoubles(), what);
            Tensor given = Tensors.tensor(DType.FLOAT64, edges);
            assertArrayEquals(expected, x.histogram(given).counts().toDoubles(), what);
        }
    }

    @Test
    void edgesOfUnequalWidthDecideExactly() {
        double[] edges = {-2, -1.9, 0, 0, 0.5, 7};
        float[] values = {-2.1f, -2, -1.95f, -1, -0f, 0, 0.49f, 0.5f, 6, 7, 7.1f, Float.NaN};
        assertArrayEquals(counted(values, edges),
                Tensors.tensor(values).histogram(Tensors.tensor(DType.FLOAT64, edges)).counts().toDoubles());
    }

    private static double[] counted(float[] values, double[] edges) {
        int bins = edges.length - 1;
        double[] counts = new double[bins];
        for (float value : values) {
            if (value >= edges[0] && value <= edges[bins]) {
                int bin = bins - 1;
                while (value < edges[bin]) {
                    bin--;
                }
                counts[bin]++;
            }
        }
        return counts;
    }

    @Test
    void countsOfManyNumbersSmallAndLarge() {
        for (int bound : new int[] {3, 1 << 14, (1 << 14) + 1, 100_000}) {
            long[] values = new long[150_000];
            Random random = new Random(bound);
            for (int i = 0; i < values.length; i++) {
                // Larger ones come later.
                values[i] = random.nextInt((int) Math.max(1, (long) bound * (i + 1) / values.length));
            }
            values[values.length - 1] = bound - 1;
            long[] expected = new long[bound];
            for (long value : values) {
                expected[(int) value]++;
            }
            Tensor x = Tensors.tensor(values);
            assertArrayEquals(expected, x.bincount().toLongs());
            assertArrayEquals(expected, x.to(DType.INT32).bincount().toLongs());
            assertEquals(bound + 5, x.bincount(bound + 5).size());
            values[140_000] = -1;
            var refused = assertThrows(IllegalArgumentException.class, () -> Tensors.tensor(values).bincount());
            assertEquals("bincount: there is -1 at position 140000, but it counts numbers from 0 to 2147483638",
                    refused.getMessage());
        }
    }

    @Test
    void placesOfManyElements() {
        Tensor x = Tensors.rand(7, 300, 101).sub(0.7).relu();
        float[] values = x.toFloats();
        long[] places = x.nonzero().toLongs();
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                assertArrayEquals(new long[] {i / 30_300, i / 101 % 300, i % 101},
                        new long[] {places[found++], places[found++], places[found++]});
            }
        }
        assertEquals(found, places.length);
    }
}
