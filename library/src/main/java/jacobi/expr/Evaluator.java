package jacobi.expr;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Values of expressions in double arithmetic. */
final class Evaluator {
    private Evaluator() {
    }

    static double evaluate(Expr root, double[] inputs) {
        List<Expr> order = Dag.order(root);
        Map<Expr, Double> values = new IdentityHashMap<>();
        for (Expr node : order) {
            values.put(node, switch (node) {
                case Const c -> c.value();
                case Var v -> input(v, inputs);
                case Unary u -> u.fn().apply(values.get(u.x()));
                case Binary e -> e.op().apply(values.get(e.a()), values.get(e.b()));
                case Compare e -> e.cmp().test(values.get(e.a()), values.get(e.b())) ? 1.0 : 0.0;
                case Select s -> values.get(s.condition()) != 0 ? values.get(s.a()) : values.get(s.b());
            });
        }
        return values.get(root);
    }

    private static double input(Var v, double[] inputs) {
        if (v.index() >= inputs.length) {
            throw new IllegalArgumentException("evaluate: variable " + v.name() + " is input " + v.index()
                    + ", but only " + inputs.length + " values were given.");
        }
        return inputs[v.index()];
    }
}
