package jacobi.data;

/**
 * A data file that is missing, damaged or not what it should be. The message is one sentence that names the file,
 * says what is wrong with it, and what to do.
 *
 * <p>Unchecked, because a notebook or a JShell line that loads data should not have to declare or to catch anything;
 * and complete without its cause, because notebooks show the message alone.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error with its sentence. */
    public DataException(String message) {
        super(message);
    }

    /** An error with its sentence, and the failure behind it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
