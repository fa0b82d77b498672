package jacobi.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is found, and what is said where nothing is. */
class DetectionTest {
    private static final DeviceProperties H200 = new DeviceProperties("NVIDIA H200", 9, 0, 132, 150_000_000_000L);
    private static final DeviceProperties MAXWELL = new DeviceProperties("GeForce GTX 970", 5, 2, 13, 4_000_000_000L);

    /** A driver that answers questions, and fails at all else. */
    private static Driver driver(int version, DeviceProperties... devices) {
        return (Driver) Proxy.newProxyInstance(Driver.class.getClassLoader(), new Class<?>[] {Driver.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "version" -> version;
                    case "deviceCount" -> devices.length;
                    case "properties" -> devices[(int) arguments[0]];
                    default -> throw new CudaException(999, method.getName() + " is not to be called by the detection");
                });
    }

    private static String report(Supplier<Driver> driver) {
        Detection detection = Detection.of("auto", () -> true, driver);
        assertEquals(0, detection.backends().size());
        return detection.report();
    }

    @Test
    void withoutADeviceNothingIsLoaded() {
        AtomicInteger loads = new AtomicInteger();
        Detection none = Detection.of("auto", () -> false, () -> {
            loads.incrementAndGet();
            throw new AssertionError();
        });
        assertEquals("no NVIDIA GPU: the system shows no device of its driver", none.report());
        assertEquals(0, none.backends().size());
        assertEquals(0, loads.get());
    }

    @Test
    void switchedOffMeansNotEvenLookedAt() {
        Detection none = Detection.of("cpu", () -> {
            throw new AssertionError();
        }, () -> {
            throw new AssertionError();
        });
        assertEquals("switched off, by jacobi.device=cpu or JACOBI_DEVICE=cpu", none.report());
    }

    @Test
    void theReasonIsSaid() {
        assertEquals("an NVIDIA GPU may be there, but the driver's library does not load: libcuda.so.1: cannot open shared "
                + "object file: No such file or directory", report(() -> {
            throw new UnsatisfiedLinkError("Error while loading native library \"JCudaDriver-12.6.0-linux-x86_64\"\n"
                    + "Operating system name: Linux\njava.lang.UnsatisfiedLinkError: /tmp/libJCudaDriver.so: libcuda.so.1: cannot "
                    + "open shared object file: No such file or directory\n"
                    + "---(end of nested stack traces)---");
        }));
        assertEquals("an NVIDIA GPU may be there, but its driver does not start: the CUDA driver's cuInit failed: "
                + "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", report(() -> {
            throw new CudaException(803, "the CUDA driver's cuInit failed: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH");
        }));
        assertEquals("an NVIDIA GPU may be there, but it cannot be used: no such method", report(() -> {
            throw new NoSuchMethodError("no such method");
        }));
        assertEquals("the NVIDIA driver is too old: it serves CUDA 11.4, and 12.0 is needed; update the driver",
                report(() -> driver(11040, H200)));
        assertEquals("the NVIDIA driver is there (CUDA 12.4) but shows no GPU; is CUDA_VISIBLE_DEVICES set?",
                report(() -> driver(12040)));
    }

    @Test
    void gpusAreNamed() {
        Detection found = Detection.of("auto", () -> true, () -> driver(13000, H200, MAXWELL));
        assertEquals("cuda:0 is NVIDIA H200 with 150 GB, cuda:1 is GeForce GTX 970, too old (compute capability 5.2, 6.0 is "
                + "needed); the driver serves CUDA 13.0", found.report());
        assertEquals(2, found.backends().size());
        assertThrows(CudaException.class, found.backends().get(1)::get);
    }

    @Test
    void aGpuThatFailsLaterSaysSo() {
        // Finding it does nothing with it; the first use does, and fails.
        Detection found = Detection.of("cuda", () -> true, () -> driver(12060, H200));
        CudaException e = assertThrows(CudaException.class, found.backends().get(0)::get);
        assertEquals(999, e.code());
    }

    @Test
    void thisMachineAnswersOnceAndQuietly() {
        Detection first = Detection.ofThisMachine();
        assertEquals(first, Detection.ofThisMachine());
        assertFalse(first.report().isBlank());
        assertTrue(first.report().indexOf('\n') < 0, first.report());
    }
}
