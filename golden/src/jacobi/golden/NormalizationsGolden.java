package jacobi.golden;

/** The rows of Normalizations. */
final class NormalizationsGolden {
    private NormalizationsGolden() {
    }

    static void addTo(Entries entries) {
    }
}
