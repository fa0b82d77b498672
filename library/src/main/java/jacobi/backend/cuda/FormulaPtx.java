package jacobi.backend.cuda;

import static jacobi.backend.cuda.PtxWriter.bits;
import static jacobi.backend.cuda.PtxWriter.constant;
import static jacobi.backend.cuda.PtxWriter.type;

import jacobi.DType;
import jacobi.backend.KernelTyping;
import jacobi.backend.KernelTyping.Kind;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the instructions that compute a formula for one element, in the arithmetic that {@link KernelTyping} says, each
 * operation rounded by itself as in Java: nothing is contracted. Functions that the processor lacks are calls of those in
 * {@code functions.ptx}, in double, or, where that gives the same floats but for the last bits, in float.
 */
final class FormulaPtx {
    private final PtxWriter ptx;
    private final List<Expr> nodes;
    private final KernelTyping typing;
    private final DType out;
    /** Whether what the rules say to compute in double is computed in float. */
    private final boolean single;
    /** The functions of the library that are called. */
    private final Set<String> calls;
    /** For each node, the registers with its value as each kind. */
    private final Map<Expr, EnumMap<Kind, String>> values = new IdentityHashMap<>();

    FormulaPtx(PtxWriter ptx, List<Expr> nodes, DType[] inputs, DType out, Set<String> calls) {
        this.ptx = ptx;
        this.nodes = nodes;
        this.typing = new KernelTyping(nodes, inputs, out);
        this.out = out;
        this.single = SinglePrecision.suffices(nodes, typing, out);
        this.calls = calls;
    }

    /**
     * Writes the formula.
     *
     * @param inputs for each input, the register with its value as it lies in memory (a truth value as an int)
     * @return the register with the result as it is to lie in memory
     */
    String write(String[] inputs, DType[] types) {
        values.clear();
        for (Expr node : nodes) {
            switch (node) {
                case Const c -> { }
                case Var v -> define(v, kind(v),
                        converted(inputs[v.index()], KernelTyping.stored(types[v.index()]), kind(v)));
                case Unary u -> {
                    // Those that may only be needed as products are computed when they are needed.
                    if (!(single && SinglePrecision.hasProduct(u))) {
                        define(u, kind(u), unary(u));
                    }
                }
                case Binary b -> define(b, kind(b), binary(b));
                case Compare c -> define(c, Kind.BOOL, number(compared(c)));
                case Select s -> define(s, kind(s), select(s));
            }
        }
        Expr root = nodes.getLast();
        if (out == DType.BOOL) {
            return number(truth(root));
        }
        Kind element = KernelTyping.stored(out);
        if (root instanceof Const c) {
            // By way of its own kind, as a constant that is no int may be cut off.
            String own = ptx.register(kind(root));
            ptx.line("mov.%s %s, %s", bits(kind(root)), own, constant(c.value(), kind(root)));
            return converted(own, kind(root), element);
        }
        return value(root, element);
    }

    private Kind kind(Expr node) {
        Kind kind = typing.kind(node);
        return single && kind == Kind.DOUBLE ? Kind.FLOAT : kind;
    }

    private void define(Expr node, Kind kind, String register) {
        values.computeIfAbsent(node, n -> new EnumMap<>(Kind.class)).put(kind, register);
    }

    /** The register with a node's value as a kind, or the constant itself. */
    private String value(Expr node, Kind kind) {
        if (node instanceof Const c) {
            return constant(c.value(), kind);
        }
        if (!values.containsKey(node)) {
            define(node, kind(node), unary((Unary) node));
        }
        EnumMap<Kind, String> known = values.get(node);
        String found = known.get(kind);
        if (found == null) {
            Kind own = kind(node);
            found = converted(known.get(own), own, kind);
            known.put(kind, found);
        }
        return found;
    }

    private String converted(String from, Kind kind, Kind target) {
        boolean same = kind == target || !wide(kind) && !wide(target) && kind != Kind.FLOAT && target != Kind.FLOAT;
        if (same) {
            return from;
        }
        String to = ptx.register(target);
        boolean fromFloating = kind == Kind.FLOAT || kind == Kind.DOUBLE;
        boolean toFloating = target == Kind.FLOAT || target == Kind.DOUBLE;
        if (fromFloating && !toFloating) {
            // As in Java: towards zero, limited to the range, and 0 for NaN.
            String number = ptx.predicate();
            String cut = ptx.register(target);
            ptx.line("setp.num.%s %s, %s, %s", type(kind), number, from, from);
            ptx.line("cvt.rzi.%s.%s %s, %s", type(target), type(kind), cut, from);
            ptx.line("selp.%s %s, %s, 0, %s", bits(target), to, cut, number);
        } else {
            boolean rounds = !fromFloating && toFloating || kind == Kind.DOUBLE && target == Kind.FLOAT;
            ptx.line("cvt%s.%s.%s %s, %s", rounds ? ".rn" : "", type(target), type(kind), to, from);
        }
        return to;
    }

