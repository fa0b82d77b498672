package jacobi.expr;

import java.util.Objects;

/**
 * A choice: {@code a} where the condition is not 0, else {@code b}.
 *
 * @param condition what decides, usually a {@link Compare}
 * @param a         the value where the condition holds
 * @param b         the value elsewhere
 */
public record Select(Expr condition, Expr a, Expr b) implements Expr {
    /** @throws NullPointerException if a part is missing */
    public Select {
        Objects.requireNonNull(condition);
        Objects.requireNonNull(a);
        Objects.requireNonNull(b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Select e && Dag.equal(this, e);
    }

    @Override
    public int hashCode() {
        return Dag.hash(this);
    }

    @Override
    public String toString() {
        return Infix.of(this);
    }
}
