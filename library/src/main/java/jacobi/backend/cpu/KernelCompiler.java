package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.expr.Expr;

/** Makes kernels from formulas. For now they are interpreted, element by element: right, but slow. */
final class KernelCompiler {
    private KernelCompiler() {
    }

    static ElementwiseKernel compile(Expr formula, DType[] inputs, boolean[] scalar, DType out) {
        return (target, in, from, to) -> {
            double[] x = new double[in.length];
            for (int i = from; i < to; i++) {
                for (int k = 0; k < x.length; k++) {
                    x[k] = HeapArrays.get(in[k], scalar[k] ? 0 : i);
                }
                double y = formula.evaluate(x);
                if (out.isFloating()) {
                    HeapArrays.set(target, i, y);
                } else {
                    HeapArrays.set(target, i, out == DType.BOOL ? (y != 0 ? 1L : 0L) : (long) y);
                }
            }
        };
    }
}
