package jacobi.expr;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random formulas in x and y. */
final class Formulas {
    static final Var X = new Var(0, "x");
    static final Var Y = new Var(1, "y");

    private Formulas() {
    }

    /** Formulas of any functions. */
    static Arbitrary<Expr> any(int depth) {
        return grow(depth, List.of(Fn.values()), List.of(Op.values()), true);
    }

    /** Formulas that are smooth wherever they are defined, so that difference quotients approach the derivative. */
    static Arbitrary<Expr> smooth(int depth) {
        return grow(depth, List.of(Fn.NEG, Fn.SQRT, Fn.EXP, Fn.EXPM1, Fn.LOG, Fn.LOG1P, Fn.SIN, Fn.COS, Fn.TAN, Fn.ASIN,
                Fn.ACOS, Fn.ATAN, Fn.SINH, Fn.COSH, Fn.TANH, Fn.SIGMOID, Fn.SOFTPLUS, Fn.LOG2, Fn.LOG10, Fn.ASINH,
                Fn.ACOSH, Fn.ATANH, Fn.ERF, Fn.ERFC, Fn.ERFINV, Fn.LGAMMA, Fn.DIGAMMA),
                List.of(Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.POW, Op.ATAN2, Op.HYPOT, Op.LOGADDEXP), false);
    }

    private static Arbitrary<Expr> grow(int depth, List<Fn> fns, List<Op> ops, boolean choices) {
        Arbitrary<Expr> leaf = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(X, Y)),
                Tuple.of(1, Arbitraries.of(0.0, 1.0, -1.0, 2.0, 3.0, 0.5, -2.5, 10.0).map(Const::new)));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Expr> part = grow(depth - 1, fns, ops, choices);
        Arbitrary<Expr> unary = Combinators.combine(Arbitraries.of(fns), part).as(Unary::new);
        Arbitrary<Expr> binary = Combinators.combine(Arbitraries.of(ops), part, part).as(Binary::new);
        if (!choices) {
            return Arbitraries.oneOf(leaf, unary, binary, binary);
        }
        Arbitrary<Expr> compare = Combinators.combine(Arbitraries.of(Cmp.values()), part, part).as(Compare::new);
        Arbitrary<Expr> select = Combinators.combine(part, part, part).as(Select::new);
        return Arbitraries.oneOf(leaf, unary, binary, binary, compare, select);
    }
}
