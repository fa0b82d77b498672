package jacobi.backend.cuda;

import jacobi.DType;
import jacobi.backend.KernelTyping;
import jacobi.backend.KernelTyping.Kind;
import jacobi.expr.Expr;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the kernel that applies a formula to every element.
 *
 * <p>Its struct has the address of the output, those of the inputs, and the number of elements; where an array is strided,
 * then the lengths of the axes, the strides of the output if it is strided, and those of each strided input, in elements.
 * Where none is, a thread computes four neighbours, which it reads and writes together; all addresses are then multiples
 * of 16 bytes.
 */
final class ElementwisePtx {
    /** Elements for a thread where nothing is strided. */
    static final int VECTOR = 4;

    /** How an array lies in memory. */
    enum Layout {
        /** One after the other. */
        FLAT,
        /** One number for all elements. */
        SCALAR,
        /** At the distances that the struct says. */
        STRIDED
    }

    /**
     * What a kernel depends on besides the formula.
     *
     * @param out     the output: flat or strided
     * @param rank    the number of axes, where an array is strided
     * @param aligned whether four neighbours may be read together
     */
    record Form(DType outType, Layout out, DType[] types, Layout[] layouts, int rank, boolean aligned) {
        boolean isStrided() {
            return stridedArrays() > 0;
        }

        private int stridedArrays() {
            int count = out == Layout.STRIDED ? 1 : 0;
            for (Layout layout : layouts) {
                count += layout == Layout.STRIDED ? 1 : 0;
            }
            return count;
        }

        /** The size of the struct. */
        private int bytes() {
            return 8 * (1 + types.length) + 4 + 4 * rank * (1 + stridedArrays()) + 7 & ~7;
        }
    }

    private final PtxWriter ptx = new PtxWriter();
    private final Set<String> calls = new TreeSet<>();
    private final FormulaPtx formula;
    private final Form form;
    private final int inputs;
    /** The scalars, read once. */
    private final String[] scalars;
    private final String[] addresses;
    private String outAddress;

    private ElementwisePtx(List<Expr> nodes, Form form) {
        this.form = form;
        this.inputs = form.types().length;
        this.formula = new FormulaPtx(ptx, nodes, form.types(), form.outType(), calls);
        this.scalars = new String[inputs];
        this.addresses = new String[inputs];
    }

