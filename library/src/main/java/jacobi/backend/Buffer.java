package jacobi.backend;

import jacobi.DType;

/**
 * A flat run of elements in a device's memory. Views share it. Each backend has its own subclass; memory comes back
 * when the buffer becomes unreachable.
 */
public abstract class Buffer {
    private final DType dtype;
    private final int length;

    protected Buffer(DType dtype, int length) {
        this.dtype = dtype;
        this.length = length;
    }

    /** {@return the type of the elements} */
    public final DType dtype() {
        return dtype;
    }

    /** {@return the number of elements} */
    public final int length() {
        return length;
    }

    /** {@return the backend that owns this memory} */
    public abstract Backend backend();
}
