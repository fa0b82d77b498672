package jacobi.backend;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The buffers that a thread has made since some point, to be given back together before the collector finds them. Only
 * buffers in memory of a device's own take part.
 */
public final class Buffers {
    private static final ThreadLocal<Buffers> CURRENT = new ThreadLocal<>();

    private final Buffers outer;
    private final Thread thread = Thread.currentThread();
    private final Set<Buffer> made = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    private Buffers(Buffers outer) {
        this.outer = outer;
    }

    /** {@return a collection of what this thread makes from now on, within the one there is} */
    public static Buffers open() {
        Buffers buffers = new Buffers(CURRENT.get());
        CURRENT.set(buffers);
        return buffers;
    }

    /** Notes a new buffer. */
    static void add(Buffer buffer) {
        Buffers current = CURRENT.get();
        if (current != null) {
            current.made.add(buffer);
        }
    }

    /** {@return what some code makes for longer, and which therefore belongs to no collection} */
    public static <T> T outside(Supplier<T> code) {
        Buffers current = CURRENT.get();
        CURRENT.remove();
        try {
            return code.get();
        } finally {
            CURRENT.set(current);
        }
    }

    /** Takes a buffer out of all collections of this thread: it lives as long as somebody uses it. */
    public static void keepForGood(Buffer buffer) {
        for (Buffers each = CURRENT.get(); each != null; each = each.outer) {
            each.made.remove(buffer);
        }
    }

    /** Takes a buffer out of this collection and puts it into the one around it, if there is one. */
    public void keep(Buffer buffer) {
        if (made.remove(buffer) && outer != null) {
            outer.made.add(buffer);
        }
    }

    /**
     * Gives all back.
     *
     * @throws IllegalStateException if another thread opened it, or one within it is still open
     */
    public void close() {
        if (closed) {
            return;
        }
        if (Thread.currentThread() != thread || CURRENT.get() != this) {
            throw new IllegalStateException("a scope is closed by the thread that opened it, the innermost one first; use "
                    + "try (var scope = Scope.open()) { ... }");
        }
        closed = true;
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        made.forEach(Buffer::release);
        made.clear();
    }
}
