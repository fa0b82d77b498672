package jacobi.golden;

/** The rows of Logic. */
final class LogicGolden {
    private LogicGolden() {
    }

    static void addTo(Entries entries) {
    }
}
