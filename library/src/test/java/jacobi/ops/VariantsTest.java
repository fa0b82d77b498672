package jacobi.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jacobi.DType;
import jacobi.Tensor;
import jacobi.ops.Variants.Reason;
import jacobi.ops.Variants.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The variants of the rows give what PyTorch gives, or refuse what it refuses; differences stand in differences.txt. */
class VariantsTest {
    private static final Map<String, String> GOLDEN = read();

    /** With this instead of a result, PyTorch is not asked: its own depends on what it finds in memory, or never comes. */
    private static final String UNDEFINED = "undefined";

    private static final String GRADIENT = "gradient";

    /** What every method is held to; broadcasting, and NaN in the other inputs, where there are several. */
    private static final List<String> COLUMNS = List.of("NaN", "infinite", "zeros", "large and small", "no elements",
            "one number", GRADIENT);

    private static final Set<Class<?>> TEACHING = Set.of(IllegalArgumentException.class, IndexOutOfBoundsException.class,
            IllegalStateException.class, ArithmeticException.class);

    /** Where no element has to do with another: small numbers have as many right digits as large ones. */
    private static final Set<String> ELEMENTWISE = Set.of("Arithmetic", "Functions", "Trigonometry", "Rounding",
            "SpecialFunctions", "Activations", "Comparisons", "Logic", "Shaping", "Slicing", "Arranging", "Indexing", "Masking");

    private static final Set<String> NAMES = OpTableTest.methods().stream()
            .map(name -> name.replaceAll("\\(.*|Tensors\\.", "")).collect(Collectors.toSet());

    private static Map<String, String> read() {
        try (InputStream in = VariantsTest.class.getResourceAsStream("/jacobi/golden/variants.txt")) {
            Map<String, String> golden = new HashMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split("\\|", 4);
                golden.put(parts[0] + "|" + parts[1] + "|" + parts[2], parts[3]);
            }
            return golden;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<OpRow> examples() {
        return Variants.examples().stream().filter(row -> row.toString().matches(OpTableTest.ONLY));
    }

    /** What is different from PyTorch's result, or null. */
    private static String difference(Variant variant, DType type) {
        String golden = GOLDEN.get(variant.key() + "|FLOAT64");
        if (golden == null) {
            return "there is no golden value: see golden/README.md";
        }
        golden = type == DType.FLOAT32 ? GOLDEN.getOrDefault(variant.key() + "|FLOAT32", golden) : golden;
        Tensor y;
        try {
            y = apply(variant, type);
        } catch (RuntimeException e) {
            return golden.equals(UNDEFINED) || golden.equals("error") ? null : "it is refused: " + e.getMessage();
        }
        if (golden.equals(UNDEFINED)) {
            return null;
        }
        if (golden.equals("error")) {
            return "PyTorch refuses it; here it is of shape " + y.shape();
        }
        String[] parts = golden.split("\\|", -1);
        String shape = "[" + parts[0].replace(" ", ", ") + "]";
        if (!shape.equals(y.shape().toString())) {
            return "the shape is " + y.shape() + " instead of " + shape;
        }
        double[] expected = parts[1].isEmpty() ? new double[0]
                : Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[] actual = y.toDoubles();
        boolean spread = variant.name().equals("large and small");
        double scale = spread && ELEMENTWISE.contains(variant.row().family()) ? 0
                : spread ? Arrays.stream(expected).map(Math::abs).filter(Double::isFinite).max().orElse(1) : 1;
        for (int i = 0; i < expected.length; i++) {
            double tolerance = (type == DType.FLOAT32 ? 5e-6 : 1e-9) * Math.max(scale, Math.abs(expected[i]));
            if (Double.compare(expected[i], actual[i]) != 0 && !(Math.abs(expected[i] - actual[i]) <= tolerance
                    && Double.isFinite(expected[i]))) {
                return "element " + i + " is " + actual[i] + " instead of " + expected[i];
            }
        }
        return null;
    }

    /** The op, which may refuse, but only in a sentence that begins with its name. */
    private static Tensor apply(Variant variant, DType type) {
        Tensor[] inputs = Arrays.stream(variant.inputs()).map(x -> x.dtype().isFloating() ? x.to(type) : x)
                .toArray(Tensor[]::new);
        try {
            return variant.row().call().apply(inputs);
        } catch (RuntimeException e) {
            if (cameUpInOp(e)) {
                String message = String.valueOf(e.getMessage());
                assertTrue(TEACHING.contains(e.getClass()) && NAMES.contains(message.replaceAll(":.*", "")),
                        () -> variant + ": not a sentence that begins with the op's name: " + e);
            }
            throw e;
        }
    }

    /** Whether it came up inside the op, and not in what the row does with its result. */
    private static boolean cameUpInOp(RuntimeException e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("jacobi.")) {
                return !frame.getClassName().matches(".*(Rows|OpTable).*");
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void givesWhatPyTorchGives(OpRow row) {
        List<String> wrong = new ArrayList<>();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (Variant variant : Variants.of(row)) {
                wrong.addAll(wrong(variant));
            }
        }, () -> row + " does not come to an end");
        assertEquals(List.of(), wrong);
    }

