package jacobi.backend;

import jacobi.DType;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which arithmetic each node of a formula is computed.
 *
 * <p>For a float64 result everything is double. For a float32 result, float32 inputs and masks are computed with in
 * float; whole numbers, float64 inputs and transcendental functions are double, and so is what they are combined with.
 * Whole numbers stay whole numbers where the result is one or is a truth value, as long as the functions are closed
 * over them. Comparisons are exact: a float and an int are compared as doubles. A constant takes the type of what it is
 * combined with, unless it would lose its value in it. All backends share these rules, so that they give the same numbers;
 * a GPU computes functions of floats in float where the result is 2 floats away from that at most.
 */
public final class KernelTyping {
    /** The types that a processor computes in, and truth values, which are an int of 0 or 1. */
    public enum Kind {
        BOOL, INT, LONG, FLOAT, DOUBLE;

        /** {@return whether it holds whole numbers only} */
        public boolean isWhole() {
            return this == BOOL || this == INT || this == LONG;
        }
    }

    private final Map<Expr, Kind> kinds = new IdentityHashMap<>();
    private final DType out;

    /** @param nodes the distinct nodes of the formula, operands first */
    public KernelTyping(List<Expr> nodes, DType[] inputs, DType out) {
        this.out = out;
        for (Expr node : nodes) {
            kinds.put(node, find(node, inputs));
        }
    }

    private Kind find(Expr node, DType[] inputs) {
        if (node instanceof Binary e) {
            return binary(e);
        }
        if (node instanceof Unary u) {
            return unary(u);
        }
        if (node instanceof Select s) {
            return common(s.a(), s.b(), false);
        }
        return node instanceof Var v ? load(inputs[v.index()])
                : node instanceof Const c ? natural(c.value()) : Kind.BOOL;
    }

    /** {@return the type in which a node's value is kept} A constant is written down in any. */
    public Kind kind(Expr node) {
        return kinds.get(node);
    }

    /**
     * What a choice such as {@code where(x <= 3, 3, x)} is for every x, NaN too: {@code max(x, 3)}, or {@code min(x, 3)}
     * for the other relations. With a bound of 0 only {@code where(x <= 0, 0, x)} is, because of negative zero.
     *
     * @return the function, or null if it is another kind of choice
     */
    public static Op extremum(Select s) {
        if (!(s.condition() instanceof Compare c && c.a() == s.b() && c.b() == s.a() && s.a() instanceof Const bound)) {
            return null;
        }
        boolean positiveZero = isPositiveZero(bound);
        boolean safe = bound.value() < 0 || bound.value() > 0;
        return switch (c.cmp()) {
            case LE -> safe || positiveZero ? Op.MAX : null;
            case LT -> safe ? Op.MAX : null;
            case GE, GT -> safe ? Op.MIN : null;
            case EQ, NE -> null;
        };
    }

    public static boolean isPositiveZero(Expr e) {
        return e instanceof Const c && Double.doubleToRawLongBits(c.value()) == 0;
    }

    public static Kind stored(DType dtype) {
        return switch (dtype) {
            case BOOL -> Kind.BOOL;
            case INT32 -> Kind.INT;
            case INT64 -> Kind.LONG;
            case FLOAT32 -> Kind.FLOAT;
            case FLOAT64 -> Kind.DOUBLE;
        };
    }

    private Kind load(DType dtype) {
        return switch (dtype) {
            case BOOL -> out == DType.FLOAT64 ? Kind.DOUBLE : out == DType.FLOAT32 ? Kind.FLOAT : Kind.BOOL;
            case INT32 -> out.isFloating() ? Kind.DOUBLE : out == DType.INT64 ? Kind.LONG : Kind.INT;
            case INT64 -> out.isFloating() ? Kind.DOUBLE : Kind.LONG;
            case FLOAT32 -> out == DType.FLOAT64 ? Kind.DOUBLE : Kind.FLOAT;
            case FLOAT64 -> Kind.DOUBLE;
        };
    }

    private Kind unary(Unary u) {
        Kind x = kind(u.x());
        return switch (u.fn()) {
            case NEG, ABS, SIGN, FLOOR, CEIL, ROUND -> x == Kind.BOOL ? Kind.INT : x;
            case SQRT -> x == Kind.FLOAT ? x : Kind.DOUBLE;
            default -> Kind.DOUBLE;
        };
    }

