package jacobi.backend.cpu;

import jacobi.backend.KernelTyping.Kind;
import jacobi.expr.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;

/** Instructions on what is on the stack, by its {@link Kind}. */
final class StackCode {
    private final CodeBuilder code;

    StackCode(CodeBuilder code) {
        this.code = code;
    }

    /** Leaves 1 on the stack, or 0 if the condition to the contrary holds. */
    void branch(Opcode contrary) {
        Label no = code.newLabel();
        Label done = code.newLabel();
        code.branch(contrary, no).iconst_1().goto_(done).labelBinding(no).iconst_0().labelBinding(done);
    }

    void combine(boolean wide, Opcode ofInts, Opcode ofLongs) {
        code.with(OperatorInstruction.of(wide ? ofLongs : ofInts));
    }

    void arithmetic(Op op, Kind kind) {
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

    void negate(Kind kind) {
        switch (kind) {
            case FLOAT -> code.fneg();
            case DOUBLE -> code.dneg();
            case LONG -> code.lneg();
            default -> code.ineg();
        }
    }

    /** Calls a static method whose parameters and result are all of one type. */
    void same(ClassDesc owner, String name, Kind kind, int arity) {
        ClassDesc type = vm(kind).upperBound();
        code.invokestatic(owner, name, MethodTypeDesc.of(type, Collections.nCopies(arity, type)));
    }

    void constant(double value, Kind kind) {
        switch (kind) {
            case FLOAT -> code.loadConstant((float) value);
            case DOUBLE -> code.loadConstant(value);
            case LONG -> code.loadConstant((long) value);
            default -> code.loadConstant((int) value);
        }
    }

    void convert(Kind kind, Kind target) {
        if (vm(kind) != vm(target)) {
            code.conversion(vm(kind), vm(target));
        }
    }

    static TypeKind vm(Kind kind) {
        return switch (kind) {
            case BOOL, INT -> TypeKind.INT;
            case LONG -> TypeKind.LONG;
            case FLOAT -> TypeKind.FLOAT;
            case DOUBLE -> TypeKind.DOUBLE;
        };
    }

    static TypeKind arrayKind(Kind kind) {
        return kind == Kind.BOOL ? TypeKind.BOOLEAN : vm(kind);
    }
}
