package jacobi.notebook.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.notebook.Displays;
import jacobi.notebook.cell.Hosts;
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
        try (InputStream in = Displays.class.getResourceAsStream("imports.jsh")) {
            eval(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void close() {
        shell.close();
        System.setOut(original);
        Hosts.host(null);
    }

    /** Runs code as typed at the prompt; gives the last value as text. */
    private String eval(String code) {
        String value = null;
        String rest = code;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            List<SnippetEvent> events = shell.eval(info.source());
            for (SnippetEvent event : events) {
                assertEquals(Snippet.Status.VALID, event.status(), () -> info.source() + shell.diagnostics(event.snippet()).toList());
                assertEquals(null, event.exception());
                value = event.value();
            }
            rest = info.remaining();
        }
        return value;
    }

    private String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Waits until nothing is left to do for the snippets that are over. */
    private static void settle() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("jacobi-watch")) {
                thread.join(PATIENCE_MILLIS);
            }
        }
    }

    @Test
    void everySnippetHasAChartInAFileThatIsToldAtOnce() throws Exception {
        for (int i = 1; i <= 2; i++) {
            eval("for (int i = 0; i < 60; i++) { log(\"loss\", 1.0 / (i + 1)); Thread.sleep(5); }");
            String text = printed();
            assertTrue(text.contains("chart-" + i + ".png"), text);
            settle();
            assertEquals(text, printed(), "nothing comes when the next snippet is being typed");
        }
        Matcher files = Pattern.compile("The chart is in (\\S+)").matcher(printed());
        for (int i = 0; i < 2; i++) {
            assertTrue(files.find());
            Path file = Path.of(files.group(1));
            assertEquals((byte) 'P', Files.readAllBytes(file)[1]);
            Files.delete(file);
        }
        assertTrue(!files.find(), "each file is told once");
    }

    @Test
    void aLongStatementPrintsALineFromTimeToTime() {
        eval("for (int i = 0; i < 100; i++) { log(\"loss\", 1.0 / (i + 1)); Thread.sleep(50); }");
        assertTrue(printed().contains("loss ") && printed().contains(" at step "), printed());
    }

    @Test
    void compareGivesATableWithFewDigits() throws Exception {
        eval("var t = compare(\"k\", new int[] {1, 3}, k -> log(\"loss\", 1.0 / k));");
        String text = printed();
        assertTrue(text.contains("loss (k=3) ▅ 0.3333 at step 1"), text);
        assertEquals(1, text.lines().filter(line -> line.contains("final loss")).count(), text);
        assertEquals("2", eval("t.rowCount()"));
        String table = eval("t.print()");
        assertTrue(table.contains(" 0.333 ") && !table.contains("0.3333"), table);
        settle();
        assertEquals(text, printed());
    }

    @Test
    void aLongLoopIsOneLineThatIsOverwrittenAndItsEndIsToldAtOnce() throws Exception {
        eval("{ var p = Progress.start(\"work\", 100); for (int i = 0; i < 100; i++) { log(\"loss\", i); p.step(i); "
                + "Thread.sleep(25); } p.finish(); }");
        String text = printed();
        assertTrue(text.contains("[#") && text.contains(" left"), text);
        assertEquals(1, text.lines().filter(line -> line.contains("work: 100 steps in ")).count());
        assertTrue(text.contains("99.000 at step 100"), text);
        eval("for (var b : Datasets.mnist().train().batches(10)) { Thread.sleep(4); if (b.index() == 700) break; }");
        text = printed();
        assertTrue(text.endsWith("\n"), "a loop that is left leaves no line open: " + text);
        settle();
        assertEquals(text, printed());
    }
}
