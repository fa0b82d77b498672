package jacobi.notebook.host;

import java.util.Map;
import java.util.function.Consumer;
import jdk.jshell.SnippetEvent;

/** Has a kernel show nothing of the stream that {@code System.out.printf} returns. */
final class StreamResults implements Consumer<SnippetEvent> {
    /** What both kernels take for no result. */
    private static final String NOTHING = "\"__NO_MAGIC_RETURN\"";

    /** The results that the kernel did not take yet, by the value of the snippet's event. */
    private final Map<String, Object> results;

    /** @param control what runs the classes of the kernel's snippets; null if this is not known */
    StreamResults(Object control) {
        results = Internals.results(control);
    }

    @Override
    public void accept(SnippetEvent event) {
        if (event.value() != null) {
            results.computeIfPresent(event.value(),
                    (key, value) -> value == System.out || value == System.err ? NOTHING : value);
        }
    }
}
