package jacobi.ops;

/** Functions of probability and combinatorics, element by element. */
final class SpecialFunctionsRows {
    private SpecialFunctionsRows() {
    }

    static void addTo(OpTable t) {
    }
}
