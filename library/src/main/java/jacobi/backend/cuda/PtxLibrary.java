package jacobi.backend.cuda;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of {@code functions.ptx}, to be put in front of kernels that call them: only those that are called, and
 * what these need, as the driver compiles all that it is given.
 */
final class PtxLibrary {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private static final Pattern REGISTER = Pattern.compile("%((?:r|rd|f|fd|p)[0-9<])");
    private static final Pattern STORE = Pattern.compile("st\\.param\\.(\\w+)\\s+\\[func_retval0\\+0], (%\\w+);");

    private PtxLibrary() {
    }

    /** The text split at its top: functions and tables, by name, in the order of the file. */
    private static final class Parts {
        private static final Pattern FUNCTION =
                Pattern.compile("(?:\\.visible\\s+)?\\.func\\s+(?:\\([^)]*\\)\\s*)?([\\w$]+)");
        private static final Pattern TABLE = Pattern.compile("\\.(?:global|const)\\b.*?([\\w$]+)\\s*[\\[=;].*", Pattern.DOTALL);
        static final StringBuilder HEADER = new StringBuilder();
        static final Map<String, String> DECLARATIONS = new LinkedHashMap<>();
        static final Map<String, String> DEFINITIONS = new LinkedHashMap<>();

        static {
            StringBuilder part = new StringBuilder();
            int depth = 0;
            for (String line : Gpu.text("functions").split("\n")) {
                String code = line.strip();
                if (part.isEmpty() && code.startsWith(".") && !code.contains(";") && !code.contains("(")) {
                    HEADER.append(code).append('\n');
                } else if (!part.isEmpty() || !code.isEmpty() && !code.startsWith("//")) {
                    part.append(line).append('\n');
                    for (int i = 0; i < code.length(); i++) {
                        depth += code.charAt(i) == '{' ? 1 : code.charAt(i) == '}' ? -1 : 0;
                    }
                    if (depth == 0 && (code.endsWith(";") || code.equals("}"))) {
                        add(part.toString());
                        part.setLength(0);
                    }
                }
            }
        }

        private static void add(String part) {
            Matcher function = FUNCTION.matcher(part);
            if (function.lookingAt()) {
                (part.contains("{") ? DEFINITIONS : DECLARATIONS).put(function.group(1), part);
                return;
            }
            Matcher table = TABLE.matcher(part);
            if (!table.matches()) {
                throw new CudaException(0, "functions.ptx has something of an unknown kind: " + part.lines().findFirst());
            }
            DEFINITIONS.put(table.group(1), part);
        }
    }

    /** {@return the lines that a module begins with} */
    static String header() {
        return Parts.HEADER.toString();
    }

    /**
     * The instructions of a function, in place of a call, which would cost about as much as a short function and keep those
     * of neighbours apart.
     *
     * @param label    for labels to begin with
     * @param result   the register for the result
     * @param operands registers or constants
     * @return a block, or null if the function needs more than registers
     */
    static String inlined(String function, String label, String result, String... operands) {
        String part = Parts.DEFINITIONS.get(function);
        String body = part.substring(part.indexOf("{\n") + 2, part.lastIndexOf('}'));
        if (body.contains("call") || body.contains(".local") || body.indexOf("\tret;") != body.lastIndexOf("\tret;")) {
            return null;
        }
        // Registers of the block get names of their own, as its operands are registers too.
        String text = REGISTER.matcher(body).replaceAll("%x$1").replace("$L__BB", label + "_").replace("\tret;\n", "");
        for (int i = 0; i < operands.length; i++) {
            text = text.replaceFirst("ld\\.param\\.(\\w+)\\s+(%\\w+), \\[" + function + "_param_" + i + "];",
                    "mov.$1 $2, " + operands[i] + ";");
        }
        text = STORE.matcher(text).replaceFirst("mov.$1 " + result + ", $2;");
        return "    {  // " + function + "\n" + text + "    }\n";
    }

    /** {@return the text of these functions and of all that they use} */
    static String functions(Set<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        Set<String> needed = new LinkedHashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            String part = Parts.DEFINITIONS.get(name);
            if (part == null) {
                throw new CudaException(0, "functions.ptx has no function " + name);
            }
            if (needed.add(name)) {
                Matcher used = NAME.matcher(part);
                while (used.find()) {
                    if (Parts.DEFINITIONS.containsKey(used.group()) && !needed.contains(used.group())) {
                        open.push(used.group());
                    }
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> part : Parts.DECLARATIONS.entrySet()) {
            if (needed.contains(part.getKey())) {
                text.append(part.getValue());
            }
        }
        for (Map.Entry<String, String> part : Parts.DEFINITIONS.entrySet()) {
            if (needed.contains(part.getKey())) {
                text.append(part.getValue());
            }
        }
        return text.toString();
    }
}
