package jacobi.ops;

/** Running sums, products and extremes along an axis. */
final class ScansRows {
    private ScansRows() {
    }

    static void addTo(OpTable t) {
    }
}
