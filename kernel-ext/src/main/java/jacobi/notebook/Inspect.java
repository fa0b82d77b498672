package jacobi.notebook;

import jacobi.Tensor;
import jacobi.autograd.GradCheck;
import jacobi.expr.Expr;
import jacobi.expr.Exprs;
import jacobi.expr.Var;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.display.Display;
import jacobi.notebook.display.RowsDisplay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Looks into derivatives: the magics {@code %diff} and {@code %gradcheck} as methods. Statically imported in a notebook
 * and in JShell.
 */
public final class Inspect {
    private Inspect() {
    }

    /**
     * Shows a formula and its derivative with respect to each of its variables, simplified; a notebook sets them as
     * mathematics. A formula is all that symbolic differentiation can take: a loop runs a number of times that only the
     * numbers decide, so it has no formula; {@code grad} goes through what ran.
     *
     * {@snippet :
     * diff("x * sin(x)^2");
     * }
     *
     * @param formula such as {@code w * x^2 + log(y)}; see {@link Exprs#parse}
     * @throws IllegalArgumentException if it is not a formula, with the place where it stops being one
     */
    public static void diff(String formula) {
        Expr f = Exprs.parse(formula);
        List<Var> variables = f.variables();
        String arguments = variables.stream().map(Var::name).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("f(" + arguments + ") = " + f);
        StringBuilder latex = new StringBuilder("$$\\begin{aligned} f(" + variables.stream().map(Expr::latex)
                .collect(Collectors.joining(", ")) + ") &= " + f.latex());
        for (Var v : variables) {
            Expr derivative = f.derivative(v).textbook();
            text.append("\ndf/d").append(v.name()).append(" = ").append(derivative);
            latex.append(" \\\\ \\frac{\\partial f}{\\partial ").append(v.latex()).append("} &= ")
                    .append(derivative.latex());
        }
        latex.append(" \\end{aligned}$$");
        Hosts.show(new Display() {
            @Override
            public String text() {
                return text.toString();
            }

            @Override
            public String latex() {
                return latex.toString();
            }
        });
    }

    /**
     * Shows whether the gradient of a function is right: it is held against central differences, in float64.
     *
     * {@snippet :
     * gradcheck(x -> x.tanh().mul(x), randn(3));
     * }
     *
     * @param f gives a tensor of any shape, by differentiable ops
     * @param x where
     * @throws IllegalArgumentException if x is not of floating-point numbers, or f has no gradient there
     */
    public static void gradcheck(UnaryOperator<Tensor> f, Tensor x) {
        GradCheck check = GradCheck.of(inputs -> f.apply(inputs[0]), x);
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("verdict", check.passed() ? "right" : check.atKink() ? "undecided" : "WRONG"),
                List.of("compared", check.elements() + " elements, in float64" + (check.converted()
                        ? "; converted from float32, whose differences tell nothing" : "")),
                List.of("worst at", java.util.Arrays.toString(check.index())),
                List.of("gradient there", String.valueOf(check.analytic())),
                List.of("central difference", String.valueOf(check.numeric())),
                List.of("error", String.format(java.util.Locale.ROOT, "%.1e; up to %.0e passes", check.worst(),
                        GradCheck.TOLERANCE))));
        if (check.atKink()) {
            rows.add(List.of("slopes there", String.format(java.util.Locale.ROOT, "%.6g from the left, %.6g from the right: a kink "
                    + "or a jump, where there is no derivative to compare with; check at another point", check.left(),
                    check.right())));
        }
        Hosts.show(new RowsDisplay(List.of(), rows));
    }
}
