package jacobi.expr;

/**
 * A number.
 *
 * @param value the number
 */
public record Const(double value) implements Expr {
    static final Const ZERO = new Const(0);
    static final Const HALF = new Const(0.5);
    static final Const ONE = new Const(1);

    @Override
    public boolean equals(Object other) {
        return other instanceof Const c && Double.doubleToLongBits(value) == Double.doubleToLongBits(c.value);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(value);
    }

    @Override
    public String toString() {
        return Infix.of(this);
    }
}
