package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.backend.NDArray;
import jacobi.backend.ScalarFunction;
import jacobi.expr.Var;

/**
 * Runs compiled formulas over arrays. A compiled loop reads and writes all its arrays at one common index, which is
 * what the JIT compiler turns into vector instructions; inputs that do not lie like that are copied to small scratch
 * arrays first, a chunk at a time, so that they stay in the cache.
 */
final class ElementwiseLoops {
    /** The formula of a copy, which converts between element types. */
    static final ScalarFunction IDENTITY = new ScalarFunction("copy", 1, new Var(0, "x"));

    /** Elements in a chunk of scratch: 4 KiB of floats, so that several chunks fit the fastest cache. */
    private static final int CHUNK = 1024;
    /** Elements in a chunk of the result itself, which needs no scratch. */
    private static final int IN_PLACE = 4096;
    /** Elements below which more threads don't pay. */
    private static final int GRAIN = 1 << 15;
    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private ElementwiseLoops() {
    }

    /** The kernels of one formula, by the types of their arrays. Replaced as a whole when one is added. */
    private record Kernels(long[] keys, ElementwiseKernel[] kernels) {
        ElementwiseKernel find(long key) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] == key) {
                    return kernels[i];
                }
            }
            return null;
        }

        Kernels with(long key, ElementwiseKernel kernel) {
            long[] moreKeys = java.util.Arrays.copyOf(keys, keys.length + 1);
            ElementwiseKernel[] moreKernels = java.util.Arrays.copyOf(kernels, kernels.length + 1);
            moreKeys[keys.length] = key;
            moreKernels[keys.length] = kernel;
            return new Kernels(moreKeys, moreKernels);
        }
    }

    static void run(ScalarFunction f, NDArray out, NDArray[] in) {
        int n = out.size();
        if (n == 0) {
            return;
        }
        long key = out.dtype().ordinal();
        boolean plain = out.isFlat();
        for (NDArray a : in) {
            boolean whole = a.isFlat() && a.size() == n;
            boolean scalar = !whole && a.isUniform();
            plain &= whole || scalar && a.offset() == 0;
            key = key << 4 | (long) a.dtype().ordinal() << 1 | (scalar ? 1 : 0);
        }
        ElementwiseKernel kernel = kernel(f, key, out, in);
        if (plain) {
            runPlain(kernel, out, in, n);
        } else {
            runMoved(kernel, key, out, in, n);
        }
    }

    private static void runPlain(ElementwiseKernel kernel, NDArray out, NDArray[] in, int n) {
        if (n <= GRAIN) {
            runPlain(kernel, out, in, 0, n);
        } else {
            Threads.parallelFor(n, GRAIN, (from, to) -> runPlain(kernel, out, in, from, to));
        }
    }

    /** Some arrays don't lie as the compiled loop wants them. */
    private static void runMoved(ElementwiseKernel kernel, long key, NDArray out, NDArray[] in, int n) {
        NDArray[] near = in;
        int lone = lone(key, out, in, n);
        for (int i = 0; i < in.length && n > GRAIN; i++) {
            if (i != lone && isTurned(in[i], n)) {
                near = near == in ? in.clone() : near;
                near[i] = in[i].flattened();
            }
        }
        lone = near == in ? lone : lone(key, out, near, n);
        if (lone == SEVERAL) {
            runStaged(kernel, key, out, near, n);
        } else if (lone == NONE) {
            runPlain(kernel, out, near, n);
        } else if (n > GRAIN && isTurned(near[lone], n)) {
            out.backend().copy(near[lone], out);
            runPlain(kernel, out, with(near, lone, out), n);
        } else {
            runInPlace(kernel, out, near, n, lone);
        }
    }

    private static NDArray[] with(NDArray[] in, int place, NDArray array) {
        NDArray[] changed = in.clone();
        changed[place] = array;
        return changed;
    }

    /** Whether neighbours along the last axis are farther apart than those before it: copied in large tiles. */
    private static boolean isTurned(NDArray a, int n) {
        int rank = a.shape().rank();
        if (rank < 2 || a.size() != n || a.isFlat()) {
            return false;
        }
        int last = Math.abs(a.strides()[rank - 1]);
        int before = Math.abs(a.strides()[rank - 2]);
        return before > 0 && before < last && a.shape().dim(rank - 1) > 1 && a.shape().dim(rank - 2) > 1;
    }

    private static void runPlain(ElementwiseKernel kernel, NDArray out, NDArray[] in, int from, int to) {
        Object target = CpuBackend.array(out);
        switch (in.length) {
            case 1 -> kernel.run(target, CpuBackend.array(in[0]), from, to);
            case 2 -> kernel.run(target, CpuBackend.array(in[0]), CpuBackend.array(in[1]), from, to);
            case 3 -> kernel.run(target, CpuBackend.array(in[0]), CpuBackend.array(in[1]), CpuBackend.array(in[2]),
                    from, to);
            default -> {
                Object[] arrays = new Object[in.length];
                for (int i = 0; i < in.length; i++) {
                    arrays[i] = CpuBackend.array(in[i]);
                }
                kernel.run(target, arrays, from, to);
            }
        }
    }

    private static ElementwiseKernel kernel(ScalarFunction f, long key, NDArray out, NDArray[] in) {
        Kernels kernels = f.compiled() instanceof Kernels k ? k : null;
        ElementwiseKernel kernel = kernels == null ? null : kernels.find(key);
        return kernel != null ? kernel : compile(f, key, out.dtype(), in);
    }

    private static ElementwiseKernel compile(ScalarFunction f, long key, DType out, NDArray[] in) {
        if (in.length > 15) {
            throw new IllegalArgumentException(f.name() + ": a formula has at most 15 inputs, not " + in.length);
        }
        synchronized (f) {
            Kernels kernels = f.compiled() instanceof Kernels k ? k : new Kernels(new long[0], new ElementwiseKernel[0]);
            ElementwiseKernel kernel = kernels.find(key);
            if (kernel == null) {
                DType[] types = new DType[in.length];
                boolean[] scalar = new boolean[in.length];
                for (int i = 0; i < in.length; i++) {
                    types[i] = in[i].dtype();
                    scalar[i] = isScalar(key, i, in.length);
                }
                kernel = KernelCompiler.compile(f.formula(), types, scalar, out);
                f.compiled(kernels.with(key, kernel));
            }
            return kernel;
        }
    }

    private static boolean isScalar(long key, int input, int inputs) {
        return (key >> 4 * (inputs - 1 - input) & 1) == 1;
    }

    /**
     * The only input that does not lie as the result does, if it can be copied to where the result will be; {@link #NONE}
     * if all do, {@link #SEVERAL} if copies need room of their own.
     */
    private static int lone(long key, NDArray out, NDArray[] in, int n) {
        if (!out.isFlat()) {
            return SEVERAL;
        }
        int lone = NONE;
        boolean changesInput = false;
        for (int i = 0; i < in.length; i++) {
            changesInput |= in[i].buffer() == out.buffer();
            boolean inPlace = isScalar(key, i, in.length) ? in[i].offset() == 0 : in[i].isFlat() && in[i].size() == n;
            if (!inPlace) {
                if (lone != NONE || isScalar(key, i, in.length) || in[i].dtype() != out.dtype()) {
                    return SEVERAL;
                }
                lone = i;
            }
        }
        // A copy would overwrite an input that is read at the same place.
        return lone != NONE && changesInput ? SEVERAL : lone;
    }

    /** One input is copied to where the result will be, a chunk at a time: then all arrays have one index. */
    private static void runInPlace(ElementwiseKernel kernel, NDArray out, NDArray[] in, int n, int lone) {
        StridedRuns source = new StridedRuns(in[lone].broadcastTo(out.shape()));
        Object target = CpuBackend.array(out);
        NDArray[] near = with(in, lone, out);
        Threads.parallelFor(n, GRAIN, (from, to) -> {
            for (int start = from; start < to; start += IN_PLACE) {
                int end = Math.min(to, start + IN_PLACE);
                source.read(start, target, start, end - start);
                runPlain(kernel, out, near, start, end);
            }
        });
    }

    private static void runStaged(ElementwiseKernel kernel, long key, NDArray out, NDArray[] in, int n) {
        StridedRuns target = new StridedRuns(out);
        StridedRuns[] sources = new StridedRuns[in.length];
        for (int i = 0; i < in.length; i++) {
            sources[i] = new StridedRuns(in[i].broadcastTo(out.shape()));
        }
        int chunks = (n + CHUNK - 1) / CHUNK;
        Threads.parallelFor(chunks, GRAIN / CHUNK, (first, last) -> {
            int capacity = Math.min(n, CHUNK);
            boolean direct = n <= CHUNK;
            Object[] scratch = new Object[in.length];
            for (int i = 0; i < in.length; i++) {
                boolean scalar = isScalar(key, i, in.length);
                if (direct && (in[i].isFlat() && (scalar || in[i].size() == n))) {
                    scratch[i] = CpuBackend.array(in[i]);
                } else {
                    scratch[i] = HeapArrays.allocate(in[i].dtype(), scalar ? 1 : capacity);
                    if (scalar) {
                        sources[i].read(0, scratch[i], 0, 1);
                    }
                }
            }
            boolean writeThrough = direct && out.isFlat();
            Object result = writeThrough ? CpuBackend.array(out) : HeapArrays.allocate(out.dtype(), capacity);
            for (int chunk = first; chunk < last; chunk++) {
                int start = chunk * CHUNK;
                int count = Math.min(CHUNK, n - start);
                for (int i = 0; i < in.length; i++) {
                    if (!isScalar(key, i, in.length) && scratch[i] != CpuBackend.array(in[i])) {
                        sources[i].read(start, scratch[i], 0, count);
                    }
                }
                kernel.run(result, scratch, 0, count);
                if (!writeThrough) {
                    target.write(start, result, 0, count);
                }
            }
        });
    }
}
