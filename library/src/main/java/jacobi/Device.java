package jacobi;

import jacobi.backend.Backend;
import jacobi.backend.cpu.CpuBackend;
import jacobi.backend.cuda.CudaBackend;
import jacobi.backend.cuda.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Where a tensor's numbers are and where its ops run: the processor, or an NVIDIA GPU. New tensors are made on the device
 * in use: a GPU if there is one that can be used, else the processor, unless the system property {@code jacobi.device}
 * or the variable {@code JACOBI_DEVICE} says otherwise ({@code cpu}, {@code cuda}, {@code cuda:1}).
 *
 * {@snippet :
 * System.out.println(Device.report());   // what there is, or why there is no GPU
 * Device.use(Device.CPU);                // from now on
 * Tensor x = randn(3).to(Device.of("cuda:1"));
 * }
 *
 * @param type  the kind of device: {@code "cpu"} or {@code "cuda"}
 * @param index which one of its kind, counted from 0
 */
public record Device(String type, int index) {
    /** The processor: always there. */
    public static final Device CPU = new Device("cpu", 0);

    /** @throws IllegalArgumentException if there is no such kind of device */
    public Device {
        if (!(type.equals("cpu") && index == 0) && !(type.equals("cuda") && index >= 0)) {
            throw new IllegalArgumentException("Device: there is no " + type + ":" + index + "; devices are cpu, cuda:0, cuda:1 "
                    + "and so on");
        }
    }

    /** The device in use, found when it is first needed. */
    private static final class InUse {
        static volatile Backend backend;
        static volatile RuntimeException refusal;

        static {
            String asked = Detection.asked();
            try {
                backend = asked.equals("auto") ? fastest() : of(asked).backend();
            } catch (IllegalArgumentException | IllegalStateException e) {
                refusal = new IllegalStateException(e.getMessage() + " (jacobi.device or JACOBI_DEVICE asks for " + asked
                        + "; Device.use(Device.CPU) goes on without)");
            }
        }

        private static Backend fastest() {
            for (Supplier<CudaBackend> gpu : Detection.ofThisMachine().backends()) {
                try {
                    return gpu.get();
                } catch (RuntimeException e) {
                    // One that is too old, or in use by another program alone; the report of a device that is asked for says so.
                    continue;
                }
            }
            return CpuBackend.INSTANCE;
        }
    }

    /**
     * {@return the device of this name}
     *
     * @param name {@code cpu}, {@code cuda} (the first GPU) or {@code cuda:1}
     * @throws IllegalArgumentException if it is none of these
     */
    public static Device of(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("cpu") || plain.equals("cpu:0")) {
            return CPU;
        }
        if (plain.equals("cuda") || plain.matches("cuda:\\d{1,4}")) {
            return new Device("cuda", plain.length() == 4 ? 0 : Integer.parseInt(plain.substring(5)));
        }
        throw new IllegalArgumentException("Device: there is no device " + name + "; devices are cpu, cuda (the first GPU), cuda:1 "
                + "and so on");
    }

    /** {@return the devices that there are: the processor first} */
    public static List<Device> available() {
        List<Device> all = new ArrayList<>(List.of(CPU));
        for (int i = 0; i < Detection.ofThisMachine().backends().size(); i++) {
            all.add(new Device("cuda", i));
        }
        return List.copyOf(all);
    }

    /** {@return one line on which device is in use, and which GPUs were found, or why none was} */
    public static String report() {
        String in;
        try {
            in = inUse().toString();
        } catch (IllegalStateException e) {
            in = "none";
        }
        String how = in.startsWith("cuda") ? of(in).backend().report() : "";
        return in + " in use" + (how.isEmpty() ? "" : ", " + how) + "; " + Detection.ofThisMachine().report();
    }

    /**
     * {@return the device that new tensors are made on}
     *
     * @throws IllegalStateException if the one that was asked for from outside cannot be used
     */
    public static Device inUse() {
        return of(backendInUse().name());
    }

    /**
     * From now on new tensors are made on this device; those that exist stay where they are. (PyTorch's
     * {@code set_default_device}.)
     *
     * @throws IllegalStateException if there is no such device; the message says what was found
     */
    public static void use(Device device) {
        Backend backend = device.backend();
        InUse.refusal = null;
        InUse.backend = backend;
    }

    static Backend backendInUse() {
        if (InUse.refusal != null) {
            throw new IllegalStateException(InUse.refusal.getMessage());
        }
        return InUse.backend;
    }

    /**
     * {@return what computes on this device}
     *
     * @throws IllegalStateException if there is no such device
     */
    public Backend backend() {
        if (type.equals("cpu")) {
            return CpuBackend.INSTANCE;
        }
        List<Supplier<CudaBackend>> gpus = Detection.ofThisMachine().backends();
        if (index >= gpus.size()) {
            throw new IllegalStateException("there is no device " + this + ": " + Detection.ofThisMachine().report());
        }
        return gpus.get(index).get();
    }

    /** {@return one line on this device's own memory, in use and free; empty for the processor, whose memory is Java's heap} */
    public String memoryReport() {
        return backend().memoryReport();
    }

    /** Gives memory that no tensor uses any more back to the system, for other programs on this device. */
    public void release() {
        backend().release();
    }

    /** Waits until all work on this device is done; needed only to measure time. */
    public void synchronize() {
        backend().synchronize();
    }

    /** {@return {@code cpu}, or the type and the index, such as {@code cuda:0}} */
    @Override
    public String toString() {
        return type.equals("cpu") ? type : type + ":" + index;
    }
}
