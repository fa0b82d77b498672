package jacobi.backend.cuda;

import java.util.List;
import jacobi.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests on an emulated GPU of their own, which new tensors are made on and whose driver's calls are recorded. */
abstract class OnAGpu {
    final EmulatedDriver emulated = new EmulatedDriver();
    final RecordingDriver driver = new RecordingDriver(emulated);
    CudaBackend backend;

    @BeforeEach
    void insert() {
        backend = new CudaBackend(driver, 0);
        Detection.pretend(new Detection(List.of(() -> backend), "an emulated GPU"));
        Device.use(Device.of("cuda"));
    }

    @AfterEach
    void remove() {
        EmulatedGpu.remove();
    }
}
