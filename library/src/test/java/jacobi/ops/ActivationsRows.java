package jacobi.ops;

/** What networks put between their layers, element by element. */
final class ActivationsRows {
    private ActivationsRows() {
    }

    static void addTo(OpTable t) {
    }
}
