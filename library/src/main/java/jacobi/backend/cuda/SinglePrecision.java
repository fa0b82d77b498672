package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.backend.KernelTyping;
import jacobi.backend.KernelTyping.Kind;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Fn;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a formula of floats with functions may be computed in float, by the functions of {@code singles.cuh}.
 *
 * <p>The processor computes it in double and rounds once, so it is off by half a unit in the last place. In float, each
 * function and each product is off by some. If they can add up to less than 2.47 units at the end, the two results are at
 * most 2 floats apart, whatever the operands. Formulas of which that cannot be said, as they have a sum that may cancel or a
 * value in the middle that may be too small for a float, stay in double.
 */
final class SinglePrecision {
    /** In units in the last place; what is left to 3 are the processor's half and 2e-9 of its functions. */
    private static final double LIMIT = 2.46;
    /** A float's rounding error relative to its value, at most; relative errors are told in it. */
    private static final double UNIT = 0x1p-24;

    /**
     * How far a value in float may be from the true one.
     *
     * @param places   in units in the last place
     * @param relative in multiples of {@link #UNIT} of the value, as long as that is within the range of normal floats
     * @param inRange  whether it is within the range unless it is as exact outside of it
     * @param fn       the function that it is the value of, if there is one for its product with another number
     */
    private record Error(double places, double relative, boolean inRange, Fn fn) {
        static final Error NONE = new Error(0, 0, true, null);
    }

    private final KernelTyping typing;
    /** For each node; null if nothing can be said. */
    private final Map<Expr, Error> errors = new IdentityHashMap<>();

    private SinglePrecision(KernelTyping typing) {
        this.typing = typing;
    }

    /** @param nodes the distinct nodes of the formula, operands first */
    static boolean suffices(List<Expr> nodes, KernelTyping typing, DType out) {
        if (out != DType.FLOAT32 || typing.kind(nodes.getLast()) != Kind.DOUBLE || nodes.getLast() instanceof Const) {
            return false;
        }
        SinglePrecision analysis = new SinglePrecision(typing);
        for (Expr node : nodes) {
            analysis.errors.put(node, analysis.error(node));
        }
        Error error = analysis.errors.get(nodes.getLast());
        return error != null && error.places <= LIMIT;
    }

    /** Whether there is a function for its product with another number. */
    static boolean hasProduct(Expr node) {
        return node instanceof Unary u && switch (u.fn()) {
            case EXP, EXPM1, SIGMOID, ERFC -> true;
            default -> false;
        };
    }

    private Error error(Expr node) {
        if (node instanceof Const c) {
            return constant(c.value());
        }
        if (typing.kind(node) != Kind.DOUBLE) {
            // Computed as on the processor.
            return switch (node) {
                case Unary u -> exact(u.x());
                case Binary b -> exact(b.a(), b.b());
                case Compare c -> exact(c.a(), c.b());
                case Select s -> exact(s.condition(), s.a(), s.b());
                default -> Error.NONE;
            };
        }
        return switch (node) {
            case Unary u -> switch (u.fn()) {
                case NEG, ABS -> choice(errors.get(u.x()), Error.NONE);
                default -> isFloat(u.x()) ? function(u) : null;
            };
            case Binary b -> switch (b.op()) {
                case MUL -> product(errors.get(b.a()), errors.get(b.b()));
                case DIV -> quotient(errors.get(b.a()), errors.get(b.b()));
                default -> null;
            };
            case Select s -> exact(s.condition()) == null ? null : choice(errors.get(s.a()), errors.get(s.b()));
            default -> null;
        };
    }

    private Error exact(Expr... operands) {
        for (Expr operand : operands) {
            boolean exact = operand instanceof Const || errors.get(operand) == Error.NONE;
            if (!exact) {
                return null;
            }
        }
        return Error.NONE;
    }

    private boolean isFloat(Expr operand) {
        return typing.kind(operand) == Kind.FLOAT && !(operand instanceof Const) && errors.get(operand) == Error.NONE;
    }

    private static Error constant(double value) {
        float rounded = (float) value;
        if (rounded == value || value != value) {
            return Error.NONE;
        }
        boolean normal = Math.abs(rounded) >= Float.MIN_NORMAL && Float.isFinite(rounded);
        return normal ? new Error(0.5, Math.abs(rounded - value) / Math.abs(value) / UNIT, true, null) : null;
    }

    /** The largest errors of 250 million floats of all magnitudes, rounded up. */
    private static Error function(Unary u) {
        return switch (u.fn()) {
            case LOG -> inRange(0.87, 1.36);
            case LOG1P -> inRange(0.89, 1.42);
            case LOG2 -> inRange(0.93, 1.85);
            case SIN -> inRange(0.8, 1.25);
            case COS -> inRange(0.8, 1.25);
            case TANH -> inRange(0.72, 1.2);
            case LOG10 -> new Error(2.1, 2.5, false, null);
            case ASIN -> new Error(2.1, 3.3, false, null);
            case ACOS -> new Error(1.7, 2.5, false, null);
            case ATAN -> new Error(2.1, 2.7, false, null);
            case ACOSH -> new Error(2.2, 2.6, false, null);
            case ERF -> new Error(0.98, 1.2, false, null);
            case SOFTPLUS -> new Error(1.35, 1.6, false, null);
            case EXP -> new Error(1, 1.4, false, u.fn());
            case EXPM1 -> new Error(1.02, 1.55, false, u.fn());
            case SIGMOID -> new Error(1, 1.4, false, u.fn());
            case ERFC -> new Error(1.4, 1.9, false, u.fn());
            default -> null;
        };
    }

    private static Error inRange(double places, double relative) {
        return new Error(places, relative, true, null);
    }

    private static Error product(Error a, Error b) {
        if (a == null || b == null || !(a.inRange && b.inRange || a.fn != null && b.inRange || b.fn != null && a.inRange)) {
            return null;
        }
        // A rounding at the end is half a unit in the last place, and up to 1 of the relative ones.
        double sum = a.relative + b.relative;
        return new Error(sum + 0.5, sum + 1, false, null);
    }

    private static Error quotient(Error a, Error b) {
        return a == null || b == null || !a.inRange || !b.inRange ? null : product(a, b);
    }

    private static Error choice(Error a, Error b) {
        return a == null || b == null ? null
                : new Error(Math.max(a.places, b.places), Math.max(a.relative, b.relative), a.inRange && b.inRange, null);
    }
}
