package jacobi.ops;

/** Bool tensors combined, and questions about special values. */
final class LogicRows {
    private LogicRows() {
    }

    static void addTo(OpTable t) {
    }
}
