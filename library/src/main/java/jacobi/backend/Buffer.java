package jacobi.backend;

import jacobi.DType;

/**
 * A flat run of elements in a device's memory. Views share it. Each backend has its own subclass; memory comes back
 * when the buffer becomes unreachable.
 */
public abstract class Buffer {
    private final DType dtype;
    private final int length;
    private int version;
    private String lastChange = "";

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

    /** {@return how often the numbers have been changed in place} A value that was saved for a gradient must not be. */
    public final int version() {
        return version;
    }

    /** {@return what changed the numbers last, for messages} */
    public final String lastChange() {
        return lastChange;
    }

    /** Notes that the numbers have been changed in place. */
    public final void changed(String by) {
        version++;
        lastChange = by;
    }

    /** Says that this memory is worth being given back at the end of a scope, by {@link #release}. */
    protected final void belongsToScope() {
        Buffers.add(this);
    }

    /** Gives the memory back now; it must not be used afterwards. */
    protected void release() {
    }

    /** {@return the backend that owns this memory} */
    public abstract Backend backend();
}
