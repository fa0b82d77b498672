package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.expr.Expr;
import jacobi.expr.Var;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes kernels from formulas: a hidden class each, with the loop in two copies, one for small arrays and one for
 * large, because a loop that the JIT compiler has got to know on small arrays stays slow on large ones. Equal formulas
 * share a kernel.
 */
final class KernelCompiler {
    /** Elements up to which an array is small. */
    static final int SMALL = 64;
    /** The JIT compiler leaves longer methods to the bytecode interpreter. */
    static final int MAX_BYTECODES = 8000;
    /** Formulas of more nodes cannot fit into that: each takes at least four bytes. */
    private static final int MAX_NODES = MAX_BYTECODES / 4;
    /** Formulas of so few nodes always do: none takes more than 140 bytes. */
    private static final int SURELY_FITS = 50;
    private static final int REMEMBERED = 512;

    private static final ClassDesc SELF = ClassDesc.of("jacobi.backend.cpu.Kernel");
    private static final ClassDesc BASE = ClassDesc.of("jacobi.backend.cpu.ElementwiseKernel");
    private static final ClassDesc COMPILER = ClassDesc.of("jacobi.backend.cpu.KernelCompiler");
    private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();

    /** The kernels last used by a formula that asked for the first time. */
    private static final Map<Key, ElementwiseKernel> KERNELS = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ElementwiseKernel> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The methods of a plain record would take milliseconds to come into being in a fresh process. */
    private record Key(Expr formula, String types) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && types.equals(key.types) && formula.equals(key.formula);
        }

        @Override
        public int hashCode() {
            return 31 * formula.hashCode() + types.hashCode();
        }
    }

    /** Where a new kernel's class puts its instance: reflection would take milliseconds too. */
    static ElementwiseKernel made;

    private KernelCompiler() {
    }

    /**
     * A kernel for arrays of the given types. Not for every call: the caller keeps it.
     *
     * @param scalar which inputs are a single number
     * @throws IllegalArgumentException if the formula uses an input that is not there
     */
    static ElementwiseKernel compile(Expr formula, DType[] inputs, boolean[] scalar, DType out) {
        StringBuilder types = new StringBuilder().append((char) ('0' + out.ordinal()));
        for (int i = 0; i < inputs.length; i++) {
            types.append((char) ((scalar[i] ? 'a' : 'A') + inputs[i].ordinal()));
        }
        Key key = new Key(formula, types.toString());
        synchronized (KERNELS) {
            ElementwiseKernel kernel = KERNELS.get(key);
            if (kernel == null) {
                kernel = make(formula, inputs.clone(), scalar.clone(), out);
                KERNELS.put(key, kernel);
            }
            return kernel;
        }
    }

    private static ElementwiseKernel make(Expr formula, DType[] inputs, boolean[] scalar, DType out) {
        List<Expr> nodes = formula.subexpressions();
        for (Expr node : nodes) {
            if (node instanceof Var v && v.index() >= inputs.length) {
                throw new IllegalArgumentException("formula: variable " + v.name() + " is input " + v.index()
                        + ", but there are only " + inputs.length + " inputs");
            }
        }
        if (nodes.size() <= MAX_NODES) {
            List<Expr> written = out == DType.FLOAT32 ? InlineMath.expand(formula).subexpressions() : nodes;
            byte[] bytes = generate(written, inputs, scalar, out);
            if (written.size() <= SURELY_FITS || loopLength(bytes) <= MAX_BYTECODES) {
                return define(bytes);
            }
        }
        return new InterpretedKernel(nodes, scalar, out);
    }

    private static ElementwiseKernel define(byte[] bytes) {
        try {
            MethodHandles.lookup().defineHiddenClass(bytes, true);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        ElementwiseKernel kernel = made;
        made = null;
        return kernel;
    }

    private static byte[] generate(List<Expr> nodes, DType[] inputs, boolean[] scalar, DType out) {
        ClassDesc[] parameters = new ClassDesc[inputs.length + 3];
        parameters[0] = array(out);
        for (int i = 0; i < inputs.length; i++) {
            parameters[i + 1] = array(inputs[i]);
        }
        parameters[inputs.length + 1] = ConstantDescs.CD_int;
        parameters[inputs.length + 2] = ConstantDescs.CD_int;
        MethodTypeDesc loop = MethodTypeDesc.of(ConstantDescs.CD_void, parameters);
        return ClassFile.of().build(SELF, type -> {
            type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withSuperclass(BASE);
            type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code.aload(0)
                    .invokespecial(BASE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
            type.withMethodBody(ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC,
                    code -> code.new_(SELF).dup().invokespecial(SELF, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .putstatic(COMPILER, "made", BASE).return_());
            type.withMethodBody("small", loop, ClassFile.ACC_STATIC,
                    code -> new KernelCodegen(code, nodes, inputs, scalar, out).writeLoop());
            type.withMethodBody("large", loop, ClassFile.ACC_STATIC,
                    code -> new KernelCodegen(code, nodes, inputs, scalar, out).writeStages());
            MethodTypeDesc general = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, OBJECTS,
                    ConstantDescs.CD_int, ConstantDescs.CD_int);
            type.withMethodBody("run", general, 0, code -> entry(code, loop, true));
            if (inputs.length >= 1 && inputs.length <= 3) {
                List<ClassDesc> untyped = new ArrayList<>(
                        Collections.nCopies(inputs.length + 1, ConstantDescs.CD_Object));
                untyped.addAll(List.of(ConstantDescs.CD_int, ConstantDescs.CD_int));
                type.withMethodBody("run", MethodTypeDesc.of(ConstantDescs.CD_void, untyped), 0,
                        code -> entry(code, loop, false));
            }
        });
    }

    /** An instance method that casts the arrays and calls the loop for their size. */
    private static void entry(CodeBuilder code, MethodTypeDesc loop, boolean inArray) {
        int inputs = loop.parameterCount() - 3;
        int from = inArray ? 3 : 2 + inputs;
        code.aload(1).checkcast(loop.parameterType(0));
        for (int i = 0; i < inputs; i++) {
            if (inArray) {
                code.aload(2).loadConstant(i).aaload();
            } else {
                code.aload(2 + i);
            }
            code.checkcast(loop.parameterType(1 + i));
        }
        code.iload(from).iload(from + 1);
        code.iload(from + 1).iload(from).isub().loadConstant(SMALL);
        Label large = code.newLabel();
        code.if_icmpgt(large).invokestatic(SELF, "small", loop).return_();
        code.labelBinding(large).invokestatic(SELF, "large", loop).return_();
    }

    private static ClassDesc array(DType dtype) {
        return (switch (dtype) {
            case BOOL -> ConstantDescs.CD_boolean;
            case INT32 -> ConstantDescs.CD_int;
            case INT64 -> ConstantDescs.CD_long;
            case FLOAT32 -> ConstantDescs.CD_float;
            case FLOAT64 -> ConstantDescs.CD_double;
        }).arrayType();
    }

    private static int loopLength(byte[] bytes) {
        for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
            if (method.methodName().equalsString("large")) {
                return ((CodeAttribute) method.code().orElseThrow()).codeLength();
            }
        }
        throw new AssertionError("large");
    }
}
