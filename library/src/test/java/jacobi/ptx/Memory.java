package jacobi.ptx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jacobi.ptx.Instruction.Operand;

/** The instructions that read and write memory. */
final class Memory {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Memory() {
    }

    static long get(byte[] memory, int at, Type t) {
        return switch (t) {
            case PRED, B8, U8 -> memory[at] & 0xFF;
            case S8 -> memory[at];
            case B16, U16 -> (short) SHORTS.get(memory, at) & 0xFFFF;
            case S16 -> (short) SHORTS.get(memory, at);
            case B32, U32, F32 -> (int) INTS.get(memory, at) & 0xFFFFFFFFL;
            case S32 -> (int) INTS.get(memory, at);
            case B64, U64, S64, F64 -> (long) LONGS.get(memory, at);
        };
    }

    static void put(byte[] memory, int at, Type t, long value) {
        switch (t) {
            case PRED, B8, U8, S8 -> memory[at] = (byte) value;
            case B16, U16, S16 -> SHORTS.set(memory, at, (short) value);
            case B32, U32, F32, S32 -> INTS.set(memory, at, (int) value);
            case B64, U64, S64, F64 -> LONGS.set(memory, at, value);
        }
    }

    /**
     * An address: a register or constant, and a number added to it.
     *
     * @param space where the variable is that it names; null if it names none
     */
    record Address(Operand base, long offset, Space space) {
    }

    /** Something that uses memory. */
    abstract static class Access extends Instruction {
        final Space space;
        final Type type;
        final int bytes;
        private final Operand base;
        private final long offset;
        private final long baseBits;

        Access(Space space, Type type, int count, Address address) {
            this.space = space;
            this.type = type;
            bytes = type.bytes() * count;
            base = address.base();
            offset = address.offset();
            baseBits = base.type().bits() == 32 ? 0xFFFFFFFFL : -1;
        }

        final long address(Warp w, int lane) {
            return (w.registers[base.at() + (lane & base.mask())] & baseBits) + offset;
        }

        /** Checks an address. {@return the index in the array that {@link Warp#memory} is now} */
        final int locate(Warp w, int lane, long address) {
            Space in = space;
            long at = address;
            if (in == Space.GENERIC) {
                in = Space.of(at);
                at -= in.window;
            }
            w.space = in;
            if ((at & bytes - 1) != 0) {
                throw w.fault(this, lane, "misaligned: " + bytes + " bytes at 0x" + Long.toHexString(at));
            }
            switch (in) {
                case SHARED -> {
                    w.memory = w.launch.shared.bytes;
                    return within(w, lane, at, w.launch.sharedBytes, 0);
                }
                case LOCAL -> {
                    int size = w.launch.program.localBytes;
                    w.memory = w.local;
                    return within(w, lane, at, size, size * lane);
                }
                case CONST -> {
                    w.memory = w.launch.module.constants;
                    return within(w, lane, at, w.memory.length, 0);
                }
                case PARAM -> {
                    w.memory = w.launch.parameters;
                    return within(w, lane, at, w.memory.length, 0);
                }
                default -> {
                    Heap.Allocation a = allocation(w, lane, at);
                    w.memory = a.bytes;
                    return (int) (at - a.base);
                }
            }
        }

        final Heap.Allocation allocation(Warp w, int lane, long at) {
            Heap.Allocation a = w.last[number];
            if (a == null || a.freed || at < a.base || at - a.base > a.size - bytes) {
                a = w.launch.heap.find(at, bytes);
                if (a == null) {
                    throw w.fault(this, lane, "used " + bytes + " bytes of device memory at "
                            + w.launch.heap.describe(at));
                }
                w.last[number] = a;
            }
            return a;
        }

        private int within(Warp w, int lane, long at, int size, int start) {
            if (at < 0 || at > size - bytes) {
                throw w.fault(this, lane, "used " + bytes + " bytes of " + w.space + " memory at " + at + "; there are "
                        + size);
            }
            return start + (int) at;
        }

        final void noteRead(Warp w, int lane, int at) {
            if (w.space == Space.SHARED) {
                w.launch.shared.read(w, this, lane, at, bytes);
            } else if (w.space == Space.GLOBAL && w.last[number].written != null) {
                checkWritten(w, lane, at);
            }
        }

        final void checkWritten(Warp w, int lane, int at) {
            boolean[] written = w.last[number].written;
            for (int i = 0; i < bytes; i++) {
                if (!written[at + i]) {
                    throw w.fault(this, lane, "read device memory that nobody has written: byte " + (at + i)
                            + " of an allocation of " + written.length);
                }
            }
        }

        final void noteWrite(Warp w, int at) {
            if (w.space == Space.GLOBAL && w.last[number].written != null) {
                java.util.Arrays.fill(w.last[number].written, at, at + bytes, true);
            }
        }
    }

