package jacobi.expr;

import java.util.Objects;

/**
 * A comparison: 1 where it holds, 0 where not; with NaN only "not equal" holds.
 *
 * @param cmp the relation
 * @param a   the left operand
 * @param b   the right operand
 */
public record Compare(Cmp cmp, Expr a, Expr b) implements Expr {
    /** @throws NullPointerException if a part is missing */
    public Compare {
        Objects.requireNonNull(cmp);
        Objects.requireNonNull(a);
        Objects.requireNonNull(b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Compare e && Dag.equal(this, e);
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
