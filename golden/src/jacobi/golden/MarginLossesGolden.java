package jacobi.golden;

/** The rows of MarginLosses. */
final class MarginLossesGolden {
    private MarginLossesGolden() {
    }

    static void addTo(Entries entries) {
    }
}
