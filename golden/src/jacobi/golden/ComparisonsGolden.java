package jacobi.golden;

/** The rows of Comparisons. */
final class ComparisonsGolden {
    private ComparisonsGolden() {
    }

    static void addTo(Entries entries) {
    }
}
