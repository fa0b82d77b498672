package jacobi.notebook.graph;

import java.util.Map;

/** How ops are written in a circuit. */
final class Symbols {
    private static final Map<String, String> SYMBOLS = Map.ofEntries(Map.entry("add", "+"), Map.entry("sub", "−"),
            Map.entry("mul", "×"), Map.entry("div", "÷"), Map.entry("neg", "× −1"), Map.entry("square", "x²"),
            Map.entry("sqrt", "√"), Map.entry("reciprocal", "1/x"), Map.entry("rsqrt", "1/√"), Map.entry("pow", "^"),
            Map.entry("sigmoid", "σ"), Map.entry("sum", "Σ"), Map.entry("abs", "|x|"), Map.entry("maximum", "max"),
            Map.entry("minimum", "min"), Map.entry("matmul", "matmul"), Map.entry("transpose", "T"));

    private Symbols() {
    }

    /** The symbol of an op, or its name. */
    static String of(String op) {
        return SYMBOLS.getOrDefault(op, Numbers.shorten(op, 20));
    }

    /**
     * The symbol of an op of two inputs, one of which is a number in the formula; null if it is to be drawn as an input.
     *
     * @param first whether the number is the first input
     */
    static String with(String op, String number, boolean first) {
        String signed = number.replace("-", "−");
        return switch (op) {
            case "add" -> "+ " + signed;
            case "mul" -> "× " + signed;
            case "sub" -> first ? signed + " − x" : "− " + signed;
            case "div" -> first ? signed + "/x" : "÷ " + signed;
            case "pow" -> first ? signed + "^x" : "^ " + signed;
            default -> null;
        };
    }
}
