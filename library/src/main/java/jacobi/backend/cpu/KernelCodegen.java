package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.backend.KernelTyping.Kind;
import jacobi.backend.KernelTyping;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
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
final class KernelCodegen implements NodeCode.Values {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final MethodTypeDesc II_I =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
    /** Elements in a block: few enough for the fast cache, enough for the start of a loop not to count. */
    private static final int BLOCK = 512;

    private final CodeBuilder code;
    private final StackCode stack;
    private final NodeCode nodeCode;
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
        this.stack = new StackCode(code);
        this.nodeCode = new NodeCode(code, typing, out, this);
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
            // Copies: what one loop converts the others know nothing of, as they need not have run.
            for (Map.Entry<Expr, int[]> known : before.entrySet()) {
                slots.put(known.getKey(), known.getValue().clone());
            }
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
            nodeCode.pushTruth(root);
        } else {
            push(root, root instanceof Const ? kind : element);
            if (root instanceof Const) {
                stack.convert(kind, element);
            }
        }
        code.arrayStore(StackCode.arrayKind(element));
    }

    private void compute(Expr node) {
        if (node instanceof Const) {
            return;
        }
        if (node instanceof Binary e) {
            nodeCode.binary(e);
        } else if (node instanceof Unary u) {
            nodeCode.unary(u);
        } else if (node instanceof Compare e) {
            nodeCode.compare(e);
        } else if (node instanceof Select s) {
            nodeCode.select(s);
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
        code.arrayLoad(StackCode.arrayKind(element));
        stack.convert(element, typing.kind(v));
    }

    @Override
    public void push(Expr e, Kind kind) {
        if (e instanceof Const c) {
            stack.constant(c.value(), kind);
        } else {
            code.loadLocal(StackCode.vm(kind), ready(e, kind));
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
                stack.convert(Kind.DOUBLE, own);
            }
            define(e, own);
            known = slots.get(e);
        }
        if (known[kind.ordinal()] == 0) {
            code.loadLocal(StackCode.vm(own), known[own.ordinal()]);
            stack.convert(own, kind);
            define(e, kind);
        }
        return known[kind.ordinal()];
    }

    /** Takes the value on the stack as that of the node, in the given type. */
    private void define(Expr e, Kind kind) {
        int slot = code.allocateLocal(StackCode.vm(kind));
        code.storeLocal(StackCode.vm(kind), slot);
        int[] known = slots.get(e);
        if (known == null) {
            slots.put(e, known = new int[Kind.values().length]);
        }
        known[kind.ordinal()] = slot;
    }
}
