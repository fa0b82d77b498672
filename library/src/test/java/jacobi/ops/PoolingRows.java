package jacobi.ops;

/** Windows that become one number each. */
final class PoolingRows {
    private PoolingRows() {
    }

    static void addTo(OpTable t) {
    }

    static void errors(java.util.List<OpErrorsTest.Row> rows) {
    }
}
