package jacobi.expr;

import java.util.Objects;

/**
 * A function of one operand.
 *
 * @param fn the function
 * @param x  the operand
 */
public record Unary(Fn fn, Expr x) implements Expr {
    /** @throws NullPointerException if a part is missing */
    public Unary {
        Objects.requireNonNull(fn);
        Objects.requireNonNull(x);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unary e && Dag.equal(this, e);
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
