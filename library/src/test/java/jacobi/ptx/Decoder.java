package jacobi.ptx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import jacobi.ptx.Floats.Manner;
import jacobi.ptx.Instruction.Label;
import jacobi.ptx.Instruction.Of1;
import jacobi.ptx.Instruction.Of2;
import jacobi.ptx.Instruction.Of3;
import jacobi.ptx.Instruction.OfMany;
import jacobi.ptx.Instruction.Operand;
import jacobi.ptx.Instruction.Ternary;

/** Reads one instruction after the other: its name, modifiers and operands. What it does not know, it refuses by name. */
final class Decoder {
    private final Assembler in;
    /** The modifiers of the instruction that have not been understood yet. */
    private List<String> modifiers;
    private String opcode;
    private int token;

    Decoder(Assembler in) {
        this.in = in;
    }

    private PtxException unknown() {
        return in.tokens.error(token, "the instruction " + opcode + " is not known here");
    }

    private boolean has(String modifier) {
        return modifiers.remove(modifier);
    }

    private String oneOf(String... names) {
        for (String name : names) {
            if (has(name)) {
                return name;
            }
        }
        throw unknown();
    }

    /** The first modifier that names a type. */
    private Type type() {
        for (String modifier : modifiers) {
            Type type = Type.of(modifier);
            if (type != null) {
                modifiers.remove(modifier);
                return type;
            }
        }
        throw unknown();
    }

