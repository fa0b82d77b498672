package jacobi.notebook.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.notebook.Hosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jacobi in a real JShell that runs its snippets in this process. */
class JShellHostTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream original = System.out;
    private JShell shell;

    @BeforeEach
    void open() throws IOException {
        Hosts.host(null);
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        try (InputStream in = Hosts.class.getResourceAsStream("imports.jsh")) {
            eval(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void close() {
        shell.close();
        System.setOut(original);
        Hosts.host(null);
    }

    private void eval(String code) {
        String rest = code;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            List<SnippetEvent> events = shell.eval(info.source());
            for (SnippetEvent event : events) {
                assertEquals(Snippet.Status.VALID, event.status(), () -> info.source() + shell.diagnostics(event.snippet()).toList());
                assertEquals(null, event.exception());
            }
            rest = info.remaining();
        }
    }

    private String outputWith(String part) throws InterruptedException {
        for (int i = 0; i < PATIENCE_MILLIS / 20; i++) {
            String text = output.toString(StandardCharsets.UTF_8);
            if (text.contains(part)) {
                return text;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no " + part + " in " + output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everySnippetHasAChartOfItsOwnAsTextAndAsAFile() throws Exception {
        eval("for (int i = 0; i < 60; i++) { log(\"loss\", 1.0 / (i + 1)); Thread.sleep(5); }");
        outputWith("0.0167 at step 60, from 1.000");
        outputWith("chart-1.png");
        eval("log(\"loss\", 7)");
        outputWith("7.000 at step 1");
        String text = outputWith("chart-2.png");
        Matcher files = Pattern.compile("The chart is in (\\S+)").matcher(text);
        for (int i = 0; i < 2; i++) {
            assertTrue(files.find());
            Path file = Path.of(files.group(1));
            assertEquals((byte) 'P', Files.readAllBytes(file)[1]);
            Files.delete(file);
        }
        assertTrue(!files.find(), "each file is told once");
    }

    @Test
    void compareGivesATableToRead() throws Exception {
        eval("var t = compare(\"k\", new int[] {1, 2}, k -> log(\"loss\", 1.0 / k));");
        String text = outputWith("final loss");
        assertTrue(text.contains("loss (k=2) ▅ 0.5000 at step 1"), text);
        eval("if (t.rowCount() != 2) throw new IllegalStateException();");
    }

    @Test
    void aLongLoopIsOneLineThatIsOverwritten() throws Exception {
        eval("{ var p = Progress.start(\"work\", 100); for (int i = 0; i < 100; i++) { p.step(i); Thread.sleep(25); } p.finish(); }");
        String text = outputWith("work: 100 steps in ");
        assertTrue(text.contains("\r[") && text.contains(" left"), text);
        assertEquals(1, text.lines().filter(line -> line.contains("100 steps")).count());
        eval("for (var b : Datasets.mnist().train().batches(10)) { Thread.sleep(4); if (b.index() == 700) break; }");
        outputWith("stopped at 7");
    }
}