    private static boolean wide(Kind kind) {
        return kind == Kind.LONG || kind == Kind.DOUBLE;
    }

    private String unary(Unary u) {
        Kind kind = kind(u);
        return switch (u.fn()) {
            case NEG, ABS -> one(u.fn().label(), kind, value(u.x(), kind));
            case SIGN -> sign(value(u.x(), kind), kind);
            case FLOOR -> kind.isWhole() ? value(u.x(), kind) : rounded("rmi", u.x(), kind);
            case CEIL -> kind.isWhole() ? value(u.x(), kind) : rounded("rpi", u.x(), kind);
            case ROUND -> kind.isWhole() ? value(u.x(), kind) : rounded("rni", u.x(), kind);
            case SQRT -> one("sqrt.rn", kind, value(u.x(), kind));
            default -> call(u.fn().label(), kind, value(u.x(), kind));
        };
    }

    private String one(String instruction, Kind kind, String x) {
        String to = ptx.register(kind);
        ptx.line("%s.%s %s, %s", instruction, type(kind), to, x);
        return to;
    }

    private String rounded(String way, Expr x, Kind kind) {
        String to = ptx.register(kind);
        ptx.line("cvt.%s.%s.%s %s, %s", way, type(kind), type(kind), to, value(x, kind));
        return to;
    }

    private String sign(String x, Kind kind) {
        String to = ptx.register(kind);
        String some = ptx.predicate();
        if (kind == Kind.FLOAT || kind == Kind.DOUBLE) {
            // Zeros of both signs and NaN are their own sign.
            String one = ptx.register(kind);
            String size = one("abs", kind, x);
            ptx.line("copysign.%s %s, %s, %s", type(kind), one, x, constant(1, kind));
            ptx.line("setp.gt.%s %s, %s, %s", type(kind), some, size, constant(0, kind));
            ptx.line("selp.%s %s, %s, %s, %s", bits(kind), to, one, x, some);
        } else {
            String limited = ptx.register(kind);
            ptx.line("min.%s %s, %s, 1", type(kind), limited, x);
            ptx.line("max.%s %s, %s, -1", type(kind), to, limited);
        }
        return to;
    }

    private String binary(Binary e) {
        Kind kind = kind(e);
        return switch (e.op()) {
            case ADD -> two(kind.isWhole() ? "add" : "add.rn", kind, value(e.a(), kind), value(e.b(), kind));
            case SUB -> two(kind.isWhole() ? "sub" : "sub.rn", kind, value(e.a(), kind), value(e.b(), kind));
            case MUL -> product(e, kind);
            case DIV -> two("div.rn", kind, value(e.a(), kind), value(e.b(), kind));
            case MAX, AT_LEAST -> extremum("max", kind, e.a(), e.b());
            case MIN, AT_MOST -> extremum("min", kind, e.a(), e.b());
            case POW -> power(e, kind);
            case ATAN2, HYPOT, LOGADDEXP, FMOD, FLOOR_DIVIDE, POLYGAMMA ->
                    call(e.op().label(), kind, value(e.a(), kind), value(e.b(), kind));
        };
    }

    private String two(String instruction, Kind kind, String a, String b) {
        String to = ptx.register(kind);
        ptx.line("%s.%s %s, %s, %s", instruction, type(kind), to, a, b);
        return to;
    }

    private String product(Binary e, Kind kind) {
        if (single && kind(e) != typing.kind(e)) {
            Expr function = SinglePrecision.hasProduct(e.a()) ? e.a() : SinglePrecision.hasProduct(e.b()) ? e.b() : null;
            if (function instanceof Unary u) {
                return call(u.fn().label() + "_times", kind, value(u.x(), kind), value(function == e.a() ? e.b() : e.a(), kind));
            }
        }
        return times(kind, value(e.a(), kind), value(e.b(), kind));
    }

    private String times(Kind kind, String a, String b) {
        return two(kind.isWhole() ? "mul.lo" : "mul.rn", kind, a, b);
    }

