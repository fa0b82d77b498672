package jacobi.expr;

import java.util.Objects;

/**
 * A function of two operands.
 *
 * @param op the function
 * @param a  the left operand
 * @param b  the right operand
 */
public record Binary(Op op, Expr a, Expr b) implements Expr {
    /** @throws NullPointerException if a part is missing */
    public Binary {
        Objects.requireNonNull(op);
        Objects.requireNonNull(a);
        Objects.requireNonNull(b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary e && Dag.equal(this, e);
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
