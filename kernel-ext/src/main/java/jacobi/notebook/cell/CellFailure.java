package jacobi.notebook.cell;

/** A cell, or a part of one, that failed: the message says it all, so that no stack trace is needed. */
public class CellFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A failure.
     *
     * @param cause what made it fail, null if there is nothing more to know
     */
    public CellFailure(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