    /** The instruction drops a NaN, where Java's functions keep it. */
    private String extremum(String side, Kind kind, Expr a, Expr b) {
        String to = two(side, kind, value(a, kind), value(b, kind));
        if (kind.isWhole()) {
            return to;
        }
        String nan = ptx.predicate();
        String sum = two("add.rn", kind, value(a, kind), value(b, kind));
        String result = ptx.register(kind);
        ptx.line("setp.nan.%s %s, %s, %s", type(kind), nan, value(a, kind), value(b, kind));
        ptx.line("selp.%s %s, %s, %s, %s", bits(kind), result, sum, to, nan);
        return result;
    }

    private String power(Binary e, Kind kind) {
        int own = typing.smallPower(e, kind(e.a()));
        int n = own == 0 && kind == Kind.DOUBLE ? typing.smallPower(e, kind) : own;
        if (n == 0) {
            String power = call("pow", kind, value(e.a(), kind), value(e.b(), kind));
            // Java's pow is exact where it can be, this one nearly.
            boolean whole = kind == Kind.DOUBLE && out.isInteger() && typing.common(e.a(), e.b(), false).isWhole();
            return whole ? one("cvt.rni.f64", kind, power) : power;
        }
        String x = value(e.a(), kind);
        if (n == -1) {
            return two("div.rn", kind, constant(1, kind), x);
        }
        // From the top bit of the exponent down: square, and multiply by x where the bit is set.
        String power = x;
        for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
            power = times(kind, power, power);
            if ((n & bit) != 0) {
                power = times(kind, power, x);
            }
        }
        return power;
    }

    private String compared(Compare e) {
        Kind kind = typing.compared(e);
        String to = ptx.predicate();
        String relation = switch (e.cmp()) {
            case LT -> "lt";
            case LE -> "le";
            case GT -> "gt";
            case GE -> "ge";
            case EQ -> "eq";
            // A NaN differs from everything.
            case NE -> kind.isWhole() ? "ne" : "neu";
        };
        ptx.line("setp.%s.%s %s, %s, %s", relation, type(kind), to, inRegister(e.a(), kind), value(e.b(), kind));
        return to;
    }

    /** The first operand of some instructions must not be a constant. */
    private String inRegister(Expr e, Kind kind) {
        if (!(e instanceof Const)) {
            return value(e, kind);
        }
        String to = ptx.register(kind);
        ptx.line("mov.%s %s, %s", bits(kind), to, value(e, kind));
        return to;
    }

    /** The predicate of whether a value is not 0; NaN is not. */
    private String truth(Expr e) {
        Kind kind = kind(e);
        String to = ptx.predicate();
        ptx.line("setp.%s.%s %s, %s, %s", kind.isWhole() ? "ne" : "neu", type(kind), to, inRegister(e, kind),
                constant(0, kind));
        return to;
    }

    private String number(String predicate) {
        String to = ptx.register(Kind.BOOL);
        ptx.line("selp.b32 %s, 1, 0, %s", to, predicate);
        return to;
    }

    private String select(Select s) {
        Kind kind = kind(s);
        Op extremum = KernelTyping.extremum(s);
        if (extremum != null) {
            return extremum(extremum.label(), kind, s.b(), s.a());
        }
        String to = ptx.register(kind);
        ptx.line("selp.%s %s, %s, %s, %s", bits(kind), to, value(s.a(), kind), value(s.b(), kind), truth(s.condition()));
        return to;
    }

    /** Writes or calls a function of the library, whose name tells the type that all its numbers have. */
    private String call(String label, Kind kind, String... operands) {
        String name = "jacobi_" + label + switch (kind) {
            case DOUBLE -> "";
            case FLOAT -> "_f32";
            case LONG -> "_s64";
            case INT, BOOL -> "_s32";
        };
        String to = ptx.register(kind);
        if (kind == Kind.FLOAT) {
            String block = PtxLibrary.inlined(name, ptx.newLabel(), to, operands);
            if (block != null) {
                ptx.raw(block);
                return to;
            }
        }
        calls.add(name);
        StringBuilder block = new StringBuilder("    {\n");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < operands.length; i++) {
            block.append("    .param .").append(bits(kind)).append(" a").append(i).append(";\n    st.param.").append(bits(kind))
                    .append(" [a").append(i).append("], ").append(operands[i]).append(";\n");
            names.append(i == 0 ? "" : ", ").append('a').append(i);
        }
        block.append("    .param .").append(bits(kind)).append(" result;\n    call.uni (result), ").append(name).append(", (")
                .append(names).append(");\n    ld.param.").append(bits(kind)).append(' ').append(to)
                .append(", [result];\n    }\n");
        ptx.raw(block.toString());
        return to;
    }
}
