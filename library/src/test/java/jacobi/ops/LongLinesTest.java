package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.DType;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.backend.cpu.Threads;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines so long that they are sorted by digits or gone through in pieces, against objects and plain loops. */
class LongLinesTest {
    private static double[] numbers(int n, int kind) {
        Random random = new Random(n + kind);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = switch (kind) {
                case 0 -> (float) random.nextGaussian();
                case 1 -> random.nextInt(50) - 25;
                case 2 -> random.nextInt(100) == 0 ? Double.NaN : random.nextInt(7) == 0 ? -0.0 : (float) random.nextGaussian();
                default -> Math.scalb((float) random.nextGaussian(), random.nextInt(200) - 100);
            };
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {2999, 3000, 20_000, 300_000})
    void sortsAsObjectsAreSorted(int n) {
        for (int kind = 0; kind < 4; kind++) {
            double[] values = numbers(n, kind);
            for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64}) {
                if (!type.isFloating() && kind > 1) {
                    continue;
                }
                Tensor x = Tensors.tensor(DType.FLOAT64, values).to(type);
                double[] converted = x.toDoubles();
                // -0 and 0 are equal, NaN is the largest; sorting objects is stable.
                Comparator<Integer> order = Comparator.comparingDouble(i -> converted[i] + 0.0);
                assertArrayEquals(indices(n, order), x.argsort().toLongs(), type + " " + kind);
                assertArrayEquals(indices(n, order.reversed()), x.argsort(0, true).toLongs(), type + " " + kind);
                long[] up = x.argsort().toLongs();
                double[] sorted = x.sort().values().toDoubles();
                for (int i = 0; i < n; i++) {
                    assertEquals(converted[(int) up[i]], sorted[i]);
                }
            }
        }
    }

    private static long[] indices(int n, Comparator<Integer> order) {
        Integer[] boxed = new Integer[n];
        Arrays.setAll(boxed, i -> i);
        Arrays.sort(boxed, order);
        return Arrays.stream(boxed).mapToLong(i -> i).toArray();
    }

    @Test
    void scansGoOnFromPieceToPiece() {
        int n = 600_000;
        for (int kind = 0; kind < 3; kind++) {
            double[] values = numbers(n, kind);
            Arrays.setAll(values, i -> (float) (values[i] * i / n));
            Tensor x = Tensors.tensor(DType.FLOAT64, values).to(DType.FLOAT32);
            long[] largest = x.cummax(0).indices().toLongs();
            long[] smallest = x.cummin(0).indices().toLongs();
            int high = 0;
            int low = 0;
            for (int i = 0; i < n; i++) {
                high = values[i] >= values[high] || Double.isNaN(values[i]) ? i : high;
                low = values[i] <= values[low] || Double.isNaN(values[i]) ? i : low;
                assertEquals(high, largest[i]);
                assertEquals(low, smallest[i]);
            }
        }
        float[] factors = new float[n];
        for (int i = 0; i < n; i++) {
            factors[i] = i % 2 == 0 ? 1.25f : 0.8f;
        }
        float[] products = Tensors.tensor(factors).cumprod(0).toFloats();
        double product = 1;
        for (int i = 0; i < n; i++) {
            product *= factors[i];
            assertEquals((float) product, products[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 300, 20_000})
    void theModeIsTheSmallestOfTheMostFrequent(int n) {
        for (int kind = 0; kind < 2; kind++) {
            double[] values = numbers(n, kind);
            for (DType type : DType.values()) {
                Tensor x = Tensors.tensor(DType.FLOAT64, values).to(type);
                double[] converted = x.to(DType.FLOAT64).toDoubles();
                Map<Double, Integer> often = new TreeMap<>();
                Map<Double, Integer> last = new HashMap<>();
                for (int i = 0; i < n; i++) {
                    often.merge(converted[i] + 0.0, 1, Integer::sum);
                    last.put(converted[i] + 0.0, i);
                }
                int most = often.values().stream().max(Comparator.naturalOrder()).get();
                double mode = often.entrySet().stream().filter(e -> e.getValue() == most).findFirst().get().getKey();
                ValuesAndIndices found = x.mode();
                assertEquals(mode, found.values().item() + 0.0, type + " " + kind);
                assertEquals((long) last.get(mode), found.indices().toLongs()[0], type + " " + kind);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anyNumberOfThreads(int threads) {
        int before = Threads.count();
        try {
            Threads.setCount(threads);
            sortsAsObjectsAreSorted(300_000);
        } finally {
            Threads.setCount(before);
        }
    }
}
