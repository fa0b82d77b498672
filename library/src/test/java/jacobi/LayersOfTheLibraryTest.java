package jacobi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code uses only its own layer and those below. ARCHITECTURE.md draws them. */
class LayersOfTheLibraryTest {
    private static final Path SOURCES = Path.of("src/main/java");
    /** From the ground up; a name is a package or a class. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("jacobi.expr"),
            List.of("jacobi.DType", "jacobi.Shape", "jacobi.Rng", "jacobi.random",
                    "jacobi.Interruption", "jacobi.Hints", "jacobi.OperationInterruptedException"),
            List.of("jacobi.backend"),
            List.of("jacobi.backend.cpu", "jacobi.backend.cuda"),
            // One layer: a tensor has ops, and gradients are written in the ops of tensors.
            List.of("jacobi.Device", "jacobi.CapturedStep", "jacobi.Scope", "jacobi.Tensor", "jacobi.Tensors", "jacobi.TensorFactories", "jacobi.RandomTensors",
                    "jacobi.TensorFormat", "jacobi.ops", "jacobi.autograd"),
            List.of("jacobi.nn", "jacobi.optim", "jacobi.data"));
    private static final Pattern NAME = Pattern.compile("\\bjacobi(?:\\.[a-z]\\w*)*(?:\\.[A-Z]\\w*)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static int layer(String type) {
        String packageName = type.substring(0, type.lastIndexOf('.'));
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(type) || LAYERS.get(i).contains(packageName)) {
                return i;
            }
        }
        throw new AssertionError(type + " belongs to no layer: name it here");
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")
                    && !path.endsWith("package-info.java")).toList()) {
                String type = SOURCES.relativize(file).toString().replace(java.io.File.separatorChar, '.');
                sources.put(type.substring(0, type.length() - ".java".length()),
                        COMMENT.matcher(Files.readString(file)).replaceAll(" "));
            }
        }
        return sources;
    }

    @Test
    void importsPointDownwards() throws IOException {
        Map<String, String> sources = sources();
        assertTrue(sources.size() > 50, "the sources are found");
        List<String> upwards = new ArrayList<>();
        sources.forEach((type, code) -> {
            List<String> used = new ArrayList<>();
            Matcher names = NAME.matcher(code);
            while (names.find()) {
                used.add(names.group());
            }
            // Classes of the same package need no import.
            String packageName = type.substring(0, type.lastIndexOf('.'));
            for (String other : sources.keySet()) {
                if (other.startsWith(packageName + ".") && other.lastIndexOf('.') == packageName.length()
                        && Pattern.compile("\\b" + other.substring(packageName.length() + 1) + "\\b").matcher(code).find()) {
                    used.add(other);
                }
            }
            for (String name : used) {
                if (sources.containsKey(name) && layer(name) > layer(type)) {
                    upwards.add(type + " uses " + name);
                }
            }
        });
        assertEquals(List.of(), upwards);
    }
}
