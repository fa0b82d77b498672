package jacobi;

/**
 * Thrown by an op or a data loop on a thread that was interrupted, so that stopping a notebook cell stops its work.
 * The thread's interrupt flag stays set: a loop that catches this and goes on is stopped by its next op.
 */
public final class OperationInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An interruption noticed at the named op or loop. */
    public OperationInterruptedException(String where) {
        super("interrupted in " + where);
    }
}
