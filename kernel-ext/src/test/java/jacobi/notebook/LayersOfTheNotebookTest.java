package jacobi.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package uses only those in the layers below its own, hence there are no cycles. ARCHITECTURE.md draws them. */
class LayersOfTheNotebookTest {
    private static final Path SOURCES = Path.of("src/main/java");
    /** From the ground up; packages of one layer know nothing of each other. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("jacobi.notebook.display"),
            List.of("jacobi.notebook.picture", "jacobi.notebook.cell"),
            List.of("jacobi.notebook.chart", "jacobi.notebook.graph", "jacobi.notebook.measure", "jacobi.notebook.view"),
            List.of("jacobi.notebook.runs"),
            List.of("jacobi.notebook"),
            List.of("jacobi.notebook.magic"),
            List.of("jacobi.notebook.host"));
    private static final Pattern NAME = Pattern.compile("\\b(jacobi\\.notebook(?:\\.[a-z]\\w*)*)\\.[A-Z]");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static int layer(String name) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(name)) {
                return i;
            }
        }
        throw new AssertionError(name + " belongs to no layer: name it here");
    }

    @Test
    void importsPointDownwards() throws IOException {
        Set<String> found = new TreeSet<>();
        Set<String> upwards = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String own = SOURCES.relativize(file.getParent()).toString().replace(File.separatorChar, '.');
                found.add(own);
                Matcher names = NAME.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(" "));
                while (names.find()) {
                    String used = names.group(1);
                    if (!used.equals(own) && layer(used) >= layer(own)) {
                        upwards.add(file.getFileName() + " of " + own + " uses " + used);
                    }
                }
            }
        }
        assertTrue(found.size() > 8, "the sources are found");
        found.forEach(LayersOfTheNotebookTest::layer);
        assertEquals(Set.of(), upwards);
    }
}
