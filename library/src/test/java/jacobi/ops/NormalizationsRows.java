package jacobi.ops;

/** Features brought to a common scale, and dropout. */
final class NormalizationsRows {
    private NormalizationsRows() {
    }

    static void addTo(OpTable t) {
    }

    static void errors(java.util.List<OpErrorsTest.Row> rows) {
    }
}
