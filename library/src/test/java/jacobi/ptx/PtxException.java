package jacobi.ptx;

/** PTX that cannot be read, or a mistake that a kernel made while it ran. */
public final class PtxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PtxException(String message) {
        super(message);
    }

    static PtxException at(int line, String text, String message) {
        return new PtxException(message + ", in line " + line + " of the PTX: " + text);
    }
}
