package jacobi.golden;

/** The rows of Decompositions. */
final class DecompositionsGolden {
    private DecompositionsGolden() {
    }

    static void addTo(Entries entries) {
    }
}
