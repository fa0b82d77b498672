package jacobi.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions that Java's Math lacks, against values of 60 digits made by golden/special.py, and at the ends. */
class SpecialFunctionsTest {
    private static DoubleUnaryOperator function(String name) {
        return switch (name) {
            case "erf" -> Exact::erf;
            case "erfc" -> Exact::erfc;
            case "erfinv" -> Exact::erfinv;
            case "lgamma" -> Exact::lgamma;
            case "digamma" -> Exact::digamma;
            case "polygamma1" -> x -> Exact.polygamma(1, x);
            case "polygamma2" -> x -> Exact.polygamma(2, x);
            case "polygamma7" -> x -> Exact.polygamma(7, x);
            case "asinh" -> Exact::asinh;
            case "acosh" -> Exact::acosh;
            case "atanh" -> Exact::atanh;
            case "log2" -> Exact::log2;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"erf", "erfc", "erfinv", "lgamma", "digamma", "polygamma1", "polygamma2", "polygamma7",
        "asinh", "acosh", "atanh", "log2"})
    void hasAlmostAllDigits(String name) throws IOException {
        int seen = 0;
        try (InputStream in = SpecialFunctionsTest.class.getResourceAsStream("/jacobi/special.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                String[] parts = line.split(" ");
                if (parts[0].equals(name)) {
                    double x = Double.parseDouble(parts[1]);
                    double exact = Double.parseDouble(parts[2]);
                    // Below 0 the gamma functions have zeros, next to which only the absolute error is small.
                    double size = x < 0 && name.contains("gamma") ? Math.max(1, Math.abs(exact)) : Math.abs(exact);
                    assertEquals(exact, function(name).applyAsDouble(x), 1e-14 * size, name + " of " + x);
                    seen++;
                }
            }
        }
        assertTrue(seen >= 15);
    }

    @Test
    void theEnds() {
        double inf = Double.POSITIVE_INFINITY;
        for (String name : new String[] {"erf", "erfc", "erfinv", "lgamma", "digamma", "polygamma1", "asinh", "acosh",
            "atanh", "log2"}) {
            assertTrue(Double.isNaN(function(name).applyAsDouble(Double.NaN)), name);
        }
        assertEquals(1, Exact.erf(inf));
        assertEquals(-1, Exact.erf(-inf));
        assertEquals(2, Exact.erfc(-inf));
        assertEquals(0, Exact.erfc(inf));
        assertEquals(inf, Exact.erfinv(1));
        assertEquals(-inf, Exact.erfinv(-1));
        assertTrue(Double.isNaN(Exact.erfinv(1.0000000000000002)));
        assertEquals(inf, Exact.lgamma(-3));
        assertEquals(inf, Exact.lgamma(-inf));
        assertEquals(-inf, Exact.digamma(0.0));
        assertEquals(inf, Exact.digamma(-0.0));
        assertTrue(Double.isNaN(Exact.digamma(-3)));
        assertEquals(0, Exact.polygamma(1, inf));
        assertTrue(Double.isNaN(Exact.polygamma(0.5, 1)) && Double.isNaN(Exact.polygamma(-1, 1)));
        assertTrue(Double.isNaN(Exact.acosh(0.999)) && Double.isNaN(Exact.acosh(-1e17)));
        assertEquals(710.4758600739439, Exact.asinh(Double.MAX_VALUE));
        assertEquals(-3, Exact.log2(0.125));
        assertEquals(29, Exact.log2(1 << 29));
        assertEquals(inf, Exact.log2(inf));
        assertEquals(-inf, Exact.log2(0));
    }

    @Test
    void divisionsAndPowers() {
        assertEquals(-4, Exact.floorDivide(-7.0, 2.0));
        assertEquals(9, Exact.floorDivide(1.0, 0.1), "0.1 is a little more than a tenth");
        assertEquals(-4, Exact.floorDivide(-7, 2));
        assertEquals(Long.MIN_VALUE, Exact.floorDivide(-1L, 0L));
        assertEquals(0, Exact.fmod(5L, 0L));
        assertEquals(50031545098999707L, Exact.pow(3L, 35L));
        assertEquals(-50031545098999707L, Exact.pow(-3L, 35L));
        assertEquals(Long.MAX_VALUE, Exact.pow(3L, 40L));
        assertEquals(0, Exact.pow(2L, -1L));
        assertEquals(1, Exact.pow(1, Double.NaN));
        assertEquals(1, Exact.pow(-1, Double.NEGATIVE_INFINITY));
        assertEquals(2 + Math.log(2), Exact.logaddexp(2, 2));
        assertEquals(Double.POSITIVE_INFINITY, Exact.logaddexp(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void derivativesGoOn() {
        Var x = new Var(0, "x");
        assertEquals("digamma(x)", Exprs.lgamma(x).derivative(x).toString());
        assertEquals("polygamma(3, x)", Exprs.digamma(x).derivative(x).derivative(x).derivative(x).toString());
        assertEquals("\\psi^{(2)}(x)", Exprs.polygamma(Exprs.constant(1), x).derivative(x).latex());
        assertEquals("\\operatorname{erf}(x)", Exprs.erf(x).latex());
        assertEquals("\\max(x, 1)", Exprs.atLeast(x, Exprs.constant(1)).latex());
        assertEquals("\\mathrm{hypot}(x, 1)", Exprs.hypot(x, Exprs.constant(1)).latex());
    }
}
