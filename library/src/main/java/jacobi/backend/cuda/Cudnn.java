package jacobi.backend.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import jacobi.backend.Convolver;
import jacobi.backend.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolutions by cuDNN, version 8 or newer, by its C interface. Only algorithms that give the same numbers each time are
 * taken; of these, while products are to be exact (see {@link Cublas}), only those that multiply the numbers as they are, and
 * not their transforms. What it does not do, or fails to do, is left to the caller.
 */
final class Cudnn implements Convolver {
    private static final int DEFAULT_MATH = 0;
    private static final int ALLOW_CONVERSION = 2;
    private static final int FMA_MATH = 3;
    private static final int DETERMINISTIC = 1;
    /** The struct in which an algorithm is told: 48 bytes, with its fields at these places. */
    private static final int TOLD_BYTES = 48;
    private static final int TOLD_STATUS = 4;
    private static final int TOLD_MEMORY = 16;
    private static final int TOLD_DETERMINISM = 24;
    private static final int TOLD_MATH = 28;
    private static final int MOST_TOLD = 8;
    /** Bytes that an algorithm may work with. */
    private static final long MOST_WORKSPACE = 512L << 20;
    private static final int REMEMBERED = 256;

    /** The functions for one unknown, and its algorithms that are products of the numbers themselves. */
    private record Functions(MethodHandle algorithms, MethodHandle run, List<Integer> exact) {
        static Functions of(SymbolLookup library, String direction, Integer... exact) {
            return new Functions(
                    Libraries.function(library, "cudnnGetConvolution" + direction + "Algorithm_v7", ADDRESS, ADDRESS, ADDRESS,
                            ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS),
                    Libraries.function(library, "cudnnConvolution" + direction, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
                            ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS), List.of(exact));
        }
    }

    private record Key(Unknown unknown, List<Integer> numbers) {
    }

    /** How one convolution is done. */
    private record Plan(CudnnDescriptors.Description description, int algorithm, long workspace) {
        /** For what the library does not do. */
        static final Plan NONE = new Plan(null, -1, 0);
    }

