package jacobi.autograd;

import java.util.function.Supplier;

/** Whether the current thread records what it computes. */
public final class GradMode {
    private static final ThreadLocal<GradMode> CURRENT = ThreadLocal.withInitial(GradMode::new);

    boolean enabled = true;
    /** Whether an op is at work, so that what it applies is a part of it. */
    boolean inside;
    /** Who sees the ops of this thread; null for nobody. */
    Watch.Listener listener;
    /** The op whose gradient is being computed; null outside of backward passes. Kept only while somebody watches. */
    Op gradientOf;
    /** Where the last backward pass found its graph cut; null if it did not. */
    String lastCut;

    private GradMode() {
    }

    static GradMode current() {
        return CURRENT.get();
    }

    /** {@return whether ops on this thread are recorded} */
    public static boolean isEnabled() {
        return current().enabled;
    }

    /** {@return what {@code body} returns, computed with recording on or off} The setting before comes back. */
    public static <T> T with(boolean enabled, Supplier<T> body) {
        GradMode mode = current();
        boolean before = mode.enabled;
        mode.enabled = enabled;
        try {
            return body.get();
        } finally {
            mode.enabled = before;
        }
    }
}
