package jacobi.data;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.backend.Backend;
import jacobi.backend.Carrier;
import jacobi.backend.NDArray;
import java.util.function.Supplier;

/** One row of numbers for each example of a data set, however they are stored. */
sealed interface Rows permits TensorRows, GreyRows {
    /** {@return the shape as a tensor, the rows along the first axis} */
    Shape shape();

    /** {@return the type of the elements as a tensor} */
    DType dtype();

    /** {@return all rows} */
    Tensor all();

    /** {@return the rows from (included) to (excluded), as rows that share the memory} */
    Rows part(int from, int to);

    /** {@return what takes rows out, for one loop on one thread} */
    Reader reader();

    /**
     * Takes rows out, batch after batch; it may keep memory from one batch to the next. Rows of the processor's memory are
     * on their way to the device in use when a method returns; what that gives is asked once, when they are needed.
     */
    interface Reader {
        /** Begins with the rows from (included) to (excluded). */
        Supplier<Tensor> range(int from, int to);

        /** Begins with these rows, in this order. */
        Supplier<Tensor> select(int[] rows);
    }

    /**
     * Begins to bring numbers of the processor's memory to a device.
     *
     * @param numbers an array of the host's, perhaps longer than the shape; it may change afterwards
     */
    static Supplier<Tensor> bring(Backend device, Object numbers, Shape shape) {
        Carrier carrier = device.carrier();
        if (carrier == null) {
            Tensor there = Tensor.of(device.fromHost(numbers, shape));
            return () -> there;
        }
        Supplier<NDArray> coming = carrier.bring(numbers, shape);
        return () -> Tensor.of(coming.get());
    }
}
