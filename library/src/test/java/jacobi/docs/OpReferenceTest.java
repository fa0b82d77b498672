package jacobi.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.Tensor;
import jacobi.Tensors;
import jacobi.expr.Expr;
import jacobi.expr.Var;
import jacobi.ops.Elementwise;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

/**
 * docs/ops.md is made from the declarations: what each op does from its Javadoc, its formula and derivative from the formula
 * itself, and an example that is run. This test makes it again and compares; {@code -Djacobi.docs=write} writes it.
 */
class OpReferenceTest {
    private static final Path SOURCES = Path.of("src/main/java/jacobi");
    private static final Path PAGE = Path.of("../docs/ops.md");
    private static final Pattern SIGNATURE = Pattern.compile("(\\w+)\\(([^)]*)\\)");

    /** How an argument of each type looks in an example without one of its own. */
    private static final Map<String, String> ARGUMENTS = Map.of("double", "2", "int", "0", "boolean", "true",
            "Tensor", "tensor(4, 5, 6)", "int[]", "new int[] {0}", "Shape", "Shape.of(3)", "DType", "DType.INT64");

    @Test
    void thePageIsThatOfTheDeclarations() throws Exception {
        String page = page();
        if ("write".equals(System.getProperty("jacobi.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.exists(PAGE) ? Files.readString(PAGE) : "",
                "docs/ops.md is out of date: mvn -pl library test -Dtest=OpReferenceTest -Djacobi.docs=write");
    }

    private static String page() throws Exception {
        StringBuilder out = new StringBuilder("""
                # The ops

                Everything that can be done with a tensor, family by family, and the functions of `Tensors`. Names and meanings
                are PyTorch's where it has them. Elementwise ops show their formula and its derivatives. The examples are run
                when this page is made, and what stands below them is what they print.

                """);
        Map<String, String> examples = examples();
        List<String> problems = new ArrayList<>();
        Set<String> unused = new TreeSet<>(examples.keySet());
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            run(shell, "import jacobi.*;");
            run(shell, "import jacobi.ops.*;");
            run(shell, "import java.util.*;");
            run(shell, "import static jacobi.Tensors.*;");
            List<Class<?>> families = Arrays.stream(Tensor.class.getInterfaces())
                    .sorted(Comparator.comparing(Class::getSimpleName)).collect(Collectors.toList());
            int count = 0;
            for (Class<?> family : families) {
                out.append("- [").append(family.getSimpleName()).append("](#").append(family.getSimpleName().toLowerCase())
                        .append("): ").append(firstSentence(typeComment(family))).append('\n');
            }
            out.append("- [Tensors](#tensors): ").append(firstSentence(typeComment(Tensors.class))).append("\n");
            families.add(Tensors.class);
            for (Class<?> family : families) {
                out.append("\n## ").append(family.getSimpleName()).append("\n");
                String source = allSources(family);
                Map<String, Elementwise> formulas = formulas(family);
                for (Map.Entry<String, List<String>> op : methods(family, source).entrySet()) {
                    count++;
                    out.append("\n### ").append(op.getKey()).append("\n\n");
                    for (String signature : op.getValue()) {
                        out.append("`").append(signature).append("` ").append(comment(source, signature)).append("\n\n");
                    }
                    Elementwise formula = formulas.get(op.getKey());
                    if (formula != null) {
                        out.append(math(formula)).append("\n\n");
                    }
                    try {
                        String given = examples.containsKey(op.getKey()) ? op.getKey()
                                : family.getSimpleName() + "." + op.getKey();
                        unused.remove(given);
                        String example = examples.containsKey(given) ? examples.get(given)
                                : (family == Tensors.class ? "" : "tensor(0.5, 1, 2).") + call(op.getValue().getFirst());
                        out.append("```java\n").append(example).append("\n```\n```\n")
                                .append(run(shell, example)).append("\n```\n");
                    } catch (AssertionError e) {
                        problems.add(e.getMessage());
                    }
                }
            }
            unused.forEach(name -> problems.add("examples.txt: there is no method " + name));
            assertEquals("", String.join("\n", problems));
        }
        return out.toString();
    }

    /** Examples of ops whose arguments cannot be guessed: a name, a colon, code. */
    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/jacobi/examples.txt"))) {
            int colon = line.indexOf(": ");
            if (colon > 0 && !line.startsWith("#")) {
                examples.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        return examples;
    }

    private static String call(String signature) {
        Matcher matcher = SIGNATURE.matcher(signature);
        if (!matcher.matches()) {
            throw new AssertionError(signature);
        }
        String arguments = matcher.group(2).isEmpty() ? "" : Arrays.stream(matcher.group(2).split(", "))
                .map(parameter -> {
                    String type = parameter.split(" ")[0].replace("...", "[]");
                    if (!ARGUMENTS.containsKey(type)) {
                        throw new AssertionError(signature + " needs a line in examples.txt: no example of a " + type);
                    }
                    return ARGUMENTS.get(type);
                }).collect(Collectors.joining(", "));
        return matcher.group(1) + "(" + arguments + ")";
    }

    private static String run(JShell shell, String code) {
        List<SnippetEvent> events = shell.eval(code);
        for (SnippetEvent event : events) {
            if (event.exception() != null) {
                throw new AssertionError("example " + code + ": " + event.exception().getMessage(), event.exception());
            }
            if (event.status() == jdk.jshell.Snippet.Status.REJECTED) {
                throw new AssertionError("example " + code + ": " + shell.diagnostics(event.snippet())
                        .map(d -> d.getMessage(java.util.Locale.ROOT)).collect(Collectors.joining("; ")));
            }
        }
        String value = events.isEmpty() ? null : events.getLast().value();
        return value == null ? "" : value;
    }

    private static String source(Class<?> type) throws IOException {
        String path = type.getName().substring("jacobi.".length()).replace('.', '/') + ".java";
        return Files.readString(SOURCES.resolve(path));
    }

    /** The source of a type after those of the classes whose methods it inherits. */
    private static String allSources(Class<?> type) throws IOException {
        Class<?> parent = type.getSuperclass();
        return (parent == null || parent == Object.class ? "" : allSources(parent)) + source(type);
    }

    private static String typeComment(Class<?> type) throws IOException {
        String source = source(type);
        int end = source.indexOf("*/\npublic ");
        return clean(source.substring(source.lastIndexOf("/**", end) + 3, end));
    }

    /** The methods in the order of the source, overloads together. */
    private static Map<String, List<String>> methods(Class<?> family, String source) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        Pattern declaration = Pattern.compile("\n    (?:default|public static(?: synchronized)?)(?: <\\w+>)? [\\w.<>\\[\\]]+ "
                + "(\\w+)\\(([^)]*)\\)");
        Matcher matcher = declaration.matcher(source);
        while (matcher.find()) {
            String signature = matcher.group(1) + "(" + matcher.group(2).replaceAll("\\s+", " ") + ")";
            methods.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(signature);
        }
        long expected = Arrays.stream(family.isInterface() ? family.getDeclaredMethods() : family.getMethods()).filter(m -> Modifier.isPublic(m.getModifiers())
                && !m.isSynthetic() && (m.isDefault() || Modifier.isStatic(m.getModifiers()))).map(Method::getName).distinct()
                .count();
        assertEquals(expected, methods.size(), "methods found in the source of " + family);
        return methods;
    }

