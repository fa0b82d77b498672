package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A formula evaluated node by node in double arithmetic: for formulas so long that the JIT compiler would refuse their
 * loop.
 */
final class InterpretedKernel extends ElementwiseKernel {
    private final Expr[] nodes;
    /** The positions of each node's operands in {@link #nodes}, three places for each. */
    private final int[] operands;
    private final boolean[] scalar;
    private final DType out;

    /** @param formula the nodes of the formula, operands first */
    InterpretedKernel(List<Expr> formula, boolean[] scalar, DType out) {
        this.nodes = formula.toArray(new Expr[0]);
        this.operands = new int[3 * nodes.length];
        this.scalar = scalar;
        this.out = out;
        Map<Expr, Integer> positions = new IdentityHashMap<>();
        for (int i = 0; i < nodes.length; i++) {
            positions.put(nodes[i], i);
            switch (nodes[i]) {
                case Const _, Var _ -> { }
                case Unary u -> operands[3 * i] = positions.get(u.x());
                case Binary e -> {
                    operands[3 * i] = positions.get(e.a());
                    operands[3 * i + 1] = positions.get(e.b());
                }
                case Compare e -> {
                    operands[3 * i] = positions.get(e.a());
                    operands[3 * i + 1] = positions.get(e.b());
                }
                case Select s -> {
                    operands[3 * i] = positions.get(s.condition());
                    operands[3 * i + 1] = positions.get(s.a());
                    operands[3 * i + 2] = positions.get(s.b());
                }
            }
        }
    }

    @Override
    void run(Object target, Object[] in, int from, int to) {
        double[] values = new double[nodes.length];
        for (int i = from; i < to; i++) {
            double y = element(values, in, i);
            switch (out) {
                case FLOAT32, FLOAT64 -> HeapArrays.set(target, i, y);
                case INT32 -> HeapArrays.set(target, i, (long) (int) y);
                case INT64 -> HeapArrays.set(target, i, (long) y);
                case BOOL -> HeapArrays.set(target, i, y != 0 ? 1L : 0L);
            }
        }
    }

    private double element(double[] values, Object[] in, int index) {
        for (int i = 0; i < nodes.length; i++) {
            double a = values[operands[3 * i]];
            double b = values[operands[3 * i + 1]];
            values[i] = switch (nodes[i]) {
                case Const c -> c.value();
                case Var v -> HeapArrays.get(in[v.index()], scalar[v.index()] ? 0 : index);
                case Unary u -> u.fn().apply(a);
                case Binary e -> e.op().apply(a, b);
                case Compare e -> e.cmp().test(a, b) ? 1 : 0;
                case Select _ -> a != 0 ? b : values[operands[3 * i + 2]];
            };
        }
        return values[nodes.length - 1];
    }
}
