package jacobi.notebook.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final int KEPT = 20;
    private static final int RESTART = 40;
    /** Enough for a few rounds of letting go. */
    private static final int MANY = 80;
    /** Snippets that may be left then. */
    private static final int MOST = 70;

    private final JShell shell = JShell.builder().executionEngine(new LocalExecutionControlProvider(), null).build();
    private String cell = "";

    LeftoversTest() {
        shell.onSnippetEvent(new Leftovers(shell, () -> cell, KEPT, RESTART));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    /** The value of the last snippet. */
    private String run(String code) {
        cell = code;
        String value = null;
        String rest = code;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            for (SnippetEvent event : shell.eval(info.source())) {
                assertTrue(event.exception() == null, () -> code + ": " + event.exception());
                value = event.causeSnippet() == null && event.status().isActive() ? event.value() : value;
            }
            rest = info.remaining();
        }
        return value;
    }

    @Test
    void snippetsThatAreOverAreLetGoAndDeclarationsStay() {
        run("int sum = 0; int twice(int x) { return 2 * x; } class Box { int held = 3; }");
        for (int i = 0; i < MANY; i++) {
            run("sum += 1;");
            run("if (sum < 0) { Runnable r = new Runnable() { public void run() { } }; }");
        }
        assertTrue(shell.snippets().count() < MOST, () -> shell.snippets().count() + " snippets");
        assertEquals(String.valueOf(2 * MANY + 3), run("twice(sum) + new Box().held"));
    }

    @Test
    void namesCanBeDeclaredAgainAndAgain() {
        for (int i = 0; i < MANY; i++) {
            run("var x = " + (i % 2 == 0 ? "1" : "\"a\"") + "; int f(int y) { return y + " + i % 3 + "; }");
        }
        assertEquals("\"a" + (MANY - 1) % 3 + "\"", run("x + f(0)"));
        assertTrue(shell.snippets().count() < MOST, () -> shell.snippets().count() + " snippets");
    }

    @Test
    void theResultOfACellTakesThePlaceOfTheOneBefore() {
        run("import java.lang.ref.*; var values = new java.util.ArrayList<WeakReference<Object>>();");
        run("Object made() { Object o = new int[10]; values.add(new WeakReference<>(o)); return o; }");
        for (int i = 0; i < 20; i++) {
            run("made()");
        }
        run("made() ");
        run("for (int i = 0; i < 4; i++) System.gc();");
        assertEquals("2", run("(int) values.stream().filter(v -> v.get() != null).count()"));
        List<String> results = shell.variables().filter(v -> v.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .map(v -> v.source().strip()).collect(Collectors.toList());
        assertEquals(2, results.stream().filter("made()"::equals).count(), results::toString);
    }

    @Test
    void theCompilerStartsAnewUnnoticed() {
        run("record Pair(int a, int b) { } var pair = new Pair(1, 2);");
        for (int i = 0; i < 3 * RESTART; i++) {
            cell = "loop";
            shell.eval(i % 2 == 0 ? "pair = new Pair(pair.b(), pair.a());" : "int n" + i % 10 + " = pair.a();");
        }
        assertEquals("3", run("pair.a() + pair.b()"));
    }

    @Test
    void aSnippetThatFailsAndOneThatDoesNotCompileAreLetGoToo() {
        for (int i = 0; i < MANY; i++) {
            shell.eval("throw new RuntimeException();");
            shell.eval("int bad = nothing();");
            shell.eval("bad +;");
        }
        assertTrue(shell.snippets().count() < MOST, () -> shell.snippets().count() + " snippets");
        assertEquals("5", run("int bad = 5;"));
    }
}
