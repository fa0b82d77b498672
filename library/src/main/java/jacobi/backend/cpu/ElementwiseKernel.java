package jacobi.backend.cpu;

/** A formula applied to arrays, all at one index. */
interface ElementwiseKernel {
    /** {@code out[i] = f(in[0][i], in[1][i], ...)} for i from {@code from} to {@code to}. */
    void run(Object out, Object[] in, int from, int to);
}
