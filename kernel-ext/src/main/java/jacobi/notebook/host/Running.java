package jacobi.notebook.host;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The snippets that a kernel runs, which it goes through to stop them. It finds none while it compiles one; so an
 * interrupt that comes then stops the snippet of the same cell that runs next. One that comes between two cells stops
 * the next cell, if that had been sent before.
 */
final class Running extends ConcurrentHashMap<String, Future<Object>> {
    private static final long serialVersionUID = 1;

    /** How long a cell that was sent may take to its first snippet; a browser's clock may be another. */
    private static final Duration BEGINNING = Duration.ofSeconds(1);

    private final transient Supplier<Object> cell;
    private final transient Supplier<String> sent;

    private transient Object stopped;
    private transient Instant stoppedBefore;

    Running(Supplier<Object> cell, Supplier<String> sent) {
        this.cell = cell;
        this.sent = sent;
    }

    /**
     * Has a kernel's execution control keep its snippets so.
     *
     * @param cell gives what stands for the cell that runs now; null for none
     * @param sent gives when the cell that runs now was sent, as its message says; null if this is not known
     */
    static void keep(Object control, Supplier<Object> cell, Supplier<String> sent) {
        if (control != null) {
            Internals.replace(control, "running", new Running(cell, sent));
        }
    }

    @Override
    public synchronized void forEach(BiConsumer<? super String, ? super Future<Object>> stop) {
        boolean[] done = {false};
        super.forEach((key, snippet) -> {
            stop.accept(key, snippet);
            done[0] |= snippet.isCancelled();
        });
        stopped = done[0] ? null : cell.get();
        stoppedBefore = done[0] || stopped != null ? null : Instant.now();
    }

    @Override
    public synchronized Future<Object> put(String key, Future<Object> snippet) {
        Future<Object> before = super.put(key, snippet);
        if (stoppedBefore != null) {
            stopped = wasSent() ? cell.get() : null;
            stoppedBefore = null;
        }
        if (stopped != null && (stopped != cell.get() || snippet.cancel(true))) {    // some have ended
            stopped = null;
        }
        return before;
    }

    /** Whether the cell that begins now had been sent when the interrupt came. */
    private boolean wasSent() {
        try {
            String time = sent.get();
            return time != null && OffsetDateTime.parse(time).toInstant().isBefore(stoppedBefore)
                    && stoppedBefore.plus(BEGINNING).isAfter(Instant.now());
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
