package jacobi.backend;

import static jacobi.backend.Layout.assertSame;
import static jacobi.backend.Layout.out;

import jacobi.DType;
import jacobi.Shape;

/** What is common to all parts of a backend's contract: a primitive's result is that of plain loops. */
interface Contract {
    ReferenceBackend ORACLE = new ReferenceBackend();

    /** {@return the backend that is tested} */
    Backend backend();

    /** A primitive, which writes what it makes of an array. */
    interface Primitive {
        void run(Backend backend, NDArray in, NDArray out);
    }

    /** Runs a primitive here and on the oracle, into row-major memory and into memory with gaps, and compares. */
    default void compare(Layout layout, DType type, DType outType, Shape outShape, double tolerance, Primitive primitive) {
        for (boolean gaps : new boolean[] {false, true}) {
            NDArray expected = out(ORACLE, outType, outShape, gaps);
            primitive.run(ORACLE, layout.on(ORACLE, type, 5), expected);
            NDArray actual = out(backend(), outType, outShape, gaps);
            primitive.run(backend(), layout.on(backend(), type, 5), actual);
            assertSame(expected, actual, tolerance);
        }
    }
}
