package jacobi.backend;

import jacobi.Shape;
import java.util.function.Supplier;

/** Brings the host's numbers to a device while it computes. */
public interface Carrier {
    /**
     * Begins to copy numbers to a new row-major array. The device goes on with what it was asked for, and with what it is
     * asked for until the array is taken.
     *
     * @param data as for {@link Backend#fromHost}, perhaps longer than the array; it may change afterwards
     * @return gives the array; whatever is asked for after that finds the numbers there
     */
    Supplier<NDArray> bring(Object data, Shape shape);
}
