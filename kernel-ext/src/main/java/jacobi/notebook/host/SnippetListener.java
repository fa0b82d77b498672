package jacobi.notebook.host;

import jacobi.notebook.cell.Host;
import jacobi.notebook.cell.Hosts;
import jacobi.notebook.runs.LiveChart;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** Looks at each snippet that a kernel has run, before the kernel takes its result or formats its failure. */
final class SnippetListener implements Consumer<SnippetEvent> {
    /** How long after the first snippet of a cell the first chart is prepared, so that the first result comes first. */
    private static final int WARM_UP_MILLIS = 300;

    private final Host host;
    private final Supplier<String> code;
    private final CellTrace trace;
    private final AtomicBoolean warm = new AtomicBoolean();

    /** @param code gives the cell that runs now, as it was written; null if this is not known */
    SnippetListener(Host host, Supplier<String> code, CellTrace trace) {
        this.host = host;
        this.code = code;
        this.trace = trace;
    }

    @Override
    public void accept(SnippetEvent event) {
        Object cell = host.cell();
        if (cell == null || Frames.answers(event.exception())) {
            return;
        }
        boolean ran = event.status() != Snippet.Status.OVERWRITTEN && event.status() != Snippet.Status.DROPPED;
        if (ran && event.causeSnippet() == null) {
            trace.add(event.snippet().id(), event.snippet().source(), cell, code.get());
            if (event.exception() != null) {
                trace.failed(event.exception());
                Hosts.cellEnded(CellErrors.ending(event.exception()));
            }
        }
        if (warm.compareAndSet(false, true)) {
            LiveChart.warmUp(WARM_UP_MILLIS);
        }
    }
}
