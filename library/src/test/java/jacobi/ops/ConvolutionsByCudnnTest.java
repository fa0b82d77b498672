package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Device;
import jacobi.backend.cuda.EmulatedGpu;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every convolution of the table gives the same numbers and gradients by way of cuDNN, for which plain loops stand in. */
@DisabledIfSystemProperty(named = "jacobi.tests.gpu", matches = "real", disabledReason = "there cuDNN itself does them")
class ConvolutionsByCudnnTest {
    /** Convolutions of each channel by itself. */
    private static final Set<String> WITHOUT = Set.of("conv2d(Tensor,Tensor,ConvOptions), as large as before",
            "conv2d(Tensor,Tensor,ConvOptions), each channel by itself, a stride of its own for each axis");

    private static Device gpu;
    private static IntSupplier done;

    @BeforeAll
    static void insert() {
        gpu = EmulatedGpu.insert();
        done = EmulatedGpu.withCudnn();
    }

    @AfterAll
    static void remove() {
        EmulatedGpu.remove();
    }

    static Stream<OpRow> rows() {
        return OpsOnAGpuTest.rows().filter(row -> row.toString().startsWith("conv"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sameNumbers(OpRow row) {
        for (DType type : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            Outcome expected = OpsOnAGpuTest.outcome(row, Device.CPU, type);
            int before = done.getAsInt();
            expected.assertSame(OpsOnAGpuTest.outcome(row, gpu, type), row + " in " + type, type == DType.FLOAT64 ? 1e-12 : 3e-6);
            // The op, and its gradients in x and w.
            assertEquals(WITHOUT.contains(row.toString()) || row.toString().endsWith("no examples") ? 0 : 3,
                    done.getAsInt() - before);
        }
    }
}
