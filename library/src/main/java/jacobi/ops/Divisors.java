package jacobi.ops;

import jacobi.Tensor;

/** Whole numbers cannot be divided by 0: there is no whole number for infinity. */
final class Divisors {
    private Divisors() {
    }

    static void check(String op, Tensor x, Tensor y) {
        if (!x.dtype().isFloating() && !y.dtype().isFloating() && y.eq(0).sum().item() > 0) {
            throw new IllegalArgumentException(op + ": a divisor is 0, and of whole numbers (" + x.dtype() + " and "
                    + y.dtype() + ") there is no infinity; convert with to(DType.FLOAT32)");
        }
    }
}
