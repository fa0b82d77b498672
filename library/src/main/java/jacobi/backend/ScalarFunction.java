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
    private volatile Object compiledForDevice;

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

    /** {@return what the backend of the processor kept here, or null} */
    public Object compiled() {
        return compiled;
    }

    /** Keeps the form for the processor; its backend checks what it is when it reads it. */
    public void compiled(Object form) {
        compiled = form;
    }

    /** {@return what the backend of another device kept here, or null} It has a place of its own, as programs use both. */
    public Object compiledForDevice() {
        return compiledForDevice;
    }

    /** Keeps the form for another device; its backend checks what it is when it reads it. */
    public void compiledForDevice(Object form) {
        compiledForDevice = form;
    }
}
