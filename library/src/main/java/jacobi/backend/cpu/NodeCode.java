package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.backend.KernelTyping.Kind;
import jacobi.backend.KernelTyping;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Expr;
import jacobi.expr.Fn;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes the instructions of one node of a formula: its operands go on the stack, its value is left there. */
final class NodeCode {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc EXACT = ClassDesc.of("jacobi.expr.Exact");
    private static final ClassDesc FLOAT_BITS = ClassDesc.of("java.lang.Float");
    private static final ClassDesc DOUBLE_BITS = ClassDesc.of("java.lang.Double");
    private static final MethodTypeDesc D_D = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);

    /** Where the operands' values are. */
    interface Values {
        /** Puts a node's value on the stack, in the given type. */
        void push(Expr e, Kind kind);
    }

    private final CodeBuilder code;
    private final StackCode stack;
    private final KernelTyping typing;
    private final DType out;
    private final Values values;

    NodeCode(CodeBuilder code, KernelTyping typing, DType out, Values values) {
        this.code = code;
        this.stack = new StackCode(code);
        this.typing = typing;
        this.out = out;
        this.values = values;
    }

    void unary(Unary u) {
        Kind kind = typing.kind(u);
        switch (u.fn()) {
            case NEG -> {
                values.push(u.x(), kind);
                stack.negate(kind);
            }
            case ABS -> {
                values.push(u.x(), kind);
                stack.same(MATH, "abs", kind, 1);
            }
            case SIGN -> sign(u.x(), kind);
            case FLOOR, CEIL, ROUND -> {
                values.push(u.x(), kind);
                if (!kind.isWhole()) {
                    inDouble(kind, MATH, u.fn() == Fn.ROUND ? "rint" : u.fn().label());
                }
            }
            case SQRT -> {
                // (float) Math.sqrt((double) x) is correctly rounded, and becomes one instruction on floats.
                values.push(u.x(), kind);
                inDouble(kind, MATH, "sqrt");
            }
            default -> {
                if (out == DType.FLOAT32 && InlineMath.has(u.fn())) {
                    Kind own = typing.kind(u.x()) == Kind.FLOAT ? Kind.FLOAT : Kind.DOUBLE;
                    values.push(u.x(), own);
                    new InlineMath(code).write(u.fn(), StackCode.vm(own));
                } else {
                    values.push(u.x(), Kind.DOUBLE);
                    code.invokestatic(isInMath(u.fn()) ? MATH : EXACT, u.fn().label(), D_D);
                }
            }
        }
    }

    private static boolean isInMath(Fn fn) {
        return switch (fn) {
            case SIGMOID, SOFTPLUS, LOG2, ASINH, ACOSH, ATANH, ERF, ERFC, ERFINV, LGAMMA, DIGAMMA -> false;
            default -> true;
        };
    }

    private void inDouble(Kind kind, ClassDesc owner, String name) {
        stack.convert(kind, Kind.DOUBLE);
        code.invokestatic(owner, name, D_D);
        stack.convert(Kind.DOUBLE, kind);
    }

    private void sign(Expr x, Kind kind) {
        values.push(x, kind);
        switch (kind) {
            case FLOAT, DOUBLE -> stack.same(MATH, "signum", kind, 1);
            case LONG -> code.invokestatic(ClassDesc.of("java.lang.Long"), "signum",
                    MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long)).i2l();
            default -> stack.same(ClassDesc.of("java.lang.Integer"), "signum", kind, 1);
        }
    }

    void binary(Binary e) {
        Kind kind = typing.kind(e);
        switch (e.op()) {
            case ADD, SUB, MUL, DIV -> {
                values.push(e.a(), kind);
                values.push(e.b(), kind);
                stack.arithmetic(e.op(), kind);
            }
            case MAX, AT_LEAST -> extremum("max", e.a(), e.b(), kind);
            case MIN, AT_MOST -> extremum("min", e.a(), e.b(), kind);
            case POW -> power(e, kind);
            case ATAN2, HYPOT, LOGADDEXP, FMOD, FLOOR_DIVIDE, POLYGAMMA -> {
                values.push(e.a(), kind);
                values.push(e.b(), kind);
                stack.same(e.op() == Op.ATAN2 || e.op() == Op.HYPOT ? MATH : EXACT, e.op().label(), kind, 2);
            }
        }
    }

    private void extremum(String side, Expr a, Expr b, Kind kind) {
        values.push(a, kind);
        values.push(b, kind);
        stack.same(MATH, side, kind, 2);
    }

    private void power(Binary e, Kind kind) {
        // Floats are multiplied as doubles where the product of floats would be too far from the true power.
        int own = typing.smallPower(e, typing.kind(e.a()));
        int n = own == 0 && kind == Kind.DOUBLE ? typing.smallPower(e, kind) : own;
        if (n == 0) {
            values.push(e.a(), kind);
            values.push(e.b(), kind);
            stack.same(EXACT, "pow", kind, 2);
        } else if (n == -1) {
            stack.constant(1, kind);
            values.push(e.a(), kind);
            stack.arithmetic(Op.DIV, kind);
        } else {
            // From the top bit of the exponent down: square, and multiply by x where the bit is set.
            values.push(e.a(), kind);
            for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
                int power = code.allocateLocal(StackCode.vm(kind));
                code.storeLocal(StackCode.vm(kind), power).loadLocal(StackCode.vm(kind), power).loadLocal(StackCode.vm(kind), power);
                stack.arithmetic(Op.MUL, kind);
                if ((n & bit) != 0) {
                    values.push(e.a(), kind);
                    stack.arithmetic(Op.MUL, kind);
                }
            }
        }
    }

    void compare(Compare e) {
        Kind kind = typing.compared(e);
        values.push(e.a(), kind);
        values.push(e.b(), kind);
        // A comparison with NaN gives what makes "less" and "greater" both false.
        boolean below = switch (e.cmp()) {
            case LT, LE -> true;
            default -> false;
        };
        switch (kind) {
            case LONG -> code.lcmp();
            case FLOAT -> {
                if (below) {
                    code.fcmpg();
                } else {
                    code.fcmpl();
                }
            }
            case DOUBLE -> {
                if (below) {
                    code.dcmpg();
                } else {
                    code.dcmpl();
                }
            }
            default -> { }
        }
        boolean whole = kind == Kind.BOOL || kind == Kind.INT;
        stack.branch(switch (e.cmp()) {
            case LT -> whole ? Opcode.IF_ICMPGE : Opcode.IFGE;
            case LE -> whole ? Opcode.IF_ICMPGT : Opcode.IFGT;
            case GT -> whole ? Opcode.IF_ICMPLE : Opcode.IFLE;
            case GE -> whole ? Opcode.IF_ICMPLT : Opcode.IFLT;
            case EQ -> whole ? Opcode.IF_ICMPNE : Opcode.IFNE;
            case NE -> whole ? Opcode.IF_ICMPEQ : Opcode.IFEQ;
        });
    }

    /** Leaves 1 on the stack where the value is not 0 (NaN is not), else 0. */
    void pushTruth(Expr e) {
        Kind kind = typing.kind(e);
        values.push(e, kind);
        if (kind != Kind.BOOL) {
            if (kind != Kind.INT) {
                stack.constant(0, kind);
            }
            switch (kind) {
                case LONG -> code.lcmp();
                case FLOAT -> code.fcmpl();
                case DOUBLE -> code.dcmpl();
                default -> { }
            }
            stack.branch(Opcode.IFEQ);
        }
    }

    void select(Select s) {
        Kind kind = typing.kind(s);
        Op extremum = KernelTyping.extremum(s);
        if (extremum != null) {
            // The same for every x, and unlike a branch it becomes a vector instruction.
            extremum(extremum.label(), s.b(), s.a(), kind);
            return;
        }
        // By bits rather than by a branch, which on data in no order is mispredicted half of the time.
        boolean wide = kind == Kind.LONG || kind == Kind.DOUBLE;
        TypeKind bits = wide ? TypeKind.LONG : TypeKind.INT;
        int mask = code.allocateLocal(bits);
        pushTruth(s.condition());
        code.ineg();
        if (wide) {
            code.i2l();
        }
        code.storeLocal(bits, mask);
        boolean otherwiseZero = KernelTyping.isPositiveZero(s.b());
        if (!KernelTyping.isPositiveZero(s.a()) || otherwiseZero) {
            masked(s.a(), kind, bits, mask, false);
            if (!otherwiseZero) {
                masked(s.b(), kind, bits, mask, true);
                stack.combine(wide, Opcode.IOR, Opcode.LOR);
            }
        } else {
            masked(s.b(), kind, bits, mask, true);
        }
        if (kind == Kind.FLOAT) {
            code.invokestatic(FLOAT_BITS, "intBitsToFloat",
                    MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int));
        } else if (kind == Kind.DOUBLE) {
            code.invokestatic(DOUBLE_BITS, "longBitsToDouble",
                    MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long));
        }
    }

    /** The bits of a value where the mask (or its complement) is -1, and 0 elsewhere. */
    private void masked(Expr e, Kind kind, TypeKind bits, int mask, boolean complement) {
        values.push(e, kind);
        if (kind == Kind.FLOAT) {
            code.invokestatic(FLOAT_BITS, "floatToRawIntBits",
                    MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float));
        } else if (kind == Kind.DOUBLE) {
            code.invokestatic(DOUBLE_BITS, "doubleToRawLongBits",
                    MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
        }
        code.loadLocal(bits, mask);
        boolean wide = bits == TypeKind.LONG;
        if (complement) {
            if (wide) {
                code.loadConstant(-1L);
            } else {
                code.iconst_m1();
            }
            stack.combine(wide, Opcode.IXOR, Opcode.LXOR);
        }
        stack.combine(wide, Opcode.IAND, Opcode.LAND);
    }
}
