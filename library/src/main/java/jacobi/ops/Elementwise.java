package jacobi.ops;

import jacobi.DType;
import jacobi.Interruption;
import jacobi.Shape;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.autograd.Cut;
import jacobi.autograd.GradMode;
import jacobi.autograd.Node;
import jacobi.autograd.Op;
import jacobi.autograd.Trace;
import jacobi.autograd.Watch;
import jacobi.backend.NDArray;
import jacobi.backend.ScalarFunction;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Var;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An op that applies one scalar formula to every element. The formula is the whole declaration: its derivative is
 * found by symbolic differentiation, and is an op of this kind again.
 *
 * {@snippet :
 * import static jacobi.expr.Exprs.*;
 * Elementwise swish = Elementwise.unary("swish", x -> x.mul(sigmoid(x)));
 * Tensor y = swish.apply(x);
 * }
 */
public final class Elementwise implements Op {
    /** The element type of the result. */
    private enum Result { PROMOTED, FLOATING, BOOL }

    private static final String[] NAMES = {"x", "y", "z"};

    private final ScalarFunction function;
    private final Result result;
    /** By input; found when first needed, like the tangents. */
    private final Rule[] gradients;
    /** The inputs whose numbers the gradients read, as bits; -1 until it is known. */
    private int used = -1;
    /** By the set of inputs that move, as bits. */
    private final Map<Integer, Rule> tangents = new ConcurrentHashMap<>();

    /**
     * A formula for a gradient or a tangent.
     *
     * @param op      the formula; null if nothing needs to be computed
     * @param sources for each of its inputs, which value it is: an input of the differentiated op, then its result,
     *                then the incoming gradient, or the tangents of the inputs
     */
    private record Rule(Elementwise op, int[] sources) {
    }

    private Elementwise(String name, int arity, Expr formula, Result result) {
        this.function = new ScalarFunction(name, arity, formula);
        this.result = result;
        this.gradients = new Rule[arity];
    }

    /** {@return an op of one input, whose result has the input's type} */
    public static Elementwise unary(String name, UnaryOperator<Expr> formula) {
        return new Elementwise(name, 1, formula.apply(input(0)), Result.PROMOTED);
    }

    /** {@return an op of two inputs, whose result has the wider of their types} */
    public static Elementwise binary(String name, BinaryOperator<Expr> formula) {
        return new Elementwise(name, 2, formula.apply(input(0), input(1)), Result.PROMOTED);
    }

    /** {@return an op of three inputs, whose result has the widest of their types} */
    public static Elementwise ternary(String name, Ternary formula) {
        return new Elementwise(name, 3, formula.apply(input(0), input(1), input(2)), Result.PROMOTED);
    }

    /** {@return an op of any number of inputs, whose result has the widest of their types} */
    static Elementwise of(String name, int arity, Function<Expr[], Expr> formula) {
        Expr[] inputs = new Expr[arity];
        for (int i = 0; i < arity; i++) {
            inputs[i] = input(i);
        }
        return new Elementwise(name, arity, formula.apply(inputs), Result.PROMOTED);
    }

    /** A formula of three scalars. */
    public interface Ternary {
        /** {@return the result in terms of the inputs} */
        Expr apply(Expr x, Expr y, Expr z);
    }

    /** {@return this op, but with a floating-point result for whole numbers too} */
    Elementwise floating() {
        return new Elementwise(name(), arity(), formula(), Result.FLOATING);
    }

    /** {@return this op, but with a result of true (not 0) and false (0)} */
    Elementwise bool() {
        return new Elementwise(name(), arity(), formula(), Result.BOOL);
    }

    /** {@return the variable that stands for an input in a formula: x, y, z} */
    static Var input(int i) {
        return new Var(i, i < NAMES.length ? NAMES[i] : "x" + i);
    }

    @Override
    public String name() {
        return function.name();
    }

    /** {@return the number of inputs} */
    public int arity() {
        return function.arity();
    }

    /** {@return the result in terms of the inputs} */
    public Expr formula() {
        return function.formula();
    }

    @Override
    public Tensor apply(Tensor... x) {
        for (Tensor input : x) {
            if (input.dual() != null) {
                return Op.super.apply(x);
            }
        }
        if (Watch.isOn() || Trace.isOn()) {
            return Op.super.apply(x);
        }
        Interruption.poll(function.name());
        NDArray y = compute(x);
        boolean floating = y.dtype().isFloating();
        for (Tensor input : x) {
            if (input.requiresGrad()) {
                return floating && GradMode.isEnabled() ? new Node(this, x, y).output()
                        : Tensor.of(y).cut(floating ? Cut.NO_GRAD : Cut.WHOLE_NUMBERS);
            }
        }
        for (Tensor input : x) {
            if (input.cut() != null) {
                return Tensor.of(y).cut(input.cut());
            }
        }
        return Tensor.of(y);
    }

    @Override
    public Tensor forward(Tensor... x) {
        return Tensor.of(compute(x));
    }

    /** Computes into an array that nobody has seen yet, of the result's shape and type; it may be one of the inputs. */
    void into(NDArray out, NDArray... x) {
        out.backend().elementwise(function, out, x);
    }

