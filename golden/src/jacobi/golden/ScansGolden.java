package jacobi.golden;

/** The rows of Scans. */
final class ScansGolden {
    private ScansGolden() {
    }

    static void addTo(Entries entries) {
    }
}
