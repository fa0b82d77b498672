package jacobi.notebook.graph;

import jacobi.autograd.Op;
import jacobi.expr.Expr;
import jacobi.expr.Var;
import jacobi.notebook.graph.Circuit.Kind;
import jacobi.notebook.graph.Circuit.Part;
import jacobi.ops.Elementwise;
import java.util.List;

/** How an op makes a gradient out of the one that arrives, as a formula of the numbers at hand. */
final class Rule {
    private static final int LONGEST = 60;
    private static final int MOST_INPUTS = 3;

    private Rule() {
    }

    /** Such as {@code  = g * x0}, with g for the gradient that arrives; empty where there is no formula that says more. */
    static String of(Computation computation, Part part, int to) {
        if (part.kind() != Kind.OP) {
            return "";
        }
        int step = part.steps().getFirst();
        List<Integer> inputs = computation.steps.get(step).inputs();
        Op op = computation.steps.get(step).value().node().op();
        if (!(op instanceof Elementwise elementwise) || inputs.size() > MOST_INPUTS
                || inputs.indexOf(to) != inputs.lastIndexOf(to)) {
            return "";
        }
        int n = inputs.size();
        Expr formula = elementwise.formula().derivativeTimes(new Var(inputs.indexOf(to), "x"),
                new Var(n, computation.reference(step)), new Var(n + 1, "g"));
        for (int i = 0; i < n; i++) {
            formula = formula.substitute(new Var(i, "x"), new Var(n + 2 + i, computation.reference(inputs.get(i))));
        }
        String text = formula.toString();
        boolean repeated = !computation.steps.get(to).value().shape().equals(computation.steps.get(step).value().shape());
        return text.length() > LONGEST ? "" : " = " + text + (repeated ? ", summed up" : "");
    }
}
