package jacobi.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives as they are written on a board. */
class TextbookTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1/(1+exp(-x)) | exp(-x) / (1 + exp(-x))^2 | \\frac{e^{-x}}{\\left(1 + e^{-x}\\right)^{2}}",
        "1/x | -1 / x^2 | -\\frac{1}{x^{2}}",
        "1/(x^2+1) | -2 * x / (x^2 + 1)^2 | -\\frac{2 \\, x}{\\left(x^{2} + 1\\right)^{2}}",
        "1/(1+x)^2 | -2 / (x + 1)^3 | -\\frac{2}{(x + 1)^{3}}",
        "(x-1)/(x+1) | 2 / (x + 1)^2 | \\frac{2}{(x + 1)^{2}}",
        "(a*x+b)/(c*x+d) | (a * d - b * c) / (c * x + d)^2 | \\frac{a \\, d - b \\, c}{(c \\, x + d)^{2}}",
        "exp(x)/(1+exp(x)) | exp(x) / (1 + exp(x))^2 | \\frac{e^{x}}{\\left(1 + e^{x}\\right)^{2}}",
        "x^n | n * x^(n - 1) | n \\, x^{n - 1}",
        "a^x | a^x * log(a) | a^{x} \\, \\ln(a)",
        "2^x | log(2) * 2^x | \\ln(2) \\cdot 2^{x}",
        "exp(-x^2) | -2 * x * exp(-x^2) | -2 \\, x \\, e^{-x^{2}}",
        "exp(-x^2/2) | -x * exp(-x^2 / 2) | -x \\, e^{-\\frac{x^{2}}{2}}",
        "x*exp(-x) | (1 - x) * exp(-x) | (1 - x) \\, e^{-x}",
        "exp(sin(x)) | cos(x) * exp(sin(x)) | \\cos(x) \\, e^{\\sin(x)}",
        "tan(x) | 1 + tan(x)^2 | 1 + \\tan^{2}(x)",
        "cos(x)^2 | -2 * cos(x) * sin(x) | -2 \\, \\cos(x) \\, \\sin(x)",
        "sin(x)*cos(x) | cos(x)^2 - sin(x)^2 | \\cos^{2}(x) - \\sin^{2}(x)",
        "sin(x)/x | (x * cos(x) - sin(x)) / x^2 | \\frac{x \\, \\cos(x) - \\sin(x)}{x^{2}}",
        "log(x)/x | (1 - log(x)) / x^2 | \\frac{1 - \\ln(x)}{x^{2}}",
        "x*log(x) | log(x) + 1 | \\ln(x) + 1",
        "log(x^2+1) | 2 * x / (x^2 + 1) | \\frac{2 \\, x}{x^{2} + 1}",
        "log(1+exp(x)) | exp(x) / (1 + exp(x)) | \\frac{e^{x}}{1 + e^{x}}",
        "log(log(x)) | 1 / (x * log(x)) | \\frac{1}{x \\, \\ln(x)}",
        "sqrt(x) | 1 / (2 * sqrt(x)) | \\frac{1}{2 \\, \\sqrt{x}}",
        "1/sqrt(x) | -1 / (2 * x^(3 / 2)) | -\\frac{1}{2 \\, x^{\\frac{3}{2}}}",
        "x^(1/2) | 1 / (2 * sqrt(x)) | \\frac{1}{2 \\, \\sqrt{x}}",
        "x^(-2) | -2 / x^3 | -\\frac{2}{x^{3}}",
        "sqrt(1-x^2) | -x / sqrt(1 - x^2) | -\\frac{x}{\\sqrt{1 - x^{2}}}",
        "sqrt(x^2+y^2) | x / sqrt(x^2 + y^2) | \\frac{x}{\\sqrt{x^{2} + y^{2}}}",
        "(1+x)*(1-x) | -2 * x | -2 \\, x",
        "3*x^4-2*x^3+x-7 | 12 * x^3 - 6 * x^2 + 1 | 12 \\, x^{3} - 6 \\, x^{2} + 1",
        "(2*x+1)^10 | 20 * (2 * x + 1)^9 | 20 \\, (2 \\, x + 1)^{9}",
        "(w*x+b-y)^2 | 2 * w * (w * x + b - y) | 2 \\, w \\, (w \\, x + b - y)",
        "a*x^2+b*x+c | 2 * a * x + b | 2 \\, a \\, x + b",
        "g*m1*m2/x^2 | -2 * g * m1 * m2 / x^3 | -\\frac{2 \\, g \\, m_{1} \\, m_{2}}{x^{3}}",
        "-(y*log(x)+(1-y)*log(1-x)) | (1 - y) / (1 - x) - y / x | \\frac{1 - y}{1 - x} - \\frac{y}{x}",
        "-log(sigmoid(x)) | sigmoid(x) - 1 | \\sigma(x) - 1",
        "x*sigmoid(x) | sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x)) | \\sigma(x) + x \\, \\sigma(x) \\, (1 - \\sigma(x))",
        "tanh(x) | 1 - tanh(x)^2 | 1 - \\tanh^{2}(x)",
        "erf(x) | 2 * exp(-x^2) / sqrt(pi) | \\frac{2 \\, e^{-x^{2}}}{\\sqrt{\\pi}}",
        "atan(x) | 1 / (x^2 + 1) | \\frac{1}{x^{2} + 1}",
        "x-1/x | 1 + 1 / x^2 | 1 + \\frac{1}{x^{2}}",
        "2*x/3 | 2 / 3 | \\frac{2}{3}",
        "0.1*x^2 | 0.2 * x | 0.2 \\, x",
        "relu(x) | where(x <= 0, 0, 1) | \\begin{cases} 0 & \\text{if } x \\le 0 \\\\ 1 & \\text{otherwise} \\end{cases}",
        "max(x,0) | where(x > 0, 1, where(x == 0, 0.5, 0)) | \\begin{cases} 1 & \\text{if } x > 0 \\\\ 0.5 & \\text{if } x = 0 "
            + "\\\\ 0 & \\text{otherwise} \\end{cases}",
        "7 | 0 | 0",
    })
    void derivativesAreWrittenAsOnABoard(String formula, String text, String latex) {
        Expr f = Exprs.parse(formula);
        Var x = f.variables().stream().filter(v -> v.name().equals("x")).findFirst().orElse(new Var(0, "x"));
        Expr derivative = f.derivative(x).textbook();
        assertEquals(text, derivative.toString());
        assertEquals(latex, derivative.latex());
    }

    @Test
    void theValueIsTheSameWhereverThereIsOne() {
        Random random = new Random(3);
        int compared = 0;
        for (Expr f : List.of("x*sin(x)^2/(y+2)", "exp(x)*exp(y)/exp(x)^3", "sqrt(x)*sqrt(x)*x^(-3)", "(x-y)/(y-x)", "-(x-y)*-(y-x)",
                "(x/3+y/7)/(x*y)-1/x-1/y", "x^y*y^x", "log(x)^2*log(2)*pi", "1e-200*x*1e200", "(2*x)^(1/2)*(x*y)^2", "min(x,y)*x/x",
                "sign(x)*abs(x)", "where(x>y, x, 2*y)^2").stream().map(Exprs::parse).toList()) {
            Expr written = f.textbook();
            for (int i = 0; i < 50; i++) {
                double[] at = random.doubles(2, 0.1, 3).toArray();
                double value = f.evaluate(at);
                assertEquals(value, written.evaluate(at), 1e-12 * Math.max(1, Math.abs(value)), f + " as " + written);
                compared++;
            }
        }
        assertEquals(650, compared);
    }

    @Test
    void numbersThatAreNoneAndLongFormulasStay() {
        Expr x = new Var(0, "x");
        assertEquals("Infinity * x", x.mul(Double.POSITIVE_INFINITY).textbook().toString());
        assertEquals("x / 0", x.div(0).textbook().toString());
        Expr sum = x;
        for (int i = 0; i < 1000; i++) {
            sum = sum.add(new Unary(Fn.SIN, sum));
        }
        assertSame(sum, sum.textbook());
    }
}
