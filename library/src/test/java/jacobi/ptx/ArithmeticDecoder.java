package jacobi.ptx;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import jacobi.ptx.Floats.Manner;
import jacobi.ptx.Instruction.Of1;
import jacobi.ptx.Instruction.Of2;
import jacobi.ptx.Instruction.Of3;
import jacobi.ptx.Instruction.OfMany;
import jacobi.ptx.Instruction.Operand;

/** Reads the instructions that compute. */
final class ArithmeticDecoder extends Opcode {
    ArithmeticDecoder(Assembler in) {
        super(in);
    }

    @Override
    void decode(String name) {
        switch (name) {
            case "addc", "subc", "madc" -> carrying(name, has("cc"), type());
            case "fma", "mad", "mul" -> multiply(name);
            case "bfe", "bfi", "bfind", "prmt", "shf", "lop3", "sad" -> bits(name);
            case "rcp", "rsqrt", "sqrt", "ex2", "lg2", "sin", "cos", "tanh", "div" -> quotient(name);
            case "neg", "not", "cnot", "abs", "popc", "clz", "brev" -> unary(name);
            case "add", "sub", "rem", "min", "max", "and", "or", "xor", "shl", "shr", "copysign" -> binary(name, type());
            default -> throw unknown();
        }
    }

    private Manner manner(Type t) {
        Rounding rounding = rounding();
        boolean flush = has("ftz");
        boolean saturate = has("sat");
        if ((flush || saturate) && t != Type.F32) {
            throw unknown();
        }
        return new Manner(rounding == null ? Rounding.NEAREST : rounding, flush, saturate);
    }

    private void unary(String name) {
        Type t = type();
        LongUnaryOperator f = t.isFloat() ? manner(t).of(found(Floats.unary(name, t, Rounding.NEAREST)))
                : Integers.unary(name, t);
        known(f);
        Operand d = in.destination();
        in.emit(new Of1(f, d, comma(t)));
    }

