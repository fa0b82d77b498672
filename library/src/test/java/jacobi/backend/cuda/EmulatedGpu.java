package jacobi.backend.cuda;

import java.util.List;
import jacobi.Device;

/** A GPU for tests of what lies above the backend: kernels run in the interpreter. */
public final class EmulatedGpu {
    private static final CudaBackend BACKEND = new CudaBackend(new EmulatedDriver(), 0);

    private EmulatedGpu() {
    }

    /** Puts the GPU into this machine. {@return its device} To be taken out again, so that other tests don't notice. */
    public static Device insert() {
        Detection.pretend(new Detection(List.of(() -> BACKEND), "an emulated GPU"));
        return Device.of("cuda");
    }

    /** Takes it out; new tensors are made on the processor again. */
    public static void remove() {
        Device.use(Device.CPU);
        Detection.pretend(null);
    }
}
