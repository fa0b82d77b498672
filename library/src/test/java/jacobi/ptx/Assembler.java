package jacobi.ptx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jacobi.ptx.Instruction.Label;
import jacobi.ptx.Instruction.Operand;
import jacobi.ptx.PtxModule.Function;

/** Turns the bodies of a kernel and of the functions it calls into a program: finds places for names, resolves labels. */
final class Assembler extends Reader {
    /** What a name stands for: a place among the registers, or memory. */
    private record Symbol(Operand register, Space space, int offset, boolean dynamic) {
    }

    /** Registers declared as {@code %r<30>}. */
    private record Range(String prefix, int count, Type type) {
    }

    private static final class Scope {
        final Scope outer;
        final Map<String, Symbol> names = new HashMap<>();
        final List<Range> ranges = new ArrayList<>();
        final Map<String, Label> labels = new HashMap<>();
        final Map<String, List<Label>> tables = new HashMap<>();

        Scope(Scope outer) {
            this.outer = outer;
        }
    }

    /** A label that is used, until its place is known. */
    private record Reference(Label label, String name, Scope scope, int token) {
    }

    /** Where a function begins, its arguments and results in each thread's memory, and the place to return to. */
    private static final class Frame {
        final Function function;
        final Label entry = new Label();
        final Map<String, Integer> offsets = new LinkedHashMap<>();
        Operand back;
        final List<Frame> calls = new ArrayList<>();

        Frame(Function function) {
            this.function = function;
        }
    }

    private final PtxModule module;
    private final Function kernel;
    private final List<Instruction> code = new ArrayList<>();
    private final Map<Long, Operand> constants = new LinkedHashMap<>();
    private final Map<String, Integer> addresses = new LinkedHashMap<>();
    private final Map<String, Operand> specials = new LinkedHashMap<>();
    private final Map<String, Integer> sharedOfModule = new HashMap<>();
    private final Map<String, Frame> frames = new LinkedHashMap<>();
    private final ArrayDeque<Frame> toDo = new ArrayDeque<>();
    private final List<Reference> references = new ArrayList<>();
    private Operand dynamicShared;
    private int registers;
    private int localBytes;
    private int sharedBytes;
    private int parameterBytes;
    private int granule = 2;
    private Scope scope;
    private Frame current;
    private int statement;
    private Operand carry;

    Assembler(PtxModule module, Function kernel) {
        super(module.tokens, kernel.body());
        this.module = module;
        this.kernel = kernel;
    }

    Program program() {
        current = new Frame(kernel);
        scope = new Scope(null);
        for (Variable v : kernel.parameters()) {
            parameterBytes = aligned(parameterBytes, v.align());
            scope.names.put(v.name(), new Symbol(null, Space.PARAM, parameterBytes, false));
            parameterBytes += v.bytes();
        }
        body();
        while (!toDo.isEmpty()) {
            function(toDo.pop());
        }
        for (Frame f : frames.values()) {
            refuseRecursion(f, new ArrayDeque<>());
        }
        List<Program.Constant> values = new ArrayList<>();
        constants.forEach((value, place) -> values.add(new Program.Constant(place.at(), value)));
        if (dynamicShared != null) {
            sharedBytes = aligned(sharedBytes, 16);
            values.add(new Program.Constant(dynamicShared.at(), sharedBytes));
        }
        return new Program(kernel.name(), code.toArray(Instruction[]::new), registers, aligned(localBytes, 16), sharedBytes,
                parameterBytes, granule, values, addresses, specials);
    }

    private static int aligned(int offset, int align) {
        return (offset + align - 1) / align * align;
    }

    private void function(Frame frame) {
        Function f = frame.function;
        current = frame;
        scope = new Scope(null);
        frame.offsets.forEach((name, offset) -> scope.names.put(name, new Symbol(null, Space.LOCAL, offset, false)));
        frame.entry.pc = code.size();
        at = f.body();
        body();
    }

