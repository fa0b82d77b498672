package jacobi.ptx;

/**
 * The kinds of memory. Addresses of shared, local and constant memory begin near 0 each; in generic addresses they have
 * windows of their own, while global addresses are the same in both.
 */
enum Space {
    GENERIC(0), GLOBAL(0), SHARED(1L << 40), LOCAL(2L << 40), CONST(3L << 40),
    /** The struct that a kernel is launched with. */
    PARAM(0);

    /** What a window spans. */
    static final long WINDOW = 1L << 32;

    /** Where its window of generic addresses begins. */
    final long window;

    Space(long window) {
        this.window = window;
    }

    /** {@return the space that a generic address lies in} */
    static Space of(long generic) {
        return switch ((int) (generic >>> 40)) {
            case 1 -> SHARED;
            case 2 -> LOCAL;
            case 3 -> CONST;
            default -> GLOBAL;
        };
    }
}