    private Rounding rounding() {
        for (String modifier : modifiers) {
            Rounding rounding = modifier.endsWith("i") ? null : Rounding.of(modifier);
            if (rounding != null) {
                modifiers.remove(modifier);
                return rounding;
            }
        }
        return null;
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

    private Operand comma(Type type) {
        in.expect(",");
        return in.source(type);
    }

    private <T> T known(T found) {
        if (found == null || !modifiers.isEmpty()) {
            throw unknown();
        }
        return found;
    }

    void instruction() {
        Operand guard = null;
        boolean not = false;
        if (in.take("@")) {
            not = in.take("!");
            guard = in.source(Type.PRED);
        }
        token = in.at;
        opcode = in.next();
        String[] parts = opcode.split("\\.");
        modifiers = new ArrayList<>(Arrays.asList(parts).subList(1, parts.length));
        String name = parts[0];
        if (name.equals("bra")) {
            has("uni");
            known(name);
            in.emit(new Control.Branch(in.target(), guard == null ? -1 : guard.at(), not));
        } else if (guard == null) {
            decode(name);
        } else {
            // A guard becomes a branch around the instruction.
            Label after = new Label();
            in.emit(new Control.Branch(after, guard.at(), !not));
            decode(name);
            after.pc = in.position();
        }
        in.expect(";");
    }

    private void decode(String name) {
        switch (name) {
            case "mov" -> move();
            case "cvta" -> convertAddress();
            case "cvt" -> convert();
            case "ld", "ldu", "st", "atom", "red" -> memory(name);
            case "bar", "barrier", "membar", "fence", "vote", "activemask", "shfl", "call", "ret", "exit", "trap", "brx" ->
                control(name);
            case "setp", "set", "testp" -> compare(name);
            case "selp", "slct", "isspacep" -> select(name);
            case "addc", "subc", "madc" -> carrying(name);
            case "fma", "mad", "mul", "mul24", "mad24" -> multiply(name);
            case "bfe", "bfi", "bfind", "prmt", "shf", "lop3", "sad" -> bits(name);
            case "rcp", "rsqrt", "sqrt", "ex2", "lg2", "sin", "cos", "tanh", "div" -> quotient(name);
            case "neg", "not", "cnot", "abs", "popc", "clz", "brev" -> unary(name);
            case "add", "sub", "rem", "min", "max", "and", "or", "xor", "shl", "shr", "copysign" -> binary(name);
            default -> throw unknown();
        }
    }

    private void unary(String name) {
        Type t = type();
        LongUnaryOperator f = t.isFloat() ? manner(t).of(found(Floats.unary(name, t, Rounding.NEAREST)))
                : Integers.unary(name, t);
        known(f);
        Operand d = in.destination();
        in.emit(new Of1(f, d, comma(t)));
    }

    /** As {@link #known}, with modifiers still to be read. */
    private <T> T found(T what) {
        if (what == null) {
            throw unknown();
        }
        return what;
    }

    private void binary(String name) {
        if (has("cc")) {
            modifiers.add("cc");
            carrying(name);
            return;
        }
        Type t = type();
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

    /** Adds an instruction of two operands, the quicker one if it is frequent. */
    private void two(String name, Type t, LongBinaryOperator f, Operand d, Operand a, Operand b) {
        Instruction frequent = Frequent.of(name, t, d, a, b);
        in.emit(frequent == null ? new Of2(f, d, a, b) : frequent);
    }

    private void quotient(String name) {
        Type t = type();
        if (!t.isFloat()) {
            modifiers.add(t.name().toLowerCase(java.util.Locale.ROOT));
            binary(name);
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
        if (has("cc")) {
            modifiers.add("cc");
            carrying(name);
            return;
        }
        Type t = type();
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
        if (name.endsWith("24") || name.equals("fma")) {
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

    private void ternary(String name, Ternary f, Type t, Type third) {
        Operand d = in.destination();
        Operand a = comma(t);
        Operand b = comma(t);
        Operand c = comma(third);
        Instruction frequent = Frequent.of(name, t, d, a, b, c);
        in.emit(frequent == null ? new Of3(f, d, a, b, c) : frequent);
    }

    /** Instructions that set or use the carry. */
    private void carrying(String name) {
        boolean sets = has("cc");
        boolean uses = name.endsWith("c");
        Type t = type();
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

    private void move() {
        Type t = type();
        known("mov");
        if (in.peek().equals("{")) {
            unpack(t);
            return;
        }
        Operand d = in.destination();
        in.expect(",");
        if (in.peek().equals("{")) {
            Operand[] parts = vector(t);
            int bits = t.bits() / parts.length;
            long mask = (1L << bits) - 1;
            in.emit(new OfMany((x, y) -> {
                y[0] = 0;
                for (int k = 0; k < x.length; k++) {
                    y[0] |= (x[k] & mask) << k * bits;
                }
            }, new Operand[] {d}, parts));
        } else {
            in.emit(new Instruction.Move(d, in.source(t)));
        }
    }

    private void unpack(Type t) {
        Operand[] parts = destinations();
        Operand a = comma(t);
        int bits = t.bits() / parts.length;
        in.emit(new OfMany((x, y) -> {
            for (int k = 0; k < y.length; k++) {
                y[k] = x[0] >>> k * bits & (1L << bits) - 1;
            }
        }, parts, new Operand[] {a}));
    }

    private Operand[] destinations() {
        List<Operand> list = new ArrayList<>();
        in.expect("{");
        do {
            list.add(in.destination());
        } while (in.take(","));
        in.expect("}");
        return list.toArray(Operand[]::new);
    }

    private Operand[] vector(Type t) {
        List<Operand> list = new ArrayList<>();
        in.expect("{");
        do {
            list.add(in.source(t));
        } while (in.take(","));
        in.expect("}");
        return list.toArray(Operand[]::new);
    }

    private Space space() {
        for (Space s : List.of(Space.GLOBAL, Space.SHARED, Space.LOCAL, Space.CONST, Space.PARAM)) {
            String name = s.name().toLowerCase(java.util.Locale.ROOT);
            if (has(name) || s == Space.SHARED && has("shared::cta")) {
                return s;
            }
        }
        return Space.GENERIC;
    }

    private void convertAddress() {
        boolean to = has("to");
        Space space = space();
        Type t = type();
        if (space == Space.GENERIC || space == Space.PARAM) {
            throw unknown();
        }
        known(space);
        Operand d = in.destination();
        long window = to ? -space.window : space.window;
        Operand a = comma(t);
        in.emit(window == 0 ? new Instruction.Move(d, a) : new Of1(x -> x + window, d, a));
    }

    private void convert() {
        Type to = type();
        Type from = type();
        Rounding rounding = rounding();
        boolean whole = false;
        for (String modifier : List.of("rni", "rzi", "rmi", "rpi")) {
            if (has(modifier)) {
                whole = true;
                rounding = Rounding.of(modifier);
            }
        }
        boolean flush = has("ftz");
        boolean saturate = has("sat");
        LongUnaryOperator f = known(Conversions.of(to, from, rounding, whole, flush, saturate));
        Operand d = in.destination();
        in.emit(new Of1(f, d, comma(from)));
    }

    private void compare(String name) {
        if (name.equals("testp")) {
            testFloat();
            return;
        }
        String comparison = modifiers.remove(0);
        LongBinaryOperator join = modifiers.isEmpty() ? null : Comparisons.combine(modifiers.get(0));
        if (join != null) {
            modifiers.remove(0);
        }
        boolean flush = has("ftz");
        Type result = name.equals("set") ? type() : Type.PRED;
        Type t = type();
        LongBinaryOperator f = known(Comparisons.of(comparison, t, flush));
        Operand d = in.destination();
        Operand other = in.take("|") ? in.destination() : null;
        Operand a = comma(t);
        Operand b = comma(t);
        if (join == null && other == null && result == Type.PRED) {
            two(flush ? "" : comparison, t, f, d, a, b);
            return;
        }
        Operand c = join == null ? in.constant(1, Type.PRED) : comma(Type.PRED);
        LongBinaryOperator g = join == null ? Comparisons.combine("and") : join;
        long yes = result == Type.PRED ? 1 : result == Type.F32 ? Floats.bits(1f) : 0xFFFFFFFFL;
        in.emit(new OfMany((x, y) -> {
            long holds = f.applyAsLong(x[0], x[1]);
            y[0] = g.applyAsLong(holds, x[2] & 1) * yes;
            if (y.length > 1) {
                y[1] = g.applyAsLong(1 - holds, x[2] & 1);
            }
        }, other == null ? new Operand[] {d} : new Operand[] {d, other}, new Operand[] {a, b, c}));
    }

    private void testFloat() {
        String test = oneOf("finite", "infinite", "number", "notanumber", "normal", "subnormal");
        Type t = type();
        known(t.isFloat() ? t : null);
        Operand d = in.destination();
        in.emit(new Of1(bits -> {
            double x = t == Type.F32 ? Floats.f(bits) : Floats.d(bits);
            boolean tiny = Math.abs(x) < (t == Type.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL);
            return switch (test) {
                case "finite" -> Double.isFinite(x);
                case "infinite" -> Double.isInfinite(x);
                case "number" -> !Double.isNaN(x);
                case "notanumber" -> Double.isNaN(x);
                case "normal" -> Double.isFinite(x) && !tiny;
                default -> tiny && x != 0;
            } ? 1 : 0;
        }, d, comma(t)));
    }

    private void select(String name) {
        if (name.equals("isspacep")) {
            Space space = space();
            known(space);
            Operand d = in.destination();
            in.emit(new Of1(x -> Space.of(x) == space ? 1 : 0, d, comma(Type.U64)));
            return;
        }
        Type t = type();
        Type test = name.equals("selp") ? Type.PRED : type();
        boolean flush = has("ftz");
        known(flush && test != Type.F32 ? null : name);
        Ternary f = test == Type.PRED ? (a, b, c) -> (c & 1) != 0 ? a : b
                : test == Type.F32 ? (a, b, c) -> Floats.f(c) >= 0 ? a : b : (a, b, c) -> (int) c >= 0 ? a : b;
        ternary(name, f, t, test);
    }

    private void memory(String name) {
        has("volatile");
        for (String word : List.of("relaxed", "acquire", "release", "acq_rel", "weak", "gpu", "cta", "sys", "nc", "ca", "cg",
                "cs", "lu", "cv", "wb", "wt")) {
            has(word);
        }
        Space space = space();
        int count = has("v2") ? 2 : has("v4") ? 4 : 1;
        Type t = type();
        if (name.equals("atom") || name.equals("red")) {
            atomic(name, space, t);
            return;
        }
        known(t);
        Memory.Address address = null;
        int[] places = null;
        if (!name.equals("st")) {
            Operand[] d = count == 1 ? new Operand[] {in.destination()} : destinations();
            places = Arrays.stream(d).mapToInt(o -> o == null ? -1 : o.at()).toArray();
            in.expect(",");
        }
        address = in.address();
        Space where = space == Space.PARAM ? in.parameterSpace(address) : space;
        if (where == Space.SHARED || where == Space.GENERIC) {
            in.noteShared(t.bytes());
        }
        if (places != null) {
            check(places.length == count);
            in.emit(new Memory.Load(where, t, generic(address, where), places));
        } else {
            in.expect(",");
            Operand[] values = count == 1 ? new Operand[] {in.source(t)} : vector(t);
            check(values.length == count);
            in.emit(new Memory.Store(where, t, generic(address, where), values));
        }
    }

    private void check(boolean holds) {
        if (!holds) {
            throw unknown();
        }
    }

    /** The name of a variable in a generic access. */
    private Memory.Address generic(Memory.Address address, Space space) {
        return space == Space.GENERIC && address.space() != null
                ? new Memory.Address(address.base(), address.offset() + address.space().window, address.space()) : address;
    }

    private void atomic(String name, Space space, Type t) {
        String operation = oneOf("add", "min", "max", "and", "or", "xor", "exch", "cas", "inc", "dec");
        Ternary f = known(Memory.Atomic.function(operation, t));
        Operand d = null;
        if (name.equals("atom")) {
            d = in.destination();
            in.expect(",");
        }
        Memory.Address address = in.address();
        Operand b = comma(t);
        Operand c = operation.equals("cas") ? comma(t) : b;
        if (space == Space.SHARED || space == Space.GENERIC) {
            in.noteShared(t.bytes());
        }
        in.emit(new Memory.Atomic(space, t, generic(address, space), f, d, b, c));
    }

    private void control(String name) {
        switch (name) {
            case "ret", "exit" -> {
                has("uni");
                known(name);
                in.emit(name.equals("ret") ? in.leave() : new Control.Exit());
            }
            case "trap" -> in.emit(known(new Control.Trap()));
            case "brx" -> {
                oneOf("idx");
                has("uni");
                known(name);
                Operand index = in.source(Type.U32);
                in.expect(",");
                in.emit(new Control.Table(index, in.register(Type.U32), in.table()));
            }
            case "call" -> {
                has("uni");
                known(name);
                in.call();
            }
            case "membar", "fence" -> {
                modifiers.clear();
                in.emit(new Control.Fence());
            }
            case "bar", "barrier" -> barrier();
            default -> together(name);
        }
    }

    private void barrier() {
        if (has("warp")) {
            oneOf("sync");
            known("bar");
            in.emit(new Control.WarpBarrier(in.source(Type.B32)));
            return;
        }
        has("cta");
        has("aligned");
        if (has("red")) {
            String reduction = oneOf("popc", "and", "or");
            type();
            known(reduction);
            Operand d = in.destination();
            in.expect(",");
            barrierZero();
            in.emit(new Control.Barrier(reduction, d, comma(Type.PRED)));
        } else {
            oneOf("sync");
            known("bar");
            barrierZero();
            in.emit(new Control.Barrier(null, null, null));
        }
    }

    /** Only barrier 0, of all threads, is known. */
    private void barrierZero() {
        if (!in.isNumber() || in.number() != 0) {
            throw in.tokens.error(token, "of barriers, only number 0 is known here");
        }
    }

    private void together(String name) {
        if (name.equals("activemask")) {
            oneOf("b32");
            known(name);
            in.emit(new Control.ActiveMask(in.destination()));
            return;
        }
        oneOf("sync");
        if (name.equals("vote")) {
            String mode = oneOf("all", "any", "uni", "ballot");
            type();
            known(mode);
            Operand d = in.destination();
            Operand p = comma(Type.PRED);
            in.emit(new Control.Vote(mode, d, p, comma(Type.B32)));
            return;
        }
        String mode = oneOf("up", "down", "bfly", "idx");
        oneOf("b32");
        known(mode);
        Operand d = in.destination();
        Operand p = in.take("|") ? in.destination() : null;
        Operand a = comma(Type.B32);
        Operand b = comma(Type.B32);
        Operand c = comma(Type.B32);
        in.emit(new Control.Shuffle(mode, d, p, a, b, c, comma(Type.B32)));
    }
}
