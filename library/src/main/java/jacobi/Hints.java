package jacobi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Advice about code that works but is probably not what was meant. Each hint is given once. A notebook shows hints below
 * the cell; elsewhere they go to the log of {@code jacobi}.
 */
public final class Hints {
    private static final Set<String> GIVEN = ConcurrentHashMap.newKeySet();
    private static volatile Consumer<String> listener = Hints::log;

    private Hints() {
    }

    /** Sends hints to a listener from now on; null for the log. */
    public static void listen(Consumer<String> newListener) {
        listener = newListener == null ? Hints::log : newListener;
    }

    /** Gives a hint, unless it has been given already. */
    public static void give(String hint) {
        if (GIVEN.add(hint)) {
            listener.accept(hint);
        }
    }

    /** Forgets which hints were given, so that each can be given again. */
    public static void reset() {
        GIVEN.clear();
    }

    private static void log(String hint) {
        System.getLogger("jacobi").log(System.Logger.Level.INFO, hint);
    }
}
