package jacobi.golden;

/** The rows of Arranging. */
final class ArrangingGolden {
    private ArrangingGolden() {
    }

    static void addTo(Entries entries) {
    }
}
