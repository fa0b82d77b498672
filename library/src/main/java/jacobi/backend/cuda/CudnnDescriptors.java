package jacobi.backend.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jacobi.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How convolutions are described to cuDNN. This part of it needs no GPU. */
final class CudnnDescriptors {
    private static final int NCHW = 0;
    private static final int CROSS_CORRELATION = 1;

    private final SymbolLookup library;
    private final MethodHandle setTensor;
    private final MethodHandle setFilter;
    private final MethodHandle setConvolution;
    private final MethodHandle setGroups;
    private final MethodHandle outputs;

    CudnnDescriptors(SymbolLookup library) {
        this.library = library;
        setTensor = function("cudnnSetTensorNdDescriptor", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
        setFilter = function("cudnnSetFilterNdDescriptor", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
        setConvolution = function("cudnnSetConvolutionNdDescriptor", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT,
                JAVA_INT);
        setGroups = function("cudnnSetConvolutionGroupCount", ADDRESS, JAVA_INT);
        outputs = function("cudnnGetConvolutionNdForwardOutputDim", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    }

    private MethodHandle function(String name, MemoryLayout... arguments) {
        return Libraries.function(library, name, arguments);
    }

    /**
     * The sizes of a convolution of row-major arrays.
     *
     * @param wide whether the numbers are float64, else float32
     */
    record Sizes(boolean wide, int[] x, int[] w, int[] y, int[] stride, int[] padding, int[] dilation, int groups) {
        /** {@return the same with two axes to slide along, if it has one} The library has no convolutions of lines. */
        Sizes asImages() {
            return x.length > 3 ? this : new Sizes(wide, with(x, 2, 1), with(w, 2, 1), with(y, 2, 1), with(stride, 0, 1),
                    with(padding, 0, 0), with(dilation, 0, 1), groups);
        }

        private static int[] with(int[] a, int place, int value) {
            return IntStream.concat(IntStream.concat(Arrays.stream(a, 0, place), IntStream.of(value)),
                    Arrays.stream(a, place, a.length)).toArray();
        }

        /** {@return all numbers: equal for equal sizes} */
        List<Integer> numbers() {
            return IntStream.concat(IntStream.of(wide ? 1 : 0, groups),
                    Stream.of(x, w, y, stride, padding, dilation).flatMapToInt(Arrays::stream)).boxed().toList();
        }
    }

    /** A convolution as the library sees it. */
    final class Description implements AutoCloseable {
        final MemorySegment x;
        final MemorySegment w;
        final MemorySegment y;
        final MemorySegment convolution;
        private final Deque<Runnable> destroyers = new ArrayDeque<>();

        /** @throws CudaException if the library cannot describe it, or sees another result */
        private Description(Sizes sizes) {
            int type = sizes.wide ? 1 : 0;
            int rank = sizes.x.length;
            try (Arena arena = Arena.ofConfined()) {
                x = tensor(arena, type, sizes.x);
                w = create("Filter");
                call("cudnnSetFilterNdDescriptor", setFilter, w, type, NCHW, rank, arena.allocateFrom(JAVA_INT, sizes.w));
                y = tensor(arena, type, sizes.y);
                convolution = create("Convolution");
                call("cudnnSetConvolutionNdDescriptor", setConvolution, convolution, rank - 2,
                        arena.allocateFrom(JAVA_INT, sizes.padding), arena.allocateFrom(JAVA_INT, sizes.stride),
                        arena.allocateFrom(JAVA_INT, sizes.dilation), CROSS_CORRELATION, type);
                call("cudnnSetConvolutionGroupCount", setGroups, convolution, sizes.groups);
                MemorySegment seen = arena.allocate(JAVA_INT, rank);
                call("cudnnGetConvolutionNdForwardOutputDim", outputs, convolution, x, w, rank, seen);
                if (!Arrays.equals(sizes.y, seen.toArray(JAVA_INT))) {
                    throw new CudaException(0, "cuDNN sees a convolution with a result of "
                            + Arrays.toString(seen.toArray(JAVA_INT)) + " where it is " + Arrays.toString(sizes.y));
                }
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }

        private MemorySegment tensor(Arena arena, int type, int[] dims) {
            MemorySegment tensor = create("Tensor");
            call("cudnnSetTensorNdDescriptor", setTensor, tensor, type, dims.length, arena.allocateFrom(JAVA_INT, dims),
                    arena.allocateFrom(JAVA_INT, Shape.of(dims).rowMajorStrides()));
            return tensor;
        }

        private MemorySegment create(String kind) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment place = arena.allocate(ADDRESS);
                String create = "cudnnCreate" + kind + "Descriptor";
                call(create, function(create, ADDRESS), place);
                MemorySegment created = place.get(ADDRESS, 0);
                String destroy = "cudnnDestroy" + kind + "Descriptor";
                destroyers.push(() -> call(destroy, function(destroy, ADDRESS), created));
                return created;
            }
        }

        @Override
        public void close() {
            while (!destroyers.isEmpty()) {
                destroyers.pop().run();
            }
        }
    }

    Description describe(Sizes sizes) {
        return new Description(sizes);
    }

    /** Calls a function, slowly. */
    static void call(String name, MethodHandle function, Object... arguments) {
        int status;
        try {
            status = (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new CudaException("cuDNN cannot be called", e);
        }
        check(name, status);
    }

    static void check(String name, int status) {
        if (status != 0) {
            // Not initialised, in version 8 and from 9 on.
            throw new CudaException(0, "cuDNN's " + name + " failed with status " + status
                    + (status == 1 || status == 1001 ? ": there is no GPU, or its driver is too old for this version" : ""));
        }
    }
}
