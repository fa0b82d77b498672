package jacobi.notebook.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunningTest {
    private Object cell = "cell 1";
    private String sent;
    private final Running running = new Running(() -> cell, () -> sent);

    private boolean stops(boolean ended) {
        CompletableFuture<Object> snippet = ended ? CompletableFuture.completedFuture(1) : new CompletableFuture<>();
        String key = String.valueOf(System.identityHashCode(snippet));
        running.put(key, snippet);
        running.remove(key, snippet);
        return snippet.isCancelled();
    }

    private void interrupt() {
        running.forEach((key, snippet) -> snippet.cancel(true));
    }

    @Test
    void interruptStopsTheSnippetThatRunsAndNoOther() {
        CompletableFuture<Object> snippet = new CompletableFuture<>();
        running.put("a", snippet);
        interrupt();
        running.remove("a", snippet);
        assertEquals(true, snippet.isCancelled());
        assertEquals(false, stops(false));
    }

    @Test
    void interruptBetweenSnippetsStopsTheNextOneThatHasNotEnded() {
        assertEquals(false, stops(false));
        interrupt();
        assertEquals(false, stops(true));
        assertEquals(true, stops(false));
        assertEquals(false, stops(false));
    }

    @Test
    void interruptIsForgottenWithItsCell() {
        interrupt();
        cell = "cell 2";
        assertEquals(false, stops(false));
        cell = "cell 1";
        assertEquals(false, stops(false));
    }

    @Test
    void interruptBetweenCellsStopsTheNextOneIfItWasSentBefore() {
        cell = null;
        sent = Instant.now().minusMillis(500).toString();
        interrupt();
        cell = "cell 2";
        assertEquals(true, stops(false));
        assertEquals(false, stops(false));
    }

    @Test
    void interruptBetweenCellsLeavesThoseThatAreSentLaterOrNobodyKnowsWhen() {
        for (String when : new String[] {Instant.now().plusSeconds(5).toString(), null, "", "noon"}) {
            cell = null;
            interrupt();
            sent = when;
            cell = "cell 2";
            assertEquals(false, stops(false), when);
        }
    }
}
