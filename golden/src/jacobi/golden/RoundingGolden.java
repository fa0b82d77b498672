package jacobi.golden;

/** The rows of Rounding. */
final class RoundingGolden {
    private RoundingGolden() {
    }

    static void addTo(Entries entries) {
    }
}