    private void binary(String name, Type t) {
        if (has("cc")) {
            carrying(name, true, t);
            return;
        }
        LongBinaryOperator f;
        boolean plain = true;
        if (t.isFloat()) {
            boolean spreads = has("NaN");
            Manner manner = manner(t);
            plain = manner.isPlain();
            f = manner.of(found(Floats.binary(spreads ? name + ".NaN" : name, t, manner.rounding())));
        } else if ((name.equals("add") || name.equals("sub")) && has("sat") && t == Type.S32) {
            int sign = name.equals("add") ? 1 : -1;
            plain = false;
            f = (a, b) -> Math.clamp((long) (int) a + sign * (long) (int) b, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else {
            f = Integers.binary(name, t);
        }
        known(f);
        Operand d = in.destination();
        Operand a = comma(t);
        Operand b = comma(name.equals("shl") || name.equals("shr") ? Type.U32 : t);
        two(plain ? name : "", t, f, d, a, b);
    }

    private void quotient(String name) {
        Type t = type();
        if (!t.isFloat()) {
            binary(name, t);
            return;
        }
        boolean approximate = has("approx") || has("full");
        if (name.equals("div")) {
            Manner manner = manner(t);
            LongBinaryOperator f = manner.of(Floats.binary("div", t, manner.rounding()));
            known(f);
            Operand d = in.destination();
            Operand a = comma(t);
            in.emit(new Of2(f, d, a, comma(t)));
            return;
        }
        boolean flush = t == Type.F64 && has("ftz");
        Manner manner = manner(t);
        if (!approximate && (name.equals("rsqrt") || flush)) {
            throw unknown();
        }
        LongUnaryOperator f = manner.of(found(approximate ? Floats.approximate(name, t, flush)
                : Floats.unary(name, t, manner.rounding())));
        known(f);
        Operand d = in.destination();
        in.emit(new Of1(f, d, comma(t)));
    }

    private void multiply(String name) {
        boolean three = !name.startsWith("mul");
        boolean carries = has("cc");
        Type t = type();
        if (carries) {
            carrying(name, true, t);
            return;
        }
        if (t.isFloat()) {
            Manner manner = manner(t);
            if (three) {
                known("fma");
                ternary(manner.isPlain() ? "fma" : "", manner.of(Floats.fma(t, manner.rounding())), t, t);
            } else {
                LongBinaryOperator f = manner.of(found(Floats.binary("mul", t, manner.rounding())));
                known(f);
                Operand d = in.destination();
                Operand a = comma(t);
                two(manner.isPlain() ? "mul" : "", t, f, d, a, comma(t));
            }
            return;
        }
        if (name.equals("fma")) {
            throw unknown();
        }
        String part = oneOf("lo", "hi", "wide");
        known(part);
        Type wide = !part.equals("wide") ? t : t.bits() == 32 ? Type.U64 : Type.U32;
        if (three) {
            ternary("mad." + part, Integers.multiplyAdd(part, t), t, wide);
        } else {
            Operand d = in.destination();
            Operand a = comma(t);
            two("mul." + part, t, Integers.multiply(part, t), d, a, comma(t));
        }
    }

    /** Instructions that set or use the carry. */
    private void carrying(String name, boolean sets, Type t) {
        boolean uses = name.endsWith("c");
        Operand carry = in.carry();
        Operand[] out = new Operand[2];
        String part = name.startsWith("mad") ? oneOf("lo", "hi") : null;
        known(name);
        out[0] = in.destination();
        out[1] = sets ? carry : null;
        Operand a = comma(t);
        Operand b = comma(t);
        Operand c = part == null ? a : comma(t);
        LongBinaryOperator product = part == null ? null : Integers.multiply(part, t);
        boolean subtract = name.startsWith("sub");
        OfMany.Function f = (x, y) -> {
            long with = uses ? x[3] : 0;
            if (product != null) {
                Integers.add(product.applyAsLong(x[0], x[1]), x[2], with, t, y);
            } else if (subtract) {
                Integers.subtract(x[0], x[1], with, t, y);
            } else {
                Integers.add(x[0], x[1], with, t, y);
            }
        };
        in.emit(new OfMany(f, out, new Operand[] {a, b, c, carry}));
    }

    private void bits(String name) {
        Type t = name.equals("prmt") || name.equals("shf") || name.equals("lop3") ? Type.B32 : type();
        switch (name) {
            case "bfe" -> {
                known(name);
                Operand d = in.destination();
                Operand a = comma(t);
                Operand b = comma(Type.U32);
                in.emit(new Of3((x, y, z) -> Integers.extract(x, y, z, t), d, a, b, comma(Type.U32)));
            }
            case "bfind" -> {
                boolean distance = has("shiftamt");
                known(name);
                Operand d = in.destination();
                in.emit(new Of1(x -> Integers.highestBit(x, t, distance), d, comma(t)));
            }
            case "prmt" -> {
                has("b32");
                known(name);
                ternary(name, Integers::permute, t, t);
            }
            case "shf" -> {
                has("b32");
                boolean left = oneOf("l", "r").equals("l");
                boolean wrap = oneOf("wrap", "clamp").equals("wrap");
                known(name);
                ternary(name, (a, b, c) -> Integers.funnel(left, wrap, a, b, c), t, Type.U32);
            }
            case "sad" -> {
                known(name);
                ternary(name, (a, b, c) -> c + Math.abs(t.of(a) - t.of(b)), t, t);
            }
            default -> {
                boolean three = name.equals("lop3");
                has("b32");
                known(name);
                Operand d = in.destination();
                Operand a = comma(t);
                Operand b = comma(t);
                Operand c = comma(three ? t : Type.U32);
                Operand e = comma(Type.U32);
                OfMany.Function f = three ? (x, y) -> y[0] = Integers.logic(x[0], x[1], x[2], (int) x[3])
                        : (x, y) -> y[0] = Integers.insert(x[0], x[1], x[2], x[3], t);
                in.emit(new OfMany(f, new Operand[] {d}, new Operand[] {a, b, c, e}));
            }
        }
    }
}
