package jacobi.backend.cpu;

/**
 * A formula applied to arrays, all at one index: {@code out[i] = f(a[i], b[i], ...)} for i from {@code from} to
 * {@code to}; of an input that was declared a scalar, element 0 is taken every time. The arrays are of the types for
 * which the kernel was made. The forms with up to three inputs spare the caller an array of arrays.
 */
abstract class ElementwiseKernel {
    abstract void run(Object out, Object[] in, int from, int to);

    void run(Object out, Object a, int from, int to) {
        run(out, new Object[] {a}, from, to);
    }

    void run(Object out, Object a, Object b, int from, int to) {
        run(out, new Object[] {a, b}, from, to);
    }

    void run(Object out, Object a, Object b, Object c, int from, int to) {
        run(out, new Object[] {a, b, c}, from, to);
    }
}
