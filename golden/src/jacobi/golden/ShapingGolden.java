package jacobi.golden;

/** The rows of Shaping. */
final class ShapingGolden {
    private ShapingGolden() {
    }

    static void addTo(Entries entries) {
    }
}
