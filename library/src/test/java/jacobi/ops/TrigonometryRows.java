package jacobi.ops;

/** Trigonometric and hyperbolic functions and their inverses, element by element; angles are in radians. */
final class TrigonometryRows {
    private TrigonometryRows() {
    }

    static void addTo(OpTable t) {
    }
}
