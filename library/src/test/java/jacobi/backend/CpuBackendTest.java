package jacobi.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.DType;
import jacobi.Shape;
import jacobi.backend.cpu.CpuBackend;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The processor. The build runs this twice: with oneDNN, and with the system property {@code jacobi.native=off} in
 * plain Java.
 */
class CpuBackendTest extends BackendContract {
    @Override
    public Backend backend() {
        return CpuBackend.INSTANCE;
    }

    @Test
    void scansOfLongLinesDoNotLoseDigits() {
        float[] values = new float[1_000_000];
        Arrays.fill(values, 0.1f);
        NDArray out = backend().allocate(DType.FLOAT32, Shape.of(values.length));
        backend().scan(Reduction.SUM, false, backend().fromHost(values, out.shape()), 0, out);
        for (int i : new int[] {0, 1023, 1024, 54_321, 999_999}) {
            assertEquals((float) ((i + 1) * (double) 0.1f), (float) backend().item(out, i));
        }
    }
}
