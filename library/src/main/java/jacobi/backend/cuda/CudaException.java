package jacobi.backend.cuda;

/** A call of the CUDA driver, or of one of its libraries, failed. Tensors on the CPU are not affected. */
public final class CudaException extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final int OUT_OF_MEMORY = 2;

    private final int code;

    /** @param code the driver's number for the error, 0 for other reasons */
    CudaException(int code, String message) {
        super(message);
        this.code = code;
    }

    CudaException(String message, Throwable cause) {
        super(message, cause);
        this.code = 0;
    }

    /** {@return the driver's number for the error; 0 for other reasons} */
    public int code() {
        return code;
    }
}
