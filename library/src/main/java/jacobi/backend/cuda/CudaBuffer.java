package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.backend.Backend;
import jacobi.backend.Buffer;
import jacobi.backend.NDArray;

/** Memory of a GPU; it goes back when the buffer becomes unreachable, or earlier. A truth value takes one byte. */
final class CudaBuffer extends Buffer {
    private final CudaBackend backend;
    private final DeviceMemory.Taken memory;
    private volatile boolean closed;

    CudaBuffer(CudaBackend backend, DType dtype, int length) {
        super(dtype, length);
        this.backend = backend;
        this.memory = backend.gpu.memory.take(this, (long) length * bytes(dtype));
        belongsToScope();
    }

    @Override
    public Backend backend() {
        return backend;
    }

    /** {@return where the numbers are} */
    long address() {
        if (closed) {
            throw new IllegalStateException("this tensor's memory on " + backend.name() + " was given back when its scope "
                    + "closed; keep what is needed later, with scope.keep(tensor)");
        }
        return memory.address();
    }

    /** Says that a copy to this memory is on its way, for the case that nobody waits for it. */
    void arriving(Uploads.Arrival arrival) {
        memory.arriving(arrival);
    }

    /** Says again that this memory is worth being given back, at the end of the scope that is open now. */
    void joinScope() {
        belongsToScope();
    }

    @Override
    protected void release() {
        closed = true;
        memory.giveBack();
    }

    static int bytes(DType dtype) {
        return switch (dtype) {
            case BOOL -> 1;
            case INT32, FLOAT32 -> 4;
            case INT64, FLOAT64 -> 8;
        };
    }

    /** {@return the address of an array's first element} */
    static long address(NDArray a) {
        return ((CudaBuffer) a.buffer()).address() + (long) a.offset() * bytes(a.dtype());
    }
}
