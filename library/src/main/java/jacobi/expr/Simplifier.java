package jacobi.expr;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites expressions bottom-up by local rules. All results of one simplifier live in one graph, so that "the same
 * operand" is {@code ==}, and what was simplified once is not touched again.
 */
final class Simplifier {
    private final Dag dag = new Dag();
    private final Map<Expr, Expr> done = new IdentityHashMap<>();
    private final Set<Expr> finished = Collections.newSetFromMap(new IdentityHashMap<>());

    Expr apply(Expr root) {
        for (Expr node : Dag.order(root, finished)) {
            Expr result = step(Dag.withOperands(node, done));
            done.put(node, result);
            done.put(result, result);
            finished.add(node);
            finished.add(result);
        }
        return done.get(root);
    }

    private Expr step(Expr node) {
        return switch (node) {
            case Const c -> dag.node(c);
            case Var v -> dag.node(v);
            case Unary u -> unary(u.fn(), u.x());
            case Binary e -> binary(e.op(), e.a(), e.b());
            case Compare e -> e.a() instanceof Const a && e.b() instanceof Const b
                    ? constant(e.cmp().test(a.value(), b.value()) ? 1 : 0) : dag.node(e);
            case Select s -> select(s);
        };
    }

    private Expr constant(double value) {
        return dag.node(new Const(value));
    }

    private Expr make(Op op, Expr a, Expr b) {
        return dag.node(new Binary(op, a, b));
    }

    private Expr unary(Fn fn, Expr x) {
        if (x instanceof Const c) {
            return constant(fn.apply(c.value()));
        }
        return switch (fn) {
            case NEG -> neg(x);
            case ABS -> switch (x) {
                case Unary u when u.fn() == Fn.ABS -> u;
                case Unary u when u.fn() == Fn.NEG -> unary(Fn.ABS, u.x());
                default -> dag.node(new Unary(fn, x));
            };
            default -> dag.node(new Unary(fn, x));
        };
    }

    private Expr neg(Expr x) {
        return switch (x) {
            case Const c -> constant(-c.value());
            case Unary u when u.fn() == Fn.NEG -> u.x();
            case Binary e when e.op() == Op.SUB -> sub(e.b(), e.a());
            case Binary e when e.op() == Op.MUL && e.a() instanceof Const c -> mul(constant(-c.value()), e.b());
            case Binary e when e.op() == Op.DIV && e.a() instanceof Const c -> div(constant(-c.value()), e.b());
            default -> dag.node(new Unary(Fn.NEG, x));
        };
    }

    private Expr binary(Op op, Expr a, Expr b) {
        if (a instanceof Const c && b instanceof Const d) {
            return constant(op.apply(c.value(), d.value()));
        }
        return switch (op) {
            case ADD -> add(a, b);
            case SUB -> sub(a, b);
            case MUL -> mul(a, b);
            case DIV -> div(a, b);
            case POW -> pow(a, b);
            case MAX, MIN -> a == b ? a : make(op, a, b);
            default -> make(op, a, b);
        };
    }

    private Expr add(Expr a, Expr b) {
        if (a instanceof Const && !(b instanceof Const)) {
            return add(b, a);
        }
        if (b instanceof Const c) {
            if (a instanceof Const d) {
                return constant(d.value() + c.value());
            }
            return c.value() == 0 ? a : c.value() < 0 ? make(Op.SUB, a, constant(-c.value())) : make(Op.ADD, a, b);
        }
        Expr like = likeTerms(a, b, 1);
        if (like != null) {
            return like;
        }
        if (isNegative(b)) {
            return sub(a, neg(b));
        }
        return isNegative(a) ? sub(b, neg(a)) : make(Op.ADD, a, b);
    }

    private Expr sub(Expr a, Expr b) {
        if (b instanceof Const c) {
            return add(a, constant(-c.value()));
        }
        if (isConst(a, 0)) {
            return neg(b);
        }
        Expr like = likeTerms(a, b, -1);
        if (like != null) {
            return like;
        }
        return isNegative(b) ? add(a, neg(b)) : make(Op.SUB, a, b);
    }

    /** One term for two that differ in their factor only; nothing if they cancel, which they don't for infinity. */
    private Expr likeTerms(Expr a, Expr b, int sign) {
        if (term(a) != term(b)) {
            return null;
        }
        double factor = factor(a) + sign * factor(b);
        return factor == 0 || !Double.isFinite(factor) ? null : mul(constant(factor), term(a));
    }

    private static Expr term(Expr e) {
        return e instanceof Binary m && m.op() == Op.MUL && m.a() instanceof Const ? m.b()
                : e instanceof Unary u && u.fn() == Fn.NEG ? u.x() : e;
    }

    private static double factor(Expr e) {
        return e instanceof Binary m && m.op() == Op.MUL && m.a() instanceof Const c ? c.value()
                : e instanceof Unary u && u.fn() == Fn.NEG ? -1 : 1;
    }

    /** Whether the negative of this is written with one sign less. */
    private static boolean isNegative(Expr e) {
        return switch (e) {
            case Unary u -> u.fn() == Fn.NEG;
            case Binary m -> (m.op() == Op.MUL || m.op() == Op.DIV) && m.a() instanceof Const c && c.value() < 0;
            default -> false;
        };
    }

