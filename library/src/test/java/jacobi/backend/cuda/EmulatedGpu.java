package jacobi.backend.cuda;

import java.util.List;
import java.util.function.IntSupplier;
import jacobi.Device;

/**
 * The GPU of the tests: one whose kernels run in the interpreter; or, with the system property {@code jacobi.tests.gpu=real},
 * the first one of this machine.
 */
public final class EmulatedGpu {
    private static final CudaBackend BACKEND = new CudaBackend(driver(false), 0);

    private EmulatedGpu() {
    }

    /** {@return its driver; an interpreter may report reads of memory that nobody has written} */
    static Driver driver(boolean watchUnwritten) {
        return "real".equals(System.getProperty("jacobi.tests.gpu")) ? new NativeDriver() : new EmulatedDriver(watchUnwritten);
    }

    /** {@return what computes on it} */
    static CudaBackend backend() {
        return BACKEND;
    }

    /** Puts the GPU into this machine. {@return its device} To be taken out again, so that other tests don't notice. */
    public static Device insert() {
        Detection.pretend(new Detection(List.of(() -> BACKEND), "an emulated GPU"));
        return Device.of("cuda");
    }

    /** Gives the inserted GPU a stand-in for cuDNN. {@return what to ask how many convolutions that has done so far} */
    public static IntSupplier withCudnn() {
        CudnnStandIn library = new CudnnStandIn(BACKEND).insert();
        return () -> {
            library.functions.check();
            return library.done.size();
        };
    }

    /** Takes it out; new tensors are made on the processor again. */
    public static void remove() {
        Device.use(Device.CPU);
        Detection.pretend(null);
        BACKEND.gpu.libraries.cudnn(null);
    }
}
