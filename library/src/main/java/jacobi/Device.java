package jacobi;

/**
 * Where a tensor's numbers are and where its ops run.
 *
 * @param type  the kind of device, such as {@code "cpu"}
 * @param index which one of its kind, counted from 0
 */
public record Device(String type, int index) {
    /** The processor: always there. */
    public static final Device CPU = new Device("cpu", 0);

    /** {@return {@code cpu}, or the type and the index, such as {@code cuda:0}} */
    @Override
    public String toString() {
        return type.equals("cpu") ? type : type + ":" + index;
    }
}