    /** {@return the name of the kernel for a formula of this name: profilers show it} */
    static String kernel(String formula) {
        return "formula_" + formula.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** {@return a whole module of PTX with one kernel} */
    static String write(String kernel, Expr formula, Form form) {
        ElementwisePtx writer = new ElementwisePtx(formula.subexpressions(), form);
        writer.body();
        String text = writer.ptx.kernel(kernel, form.bytes());
        return PtxLibrary.header() + PtxLibrary.functions(writer.calls) + text;
    }

    private void body() {
        outAddress = pointer(0);
        for (int i = 0; i < inputs; i++) {
            addresses[i] = pointer(8 * (i + 1));
        }
        String count = ptx.register(Kind.INT);
        ptx.line("ld.param.u32 %s, [args+%s]", count, 8 * (inputs + 1));
        String index = threadIndex();
        String beyond = ptx.predicate();
        boolean four = !form.isStrided() && form.aligned();
        if (four) {
            String first = ptx.register(Kind.INT);
            ptx.line("shl.b32 %s, %s, 2", first, index);
            index = first;
        }
        ptx.line("setp.ge.u32 %s, %s, %s", beyond, index, count);
        ptx.raw("    @" + beyond + " ret;\n");
        for (int i = 0; i < inputs; i++) {
            if (form.layouts()[i] == Layout.SCALAR) {
                scalars[i] = register(form.types()[i]);
                ptx.line("ld.global.%s %s, [%s]", memory(form.types()[i]), scalars[i], addresses[i]);
            }
        }
        if (four) {
            fours(index, count);
        } else {
            one(index);
        }
        ptx.line("ret");
    }

    private String pointer(int at) {
        String generic = ptx.address();
        String address = ptx.address();
        ptx.line("ld.param.u64 %s, [args+%s]", generic, at);
        ptx.line("cvta.to.global.u64 %s, %s", address, generic);
        return address;
    }

    private String threadIndex() {
        String block = ptx.register(Kind.INT);
        String threads = ptx.register(Kind.INT);
        String thread = ptx.register(Kind.INT);
        String index = ptx.register(Kind.INT);
        ptx.line("mov.u32 %s, %%ctaid.x", block);
        ptx.line("mov.u32 %s, %%ntid.x", threads);
        ptx.line("mov.u32 %s, %%tid.x", thread);
        ptx.line("mad.lo.u32 %s, %s, %s, %s", index, block, threads, thread);
        return index;
    }

    /** Four neighbours at once, or those that are left, one after the other. */
    private void fours(String first, String count) {
        String left = ptx.register(Kind.INT);
        String few = ptx.predicate();
        String tail = ptx.newLabel();
        ptx.line("sub.u32 %s, %s, %s", left, count, first);
        ptx.line("setp.lt.u32 %s, %s, %s", few, left, VECTOR);
        ptx.raw("    @" + few + " bra " + tail + ";\n");
        String[][] values = new String[VECTOR][inputs];
        for (int i = 0; i < inputs; i++) {
            String[] four = form.layouts()[i] == Layout.SCALAR ? null : loadFour(i, first);
            for (int lane = 0; lane < VECTOR; lane++) {
                values[lane][i] = four == null ? scalars[i] : four[lane];
            }
        }
        String[] results = new String[VECTOR];
        for (int lane = 0; lane < VECTOR; lane++) {
            results[lane] = formula.write(values[lane], form.types());
        }
        storeFour(results, first);
        ptx.line("ret");
        ptx.label(tail);
        String index = ptx.register(Kind.INT);
        String more = ptx.predicate();
        String head = ptx.newLabel();
        ptx.line("mov.u32 %s, %s", index, first);
        ptx.label(head);
        one(index);
        ptx.line("add.u32 %s, %s, 1", index, index);
        ptx.line("setp.lt.u32 %s, %s, %s", more, index, count);
        ptx.raw("    @" + more + " bra " + head + ";\n");
    }

    private String[] loadFour(int input, String first) {
        DType type = form.types()[input];
        String address = element(addresses[input], first, type);
        String[] registers = new String[VECTOR];
        for (int lane = 0; lane < VECTOR; lane++) {
            registers[lane] = register(type);
        }
        int together = together(type);
        for (int lane = 0; lane < VECTOR; lane += together) {
            ptx.line("ld.global.v%s.%s %s, [%s+%s]", together, memory(type), vector(registers, lane, together), address,
                    lane * CudaBuffer.bytes(type));
        }
        return registers;
    }

    private void storeFour(String[] values, String first) {
        DType type = form.outType();
        String address = element(outAddress, first, type);
        int together = together(type);
        for (int lane = 0; lane < VECTOR; lane += together) {
            ptx.line("st.global.v%s.%s [%s+%s], %s", together, memory(type), address, lane * CudaBuffer.bytes(type),
                    vector(values, lane, together));
        }
    }

    /** How many numbers one instruction moves: 16 bytes at most. */
    private static int together(DType type) {
        return Math.min(VECTOR, 16 / CudaBuffer.bytes(type));
    }

    private static String vector(String[] registers, int from, int count) {
        return "{" + String.join(", ", List.of(registers).subList(from, from + count)) + "}";
    }

    private void one(String index) {
        String[] axes = form.isStrided() ? axisIndices(index) : null;
        String[] values = new String[inputs];
        // After the addresses, the count and the lengths; the output's strides come first if there are any.
        int strides = 8 * (inputs + 1) + 4 + 4 * form.rank();
        String to;
        if (form.out() == Layout.STRIDED) {
            to = element(outAddress, offset(axes, strides), form.outType());
            strides += 4 * form.rank();
        } else {
            to = element(outAddress, index, form.outType());
        }
        for (int i = 0; i < inputs; i++) {
            DType type = form.types()[i];
            if (form.layouts()[i] == Layout.SCALAR) {
                values[i] = scalars[i];
                continue;
            }
            String at = index;
            if (form.layouts()[i] == Layout.STRIDED) {
                at = offset(axes, strides);
                strides += 4 * form.rank();
            }
            values[i] = register(type);
            ptx.line("ld.global.%s %s, [%s]", memory(type), values[i], element(addresses[i], at, type));
        }
        ptx.line("st.global.%s [%s], %s", memory(form.outType()), to, formula.write(values, form.types()));
    }

    /** An index for each axis, from the index of an element in row-major order. */
    private String[] axisIndices(String index) {
        String[] axes = new String[form.rank()];
        String rest = index;
        for (int axis = form.rank() - 1; axis > 0; axis--) {
            String length = ptx.register(Kind.INT);
            String quotient = ptx.register(Kind.INT);
            String whole = ptx.register(Kind.INT);
            axes[axis] = ptx.register(Kind.INT);
            ptx.line("ld.param.u32 %s, [args+%s]", length, 8 * (inputs + 1) + 4 + 4 * axis);
            ptx.line("div.u32 %s, %s, %s", quotient, rest, length);
            ptx.line("mul.lo.u32 %s, %s, %s", whole, quotient, length);
            ptx.line("sub.u32 %s, %s, %s", axes[axis], rest, whole);
            rest = quotient;
        }
        axes[0] = rest;
        return axes;
    }

    /** Where an element lies, in elements: the strides are in the struct. */
    private String offset(String[] axes, int strides) {
        String sum = null;
        for (int axis = 0; axis < axes.length; axis++) {
            String stride = ptx.register(Kind.INT);
            String next = ptx.register(Kind.INT);
            ptx.line("ld.param.u32 %s, [args+%s]", stride, strides + 4 * axis);
            if (sum == null) {
                ptx.line("mul.lo.s32 %s, %s, %s", next, axes[axis], stride);
            } else {
                ptx.line("mad.lo.s32 %s, %s, %s, %s", next, axes[axis], stride, sum);
            }
            sum = next;
        }
        return sum;
    }

    private String element(String address, String index, DType type) {
        String result = ptx.address();
        ptx.line("mad.wide.s32 %s, %s, %s, %s", result, index, CudaBuffer.bytes(type), address);
        return result;
    }

    private String register(DType type) {
        return ptx.register(KernelTyping.stored(type));
    }

    private static String memory(DType type) {
        return switch (type) {
            case BOOL -> "u8";
            case INT32 -> "b32";
            case INT64 -> "b64";
            case FLOAT32 -> "f32";
            case FLOAT64 -> "f64";
        };
    }
}
