package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Device;
import jacobi.Rng;
import jacobi.Tensor;
import jacobi.autograd.Autograd;
import jacobi.backend.cuda.EmulatedGpu;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op gives the same numbers on a GPU, and the same gradients, without a word of the program changed. */
class OpsOnAGpuTest {
    private static Device gpu;

    @BeforeAll
    static void insert() {
        gpu = EmulatedGpu.insert();
    }

    @AfterAll
    static void remove() {
        EmulatedGpu.remove();
    }

    static Stream<OpRow> rows() {
        return OpTableTest.rows().filter(row -> !row.inputs().isEmpty());
    }

    private static List<Object> outcome(OpRow row, Device device, DType type) {
        Device.use(Device.CPU);
        Tensor[] x = row.make(6);
        List<Tensor> smooth = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i].dtype().isFloating() ? x[i].to(type) : x[i]).to(device);
            if (row.smooth()[i]) {
                x[i] = x[i].detach().requiresGrad(true);
                smooth.add(x[i]);
            }
        }
        Device.use(device);
        List<Object> outcome = new ArrayList<>();
        try {
            Tensor y = row.call().apply(x);
            outcome.add(y.shape() + " " + y.dtype() + " on " + (y.device().equals(device) ? "its device" : "another"));
            outcome.add(y.toDoubles());
            if (y.requiresGrad()) {
                Tensor total = y.mul(OpRow.any(y.shape().dims()).make(new Rng(77))).sum();
                for (Tensor gradient : Autograd.grad(total, smooth, false, true)) {
                    outcome.add(gradient.toDoubles());
                }
            }
        } catch (RuntimeException e) {
            outcome.add(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return outcome;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sameNumbers(OpRow row) {
        for (DType type : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            List<Object> expected = outcome(row, Device.CPU, type);
            List<Object> actual = outcome(row, gpu, type);
            assertSame(expected, actual, row + " in " + type, type == DType.FLOAT64 ? 1e-12 : 3e-6);
        }
    }

    private static void assertSame(List<Object> expected, List<Object> actual, String what, double tolerance) {
        assertEquals(expected.getFirst(), actual.getFirst(), what);
        assertEquals(expected.size(), actual.size(), () -> what + ": " + expected + " and " + actual);
        for (int k = 1; k < expected.size(); k++) {
            if (expected.get(k) instanceof double[] e && actual.get(k) instanceof double[] a) {
                String where = what + (k > 1 ? ", gradient " + (k - 2) : "");
                assertEquals(e.length, a.length, where);
                double scale = Arrays.stream(e).map(Math::abs).filter(Double::isFinite).max().orElse(1);
                for (int i = 0; i < e.length; i++) {
                    assertEquals(e[i], a[i], Double.isFinite(e[i]) ? tolerance * Math.max(1, scale) : 0, where + ", element " + i);
                }
            } else {
                assertEquals(expected.get(k), actual.get(k), what);
            }
        }
    }
}