    private void refuseRecursion(Frame f, ArrayDeque<Frame> above) {
        if (above.contains(f)) {
            throw new PtxException("the function " + f.function.name() + " calls itself, which is not known here");
        }
        above.push(f);
        f.calls.forEach(called -> refuseRecursion(called, above));
        above.pop();
    }

    private void body() {
        Decoder decoder = new Decoder(this);
        scope = new Scope(scope);
        for (int depth = 1; depth > 0;) {
            statement = at;
            if (take("{")) {
                scope = new Scope(scope);
                depth++;
            } else if (take("}")) {
                scope = scope.outer;
                depth--;
            } else if (take(";")) {
                continue;
            } else if (peek().startsWith(".")) {
                directive();
            } else if (tokens.get(at + 1).equals(":")) {
                label();
            } else {
                decoder.instruction();
            }
        }
        statement = at - 1;
        emit(leave());
        for (Reference r : references) {
            r.label().pc = find(r);
        }
        references.clear();
    }

    private int find(Reference r) {
        for (Scope s = r.scope(); s != null; s = s.outer) {
            Label label = s.labels.get(r.name());
            if (label != null) {
                return label.pc;
            }
        }
        throw tokens.error(r.token(), "there is no label " + r.name());
    }

    private void label() {
        String name = next();
        expect(":");
        if (take(".branchtargets")) {
            List<Label> labels = new ArrayList<>();
            do {
                labels.add(target());
            } while (take(","));
            expect(";");
            scope.tables.put(name, labels);
        } else {
            Label label = new Label();
            label.pc = code.size();
            if (scope.labels.put(name, label) != null) {
                throw tokens.error(statement, "the label " + name + " is there twice");
            }
        }
    }

    /** {@return a label that is used, whether it is known yet or not} */
    Label target() {
        Label label = new Label();
        references.add(new Reference(label, next(), scope, at - 1));
        return label;
    }

    List<Label> table() {
        String name = next();
        for (Scope s = scope; s != null; s = s.outer) {
            if (s.tables.containsKey(name)) {
                return s.tables.get(name);
            }
        }
        throw error("there is no list of labels " + name);
    }

    private void directive() {
        String word = next();
        switch (word) {
            case ".reg" -> registers();
            case ".local", ".param" -> {
                do {
                    Variable v = variable(word.equals(".local") ? Space.LOCAL : Space.PARAM);
                    define(v.name(), new Symbol(null, Space.LOCAL, frame(v), false));
                } while (take(","));
                expect(";");
            }
            case ".shared" -> {
                shared(variable(Space.SHARED), scope);
                expect(";");
            }
            case ".extern" -> {
                expect(".shared");
                shared(variable(Space.SHARED), scope);
                expect(";");
            }
            case ".pragma" -> skipPast(";");
            case ".loc" -> skipLine();
            default -> throw tokens.error(at - 1, "'" + word + "' is not known here");
        }
    }

    private void registers() {
        Type type = type();
        do {
            String name = next();
            if (take("<")) {
                scope.ranges.add(new Range(name, (int) number(), type));
                expect(">");
            } else {
                define(name, new Symbol(register(type), null, 0, false));
            }
        } while (take(","));
        expect(";");
    }

    private void define(String name, Symbol symbol) {
        if (scope.names.put(name, symbol) != null) {
            throw tokens.error(statement, name + " is declared twice");
        }
    }

    private void shared(Variable v, Scope in) {
        in.names.put(v.name(), v.bytes() == 0 ? new Symbol(null, Space.SHARED, 0, true)
                : new Symbol(null, Space.SHARED, placeShared(v), false));
    }

    private int placeShared(Variable v) {
        int offset = aligned(sharedBytes, v.align());
        sharedBytes = offset + v.bytes();
        return offset;
    }

    private int frame(Variable v) {
        int offset = aligned(localBytes, v.align());
        localBytes = offset + v.bytes();
        return offset;
    }