    private Expr mul(Expr a, Expr b) {
        if (a instanceof Const c && b instanceof Const d) {
            return constant(c.value() * d.value());
        }
        if (b instanceof Const) {
            return mul(b, a);
        }
        if (a instanceof Const c) {
            return scale(c.value(), b);
        }
        if (a instanceof Unary u && u.fn() == Fn.NEG) {
            return neg(mul(u.x(), b));
        }
        if (b instanceof Unary u && u.fn() == Fn.NEG) {
            return neg(mul(a, u.x()));
        }
        if (a instanceof Binary m && m.op() == Op.MUL && m.a() instanceof Const) {
            return mul(m.a(), mul(m.b(), b));
        }
        if (b instanceof Binary m && m.op() == Op.MUL && m.a() instanceof Const) {
            return mul(m.a(), mul(a, m.b()));
        }
        if (base(a) == base(b)) {
            return pow(base(a), constant(exponent(a) + exponent(b)));
        }
        if (a instanceof Binary m && m.op() == Op.MUL && base(m.b()) == base(b)) {
            return mul(m.a(), mul(m.b(), b));
        }
        if (b instanceof Binary q && q.op() == Op.DIV && isConst(q.a(), 1)) {
            return div(a, q.b());
        }
        if (a instanceof Binary q && q.op() == Op.DIV && isConst(q.a(), 1)) {
            return div(b, q.b());
        }
        return make(Op.MUL, a, b);
    }

    /** A constant times something that is not constant. */
    private Expr scale(double c, Expr x) {
        if (c == 1) {
            return x;
        }
        if (c == -1) {
            return neg(x);
        }
        return switch (x) {
            case Unary u when u.fn() == Fn.NEG -> mul(constant(-c), u.x());
            case Binary m when m.op() == Op.MUL && m.a() instanceof Const d && isNormal(c * d.value()) ->
                    mul(constant(c * d.value()), m.b());
            case Binary q when q.op() == Op.DIV && q.a() instanceof Const d && isNormal(c * d.value()) ->
                    div(constant(c * d.value()), q.b());
            case Binary q when q.op() == Op.DIV && q.b() instanceof Const d && isExact(c, d.value()) ->
                    mul(constant(c / d.value()), q.a());
            case Select s when s.a() instanceof Const d && s.b() instanceof Const e ->
                    select(new Select(s.condition(), constant(c * d.value()), constant(c * e.value())));
            default -> make(Op.MUL, constant(c), x);
        };
    }

    /** The operand of a power with a positive integer exponent, else the expression itself. */
    private static Expr base(Expr e) {
        return isPower(e) ? ((Binary) e).a() : e;
    }

    private static double exponent(Expr e) {
        return isPower(e) ? ((Const) ((Binary) e).b()).value() : 1;
    }

    private static boolean isPower(Expr e) {
        return e instanceof Binary p && p.op() == Op.POW && p.b() instanceof Const c && isPositiveInteger(c.value());
    }

    private Expr div(Expr a, Expr b) {
        if (a instanceof Const c && b instanceof Const d) {
            return constant(c.value() / d.value());
        }
        if (isConst(b, 1)) {
            return a;
        }
        if (isConst(b, -1)) {
            return neg(a);
        }
        if (a instanceof Unary u && u.fn() == Fn.NEG) {
            return neg(div(u.x(), b));
        }
        if (b instanceof Unary u && u.fn() == Fn.NEG) {
            return neg(div(a, u.x()));
        }
        if (a instanceof Binary m && m.op() == Op.MUL && m.a() instanceof Const c && b instanceof Const d
                && isExact(c.value(), d.value())) {
            return mul(constant(c.value() / d.value()), m.b());
        }
        if (a instanceof Binary q && q.op() == Op.DIV && base(q.b()) == base(b)) {
            return div(q.a(), mul(q.b(), b));
        }
        return make(Op.DIV, a, b);
    }

    private Expr pow(Expr a, Expr b) {
        if (b instanceof Const c) {
            double n = c.value();
            if (n == 0) {
                return constant(1);
            }
            if (n == 1) {
                return a;
            }
            if (n == -1) {
                return div(constant(1), a);
            }
            if (isPositiveInteger(n) && isPower(a)) {
                return pow(base(a), constant(n * exponent(a)));
            }
            if (isPositiveInteger(n) && n % 2 == 0 && a instanceof Unary u && u.fn() == Fn.NEG) {
                return pow(u.x(), b);
            }
        }
        return make(Op.POW, a, b);
    }

    private Expr select(Select s) {
        if (s.a() == s.b()) {
            return s.a();
        }
        if (s.condition() instanceof Const c) {
            return c.value() != 0 ? s.a() : s.b();
        }
        return dag.node(s);
    }

    private static boolean isConst(Expr e, double value) {
        return e instanceof Const c && c.value() == value;
    }

    private static boolean isPositiveInteger(double n) {
        return n >= 1 && n == Math.rint(n) && n < 1 << 20;
    }

    private static boolean isNormal(double value) {
        return Math.abs(value) >= Double.MIN_NORMAL && Math.abs(value) <= Double.MAX_VALUE;
    }

    private static boolean isExact(double a, double b) {
        return isNormal(a / b) && a / b * b == a;
    }
}