    private final Gpu gpu;
    private final CudnnDescriptors descriptors;
    private final Map<Unknown, Functions> functions = new EnumMap<>(Unknown.class);
    private final MethodHandle setMath;
    private final MemorySegment handle;
    private final MemorySegment one = Arena.global().allocate(16);
    private final MemorySegment zero = Arena.global().allocate(16);
    private final boolean exact;
    private final long mostWorkspace;
    private final String name;
    private final Map<Key, Plan> plans = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Plan> eldest) {
            if (size() > REMEMBERED && eldest.getValue() != Plan.NONE) {
                eldest.getValue().description.close();
            }
            return size() > REMEMBERED;
        }
    };

    /**
     * Starts it on the stream of a GPU.
     *
     * @param file   where it is, for its name
     * @param stream the driver's own pointer
     * @throws CudaException if it does not start
     */
    Cudnn(SymbolLookup library, Path file, Gpu gpu, long stream) throws Throwable {
        this.gpu = gpu;
        descriptors = new CudnnDescriptors(library);
        functions.put(Unknown.OUTPUT, Functions.of(library, "Forward", 0, 1, 2));
        functions.put(Unknown.INPUT, Functions.of(library, "BackwardData", 1));
        functions.put(Unknown.WEIGHT, Functions.of(library, "BackwardFilter", 1));
        setMath = Libraries.function(library, "cudnnSetConvolutionMathType", ADDRESS, JAVA_INT);
        one.set(JAVA_DOUBLE, 0, 1.0);
        one.set(JAVA_FLOAT, 8, 1.0f);
        exact = Cublas.precision().equals("float32");
        mostWorkspace = Math.min(MOST_WORKSPACE, gpu.properties.bytes() / 16);
        long version = (long) Linker.nativeLinker().downcallHandle(library.findOrThrow("cudnnGetVersion"),
                FunctionDescriptor.of(JAVA_LONG)).invokeExact();
        name = "cuDNN " + (version >= 90000 ? version / 10000 : version / 1000) + "."
                + (version >= 90000 ? version / 100 % 100 : version / 100 % 10) + " (" + file + ")";
        MemorySegment place = Arena.global().allocate(ADDRESS);
        CudnnDescriptors.call("cudnnCreate", Libraries.function(library, "cudnnCreate", ADDRESS), place);
        handle = place.get(ADDRESS, 0);
        CudnnDescriptors.call("cudnnSetStream", Libraries.function(library, "cudnnSetStream", ADDRESS, ADDRESS), handle,
                MemorySegment.ofAddress(stream));
    }

    /** {@return which library this is} */
    String name() {
        return name;
    }

    @Override
    public boolean convolve(Unknown unknown, Geometry geometry, NDArray x, NDArray w, NDArray y) {
        if (x.size() == 0 || w.size() == 0 || y.size() == 0 || x.shape().rank() > 5) {
            return false;
        }
        CudnnDescriptors.Sizes sizes = new CudnnDescriptors.Sizes(CudaBuffer.bytes(x.dtype()) == 8, x.shape().dims(),
                w.shape().dims(), y.shape().dims(), geometry.stride(), geometry.padding(), geometry.dilation(),
                geometry.groups()).asImages();
        NDArray denseX = dense(x, unknown == Unknown.INPUT);
        NDArray denseW = dense(w, unknown == Unknown.WEIGHT);
        NDArray denseY = dense(y, unknown == Unknown.OUTPUT);
        synchronized (gpu) {
            gpu.enter();
            Key key = new Key(unknown, sizes.numbers());
            Plan plan = plans.computeIfAbsent(key, k -> plan(unknown, sizes));
            if (plan == Plan.NONE) {
                return false;
            }
            boolean done = run(unknown, plan, sizes.wide(), denseX, denseW, denseY);
            if (!done) {
                plans.put(key, Plan.NONE);
                plan.description.close();
            }
            return done;
        }
    }

    private static NDArray dense(NDArray a, boolean unknown) {
        if (unknown && !a.isContiguous()) {
            throw new IllegalArgumentException("the result of a convolution is an array of its own");
        }
        return a.isContiguous() ? a : a.flattened();
    }

    private Plan plan(Unknown unknown, CudnnDescriptors.Sizes sizes) {
        CudnnDescriptors.Description d = null;
        try (Arena arena = Arena.ofConfined()) {
            d = descriptors.describe(sizes);
            CudnnDescriptors.call("cudnnSetConvolutionMathType", setMath, d.convolution, exact ? FMA_MATH : DEFAULT_MATH);
            MemorySegment count = arena.allocate(JAVA_INT);
            MemorySegment told = arena.allocate(MOST_TOLD * TOLD_BYTES, 8);
            Functions f = functions.get(unknown);
            CudnnDescriptors.call("cudnnGetConvolutionAlgorithm", f.algorithms, handle, unknown == Unknown.INPUT ? d.w : d.x,
                    unknown == Unknown.OUTPUT ? d.w : d.y, d.convolution, result(unknown, d), MOST_TOLD, count, told);
            // The fastest first, as the library believes.
            for (int i = 0; i < Math.min(MOST_TOLD, count.get(JAVA_INT, 0)); i++) {
                MemorySegment each = told.asSlice((long) i * TOLD_BYTES, TOLD_BYTES);
                int algorithm = each.get(JAVA_INT, 0);
                int math = each.get(JAVA_INT, TOLD_MATH);
                boolean allowed = exact ? f.exact.contains(algorithm) && (math == DEFAULT_MATH || math == FMA_MATH)
                        : math != ALLOW_CONVERSION;
                if (allowed && each.get(JAVA_INT, TOLD_STATUS) == 0 && each.get(JAVA_INT, TOLD_DETERMINISM) == DETERMINISTIC
                        && each.get(JAVA_LONG, TOLD_MEMORY) <= mostWorkspace) {
                    CudnnDescriptors.call("cudnnSetConvolutionMathType", setMath, d.convolution, exact ? FMA_MATH : math);
                    return new Plan(d, algorithm, each.get(JAVA_LONG, TOLD_MEMORY));
                }
            }
        } catch (CudaException e) {
            System.getLogger("jacobi").log(System.Logger.Level.DEBUG, "a convolution that cuDNN does not do: {0}", e.getMessage());
        }
        if (d != null) {
            d.close();
        }
        return Plan.NONE;
    }

    private static MemorySegment result(Unknown unknown, CudnnDescriptors.Description d) {
        return switch (unknown) {
            case OUTPUT -> d.y;
            case INPUT -> d.x;
            case WEIGHT -> d.w;
        };
    }

    private boolean run(Unknown unknown, Plan plan, boolean wide, NDArray x, NDArray w, NDArray y) {
        CudnnDescriptors.Description d = plan.description;
        // All that is asked for later comes behind this on the stream, so the memory is free for it at once.
        DeviceMemory.Taken taken;
        try {
            taken = plan.workspace == 0 ? null : gpu.memory.take(this, plan.workspace);
        } catch (CudaException e) {
            if (e.code() != CudaException.OUT_OF_MEMORY) {
                throw e;
            }
            return false;
        }
        MemorySegment workspace = taken == null ? MemorySegment.NULL : MemorySegment.ofAddress(taken.address());
        MemorySegment atX = MemorySegment.ofAddress(CudaBuffer.address(x));
        MemorySegment atW = MemorySegment.ofAddress(CudaBuffer.address(w));
        MemorySegment atY = MemorySegment.ofAddress(CudaBuffer.address(y));
        MemorySegment alpha = wide ? one : one.asSlice(8);
        MethodHandle run = functions.get(unknown).run;
        try {
            int status = switch (unknown) {
                case OUTPUT -> (int) run.invokeExact(handle, alpha, d.x, atX, d.w, atW, d.convolution, plan.algorithm, workspace,
                        plan.workspace, zero, d.y, atY);
                case INPUT -> (int) run.invokeExact(handle, alpha, d.w, atW, d.y, atY, d.convolution, plan.algorithm, workspace,
                        plan.workspace, zero, d.x, atX);
                case WEIGHT -> (int) run.invokeExact(handle, alpha, d.x, atX, d.y, atY, d.convolution, plan.algorithm, workspace,
                        plan.workspace, zero, d.w, atW);
            };
            return status == 0;
        } catch (Throwable e) {
            throw new CudaException("cuDNN cannot be called", e);
        } finally {
            if (taken != null) {
                taken.giveBack();
            }
            Reference.reachabilityFence(x);
            Reference.reachabilityFence(w);
            Reference.reachabilityFence(y);
        }
    }
}
