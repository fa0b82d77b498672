package jacobi.ops;


import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Device;
import jacobi.Tensor;
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

    static Outcome outcome(OpRow row, Device device, DType type) {
        Device.use(Device.CPU);
        Tensor[] x = row.make(6);
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i].dtype().isFloating() ? x[i].to(type) : x[i]).to(device);
        }
        Device.use(device);
        return Outcome.of(row, x);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sameNumbers(OpRow row) {
        for (DType type : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            Outcome expected = outcome(row, Device.CPU, type);
            expected.assertSame(outcome(row, gpu, type), row + " in " + type, type == DType.FLOAT64 ? 1e-12 : 3e-6);
        }
    }
}