    private static List<String> wrong(Variant variant) {
        List<Reason> reasons = Variants.reasons().stream().filter(r -> r.method().equals(variant.row().method())
                && (r.variant().equals("*") || r.variant().equals(variant.name()))).toList();
        if (reasons.stream().anyMatch(r -> r.variant().equals("*"))) {
            assertFalse(GOLDEN.containsKey(variant.key() + "|FLOAT64"), "PyTorch has it after all");
            try {
                assertNotNull(apply(variant, DType.FLOAT64));
            } catch (RuntimeException e) {
                // It may be refused; apply holds it to how that is said.
            }
            return List.of();
        }
        String wide = difference(variant, DType.FLOAT64);
        String narrow = difference(variant, DType.FLOAT32);
        if (wide == null && narrow == null) {
            return reasons.isEmpty() ? List.of()
                    : List.of("it does not differ; take it out of differences.txt: " + reasons.getFirst());
        }
        return reasons.isEmpty() ? List.of(variant + ": float64: " + wide + "; float32: " + narrow + "\n") : List.of();
    }

    /** What a method has to have, and has not: variants, and a row with gradients. */
    private static Set<String> missing() {
        Map<String, Set<String>> has = new HashMap<>();
        for (Variant variant : Variants.all()) {
            has.computeIfAbsent(variant.row().method(), name -> new TreeSet<>()).add(variant.name());
        }
        for (OpRow row : OpTable.rows()) {
            if (row.isSmooth()) {
                has.computeIfAbsent(row.method(), name -> new TreeSet<>()).add(GRADIENT);
            }
        }
        Set<String> missing = new TreeSet<>();
        for (OpRow row : Variants.examples()) {
            Tensor[] inputs = row.make(1);
            for (String column : inputs.length == 0 ? List.<String>of() : COLUMNS) {
                boolean whole = column.equals(GRADIENT) && !row.call().apply(inputs).dtype().isFloating();
                if (!whole && !has.getOrDefault(row.method(), Set.of()).contains(column)) {
                    missing.add(row.method() + "|" + column);
                }
            }
        }
        return missing;
    }

    /** Every method that takes tensors has every column, or a line says why not. */
    @Test
    void everyMethodHasEveryColumn() {
        Set<String> missing = missing();
        for (Reason reason : Variants.reasons()) {
            missing.remove(reason.method() + "|" + reason.variant());
        }
        assertEquals(Set.of(), missing);
    }

    /** A reason is about a method and a variant of it, or a column that it lacks. */
    @Test
    void reasonsAreAboutSomething() {
        Set<String> there = missing();
        for (Variant variant : Variants.all()) {
            there.add(variant.row().method() + "|*");
            there.add(variant.row().method() + "|" + variant.name());
        }
        for (Reason reason : Variants.reasons()) {
            assertTrue(there.contains(reason.method() + "|" + reason.variant()), reason.toString());
        }
    }
}
