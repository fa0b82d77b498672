package jacobi.expr;

/**
 * An input. The name is for people: variables are the same when their index is.
 *
 * @param index which input, counted from 0
 * @param name  how it is printed
 */
public record Var(int index, String name) implements Expr {
    /** @throws IllegalArgumentException if the index is negative or the name is empty */
    public Var {
        if (index < 0 || name.isEmpty()) {
            throw new IllegalArgumentException("var: needs an index of at least 0 and a name, got index " + index
                    + " and name \"" + name + "\".");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Var v && v.index == index;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
