package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.backend.cpu.KernelTyping.Kind;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Fn;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the body of a kernel's static method {@code (out[], in0[], in1[], ..., int from, int to)}: what depends on
 * scalars alone, then the loop. Every node is computed once, in straight line, into a local variable of its own; what
 * {@link CodeBuilder} leaves of them is up to the JIT compiler.
 */
final class KernelCodegen {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc EXACT = ClassDesc.of("jacobi.expr.Exact");
    private static final ClassDesc FLOAT_BITS = ClassDesc.of("java.lang.Float");
    private static final ClassDesc DOUBLE_BITS = ClassDesc.of("java.lang.Double");
    private static final MethodTypeDesc D_D = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);
    private static final MethodTypeDesc DD_D = D_D.insertParameterTypes(0, ConstantDescs.CD_double);

    private static final MethodTypeDesc II_I =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
    /** Elements in a block: few enough for the fast cache, enough for the start of a loop not to count. */
    private static final int BLOCK = 512;

    private final CodeBuilder code;
    private final List<Expr> nodes;
    private final KernelTyping typing;
    private final DType[] inputs;
    private final boolean[] scalar;
    private final DType out;
    private final int from;
    private final int to;
    private final int index;
    /** The first index of the block, where the work is done in blocks. */
    private final int block;
    /** For each node, the local variables with its value as each {@link Kind}; 0 (the output array) is none. */
    private final Map<Expr, int[]> slots = new IdentityHashMap<>();
    /** The local variable with the array of a node's values that an earlier loop has left. */
    private final Map<Expr, Integer> scratch = new IdentityHashMap<>();

    /** @param nodes the distinct nodes of the formula, operands first */
    KernelCodegen(CodeBuilder code, List<Expr> nodes, DType[] inputs, boolean[] scalar, DType out) {
        this.code = code;
        this.nodes = nodes;
        this.typing = new KernelTyping(nodes, inputs, out);
        this.inputs = inputs;
        this.scalar = scalar;
        this.out = out;
        this.from = 1 + inputs.length;
        this.to = from + 1;
        this.index = code.allocateLocal(TypeKind.INT);
        this.block = code.allocateLocal(TypeKind.INT);
    }

    /** Writes everything as one loop. */
    void writeLoop() {
        Set<Expr> varying = varying();
        computeAll(invariant(varying));
        loop(from, to, computed(varying), List.of(), true);
        code.return_();
    }

    /** Writes as many loops as {@link KernelStages} says; if more than one, over one small block after the other. */
    void writeStages() {
        Set<Expr> varying = varying();
        List<List<Expr>> stages = KernelStages.of(computed(varying), typing, out);
        if (stages.size() == 1) {
            writeLoop();
            return;
        }
        computeAll(invariant(varying));
        Map<Expr, int[]> before = new IdentityHashMap<>(slots);
        List<List<Expr>> kept = allocateScratch(stages);
        int end = code.allocateLocal(TypeKind.INT);
        Label head = code.newLabel();
        Label done = code.newLabel();
        code.iload(from).istore(block).labelBinding(head).iload(block).iload(to).if_icmpge(done);
        code.iload(block).loadConstant(BLOCK).iadd().iload(to).invokestatic(MATH, "min", II_I).istore(end);
        for (int i = 0; i < stages.size(); i++) {
            slots.clear();
            slots.putAll(before);
            loop(block, end, stages.get(i), kept.get(i), i == stages.size() - 1);
        }
        code.iload(end).istore(block).goto_(head).labelBinding(done).return_();
    }

    /**
     * Makes arrays for the values that one loop leaves to later ones. They are of doubles, because a loop that reads
     * one array and writes another of the same type at another index does not become vector instructions.
     *
     * @return for each loop, the nodes that it leaves
     */
    private List<List<Expr>> allocateScratch(List<List<Expr>> stages) {
        Map<Expr, Integer> lastUse = new IdentityHashMap<>();
        for (int i = 0; i < stages.size(); i++) {
            for (Expr node : stages.get(i)) {
                for (Expr operand : KernelStages.operands(node)) {
                    lastUse.put(operand, i);
                }
            }
        }
        int length = code.allocateLocal(TypeKind.INT);
        code.iload(to).iload(from).isub().loadConstant(BLOCK).invokestatic(MATH, "min", II_I).istore(length);
        List<List<Expr>> kept = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            List<Expr> results = new ArrayList<>();
            for (Expr node : stages.get(i)) {
                if (lastUse.getOrDefault(node, i) > i) {
                    results.add(node);
                    if (free.isEmpty()) {
                        int array = code.allocateLocal(TypeKind.REFERENCE);
                        code.iload(length).newarray(TypeKind.DOUBLE).astore(array);
                        free.add(array);
                    }
                    scratch.put(node, free.removeLast());
                }
            }
            kept.add(results);
            for (Map.Entry<Expr, Integer> array : scratch.entrySet()) {
                if (lastUse.get(array.getKey()) == i) {
                    free.add(array.getValue());
                }
            }
        }
        return kept;
    }

    /** A loop that computes some nodes, keeps some results for later loops, and stores the result if it is the last. */
    private void loop(int first, int end, List<Expr> list, List<Expr> kept, boolean last) {
        Label head = code.newLabel();
        Label done = code.newLabel();
        code.iload(first).istore(index).labelBinding(head).iload(index).iload(end).if_icmpge(done);
        computeAll(list);
        for (Expr result : kept) {
            code.aload(scratch.get(result)).iload(index).iload(block).isub();
            push(result, Kind.DOUBLE);
            code.dastore();
        }
        if (last) {
            storeResult();
        }
        code.iinc(index, 1).goto_(head).labelBinding(done);
    }

    private void computeAll(List<Expr> list) {
        for (Expr node : list) {
            compute(node);
        }
    }

    private List<Expr> invariant(Set<Expr> varying) {
        List<Expr> list = new ArrayList<>();
        for (Expr node : nodes) {
            if (!varying.contains(node)) {
                list.add(node);
            }
        }
        return list;
    }

    /** What is computed for every element; variables are read where they are first needed. */
    private List<Expr> computed(Set<Expr> varying) {
        List<Expr> list = new ArrayList<>();
        for (Expr node : nodes) {
            if (!(node instanceof Var) && varying.contains(node)) {
                list.add(node);
            }
        }
        return list;
    }

    /** The nodes whose value differs from element to element. */
    private Set<Expr> varying() {
        Set<Expr> varying = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Expr node : nodes) {
            boolean varies = node instanceof Var v && !scalar[v.index()];
            for (Expr operand : KernelStages.operands(node)) {
                varies |= varying.contains(operand);
            }
            if (varies) {
                varying.add(node);
            }
        }
        return varying;
    }

    private void storeResult() {
        Expr root = nodes.getLast();
        Kind element = KernelTyping.stored(out);
        Kind kind = typing.kind(root);
        code.aload(0).iload(index);
        if (out == DType.BOOL) {
            pushTruth(root);
        } else {
            push(root, root instanceof Const ? kind : element);
            if (root instanceof Const) {
                convert(kind, element);
            }
        }
        code.arrayStore(arrayKind(element));
    }

    private void compute(Expr node) {
        if (node instanceof Const) {
            return;
        }
        if (node instanceof Binary e) {
            binary(e);
        } else if (node instanceof Unary u) {
            unary(u);
        } else if (node instanceof Compare e) {
            compare(e);
        } else if (node instanceof Select s) {
            select(s);
        } else {
            load((Var) node);
        }
        define(node, typing.kind(node));
    }

    private void load(Var v) {
        Kind element = KernelTyping.stored(inputs[v.index()]);
        code.aload(1 + v.index());
        if (scalar[v.index()]) {
            code.iconst_0();
        } else {
            code.iload(index);
        }
        code.arrayLoad(arrayKind(element));
        convert(element, typing.kind(v));
    }

    private void unary(Unary u) {
        Kind kind = typing.kind(u);
        switch (u.fn()) {
            case NEG -> {
                push(u.x(), kind);
                negate(kind);
            }
            case ABS -> {
                push(u.x(), kind);
                same(MATH, "abs", kind, 1);
            }
            case SIGN -> sign(u.x(), kind);
            case FLOOR, CEIL, ROUND -> {
                push(u.x(), kind);
                if (!kind.isWhole()) {
                    inDouble(kind, MATH, u.fn() == Fn.ROUND ? "rint" : u.fn().label());
                }
            }
            case SQRT -> {
                // (float) Math.sqrt((double) x) is correctly rounded, and becomes one instruction on floats.
                push(u.x(), kind);
                inDouble(kind, MATH, "sqrt");
            }
            default -> {
                if (out == DType.FLOAT32 && InlineMath.has(u.fn())) {
                    Kind own = typing.kind(u.x()) == Kind.FLOAT ? Kind.FLOAT : Kind.DOUBLE;
                    push(u.x(), own);
                    new InlineMath(code).write(u.fn(), vm(own));
                } else {
                    push(u.x(), Kind.DOUBLE);
                    boolean inMath = u.fn() != Fn.SIGMOID && u.fn() != Fn.SOFTPLUS;
                    code.invokestatic(inMath ? MATH : EXACT, u.fn().label(), D_D);
                }
            }
        }
    }

    private void inDouble(Kind kind, ClassDesc owner, String name) {
        convert(kind, Kind.DOUBLE);
        code.invokestatic(owner, name, D_D);
        convert(Kind.DOUBLE, kind);
    }

    private void sign(Expr x, Kind kind) {
        push(x, kind);
        switch (kind) {
            case FLOAT, DOUBLE -> same(MATH, "signum", kind, 1);
            case LONG -> code.invokestatic(ClassDesc.of("java.lang.Long"), "signum",
                    MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long)).i2l();
            default -> same(ClassDesc.of("java.lang.Integer"), "signum", kind, 1);
        }
    }

    private void binary(Binary e) {
        Kind kind = typing.kind(e);
        switch (e.op()) {
            case ADD, SUB, MUL, DIV -> {
                push(e.a(), kind);
                push(e.b(), kind);
                arithmetic(e.op(), kind);
            }
            case MAX, MIN -> {
                push(e.a(), kind);
                push(e.b(), kind);
                same(MATH, e.op().label(), kind, 2);
            }
            case POW -> power(e, kind);
            case ATAN2 -> {
                push(e.a(), Kind.DOUBLE);
                push(e.b(), Kind.DOUBLE);
                code.invokestatic(MATH, "atan2", DD_D);
            }
        }
    }

    private void power(Binary e, Kind kind) {
        int n = typing.smallPower(e, kind);
        if (n == 0) {
            push(e.a(), Kind.DOUBLE);
            push(e.b(), Kind.DOUBLE);
            code.invokestatic(MATH, "pow", DD_D);
        } else if (n == -1) {
            constant(1, kind);
            push(e.a(), kind);
            arithmetic(Op.DIV, kind);
        } else {
            // From the top bit of the exponent down: square, and multiply by x where the bit is set.
            push(e.a(), kind);
            for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
                int power = code.allocateLocal(vm(kind));
                code.storeLocal(vm(kind), power).loadLocal(vm(kind), power).loadLocal(vm(kind), power);
                arithmetic(Op.MUL, kind);
                if ((n & bit) != 0) {
                    push(e.a(), kind);
                    arithmetic(Op.MUL, kind);
                }
            }
        }
    }

    private void compare(Compare e) {
        Kind kind = typing.compared(e);
        push(e.a(), kind);
        push(e.b(), kind);
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
        branch(switch (e.cmp()) {
            case LT -> whole ? Opcode.IF_ICMPGE : Opcode.IFGE;
            case LE -> whole ? Opcode.IF_ICMPGT : Opcode.IFGT;
            case GT -> whole ? Opcode.IF_ICMPLE : Opcode.IFLE;
            case GE -> whole ? Opcode.IF_ICMPLT : Opcode.IFLT;
            case EQ -> whole ? Opcode.IF_ICMPNE : Opcode.IFNE;
            case NE -> whole ? Opcode.IF_ICMPEQ : Opcode.IFEQ;
        });
    }

    /** Leaves 1 on the stack, or 0 if the condition to the contrary holds. */
    private void branch(Opcode contrary) {
        Label no = code.newLabel();
        Label done = code.newLabel();
        code.branch(contrary, no).iconst_1().goto_(done).labelBinding(no).iconst_0().labelBinding(done);
    }

    /** Leaves 1 on the stack where the value is not 0 (NaN is not), else 0. */
    private void pushTruth(Expr e) {
        Kind kind = typing.kind(e);
        push(e, kind);
        if (kind != Kind.BOOL) {
            if (kind != Kind.INT) {
                constant(0, kind);
            }
            switch (kind) {
                case LONG -> code.lcmp();
                case FLOAT -> code.fcmpl();
                case DOUBLE -> code.dcmpl();
                default -> { }
            }
            branch(Opcode.IFEQ);
        }
    }

    private void select(Select s) {
        Kind kind = typing.kind(s);
        if (KernelTyping.isRelu(s)) {
            // The same for every x, and unlike a branch it becomes a vector instruction.
            push(s.b(), kind);
            constant(0, kind);
            same(MATH, "max", kind, 2);
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
                combine(wide, Opcode.IOR, Opcode.LOR);
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
        push(e, kind);
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
            combine(wide, Opcode.IXOR, Opcode.LXOR);
        }
        combine(wide, Opcode.IAND, Opcode.LAND);
    }

    private void combine(boolean wide, Opcode ofInts, Opcode ofLongs) {
        code.with(OperatorInstruction.of(wide ? ofLongs : ofInts));
    }

    private void arithmetic(Op op, Kind kind) {
        switch (kind) {
            case FLOAT -> {
                switch (op) {
                    case ADD -> code.fadd();
                    case SUB -> code.fsub();
                    case MUL -> code.fmul();
                    default -> code.fdiv();
                }
            }
            case DOUBLE -> {
                switch (op) {
                    case ADD -> code.dadd();
                    case SUB -> code.dsub();
                    case MUL -> code.dmul();
                    default -> code.ddiv();
                }
            }
            case LONG -> {
                switch (op) {
                    case ADD -> code.ladd();
                    case SUB -> code.lsub();
                    default -> code.lmul();
                }
            }
            default -> {
                switch (op) {
                    case ADD -> code.iadd();
                    case SUB -> code.isub();
                    default -> code.imul();
                }
            }
        }
    }

    private void negate(Kind kind) {
        switch (kind) {
            case FLOAT -> code.fneg();
            case DOUBLE -> code.dneg();
            case LONG -> code.lneg();
            default -> code.ineg();
        }
    }

    /** Calls a static method whose parameters and result are all of one type. */
    private void same(ClassDesc owner, String name, Kind kind, int arity) {
        ClassDesc type = vm(kind).upperBound();
        code.invokestatic(owner, name, MethodTypeDesc.of(type, Collections.nCopies(arity, type)));
    }

    private void push(Expr e, Kind kind) {
        if (e instanceof Const c) {
            constant(c.value(), kind);
        } else {
            code.loadLocal(vm(kind), ready(e, kind));
        }
    }

    /** The local variable with a node's value in the given type, converted now if need be; none for a constant. */
    private int ready(Expr e, Kind kind) {
        if (e instanceof Const) {
            return 0;
        }
        int[] known = slots.get(e);
        Kind own = typing.kind(e);
        if (known == null) {
            if (e instanceof Var v) {
                load(v);
            } else {
                code.aload(scratch.get(e)).iload(index).iload(block).isub().daload();
                convert(Kind.DOUBLE, own);
            }
            define(e, own);
            known = slots.get(e);
        }
        if (known[kind.ordinal()] == 0) {
            code.loadLocal(vm(own), known[own.ordinal()]);
            convert(own, kind);
            define(e, kind);
        }
        return known[kind.ordinal()];
    }

    /** Takes the value on the stack as that of the node, in the given type. */
    private void define(Expr e, Kind kind) {
        int slot = code.allocateLocal(vm(kind));
        code.storeLocal(vm(kind), slot);
        int[] known = slots.get(e);
        if (known == null) {
            slots.put(e, known = new int[Kind.values().length]);
        }
        known[kind.ordinal()] = slot;
    }

    private void constant(double value, Kind kind) {
        switch (kind) {
            case FLOAT -> code.loadConstant((float) value);
            case DOUBLE -> code.loadConstant(value);
            case LONG -> code.loadConstant((long) value);
            default -> code.loadConstant((int) value);
        }
    }

    private void convert(Kind kind, Kind target) {
        if (vm(kind) != vm(target)) {
            code.conversion(vm(kind), vm(target));
        }
    }

    private static TypeKind vm(Kind kind) {
        return switch (kind) {
            case BOOL, INT -> TypeKind.INT;
            case LONG -> TypeKind.LONG;
            case FLOAT -> TypeKind.FLOAT;
            case DOUBLE -> TypeKind.DOUBLE;
        };
    }

    private static TypeKind arrayKind(Kind kind) {
        return kind == Kind.BOOL ? TypeKind.BOOLEAN : vm(kind);
    }
}