    static final class Load extends Access {
        private final int[] d;

        /** @param d where it goes; one for each element of a vector */
        Load(Space space, Type type, Address address, int[] d) {
            super(space, type, d.length, address);
            this.d = d;
        }

        @Override
        void run(Warp w) {
            if (space == Space.GLOBAL && d.length == 1) {
                fromGlobal(w);
                return;
            }
            int size = type.bytes();
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                int at = locate(w, l, address(w, l));
                noteRead(w, l, at);
                for (int k = 0; k < d.length; k++) {
                    if (d[k] >= 0) {
                        w.registers[d[k] + l] = get(w.memory, at + k * size, type);
                    }
                }
            }
        }

        private void fromGlobal(Warp w) {
            long[] r = w.registers;
            int to = d[0];
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                long address = address(w, l);
                if ((address & bytes - 1) != 0) {
                    locate(w, l, address);
                }
                Heap.Allocation a = allocation(w, l, address);
                int at = (int) (address - a.base);
                if (a.written != null) {
                    checkWritten(w, l, at);
                }
                r[to + l] = get(a.bytes, at, type);
            }
        }
    }

    static final class Store extends Access {
        private final Operand[] values;

        Store(Space space, Type type, Address address, Operand[] values) {
            super(space, type, values.length, address);
            this.values = values;
        }

        @Override
        void run(Warp w) {
            int size = type.bytes();
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                int at = locate(w, l, address(w, l));
                boolean same = true;
                for (int k = 0; k < values.length; k++) {
                    long value = w.registers[values[k].at() + (l & values[k].mask())];
                    if (w.space == Space.SHARED) {
                        same &= type.of(get(w.memory, at + k * size, type)) == type.of(value);
                    }
                    put(w.memory, at + k * size, type, value);
                }
                if (w.space == Space.SHARED) {
                    w.launch.shared.write(w, this, l, at, bytes, same);
                } else if (w.space == Space.CONST || w.space == Space.PARAM) {
                    throw w.fault(this, l, "wrote memory that is constant");
                }
                noteWrite(w, at);
            }
        }
    }

    /** atom and red: one thread after the other. */
    static final class Atomic extends Access {
        private final Instruction.Ternary f;
        private final int d;
        private final Operand b;
        private final Operand c;

        /**
         * @param f of what is in memory and the operands b and c
         * @param d null for none
         * @param c the same as b where there is one operand
         */
        Atomic(Space space, Type type, Address address, Instruction.Ternary f, Operand d, Operand b, Operand c) {
            super(space, type, 1, address);
            this.f = f;
            this.d = d == null ? -1 : d.at();
            this.b = b;
            this.c = c;
        }

        @Override
        void run(Warp w) {
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                int at = locate(w, l, address(w, l));
                if (w.space == Space.SHARED) {
                    w.launch.shared.atomic(w, this, l, at, bytes);
                } else {
                    noteRead(w, l, at);
                }
                long old = get(w.memory, at, type);
                put(w.memory, at, type,
                        f.apply(old, w.registers[b.at() + (l & b.mask())], w.registers[c.at() + (l & c.mask())]));
                noteWrite(w, at);
                if (d >= 0) {
                    w.registers[d + l] = old;
                }
            }
        }

        /** {@return what an operation of this name leaves in memory; null if there is none} */
        static Instruction.Ternary function(String name, Type t) {
            if (t.isFloat()) {
                var f = Floats.binary(name, t, Rounding.NEAREST);
                return name.equals("exch") ? (a, b, c) -> b : f == null ? null : (a, b, c) -> f.applyAsLong(a, b);
            }
            return switch (name) {
                case "exch" -> (a, b, c) -> b;
                case "cas" -> (a, b, c) -> t.of(a) == t.of(b) ? c : a;
                case "inc" -> (a, b, c) -> Long.compareUnsigned(t.of(a), t.of(b)) >= 0 ? 0 : a + 1;
                case "dec" -> (a, b, c) -> t.of(a) == 0 || Long.compareUnsigned(t.of(a), t.of(b)) > 0 ? b : a - 1;
                case "add", "min", "max", "and", "or", "xor" -> {
                    var f = Integers.binary(name, t);
                    yield (a, b, c) -> f.applyAsLong(a, b);
                }
                default -> null;
            };
        }
    }

    /** Copies a call's argument or result between the memory of caller and function. */
    static final class CopyParameter extends Instruction {
        private final int to;
        private final int from;
        private final int bytes;

        CopyParameter(int to, int from, int bytes) {
            this.to = to;
            this.from = from;
            this.bytes = bytes;
        }

        @Override
        void run(Warp w) {
            int size = w.launch.program.localBytes;
            for (int i = 0; i < w.count; i++) {
                int start = w.lanes[i] * size;
                System.arraycopy(w.local, start + from, w.local, start + to, bytes);
            }
        }
    }
}
