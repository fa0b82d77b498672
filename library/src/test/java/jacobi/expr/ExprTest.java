package jacobi.expr;

import static jacobi.expr.Exprs.abs;
import static jacobi.expr.Exprs.atan2;
import static jacobi.expr.Exprs.constant;
import static jacobi.expr.Exprs.cos;
import static jacobi.expr.Exprs.exp;
import static jacobi.expr.Exprs.gt;
import static jacobi.expr.Exprs.le;
import static jacobi.expr.Exprs.log;
import static jacobi.expr.Exprs.max;
import static jacobi.expr.Exprs.relu;
import static jacobi.expr.Exprs.sigmoid;
import static jacobi.expr.Exprs.sin;
import static jacobi.expr.Exprs.sqrt;
import static jacobi.expr.Exprs.tanh;
import static jacobi.expr.Exprs.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Formulas as they are written, simplified and differentiated, by example. */
class ExprTest {
    private static final Var X = new Var(0, "x");
    private static final Var Y = new Var(1, "y");
    private static final Var G = new Var(2, "g");

    @Test
    void infix() {
        assertEquals("x + y * 2", X.add(Y.mul(2)).toString());
        assertEquals("(x + y) * 2", X.add(Y).mul(2).toString());
        assertEquals("x - (y - 1)", X.sub(Y.sub(1)).toString());
        assertEquals("x - y - 1", X.sub(Y).sub(1).toString());
        assertEquals("x / (y / 2)", X.div(Y.div(2)).toString());
        assertEquals("(x + 1)^2", X.add(1).square().toString());
        assertEquals("-x^2", X.square().neg().toString());
        assertEquals("(-x)^2", X.neg().square().toString());
        assertEquals("x * -0.5", X.mul(-0.5).toString());
        assertEquals("max(x, atan2(y, 1))", max(X, atan2(Y, constant(1))).toString());
        assertEquals("where(x > 0, x, 0.01 * x)", where(gt(X, 0), X, constant(0.01).mul(X)).toString());
        assertEquals("x > y + 1", gt(X, Y.add(1)).toString());
        assertEquals("(x > y) + 1", gt(X, Y).add(1).toString());
    }

    @Test
    void latex() {
        assertEquals("x \\, \\sigma(x)", X.mul(sigmoid(X)).latex());
        assertEquals("\\frac{x}{y + 1}", X.div(Y.add(1)).latex());
        assertEquals("e^{-x^{2}}", exp(X.square().neg()).latex());
        assertEquals("\\sqrt{x}", sqrt(X).latex());
        assertEquals("(x + 1) \\, y", X.add(1).mul(Y).latex());
        assertEquals("2 \\cdot 3", constant(2).mul(constant(3)).latex());
        assertEquals("\\mathrm{rate} \\, x", new Var(1, "rate").mul(X).latex());
        assertEquals("w_{10} \\, x", new Var(1, "w10").mul(X).latex());
        assertEquals("\\left|x\\right|", abs(X).latex());
        assertEquals("\\begin{cases} 0 & \\text{if } x \\le 0 \\\\ x & \\text{otherwise} \\end{cases}",
                relu(X).latex());
        assertEquals("\\ln(x)", log(X).latex());
        assertEquals("\\pi", constant(Math.PI).latex());
        assertEquals("1.5 \\cdot 10^{30}", constant(1.5e30).latex());
    }

    @Test
    void derivatives() {
        assertEquals("cos(x)", sin(X).derivative(X).toString());
        assertEquals("2 * x", X.square().derivative(X).toString());
        assertEquals("y", X.mul(Y).derivative(X).toString());
        assertEquals("0", Y.derivative(X).toString());
        assertEquals("1 - t^2", tanh(X).derivative(X, new Var(1, "t")).toString());
        assertEquals("exp(x)", exp(X).derivative(X).toString());
        assertEquals("1 / x", log(X).derivative(X).toString());
        assertEquals("3 * x^2", X.pow(3).derivative(X).toString());
    }

    @Test
    void kinksHaveTheDerivativesOfPyTorch() {
        assertEquals(0, relu(X).derivative(X).evaluate(0));
        assertEquals(0, abs(X).derivative(X).evaluate(0));
        assertEquals(0.5, max(X, Y).derivative(X).evaluate(3, 3));
        assertEquals(0.5, max(X, Y).derivative(Y).evaluate(3, 3));
        assertEquals(0, X.pow(0).derivative(X).evaluate(0));
        assertEquals(0, constant(0).pow(X).derivative(X).evaluate(2));
        assertEquals(0, Exprs.floor(X).derivative(X).evaluate(2.5));
        assertEquals(0, gt(X, Y).derivative(X).evaluate(2.5, 1));
    }

