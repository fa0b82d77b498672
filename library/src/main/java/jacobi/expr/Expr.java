package jacobi.expr;

import java.util.List;

/**
 * A scalar formula in numbered inputs, such as {@code x * sigmoid(x)}: a small immutable tree of records that can be
 * evaluated, differentiated, simplified and printed.
 *
 * <pre>{@code
 * Expr x = var(0, "x");
 * Expr f = x.mul(sigmoid(x));
 * f.evaluate(2.0);              // 1.7615941559557649
 * f.derivative(var(0, "x"));    // sigmoid(x) + x * (sigmoid(x) * (1 - sigmoid(x)))
 * f.latex();                    // x \, \sigma(x)
 * }</pre>
 *
 * <p>Subtrees may be shared: every method here takes time in proportion to the number of distinct nodes, not to the
 * size of the tree written out, and none recurses, so that very deep formulas are fine. Two expressions are
 * {@linkplain Object#equals equal} when they have the same structure. Functions such as {@code exp} and
 * {@code where} are in {@link Exprs}.
 */
public sealed interface Expr permits Const, Var, Unary, Binary, Compare, Select {

    /** {@return this + b} */
    default Expr add(Expr b) {
        return new Binary(Op.ADD, this, b);
    }

    /** {@return this + b} */
    default Expr add(double b) {
        return add(new Const(b));
    }

    /** {@return this - b} */
    default Expr sub(Expr b) {
        return new Binary(Op.SUB, this, b);
    }

    /** {@return this - b} */
    default Expr sub(double b) {
        return sub(new Const(b));
    }

    /** {@return this * b} */
    default Expr mul(Expr b) {
        return new Binary(Op.MUL, this, b);
    }

    /** {@return this * b} */
    default Expr mul(double b) {
        return mul(new Const(b));
    }

    /** {@return this / b} */
    default Expr div(Expr b) {
        return new Binary(Op.DIV, this, b);
    }

    /** {@return this / b} */
    default Expr div(double b) {
        return div(new Const(b));
    }

    /** {@return this to the power b, and 1 for the base 1} */
    default Expr pow(Expr b) {
        return new Binary(Op.POW, this, b);
    }

    /** {@return this to the power b, and 1 for the base 1} */
    default Expr pow(double b) {
        return pow(new Const(b));
    }

    /** {@return this * this} */
    default Expr square() {
        return pow(2);
    }

    /** {@return -this} */
    default Expr neg() {
        return new Unary(Fn.NEG, this);
    }

    /**
     * The value in double arithmetic.
     *
     * @param inputs the values of the variables, by their index
     * @return the value; a comparison gives 1 or 0
     * @throws IllegalArgumentException if a variable has no value
     */
    default double evaluate(double... inputs) {
        return Evaluator.evaluate(this, inputs);
    }

    /**
     * The derivative, simplified.
     *
     * <p>Where a function has a kink the derivative is the one PyTorch uses: 0 for {@code relu} and {@code abs} at 0,
     * one half for each side of {@code max} and {@code min} at a tie. Comparisons and rounding have the derivative 0.
     * Parts that do not depend on {@code v} contribute nothing at all, even where they are infinite or NaN.
     *
     * @param v the variable to differentiate by
     * @return the derivative as an expression in the same variables
     */
    default Expr derivative(Var v) {
        return derivative(v, null);
    }

    /**
     * The derivative, simplified, written with the value of this expression itself where that saves work:
     * for {@code tanh(x)} and an output {@code y} it is {@code 1 - y^2}.
     *
     * @param v      the variable to differentiate by
     * @param output what stands for the value of this expression, usually one more variable; null for none
     * @return the derivative as an expression in the variables and the output
     */
    default Expr derivative(Var v, Expr output) {
        return Derivative.of(this, v, output);
    }

    /**
     * The derivative times a factor, usually the incoming gradient. Unlike a plain product, a branch of the derivative
     * that is 0 stays 0 when the factor is infinite or NaN: {@code where(x <= 0, 0, g)} for {@code relu}.
     *
     * @param v      the variable to differentiate by
     * @param output what stands for the value of this expression; null for none
     * @param factor the factor
     * @return the product, simplified
     */
    default Expr derivativeTimes(Var v, Expr output, Expr factor) {
        return Derivative.times(this, v, output, factor);
    }

    /**
     * An expression of the same value that, written out, has no more operations: constants are computed,
     * {@code x + 0}, {@code 1 * x}, {@code -(-x)} vanish, {@code x * x} becomes {@code x^2},
     * {@code 2 * x + x} becomes {@code 3 * x}.
     *
     * <p>The value is the same up to rounding, the sign of a zero, and overflow or underflow of intermediate results.
     * So {@code 0 * x}, {@code x - x} and {@code x / x} stay: they are NaN for some {@code x}.
     *
     * @return the simplified expression
     */
    default Expr simplify() {
        return new Simplifier().apply(this);
    }

    /**
     * The formula as one would write it on a board, to be read rather than computed: one fraction for a product, over one
     * denominator where that is shorter, numbers in front, {@code sqrt(x) * sqrt(x)} and {@code x / x} reduced, and no
     * exception for a single point, such as that of {@code x^n} at 0.
     *
     * {@snippet :
     * Exprs.parse("1 / (1 + exp(-x))").derivative(x).textbook()     // exp(-x) / (1 + exp(-x))^2
     * }
     *
     * @return a formula of the same value wherever both have one
     */
    default Expr textbook() {
        return Textbook.of(this);
    }

    /**
     * Replaces every occurrence of a subexpression.
     *
     * @param what the subexpression to look for, by structure
     * @param with what to put in its place
     * @return this expression with the replacement made
     */
    default Expr substitute(Expr what, Expr with) {
        return Dag.substitute(this, what, with);
    }

    /** {@return the variables that occur, by increasing index, each once} */
    default List<Var> variables() {
        return Dag.variables(this);
    }

    /** {@return whether the variable occurs} */
    default boolean uses(Var v) {
        return variables().contains(v);
    }

    /**
     * The distinct subexpressions in an order of evaluation: each after its operands, this expression last. Equal
     * subexpressions are one object in the list, also as operands of the others, so that {@code ==} finds them.
     *
     * @return the subexpressions
     */
    default List<Expr> subexpressions() {
        return Dag.order(new Dag().intern(this));
    }

    /** {@return the formula in LaTeX (without dollar signs); very long parts are given as dots} */
    default String latex() {
        return Latex.of(this);
    }
}
