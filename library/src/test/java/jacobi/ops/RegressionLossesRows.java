package jacobi.ops;

/** How far predicted numbers are from the right ones. */
final class RegressionLossesRows {
    private RegressionLossesRows() {
    }

    static void addTo(OpTable t) {
    }

    static void errors(java.util.List<OpErrorsTest.Row> rows) {
    }
}
