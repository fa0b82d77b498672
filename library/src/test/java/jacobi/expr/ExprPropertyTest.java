package jacobi.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every formula at every point. */
class ExprPropertyTest {
    private static final Var X = Formulas.X;
    private static final Var Y = Formulas.Y;

    @Provide
    Arbitrary<Expr> any() {
        return Formulas.any(3);
    }

    @Provide
    Arbitrary<Expr> smooth() {
        return Formulas.smooth(3);
    }

    @Provide
    Arbitrary<Double> points() {
        return Arbitraries.doubles().between(-3, 3).ofScale(6);
    }

    @Provide
    Arbitrary<Double> specials() {
        return Arbitraries.of(0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.25, 1e-20, 1e20, -1e20, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, Double.NaN);
    }

    /**
     * A jump or a pole between the points of a difference quotient makes it useless, and not every one can be noticed:
     * only a derivative that is off at all of three neighbouring points is wrong.
     */
    @Property(seed = "1", tries = 2000)
    void derivativesAgreeWithDifferences(@ForAll("smooth") Expr f, @ForAll("points") double x,
                                         @ForAll("points") double y) {
        for (Var v : new Var[] {X, Y}) {
            Expr derivative = f.derivative(v);
            int judged = 0;
            int off = 0;
            StringBuilder seen = new StringBuilder();
            for (double shift : new double[] {0, 0.11, -0.07}) {
                double expected = quotient(f, v, x + shift, y - shift);
                if (isTame(f, x + shift, y - shift) && !Double.isNaN(expected)) {
                    double actual = derivative.evaluate(x + shift, y - shift);
                    judged++;
                    if (!(Math.abs(expected - actual) <= 2e-4 * (1 + Math.abs(expected)))) {
                        off++;
                        seen.append(' ').append(actual).append(" instead of ").append(expected);
                    }
                }
            }
            Assume.that(judged >= 2);
            assertTrue(off < judged, () -> "d/d" + v + " of " + f + ":" + seen);
        }
    }

    /** The derivative by differences, extrapolated to a step of 0; NaN where two steps disagree or digits cancel. */
    private static double quotient(Expr f, Var v, double x, double y) {
        double h = 1e-4;
        double coarse = difference(f, v, x, y, 2 * h);
        double fine = difference(f, v, x, y, h);
        double noise = 1e-14 * Math.abs(f.evaluate(x, y)) / h;
        boolean clear = Math.abs(fine - coarse) <= 1e-4 * (1 + Math.abs(fine)) && noise < 1e-6 * (1 + Math.abs(fine));
        return clear ? (4 * fine - coarse) / 3 : Double.NaN;
    }

    /** Whether no part is at a point where it has no finite derivative, as sqrt has none at 0. */
    private static boolean isTame(Expr f, double x, double y) {
        for (Expr node : f.subexpressions()) {
            boolean tame = switch (node) {
                case Unary u -> Double.isFinite(u.fn().derivative(u.x(), u).evaluate(x, y));
                case Binary e -> Double.isFinite(e.op().derivativeA(e.a(), e.b(), e).evaluate(x, y))
                        && Double.isFinite(e.op().derivativeB(e.a(), e.b(), e).evaluate(x, y));
                default -> true;
            };
            if (!tame) {
                return false;
            }
        }
        return true;
    }

    private static double difference(Expr f, Var v, double x, double y, double h) {
        double dx = v == X ? h : 0;
        double dy = v == Y ? h : 0;
        return (f.evaluate(x + dx, y + dy) - f.evaluate(x - dx, y - dy)) / (2 * h);
    }

    @Property(seed = "1", tries = 3000)
    void simplifyingKeepsTheValue(@ForAll("any") Expr f, @ForAll("points") double x, @ForAll("points") double y) {
        // Rounding may be magnified by cancellation, or cross a jump; how much it can is seen from nearby points.
        double value = f.evaluate(x, y);
        double spread = 0;
        for (double e : new double[] {1e-13, -1e-13}) {
            double near = f.evaluate(x * (1 + e), y * (1 + e));
            spread = Math.max(spread, Math.abs(near - value));
        }
        Assume.that(spread <= 1e-6 * Math.max(1e-6, Math.abs(value)));
        Assume.that(!hangsOnTheSignOfAZero(f, x, y));
        double simplified = f.simplify().evaluate(x, y);
        if (!(Double.isNaN(value) && Double.isNaN(simplified)) && value != simplified) {
            assertEquals(value, simplified, 1e-9 * Math.max(1, Math.abs(value)) + 1e-300,
                    f + " simplified to " + f.simplify());
        }
    }

    /** As 1 / 0 and atan2(0, 0) do: simplifying may turn -0 into 0, since it takes 0 + x for x. */
    private static boolean hangsOnTheSignOfAZero(Expr f, double x, double y) {
        double value = f.evaluate(x, y);
        for (int signs = 0; signs < 16; signs++) {
            Random random = new Random(signs);
            double other = evaluate(f, x, y, signs == 0 ? () -> false : signs == 1 ? () -> true : random::nextBoolean);
            if (value != other && !(Double.isNaN(value) && Double.isNaN(other))) {
                return true;
            }
        }
        return false;
    }