    /** {@return a new place for 32 lanes} */
    Operand register(Type type) {
        registers += 32;
        return new Operand(registers - 32, 31, type);
    }

    /** {@return the place of the carry flag} */
    Operand carry() {
        return carry == null ? carry = register(Type.PRED) : carry;
    }

    Operand constant(long value, Type type) {
        Operand known = constants.computeIfAbsent(value, v -> new Operand(registers++, 0, type));
        return new Operand(known.at(), 0, type);
    }

    private Symbol lookUp(String name) {
        for (Scope s = scope; s != null; s = s.outer) {
            Symbol symbol = s.names.get(name);
            if (symbol != null) {
                return symbol;
            }
            for (Range range : s.ranges) {
                if (inRange(name, range)) {
                    symbol = new Symbol(register(range.type()), null, 0, false);
                    s.names.put(name, symbol);
                    return symbol;
                }
            }
        }
        return null;
    }

    private static boolean inRange(String name, Range range) {
        int length = range.prefix().length();
        if (!name.startsWith(range.prefix()) || name.length() == length || name.length() > length + 9) {
            return false;
        }
        String digits = name.substring(length);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') && Integer.parseInt(digits) < range.count()
                && (digits.length() == 1 || digits.charAt(0) != '0');
    }

    /** Reads a register that is written to; null for {@code _}. */
    Operand destination() {
        if (take("_")) {
            return null;
        }
        Symbol symbol = lookUp(peek());
        if (symbol == null || symbol.register() == null) {
            throw error("'" + peek() + "' is not a register");
        }
        next();
        return symbol.register();
    }

    /** Reads a register, number, special register, or the name of a variable, which means its address. */
    Operand source(Type type) {
        if (take("!")) {
            Operand a = source(Type.PRED);
            Operand not = register(Type.PRED);
            emit(new Instruction.Of1(x -> x ^ 1, not, a));
            return not;
        }
        if (isNumber()) {
            return constant(number(type), type);
        }
        Symbol symbol = lookUp(peek());
        if (symbol != null && symbol.register() != null) {
            next();
            return symbol.register();
        }
        if (peek().startsWith("%")) {
            return special();
        }
        Memory.Address address = named();
        if (address.offset() == 0) {
            return address.base();
        }
        Operand sum = register(Type.U64);
        emit(new Instruction.Of2(Long::sum, sum, address.base(), constant(address.offset(), Type.U64)));
        return sum;
    }

    private Operand special() {
        Boolean varies = Program.varies(peek());
        if (varies == null) {
            throw error("'" + peek() + "' is not a register that is known here");
        }
        return specials.computeIfAbsent(next(), name -> {
            Type type = name.endsWith("64") ? Type.U64 : Type.U32;
            return varies ? register(type) : new Operand(registers++, 0, type);
        });
    }

    /** The address of a variable, with a number added to it or not. */
    private Memory.Address named() {
        Symbol symbol = lookUp(peek());
        Variable v = module.variables.get(peek());
        if (symbol == null && v == null) {
            throw error("'" + peek() + "' is not known here");
        }
        String name = next();
        long offset = take("+") ? number() : peek().equals("-") ? number() : 0;
        if (symbol == null && v.space() == Space.SHARED) {
            shared(v, root());
            symbol = lookUp(name);
        }
        if (symbol == null) {
            int place = addresses.computeIfAbsent(name, n -> registers++);
            return new Memory.Address(new Operand(place, 0, Type.U64), offset, v.space());
        }
        if (symbol.dynamic()) {
            if (dynamicShared == null) {
                dynamicShared = new Operand(registers++, 0, Type.U64);
            }
            return new Memory.Address(dynamicShared, offset, Space.SHARED);
        }
        return new Memory.Address(constant(symbol.offset(), Type.U64), offset, symbol.space());
    }

    private Scope root() {
        Scope s = scope;
        while (s.outer != null) {
            s = s.outer;
        }
        return s;
    }

