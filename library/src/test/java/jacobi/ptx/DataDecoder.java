package jacobi.ptx;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import jacobi.ptx.Instruction.Of1;
import jacobi.ptx.Instruction.OfMany;
import jacobi.ptx.Instruction.Operand;
import jacobi.ptx.Instruction.Ternary;

/** Reads the instructions that move, convert, compare and choose, and those that use memory. */
final class DataDecoder extends Opcode {
    DataDecoder(Assembler in) {
        super(in);
    }

    @Override
    void decode(String name) {
        switch (name) {
            case "mov" -> move();
            case "cvta" -> convertAddress();
            case "cvt" -> convert();
            case "setp", "set", "testp" -> compare(name);
            case "selp", "slct", "isspacep" -> select(name);
            default -> memory(name);
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
        String comparison = first();
        LongBinaryOperator join = Comparisons.combine(peek());
        if (join != null) {
            first();
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
}