    /** The value where zeros get the sign that comes next. */
    private static double evaluate(Expr f, double x, double y, BooleanSupplier minus) {
        Map<Expr, Double> values = new IdentityHashMap<>();
        List<Expr> nodes = f.subexpressions();
        for (Expr node : nodes) {
            double value = switch (node) {
                case Const c -> c.value();
                case Var v -> v.equals(X) ? x : y;
                case Unary u -> u.fn().apply(values.get(u.x()));
                case Binary e -> e.op().apply(values.get(e.a()), values.get(e.b()));
                case Compare e -> e.cmp().test(values.get(e.a()), values.get(e.b())) ? 1 : 0;
                case Select s -> values.get(s.condition()) != 0 ? values.get(s.a()) : values.get(s.b());
            };
            values.put(node, value != 0 ? value : minus.getAsBoolean() ? -0.0 : 0.0);
        }
        return values.get(nodes.getLast());
    }

    @Property(seed = "1", tries = 3000)
    void simplifyingKeepsNaNs(@ForAll("any") Expr f, @ForAll("specials") double x, @ForAll("specials") double y) {
        double value = f.evaluate(x, y);
        double simplified = f.simplify().evaluate(x, y);
        // Overflow and underflow of intermediate results may differ, so only what neither can blur is compared.
        Assume.that(Math.abs(x) < 1e10 || Double.isNaN(x));
        Assume.that(Math.abs(y) < 1e10 || Double.isNaN(y));
        if (Double.isNaN(x) && f.uses(X) || Double.isNaN(y) && f.uses(Y)) {
            assertEquals(Double.isNaN(value), Double.isNaN(simplified), f + " simplified to " + f.simplify());
        }
    }

    @Property(seed = "1", tries = 500)
    void simplifyingTwiceChangesNothing(@ForAll("any") Expr f) {
        Expr once = f.simplify();
        assertEquals(once, once.simplify(), () -> f + " gives " + once);
    }

    @Property(seed = "1", tries = 500)
    void simplifyingNeverAddsOperations(@ForAll("any") Expr f) {
        assertTrue(operations(f.simplify()) <= operations(f), () -> f + " gives " + f.simplify());
    }

    /** Of the formula written out. */
    private static long operations(Expr f) {
        long count = f instanceof Const || f instanceof Var ? 0 : 1;
        for (Expr operand : Dag.operands(f)) {
            count += operations(operand);
        }
        return count;
    }

    @Property(seed = "1", tries = 500)
    void derivativeTimesIsTheProduct(@ForAll("smooth") Expr f, @ForAll("points") double x,
                                     @ForAll("points") double y, @ForAll("points") double g) {
        double expected = f.derivative(X).evaluate(x, y) * g;
        double actual = f.derivativeTimes(X, null, new Var(2, "g")).evaluate(x, y, g);
        Assume.that(Double.isFinite(expected));
        assertEquals(expected, actual, 1e-6 * (1 + Math.abs(expected)), () -> f.toString());
    }

    @Property(seed = "1", tries = 500)
    void theOutputMayStandForTheValue(@ForAll("smooth") Expr f, @ForAll("points") double x,
                                      @ForAll("points") double y) {
        Var output = new Var(2, "out");
        double value = f.evaluate(x, y);
        double expected = f.derivative(X).evaluate(x, y);
        Assume.that(Double.isFinite(expected) && Double.isFinite(value));
        double actual = f.derivative(X, output).evaluate(x, y, value);
        assertEquals(expected, actual, 1e-5 * (1 + Math.abs(expected)),
                () -> f + " by x is " + f.derivative(X, output));
    }

    @Property(seed = "1", tries = 500)
    void equalStructureIsEqual(@ForAll("any") Expr f, @ForAll("any") Expr g) {
        Expr copy = f.substitute(new Var(7, "none"), X);
        assertEquals(f, copy);
        assertEquals(f.hashCode(), copy.hashCode());
        assertEquals(f.equals(g), g.equals(f));
        if (f.equals(g) && f.hashCode() != g.hashCode()) {
            fail(f + " equals " + g + " but their hash codes differ");
        }
        assertEquals(f.toString().equals(g.toString()), f.equals(g), () -> f + " and " + g);
    }

    @Property(seed = "1", tries = 500)
    void subexpressionsComeAfterTheirOperandsOnceEach(@ForAll("any") Expr f) {
        var list = f.subexpressions();
        assertEquals(f, list.getLast());
        assertEquals(list.size(), list.stream().distinct().count());
        for (int i = 0; i < list.size(); i++) {
            for (Expr operand : Dag.operands(list.get(i))) {
                int at = -1;
                for (int k = 0; k < i; k++) {
                    at = list.get(k) == operand ? k : at;
                }
                assertTrue(at >= 0, "an operand of " + list.get(i) + " is not before it");
            }
        }
    }
}
