package jacobi.expr;

/** The six relations of {@link Compare}, with the meaning of Java's operators on doubles. */
public enum Cmp {
    /** Less than. */
    LT("<", "<"),
    /** Less than or equal. */
    LE("<=", "\\le"),
    /** Greater than. */
    GT(">", ">"),
    /** Greater than or equal. */
    GE(">=", "\\ge"),
    /** Equal. */
    EQ("==", "="),
    /** Not equal. */
    NE("!=", "\\ne");

    private final String symbol;
    private final String latex;

    Cmp(String symbol, String latex) {
        this.symbol = symbol;
        this.latex = latex;
    }

    /** {@return the operator as Java writes it} */
    public String symbol() {
        return symbol;
    }

    /** {@return the operator in LaTeX} */
    public String latex() {
        return latex;
    }

    /** {@return whether the relation holds} */
    public boolean test(double a, double b) {
        return switch (this) {
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            case GE -> a >= b;
            case EQ -> a == b;
            case NE -> a != b;
        };
    }
}
