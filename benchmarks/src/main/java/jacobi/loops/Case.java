package jacobi.loops;

import java.util.function.Supplier;
import jacobi.Tensor;

/**
 * An op, and the plain loop on one thread that somebody without the library would write into a new array.
 *
 * @param elements what the loop runs over: the bytes that are allocated are divided by it
 * @param op       gives a tensor
 * @param loop     gives a primitive array of the same numbers
 * @param compared whether the numbers must agree: not for random ones
 */
record Case(int elements, Supplier<Tensor> op, Supplier<Object> loop, boolean compared) {
    Case(int elements, Supplier<Tensor> op, Supplier<Object> loop) {
        this(elements, op, loop, true);
    }

    /** Fails where the op and the loop don't compute the same. */
    void check() {
        double[] expected = doubles(loop.get());
        double[] actual = op.get().toDoubles();
        if (expected.length != actual.length) {
            throw new AssertionError("the loop makes " + expected.length + " numbers, the op " + actual.length);
        }
        for (int i = 0; compared && i < actual.length; i++) {
            double e = expected[i];
            boolean near = Math.abs(actual[i] - e) <= 1e-3 * Math.max(1, Math.abs(e));
            if (!near && actual[i] != e && !(Double.isNaN(e) && Double.isNaN(actual[i]))) {
                throw new AssertionError("number " + i + " of the loop is " + e + ", of the op " + actual[i]);
            }
        }
    }

    private static double[] doubles(Object array) {
        double[] values = new double[java.lang.reflect.Array.getLength(array)];
        for (int i = 0; i < values.length; i++) {
            Object value = java.lang.reflect.Array.get(array, i);
            values[i] = value instanceof Boolean b ? b ? 1 : 0 : ((Number) value).doubleValue();
        }
        return values;
    }
}