    private Kind binary(Binary e) {
        return switch (e.op()) {
            case ADD, SUB, MUL, MAX, MIN, AT_LEAST, AT_MOST -> {
                Kind kind = common(e.a(), e.b(), false);
                yield kind == Kind.BOOL ? Kind.INT : kind;
            }
            case DIV -> {
                Kind kind = common(e.a(), e.b(), false);
                yield kind.isWhole() ? Kind.DOUBLE : kind;
            }
            case POW -> {
                Kind kind = kind(e.a());
                yield smallPower(e, kind) != 0 ? kind == Kind.BOOL ? Kind.INT : kind
                        : out == DType.INT64 && common(e.a(), e.b(), false).isWhole() ? Kind.LONG : Kind.DOUBLE;
            }
            case FMOD, FLOOR_DIVIDE -> {
                // Between whole numbers it is one, and exact, where the result is to be one.
                Kind kind = common(e.a(), e.b(), false);
                yield kind.isWhole() && out.isInteger() ? wider(kind, stored(out)) : Kind.DOUBLE;
            }
            case ATAN2, HYPOT, LOGADDEXP, POLYGAMMA -> Kind.DOUBLE;
        };
    }

    /**
     * The exponent of a power that is computed by multiplying in the given type: so few times that the result stays
     * within rounding of the true one; 0 for any other power.
     */
    public int smallPower(Binary power, Kind kind) {
        double n = power.b() instanceof Const c ? c.value() : 0;
        boolean small = switch (kind) {
            case BOOL, INT, LONG -> n >= 1 && n <= 64;
            case FLOAT -> n >= 1 && n <= 2 || n == -1;
            case DOUBLE -> n >= 1 && n <= (out == DType.FLOAT32 ? 16 : 3) || n == -1;
        };
        return small && n == Math.rint(n) ? (int) n : 0;
    }

    /** {@return the type in which two operands are compared} */
    public Kind compared(Compare e) {
        return common(e.a(), e.b(), true);
    }

    /** {@return the type in which two operands meet} */
    public Kind common(Expr a, Expr b, boolean exact) {
        if (a instanceof Const c) {
            return b instanceof Const d ? wider(natural(c.value()), natural(d.value())) : beside(c, kind(b), exact);
        }
        return b instanceof Const d ? beside(d, kind(a), exact) : wider(kind(a), kind(b));
    }

    private static Kind wider(Kind a, Kind b) {
        boolean mixed = a == Kind.FLOAT && (b == Kind.INT || b == Kind.LONG)
                || b == Kind.FLOAT && (a == Kind.INT || a == Kind.LONG);
        return mixed ? Kind.DOUBLE : a.ordinal() >= b.ordinal() ? a : b;
    }

    /** The type for a constant and something of the given type. */
    private Kind beside(Const c, Kind kind, boolean exact) {
        double value = c.value();
        return switch (kind) {
            case BOOL, INT -> isInt(value) ? Kind.INT : isLong(value) ? Kind.LONG
                    : kind == Kind.BOOL && out == DType.FLOAT32 && fitsFloat(value, exact) ? Kind.FLOAT : Kind.DOUBLE;
            case LONG -> isLong(value) ? Kind.LONG : Kind.DOUBLE;
            case FLOAT -> fitsFloat(value, exact) ? Kind.FLOAT : Kind.DOUBLE;
            case DOUBLE -> Kind.DOUBLE;
        };
    }

    private Kind natural(double value) {
        return switch (out) {
            case FLOAT32 -> fitsFloat(value, false) ? Kind.FLOAT : Kind.DOUBLE;
            case FLOAT64 -> Kind.DOUBLE;
            case INT32, BOOL -> isInt(value) ? Kind.INT : isLong(value) ? Kind.LONG : Kind.DOUBLE;
            case INT64 -> isLong(value) ? Kind.LONG : Kind.DOUBLE;
        };
    }

    private static boolean isInt(double value) {
        return value == (int) value;
    }

    private static boolean isLong(double value) {
        return value == (long) value && Math.abs(value) < 0x1p63;
    }

    private static boolean fitsFloat(double value, boolean exact) {
        float rounded = (float) value;
        return rounded == value || value != value
                || !exact && Math.abs(rounded) >= Float.MIN_NORMAL && Float.isFinite(rounded);
    }
}
