package jacobi.golden;

/** The rows of Sorting. */
final class SortingGolden {
    private SortingGolden() {
    }

    static void addTo(Entries entries) {
    }
}
