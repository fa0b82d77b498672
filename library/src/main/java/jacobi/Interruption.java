package jacobi;

/** How ops and data loops notice that their thread has been interrupted. */
public final class Interruption {
    private Interruption() {
    }

    /**
     * Returns at once, unless the current thread has been interrupted.
     *
     * @param where the op or loop that asks, for the message
     * @throws OperationInterruptedException if the thread's interrupt flag is set; it stays set
     */
    public static void poll(String where) {
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationInterruptedException(where);
        }
    }
}
