package jacobi.ptx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jacobi.ptx.Reader.Initial;
import jacobi.ptx.Reader.Variable;

/** A text of PTX: its variables, kernels and functions. Bodies are read when a kernel is first used. */
public final class PtxModule {
    /** A kernel or function; {@code body} is where its instructions begin, -1 if it is only declared. */
    record Function(String name, boolean kernel, List<Variable> results, List<Variable> parameters, int body) {
    }

    final Tokens tokens;
    final Map<String, Variable> variables = new LinkedHashMap<>();
    final Map<String, Function> functions = new LinkedHashMap<>();
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private String version;
    private String target;

    /** Reads a text; an error tells the line. */
    public PtxModule(String text) {
        tokens = new Tokens(text);
        Reader in = new Reader(tokens, 0);
        while (in.at < tokens.count()) {
            statement(in);
        }
        if (version == null || target == null) {
            throw new PtxException("a module begins with .version and .target");
        }
    }

    private void statement(Reader in) {
        String word = in.next();
        switch (word) {
            case ".version" -> version = in.next();
            case ".target" -> {
                target = in.next();
                in.skipLine();
            }
            case ".address_size" -> {
                if (in.number() != 64) {
                    throw tokens.error(in.at - 1, "only addresses of 64 bits are known here");
                }
            }
            case ".visible", ".extern", ".weak", ".noinline", ";" -> {
            }
            case ".file", ".loc" -> in.skipLine();
            case ".pragma" -> in.skipPast(";");
            case ".section" -> {
                in.skipPast("{");
                in.skipBraces();
            }
            case ".global" -> variable(in, Space.GLOBAL);
            case ".const" -> variable(in, Space.CONST);
            case ".shared" -> variable(in, Space.SHARED);
            case ".entry" -> function(in, true);
            case ".func" -> function(in, false);
            default -> throw tokens.error(in.at - 1, "'" + word + "' is not known here");
        }
    }

    private void variable(Reader in, Space space) {
        Variable variable = in.variable(space);
        in.expect(";");
        variables.merge(variable.name(), variable, (a, b) -> b.initial().isEmpty() && b.bytes() <= a.bytes() ? a : b);
    }

    private void function(Reader in, boolean kernel) {
        while (in.take(".noinline") || in.take(".noreturn")) {
            continue;
        }
        List<Variable> results = kernel ? List.of() : parameters(in);
        String name = in.next();
        List<Variable> parameters = parameters(in);
        // Limits for the driver, such as .maxntid 256, 1, 1.
        while (in.peek().startsWith(".")) {
            in.next();
            while (in.isNumber() || in.peek().equals(",")) {
                in.next();
            }
        }
        int body = -1;
        if (!in.take(";")) {
            in.expect("{");
            body = in.at;
            in.skipBraces();
        }
        Function known = functions.get(name);
        if (known == null || known.body() < 0) {
            functions.put(name, new Function(name, kernel, results, parameters, body));
        } else if (body >= 0) {
            throw tokens.error(body, name + " has two bodies");
        }
    }

    private static List<Variable> parameters(Reader in) {
        List<Variable> list = new ArrayList<>();
        if (in.take("(")) {
            while (!in.take(")")) {
                in.expect(".param");
                list.add(in.variable(Space.PARAM));
                in.take(",");
            }
        }
        return list;
    }

    /** {@return the names of the kernels} */
    public Set<String> kernels() {
        Set<String> names = new TreeSet<>();
        functions.values().stream().filter(f -> f.kernel() && f.body() >= 0).forEach(f -> names.add(f.name()));
        return names;
    }

    /** {@return the kernel, decoded; the same each time} */
    synchronized Program program(String kernel) {
        Program program = programs.get(kernel);
        if (program == null) {
            Function function = functions.get(kernel);
            if (function == null || !function.kernel() || function.body() < 0) {
                throw new PtxException("there is no kernel " + kernel + "; there are " + kernels());
            }
            programs.put(kernel, program = new Assembler(this, function).program());
        }
        return program;
    }

    /** Decodes all kernels, so that what is not known is told now. */
    public void decodeAll() {
        kernels().forEach(this::program);
    }

    /** {@return bytes of a variable with initial values; addresses come from the map} */
    byte[] contents(Variable variable, Map<String, Long> addresses) {
        byte[] bytes = new byte[variable.bytes()];
        int size = variable.type().bytes();
        int at = 0;
        for (Initial initial : variable.initial()) {
            long value = initial.number();
            if (initial.symbol() != null) {
                Variable other = variables.get(initial.symbol());
                if (other == null) {
                    throw new PtxException("the initial value of " + variable.name() + " is the address of "
                            + initial.symbol() + ", which is not there");
                }
                value += addresses.get(initial.symbol()) + (initial.generic() ? other.space().window : 0);
            }
            for (int i = 0; i < size; i++) {
                bytes[at++] = (byte) (value >> 8 * i);
            }
        }
        return bytes;
    }
}
