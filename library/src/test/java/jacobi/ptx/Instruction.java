package jacobi.ptx;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * One instruction, decoded. It runs for all active lanes of a warp. Registers lie in one array: a register's 32 lanes
 * side by side; constants and what is the same for all threads take one place, which a mask of 0 makes all lanes read.
 */
abstract class Instruction {
    int line;
    String text;
    /** Where it stands in its program. */
    int number;

    abstract void run(Warp w);

    /** What an instruction reads or writes: a place among the registers. */
    record Operand(int at, int mask, Type type) {
    }

    /** A place in the program. */
    static final class Label {
        int pc = -1;
    }

    /** A function of three registers. */
    interface Ternary {
        long apply(long a, long b, long c);
    }

    static final class Move extends Instruction {
        private final int d;
        private final Operand a;

        Move(Operand d, Operand a) {
            this.d = d.at();
            this.a = a;
        }

        @Override
        void run(Warp w) {
            long[] r = w.registers;
            int[] lanes = w.lanes;
            int at = a.at();
            int mask = a.mask();
            for (int i = 0, n = w.count; i < n; i++) {
                int l = lanes[i];
                r[d + l] = r[at + (l & mask)];
            }
        }
    }

    static final class Of1 extends Instruction {
        private final LongUnaryOperator f;
        private final int d;
        private final int at;
        private final int mask;

        Of1(LongUnaryOperator f, Operand d, Operand a) {
            this.f = f;
            this.d = d.at();
            at = a.at();
            mask = a.mask();
        }

        @Override
        void run(Warp w) {
            long[] r = w.registers;
            int[] lanes = w.lanes;
            for (int i = 0, n = w.count; i < n; i++) {
                int l = lanes[i];
                r[d + l] = f.applyAsLong(r[at + (l & mask)]);
            }
        }
    }

    static final class Of2 extends Instruction {
        private final LongBinaryOperator f;
        private final int d;
        private final int a;
        private final int maskA;
        private final int b;
        private final int maskB;

        Of2(LongBinaryOperator f, Operand d, Operand a, Operand b) {
            this.f = f;
            this.d = d.at();
            this.a = a.at();
            maskA = a.mask();
            this.b = b.at();
            maskB = b.mask();
        }

        @Override
        void run(Warp w) {
            long[] r = w.registers;
            int[] lanes = w.lanes;
            for (int i = 0, n = w.count; i < n; i++) {
                int l = lanes[i];
                r[d + l] = f.applyAsLong(r[a + (l & maskA)], r[b + (l & maskB)]);
            }
        }
    }

    static final class Of3 extends Instruction {
        private final Ternary f;
        private final int d;
        private final Operand a;
        private final Operand b;
        private final Operand c;

        Of3(Ternary f, Operand d, Operand a, Operand b, Operand c) {
            this.f = f;
            this.d = d.at();
            this.a = a;
            this.b = b;
            this.c = c;
        }

        @Override
        void run(Warp w) {
            long[] r = w.registers;
            int[] lanes = w.lanes;
            int atA = a.at();
            int atB = b.at();
            int atC = c.at();
            int maskA = a.mask();
            int maskB = b.mask();
            int maskC = c.mask();
            for (int i = 0, n = w.count; i < n; i++) {
                int l = lanes[i];
                r[d + l] = f.apply(r[atA + (l & maskA)], r[atB + (l & maskB)], r[atC + (l & maskC)]);
            }
        }
    }

    /** For what is seldom used: a function of all sources that writes to all destinations. */
    static final class OfMany extends Instruction {
        interface Function {
            void apply(long[] in, long[] out);
        }

        private final Function f;
        private final Operand[] out;
        private final Operand[] in;

        OfMany(Function f, Operand[] out, Operand[] in) {
            this.f = f;
            this.out = out;
            this.in = in;
        }

        @Override
        void run(Warp w) {
            long[] r = w.registers;
            long[] from = new long[in.length];
            long[] to = new long[out.length];
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                for (int k = 0; k < in.length; k++) {
                    from[k] = r[in[k].at() + (l & in[k].mask())];
                }
                f.apply(from, to);
                for (int k = 0; k < out.length; k++) {
                    if (out[k] != null) {
                        r[out[k].at() + l] = to[k];
                    }
                }
            }
        }
    }
}