    /** Reads an address in brackets. */
    Memory.Address address() {
        expect("[");
        Memory.Address address;
        if (isNumber()) {
            address = new Memory.Address(constant(0, Type.U64), number(), null);
        } else {
            Symbol symbol = lookUp(peek());
            if (symbol != null && symbol.register() != null) {
                next();
                long offset = take("+") ? number() : peek().equals("-") ? number() : 0;
                address = new Memory.Address(symbol.register(), offset, null);
            } else {
                address = named();
            }
        }
        expect("]");
        return address;
    }

    /** {@return where parameters are: in the struct of the launch, or for functions in each thread's memory} */
    Space parameterSpace(Memory.Address address) {
        return address.space() != null ? address.space() : current.function.kernel() ? Space.PARAM : Space.LOCAL;
    }

    void noteShared(int bytes) {
        granule = Math.min(granule, Integer.numberOfTrailingZeros(bytes));
    }

    /** Adds an instruction to the program. */
    void emit(Instruction in) {
        in.line = tokens.line(statement);
        in.text = tokens.text(in.line);
        in.number = code.size();
        code.add(in);
    }

    int position() {
        return code.size();
    }

    /** {@return an instruction that ends the thread, or returns from the function} */
    Instruction leave() {
        return current.function.kernel() ? new Control.Exit() : new Control.Return(current.back);
    }

    /** Reads and adds a call, from behind its name. */
    void call() {
        List<String> results = names();
        if (!results.isEmpty()) {
            expect(",");
        }
        Function function = module.functions.get(peek());
        if (function == null || function.body() < 0) {
            throw error("'" + peek() + "' is not a function that has a body");
        }
        next();
        Frame frame = frames.computeIfAbsent(function.name(), name -> frame(function));
        current.calls.add(frame);
        List<Variable> formal = function.parameters();
        int n = 0;
        if (take(",")) {
            expect("(");
            while (!take(")")) {
                if (n == formal.size()) {
                    throw error(function.name() + " takes " + n + " arguments");
                }
                argument(formal.get(n++), frame);
                take(",");
            }
        }
        if (n != formal.size() || results.size() != function.results().size()) {
            throw error(function.name() + " takes " + formal.size() + " arguments and has " + function.results().size()
                    + " results");
        }
        emit(new Control.Call(frame.entry, frame.back));
        for (int i = 0; i < results.size(); i++) {
            Variable v = function.results().get(i);
            Symbol to = lookUp(results.get(i));
            int from = frame.offsets.get(v.name());
            if (to == null) {
                throw error("'" + results.get(i) + "' is not known here");
            }
            emit(to.register() == null ? new Memory.CopyParameter(to.offset(), from, v.bytes())
                    : new Memory.Load(Space.LOCAL, v.type(), local(from), new int[] {to.register().at()}));
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        if (take("(")) {
            while (!take(")")) {
                names.add(next());
                take(",");
            }
        }
        return names;
    }

    private void argument(Variable v, Frame frame) {
        int to = frame.offsets.get(v.name());
        Symbol symbol = lookUp(peek());
        if (symbol != null && symbol.space() == Space.LOCAL) {
            next();
            emit(new Memory.CopyParameter(to, symbol.offset(), v.bytes()));
        } else {
            emit(new Memory.Store(Space.LOCAL, v.type(), local(to), new Operand[] {source(v.type())}));
        }
    }

    private Memory.Address local(int offset) {
        return new Memory.Address(constant(offset, Type.U64), 0, Space.LOCAL);
    }

    private Frame frame(Function function) {
        Frame frame = new Frame(function);
        frame.back = register(Type.U32);
        for (Variable v : function.parameters()) {
            frame.offsets.put(v.name(), frame(v));
        }
        for (Variable v : function.results()) {
            frame.offsets.put(v.name(), frame(v));
        }
        toDo.add(frame);
        return frame;
    }
}