    @Test
    void aBranchOfZeroStaysZero() {
        Expr backward = relu(X).derivativeTimes(X, null, G);
        assertEquals(0, backward.evaluate(-1, 0, Double.POSITIVE_INFINITY));
        assertEquals(0, backward.evaluate(-1, 0, Double.NaN));
        assertEquals(7, backward.evaluate(1, 0, 7));
        // What does not depend on x contributes nothing, even where it is not a number.
        assertEquals(1, X.add(log(Y)).derivative(X).evaluate(1, -1));
        assertEquals(2, where(gt(X, 0), X.mul(2), log(X)).derivative(X).evaluate(1));
    }

    @Test
    void reluOfNaNIsNaN() {
        assertTrue(Double.isNaN(relu(X).evaluate(Double.NaN)));
        assertTrue(Double.isNaN(max(X, 0).evaluate(Double.NaN)));
        assertEquals(0, le(X, 0).evaluate(Double.NaN));
        assertEquals(1, Exprs.ne(X, X).evaluate(Double.NaN));
    }

    @Test
    void simplifications() {
        assertEquals(X, X.add(0).simplify());
        assertEquals(X, constant(1).mul(X).simplify());
        assertEquals(X, X.neg().neg().simplify());
        assertEquals(X.square(), X.mul(X).simplify());
        assertEquals("3 * x", constant(2).mul(X).add(X).simplify().toString());
        assertEquals(constant(7), constant(3).add(4).simplify());
        assertEquals(cos(X), cos(X.add(0).mul(1)).simplify());
        assertEquals(X, where(constant(1), X, Y).simplify());
        assertEquals(X, where(gt(Y, 0), X, X).simplify());
    }

    @Test
    void whatIsNaNSomewhereStays() {
        for (Expr f : List.of(X.mul(0), X.sub(X), X.div(X))) {
            assertTrue(Double.isNaN(f.simplify().evaluate(Double.NaN)), f.toString());
            assertTrue(Double.isNaN(f.simplify().evaluate(Double.POSITIVE_INFINITY)), f.toString());
        }
    }

    @Test
    void structureDecidesEquality() {
        assertEquals(X.add(Y), new Var(0, "other").add(Y));
        assertNotEquals(X.add(Y), Y.add(X));
        assertNotEquals(constant(0.0), constant(-0.0));
        assertEquals(constant(Double.NaN), constant(Double.NaN));
        assertNotEquals(gt(X, Y), X.sub(Y));
    }

    @Test
    void substitution() {
        assertEquals("exp(y) + y", exp(X).add(X).substitute(X, Y).toString());
        assertEquals("g + x", exp(X).add(X).substitute(exp(X), G).toString());
        assertTrue(X.add(Y).uses(Y));
        assertFalse(X.add(Y).uses(G));
        assertEquals(List.of(X, Y), Y.mul(X).add(Y).variables());
    }

    @Test
    void refusesWhatIsNotAFormula() {
        assertThrows(IllegalArgumentException.class, () -> new Var(-1, "x"));
        assertThrows(IllegalArgumentException.class, () -> new Var(0, ""));
        assertThrows(NullPointerException.class, () -> X.add(null));
        assertThrows(IllegalArgumentException.class, () -> X.add(Y).evaluate(1));
    }

    @Test
    void veryDeepFormulasAreFine() {
        Expr f = X;
        for (int i = 0; i < 100_000; i++) {
            f = sin(f);
        }
        Expr g = f;
        assertTrue(Double.isFinite(f.evaluate(1)));
        assertEquals(100_001, f.subexpressions().size());
        assertEquals(f, f.simplify());
        assertEquals(f.hashCode(), f.substitute(Y, X).hashCode());
        assertTrue(Double.isFinite(g.derivative(X).evaluate(1)));
        assertTrue(f.toString().length() <= Infix.MAX_LENGTH + 20);
        assertTrue(f.latex().length() <= Infix.MAX_LENGTH + 40);
    }

    @Test
    void sharedFormulasTakeNoLongerThanTheirGraph() {
        Expr f = X;
        for (int i = 0; i < 200; i++) {
            f = f.mul(f).sub(f);
        }
        assertEquals(401, f.subexpressions().size());
        assertEquals(0, f.evaluate(0));
        assertEquals(f, f.substitute(Y, X));
        assertTrue(f.toString().length() <= Infix.MAX_LENGTH + 200);
        assertTrue(Double.isFinite(f.derivative(X).evaluate(0)));
    }
}
