package jacobi.ops;

/** Scores and distances that are to keep a margin. */
final class MarginLossesRows {
    private MarginLossesRows() {
    }

    static void addTo(OpTable t) {
    }

    static void errors(java.util.List<OpErrorsTest.Row> rows) {
    }
}
