package jacobi.ptx;

import static jacobi.ptx.Floats.bits;
import static jacobi.ptx.Floats.d;
import static jacobi.ptx.Floats.f;

import java.util.Locale;
import jacobi.ptx.Instruction.Operand;

/**
 * The instructions that programs are mostly made of, each a loop of its own: a call for each lane would take longer than
 * what is called.
 */
final class Frequent {
    private static final long LOW = 0xFFFFFFFFL;

    private Frequent() {
    }

    private enum Two {
        ADD, SUB, MUL, WIDE_S, WIDE_U, AND, OR, XOR, ADD_F32, SUB_F32, MUL_F32, ADD_F64, SUB_F64, MUL_F64, EQ_32,
        NE_32, LT_S32, GE_S32, GT_S32, LT_S64, GE_S64, EQ_64, LT_U32, GE_U32
    }

    private enum Three {
        MAD, FMA_F32, FMA_F64, SELECT
    }

    /** {@return the instruction of this name; null if it is not a frequent one} */
    static Instruction of(String name, Type t, Operand to, Operand a, Operand b) {
        Two op = switch (t) {
            case F32, F64 -> switch (name) {
                case "add", "sub", "mul" -> Two.valueOf(name.toUpperCase(Locale.ROOT) + "_" + t);
                default -> null;
            };
            default -> switch (name) {
                case "add" -> Two.ADD;
                case "sub" -> Two.SUB;
                case "mul.lo" -> Two.MUL;
                case "mul.wide" -> t == Type.S32 ? Two.WIDE_S : t == Type.U32 ? Two.WIDE_U : null;
                case "and" -> Two.AND;
                case "or" -> Two.OR;
                case "xor" -> Two.XOR;
                case "eq" -> t.bits() == 32 ? Two.EQ_32 : t.bits() == 64 ? Two.EQ_64 : null;
                case "ne" -> t.bits() == 32 ? Two.NE_32 : null;
                case "lt" -> t == Type.S32 ? Two.LT_S32 : t == Type.S64 ? Two.LT_S64 : t == Type.U32 ? Two.LT_U32 : null;
                case "ge" -> t == Type.S32 ? Two.GE_S32 : t == Type.S64 ? Two.GE_S64 : t == Type.U32 ? Two.GE_U32 : null;
                case "gt" -> t == Type.S32 ? Two.GT_S32 : null;
                default -> null;
            };
        };
        return op == null ? null : new OfTwo(op, to.at(), a.at(), a.mask(), b.at(), b.mask());
    }

    /** {@return the instruction of this name; null if it is not a frequent one} */
    static Instruction of(String name, Type t, Operand to, Operand a, Operand b,
            Operand c) {
        Three op = switch (name) {
            case "mad.lo" -> Three.MAD;
            case "fma" -> t == Type.F32 ? Three.FMA_F32 : Three.FMA_F64;
            case "selp" -> Three.SELECT;
            default -> null;
        };
        return op == null ? null : new OfThree(op, to.at(), a.at(), a.mask(), b.at(), b.mask(), c.at(), c.mask());
    }

    private static final class OfTwo extends Instruction {
        private final Two op;
        private final int to;
        private final int a;
        private final int p;
        private final int b;
        private final int q;

        OfTwo(Two op, int to, int a, int p, int b, int q) {
            this.op = op;
            this.to = to;
            this.a = a;
            this.p = p;
            this.b = b;
            this.q = q;
        }

        @Override
        void run(Warp w) {
            run(w.registers, w.lanes, w.count, to, a, p, b, q);
        }

        private void run(long[] r, int[] lanes, int n, int to, int a, int p, int b, int q) {
            switch (op) {
                case ADD -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] + r[b + (l & q)];
                    }
                }
                case SUB -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] - r[b + (l & q)];
                    }
                }
                case MUL -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] * r[b + (l & q)];
                    }
                }
                case WIDE_S -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (long) (int) r[a + (l & p)] * (int) r[b + (l & q)];
                    }
                }
                case WIDE_U -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (r[a + (l & p)] & LOW) * (r[b + (l & q)] & LOW);
                    }
                }
                case AND -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] & r[b + (l & q)];
                    }
                }
                case OR -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] | r[b + (l & q)];
                    }
                }
                case XOR -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] ^ r[b + (l & q)];
                    }
                }
                case ADD_F32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(f(r[a + (l & p)]) + f(r[b + (l & q)]));
                    }
                }
                case SUB_F32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(f(r[a + (l & p)]) - f(r[b + (l & q)]));
                    }
                }
                case MUL_F32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(f(r[a + (l & p)]) * f(r[b + (l & q)]));
                    }
                }
                case ADD_F64 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(d(r[a + (l & p)]) + d(r[b + (l & q)]));
                    }
                }
                case SUB_F64 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(d(r[a + (l & p)]) - d(r[b + (l & q)]));
                    }
                }
                case MUL_F64 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(d(r[a + (l & p)]) * d(r[b + (l & q)]));
                    }
                }
                case EQ_32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (int) r[a + (l & p)] == (int) r[b + (l & q)] ? 1 : 0;
                    }
                }
                case NE_32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (int) r[a + (l & p)] != (int) r[b + (l & q)] ? 1 : 0;
                    }
                }
                case LT_S32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (int) r[a + (l & p)] < (int) r[b + (l & q)] ? 1 : 0;
                    }
                }
                case GE_S32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (int) r[a + (l & p)] >= (int) r[b + (l & q)] ? 1 : 0;
                    }
                }
                case GT_S32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (int) r[a + (l & p)] > (int) r[b + (l & q)] ? 1 : 0;
                    }
                }
                case LT_S64 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] < r[b + (l & q)] ? 1 : 0;
                    }
                }
                case GE_S64 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] >= r[b + (l & q)] ? 1 : 0;
                    }
                }
                case EQ_64 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] == r[b + (l & q)] ? 1 : 0;
                    }
                }
                case LT_U32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (r[a + (l & p)] & LOW) < (r[b + (l & q)] & LOW) ? 1 : 0;
                    }
                }
                case GE_U32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (r[a + (l & p)] & LOW) >= (r[b + (l & q)] & LOW) ? 1 : 0;
                    }
                }
            }
        }
    }

    private static final class OfThree extends Instruction {
        private final Three op;
        private final int to;
        private final int a;
        private final int p;
        private final int b;
        private final int q;
        private final int c;
        private final int s;

        OfThree(Three op, int to, int a, int p, int b, int q, int c, int s) {
            this.op = op;
            this.to = to;
            this.a = a;
            this.p = p;
            this.b = b;
            this.q = q;
            this.c = c;
            this.s = s;
        }

        @Override
        void run(Warp w) {
            run(w.registers, w.lanes, w.count, to, a, p, b, q, c, s);
        }

        private void run(long[] r, int[] lanes, int n, int to, int a, int p, int b, int q, int c, int s) {
            switch (op) {
                case MAD -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = r[a + (l & p)] * r[b + (l & q)] + r[c + (l & s)];
                    }
                }
                case FMA_F32 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(Math.fma(f(r[a + (l & p)]), f(r[b + (l & q)]), f(r[c + (l & s)])));
                    }
                }
                case FMA_F64 -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = bits(Math.fma(d(r[a + (l & p)]), d(r[b + (l & q)]), d(r[c + (l & s)])));
                    }
                }
                case SELECT -> {
                    for (int i = 0; i < n; i++) {
                        int l = lanes[i];
                        r[to + l] = (r[c + (l & s)] & 1) != 0 ? r[a + (l & p)] : r[b + (l & q)];
                    }
                }
            }
        }
    }
}
