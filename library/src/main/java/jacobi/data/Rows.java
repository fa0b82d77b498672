package jacobi.data;

import jacobi.DType;
import jacobi.Shape;
import jacobi.Tensor;

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

    /** Takes rows out, batch after batch; it may keep memory from one batch to the next. */
    interface Reader {
        /** {@return the rows from (included) to (excluded)} */
        Tensor range(int from, int to);

        /** {@return these rows, in this order} */
        Tensor select(int[] rows);
    }
}
