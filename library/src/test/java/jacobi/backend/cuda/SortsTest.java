package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import jacobi.DType;
import jacobi.Rng;
import jacobi.Shape;
import jacobi.backend.NDArray;
import jacobi.backend.cpu.CpuBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sorting on the device, against Java's stable sort of objects. */
class SortsTest {
    private static final CudaBackend BACKEND = new CudaBackend(EmulatedGpu.driver(true), 0);
    private static final double[] SPECIAL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0};

    /** With many equals; and, of floats, with numbers that are none. */
    private static double[] numbers(DType type, int n) {
        Rng rng = new Rng(n);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = type == DType.BOOL ? rng.integer(2) : rng.integer(50) - 25;
            if (type.isFloating()) {
                values[i] = rng.integer(4) == 0 ? SPECIAL[rng.integer(SPECIAL.length)] : values[i] * 0.25;
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "3, 5, 1, 5", "2, 33, 3, 4", "1, 1024, 1, 1024", "1, 1025, 2, 1025", "2, 5000, 1, 17",
        "700, 2, 1, 1", "1, 300, 5, 300"})
    void sortsLines(int outer, int length, int inner, int count) {
        Shape shape = Shape.of(outer, length, inner);
        for (DType type : DType.values()) {
            double[] values = numbers(type, shape.size());
            NDArray host = CpuBackend.INSTANCE.allocate(type, shape);
            CpuBackend.INSTANCE.copy(CpuBackend.INSTANCE.fromHost(values, shape), host);
            NDArray in = BACKEND.fromHost(CpuBackend.INSTANCE.toHost(host), shape);
            for (boolean descending : new boolean[] {false, true}) {
                NDArray out = BACKEND.allocate(DType.INT64, Shape.of(outer, count, inner));
                Sorts.argSort(BACKEND.gpu, descending, in, 1, out);
                assertArrayEquals(expected(values, outer, length, inner, count, descending), (long[]) BACKEND.toHost(out),
                        type + (descending ? ", descending" : ""));
            }
        }
    }

    private static long[] expected(double[] values, int outer, int length, int inner, int count, boolean descending) {
        long[] places = new long[outer * count * inner];
        for (int line = 0; line < outer * inner; line++) {
            int from = line / inner * length * inner + line % inner;
            // Adding zero makes one of both zeros.
            Comparator<Integer> order = Comparator.comparingDouble(k -> values[from + k * inner] + 0.0);
            Integer[] sorted = IntStream.range(0, length).boxed().toArray(Integer[]::new);
            Arrays.sort(sorted, descending ? order.reversed() : order);
            for (int k = 0; k < count; k++) {
                places[(line / inner * count + k) * inner + line % inner] = sorted[k];
            }
        }
        return places;
    }
}
