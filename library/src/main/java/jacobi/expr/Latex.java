package jacobi.expr;

import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Expressions in LaTeX: fractions, superscripts, cases, and as few parentheses as possible. */
final class Latex {
    private static final String CASES = "\\begin{cases} ";
    /** Functions whose powers are written at their names. */
    private static final Set<Fn> NAMES = EnumSet.of(Fn.SIN, Fn.COS, Fn.TAN, Fn.SINH, Fn.COSH, Fn.TANH);
    private static final int CHOICE = 0;
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int FACTOR = 3;
    private static final int ATOM = 4;

    private final Map<Expr, Text> texts = new IdentityHashMap<>();

    private record Text(String text, int level) {
    }

    private Latex() {
    }

    static String of(Expr root) {
        Latex latex = new Latex();
        for (Expr node : Dag.order(root)) {
            Text text = latex.text(node);
            latex.texts.put(node, text.text.length() > Infix.MAX_LENGTH ? new Text("\\dots", ATOM) : text);
        }
        return latex.texts.get(root).text;
    }

    private Text text(Expr node) {
        return switch (node) {
            case Const c -> new Text(number(c.value()), c.value() < 0 ? SUM : number(c.value()).contains("cdot")
                    ? PRODUCT : ATOM);
            case Var v -> new Text(v.name().length() == 1 ? v.name() : name(v.name()), ATOM);
            case Unary u when u.fn() == Fn.NEG -> new Text("-" + at(u.x(), PRODUCT), SUM);
            case Unary u -> function(u);
            case Binary e -> binary(e);
            case Compare e -> new Text("\\left[" + relation(e) + "\\right]", ATOM);
            case Select s -> new Text(CASES + at(s.a(), SUM) + " & \\text{if } "
                    + (s.condition() instanceof Compare c ? relation(c) : at(s.condition(), SUM) + " \\ne 0")
                    + " \\\\ " + (s.b() instanceof Select && texts.get(s.b()).text.startsWith(CASES)
                    ? texts.get(s.b()).text.substring(CASES.length())
                    : at(s.b(), SUM) + " & \\text{otherwise} \\end{cases}"), CHOICE);
        };
    }

    private Text function(Unary u) {
        String[] parts = u.fn().latex().split("#", 2);
        String inner = at(u.x(), CHOICE);
        boolean tall = isTall(inner) && parts[0].endsWith("(");
        String text = tall ? parts[0].substring(0, parts[0].length() - 1) + parentheses(inner)
                : parts[0] + inner + parts[1];
        return new Text(text, u.fn() == Fn.EXP ? FACTOR : ATOM);
    }

    private Text binary(Binary e) {
        return switch (e.op()) {
            case ADD -> new Text(at(e.a(), SUM) + " + " + at(e.b(), PRODUCT), SUM);
            case SUB -> new Text(at(e.a(), SUM) + " - " + at(e.b(), PRODUCT), SUM);
            case MUL -> {
                String right = at(e.b(), PRODUCT);
                boolean digit = Character.isDigit(right.charAt(0))
                        || right.startsWith("\\frac") && e.a() instanceof Const;
                yield new Text((e.a() instanceof Const c && c.value() < 0 ? number(c.value()) : at(e.a(), PRODUCT))
                        + (digit ? " \\cdot " : " \\, ") + right,
                        e.a() instanceof Const c && c.value() < 0 ? SUM : PRODUCT);
            }
            case DIV -> fraction(e);
            case POW -> power(e);
            case POLYGAMMA -> new Text("\\psi^{(" + at(e.a(), CHOICE) + ")}" + parentheses(at(e.b(), CHOICE)), ATOM);
            default -> new Text((switch (e.op()) {
                case MAX, AT_LEAST -> "\\max";
                case MIN, AT_MOST -> "\\min";
                default -> name(e.op().label());
            })
                    + parentheses(at(e.a(), SUM) + ", " + at(e.b(), SUM)), ATOM);
        };
    }

    /** A sign stands before the fraction. */
    private Text fraction(Binary e) {
        String below = "}{" + at(e.b(), CHOICE) + "}";
        return switch (e.a()) {
            case Unary u when u.fn() == Fn.NEG -> new Text("-\\frac{" + at(u.x(), CHOICE) + below, SUM);
            case Const c when c.value() < 0 -> new Text("-\\frac{" + number(-c.value()) + below, SUM);
            default -> new Text("\\frac{" + at(e.a(), CHOICE) + below, FACTOR);
        };
    }

    /** The square of a sine is written at its name. */
    private Text power(Binary e) {
        String exponent = "^{" + at(e.b(), CHOICE) + "}";
        if (e.a() instanceof Unary u && NAMES.contains(u.fn()) && e.b() instanceof Const n && n.value() > 1) {
            int name = u.fn().latex().indexOf('(');
            String function = texts.get(u).text;
            return new Text(function.substring(0, name) + exponent + function.substring(name), FACTOR);
        }
        return new Text(at(e.a(), ATOM) + exponent, FACTOR);
    }

    private String relation(Compare e) {
        return at(e.a(), SUM) + " " + e.cmp().latex() + " " + at(e.b(), SUM);
    }

    private String at(Expr operand, int level) {
        Text text = texts.get(operand);
        return text.level >= level ? text.text : parentheses(text.text);
    }

    private static String parentheses(String inner) {
        return isTall(inner) ? "\\left(" + inner + "\\right)" : "(" + inner + ")";
    }

    private static boolean isTall(String text) {
        return text.contains("\\frac") || text.contains("\\begin") || text.contains("^");
    }

    /** A name of several letters; one letter with digits is what textbooks write with an index. */
    private static String name(String text) {
        if (text.matches("\\p{Alpha}\\d+")) {
            return text.charAt(0) + "_{" + text.substring(1) + "}";
        }
        return "\\mathrm{" + text.replace("_", "\\_") + "}";
    }

    private static String number(double value) {
        if (value == Math.PI) {
            return "\\pi";
        }
        if (Double.isNaN(value)) {
            return "\\mathrm{NaN}";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\\infty" : "-\\infty";
        }
        String text = Infix.number(value);
        int e = text.indexOf('E');
        return e < 0 ? text : text.substring(0, e) + " \\cdot 10^{" + text.substring(e + 1) + "}";
    }
}
