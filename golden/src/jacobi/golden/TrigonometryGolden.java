package jacobi.golden;

/** The rows of Trigonometry. */
final class TrigonometryGolden {
    private TrigonometryGolden() {
    }

    static void addTo(Entries entries) {
    }
}
