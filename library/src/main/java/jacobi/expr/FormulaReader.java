package jacobi.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a formula as people type it: {@code x * sin(x)^2 - exp(-w*x) / 2}. A product binds closer than a sum, a power
 * closer than a sign, and powers group to the right. Functions have the names they have here, {@link Fn} and {@link Op};
 * {@code ln} is log; {@code pi} and {@code e} are the numbers. Any other name is a variable.
 */
final class FormulaReader {
    private static final int DEEPEST = 200;
    private static final int LONGEST = 10_000;
    private static final Cmp[] LONGER_FIRST = {Cmp.LE, Cmp.GE, Cmp.EQ, Cmp.NE, Cmp.LT, Cmp.GT};

    private final String text;
    private final Map<String, Var> variables = new LinkedHashMap<>();
    private int at;
    private int depth;

    private FormulaReader(String text) {
        this.text = text;
    }

    /** {@return the formula} Its variables are numbered in the order in which they first occur. */
    static Expr read(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("formula: has " + text.length() + " characters, and at most " + LONGEST
                    + " are read");
        }
        FormulaReader reader = new FormulaReader(text);
        Expr formula = reader.comparison();
        if (reader.peek() != 0) {
            throw reader.failure(reader.peek() == ')' ? "there is no ( for this )" : "an operator is missing, such as *");
        }
        return formula;
    }

    private IllegalArgumentException failure(String problem) {
        int from = Math.max(0, at - 20);
        return new IllegalArgumentException("formula: at character " + (at + 1)
                + (at >= text.length() ? ", the end" : ", " + text.substring(at, Math.min(text.length(), at + 12)).strip())
                + (at > 0 ? ", behind " + (from > 0 ? "..." : "") + text.substring(from, Math.min(at, text.length())).strip() : "")
                + ": " + problem);
    }

    /** The next character that is not a space; 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(String sign) {
        peek();
        boolean there = text.startsWith(sign, at);
        at += there ? sign.length() : 0;
        return there;
    }

    private Expr comparison() {
        Expr left = sum();
        for (Cmp cmp : LONGER_FIRST) {
            if (take(cmp.symbol())) {
                return new Compare(cmp, left, sum());
            }
        }
        return left;
    }

    private Expr sum() {
        Expr left = product();
        while (true) {
            if (take("+")) {
                left = left.add(product());
            } else if (take("-")) {
                left = left.sub(product());
            } else {
                return left;
            }
        }
    }

    private Expr product() {
        Expr left = signed();
        while (true) {
            peek();
            if (!text.startsWith("**", at) && take("*")) {
                left = left.mul(signed());
            } else if (take("/")) {
                left = left.div(signed());
            } else {
                return left;
            }
        }
    }

    private Expr signed() {
        if (++depth > DEEPEST) {
            throw failure("this is nested deeper than " + DEEPEST + " levels");
        }
        Expr result = take("-") ? negative(signed()) : take("+") ? signed() : power();
        depth--;
        return result;
    }

    private static Expr negative(Expr x) {
        return x instanceof Const c ? new Const(-c.value()) : x.neg();
    }

    private Expr power() {
        Expr base = atom();
        return take("^") || take("**") ? base.pow(signed()) : base;
    }

    private Expr atom() {
        char c = peek();
        if (take("(")) {
            Expr inner = comparison();
            close();
            return inner;
        }
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        if (!Character.isJavaIdentifierStart(c)) {
            throw failure("a number, a variable, a function or ( belongs here");
        }
        int from = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        if (peek() == '(') {
            return call(name, from);
        }
        return switch (name) {
            case "pi" -> new Const(Math.PI);
            case "e" -> new Const(Math.E);
            case "NaN" -> new Const(Double.NaN);
            case "Infinity" -> new Const(Double.POSITIVE_INFINITY);
            default -> variables.computeIfAbsent(name, n -> new Var(variables.size(), n));
        };
    }

    private void close() {
        if (!take(")")) {
            throw failure("a ) is missing");
        }
    }

    private Const number() {
        int from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || ".eE".indexOf(text.charAt(at)) >= 0
                || "+-".indexOf(text.charAt(at)) >= 0 && "eE".indexOf(text.charAt(at - 1)) >= 0)) {
            at++;
        }
        try {
            return new Const(Double.parseDouble(text.substring(from, at)));
        } catch (NumberFormatException e) {
            at = from;
            throw failure("this is not a number");
        }
    }

    private Expr call(String name, int from) {
        take("(");
        List<Expr> arguments = new ArrayList<>();
        do {
            arguments.add(comparison());
        } while (take(","));
        close();
        String known = name.equals("ln") ? "log" : name;
        Expr result = switch (arguments.size()) {
            case 1 -> one(known, arguments.getFirst());
            case 2 -> two(known, arguments.get(0), arguments.get(1));
            case 3 -> known.equals("where") ? Exprs.where(arguments.get(0), arguments.get(1), arguments.get(2)) : null;
            default -> null;
        };
        if (result != null) {
            return result;
        }
        at = from;
        TreeSet<String> names = new TreeSet<>();
        for (Fn function : Fn.values()) {
            names.add(function.label());
        }
        for (Op function : Op.values()) {
            names.add(function.label());
        }
        names.addAll(List.of("ln", "relu", "square", "where"));
        boolean other = names.contains(name);
        throw failure(other ? name + " does not take " + arguments.size() + " operands"
                : "there is no function " + name + "; there are " + String.join(", ", names));
    }

    private static Expr one(String name, Expr x) {
        return switch (name) {
            case "relu" -> Exprs.relu(x);
            case "square" -> x.mul(x);
            default -> Arrays.stream(Fn.values()).filter(f -> f.label().equals(name)).findFirst()
                    .<Expr>map(f -> new Unary(f, x)).orElse(null);
        };
    }

    private static Expr two(String name, Expr a, Expr b) {
        return Arrays.stream(Op.values()).filter(f -> f.label().equals(name)).findFirst()
                .<Expr>map(f -> new Binary(f, a, b)).orElse(null);
    }
}
