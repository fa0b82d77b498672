package jacobi.golden;

/** The rows of Indexing. */
final class IndexingGolden {
    private IndexingGolden() {
    }

    static void addTo(Entries entries) {
    }
}
