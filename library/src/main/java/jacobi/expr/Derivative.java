package jacobi.expr;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Symbolic differentiation by the chain rule, operands first. A node that does not depend on the variable has no entry
 * at all, rather than a zero that would have to be multiplied away.
 */
final class Derivative {
    private final Simplifier simplifier = new Simplifier();
    private final Map<Expr, Expr> derivatives = new IdentityHashMap<>();

    private Derivative() {
    }

    static Expr of(Expr f, Var v, Expr output) {
        return new Derivative().compute(f, v, output);
    }

    static Expr times(Expr f, Var v, Expr output, Expr factor) {
        Derivative d = new Derivative();
        Expr derivative = d.compute(f, v, output);
        return d.times(derivative, d.simplifier.apply(factor));
    }

    private Expr compute(Expr f, Var v, Expr output) {
        Expr root = simplifier.apply(f);
        Expr result = null;
        for (Expr node : Dag.order(root)) {
            Expr value = node == root && output != null ? output : node;
            result = switch (node) {
                case Const c -> null;
                case Var w -> w.equals(v) ? Const.ONE : null;
                case Compare c -> null;
                case Unary u -> chain(() -> u.fn().derivative(u.x(), value), u.x());
                case Binary e -> sum(chain(() -> e.op().derivativeA(e.a(), e.b(), value), e.a()),
                        chain(() -> e.op().derivativeB(e.a(), e.b(), value), e.b()));
                case Select s -> choice(s);
            };
            if (result != null) {
                derivatives.put(node, simplifier.apply(result));
            }
        }
        Expr derivative = derivatives.getOrDefault(root, Const.ZERO);
        if (output == null || root instanceof Var || root instanceof Const) {
            return derivative;
        }
        return simplifier.apply(Dag.substitute(derivative, root, output));
    }

    private interface Rule {
        Expr local();
    }

    /** The rule's factor times the operand's derivative, or null where either is nothing. */
    private Expr chain(Rule rule, Expr operand) {
        Expr inner = derivatives.get(operand);
        if (inner == null) {
            return null;
        }
        Expr product = times(simplifier.apply(rule.local()), inner);
        return isZero(product) ? null : product;
    }

    private static Expr sum(Expr a, Expr b) {
        return a == null ? b : b == null ? a : a.add(b);
    }

    private Expr choice(Select s) {
        Expr a = derivatives.get(s.a());
        Expr b = derivatives.get(s.b());
        if (a == null && b == null) {
            return null;
        }
        return new Select(s.condition(), a == null ? Const.ZERO : a, b == null ? Const.ZERO : b);
    }

    /**
     * A product of which the zero branches stay zero: the factor goes into the branches of a choice. It looks no
     * further into the derivative than choices lie in it, which keeps the work in proportion to the formula.
     */
    private Expr times(Expr derivative, Expr factor) {
        Map<Expr, Expr> products = new IdentityHashMap<>();
        ArrayDeque<Expr> stack = new ArrayDeque<>();
        stack.push(derivative);
        while (!stack.isEmpty()) {
            Expr node = stack.peek();
            if (node instanceof Select s && constantBranch(s)) {
                Expr a = products.get(s.a());
                Expr b = products.get(s.b());
                if (a == null || b == null) {
                    if (a == null) {
                        stack.push(s.a());
                    }
                    if (b == null) {
                        stack.push(s.b());
                    }
                    continue;
                }
                products.put(node, new Select(s.condition(), a, b));
            } else {
                products.put(node, isZero(node) ? Const.ZERO : node.mul(factor));
            }
            stack.pop();
        }
        return simplifier.apply(products.get(derivative));
    }

    private static boolean constantBranch(Select s) {
        return isConstantChoice(s.a()) || isConstantChoice(s.b());
    }

    private static boolean isConstantChoice(Expr e) {
        return e instanceof Const || e instanceof Select;
    }

    private static boolean isZero(Expr e) {
        return e instanceof Const c && c.value() == 0;
    }
}