    private NDArray compute(Tensor[] x) {
        if (x.length != arity()) {
            throw new IllegalArgumentException(name() + " takes " + arity() + " tensors, not " + x.length);
        }
        NDArray[] in = new NDArray[x.length];
        NDArray first = x[0].array();
        in[0] = first;
        Shape shape = first.shape();
        DType dtype = first.dtype();
        for (int i = 1; i < x.length; i++) {
            NDArray next = x[i].array();
            in[i] = next;
            if (next.backend() != first.backend()) {
                return compute(Devices.together(name(), x));
            }
            dtype = promote(dtype, shape, next.dtype(), next.shape());
            shape = Shape.broadcast(name(), shape, next.shape());
        }
        switch (result) {
            case FLOATING -> dtype = dtype.isFloating() ? dtype : DType.FLOAT32;
            case BOOL -> dtype = DType.BOOL;
            case PROMOTED -> { }
        }
        NDArray out = first.backend().empty(dtype, shape);
        first.backend().elementwise(function, out, in);
        return out;
    }

    /** As in PyTorch, a single number does not widen a tensor of its own kind: float32 [3] times float64 [] is float32. */
    private static DType promote(DType a, Shape shapeA, DType b, Shape shapeB) {
        if (a == b) {
            return a;
        }
        boolean sameKind = a.isFloating() && b.isFloating() || a.isInteger() && b.isInteger();
        if (sameKind && (shapeA.rank() == 0) != (shapeB.rank() == 0)) {
            return shapeA.rank() == 0 ? b : a;
        }
        return DType.promote(a, b);
    }

    /** The inputs that occur in the derivative with respect to any of them. */
    @Override
    public int used() {
        if (used < 0) {
            int bits = 0;
            for (int i = 0; i < arity(); i++) {
                for (int source : rule(i).op == null ? new int[0] : rule(i).sources) {
                    bits |= source < arity() ? 1 << source : 0;
                }
            }
            used = bits;
        }
        return used;
    }

    private Rule rule(int i) {
        Rule rule = gradients[i];
        if (rule == null) {
            gradients[i] = rule = derive(i);
        }
        return rule;
    }

    @Override
    public Tensor gradient(int i, Tensor g, Tensor y, Tensor... x) {
        Rule gradient = rule(i);
        Tensor full = g;
        if (gradient.op != null) {
            int[] sources = gradient.sources;
            Tensor[] in = new Tensor[sources.length];
            for (int k = 0; k < sources.length; k++) {
                in[k] = sources[k] < x.length ? x[sources[k]] : sources[k] == x.length ? y : g;
            }
            full = gradient.op.apply(in);
        }
        Tensor input = x[i];
        if (full.array().shape() != input.array().shape()) {
            full = full.sumTo(input.shape());
        }
        return full.dtype() == input.dtype() ? full : full.to(input.dtype());
    }

    /** The sum over the moving inputs of the slope times the tangent, as one formula. */
    @Override
    public Tensor tangent(Tensor[] dx, Tensor y, Tensor... x) {
        int moving = 0;
        for (int i = 0; i < dx.length; i++) {
            moving |= dx[i] != null ? 1 << i : 0;
        }
        Rule rule = tangents.computeIfAbsent(moving, this::deriveTangent);
        if (rule.op == null) {
            return Tensors.zerosLike(y);
        }
        Tensor[] in = new Tensor[rule.sources.length];
        for (int k = 0; k < in.length; k++) {
            int source = rule.sources[k];
            in[k] = source < arity() ? x[source] : source == arity() ? y : dx[source - arity() - 1];
        }
        return rule.op.apply(in).to(y.dtype()).expand(y.shape());
    }

    /** Variables: the inputs, then the result, then the tangents of the inputs. */
    private Rule deriveTangent(int moving) {
        int n = arity();
        Var y = new Var(n, "y");
        Expr sum = new Const(0);
        for (int i = 0; i < n; i++) {
            if ((moving & 1 << i) != 0) {
                sum = sum.add(formula().derivativeTimes(input(i), y, new Var(n + 1 + i, "d" + i)));
            }
        }
        return compact(name() + "Tangent", sum.simplify(), 2 * n + 1);
    }

    /** Writes g * df/dx_i in as few inputs as possible: where the result itself occurs in it, it is used again. */
    private Rule derive(int i) {
        Var y = new Var(arity(), "y");
        Var g = new Var(arity() + 1, "g");
        Expr product = formula().derivativeTimes(input(i), y, g);
        if (product.equals(g)) {
            return new Rule(null, null);
        }
        Rule gradient = compact(name() + "Backward", product, arity() + 2);
        // A constant slope of zero, as of a step: the gradient is zeros of g's shape.
        return gradient.op != null ? gradient
                : new Rule(unary(name() + "Backward", x -> x.mul(new Const(0))), new int[] {arity() + 1});
    }

    /** An op for a formula of some of the first variables, which become inputs 0, 1, ...; no op for one without any. */
    private static Rule compact(String name, Expr formula, int variables) {
        int[] sources = new int[variables];
        int count = 0;
        Expr renumbered = formula;
        // The variables move to indices beyond all of theirs first, so that no two meet on the way.
        for (int v = 0; v < variables; v++) {
            Var old = variable(formula, v);
            if (old != null) {
                renumbered = renumbered.substitute(old, new Var(variables + count, "t" + count));
                sources[count++] = v;
            }
        }
        for (int k = 0; k < count; k++) {
            renumbered = renumbered.substitute(new Var(variables + k, "t" + k), input(k));
        }
        return count == 0 ? new Rule(null, null)
                : new Rule(new Elementwise(name, count, renumbered, Result.PROMOTED), Arrays.copyOf(sources, count));
    }

    /** The variable of this index in a formula; null if there is none. */
    private static Var variable(Expr formula, int index) {
        for (Expr part : formula.subexpressions()) {
            if (part instanceof Var v && v.index() == index) {
                return v;
            }
        }
        return null;
    }
}
