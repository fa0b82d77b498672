package jacobi.notebook.host;

import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The kernel's log, which goes to stderr, where a healthy start has nothing to say. */
final class KernelLog {
    /** How JJava calls the loggers of its threads, which tell when they begin and end. */
    private static final String THREADS = "Loop-";

    private KernelLog() {
    }

    /** Keeps all but warnings of the kernel's threads out of the log; for before they begin. */
    static void hush() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            Filter other = handler.getFilter();
            handler.setFilter(entry -> (entry.getLevel().intValue() >= Level.WARNING.intValue()
                    || entry.getLoggerName() == null || !entry.getLoggerName().startsWith(THREADS))
                    && (other == null || other.isLoggable(entry)));
        }
    }
}
