package jacobi.ops;

/** Systems of equations, and matrices as products of simpler ones. */
final class DecompositionsRows {
    private DecompositionsRows() {
    }

    static void addTo(OpTable t) {
    }
}
