package jacobi.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas read from text. */
class FormulaReaderTest {
    @Provide
    Arbitrary<Expr> any() {
        return Formulas.any(3);
    }

    @Property(seed = "1", tries = 500)
    void whatIsPrintedIsReadAgain(@ForAll("any") Expr f) {
        String text = f.toString();
        if (text.contains("...")) {
            return;
        }
        Expr again = Exprs.parse(text);
        double[] at = new double[2];
        for (Var v : again.variables()) {
            at[v.index()] = v.name().equals("x") ? 0.7 : -1.3;
        }
        assertEquals(f.evaluate(0.7, -1.3), again.evaluate(at), text);
    }

    @ParameterizedTest
    @CsvSource({"2 + 3 * 4, 14", "-2^2, -4", "2^3^2, 512", "2**3, 8", "(1 + 2) * 3, 9", "7 - 2 - 1, 4", "8 / 4 / 2, 1",
        "2 * -3, -6", "1.5e1, 15", "ln(e), 1", "sin(pi / 2), 1", "'max(2, 5)', 5", "relu(-1), 0", "'where(1 < 2, 3, 4)', 3",
        "2^-1, 0.5", "--1, 1"})
    void arithmeticIsThatOfTextbooks(String text, double value) {
        assertEquals(value, Exprs.parse(text).evaluate(), 1e-15);
    }

    @Test
    void otherNamesAreVariablesInTheOrderOfUse() {
        Expr f = Exprs.parse("w0 + w1 * x");
        assertEquals("[w0, w1, x]", f.variables().toString());
        assertEquals("x", f.derivative(f.variables().get(1)).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|formula: at character 1, the end: a number, a variable, a function or ( belongs here",
        "2 x|formula: at character 3, x, behind 2: an operator is missing, such as *",
        "(1 + 2|formula: at character 7, the end, behind (1 + 2: a ) is missing",
        "1 + 2)|formula: at character 6, ), behind 1 + 2: there is no ( for this )",
        "1.2.3|formula: at character 1, 1.2.3: this is not a number",
        "sin(1, 2)|formula: at character 1, sin(1, 2): sin does not take 2 operands",
        "x + * y|formula: at character 5, * y, behind x +: a number, a variable, a function or ( belongs here"})
    void whatIsNoFormulaIsToldWhere(String text, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Exprs.parse(text)).getMessage());
    }

    @Test
    void hostileTextEnds() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Exprs.parse("(".repeat(5000))).getMessage()
                .contains("nested deeper"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Exprs.parse("-".repeat(5000) + "1")).getMessage()
                .contains("nested deeper"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Exprs.parse("sinn(x)")).getMessage()
                .contains("there is no function sinn; there are "));
        assertThrows(IllegalArgumentException.class, () -> Exprs.parse("x+".repeat(9000)));
    }
}