    private static String comment(String source, String signature) {
        String name = signature.substring(0, signature.indexOf('('));
        String parameters = signature.substring(signature.indexOf('('));
        Pattern declaration = Pattern.compile("\n    (?:default|public static(?: synchronized)?)(?: <\\w+>)? [\\w.<>\\[\\]]+ "
                + Pattern.quote(name) + Arrays.stream(parameters.split(" ")).map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
        Matcher matcher = declaration.matcher(source);
        if (!matcher.find()) {
            throw new AssertionError(signature);
        }
        String before = source.substring(0, matcher.start());
        int end = before.lastIndexOf("*/");
        if (end < 0 || !before.substring(end + 2).isBlank()) {
            throw new AssertionError(signature + " has no Javadoc");
        }
        return clean(before.substring(before.lastIndexOf("/**", end) + 3, end));
    }

    /** A comment as a paragraph of Markdown: without examples and tags. */
    private static String clean(String javadoc) {
        String text = javadoc.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("(?s)\\{@snippet.*?\n\\s*\\}\\s*\n", "")
                .replaceAll("(?s)<pre>.*?</pre>", "").replaceAll("(?s)\n\\s*@(param|return|throws|see).*", "");
        StringBuilder out = new StringBuilder();
        int depth = 0;
        // {@return x} y becomes "Returns x. y"; {@code x} becomes `x`; {@link A#b} becomes `b`.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("{@return ", i)) {
                int close = matching(text, i);
                String inner = clean(text.substring(i + 9, close));
                boolean symbol = inner.length() < 2 || !Character.isLetter(inner.charAt(1));
                out.append(symbol ? inner : Character.toUpperCase(inner.charAt(0)) + inner.substring(1)).append('.');
                i = close;
            } else if (text.startsWith("{@", i)) {
                int close = matching(text, i);
                String inner = text.substring(text.indexOf(' ', i) + 1, close);
                boolean link = text.startsWith("{@link", i);
                out.append('`').append(link ? inner.replaceAll("(?s)\\(.*", "").replaceAll(".*[#]", "") : inner).append('`');
                i = close;
            } else {
                out.append(c);
            }
        }
        return out.toString().replace("<p>", "").replace("&lt;", "<").replaceAll("\\s+", " ").strip();
    }

    private static int matching(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new AssertionError("unclosed tag in " + text);
    }

    private static String firstSentence(String text) {
        Matcher end = Pattern.compile("[.:;](\\s|$)").matcher(text);
        return end.find() ? text.substring(0, end.start()) + "." : text;
    }

    /** The formula constants of a family by the names of their ops. */
    private static Map<String, Elementwise> formulas(Class<?> family) throws IllegalAccessException {
        Map<String, Elementwise> formulas = new LinkedHashMap<>();
        for (Field field : family.getDeclaredFields()) {
            if (field.getType() == Elementwise.class && Modifier.isPublic(field.getModifiers())) {
                Elementwise op = (Elementwise) field.get(null);
                formulas.put(op.name(), op);
            }
        }
        return formulas;
    }

    private static String math(Elementwise op) {
        Expr formula = op.formula();
        List<Var> inputs = formula.subexpressions().stream().filter(Var.class::isInstance).map(Var.class::cast)
                .sorted(Comparator.comparingInt(Var::index)).toList();
        String derivatives = inputs.stream().map(v -> "$\\frac{\\partial}{\\partial " + v.name() + "} = "
                + formula.derivative(v).textbook().latex() + "$").collect(Collectors.joining(", "));
        String names = IntStream.range(0, op.arity()).mapToObj(i -> i < inputs.size() ? inputs.get(i).name() : "")
                .filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
        return "$f(" + names + ") = " + formula.latex() + "$" + (derivatives.isEmpty() ? "" : ", with " + derivatives);
    }
}
