package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.backend.Backend;
import jacobi.backend.Buffer;

/** Memory of the CPU backend: an ordinary Java array, which the garbage collector takes back. */
final class HeapBuffer extends Buffer {
    /** A {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code boolean[]}. */
    final Object array;

    HeapBuffer(DType dtype, int length, Object array) {
        super(dtype, length);
        this.array = array;
    }

    @Override
    public Backend backend() {
        return CpuBackend.INSTANCE;
    }
}
