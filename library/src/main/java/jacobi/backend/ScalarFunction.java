package jacobi.backend;

import jacobi.expr.Expr;

/**
 * A formula of a few scalars, to be applied to every element of its inputs. A backend compiles it once for each
 * combination of element types and keeps the result here.
 */
public final class ScalarFunction {
    private final String name;
    private final int arity;
    private final Expr formula;
    private volatile Object compiled;

    /**
     * @param name    for messages, such as {@code "tanh"}
     * @param arity   the number of inputs
     * @param formula the result, in terms of the variables 0 to arity - 1
     */
    public ScalarFunction(String name, int arity, Expr formula) {
        this.name = name;
        this.arity = arity;
        this.formula = formula;
    }

    public String name() {
        return name;
    }

    public int arity() {
        return arity;
    }

    public Expr formula() {
        return formula;
    }

    /** {@return what the backend kept here, or null} A function is used with one backend almost always. */
    public Object compiled() {
        return compiled;
    }

    /** Keeps a backend's compiled form; the backend checks whose it is when it reads it. */
    public void compiled(Object form) {
        compiled = form;
    }
}
